"""The steady state of the full model, level by level: one elimination for every number type.

The levels x_N of `symbolic.cavity` obey U x_{N-1} + D x_N + L x_{N+1} = 0.
From the top, x_N = R_N x_{N-1} with the matrix continued fraction

    R_N = -(D_N + L_N R_{N+1})^{-1} U_N,

and from the bottom level, the single population GG of N = 0, the vectors follow.
Numbers may be float, Fraction, mpmath's mpf, python-flint's arb, or NumPy arrays with one element
for each grid point: nothing is compared, only added, multiplied and divided.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from itertools import product
from operator import add
from typing import Any

import sympy as sp

from beyondthermal.symbolic.cavity import EXCITATIONS, Unknown, ladder, photons
from beyondthermal.symbolic.operators import BELL_LABELS
from beyondthermal.symbolic.symbols import symbol, symbols

__all__ = ["PARAMETERS", "Level", "photon_distribution", "solve", "two_qubits"]

Number = Any
Level = dict[str, Number]
Row = dict[int, Number]
Entries = dict[tuple[int, int], int]
Evaluate = Callable[..., list[Number]]

PARAMETERS = ("g", "kappa", "p", "gamma", "delta", "gamma_z", "p_c")
# Without these the ladder has fewer unknowns or fewer entries.
OPTIONAL = ("delta", "gamma_z", "p_c")
POPULATIONS = {
    2 * label: excitations for label, excitations in zip(BELL_LABELS, EXCITATIONS, strict=True)
}

# The order of elimination.  A damping rate can vanish: 2 gamma for |E, 0), and that of |S, 0) once
# what returns from above is counted.  Their coupling to a coherence saves them, so each goes in a
# pair whose determinant is a sum of products of one sign.  Without cavity pump, nothing of size
# cancels; AA and GG, whose rates may be the smallest of all, come last.
ORDER = ("Re GE", "Re AE", "EE & Im SE", "SS & Im GS", "Re GA", "Im SA", "AA", "GG")


@dataclass(frozen=True)
class Plan:
    """The equations of a level, ready to be filled with numbers.

    Columns 0 to k - 1 are the unknowns of level N, columns k to 2k - 1 those of level N - 1.
    Tables lead from (row, column) to the position of the entry in what `entries` returns.

    Attributes
    ----------
    unknowns
        The k unknowns of a level.
    order
        The pivots, each one unknown or a pair.
    merged
        i -> j: the next level feels x_i + x_j only; column j stands for that sum.
    level, returns
        D and U, and L: a row multiplied so that its coefficients are integers.
    balance
        The flow of probability up from level N - 1 equals the flow down from level N.  This is
        the sum of all rows from here to the top, free of their cancellation; it replaces the last.
    constants, entries
        parameters -> what all levels share; (photons(N - 2), …, photons(N + 2), shared) -> the
        entries of level N.
    """

    unknowns: tuple[Unknown, ...]
    order: tuple[tuple[int, ...], ...]
    merged: dict[int, int]
    level: Entries
    returns: Entries
    balance: Entries
    constants: Evaluate
    entries: Evaluate

    def present(self, level: int, n_max: int) -> set[int]:
        """The unknowns that have between 0 and n_max photons on both sides."""
        numbers = (unknown.photon_numbers(level) for unknown in self.unknowns)
        return {i for i, pair in enumerate(numbers) if min(pair) >= 0 and max(pair) <= n_max}


def _repeated(columns: sp.Matrix) -> dict[int, int]:
    """The columns, other than zero, that appear again later: i -> the last one that is equal."""
    last = {tuple(columns.col(j)): j for j in range(columns.cols) if any(columns.col(j))}
    found = {i: last.get(tuple(columns.col(i)), i) for i in range(columns.cols)}
    return {i: j for i, j in found.items() if i != j}


def _integral(row: sp.Matrix) -> sp.Matrix:
    """The row times the common denominator of its coefficients."""
    return row * sp.ilcm(*(sp.Poly(entry).clear_denoms()[0] for entry in row if entry))


def _compiled(entries: list[sp.Expr]) -> tuple[Evaluate, Evaluate]:
    """From the parameters what all levels share, and from that the entries of one level."""
    numbers = [photons(symbol("N") + k) for k in range(-2, 3)]
    constants: dict[sp.Expr, sp.Dummy] = {}
    split = [
        sum(
            constants.setdefault(constant, sp.Dummy())
            * sp.Poly.from_dict({m: 1}, *numbers).as_expr()
            for m, constant in sp.Poly(entry, *numbers).as_dict(native=False).items()
        )
        for entry in entries
    ]
    once = sp.lambdify(symbols(" ".join(PARAMETERS)), list(constants), modules=[{}], cse=True)
    each = sp.lambdify([*numbers, *constants.values()], split, modules=[{}], cse=True)
    return once, each


@cache
def plan(*absent: str) -> Plan:
    """Prepare the ladder without the parameters named, which are zero."""
    blocks = ladder(*absent)
    size, N = len(blocks.unknowns), symbol("N")
    rows = sp.Matrix.hstack(blocks.within, blocks.from_below, blocks.from_above)
    rows = sp.Matrix.vstack(*(_integral(rows.row(i)) for i in range(size))).as_mutable()
    level, returns = rows[:, : 2 * size], rows[:, 2 * size :]

    trace = sp.Matrix([[int(not unknown.part) for unknown in blocks.unknowns]])
    fall, rise = trace * blocks.from_above.subs(N, N - 1), trace * blocks.from_below
    balance = sp.Matrix.hstack(fall, -rise).as_mutable()

    merged = _repeated(blocks.from_below)
    for matrix, (i, j), at in product((level, balance), merged.items(), (0, size)):
        # c_i x_i + c_j x_j = (c_i - c_j) x_i + c_j (x_i + x_j)
        matrix[:, at + i] = (matrix[:, at + i] - matrix[:, at + j]).applyfunc(sp.expand)

    entries: dict[sp.Expr, int] = {}
    tables = [
        {at: entries.setdefault(entry, len(entries)) for at, entry in matrix.todok().items()}
        for matrix in (level, returns, balance)
    ]
    index = {unknown.label: i for i, unknown in enumerate(blocks.unknowns)}
    order = [tuple(index[label] for label in x.split(" & ") if label in index) for x in ORDER]
    constants, each = _compiled(list(entries))
    return Plan(
        unknowns=blocks.unknowns,
        order=tuple(filter(None, order)),
        merged=merged,
        level=tables[0],
        returns=tables[1],
        balance=tables[2],
        constants=constants,
        entries=each,
    )


def _sum(terms: Iterable[Number]) -> Number:
    """Their sum, with no integer 0 to start from: that is slow for mpf."""
    return reduce(add, terms)


def _add(row: Row, factor: Number, other: Row) -> None:
    """Row += factor · other."""
    for j, x in other.items():
        row[j] = row[j] + factor * x if j in row else factor * x


def _substitution(rows: dict[int, Row], pivot: tuple[int, ...]) -> dict[int, Row]:
    """Solve the rows of one or two unknowns for these: x_i = sum_j found[i][j] x_j."""
    if len(pivot) == 1:
        (i,) = pivot
        scale = -1 / rows[i].pop(i)
        return {i: {j: scale * x for j, x in rows[i].items()}}
    i, k = pivot
    (a, b), (c, d) = ([rows[r].pop(s) for s in pivot] for r in pivot)
    scale = 1 / (b * c - a * d)
    found: dict[int, Row] = {i: {}, k: {}}
    _add(found[i], scale * d, rows[i])
    _add(found[i], -scale * b, rows[k])
    _add(found[k], scale * a, rows[k])
    _add(found[k], -scale * c, rows[i])
    return found


def _eliminate(rows: dict[int, Row], order: Iterable[tuple[int, ...]]) -> dict[int, Row]:
    """Solve all rows: each unknown as a combination of the columns that are not unknowns."""
    solved: dict[int, Row] = {}
    for pivot in order:
        found = _substitution(rows, pivot)
        for i in pivot:
            del rows[i]
        for row in rows.values():
            for i in pivot:
                if i in row:
                    _add(row, row.pop(i), found[i])
        solved |= found
    for row in reversed(solved.values()):
        for j in [j for j in row if j in solved]:
            _add(row, row.pop(j), solved[j])
    return solved


def _step(
    plan: Plan, values: Sequence[Number], here: set[int], below: set[int], above: dict[int, Row]
) -> dict[int, Row]:
    """R_N from R_{N+1}: a row for each unknown here, a column for each that feeds from below."""
    size = len(plan.unknowns)
    columns = here | {size + j for j in below}
    order = [pivot for whole in plan.order if (pivot := tuple(i for i in whole if i in here))]
    last = order[-1][-1]
    rows: dict[int, Row] = {i: {} for i in here}
    for (i, j), at in plan.level.items():
        if i in here and i != last and j in columns:
            rows[i][j] = values[at]
    for (i, j), at in plan.returns.items():
        if i in here and i != last and j in above:
            _add(rows[i], values[at], above[j])
    rows[last] = {j: values[at] for (_, j), at in plan.balance.items() if j in columns}
    solved = _eliminate(rows, order)
    for i, j in plan.merged.items():
        if i in here:
            solved[j] = {f: x - solved[i][f] for f, x in solved[j].items()}
    return {i: {j - size: x for j, x in row.items()} for i, row in solved.items()}


def _climb(plan: Plan, steps: Iterable[dict[int, Row]], one: Number) -> list[Row]:
    """The vectors x_N from the matrices R_N, N = 1, 2, …, scaled to trace one.

    On the way up a level is divided by the trace of all levels so far, on the way down multiplied
    by what that is of the whole: nothing overflows where the lowest levels are empty.
    """
    traced = {i for i, unknown in enumerate(plan.unknowns) if not unknown.part}
    levels, shares = [{0: one}], []
    for step in steps:
        felt = dict(levels[-1])
        for i, j in plan.merged.items():
            if i in felt:
                felt[j] = felt[j] + felt[i]
        level = {i: _sum(x * felt[j] for j, x in row.items()) for i, row in step.items()}
        shares.append(1 / (one + _sum(level[i] for i in traced & level.keys())))
        levels.append({i: shares[-1] * x for i, x in level.items()})
    share = one
    for N in reversed(range(len(shares))):
        share = share * shares[N]
        levels[N] = {i: share * x for i, x in levels[N].items()}
    return levels


def solve(
    parameters: Mapping[str, Number], n_max: int, number: Callable[[int], Number]
) -> tuple[Level, ...]:
    """Solve the model cut to n_max photons for its steady state, Eqs. (7)-(8) and Appendix D.

    Parameters
    ----------
    parameters
        `g`, `kappa`, `p`, `gamma` and, unless zero, any of `delta`, `gamma_z`, `p_c`: rates in one
        common unit, numbers of one type.
    n_max
        Largest photon number, at least 1.
    number
        Makes a number of that type from an integer; for arrays take `float`.

    Returns
    -------
    tuple of Level
        Level N = 0, …, n_max + 2: label of the unknown -> value.  The populations add up to 1.

    Examples
    --------
    >>> from fractions import Fraction
    >>> rates = dict(g=Fraction(1), kappa=Fraction(2), p=Fraction(1, 2), gamma=Fraction(0))
    >>> solve(rates, n_max=1, number=Fraction)[0]
    {'GG': Fraction(20480, 129177)}
    """
    prepared = plan(*(name for name in OPTIONAL if name not in parameters))
    shared = prepared.constants(*(parameters.get(name, number(0)) for name in PARAMETERS))
    counts = [number(n if 0 <= n <= n_max else 0) for n in range(-2, n_max + 5)]
    present = [prepared.present(level, n_max) for level in range(n_max + 3)]
    steps: list[dict[int, Row]] = [{}]
    for N in range(n_max + 2, 0, -1):
        values = prepared.entries(*counts[N : N + 5], *shared)
        steps.append(_step(prepared, values, present[N], present[N - 1], steps[-1]))

    labels = [unknown.label for unknown in prepared.unknowns]
    levels = _climb(prepared, reversed(steps[1:]), number(1))
    return tuple({labels[i]: x for i, x in sorted(level.items())} for level in levels)


def two_qubits(levels: Sequence[Level]) -> Level:
    """Trace out the cavity, Eq. (C3): GG, SS, AA, EE and, with a detuning, Im SA.

    By U(1) only what has as many photons on both sides is left, and no coherence but <S|rho|A>.
    """
    found = {label: [x[label] for x in levels if label in x] for label in (*POPULATIONS, "Im SA")}
    return {label: _sum(values) for label, values in found.items() if values}


def photon_distribution(levels: Sequence[Level]) -> list[Number]:
    """The probabilities of 0, …, n_max photons."""
    cutoffs = range(len(levels) - 2)
    return [_sum(levels[n + e][label] for label, e in POPULATIONS.items()) for n in cutoffs]
