"""One point of the cavity model in plain floats, far quicker than arrays of one.

Where the ladder is compiled, its C has an entry for a point. Else the elimination of `ladder` is
run once on numbers that write down what is done to them, for each shape that a level can have:
which unknowns it has, and what comes from above. What was written down is a program, printed as a
Python function of floats. Both have the bits of an element of an array.

Without a cutoff it is known beforehand how many photons are enough: P_{N+1} <= q_N P_N, `tail`,
bounds what the levels above hold. Where that asks for many, the arrays are asked instead, which
find out by trying.
"""

from collections.abc import Mapping
from functools import cache, lru_cache, reduce
from math import inf, sqrt, ulp
from operator import add
from sys import float_info
from typing import Any, TypeAlias

import numpy as np

from beyondthermal.numeric.programs.plain import plain
from beyondthermal.numeric.programs.recording import recorded
from beyondthermal.numeric.stored.reading import stored

from . import ladder
from .grid import DARK, LARGEST_CUTOFF
from .kernel import library
from .kernel.steps import by_place, names, places, rows
from .kernel.variants import SUMMED
from .level import level_equations
from .rates import DEFAULTS, MIXING, PARAMETERS, absent
from .tail import PUMPS, enough_photons

__all__ = ["excess", "qubits"]

# GG, SS, AA, EE, Im SA.
Qubits: TypeAlias = tuple[float, ...]
# The places of numbers in rows, (row, column).
Layout: TypeAlias = tuple[tuple[int, int], ...]

_KNOWN = {*PARAMETERS, "n_max", "workers"}
_NUMBERS = frozenset({float, int, np.float64})
_LOWEST = {"positive": ulp(0.0), "nonnegative": 0.0, "real": -float_info.max}
_DOMAINS = {name: _LOWEST[domain] for name, domain in stored("cavity")["parameters"].items()}


@cache
def _down(
    missing: tuple[str, ...], here: frozenset[int], below: frozenset[int], above: Layout
) -> tuple[Any, Layout]:
    """The step from R_{N+1} to R_N for levels of one shape, and where its results belong."""
    plan = level_equations(*missing)
    shared = plan.constants(*[1.0] * len(PARAMETERS))
    entries = [*names("n", range(5)), *names("c", shared)]

    def step(*given: Any) -> dict[str, Any]:
        values = plan.entries(*given[: len(entries)])
        matrix = rows(above, given[len(entries) :])
        (found,) = ladder.steps(plan, lambda _: values, [{*below}, {*here}], matrix)
        return by_place(found)

    program = recorded("step", [*entries, *names("a", above)], step)
    return plain(program), places(program)


@cache
def _up(missing: tuple[str, ...], layout: Layout, below: tuple[int, ...]) -> tuple[Any, Any]:
    """The step from x_{N-1} to 1/(1 + its trace) and x_N, scaled with that; and which are there."""
    plan = level_equations(*missing)

    def step(*given: Any) -> dict[str, Any]:
        level = dict(zip(below, given[len(layout) :], strict=True))
        found = ladder.following(plan, rows(layout, given[: len(layout)]), level)
        share = 1 / (1.0 + ladder.trace(plan, found))
        return {"share": share, **{f"{i}": share * x for i, x in found.items()}}

    program = recorded("step", [*names("r", layout), *names("x", below)], step)
    return plain(program), tuple(int(name) for name, _ in program.outputs[1:])


@lru_cache(maxsize=64)
def _steps(missing: tuple[str, ...], n_max: int) -> tuple[list[Any], list[Any], list[Any]]:
    """For a cutoff: the steps down with their photon numbers, those up, and where what is added up.

    Of the last there is a list of (level, place in it) for each population and Im SA.
    """
    plan = level_equations(*missing)
    present = [frozenset(plan.present(N, n_max)) for N in range(n_max + 3)]
    down: list[Any] = []
    layouts: list[Layout] = [()]
    for N in range(n_max + 2, 0, -1):
        function, layout = _down(missing, present[N], present[N - 1], layouts[-1])
        counts = tuple(float(n) if 0 <= n <= n_max else 0.0 for n in range(N - 2, N + 3))
        down.append((function, counts))
        layouts.append(layout)
    up, there = [], [(0,)]
    for layout in layouts[:0:-1]:
        function, found = _up(missing, layout, there[-1])
        up.append(function)
        there.append(found)
    labels = [unknown.label for unknown in plan.unknowns]
    summed = [
        [(N, at.index(i)) for N, at in enumerate(there) if i in at]
        for i in (labels.index(x) if x in labels else None for x in SUMMED)
    ]
    return down, up, summed


def _solved(rates: Mapping[str, float], n_max: int | None) -> Qubits | None:
    """What `ladder.solve` and `ladder.two_qubits` come to; None where no cutoff is known."""
    n_max = n_max or enough_photons(rates)
    try:
        return _at(rates, n_max) if n_max else None
    except ArithmeticError:
        return None


def _at(rates: Mapping[str, float], n_max: int) -> Qubits:
    missing = absent([name for name, rate in rates.items() if rate])
    down, up, summed = _steps(missing, n_max)
    shared = level_equations(*missing).constants(*rates.values())
    row: tuple[float, ...] = ()
    matrices = []
    for function, counts in down:
        row = function(*counts, *shared, *row)
        matrices.append(row)
    level: tuple[float, ...] = (1.0,)
    levels, shares = [level], []
    for function in up:
        share, *level = function(*matrices.pop(), *level)
        levels.append(level)
        shares.append(share)
    shares.append(1.0)
    for N in range(len(shares) - 2, -1, -1):
        shares[N] = shares[N + 1] * shares[N]
    G, S, A, E, imaginary = (
        reduce(add, [shares[N] * levels[N][k] for N, k in at]) if at else 0.0 for at in summed
    )
    return G, S, A, E, imaginary


def qubits(given: Mapping[str, Any]) -> Qubits | None:
    """The two qubits' populations G, S, A, E and Im SA at one point.

    Parameters
    ----------
    given
        The keywords of the functions of `planes`.

    Returns
    -------
    tuple of float, or None
        None where anything isn't one number, is refused, or takes arrays to be found out.
    """
    n_max, workers = given.get("n_max"), given.get("workers", 1)
    rates = _rates(given)
    if rates is None or type(workers) is not int or workers != 1:
        return None
    if n_max is not None and (type(n_max) is not int or not 1 <= n_max <= LARGEST_CUTOFF):
        return None
    found = library.point(rates, n_max) if library.is_built() else _solved(rates, n_max)
    known = found and -inf < reduce(add, found) < inf and min(found[0], found[3]) >= 0
    return found if known else None


def excess(found: Qubits, *, clip: bool) -> np.float64:
    """2 (|rho_c| - sqrt(rho_00 rho_11)), Eq. (A8), and 0 instead of less if that is wanted."""
    G, S, A, E, imaginary = found
    coherence = np.hypot((S - A) / 2, imaginary) if imaginary else abs((S - A) / 2)
    result = 2 * (coherence - sqrt(G) * sqrt(E))
    return np.float64(0.0 if clip and result < 0 else result)


def _rates(given: Mapping[str, Any]) -> dict[str, float] | None:
    """All rates as floats, if they are numbers in their domains and the pumps are not too weak."""
    if not given.keys() <= _KNOWN:
        return None
    rates = {}
    for name, lowest in _DOMAINS.items():
        value = given.get(name, DEFAULTS.get(name))
        if type(value) not in _NUMBERS or not lowest <= value <= float_info.max:
            return None
        rates[name] = float(value)
    pump = sum(rates[name] for name in PUMPS)
    if not any(rates[name] for name in MIXING) or not pump > DARK * max(map(abs, rates.values())):
        return None
    return rates
