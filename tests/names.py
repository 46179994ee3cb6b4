"""Names that the tests of formulas know: two positive symbols, a real one, a complex one."""

import sympy as sp

from beyondthermal.symbolic.symbols import declared, symbols

__all__ = ["NAMES", "c", "r", "x", "y"]

x, y = symbols("x y")
r = declared("r", sp.Reals)
c = declared("c", sp.S.Complexes)
NAMES = {"x": x, "y": y, "r": r, "c": c}
