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

They were derived once, by `numeric.stored.levels`, and come with the package as data.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from beyondthermal.numeric.programs.plain import integer, plain
from beyondthermal.numeric.stored.reading import from_data, stored

__all__ = ["EXCITATIONS", "POPULATIONS", "LevelEquations", "Unknown", "level_equations"]

Number = Any
Entries = dict[tuple[int, int], int]
Evaluate = Callable[..., tuple[Number, ...]]

LABELS = "GSAE"
POPULATIONS: tuple[str, ...] = tuple(2 * label for label in LABELS)
EXCITATIONS: tuple[int, ...] = tuple(stored("cavity")["excitations"])


@dataclass(frozen=True)
class Unknown:
    """One real parameter of a level, as in `symbolic.machine.cavity`: its part, ket and bra."""

    part: str
    ket: int
    bra: int

    @property
    def label(self) -> str:
        """As in `AA` for a population, `Im GS` for a coherence."""
        return f"{self.part} {LABELS[self.ket]}{LABELS[self.bra]}".strip()

    def photon_numbers(self, level: int) -> tuple[int, int]:
        """The photon numbers (n, m) of ket and bra."""
        return level - EXCITATIONS[self.ket], level - EXCITATIONS[self.bra]


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


@cache
def level_equations(*absent: str) -> LevelEquations:
    """The equations without the parameters named, which are zero."""
    data = stored("cavity")["levels"][" ".join(absent)]
    level, returns, exchange = (
        {(i, j): at for i, j, at in data[name]} for name in ("level", "returns", "exchange")
    )
    constants, entries = (
        plain(from_data(name, data[name]), integer) for name in ("constants", "entries")
    )
    return LevelEquations(
        unknowns=tuple(Unknown(*unknown) for unknown in data["unknowns"]),
        order=tuple(map(tuple, data["order"])),
        merged=dict(data["merged"]),
        twins=dict(data["twins"]),
        level=level,
        returns=returns,
        exchange=exchange,
        constants=constants,
        entries=entries,
    )
