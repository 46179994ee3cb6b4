"""The closed form against numbers that share nothing with it: the tolerance is in the statement."""

import sympy as sp

from beyondthermal.derivations.claims.quantified.functions import (
    C_X,
    C_closed,
    C_double,
    C_kernel,
    C_rates,
    C_traced,
    order,
)
from beyondthermal.derivations.claims.quantified.grids import Among
from beyondthermal.derivations.claims.quantified.statements import ForAll
from beyondthermal.symbolic.symbols import symbols

from .maxima import claim

__all__ = ["CLAIMS"]

beta_A, beta_S = symbols("beta_A beta_S")
R = sp.Rational
BETAS = (-sp.oo, -200, R(-19, 2), -2, R(-1, 1000), 0, R(7, 10), R(11, 5), 6, 40, 1000, sp.oo)
# Thermal, inverted, mixed, balanced, and twelve decades apart.
RATES = symbols("gamma_plus gamma_A gamma_S")
MACHINES = (
    (1, 2, 30), (1, R(1, 3), R(1, 7)), (1, R(1, 50), 40), (2, 5, 5),
    (R(1, 10**6), R(1, 10**9), 1000), (7, 100, R(1, 10)),
)  # fmt: skip
PARAMETERS = symbols("kappa p gamma delta gamma_z p_c")
CAVITIES = (
    (2, R(1, 200), R(1, 1000), 0, 0, 0), (10, R(1, 1000), 0, 0, 0, 0),
    (3, R(1, 100), R(1, 1000), R(1, 20), R(1, 1000), R(1, 100)),
)  # fmt: skip


def _less(difference: sp.Expr, factor: int, power: int) -> sp.Basic:
    """The difference is less than factor · 10^-power."""
    bound = sp.Pow(10, -power, evaluate=False)
    return sp.Lt(difference, sp.Mul(factor, bound, evaluate=False) if factor > 1 else bound,
                 evaluate=False)  # fmt: skip


_DOUBLE = abs(C_double(beta_A, beta_S) - C_closed(beta_A, beta_S))
_KERNEL = abs(C_rates(*RATES) - C_kernel(*RATES))
_TRACED = abs(C_traced(*PARAMETERS) - C_X(*PARAMETERS))
CLAIMS = (
    claim("evaluate", "What double precision returns is right to sixteen digits or so",
          (ForAll(_less(_DOUBLE, 5, 16), Among(beta_A, *BETAS), Among(beta_S, *BETAS)),),
          given=""),
    claim("kernel", "The closed form is the numerical kernel of the master equation",
          (ForAll(_less(_KERNEL, 1, 48), Among(RATES, *MACHINES)),), given=""),
    claim("C3", "The full cavity's two qubits: two ways to their concurrence",
          (ForAll(_less(_TRACED, 1, 48), Among(PARAMETERS, *CAVITIES)),)),
    claim("8-9", "The full cavity tends to the closed form as $(g/κ)²$",
          (_less(abs(order(R(1, 20), R(1, 100)) - 2), 1, 12),),
          given="rates in units of $Γ = 4g²/κ$"),
)  # fmt: skip
