"""The equations of one excitation level, in the form in which elimination loses no digits.

The levels x_N of `symbolic.machine.cavity` obey U x_{N-1} + D x_N + L x_{N+1} = 0.  Rates may be
twelve decades apart, so a population's own row is a bad equation for it: photon loss and cavity
pump are in it, and they cancel almost to nothing if what leaks out of |A> is small.  Added up from
level N to the top they cancel exactly, before any number is put in.  For a set f of unknowns that
have as many photons on both sides, the populations and Im SA,

    f U_N x_{N-1} - f L_{N-1} x_N + T_N = 0,   T_N = e x_N + T_{N+1},
    e = f (L_{N-1} + D_N + U_{N+1}),

where T_N is what f gains from everything else from level N on.  For all four populations
e = 0: the flow of probability up equals the flow down.  T_{N+1} is one more unknown from above.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

import sympy as sp

from beyondthermal.symbolic.machine.cavity import Ladder, Unknown, ladder, photons
from beyondthermal.symbolic.symbols import symbol, symbols

from .rates import PARAMETERS

__all__ = [
    "POPULATIONS",
    "LevelEquations",
    "compiled",
    "integral",
    "level_equations",
]

Number = Any
Entries = dict[tuple[int, int], int]
Evaluate = Callable[..., list[Number]]

POPULATIONS: tuple[str, ...] = ("GG", "SS", "AA", "EE")

# The order of elimination.  A damping rate can vanish: 2 gamma for |E, 0), and that of |S, 0) once
# what returns from above is counted.  Their coupling to a coherence saves them, so each goes in a
# pair whose determinant is a sum of products of one sign.  AA and GG, whose rates may be the
# smallest of all, come last.
ORDER = ("Re GE", "Re AE", "EE & Im SE", "SS & Im GS", "Re GA", "Im SA", "AA", "GG")


@dataclass(frozen=True)
class LevelEquations:
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
    twins
        i -> the row that equals row i once all but i is eliminated, and has its pivot as a sum of
        terms of one sign.  Row i has the other entries so.
    level, returns
        D and U, and L: a row multiplied so that its coefficients are integers, or summed.
    exchange
        What a summed row adds to the sum from above: (row, column of level N).
    constants, entries
        parameters -> what all levels share; (photons(N - 2), …, photons(N + 2), shared) -> the
        entries of level N.
    """

    unknowns: tuple[Unknown, ...]
    order: tuple[tuple[int, ...], ...]
    merged: dict[int, int]
    twins: dict[int, int]
    level: Entries
    returns: Entries
    exchange: Entries
    constants: Evaluate
    entries: Evaluate

    def present(self, level: int, n_max: int) -> set[int]:
        """The unknowns that have between 0 and n_max photons on both sides."""
        numbers = (unknown.photon_numbers(level) for unknown in self.unknowns)
        return {i for i, pair in enumerate(numbers) if min(pair) >= 0 and max(pair) <= n_max}


def _summed(blocks: Ladder, members: tuple[str, ...]) -> tuple[sp.Matrix, sp.Matrix, sp.Matrix]:
    """The summed row of some populations: columns of level N, columns of N - 1, and e."""
    N = symbol("N")
    f = sp.Matrix([[int(unknown.label in members) for unknown in blocks.unknowns]])
    up, down = f * blocks.from_below, f * blocks.from_above.subs(N, N - 1)
    e = (down + f * blocks.within + up.subs(N, N + 1)).applyfunc(sp.expand)
    return (e - down).applyfunc(sp.expand), up, e


def _sums(absent: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Which rows are summed, and over which unknowns.

    A cavity pump makes that necessary for every row it can.  Strong dephasing mixes S and A: it is
    in the row of each, but not in that of both, the twin of the row of A.
    """
    sums: dict[str, tuple[str, ...]] = {"GG": POPULATIONS}
    if "p_c" not in absent:
        sums |= {label: (label,) for label in ("SS", "AA", "EE")}
        sums |= {} if "delta" in absent else {"Im SA": ("Im SA",)}
    return sums if "gamma_z" in absent else sums | {"twin": ("SS", "AA")}


def _repeated(columns: sp.Matrix) -> dict[int, int]:
    """The columns, other than zero, that appear again later: i -> the last one that is equal."""
    last = {tuple(columns.col(j)): j for j in range(columns.cols) if any(columns.col(j))}
    found = {i: last.get(tuple(columns.col(i)), i) for i in range(columns.cols)}
    return {i: j for i, j in found.items() if i != j}


def integral(row: sp.Matrix) -> sp.Matrix:
    """The row times the common denominator of its coefficients."""
    return row * sp.ilcm(*(sp.Poly(entry).clear_denoms()[0] for entry in row if entry))


def compiled(entries: list[sp.Expr]) -> tuple[Evaluate, Evaluate]:
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
def level_equations(*absent: str) -> LevelEquations:
    """Prepare the ladder without the parameters named, which are zero."""
    blocks = ladder(*absent)
    size = len(blocks.unknowns)
    row_of = {unknown.label: i for i, unknown in enumerate(blocks.unknowns)} | {"twin": size}

    rows = sp.Matrix.hstack(blocks.within, blocks.from_below, blocks.from_above)
    whole = [integral(rows.row(i)) for i in range(size)]
    rows = sp.Matrix.vstack(*whole, sp.zeros(1, 3 * size)).as_mutable()
    level, returns, exchange = rows[:, : 2 * size], rows[:, 2 * size :], sp.zeros(size + 1, size)
    sums = _sums(absent)
    for label, members in sums.items():
        i = row_of[label]
        level[i, :size], level[i, size:], exchange[i, :] = _summed(blocks, members)
        returns[i, :] = sp.zeros(1, size)

    # With a detuning the difference of S and A matters too, and where levels cross it is precious.
    merged = _repeated(blocks.from_below) if "delta" in absent else {}
    for (i, j), (matrix, at) in product(merged.items(), ((level, 0), (level, size), (exchange, 0))):
        # c_i x_i + c_j x_j = (c_i - c_j) x_i + c_j (x_i + x_j)
        matrix[:, at + i] = (matrix[:, at + i] - matrix[:, at + j]).applyfunc(sp.expand)

    entries: dict[sp.Expr, int] = {}
    tables = [
        {at: entries.setdefault(entry, len(entries)) for at, entry in matrix.todok().items()}
        for matrix in (level, returns, exchange)
    ]
    order = [tuple(row_of[label] for label in x.split(" & ") if label in row_of) for x in ORDER]
    constants, each = compiled(list(entries))
    return LevelEquations(
        unknowns=blocks.unknowns,
        order=tuple(filter(None, order)),
        merged=merged,
        twins={row_of["AA"]: size} if "twin" in sums else {},
        level=tables[0],
        returns=tables[1],
        exchange=tables[2],
        constants=constants,
        entries=each,
    )
