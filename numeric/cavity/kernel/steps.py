"""The elimination of one level as programs, the same for every level.

At the ends of the ladder some unknowns are missing.  There their rows are replaced by -x_i = 0, by
means of a factor m_i that is 0 or 1: all other numbers come out as they do without the unknowns,
to the last bit, since x + 0 y = x.
"""

from collections.abc import Mapping, Sequence, Sized
from dataclasses import dataclass
from typing import Any

from beyondthermal.numeric.cavity import ladder
from beyondthermal.numeric.cavity.level import LevelEquations, level_equations
from beyondthermal.numeric.cavity.rates import PARAMETERS
from beyondthermal.numeric.programs.program import Program
from beyondthermal.numeric.programs.recording import recorded

__all__ = ["Place", "Steps", "by_place", "names", "places", "rows", "steps"]

Row = dict[int, Any]
Place = tuple[int, int]


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
    down, end
        Numbers of photons, what is shared, the matrix above -> the matrix of this level; the same
        at the ends, with the factors m_i in front.
    up
        A matrix and the level below -> this level divided by the trace of all up to it, and 1 over
        that trace.
    """

    plan: LevelEquations
    places: tuple[Place, ...]
    constants: Program
    down: Program
    end: Program
    up: Program


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
    above, level = names("a", places), names("x", plan.unknowns)
    factors = names("m", plan.unknowns)

    def down(*given: Any) -> dict[str, Any]:
        found = _step(plan, given[: len(entries)], rows(places, given[len(entries) :]))
        return _numbered("r", [found[i][j] for i, j in places])

    def end(*given: Any) -> dict[str, Any]:
        at, rest = given[: len(factors)], given[len(factors) :]
        found = _step(plan, rest[: len(entries)], rows(places, rest[len(entries) :]), at)
        return _numbered("r", [found[i][j] for i, j in places])

    def up(*given: Any) -> dict[str, Any]:
        below = dict(enumerate(given[len(places) :]))
        found = ladder.following(plan, rows(places, given[: len(places)]), below)
        share = 1 / (1.0 + ladder.trace(plan, found))
        return {"share": share, **{f"y{i}": share * x for i, x in sorted(found.items())}}

    return Steps(
        plan,
        places,
        constants,
        recorded("down", [*entries, *above], down),
        recorded("end", [*factors, *entries, *above], end),
        recorded("up", [*above, *level], up),
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


def _step(
    plan: LevelEquations, given: Sequence[Any], above: dict[int, Row], factors: Sequence[Any] = ()
) -> dict[int, Row]:
    """R_N and T_N of a level from what its entries are made of; where a factor is 0, -x_i = 0."""
    everything, values = set(range(len(plan.unknowns))), plan.entries(*given)
    found = ladder.assembled(plan, values, everything, everything, above)
    pivots = {twin: i for i, twin in plan.twins.items()}
    for i, row in found.items() if factors else ():
        at = pivots.get(i, i)
        found[i] = {j: factors[at] * x for j, x in row.items()}
        found[i][at] = found[i][at] + (factors[at] - 1.0)
    return ladder.resolved(plan, values, everything, found, above)


def _places(plan: LevelEquations, entries: Sequence[str]) -> tuple[Place, ...]:
    """Where a matrix has entries: from the top down, until no new ones are filled."""

    def following(above: tuple[Place, ...]) -> tuple[Place, ...]:
        def step(*given: Any) -> dict[str, Any]:
            found = _step(plan, given[: len(entries)], rows(above, given[len(entries) :]))
            return by_place(found)

        return tuple(sorted(places(recorded("places", [*entries, *names("a", above)], step))))

    found: tuple[Place, ...] = ()
    while (more := following(found)) != found:
        found = more
    return found
