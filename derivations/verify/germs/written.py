"""Coefficients written down as terms, which can be enclosed and be shown."""

from fractions import Fraction

from ..polynomials import ONE, Atom, Polynomial, constant, times
from ..ratios import Quotient
from ..terms import Term

__all__ = ["fraction_of", "sum_of", "term_of"]


def term_of(c: Quotient) -> Term:
    """A coefficient as a term that can be enclosed."""
    rows = [("^", sum_of(dict(key)), Fraction(-k)) for key, k in c[1].items()]
    return ("*", sum_of(c[0]), *rows) if rows else sum_of(c[0])


def fraction_of(value: Fraction) -> Term:
    """A fraction as such a term."""
    over = ("^", value.denominator, Fraction(-1))
    return value.numerator if value.denominator == 1 else ("*", value.numerator, over)


def sum_of(p: Polynomial) -> Term:
    """A polynomial as such a term."""
    rows: list[Term] = []
    for key, value in sorted(p.items()):
        row = [_power(name, k) for name, k in key]
        row = row if value == 1 and row else [fraction_of(value), *row]
        rows.append(row[0] if len(row) == 1 else ("*", *row))
    return 0 if not rows else rows[0] if len(rows) == 1 else ("+", *rows)


def _power(name: str, k: int) -> Term:
    if not isinstance(name, Atom):
        return name if k == 1 else ("^", name, Fraction(k))
    if name.kind == "pi":
        return ("pi",) if k == 1 else ("^", ("pi",), Fraction(k))
    top, low = name.inner
    if name.kind == "exp" and low == ONE:
        return ("exp", sum_of(times(top, constant(k))))
    inner = sum_of(top) if low == ONE else ("*", sum_of(top), ("^", sum_of(low), Fraction(-1)))
    if name.kind.startswith("root"):
        return ("^", inner, Fraction(k, int(name.kind.split()[1])))
    return (name.kind, inner) if k == 1 else ("^", (name.kind, inner), Fraction(k))
