library("«module»")

print(«call», digits = 15)
