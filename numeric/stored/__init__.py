"""What SymPy derived, kept as data: evaluating needs no SymPy.

`programs.json` has the programs of the fast functions, `cavity.json` the equations of a level of
the cavity model. `python -m beyondthermal.numeric.stored` derives and writes both again; the tests
derive them and compare.
"""
