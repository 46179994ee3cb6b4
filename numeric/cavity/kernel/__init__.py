"""The ladder's level step as C: recorded once, printed, built with the package, loaded by ctypes.

`steps.h` is made by `python -m beyondthermal.numeric.cavity.kernel` of what `ladder` does to
numbers that write it down; `ladder.h` has the loops around it, `cutoffs.h` how many photons they
take, `ladder.c` what Python calls.  They are built where there is a compiler; elsewhere NumPy runs
the ladder, with the same numbers to the last bit.
"""
