"""Checks certificates again, with nothing but Python's integers and fractions.

Run it on what `beyondthermal derive` writes:  python verify.py derivation.json
It shares no code with what made the certificates. A polynomial is a dictionary from exponents,
((name, power), …) sorted by name, to its coefficient; i is one more variable, i² = -1.
What isn't exactly of the form that is expected is no certificate, and no results are no proof.
"""

import json
import re
import sys
from fractions import Fraction
from itertools import product
from typing import Any

__all__ = ["holds"]

Polynomial = dict[tuple[tuple[str, int], ...], Fraction]


def holds(certificate: dict[str, Any]) -> bool:
    """Whether a certificate proves what it says; malformed ones raise an error."""
    checks = {"identity": _identity, "positive": _positive}
    return checks[certificate["kind"]](certificate)


def _whole(value: Any) -> int:
    """A whole number as it stands in JSON; true and 1.0 are none."""
    if type(value) is not int:
        raise ValueError(f"{value!r} is no whole number")
    return value


def _exact(value: Any) -> Fraction:
    """A whole number, or one or a fraction as text; nothing is converted that is not exact."""
    if type(value) is int:
        return Fraction(value)
    if type(value) is not str or not re.fullmatch(r"-?[0-9]+(/[1-9][0-9]*)?", value):
        raise ValueError(f"{value!r} is no whole number or fraction")
    return Fraction(value)


def _times(a: Polynomial, b: Polynomial) -> Polynomial:
    result: Polynomial = {}
    for (one, x), (other, y) in product(a.items(), b.items()):
        powers, value = dict(one), x * y
        for name, power in other:
            powers[name] = powers.get(name, 0) + power
        if powers.get("i", 0) >= 2:
            powers["i"], value = powers["i"] - 2, -value
        key = tuple(sorted((name, power) for name, power in powers.items() if power))
        result[key] = result.get(key, Fraction(0)) + value
    return {key: value for key, value in result.items() if value}


def _plus(a: Polynomial, b: Polynomial) -> Polynomial:
    total = {key: a.get(key, Fraction(0)) + b.get(key, Fraction(0)) for key in {**a, **b}}
    return {key: value for key, value in total.items() if value}


def _linear(start: Any, slope: Any = 0, name: str = "") -> Polynomial:
    """The polynomial start + slope · name."""
    terms: Polynomial = {(): _exact(start), ((name, 1),): _exact(slope)}
    return {key: value for key, value in terms.items() if value}


def _power(base: Polynomial, exponent: int) -> Polynomial:
    result = _linear(1)
    for _ in range(exponent):
        result = _times(result, base)
    return result


def _fraction(tree: Any) -> tuple[Polynomial, Polynomial]:
    """Numerator and denominator of an expression tree."""
    if type(tree) is int:
        return _linear(tree), _linear(1)
    if isinstance(tree, str) or tree == ["i"]:
        return _linear(0, 1, "i" if tree == ["i"] else tree), _linear(1)
    head, *rest = tree
    if head == "^":
        (numerator, denominator), exponent = _fraction(rest[0]), _whole(rest[1])
        if exponent < 0:
            numerator, denominator, exponent = denominator, numerator, -exponent
        if not denominator:
            raise ZeroDivisionError("a certificate divides by zero")
        return _power(numerator, exponent), _power(denominator, exponent)
    if head not in ("+", "*"):
        raise ValueError(f"unknown node {head!r}")
    numerator, denominator = _linear(0 if head == "+" else 1), _linear(1)
    for n, d in map(_fraction, rest):
        plus = _plus(_times(numerator, d), _times(n, denominator))
        numerator = plus if head == "+" else _times(numerator, n)
        denominator = _times(denominator, d)
    return numerator, denominator


def _identity(certificate: dict[str, Any]) -> bool:
    """Both sides are the same rational function: a/b = c/d because a d = c b."""
    (a, b), (c, d) = _fraction(certificate["lhs"]), _fraction(certificate["rhs"])
    return _times(a, d) == _times(c, b)


def _positive(certificate: dict[str, Any]) -> bool:
    """No coefficient is negative on any leaf of the tree of cuts, and the leaves fill the box."""
    terms = {tuple(map(_whole, powers)): _exact(value) for value, powers in certificate["terms"]}
    names, box, relation = certificate["variables"], certificate["box"], certificate["relation"]
    if (
        relation not in (">", ">=")
        or len(terms) < max(1, len(certificate["terms"]))
        or not len(names) == len(set(names)) == len(box)
        or any(len(powers) != len(names) or min(powers, default=0) < 0 for powers in terms)
    ):
        return False
    return all(map(_is_range, box)) and _on(terms, box, certificate["tree"], relation == ">")


def _is_range(side: Any) -> bool:
    """Two ends, the first below the other, each with whether it is left out."""
    low, low_open, high, high_open = side
    infinite = ([low_open] if low == "-oo" else []) + ([high_open] if high == "oo" else [])
    flags = type(low_open) is type(high_open) is bool and all(infinite)
    ends = low == "-oo" or high == "oo" or _exact(low) < _exact(high)
    return flags and ends


def _on(terms: Any, box: Any, tree: Any, strict: bool) -> bool:
    """Whether the polynomial is positive on a box, by this tree."""
    if tree == "coefficients":
        return _leaf(terms, box, strict)
    axis, at = tree["cut"]
    low, low_open, high, high_open = box[_whole(axis)]
    inside = (
        axis >= 0
        and (low == "-oo" or _exact(low) < _exact(at))
        and (high == "oo" or _exact(at) < _exact(high))
    )
    halves = {"below": [low, low_open, at, False], "above": [at, False, high, high_open]}
    return inside and all(
        _on(terms, [*box[:axis], side, *box[axis + 1 :]], tree[half], strict)
        for half, side in halves.items()
    )


def _leaf(terms: Any, box: Any, strict: bool) -> bool:
    """Substitute t in (0, oo) for each variable and look at the coefficients.

    [a, oo) is a + t, (-oo, b] is b - t, [a, b] is (a + b t)/(1 + t) with 1 + t cleared.
    """
    names = [f"t{k}" for k in range(len(box))]
    degrees = [max(powers[k] for powers in terms) for k in range(len(box))]
    total: Polynomial = {}
    for powers, value in terms.items():
        term: Polynomial = {(): value} if value else {}
        for (low, _, high, _), t, k, degree in zip(box, names, powers, degrees, strict=True):
            endless = high == "oo" or low == "-oo"
            start, slope = (high, -1) if low == "-oo" else (low, 1 if high == "oo" else high)
            top, bottom = _linear(start, slope, t), _linear(1, 0 if endless else 1, t)
            term = _times(term, _times(_power(top, k), _power(bottom, degree - k)))
        total = _plus(total, term)
    # An end that belongs to the box is t = 0 or t = oo: only that power of t is left there.
    ends = []
    for (low, low_open, high, high_open), degree in zip(box, degrees, strict=True):
        at_zero = low_open if low != "-oo" else high_open
        at_infinity = high == "oo" or low == "-oo" or high_open
        ends.append([0] * (not at_zero) + [degree] * (not at_infinity) or [None])
    on_every_face = all(
        any(all(e in (None, dict(key).get(t, 0)) for e, t in zip(face, names, strict=True))
            for key in total)
        for face in product(*ends)
    )  # fmt: skip
    return min(total.values(), default=0) >= 0 and (on_every_face or not strict)


def _good(certificate: Any) -> bool:
    """Whether it is a certificate, and holds."""
    try:
        return holds(certificate)
    except (ArithmeticError, IndexError, KeyError, TypeError, ValueError):
        return False


def _failures(results: list[dict[str, Any]]) -> list[str]:
    """The names of results that are called proved without a certificate, or with one that fails."""
    return [
        result["name"]
        for result in results
        if (result["verdict"] == "proved" and not result["certificates"])
        or not all(map(_good, result["certificates"]))
    ]


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        RESULTS = json.load(file)["results"]
    CHECKED = sum(len(result["certificates"]) for result in RESULTS)
    FAILED = _failures(RESULTS) if RESULTS else ["no results"]
    print(f"{CHECKED} certificates checked, {len(FAILED)} failed", *FAILED)
    sys.exit(bool(FAILED))
