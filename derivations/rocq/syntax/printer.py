"""Terms as Rocq writes them.

A term prints alike wherever it stands, but for parentheses: what differs by the unfolding of
definitions only is convertible in Rocq.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from beyondthermal.derivations.verify.leaves import End
from beyondthermal.derivations.verify.terms import Term, fraction, inside, parts

from .identifiers import name_of

__all__ = ["complex_names", "complex_text", "number", "opposite", "phase", "settled", "text"]

_SUM, _PRODUCT, _OPPOSITE, _POWER, _ATOM = 50, 40, 35, 30, 10
_WORDS = {"abs": "Rabs", "sqrt": "sqrt", "cbrt": "cbrt", "exp": "exp", "log": "ln",
          "max": "Rmax", "min": "Rmin"}  # fmt: skip


def number(value: End | int) -> Term:
    """A finite end of a range as a term."""
    assert value not in (float("inf"), float("-inf"))
    return fraction(Fraction(value))


def settled(term: Term) -> Term:
    """The same term, with exp(Σ k log T) as a product of powers and of square roots of the T."""
    if type(term) is not tuple:
        return term
    head, *rest = (term[0], *map(settled, term[1:]))
    if head != "exp" or (logs := _logarithms(rest[0])) is None:
        return (head, *rest)
    above, below = (
        [_power(of, abs(k)) for of, k in logs.items() if sign * k > 0] for sign in (1, -1)
    )
    top = _product(above)
    return ("/", top, _product(below)) if below else top


def _product(factors: list[Term]) -> Term:
    return factors[0] if len(factors) == 1 else ("*", *factors) if factors else 1


def _power(base: Term, k: Fraction) -> Term:
    base = base if k.denominator == 1 else ("sqrt", base)
    return base if k.numerator == 1 else ("^", base, k.numerator)


def _logarithms(term: Term) -> dict[Term, Fraction] | None:
    """The k of Σ k log T by T, for whole and half k; None if it is no such sum."""
    if term == 0:
        return {}
    if type(term) is not tuple:
        return None
    head, *rest = term
    if head == "log":
        return {rest[0]: Fraction(1)}
    if head == "+":
        total: dict[Term, Fraction] = {}
        for part in rest:
            if (found := _logarithms(part)) is None:
                return None
            for of, k in found.items():
                total[of] = total.get(of, Fraction(0)) + k
    elif head == "/" and (below := constant(rest[1])):
        if (found := _logarithms(rest[0])) is None:
            return None
        total = {of: k / below for of, k in found.items()}
    elif head == "*":
        factor, others = Fraction(1), list[Term]()
        for part in rest:
            value = constant(part)
            factor, others = (
                (factor, [*others, part]) if value is None else (factor * value, others)
            )
        if len(others) != 1 or (found := _logarithms(others[0])) is None:
            return None
        total = {of: factor * k for of, k in found.items()}
    else:
        return None
    return total if all(k.denominator in (1, 2) for k in total.values()) else None


def constant(term: Term) -> Fraction | None:
    """The value of a whole number or a fraction of two."""
    if type(term) is int:
        return Fraction(term)
    if type(term) is tuple and term[0] == "/" and all(type(k) is int for k in term[1:]):
        return Fraction(*term[1:]) if term[2] else None
    return None


def text(term: Term, names: Mapping[str, str] | None = None, *, closed: bool = False) -> str:
    """A term of real numbers, as an argument if it is `closed`.

    `names` says how some of its names are written.
    """
    return _within(term, _ATOM if closed else _SUM, names or {})


def _within(term: Any, level: int, names: Mapping[str, str]) -> str:
    found, own = _shown(term, names)
    return f"({found})" if own > level else found


def _shown(term: Any, names: Mapping[str, str]) -> tuple[str, int]:
    """The text, and how tightly it binds."""
    if type(term) is int:
        return (str(term), _ATOM) if term >= 0 else (f"({term})", _ATOM)
    if type(term) is str:
        found = names.get(term, name_of(term))
        return found, 11 if " " in found and found[0] != "(" else _ATOM
    head, *rest = term
    if head == "modulus":
        return f"modulus {complex_text(rest[0], complex_names(term), closed=True)}", 11
    if head in _WORDS:
        return _call(head, rest, names), 11
    if (turned := opposite(term)) is not None:
        return f"- {_within(turned, _POWER, names)}", _OPPOSITE
    if head == "+":
        first, *others = rest
        return _within(first, _SUM, names) + "".join(_summand(o, names) for o in others), _SUM
    if head == "*":
        first, *others = rest
        shown = [
            _within(first, _PRODUCT, names),
            *(_within(o, _OPPOSITE - 1, names) for o in others),
        ]
        return " * ".join(shown), _PRODUCT
    if head == "/":
        return (
            f"{_within(rest[0], _PRODUCT, names)} / {_within(rest[1], _OPPOSITE - 1, names)}",
            _PRODUCT,
        )
    if head == "^":
        return f"{_within(rest[0], _POWER - 1, names)} ^ {rest[1]}", _POWER
    raise ValueError(f"no term of real numbers: {term!r:.60}")


def _call(head: str, rest: list[Any], names: Mapping[str, str]) -> str:
    """A function of one argument, or of two at a time."""
    first, *others = rest
    found = _within(first, _ATOM, names)
    if not others:
        return f"{_WORDS[head]} {found}"
    for part in others:
        found = f"{_WORDS[head]} {found} {_within(part, _ATOM, names)}"
        found = found if part is others[-1] else f"({found})"
    return found


def _summand(term: Any, names: Mapping[str, str]) -> str:
    if (turned := opposite(term)) is not None:
        return f" - {_within(turned, _PRODUCT, names)}"
    return f" + {_within(term, _PRODUCT, names)}"


def opposite(term: Any) -> Any:
    """What stands behind a minus: of -1 · a, of -2 · a, of -1/2."""
    if type(term) is int or type(term) is not tuple:
        return -term if type(term) is int and term < 0 else None
    head, *rest = term
    if head == "/" and type(rest[0]) is int and rest[0] < 0:
        return ("/", -rest[0], rest[1])
    if head != "*" or (first := opposite(rest[0])) is None or len(rest) < 2:
        return None
    others = rest[1:] if first == 1 else [first, *rest[1:]]
    return others[0] if len(others) == 1 else ("*", *others)


def complex_names(term: Term) -> frozenset[str]:
    """The complex numbers whose moduli are taken in it: those that have conjugates there."""
    found = (t[1] for t in parts(term, "conj") if type(t[1]) is str)
    return frozenset(found)


def complex_text(term: Any, names: frozenset[str], *, closed: bool = False) -> str:
    """A term of complex numbers, of which these are the names; as `matrices` writes it."""
    if closed:
        found = complex_text(term, names)
        return f"({found})%Cx" if " " in found else found
    if _is_real(term, names):
        return f"re {text(term, closed=True)}"
    if type(term) is str:
        return name_of(term)
    head, *rest = term
    if head == "+":
        return _complex_sum(rest, names)
    if head == "*":
        real = [part for part in rest if _is_real(part, names)]
        others = [complex_text(part, names, closed=True) for part in rest if part not in real]
        first = [complex_text(_product(real), names)] if real else []
        return " * ".join([*first, *others])
    if head == "conj":
        return f"conjugate {complex_text(rest[0], names, closed=True)}"
    raise ValueError(f"{head} in a modulus")


def _is_real(term: Term, names: frozenset[str]) -> bool:
    return not any(t in names or t == ("i",) for t in inside(term))


def _complex_sum(rest: list[Any], names: frozenset[str]) -> str:
    found = ""
    for part in rest:
        minus = type(part) is tuple and part[:2] == ("*", -1) and len(part) > 2
        one = complex_text(_product(list(part[2:])) if minus else part, names)
        one = f"({one})" if minus and " " in one else one
        sign = "- " if minus else ""
        found = f"{found} {sign.strip() or '+'} {one}" if found else f"{sign}{one}"
    return found


def phase(exponent: Any) -> str:
    """The real number f of exp(i f), as an argument; of exp(-i f) too."""
    factors = list(exponent[1:]) if type(exponent) is tuple and exponent[0] == "*" else [exponent]
    rest = [factor for factor in factors if factor not in (("i",), ("*", -1, ("i",)))]
    if len(rest) != len(factors) - 1:
        raise ValueError("an exponential that isn't of i times a real number")
    return text(_product(rest), closed=True)
