format long
disp(«module».«call»)
