"""The elimination of one level as programs, one for each kind of level.

The two highest levels lack unknowns that have more than n_max photons, the lowest one those that
have fewer than none. All others are of one kind: where unknowns of their neighbours are missing
these are zeros, and all numbers come out as they do without them, to the last bit: x + 0 y = x.
"""

from collections.abc import Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from itertools import compress
from typing import Any

from beyondthermal.numeric.cavity import ladder
from beyondthermal.numeric.cavity.level import LevelEquations, level_equations
from beyondthermal.numeric.cavity.rates import PARAMETERS
from beyondthermal.numeric.programs.program import Number, Program
from beyondthermal.numeric.programs.recording import recorded

__all__ = ["KINDS", "Place", "Steps", "by_place", "names", "places", "rows", "steps"]

Row = dict[int, Any]
Place = tuple[int, int]

# The kinds of levels N from the top: n_max + 2, n_max + 1, those between, 1. An example of each
# where n_max is _N_MAX.
_N_MAX = 4
KINDS = {"highest": _N_MAX + 2, "high": _N_MAX + 1, "inner": _N_MAX - 1, "lowest": 1}


@dataclass(frozen=True)
class Steps:
    """What is done at each level, with the optional parameters that are not absent.

    Attributes
    ----------
    plan
        The equations of a level.
    places
        (row, column) of the entries of R_N and of T_N, in the order in which they are stored.
    constants
        Parameters -> what all levels share.
    down
        For each of `KINDS`: numbers of photons, what is shared, the matrix above -> the matrix of
        this level.
    up
        A matrix and the level below -> this level divided by the trace of all up to it, and 1 over
        that trace.
    """

    plan: LevelEquations
    places: tuple[Place, ...]
    constants: Program
    down: tuple[Program, ...]
    up: Program

    @property
    def programs(self) -> tuple[Program, ...]:
        """All of them."""
        return (self.constants, *self.down, self.up)


def steps(*absent: str) -> Steps:
    """Record the steps without the parameters named, which are zero."""
    plan = level_equations(*absent)
    present = [name for name in PARAMETERS if name not in absent]

    def shared(*values: Any) -> dict[str, Any]:
        given = dict(zip(present, values, strict=True))
        return _numbered("c", plan.constants(*(given.get(name, 0.0) for name in PARAMETERS)))

    constants = recorded("constants", names("p", present), shared)
    entries = [*names("n", range(5)), *names("c", constants.outputs)]
    places = _places(plan, entries)

    def up(*given: Any) -> dict[str, Any]:
        below = dict(enumerate(given[len(places) :]))
        found = ladder.following(plan, rows(places, given[: len(places)]), below)
        share = 1 / (1.0 + ladder.trace(plan, found))
        return {"share": share, **{f"y{i}": share * x for i, x in sorted(found.items())}}

    return Steps(
        plan,
        places,
        constants,
        tuple(_down(plan, entries, places)),
        recorded("up", [*names("a", places), *names("x", plan.unknowns)], up),
    )


def names(letter: str, things: Sized) -> list[str]:
    """As many arguments as there are things."""
    return [f"{letter}{k}" for k in range(len(things))]


def _numbered(letter: str, values: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(names(letter, values), values, strict=True))


def rows(places: Sequence[Place], values: Sequence[Any]) -> dict[int, Row]:
    """Values in the places where they stand in a matrix, row by row."""
    found: dict[int, Row] = {}
    for (i, j), value in zip(places, values, strict=True):
        found.setdefault(i, {})[j] = value
    return found


def by_place(found: Mapping[int, Row]) -> dict[str, Any]:
    """The entries of a matrix, named after their places."""
    return {f"{i},{j}": x for i, row in found.items() for j, x in row.items()}


def places(program: Program) -> tuple[Place, ...]:
    """Where the outputs of a program stand that has them by place."""
    split = (name.split(",") for name, _ in program.outputs)
    return tuple((int(i), int(j)) for i, j in split)


def _down(
    plan: LevelEquations, entries: Sequence[str], stored: Sequence[Place]
) -> Iterator[Program]:
    """The step from R_{N+1} to R_N for each kind of level; what a level lacks is 0."""
    above: Sequence[Place] = ()
    for kind, N in KINDS.items():

        def step(*given: Any, N: int = N, above: Sequence[Place] = above) -> dict[str, Any]:
            matrix = dict(zip(stored, given[len(entries) :], strict=True))
            there = rows(above, [matrix[place] for place in above])
            found = _step(plan, given[: len(entries)], there, N)
            return _numbered("r", [found.get(i, {}).get(j, 0.0) for i, j in stored])

        yield (program := recorded(kind, [*entries, *names("a", stored)], step))
        filled = (body != Number(0.0) for _, body in program.outputs)
        above = tuple(compress(stored, filled)) if kind == "highest" else stored


def _step(
    plan: LevelEquations, given: Sequence[Any], above: dict[int, Row], N: int
) -> dict[int, Row]:
    """R_N and T_N of a level from what its entries are made of."""
    values = plan.entries(*given)
    present = [plan.present(level, _N_MAX) for level in (N - 1, N)]
    (found,) = ladder.steps(plan, lambda _: values, present, above)
    return found


def _places(plan: LevelEquations, entries: Sequence[str]) -> tuple[Place, ...]:
    """Where a matrix has entries: from the top down, until no new ones are filled."""

    def following(above: tuple[Place, ...]) -> tuple[Place, ...]:
        def step(*given: Any) -> dict[str, Any]:
            there = rows(above, given[len(entries) :])
            return by_place(_step(plan, given[: len(entries)], there, KINDS["inner"]))

        return tuple(sorted(places(recorded("places", [*entries, *names("a", above)], step))))

    found: tuple[Place, ...] = ()
    while (more := following(found)) != found:
        found = more
    return found
