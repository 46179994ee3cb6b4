"""The paper's functions of whole arrays in C, as `codegen` writes them for everybody else.

`formulas.c` and `formulas.h` are made by `python -m beyondthermal.numeric.programs.in_c`. They
are built where there is a compiler; elsewhere NumPy runs the same programs.
"""
