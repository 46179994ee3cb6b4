"""Floating-point values of terms: they tell which goals aren't worth trying, and prove nothing."""

import math
import random
from collections.abc import Iterator, Mapping
from functools import lru_cache

from beyondthermal.derivations.verify.leaves import INFINITY, Box, Range
from beyondthermal.derivations.verify.polynomials import METER
from beyondthermal.derivations.verify.terms import Term

__all__ = ["evaluate", "plausible", "samples"]

_NOISE = 1e-9
_COUNT = 60
Step = tuple[str, int | str, tuple[int, ...]]


@lru_cache(maxsize=1 << 14)
def _program(term: Term) -> tuple[Step, ...]:
    """Each different term in it once, after the terms that it is made of."""
    places: dict[Term, int] = {}
    steps: list[Step] = []

    def place(t: Term) -> int:
        if t not in places:
            step: Step
            if isinstance(t, tuple):
                parts = t[1:2] if t[0] == "^" else t[1:]
                step = (t[0], t[2] if t[0] == "^" else 0, tuple(map(place, parts)))
            else:
                step = ("", t, ())
            places[t] = len(steps)
            steps.append(step)
        return places[t]

    place(term)
    return tuple(steps)


def evaluate(term: Term, at: Mapping[str, float]) -> tuple[float, float]:
    """A value, and the size of what was added up, to tell zero from noise.

    Raises
    ------
    ArithmeticError, ValueError
        Where there is none.
    """
    values: list[float] = []
    sizes: list[float] = []
    for head, extra, parts in _program(term):
        given = [values[k] for k in parts]
        size = [sizes[k] for k in parts]
        match head:
            case "":
                found = at.get(extra, math.nan) if type(extra) is str else float(extra)
                large = abs(found)
            case "+":
                found, large = math.fsum(given), math.fsum(size)
            case "*":
                found, large = math.prod(given), math.prod(size)
            case "^":
                found, large = given[0] ** int(extra), size[0] ** int(extra)
            case "/":
                found, large = given[0] / given[1], size[0] / abs(given[1])
            case "sqrt":
                found = math.sqrt(max(given[0], 0.0) if given[0] > -_NOISE * size[0] else given[0])
                large = math.sqrt(size[0]) if found == 0 else size[0] / found
            case "cbrt":
                if given[0] < 0:
                    raise ValueError("A cube root is of what isn't negative.")
                found = math.cbrt(given[0])
                large = math.cbrt(size[0]) if found == 0 else size[0] / found**2
            case "exp":
                found = large = math.exp(given[0])
            case "log":
                found = math.log(given[0])
                large = abs(found) + size[0] / given[0]
            case "i" | "conj" | "modulus":
                raise ValueError("A complex number has no place among real ones.")
            case _:
                found = abs(given[0]) if head == "abs" else (max if head == "max" else min)(given)
                large = max(size)
        if not math.isfinite(found + large):
            raise OverflowError
        values.append(found)
        sizes.append(large)
    return values[-1], sizes[-1]


def samples(box: Box, count: int = _COUNT) -> Iterator[dict[str, float]]:
    """Points of a box: the same ones each time, many of them near its corners."""
    chance = random.Random(1)
    for _ in range(count):
        near = 10 ** chance.uniform(-5, 0) if chance.random() < 0.5 else None
        yield {name: _inside(side, near, chance) for name, side in box.items()}


def _inside(side: Range, near: float | None, chance: random.Random) -> float:
    low, high, u = float(side[0]), float(side[2]), chance.random()
    if low == -INFINITY:
        return chance.gauss(0, 3) if high == INFINITY else high - 10 ** chance.uniform(-3, 3)
    if high == INFINITY:
        return low + 10 ** chance.uniform(-3, 3)
    if near is None:
        small = 10 ** chance.uniform(-4, 0)
        return low + (high - low) * chance.choice([u, small, 1 - small])
    return low + (high - low) * near * (0.5 + u / 2)


def plausible(box: Box, given: tuple[Term, ...], relation: str, term: Term) -> bool:
    """Whether no sample speaks against `term >= 0`, or `term = 0`."""
    METER.spend(_COUNT // 4 * len(_program(term)))
    for at in samples(box):
        try:
            if any(evaluate(h, at)[0] < 0 for h in given):
                continue
            found, size = evaluate(term, at)
        except (ArithmeticError, ValueError):
            continue
        if found < -_NOISE * size or (relation == "=" and found > _NOISE * size):
            return False
    return True
