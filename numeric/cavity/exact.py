"""The full cavity model in exact rationals: for rational rates all is rational but two roots.

The equations of all levels at once are integers up to a common factor, and are solved as such: the
ladder is shorter, but its fractions grow on the way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import isqrt, lcm
from typing import Any, TypeAlias

import sympy as sp

from beyondthermal.numeric.programs.plain import integer, plain
from beyondthermal.numeric.sizes import EXACTLY, affordable, exact_seconds, whole
from beyondthermal.numeric.stored.levels import entry_programs, integral
from beyondthermal.symbolic.machine import cavity
from beyondthermal.symbolic.shown import Shown

from . import ladder
from .accuracy import Exact, Real
from .level import POPULATIONS
from .lifting import solve
from .rates import PARAMETERS, absent, exact_rates

__all__ = ["ExactState", "steady_state"]

Levels: TypeAlias = tuple[ladder.Level, ...]
Place: TypeAlias = tuple[int, int]


@dataclass(frozen=True, repr=False)
class ExactState(Shown):
    """The steady state of the full model cut to n_max photons, exactly.

    Attributes
    ----------
    n_max
        The largest photon number taken into account.
    populations
        Those of G, S, A, E.
    density_matrix
        The two qubits, 4 × 4, in the basis |00>, |01>, |10>, |11>.
    concurrence
        That of the two qubits, Eq. (A8): 0, or explicit with at most two square roots of rationals,
        which `evalf` prints to any number of digits.
    photons
        The probabilities of 0, …, n_max photons.
    levels
        The unknowns of each level N = 0, …, n_max + 2, as `ladder.solve` returns them.
    """

    n_max: int
    populations: tuple[Fraction, ...]
    density_matrix: sp.ImmutableMatrix
    concurrence: sp.Expr
    photons: tuple[Fraction, ...]
    levels: Levels


def steady_state(
    *,
    kappa: Real,
    p: Real,
    gamma: Real,
    g: Real = 1,
    delta: Real = 0,
    gamma_z: Real = 0,
    p_c: Real = 0,
    n_max: int = 15,
) -> ExactState:
    """Solve the model cut to n_max photons, Eqs. (7)-(8) and Appendix D, without rounding.

    Parameters
    ----------
    kappa, p, gamma, g, delta, gamma_z, p_c
        Rates in one common unit; `"0.1"` is exactly 1/10, the float 0.1 what it is in binary.
    n_max
        The largest photon number, at least 1.

    Raises
    ------
    ValueError
        If a rate is out of its domain, or the steady state is not unique.

    Examples
    --------
    >>> state = steady_state(kappa=10, p="0.005", gamma="0.001", n_max=1)
    >>> state.photons[1]
    Fraction(201383458835729000, 278926640130726331361)
    >>> print(state.concurrence.evalf(40))
    0.3619162174059479728885553530136141132566
    """
    exact = exact_rates(kappa=kappa, p=p, gamma=gamma, g=g, delta=delta, gamma_z=gamma_z, p_c=p_c)
    whole("n_max", n_max, EXACTLY)
    affordable("n_max", n_max, exact_seconds(n_max, exact.values()))
    levels = _solved(exact, n_max)
    qubits = ladder.two_qubits(levels)
    return ExactState(
        n_max=n_max,
        populations=tuple(qubits[label] for label in POPULATIONS),
        density_matrix=_density_matrix(qubits),
        concurrence=_concurrence(qubits),
        photons=tuple(ladder.photon_distribution(levels)),
        levels=levels,
    )


def _density_matrix(qubits: ladder.Level) -> sp.ImmutableMatrix:
    """The X form of Eq. (A8), where only the swap-odd part of rho_c is imaginary."""
    GG, SS, AA, EE = (sp.Rational(qubits[label]) for label in POPULATIONS)
    even, rho_c = (SS + AA) / 2, (SS - AA) / 2 - sp.I * sp.Rational(qubits.get("Im SA", 0))
    middle = sp.ImmutableMatrix([[even, rho_c], [sp.conjugate(rho_c), even]])
    return sp.ImmutableMatrix(sp.diag(GG, middle, EE))


def _concurrence(qubits: ladder.Level) -> sp.Expr:
    """Eq. (A8) as sqrt(4 |rho_c|²) - sqrt(4 rho_GG rho_EE): the radicands decide its sign."""
    coherence = (qubits["SS"] - qubits["AA"]) ** 2 + 4 * qubits.get("Im SA", 0) ** 2
    thermal = 4 * qubits["GG"] * qubits["EE"]
    if coherence <= thermal:
        return sp.S.Zero
    minus = sp.Mul(-1, _root(thermal), evaluate=False)
    return sp.Add(_root(coherence), minus, evaluate=False)


def _root(square: Fraction) -> sp.Expr:
    """A rational if the root is one; else left as it is, for SymPy would factor the integers."""
    root = Fraction(isqrt(square.numerator), isqrt(square.denominator))
    if root**2 == square:
        return sp.Rational(root)
    return sp.Pow(sp.Rational(square), sp.S.Half, evaluate=False)


def _solved(exact: Exact, n_max: int) -> Levels:
    """All unknowns: the Lindbladian makes nothing of them, and the populations add up to one."""
    unknowns = cavity.ladder(*absent(exact)).unknowns
    places = _places(unknowns, n_max)
    rows = _rows(exact, n_max, places)
    # The rows of populations add up to nothing, so one of them is free to say the rest.
    rows[0] = {place: 1 for (_, i), place in places.items() if not unknowns[i].part}
    found = solve(rows, [1] + [0] * (len(rows) - 1))
    levels: Levels = tuple({} for _ in range(n_max + 3))
    for (N, i), place in places.items():
        levels[N][unknowns[i].label] = found[place]
    return levels


def _places(unknowns: Sequence[cavity.Unknown], n_max: int) -> dict[Place, int]:
    """(N, i) -> the place of unknown i of level N, if it has from 0 to n_max photons."""
    counts = {
        (N, i): unknown.photon_numbers(N)
        for N in range(n_max + 3)
        for i, unknown in enumerate(unknowns)
    }
    there = (at for at, pair in counts.items() if min(pair) >= 0 and max(pair) <= n_max)
    return {at: place for place, at in enumerate(there)}


def _rows(exact: Exact, n_max: int, places: Mapping[Place, int]) -> list[dict[int, int]]:
    """The Lindbladian on all levels at once, in integers: only ratios of rates matter."""
    at, constants, evaluate = _generator(absent(exact))
    unit = lcm(*(x.denominator for x in exact.values()))
    shared = constants(*(int(unit * exact.get(name, 0)) for name in PARAMETERS))
    rows: list[dict[int, int]] = [{} for _ in places]
    for N in range(n_max + 3):
        counts = (n if 0 <= n <= n_max else 0 for n in range(N - 2, N + 3))
        for (i, j, shift), entry in zip(at, evaluate(*counts, *shared), strict=True):
            if (N, i) in places and (N + shift, j) in places:
                rows[places[N, i]][places[N + shift, j]] = entry
    return rows


@cache
def _generator(missing: tuple[str, ...]) -> tuple[Any, ...]:
    """(row, column, N' - N) of each entry, and how to evaluate them all for one level N."""
    blocks = cavity.ladder(*missing)
    size = len(blocks.unknowns)
    rows = sp.Matrix.hstack(blocks.from_below, blocks.within, blocks.from_above)
    entries = sp.Matrix.vstack(*(integral(rows.row(i)) for i in range(size))).todok()
    at = [(i, j % size, j // size - 1) for i, j in entries]
    return at, *(plain(program, integer) for program in entry_programs(list(entries.values())))
