"""Complex numbers in terms: conjugates and moduli, which are taken down to the names."""

from collections.abc import Iterator, Set

from ..polynomials import need
from ..ratios import is_zero
from ..terms import Term, is_name

__all__ = ["conjugate", "in_reals", "is_real", "modulus", "real"]


def is_real(term: Term, unknown: Set[str]) -> bool:
    """Whether no complex number is in it, but for those of which the modulus is taken."""
    return not any(t == ("i",) or t in unknown for t in in_reals(term))


def in_reals(term: Term) -> Iterator[Term]:
    """A term and every term in it, but for what stands in a modulus of complex numbers."""
    yield term
    if type(term) is tuple and term[0] != "modulus":
        for part in term[1:]:
            yield from in_reals(part)


def conjugate(term: Term, unknown: Set[str]) -> Term:
    """The complex conjugate; `unknown` holds the names of complex numbers."""
    if type(term) is not tuple:
        return ("conj", term) if term in unknown else term
    if term[0] in ("conj", "modulus"):
        return term[1] if term[0] == "conj" else term
    if term == ("i",):
        return ("*", -1, term)
    return (term[0], *(conjugate(part, unknown) for part in term[1:]))


def modulus(term: Term, unknown: Set[str]) -> Term:
    """|t|, of a product factor by factor; ("modulus", t, its conjugate) where t isn't real."""
    if is_real(term, unknown):
        return ("abs", term)
    if is_name(term):
        return ("modulus", term, conjugate(term, unknown))
    assert type(term) is tuple
    head, *rest = term
    if head == "*":
        numbers = [part for part in rest if is_real(part, unknown)]
        size = [("abs", numbers[0] if len(numbers) == 1 else ("*", *numbers))] if numbers else []
        others = (modulus(part, unknown) for part in rest if not is_real(part, unknown))
        return ("*", *size, *others)
    if head == "/":
        return (head, *(modulus(part, unknown) for part in rest))
    if head == "^":
        return ("^", modulus(rest[0], unknown), rest[1])
    if head == "conj":
        return modulus(rest[0], unknown)
    if head == "i" or (head == "exp" and _is_imaginary(rest[0], unknown)):
        return 1
    return ("modulus", term, conjugate(term, unknown))


def _is_imaginary(term: Term, unknown: Set[str]) -> bool:
    return is_zero(("+", term, conjugate(term, unknown)))


def real(term: Term, unknown: Set[str]) -> None:
    """Functions are of real numbers: they hold no i and no unknown number.

    An exponent may be imaginary.
    """
    for t in in_reals(term):
        if type(t) is tuple and t[0] in ("abs", "sqrt", "cbrt", "exp", "log", "max", "min"):
            turning = t[0] == "exp" and _is_imaginary(t[1], unknown)
            need(turning or is_real(t, unknown), f"{t[0]} of what isn't real")
        if type(t) is tuple and t[0] == "modulus":
            real(t[1], unknown)
