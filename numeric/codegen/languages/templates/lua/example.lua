local functions = require("«module»")

print(functions.«call»)
