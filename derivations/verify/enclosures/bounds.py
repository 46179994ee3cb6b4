"""Inequalities f > 0 or f >= 0 on a box, by trees of proofs that anyone can check again.

A proof is a dictionary with the name of a rule and exactly the parts that this rule takes. Each
shows as well that f is defined on the whole box: what stands under a root isn't negative, …
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ..goals import take
from ..leaves import INFINITY, Box, Range, box_of, leaf, parted
from ..polynomials import METER, ONE, BadProofError, need
from ..terms import Term, inside, is_name, minus, number, put
from .claims import Bound, obligations
from .covers import covered
from .fields import fraction_of, same
from .series import derivative, read, series

__all__ = ["defined_on", "holds", "signed"]

_MOST = 4_000_000


def holds(certificate: dict[str, Any]) -> bool:
    """Whether a certificate shows what it says; malformed ones raise an error."""
    kind, relation, term, box, proof = take(certificate, "kind", "relation", "term", "box", "proof")
    need(kind == "bound" and relation in (">", ">="), "no relation")
    found = Bound(read(term), box_of(box), relation == ">")
    need(all(t in found.box for t in inside(found.term) if type(t) is str), "a new variable")
    try:
        with METER.limited(_MOST):
            _prove(found, proof)
    except BadProofError:
        return False
    return True


def signed(term: Term, sign: int, box: Box, proof: Any) -> None:
    """Check a proof that a term is positive on a box, or negative."""
    _prove(Bound(term if sign == 1 else ("*", -1, term), box, True), proof)


def defined_on(terms: tuple[Term, ...], box: Box, proofs: Any) -> None:
    """Check proofs that terms are defined on a box."""
    whole = ("+", *terms)
    _defined(Bound(whole, box, True), obligations(whole), proofs)


def _prove(bound: Bound, tree: Any) -> None:
    need(type(tree) is dict and tree.get("rule") in _RULES, f"no proof: {tree!r:.60}")
    _RULES[tree["rule"]](bound, {key: part for key, part in tree.items() if key != "rule"})


def _cover(bound: Bound, tree: Any) -> None:
    """On every piece it is seen from enclosures."""
    (cuts,) = take(tree, "tree")
    names = set(inside(bound.term))
    box = {name: side for name, side in bound.box.items() if name in names}
    need(box, "no variable")
    covered(bound.term, box, bound.strict, cuts)


def _cut(bound: Bound, tree: Any) -> None:
    """Both halves of a range."""
    name, at, *proofs = take(tree, "axis", "at", "below", "above")
    for half, proof in zip(parted(bound.box, name, at), proofs, strict=True):
        _prove(bound._replace(box=half), proof)


def _value(bound: Bound, tree: Any) -> None:
    """A number, by an interval, or zero by the algebra."""
    take(tree)
    low, _ = series(bound.term, {}, None, 0, ())[0]
    zero = not bound.strict and same(bound.term, 0)
    need(low > 0 or (low == 0 and not bound.strict) or zero, "not seen from its value")


def _polynomial(bound: Bound, tree: Any) -> None:
    """By the coefficients of a polynomial in the variables."""
    (cuts,) = take(tree, "tree")
    top, low = fraction_of(bound.term)
    need(low == ONE and not obligations(bound.term), "no polynomial")
    leaf(top, bound.box, cuts, bound.strict)


def _exponential(bound: Bound, tree: Any) -> None:
    """An exponential is positive."""
    (there,) = take(tree, "defined")
    need(type(bound.term) is tuple and bound.term[0] == "exp", "no exponential")
    _defined(bound, obligations(bound.term), there)


def _power(bound: Bound, tree: Any) -> None:
    """A power of what is positive is positive."""
    (then,) = take(tree, "then")
    need(type(bound.term) is tuple and bound.term[0] == "^", "no power")
    assert type(bound.term) is tuple
    _prove(bound.on(bound.term[1], strict=True), then)


def _same(bound: Bound, tree: Any) -> None:
    """Another form of f, which is defined wherever f is."""
    to, there, then = take(tree, "to", "defined", "then")
    _product(bound, (read(to),), there)
    _prove(bound.on(read(to)), then)


def _factor(bound: Bound, tree: Any) -> None:
    """F = g h, and g > 0: f and h have one sign."""
    by, to, there, positive, then = take(tree, "by", "to", "defined", "positive", "then")
    by, to = read(by), read(to)
    _product(bound, (by, to), there)
    _prove(bound.on(by, strict=True), positive)
    _prove(bound.on(to), then)


def _product(bound: Bound, factors: tuple[Term, ...], there: Any) -> None:
    """It is the product of factors, and has a value where they have."""
    names = [t for factor in factors for t in inside(factor) if type(t) is str]
    need(all(name in bound.box for name in names), "a new variable")
    known = {o for factor in factors for o in obligations(factor)}
    _defined(bound, [o for o in obligations(bound.term) if o not in known], there)
    need(same(bound.term, ("*", *factors)), "not the product")


def _defined(bound: Bound, needed: list[tuple[str, Term]], proofs: Any) -> None:
    """Each of these is positive, or negative where it only has not to be zero."""
    need(type(proofs) is list, "no proofs")
    shown = set(bound.known)
    for proof in proofs:
        part, sign, then = take(proof, "part", "sign", "then")
        need(type(sign) is int and sign in (1, -1), "no sign")
        part = read(part)
        signed = part if sign == 1 else ("*", -1, part)
        _prove(bound.on(signed, strict=True), then)
        shown |= {("!=", part), (">", part)} if sign == 1 else {("!=", part)}
    for relation, part in needed:
        fine = (relation, part) in shown or (">", part) in shown
        need(fine, "a part that isn't shown to be defined")


def _sum(bound: Bound, tree: Any) -> None:
    """A sum of terms that are all > 0, and have values."""
    (rows,) = take(tree, "parts")
    terms = []
    for row in rows:
        of, proof = take(row, "of", "proof")
        terms.append(read(of))
        _prove(bound.on(terms[-1], strict=True), proof)
    need(terms, "a sum of nothing")
    _product(bound, (("+", *terms),), [])


def _rises(bound: Bound, tree: Any) -> None:
    """F is not negative where it begins, and goes up from there.

    It is differentiable up to this end, where it may be > 0 only if the end belongs to the range;
    else it has to rise strictly.
    """
    name, start, there, begins, slope = take(tree, "along", "from", "defined", "begins", "slope")
    need(name in bound.box and start in ("low", "high"), "no end to start from")
    low, low_open, high, high_open = bound.box[name]
    end, is_open = (low, low_open) if start == "low" else (high, high_open)
    need(abs(end) != INFINITY, "an infinite end")
    need(not any(type(t) is tuple and t[0] == "abs" for t in inside(bound.term)), "no derivative")
    closed = {**bound.box, name: (
        (low, False, high, high_open) if start == "low" else (low, low_open, high, False)
    )}  # fmt: skip
    needed = obligations(bound.term)
    _defined(Bound(bound.term, closed, True), needed, there)
    value = put(bound.term, {name: _number(end)})
    others = {other: side for other, side in bound.box.items() if other != name}
    _prove(Bound(value, others, bound.strict and not is_open), begins)
    steps = derivative(bound.term, name)
    inner = {**bound.box, name: (low, True, high, True)}
    up = steps if start == "low" else ("*", -1, steps)
    known = bound.known | set(needed)
    _prove(Bound(up, inner, bound.strict and is_open, known), slope)


def _logarithms(bound: Bound, tree: Any) -> None:
    """F = P - N, products of an exponential and of powers of what is positive: log P - log N."""
    products, there, then = take(tree, "sides", "defined", "then")
    need(type(products) is list and len(products) == 2, "not two sides")
    sides, logs, known = [], [], set(bound.known)
    for product in products:
        exponent, powers = take(product, "exp", "powers")
        need(type(powers) is list, "no powers")
        u = read(exponent)
        side, log = [("exp", u)], [u]
        for power in powers:
            base, k, positive = take(power, "of", "to", "positive")
            need(type(k) is list and len(k) == 2, "no exponent")
            factor = read(["^", base, *k])
            assert type(factor) is tuple
            _prove(bound.on(factor[1], strict=True), positive)
            side.append(factor)
            log.append(("*", k[0], ("^", k[1], Fraction(-1)), ("log", factor[1])))
            known |= {("!=", factor[1]), (">", factor[1])}
        sides.append(("*", *side))
        logs.append(("+", *log))
    _product(bound._replace(known=frozenset(known)), (minus(*sides),), there)
    _prove(Bound(minus(*logs), bound.box, bound.strict, frozenset(known)), then)


def _concave(bound: Bound, tree: Any) -> None:
    """F is differentiable up to both ends, not negative there, and f'' <= 0 between them.

    It may be 0 at an end that doesn't belong to the range; at both, if f'' < 0.
    """
    name, there, low, high, bend = take(tree, "along", "defined", "low", "high", "bend")
    need(name in bound.box, "no variable")
    start, start_open, end, end_open = bound.box[name]
    need(INFINITY not in (-start, end), "an infinite end")
    need(not any(type(t) is tuple and t[0] == "abs" for t in inside(bound.term)), "no derivative")
    needed = obligations(bound.term)
    closed = {**bound.box, name: (start, False, end, False)}
    _defined(Bound(bound.term, closed, True), needed, there)
    others = {other: side for other, side in bound.box.items() if other != name}
    for at, is_open, proof in ((start, start_open, low), (end, end_open, high)):
        value = put(bound.term, {name: _number(at)})
        _prove(Bound(value, others, bound.strict and not is_open), proof)
    second = derivative(derivative(bound.term, name), name)
    inner = {**bound.box, name: (start, True, end, True)}
    known = bound.known | set(needed)
    straight = bound.strict and start_open and end_open
    _prove(Bound(("*", -1, second), inner, straight, known), bend)


def _split(bound: Bound, tree: Any) -> None:
    """On both sides of x = w; a new variable says how far x is from there, and from its end."""
    name, at, new, below, above = take(tree, "along", "surface", "new", "below", "above")
    w = read(at)
    need(name in bound.box and is_name(new) and new not in bound.box, "no new variable")
    others = {other: side for other, side in bound.box.items() if other != name}
    need(all(t in others for t in inside(w) if type(t) is str), "a new variable")
    start, start_open, end, end_open = bound.box[name]
    for at, is_open, way, proof in ((start, start_open, -1, below), (end, end_open, 1, above)):
        x: Term = ("+", w, ("*", way, new))
        side: Range = (Fraction(0), False, INFINITY, True)
        if abs(at) != INFINITY:
            e = _number(at)
            x, side = ("+", e, ("*", minus(w, e), new)), (Fraction(0), is_open, Fraction(1), False)
        _prove(Bound(put(bound.term, {name: x}), {**others, new: side}, bound.strict), proof)


def _inverted(bound: Bound, tree: Any) -> None:
    """With x = ±u^-k for a new variable u > 0, which reaches as far as the end of x asks for."""
    name, way, k, new, to, then = take(tree, "along", "way", "power", "new", "to", "then")
    need(name in bound.box and is_name(new) and new not in bound.box, "no new variable")
    need(type(way) is int and way in (1, -1) and type(k) is int and 0 < k < 64, "no such power")
    low, _, high, _ = bound.box[name]
    nearest, far = (low, high) if way == 1 else (-high, -low)
    last = number(to)
    need(far == INFINITY and nearest > 0 and last > 0 and last**k * nearest >= 1, "not all of x")
    x: Term = ("^", new, Fraction(-k))
    x = x if way == 1 else ("*", -1, x)
    others = {other: side for other, side in bound.box.items() if other != name}
    box = {**others, new: (Fraction(0), True, last, False)}
    _prove(Bound(put(bound.term, {name: x}), box, bound.strict), then)


def _both(bound: Bound, tree: Any) -> None:
    """|u| is u or -u, and f is not negative with either in its place."""
    of, *proofs = take(tree, "of", "plus", "minus")
    u = read(of)
    need(("abs", u) in inside(bound.term), "no such modulus")
    for way, proof in zip((u, ("*", -1, u)), proofs, strict=True):
        _prove(bound.on(put(bound.term, {("abs", u): way})), proof)


def _number(value: Fraction | float) -> Term:
    assert isinstance(value, Fraction)
    return ("*", value.numerator, ("^", value.denominator, Fraction(-1)))


_RULES: dict[Any, Callable[[Bound, Any], None]] = {
    "both": _both, "concave": _concave, "cover": _cover, "cut": _cut, "exp": _exponential,
    "factor": _factor, "inverted": _inverted, "logarithms": _logarithms, "polynomial": _polynomial,
    "power": _power, "rises": _rises, "same": _same, "split": _split, "sum": _sum,
    "value": _value,
}  # fmt: skip
