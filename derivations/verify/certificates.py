"""Certificates of single facts: equal fractions, positive polynomials, bounds, limits, sums.

What isn't exactly of the form that is expected is no certificate.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import Any

from .enclosures.bounds import holds as bound_holds
from .germs.limits import holds as limit_holds
from .germs.sums import holds as sum_holds
from .leaves import box_of, leaf
from .polynomials import ONE, BadProofError, Polynomial, constant, lone, need
from .ratios import Quotient, added, power_of, product, quotient, quotient_of
from .terms import number, read

__all__ = ["holds"]


def holds(certificate: dict[str, Any]) -> bool:
    """Whether a certificate proves what it says; malformed ones raise an error."""
    if certificate["kind"] == "positive":
        try:
            _positive(certificate)
        except BadProofError:
            return False
        return True
    kinds: dict[Any, Callable[[dict[str, Any]], bool]] = {
        "identity": _identity, "bound": bound_holds, "limit": limit_holds, "sum": sum_holds,
    }  # fmt: skip
    return kinds[certificate["kind"]](certificate)


def _fraction(tree: Any) -> Quotient:
    """A tree, whose powers may be negative, as a fraction."""
    if type(tree) is str:
        return lone(tree), {}
    if type(tree) is not list or tree == ["i"]:
        return quotient_of(read(tree))
    head, *rest = tree
    if head == "^":
        base = _fraction(rest[0])
        need(type(rest[1]) is int, "no exponent")
        base = quotient((ONE, {}), base) if rest[1] < 0 else base
        return power_of(base, abs(rest[1]))
    need(head in ("+", "*") and rest, f"unknown node {head!r}")
    return reduce(added if head == "+" else product, map(_fraction, rest))


def _identity(certificate: dict[str, Any]) -> bool:
    """Both sides are the same rational function."""
    minus_one: Quotient = (constant(-1), {})
    other = product(minus_one, _fraction(certificate["rhs"]))
    return not added(_fraction(certificate["lhs"]), other)[0]


def _positive(certificate: dict[str, Any]) -> None:
    """No coefficient is negative on any leaf of the tree of cuts, and the leaves fill the box."""
    given, sides = certificate["variables"], certificate["box"]
    need(len(given) == len(set(given)) == len(sides), "a variable without a range")
    names = [f"v{k}" for k in range(len(given))]
    p: Polynomial = {}
    for value, powers in certificate["terms"]:
        need(len(powers) == len(names), "an exponent without a variable")
        need(all(type(k) is int and k >= 0 for k in powers), "no exponent")
        key = tuple(sorted((n, k) for n, k in zip(names, powers, strict=True) if k))
        need(key not in p, "an exponent that stands twice")
        p[key] = Fraction(value) if type(value) is int else number(value)
    need(p and certificate["relation"] in (">", ">="), "no relation")
    box, tree = box_of(dict(zip(names, sides, strict=True))), _named(certificate["tree"], names)
    p = {key: value for key, value in p.items() if value}
    leaf(p, box, tree, certificate["relation"] == ">")


def _named(tree: Any, names: list[str]) -> Any:
    """A tree of cuts whose axes have names; here they are numbers."""
    if type(tree) is not dict:
        return tree
    axis, at = tree["cut"]
    need(set(tree) == {"cut", "below", "above"}, "no cut")
    need(type(axis) is int and 0 <= axis < len(names), "a cut along nothing")
    halves = {half: _named(tree[half], names) for half in ("below", "above")}
    return {"cut": names[axis], "at": str(at) if type(at) is int else at, **halves}
