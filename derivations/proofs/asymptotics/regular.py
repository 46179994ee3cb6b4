"""Terms near t = 0 as t^m times a term that has a value there."""

from contextlib import suppress
from fractions import Fraction

from beyondthermal.derivations.verify.leaves import Box, nonnegative
from beyondthermal.derivations.verify.polynomials import ONE, Atom, Polynomial, plus, times
from beyondthermal.derivations.verify.ratios import is_zero, ratio
from beyondthermal.derivations.verify.terms import Term, inside, parts, put

from ..cuts import StuckError
from ..numbers import evaluate, samples
from ..polynomials import as_term

__all__ = ["leading_form", "resolved"]

Form = tuple[int, Term]
_LONGEST = 80
_SAMPLES = 8


def leading_form(term: Term, box: Box, t: str) -> Form:
    """Find m and g with term = t^m g for t > 0, where g has a value at t = 0, in general not 0."""
    if t not in inside(term):
        return 0, term
    if type(term) is str:
        return 1, 1
    assert type(term) is tuple
    head, *rest = term
    match head:
        case "^":
            m, g = leading_form(rest[0], box, t)
            return m * rest[1], ("^", g, rest[1])
        case "*":
            forms = [leading_form(part, box, t) for part in rest]
            return sum(m for m, _ in forms), ("*", *(g for _, g in forms))
        case "/":
            (m, g), (k, h) = (leading_form(part, box, t) for part in rest)
            return m - k, ("/", g, h)
        case "sqrt":
            m, g = leading_form(rest[0], box, t)
            if m % 2:
                raise StuckError("an odd power under a root")
            return m // 2, ("sqrt", g)
        case "abs":
            m, g = leading_form(rest[0], box, t)
            return m, ("abs", g)
        case "+":
            return _sum(term, rest, box, t)
        case "max" | "min":
            forms = [leading_form(part, box, t) for part in rest]
            least = min(m for m, g in forms if not is_zero(g))
            return least, (head, *(_times_power(g, m - least, t) for m, g in forms))
    top, low = ratio(term, nonnegative(box))
    other = as_term(top) if low == ONE else ("/", as_term(top), as_term(low))
    if head in ("log", "exp") and other != term and head not in _heads(other):
        return leading_form(other, box, t)
    raise StuckError(f"no power of {t}")


def resolved(term: Term, box: Box, t: str) -> Term:
    """Maxima, minima and moduli by what they are for small t, as far as samples tell."""
    near = [at | {t: at[t] * 1e-3} for at in samples(box, _SAMPLES)]
    for part in reversed(parts(term, "max", "min", "abs")):
        ways = part[1:] if part[0] != "abs" else (part[1], ("*", -1, part[1]))
        sign = -1 if part[0] == "min" else 1
        with suppress(ArithmeticError, ValueError):
            values = [[sign * evaluate(way, at)[0] for way in ways] for at in near]
            best = {row.index(max(row)) for row in values}
            if len(best) == 1:
                return resolved(put(term, {part: ways[best.pop()]}), box, t)
    return term


def _heads(term: Term) -> set[str]:
    return {s[0] for s in inside(term) if type(s) is tuple}


def _times_power(term: Term, k: int, t: str) -> Term:
    if is_zero(term):
        return 0
    return term if k == 0 else ("*", ("^", t, k), term) if k > 0 else ("/", term, ("^", t, -k))


def _sum(term: Term, rest: list[Term], box: Box, t: str) -> Form:
    """The lowest powers; if they cancel, the whole as a fraction, freed of one root above."""
    forms = [(m, g) for m, g in (leading_form(part, box, t) for part in rest) if not is_zero(g)]
    if not forms:
        return 0, 0
    least = min(m for m, _ in forms)
    whole: Term = ("+", *(_times_power(g, m - least, t) for m, g in forms))
    if not _vanishes(whole, box, t):
        return least, whole
    among = nonnegative(box)
    top, low = ratio(whole, among)
    if not top:
        return 0, 0
    if len(top) > _LONGEST:
        raise StuckError("too long a fraction")
    roots = sorted({n for key in top for n, _ in key if isinstance(n, Atom)})
    if not any(_holds(n, t) for n in roots):
        k, above = _lowest(top, t)
        j, below = _lowest(low, t)
        return least + k - j, ("/", as_term(above), as_term(below)) if below != ONE else (
            as_term(above))  # fmt: skip
    i, top = _lowest(top, t)
    least += i
    atom = next((n for n in roots if n.kind == "sqrt" and _holds(n, t)), None)
    if atom is None:
        raise StuckError("a modulus that cancels")
    a = {key: v for key, v in top.items() if not any(n == atom for n, _ in key)}
    b = {tuple(f for f in key if f[0] != atom): v for key, v in top.items() if key not in a}
    gap = plus(times(a, a), times(times(b, b), atom.inner[0]), -1)
    conjugate = as_term(plus(a, times(b, {((atom, 1),): Fraction(-1)})))
    if _vanishes(conjugate, box, t):
        raise StuckError("both signs of the root cancel")
    k, up = leading_form(as_term(gap), box, t)
    j, down = leading_form(as_term(low), box, t)
    return least + k - j, ("/", up, ("*", conjugate, down))


def _holds(name: str, t: str) -> bool:
    return isinstance(name, Atom) and any(
        n == t or _holds(n, t) for p in name.inner for key in p for n, _ in key
    )


def _lowest(p: Polynomial, t: str) -> tuple[int, Polynomial]:
    k = min(dict(key).get(t, 0) for key in p)
    return k, {
        tuple((n, j - k if n == t else j) for n, j in key if n != t or j > k): v
        for key, v in p.items()
    }


def _vanishes(term: Term, box: Box, t: str) -> bool:
    """Whether it is zero at t = 0, whatever the parameters are."""
    return is_zero(put(term, {t: 0}), nonnegative(box))
