"""Test vectors: points, and what `numeric.cavity` and `numeric.cavity.precise` say there."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from mpmath import mpf

from beyondthermal.numeric import cavity
from beyondthermal.numeric.arguments import Array
from beyondthermal.numeric.cavity import precise
from beyondthermal.numeric.cavity.tail import PUMPS, enough_everywhere
from beyondthermal.numeric.codegen.vectors import Vectors
from beyondthermal.numeric.precision import mp

from .asked import FUNCTIONS, Ladder

__all__ = ["vectors"]

# Of a value that is more than 1e-284 no bit may differ. The root of a sum of squares, which occurs
# with a detuning, is no operation of IEEE 754; and NumPy's ladder is off by at most 1e-13.
EXACT, HYPOT, OFF, DIGITS = 1e-300, 4.5e-16, 1e-13, 20
CUTOFFS = (0, 1, 0, 2, 0, 3, 0, 9, 0, 15)
PRECISE = 4
_VALUES = {"cavity_concurrence": cavity.concurrence, "cavity_populations": cavity.populations}


def vectors(asked: Ladder, count: int = 300) -> list[Vectors]:
    """Random points, one by one the same as `numeric.cavity`'s; edges; and a few to many digits."""
    table, known = _points(asked, count)
    few = table[known][:PRECISE]
    found = []
    for name, size in FUNCTIONS.items():
        values = np.full((len(table), size), np.nan)
        for n_max in {*CUTOFFS}:
            here = known & (table[:, -1] == n_max)
            rates = dict(zip(asked.rates, table[here, :-1].T, strict=True))
            values[here] = _VALUES[name](**rates, n_max=n_max or None).reshape(-1, size)
        references = [*values.tolist(), *[[np.nan] * size] * len(_refused(asked))]
        rough = size == 1 and asked.detuned
        arguments = np.vstack([table, _refused(asked)])
        exact = [[mp.mpf(value) for value in row] for row in references]
        found += [
            Vectors(name, arguments, exact, [HYPOT if rough else EXACT] * size),
            Vectors(name, few, _precise(asked, name, few), [OFF] * size),
        ]
    return found


def _points(asked: Ladder, count: int) -> tuple[Array, npt.NDArray[np.bool_]]:
    """Rates over decades, p_c below kappa, and cutoffs in turn; whether there is one."""
    rng = np.random.default_rng(len(asked.rates))
    rates = {name: 10 ** rng.uniform(-3, 1, count) for name in asked.rates}
    rates["kappa"] = 10 ** rng.uniform(-1, 2, count)
    for name in asked.noise:
        if name in PUMPS:
            rates[name] = rates["kappa"] * rng.uniform(0, 0.3, count)
        if name in asked.detuned:
            rates[name] *= rng.choice([-1, 1], count)
    cutoffs = np.resize(CUTOFFS, count)
    known = (cutoffs > 0) | (enough_everywhere(rates) > 0)
    return np.column_stack([*rates.values(), cutoffs]), known


def _refused(asked: Ladder) -> npt.NDArray[np.float64]:
    """Points of which no number comes."""
    right = [1.0] * 4 + [0.25] * len(asked.noise) + [3.0]
    wrong = ((0, 0.0), (0, np.nan), (1, -1.0), (2, np.inf), (3, -1.0), (-1, -1.0), (-1, 1e6))
    table = np.tile(right, (len(wrong), 1))
    for row, (column, value) in zip(table, wrong, strict=True):
        row[column] = value
    return np.vstack([table, [1e-3, 9.0, 1.0, 1.0, *right[4:-1], 0.0]])


def _precise(asked: Ladder, name: str, table: Array) -> Sequence[Sequence[mpf]]:
    """The same to many digits."""
    ask = {"cavity_concurrence": precise.concurrence, "cavity_populations": precise.populations}
    found = []
    for *rates, n_max in table.tolist():
        given = dict(zip(asked.rates, rates, strict=True))
        found.append(ask[name](**given, n_max=int(n_max) or None, digits=DIGITS))
    return [list(row) if isinstance(row, tuple) else [row] for row in found]
