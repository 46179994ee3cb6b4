"""The steady state of the full model, level by level: one elimination for every number type.

The levels x_N of `symbolic.machine.cavity` obey U x_{N-1} + D x_N + L x_{N+1} = 0.
From the top, x_N = R_N x_{N-1} + s_N with the matrix continued fraction

    R_N = -(D_N + L_N R_{N+1})^{-1} U_N,

and from the bottom level, the single population GG of N = 0, the vectors follow.  Cut to n_max
photons the ladder ends, and s_N = 0; for the whole ladder s_N is what is known of the levels above.
Numbers may be float, Fraction, mpmath's mpf, python-flint's arb and fmpq, or NumPy arrays with one
element for each grid point: nothing is compared, only added, multiplied and divided, and always
in the same order, so that absent unknowns that are zeros change no bit.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from operator import add
from typing import Any

from .level import EXCITATIONS, POPULATIONS, LevelEquations, level_equations
from .rates import PARAMETERS, absent

__all__ = ["Level", "photon_distribution", "solve", "two_qubits"]

Number = Any
Level = dict[str, Number]
Row = dict[int, Number]

# The column of what does not depend on the unknowns.
ONE = -1


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


def _eliminate(
    rows: dict[int, Row], order: Iterable[tuple[int, ...]], twins: Mapping[int, int]
) -> dict[int, Row]:
    """Solve all rows: each unknown as a combination of the columns that are not unknowns."""
    solved: dict[int, Row] = {}
    for pivot in order:
        for i in twins.keys() & set(pivot):
            rows[i][i] = rows.pop(twins[i])[i]
        found = _substitution(rows, pivot)
        for i in pivot:
            del rows[i]
        for row in rows.values():
            for i in pivot:
                if i in row:
                    _add(row, row.pop(i), found[i])
        solved |= found
    for row in reversed(solved.values()):
        for j in sorted(row.keys() & solved.keys()):
            _add(row, row.pop(j), solved[j])
    return solved


def _carried(
    plan: LevelEquations, values: Sequence[Number], here: set[int], above: dict[int, Row]
) -> dict[int, Row]:
    """T_N of each summed row, under ~row: what is carried from above, and the exchange here."""
    carried = {~i: dict(above.get(~i, {})) for i, _ in plan.exchange}
    for (i, j), at in plan.exchange.items():
        if j in here:
            row = carried[~i]
            row[j] = row[j] + values[at] if j in row else values[at]
    return carried


def assembled(
    plan: LevelEquations,
    values: Sequence[Number],
    here: set[int],
    below: set[int],
    above: dict[int, Row],
) -> dict[int, Row]:
    """The rows of level N, with what is known of N + 1 put in."""
    size = len(plan.unknowns)
    columns = here | {size + j for j in below}
    twins = (twin for i, twin in plan.twins.items() if i in here)
    rows: dict[int, Row] = {i: {} for i in (*here, *twins)}
    for (i, j), at in plan.level.items():
        if i in rows and j in columns:
            rows[i][j] = values[at]
    for (i, j), at in plan.returns.items():
        if i in here and j in above:
            _add(rows[i], values[at], above[j])
    for i in rows:
        for j, x in above.get(~i, {}).items():
            rows[i][j] = rows[i][j] + x if j in rows[i] else x
    return rows


def resolved(
    plan: LevelEquations,
    values: Sequence[Number],
    here: set[int],
    rows: dict[int, Row],
    above: dict[int, Row],
) -> dict[int, Row]:
    """R_N and s_N from the rows of level N: a row for each unknown here, and for each T_N."""
    size = len(plan.unknowns)
    order = [pivot for whole in plan.order if (pivot := tuple(i for i in whole if i in here))]
    solved = _eliminate(rows, order, {i: twin for i, twin in plan.twins.items() if i in here})
    for i, row in _carried(plan, values, here, above).items():
        solved[i] = {}
        for j in sorted(row):
            _add(solved[i], row[j], solved[j] if j in here else {j: 1})
    for i, j in plan.merged.items():
        if i in here:
            solved[j] = {f: x - solved[i][f] for f, x in solved[j].items()}
    return {i: {j - size if j >= 0 else j: x for j, x in row.items()} for i, row in solved.items()}


def climb(plan: LevelEquations, upward: Iterable[dict[int, Row]], one: Number) -> list[Row]:
    """The vectors x_N from the matrices R_N, N = 1, 2, …, scaled to trace one.

    On the way up a level is divided by the trace of all levels so far, on the way down multiplied
    by what that is of the whole: nothing overflows where the lowest levels are empty.
    """
    levels, shares = [{0: one}], []
    for step in upward:
        level = following(plan, step, levels[-1])
        shares.append(1 / (one + trace(plan, level)))
        levels.append({i: shares[-1] * x for i, x in level.items()})
    share = one
    for N in reversed(range(len(shares))):
        share = share * shares[N]
        levels[N] = {i: share * x for i, x in levels[N].items()}
    return levels


def following(plan: LevelEquations, step: dict[int, Row], level: Row) -> Row:
    """R_N x_{N-1}, and s_N times x_{N-1}[ONE] if that is there."""
    felt = dict(level)
    for i, j in plan.merged.items():
        if i in felt:
            felt[j] = felt[j] + felt[i]
    return {
        i: _sum(row[j] * felt[j] for j in sorted(row.keys() & felt.keys()))
        for i, row in step.items()
        if i >= 0
    }


def trace(plan: LevelEquations, level: Row) -> Number:
    """The probability of a level."""
    return _sum(level[i] for i in sorted(level) if not plan.unknowns[i].part)


def prepared(parameters: Mapping[str, Number]) -> LevelEquations:
    """The equations of a level, without the parameters that are not given."""
    return level_equations(*absent(parameters))


def filled(
    plan: LevelEquations,
    parameters: Mapping[str, Number],
    n_max: int,
    number: Callable[[int], Number],
) -> Callable[[int], Sequence[Number]]:
    """N -> the entries of level N of the ladder that is cut to n_max photons."""
    shared = plan.constants(*(parameters.get(name, number(0)) for name in PARAMETERS))

    def entries(N: int) -> Sequence[Number]:
        counts = (number(n if 0 <= n <= n_max else 0) for n in range(N - 2, N + 3))
        return plan.entries(*counts, *shared)

    return entries


def steps(
    plan: LevelEquations,
    entries: Callable[[int], Sequence[Number]],
    present: Sequence[set[int]],
    above: dict[int, Row],
) -> list[dict[int, Row]]:
    """R_N and s_N for N = 1, 2, …, as many as levels are `present`, from what is `above` them."""
    found = [above]
    for N in range(len(present) - 1, 0, -1):
        values = entries(N)
        rows = assembled(plan, values, present[N], present[N - 1], found[-1])
        found.append(resolved(plan, values, present[N], rows, found[-1]))
    return found[:0:-1]


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
        Makes a number of that type from an integer.

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
    plan = prepared(parameters)
    present = [plan.present(N, n_max) for N in range(n_max + 3)]
    found = steps(plan, filled(plan, parameters, n_max, number), present, above={})
    return labelled(plan, climb(plan, found, number(1)))


def labelled(plan: LevelEquations, levels: Sequence[Row]) -> tuple[Level, ...]:
    """The levels by the labels of their unknowns."""
    return tuple({plan.unknowns[i].label: x for i, x in sorted(x_N.items())} for x_N in levels)


def two_qubits(levels: Sequence[Level]) -> Level:
    """Trace out the cavity, Eq. (C3): GG, SS, AA, EE and, with a detuning, Im SA.

    By U(1) only what has as many photons on both sides is left, and no coherence but <S|rho|A>.
    """
    found = {label: [x[label] for x in levels if label in x] for label in (*POPULATIONS, "Im SA")}
    return {label: _sum(values) for label, values in found.items() if values}


def photon_distribution(levels: Sequence[Level]) -> list[Number]:
    """The probabilities of 0, …, n_max photons."""
    excitations = dict(zip(POPULATIONS, EXCITATIONS, strict=True))
    cutoffs = range(len(levels) - 2)
    return [_sum(levels[n + e][label] for label, e in excitations.items()) for n in cutoffs]
