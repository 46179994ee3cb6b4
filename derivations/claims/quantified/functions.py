"""What names stand for in statements about numbers: the machine, the cavity, and searches.

Each is evaluated on arrays in double precision, if that is of use, and at exact arguments between
two fractions. Those of the closed form and of the cavity's concurrence certainly contain the value,
in interval and ball arithmetic; all others are the digits asked for, give or take the last one.
Rates are in units of g.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import cache, partial
from importlib.util import find_spec
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import sympy as sp
from mpmath import mpf

from beyondthermal.numeric import cavity, machine, thermodynamics
from beyondthermal.numeric.cavity import enclosure, precise
from beyondthermal.numeric.cavity.accuracy import finite
from beyondthermal.numeric.precision import mp
from beyondthermal.symbolic.decision.enclosures.enclosure import value_at
from beyondthermal.symbolic.definitions import unfold
from beyondthermal.symbolic.symbols import symbol, symbols

from . import routes
from .bands import Band
from .statements import Numeric
from .table import about, named

__all__ = [
    "C_15",
    "C_X",
    "C_15pumped",
    "C_closed",
    "C_dephased",
    "C_detuned",
    "C_double",
    "C_eff",
    "C_full",
    "C_kernel",
    "C_max",
    "C_pumped",
    "C_rates",
    "C_traced",
    "I_alone",
    "I_radiated",
    "S_irr",
    "kappa_max",
    "order",
    "p_max",
    "ratio_third",
]

Array: TypeAlias = npt.NDArray[np.float64]

x, y, kappa, p, gamma = symbols("x y kappa p gamma")
# Of the functions in double precision: twice what they promise, and more.
ERROR = 1e-12
_RATES = ("kappa", "p", "gamma")
_EXCESS = (symbol("N1") - symbol("N2")) / symbol("d")
_EQ_9 = {x: gamma / p, y: (gamma + 8 / kappa) / p}


def _positive(excess: Array) -> Band:
    """The concurrence, of the difference that (A8) compares with 0."""
    return Band(np.maximum(excess - ERROR, 0), np.maximum(excess + ERROR, 0))


def _exactly(arguments: tuple[sp.Expr, ...]) -> list[Fraction]:
    return [Fraction(int(x.p), int(x.q)) for x in arguments]


# The machine, from the table of definitions.


def _excess(at_A: Array, at_S: Array) -> Band:
    p_G, p_S, p_A, p_E = np.moveaxis(machine.populations(at_A, at_S), -1, 0)
    return _positive(np.abs(p_S - p_A) - 2 * np.sqrt(p_G) * np.sqrt(p_E))


def _entropy(at_A: Array, at_S: Array) -> Band:
    rate = np.asarray(thermodynamics.entropy_production(at_A, at_S))
    return Band(rate * (1 - ERROR), rate * (1 + ERROR))


def _effective(kappa_: Array, p_: Array, gamma_: Array) -> Band:
    with np.errstate(divide="ignore"):
        return _excess(np.log(gamma_ / p_), np.log((gamma_ + 8 / kappa_) / p_))


@cache
def _unfolded(expr: sp.Expr, variables: tuple[sp.Symbol, ...]) -> sp.Expr:
    """In the variables; in κ, p and γ, Eq. (9) is what x and y stand for."""
    known = _EQ_9 if kappa in variables else {}
    return unfold(expr, keep=variables, at=known)


def _defined(expr: sp.Expr, names: str, *arguments: sp.Expr, digits: int) -> Band:
    """What stands for an expression in names of the table of definitions, enclosed."""
    variables = symbols(names)
    point = dict(zip(variables, _exactly(arguments), strict=True))
    return Band(*value_at(_unfolded(expr, variables), point, digits))


def _concurrence(names: str, *arguments: sp.Expr, digits: int) -> Band:
    found = _defined(_EXCESS, names, *arguments, digits=digits)
    return Band(max(found.low, Fraction(0)), max(found.high, Fraction(0)))


def _closed(at_A: sp.Expr, at_S: sp.Expr, *, digits: int) -> Band:
    """At all temperatures, infinite ones included, and such as the logarithm of a number."""
    if at_A.is_Rational and at_S.is_Rational:
        return _concurrence("beta_A beta_S", at_A, at_S, digits=digits)
    with mp.workdps(digits + 20):
        betas = [
            mp.mpf(float(beta)) if beta.is_infinite else mp.mpf(beta.evalf(mp.dps))
            for beta in (at_A, at_S)
        ]
        return about(machine.to_digits(*betas, digits=digits)["C"], digits)


_INTERVALS, _DIGITS = "in interval arithmetic", "to {digits} digits"
C_closed = named("C_closed", "C", _excess, _closed, _INTERVALS)
C_rates = named("C_rates", "C", None, partial(_concurrence, "gamma_plus gamma_A gamma_S"),
                _INTERVALS)  # fmt: skip
S_irr = named("S_irr", r"\dot S_{\mathrm{irr}}", _entropy,
               partial(_defined, symbol("sigma"), "beta_A beta_S"), _INTERVALS)  # fmt: skip
C_eff = named("C_eff", r"C_{\mathrm{eff}}", _effective,
               partial(_concurrence, "kappa p gamma"), _INTERVALS)  # fmt: skip


# The full model, over κ, p, γ and one noise at most.


def _fast(names: tuple[str, ...], n_max: int | None, *arguments: Array) -> Band:
    rates: dict[str, Any] = dict(zip(names, arguments, strict=True))
    return _positive(np.asarray(cavity.concurrence(**rates, n_max=n_max, clip=False)))


def _enclosed(names: tuple[str, ...], n_max: int | None, *arguments: sp.Expr, digits: int) -> Band:
    """A ball; without what computes in balls, the digits, of the difference in (A8) too."""
    rates: dict[str, Any] = dict(zip(names, _exactly(arguments), strict=True))
    if find_spec("flint"):
        found = enclosure.enclose(**rates, n_max=n_max, digits=digits)
        ball = found.truncated if n_max else found.complete
        middle, radius = finite("midpoint", ball.midpoint), finite("radius", ball.radius)
        return Band(max(middle - radius, Fraction(0)), middle + radius)
    state = precise.steady_state(**rates, n_max=n_max, digits=digits)
    with mp.workdps(digits + 10):
        p_G, *_, p_E = map(mp.convert, state.populations)
        excess = 2 * (abs(mp.convert(state.density_matrix[1, 2])) - mp.sqrt(p_G * p_E))
    known = about(excess, digits)
    return Band(max(known.low, Fraction(0)), max(known.high, Fraction(0)))


def _cavity(name: str, shown: str, *noise: str, n_max: int | None = None) -> type[Numeric]:
    names = (*_RATES, *noise)
    how = "in ball arithmetic" if find_spec("flint") else _DIGITS
    return named(name, shown, partial(_fast, names, n_max), partial(_enclosed, names, n_max), how)


C_full = _cavity("C_full", r"C_{\mathrm{full}}")
C_dephased = _cavity("C_dephased", r"C_{\mathrm{dephased}}", "gamma_z")
C_detuned = _cavity("C_detuned", r"C_{\mathrm{detuned}}", "delta")
C_pumped = _cavity("C_pumped", r"C_{\mathrm{pumped}}", "p_c")
C_15 = _cavity("C_15", r"C_{n_{\max} = 15}", n_max=15)
C_15pumped = _cavity("C_15pumped", r"C_{\mathrm{pumped},\, n_{\max} = 15}", "p_c", n_max=15)


# What the qubits radiate: ⟨J_S† J_S⟩, and ⟨c_1† c_1⟩ + ⟨c_2† c_2⟩ as if they were alone.
_TOGETHER = ((0, 0, 0, 0), (0, 1, 1, 0), (0, 1, 1, 0), (0, 0, 0, 2))
_ALONE = ((0, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 2))
_Entries: TypeAlias = tuple[tuple[int, ...], ...]


def _average(operator: _Entries, *arguments: Array) -> Band:
    rates: dict[str, Any] = dict(zip(_RATES, arguments, strict=True))
    found = np.einsum("ij,...ji->...", operator, cavity.density_matrix(**rates)).real
    return Band(found - ERROR, found + ERROR)


def _precise_average(operator: _Entries, *arguments: sp.Expr, digits: int) -> Band:
    rates: dict[str, Any] = dict(zip(_RATES, _exactly(arguments), strict=True))
    rho = precise.steady_state(**rates, digits=digits + 1).density_matrix
    entries = [(i, j) for i in range(4) for j in range(4) if operator[i][j]]
    with mp.workdps(digits + 10):
        return about(sum(operator[i][j] * mp.re(mp.convert(rho[j, i])) for i, j in entries), digits)


def _radiated(name: str, shown: str, operator: _Entries) -> type[Numeric]:
    fast, certain = (partial(f, operator) for f in (_average, _precise_average))
    return named(name, shown, fast, certain, _DIGITS)


I_radiated = _radiated("I_radiated", r"\langle \hat J_S^\dagger \hat J_S\rangle", _TOGETHER)
I_alone = _radiated(
    "I_alone",
    r"\langle \hat c_1^\dagger \hat c_1 + \hat c_2^\dagger \hat c_2\rangle", _ALONE,
)  # fmt: skip


# Numbers that take more digits, or a search.


def _digits(name: str, shown: str, value: Callable[..., mpf], how: str = _DIGITS) -> type[Numeric]:
    def certain(*arguments: sp.Expr, digits: int) -> Band:
        return about(value(*arguments, digits=digits), digits)

    return named(name, shown, None, certain, how)


def _largest(gamma_: sp.Expr, *, digits: int) -> Band:
    """The largest value that is known: certainly no less than that at the maximum found."""
    best = routes.maximum(finite("gamma", str(gamma_)), digits)
    at = [sp.Rational(finite(k, best.location[k])) for k in ("kappa", "p")]
    return Band(_enclosed(_RATES, None, *at, gamma_, digits=digits).low,
                about(best.concurrence, digits).high)  # fmt: skip


_SEARCH = "as the largest value on a grid, and by Newton's method from there"
C_max = named("C_max", r"C_{\max}", None, _largest, _SEARCH)
kappa_max = _digits("kappa_max", r"\kappa_{\max}", routes.best("kappa"), _SEARCH)
p_max = _digits("p_max", r"p_{\max}", routes.best("p"), _SEARCH)
ratio_third = _digits("ratio_third", "r_{1/3}", routes.first_above_third,
                  "as the first crossing on a grid, and by Newton's method from there")  # fmt: skip
C_kernel = _digits("C_kernel", r"C_{\mathrm{kernel}}", routes.of_the_kernel)
C_traced = _digits("C_traced", r"C_{\mathrm{Tr}_C\rho}", routes.of_the_partial_trace)
C_X = _digits("C_X", r"C_{\mathrm{X}}", routes.of_the_ladder)
order = _digits("order", r"\mathrm{order}", routes.order)


def _double(at_A: sp.Expr, at_S: sp.Expr, *, digits: int) -> Band:
    """The double that is returned, exactly."""
    value = Fraction(float(machine.concurrence(float(at_A), float(at_S))))
    return Band(value, value)


C_double = named("C_double", r"C_{\mathrm{double}}", None, _double, "exactly")
