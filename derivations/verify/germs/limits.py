"""Limits of one variable: what a tree may do, down to expansions that are computed again here.

`expansion` puts a ± t^n, or ±1/t^n, for the variable; on one side of the point everything in the
term is expanded, and the first term is the limit. That what is in it has values near the point is
part of each expansion: nothing is divided by, and no root taken of, what isn't seen to have a sign.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from ..enclosures.bounds import signed
from ..enclosures.series import read, series
from ..goals import take
from ..leaves import INFINITY, Box, box_of
from ..polynomials import METER, BadProofError, need
from ..ratios import Quotient
from ..terms import Term, inside, put
from .constants import Constants, whole
from .expansions import Near, constant, monomial
from .parts import PartsNear
from .steps import HEADS, coefficient, is_said, is_so

__all__ = [
    "AnotherLimitError",
    "Limit",
    "as_powers",
    "boxed",
    "holds",
    "limit_holds",
    "limit_of",
    "places",
    "sides",
    "tends",
]

_MOST, _MOST_ORDERS = 4_000_000, 24
_ENDS: Mapping[Any, float] = {"oo": INFINITY, "-oo": -INFINITY}


class AnotherLimitError(BadProofError):
    """What comes out isn't seen to be what is claimed; more terms say the same."""


class Limit(NamedTuple):
    """`term` tends to `value` as the variable, inside its range, tends to `to`.

    `value` and `to` may be infinite; `is_complex` says whether i is meant, and `ends` whether the
    range ends at the point, which may be no fraction.
    """

    term: Term
    value: Term | float
    variable: str
    to: Term | float
    box: Box
    is_complex: bool
    ends: tuple[bool, bool] = (False, False)

    @property
    def parameters(self) -> Box:
        """The ranges of all other symbols."""
        return {name: side for name, side in self.box.items() if name != self.variable}

    def without(self, name: str) -> "Limit":
        """The same where a parameter is zero."""
        value = self.value if isinstance(self.value, float) else put(self.value, {name: 0})
        box = {other: side for other, side in self.box.items() if other != name}
        return self._replace(term=put(self.term, {name: 0}), value=value, box=box)


def holds(certificate: dict[str, Any]) -> bool:
    """Whether a certificate shows what it says; malformed ones raise an error."""
    limit, proof = limit_of(certificate)
    try:
        with METER.limited(_MOST):
            limit_holds(limit, proof)
    except BadProofError:
        return False
    return True


def limit_of(certificate: dict[str, Any]) -> tuple[Limit, Any]:
    """What a certificate is of, and its proof."""
    kind, term, value, variable, to, box, proof = take(
        certificate, "kind", "term", "value", "along", "to", "box", "proof"
    )
    need(kind == "limit", "no limit")
    ends = [_ENDS[part] if type(part) is str and part in _ENDS else read(part, HEADS)
            for part in (value, to)]  # fmt: skip
    found = read(term, HEADS)
    is_complex = any(("i",) in inside(t) for t in (found, ends[0]) if not isinstance(t, float))
    need(type(box) is dict and type(box.get(variable)) is list, "no variable")
    limit = Limit(found, ends[0], variable, ends[1], *boxed(box, variable, is_complex))
    for part in (found, *(end for end in ends if not isinstance(end, float))):
        need(all(t in limit.box for t in inside(part) if type(t) is str), "a new variable")
    return limit, proof


def as_powers(term: Term) -> Term:
    """A term whose quotients and roots are powers, as terms have them here."""
    if type(term) is not tuple:
        return term
    head, *rest = term
    if head == "^":
        return (head, as_powers(rest[0]), Fraction(rest[1]))
    rest = [as_powers(part) for part in rest]
    if head == "/":
        return ("*", rest[0], ("^", rest[1], Fraction(-1)))
    over = {"sqrt": 2, "cbrt": 3}.get(head)
    return ("^", rest[0], Fraction(1, over)) if over else (head, *rest)


def boxed(box: Any, variable: str, is_complex: bool) -> tuple[Box, bool, tuple[bool, bool]]:
    """Ranges; one that ends at the point goes on here, and is left out beyond it."""
    low, low_open, high, high_open = box[variable]
    side = ["-oo" if low == "to" else low, low_open, "oo" if high == "to" else high, high_open]
    return box_of({**box, variable: side}), is_complex, (low == "to", high == "to")


def limit_holds(limit: Limit, tree: Any) -> None:
    """Check a proof."""
    for fixed in (limit.value, limit.to):
        need(isinstance(fixed, float) or limit.variable not in inside(fixed), "no constant")
    need(type(tree) is dict and tree.get("rule") in _RULES, f"no proof: {tree!r:.60}")
    _RULES[tree["rule"]](limit, {key: part for key, part in tree.items() if key != "rule"})


def sides(limit: Limit) -> list[int]:
    """From where the point can be approached: 1 from above, -1 from below."""
    if isinstance(limit.to, float):
        need(limit.to in (limit.box[limit.variable][0], limit.box[limit.variable][2]), "too far")
        return [-1 if limit.to > 0 else 1]
    need(not any(type(t) is str for t in inside(limit.to)), "a point that isn't a number")
    low, _, high, _ = limit.box[limit.variable]
    here = series(limit.to, {}, None, 0, ())[0]
    need(low <= here[0] and here[1] <= high, "outside of the range")
    return [
        way
        for way, room in ((1, here[0] < high), (-1, low < here[1]))
        if room and not limit.ends[way > 0]
    ]


def _on_each_side(limit: Limit, tree: Any) -> None:
    """From above and from below."""
    proofs = take(tree, "above", "below")
    need(len(sides(limit)) == 2, "one side alone")
    for way, proof in zip((1, -1), proofs, strict=True):
        _expansion(limit, proof, way)


def _signs(limit: Limit, tree: Any) -> None:
    """A parameter is negative, zero or positive."""
    name, *proofs = take(tree, "of", "below", "zero", "above")
    need(name in limit.parameters, "no parameter")
    low, low_open, high, high_open = limit.box[name]
    need(low < 0 < high, "a parameter of one sign")
    zero = Fraction(0)
    halves = ((low, low_open, zero, True), None, (zero, True, high, high_open))
    for side, proof in zip(halves, proofs, strict=True):
        if side is not None:
            limit_holds(limit._replace(box={**limit.box, name: side}), proof)
            continue
        limit_holds(limit.without(name), proof)


def _alone(limit: Limit, tree: Any) -> None:
    (way, *others) = sides(limit)
    need(not others, "the other side is missing")
    _expansion(limit, {"rule": "expansion", **tree}, way)


def _expansion(limit: Limit, tree: Any, way: int) -> None:
    """Everything in the term is expanded, as the steps say; the first term is the limit."""
    rule, n, orders, facts, steps, small = take(
        tree, "rule", "power", "orders", "facts", "steps", "small"
    )
    need(rule == "expansion" and type(n) is int and 0 < n <= 64, "no power")
    need(type(orders) is int and 0 < orders <= _MOST_ORDERS, "no orders")
    near = Near(Constants(_facts(limit, facts)), orders)
    there = places(limit, near, n, way)
    tends(limit, there)
    need(type(steps) is list and steps and read(steps[-1]["of"], HEADS) == limit.term, "no steps")
    for step in steps:
        is_said(step, there)
    need((small is None) == (near.small is None), "an exponential that isn't there")
    if near.small is not None:
        is_so(small, near.small, near.constants)


def places(limit: Limit, near: Near, n: int, way: int) -> PartsNear:
    """Terms with the variable expanded at the point."""
    step = monomial((Fraction(0), -n if isinstance(limit.to, float) else n, 0), whole(way))
    if isinstance(limit.to, float):
        step = near.scaled(step, -1)
    else:
        step = near.plus(step, PartsNear(near, "", constant(whole(0)), False).of(limit.to)[0])
    return PartsNear(near, limit.variable, step, limit.is_complex)


def _facts(limit: Limit, rows: Any) -> list[tuple[Quotient, int]]:
    """What was shown of parameters; each fact has a proof."""
    need(type(rows) is list, "no facts")
    found: list[tuple[Quotient, int]] = []
    for row in rows:
        of, sign, proof = take(row, "of", "sign", "proof")
        need(type(sign) is int and sign in (1, -1), "no sign")
        term = read(of)
        need(all(t in limit.parameters for t in inside(term) if type(t) is str), "no parameter")
        signed(term, sign, limit.parameters, proof)
        found.append((coefficient(term, Constants(found)), sign))
    return found


def tends(limit: Limit, there: PartsNear) -> None:
    """Compare the limit of both parts with what is claimed."""
    near, found = there.near, there.of(limit.term)
    origin = (Fraction(0), 0)
    if isinstance(limit.value, float):
        need(not found[1].terms and found[1].rest[0] == INFINITY, "no real number")
        (e, k, j), _ = found[0].top()
        need((e, k) < origin or ((e, k) == origin and j > 0), "it stays finite")
        need(near.sign(found[0]) == (1 if limit.value > 0 else -1), "the other infinity")
        return
    value = there.of(limit.value)
    for part, claimed in zip(found, value, strict=True):
        left = near.plus(part, near.scaled(claimed, -1))
        gap = {power: c for power, c in left.terms.items() if power[:2] <= origin}
        need(left.rest > origin, "too few terms of an expansion")
        if set(gap) - {(*origin, 0)} or not all(map(near.constants.vanishes, gap.values())):
            raise AnotherLimitError("another limit")


_RULES: dict[Any, Callable[[Limit, Any], None]] = {
    "expansion": _alone, "sides": _on_each_side, "signs": _signs,
}  # fmt: skip
