"""What the tests draw from: the domains that the table of symbols declares."""

from fractions import Fraction

import numpy as np
import sympy as sp
from hypothesis import strategies as st

from beyondthermal.symbolic.symbols import quantity

__all__ = [
    "betas",
    "cavities",
    "decades",
    "exact",
    "rates",
    "values",
    "wide_cavities",
    "x_form",
]


def values(name: str) -> st.SearchStrategy[float]:
    """Doubles in the domain of a quantity: rates over eight decades, real numbers up to ±40."""
    domain = quantity(name).domain
    zero = st.just(0.0) if 0 in domain else st.nothing()
    if domain.is_subset(sp.Interval(0, sp.oo)):
        return st.floats(-4, 4).map(lambda exponent: 10.0**exponent) | zero
    infinite = st.sampled_from([-np.inf, np.inf]) if sp.oo in domain else st.nothing()
    return st.floats(-40, 40) | zero | infinite


def exact(name: str) -> st.SearchStrategy[sp.Rational]:
    """Rational numbers in the domain of a quantity."""
    numbers = st.fractions(Fraction(-50), Fraction(50), max_denominator=50)
    return numbers.map(lambda q: sp.Rational(q.numerator, q.denominator)).filter(
        lambda q: q in quantity(name).domain
    )


rates = st.tuples(values("gamma_plus"), values("gamma_A"), values("gamma_S"))
betas = st.tuples(values("beta_A"), values("beta_S"))


@st.composite
def x_form(draw: st.DrawFn, *, with_rho_d: bool = True) -> np.ndarray:
    """X-form density matrices; at fill = 1 a coherence is as large as positivity allows."""
    weights = np.array([draw(st.integers(0, 1000)) for _ in range(4)]) + 1e-3
    rho = np.diag(weights / weights.sum()).astype(complex)
    for i, j in [(1, 2), (0, 3)] if with_rho_d else [(1, 2)]:
        fill, angle = draw(st.floats(0, 1)), draw(st.floats(-np.pi, np.pi))
        rho[i, j] = fill * np.sqrt(rho[i, i] * rho[j, j]) * np.exp(1j * angle)
        rho[j, i] = rho[i, j].conjugate()
    return rho


# The full cavity model: rates of order one, and rates over twelve decades.
decades = st.floats(-8, 1).map(lambda x: 10.0**x)
cavity_rates = st.floats(0.01, 2)
cavity_optional = st.one_of(st.just(0.0), cavity_rates)
cavities = st.fixed_dictionaries(
    {
        "kappa": st.floats(0.2, 20),
        "p": cavity_rates,
        "gamma": cavity_optional,
        "g": st.floats(0.2, 3),
    },
    optional={"delta": st.floats(-2, 2), "gamma_z": cavity_rates, "p_c": st.floats(0.01, 0.1)},
)
wide_cavities = st.fixed_dictionaries(
    {
        "kappa": st.floats(-3, 4).map(lambda x: 10.0**x),
        "p": decades,
        "gamma": st.one_of(st.just(0.0), decades),
    },
    optional={"delta": decades, "gamma_z": decades, "p_c": decades},
)
