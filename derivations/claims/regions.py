"""The regions of the square of temperatures on which claims are made."""

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Where
from beyondthermal.symbolic.symbols import NONNEGATIVE, POSITIVE, symbols

__all__ = ["EVERYWHERE", "INVERTED", "RATES", "TEMPERATURES", "THERMAL"]

_FACTORS, _BETAS = symbols("x y"), symbols("beta_A beta_S")
# All temperatures: by their inverse Boltzmann factors, and by themselves.
EVERYWHERE: Where = dict.fromkeys(_FACTORS, POSITIVE)
TEMPERATURES: Where = dict.fromkeys(_BETAS, sp.Reals)
THERMAL: Where = dict.fromkeys(_BETAS, NONNEGATIVE)
INVERTED: Where = dict.fromkeys(_BETAS, sp.Interval.Lopen(-sp.oo, 0))
# Any rates of the machine.
RATES: Where = dict.fromkeys(symbols("gamma_plus gamma_A gamma_S"), POSITIVE)
