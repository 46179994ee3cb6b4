"""How variables come near a point: v = a ± t^n or ±1/t^n for a t > 0, or the logarithm of such."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from beyondthermal.derivations.verify import limits
from beyondthermal.derivations.verify.leaves import INFINITY, Box, Range
from beyondthermal.derivations.verify.statements import Root
from beyondthermal.derivations.verify.terms import Term

from ..syntax.identifiers import name_of
from ..syntax.printer import number, text

__all__ = ["Side", "Way", "near_hypotheses", "sides"]


@dataclass(frozen=True)
class Way:
    """How a variable comes near its point: the lemma for it, and what it is in t.

    From above, from below, or at infinity, where there is one way.
    """

    lemma: str
    chart: Term
    above: bool | None = None


@dataclass(frozen=True)
class Side:
    """One side of the point: its box in t, what variables are there, and how they get there."""

    box: Box
    to: Mapping[str, Term]
    ways: Mapping[str, Way]


def near_hypotheses(name: str, end: Any, side: Range) -> list[str]:
    """What it means for a variable to be near its end, closer than delta."""
    v = name_of(name)
    if end == INFINITY:
        return [f"/ delta' < {v}"]
    if end == -INFINITY:
        return [f"{v} < - / delta'"]
    a, (low, low_open, high, high_open) = text(number(end), closed=True), side
    if low == end:
        beyond = "" if end == 0 else f"{a} + "
        return [*([] if low_open else [f"{a} < {v}"]), f"{v} < {beyond}delta'"]
    if high == end:
        return [*([] if high_open else [f"{v} < {a}"]), f"{a} - delta' < {v}"]
    return [f"{v} <> {a}", f"Rabs ({v} - {a}) < delta'"]


def sides(root: Root, n: int, stop: str, scales: Mapping[str, int]) -> list[Side]:
    """The sides of the point of a root, with t called as its variable is.

    `scales` has k for variables X that stand for v = k log X.
    """
    return [
        Side(box, to, {v: _way(to[v], end, n, scales.get(v)) for v, end in root.point.items()})
        for box, to in limits.sides(root.box, root.point, n, stop)
    ]


def _way(term: Any, end: Any, n: int, k: int | None) -> Way:
    chart = term if k is None else ("*", k, ("log", term))
    start = "rule_near_" if k is None else "rule_near_exp_"
    scale = "" if k is None else f" {k}"
    if end in (INFINITY, -INFINITY):
        return Way(f"{start}{'oo' if end == INFINITY else 'moo'}{scale} {n - 1}", chart)
    if k is not None and end == 0:
        return Way(f"{start}moo{scale} {n - 1}", chart)
    above = term[2][1] == 1
    where = f" {text(number(end), closed=True)}" if k is None else ""
    return Way(f"{start}{'above' if above else 'below'}{scale}{where} {n - 1}", chart, above)
