"""What the checker proves holds in floating point, by an evaluation that shares no code with it."""

import math
import random
from collections.abc import Mapping
from typing import Any

import pytest
from derivation_document import CLAIMS, document

_SAMPLES = 200


def value(term: Any, names: Mapping[str, Any]) -> float:
    """Straight from the document; a name is a number or stands for another term."""
    if isinstance(term, int):
        return float(term)
    if isinstance(term, str):
        there = names[term]
        return there if isinstance(there, float) else value(there, names)
    head, *rest = term
    if head == "^":
        return float(value(rest[0], names) ** rest[1])
    found = [value(part, names) for part in rest]
    match head:
        case "+":
            return math.fsum(found)
        case "*":
            return math.prod(found)
        case "/":
            return found[0] / found[1]
        case _:
            function = {"abs": abs, "max": max, "min": min, "sqrt": math.sqrt,
                        "cbrt": math.cbrt, "exp": math.exp, "log": math.log}[head]  # fmt: skip
            return float(function(*found))


def within(side: Any, chance: random.Random) -> float:
    """Somewhere in a range, at most 12 away from zero or from an end."""
    low, high = float(side[0].replace("oo", "inf")), float(side[2].replace("oo", "inf"))
    low, high = max(low, -12.0), min(high, max(low, 0.0) + 12.0)
    return low + (high - low) * chance.random() if low < high else low


def holds(statement: Any, names: Mapping[str, Any]) -> bool:
    """A relation, up to rounding."""
    sign, left, right = statement
    one, other = value(left, names), value(right, names)
    room = 1e-9 * (1 + abs(one) + abs(other))
    return {"=": abs(one - other) < room, "<": one < other, ">": one > other,
            "<=": one < other + room, ">=": one > other - room}[sign]  # fmt: skip


def relations(statement: Any) -> list[Any]:
    if statement[0] == "and":
        return [relation for part in statement[1:] for relation in relations(part)]
    return [statement] if statement[0] in ("=", "<", ">", "<=", ">=") else []


COMPLEX = ("modes", "sandwich", "eigenvalues", "phase")
NUMBERS = [c for c in CLAIMS if c[0] not in COMPLEX and relations(c[3])]


@pytest.mark.parametrize("claim", NUMBERS, ids=lambda claim: claim[0])
def test_relations_hold_at_random_points(claim: tuple[str, Any, Any, Any]) -> None:
    name, where, at, statement = claim
    chance, table = random.Random(name), {**document()["definitions"], **at}
    points = [
        {**table, **{v: within(side, chance) for v, side in where.items()}} for _ in range(_SAMPLES)
    ]
    found = [all(holds(part, names) for part in relations(statement)) for names in points]
    assert all(found) != name.endswith("-refuted")


FAR = {"oo": (20.0, 24.0), "-oo": (-20.0, -24.0)}


@pytest.mark.parametrize(
    "claim", [c for c in CLAIMS if c[3][0] in ("limit", "O", "o")], ids=lambda claim: claim[0]
)
def test_limits_and_expansions_hold_far_out(claim: tuple[str, Any, Any, Any]) -> None:
    """Twice far out, for parameters on both sides of the onset."""
    name, where, at, (kind, term, point, leading, *rest) = claim
    ((variable, end),) = point.items()
    logarithmic = "beta" not in variable
    for parameter in (0.7, 3.0, -2.0, 5.0):
        gaps = []
        for far in FAR[end]:
            names: dict[str, Any] = {**document()["definitions"], **at}
            names |= dict.fromkeys(where, parameter)
            names[variable] = math.exp(far) if logarithmic else far
            gap = abs(value(term, names) - value(leading, names))
            gaps.append(gap / value(rest[0], names) if rest else gap)
        small = gaps[1] < 1e-3 if kind != "O" else gaps[1] < 2 * gaps[0] + 10
        assert small != name.endswith("-refuted")
