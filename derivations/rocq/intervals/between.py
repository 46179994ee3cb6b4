"""A number without variables lies between two fractions: step by step, with a name for each part.

The steps go from the inside out. What has a value in fractions is one step; then a root, a
logarithm or a sum is put between fractions of a few digits, and stands as a name in what is left.
Roots are taken of logarithms' arguments until these are near 1, where 1 - 1/s <= log s <= s - 1.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import ceil, floor, isqrt
from typing import Any, NamedTuple

from beyondthermal.derivations.verify.terms import Term, parts
from beyondthermal.derivations.verify.values import value

from ..syntax.printer import number, opposite, settled, text

__all__ = ["Enclosed", "enclosed", "log_above", "log_below"]

_GRID = 10**15
_FUNCTIONS = ("sqrt", "cbrt", "log", "exp", "abs", "max", "min")


class Enclosed(NamedTuple):
    """How a number is called in a goal, where it lies, and why."""

    shown: str
    low: Fraction
    high: Fraction
    why: str

    @property
    def close(self) -> str:
        """The tactic for a goal that follows."""
        return f"clear - {self.why}; lra" if self.why.startswith("h'") else "lra"

    @property
    def ends(self) -> str:
        """Both ends, as arguments."""
        return f"{_text(self.low)} {_text(self.high)}"


def enclosed(term: Term, near: Fraction) -> tuple[list[str], Enclosed]:
    """Tactics that give the parts of a goal names, and what is known of the number then.

    `near` says how near 1 the roots are whose logarithms are bounded, which is about how far the
    ends of the whole are from each other.

    Raises
    ------
    ValueError
        If there is no rule for a part.
    """
    once, steps = _Steps(near), _Steps(near)
    once(settled(term))
    # A fraction may stand within a longer one, which would no longer be found.
    for part in sorted(once.fractions, key=lambda part: -len(text(part))):
        steps(part)
    found = steps(settled(term))
    return steps.lines, found


class _Steps:
    def __init__(self, near: Fraction) -> None:
        self.near = near
        self.lines: list[str] = []
        self.fractions: dict[Term, None] = {}
        self._known: dict[str, Enclosed] = {}

    def __call__(self, term: Any) -> Enclosed:
        """Where a part lies, whose own parts have been given names."""
        if not parts(term, *_FUNCTIONS):
            return self._fraction(term)
        if (turned := opposite(term)) is not None:
            of = self(turned)
            return self._named(f"- {of.shown}", (-of.high, -of.low), [of])
        head, *rest = term
        if head in _ALONE:
            return _ALONE[head](self, self(rest[0]))
        if head == "^":
            return self._power(self(rest[0]), rest[1])
        first = next((k for k, part in enumerate(rest) if parts(part, *_FUNCTIONS)), 1)
        whole = first if head in ("+", "*") and first > 1 else 1
        found = self((head, *rest[:whole]) if whole > 1 else rest[0])
        for part in rest[whole:]:
            turned = opposite(part) if head == "+" else None
            other = self(part if turned is None else turned)
            found = _PAIRS["-" if turned is not None else head](self, found, other)
        return found

    def _named(
        self,
        shown: str,
        ends: tuple[Fraction, Fraction],
        known: Sequence[Enclosed],
        by: str = "lra",
    ) -> Enclosed:
        """A name for a number between these ends, rounded."""
        if shown not in self._known:
            low, high = (
                Fraction(floor(ends[0] * _GRID), _GRID),
                Fraction(ceil(ends[1] * _GRID), _GRID),
            )
            k = len(self._known)
            facts = " ".join(each.why for each in known if each.why.startswith("h'"))
            self.lines += [
                f"assert (h'x{k} : {_text(low)} <= {shown} <= {_text(high)}) "
                f"by ({f'clear - {facts}' if facts else 'clear'}; {by}).",
                f"revert h'x{k}; generalize ({shown}); intros x'{k} h'x{k}.",
            ]
            self._known[shown] = Enclosed(f"x'{k}", low, high, f"h'x{k}")
        return self._known[shown]

    def _fraction(self, term: Term) -> Enclosed:
        """What has a value in fractions; numerals stay as they are."""
        self.fractions[term] = None
        low, high = value(term)
        if low != high:
            raise ValueError("a fraction of too many digits")
        shown = text(term, closed=True)
        if type(term) is int or (type(term) is tuple and term == number(low)):
            return Enclosed(shown, low, high, "ltac:(lra)")
        by = f"replace {shown} with {_text(low)} by (field; lra); lra"
        return self._named(shown[1:-1], (low, high), [], by)

    def _sum(self, a: Enclosed, b: Enclosed) -> Enclosed:
        return self._named(f"{a.shown} + {b.shown}", (a.low + b.low, a.high + b.high), [a, b])

    def _difference(self, a: Enclosed, b: Enclosed) -> Enclosed:
        return self._named(f"{a.shown} - {b.shown}", (a.low - b.high, a.high - b.low), [a, b])

    def _product(self, a: Enclosed, b: Enclosed) -> Enclosed:
        found = [x * y for x, y in product((a.low, a.high), (b.low, b.high))]
        by = f"apply (rule_between_mul _ _ {a.ends} {b.ends}); lra"
        return self._named(f"{a.shown} * {b.shown}", (min(found), max(found)), [a, b], by)

    def _ratio(self, a: Enclosed, b: Enclosed) -> Enclosed:
        if b.low <= 0 <= b.high:
            raise ValueError("a division by what may be zero")
        found = [x / y for x, y in product((a.low, a.high), (b.low, b.high))]
        rule = "rule_between_div" if b.low > 0 else "rule_between_div_below"
        by = f"apply ({rule} _ _ {a.ends} {b.ends}); lra"
        return self._named(f"{a.shown} / {b.shown}", (min(found), max(found)), [a, b], by)

    def _extreme(self, a: Enclosed, b: Enclosed, word: str) -> Enclosed:
        pick = max if word == "Rmax" else min
        ends = pick(a.low, b.low), pick(a.high, b.high)
        by = f"unfold {word}; destruct (Rle_dec _ _); lra"
        return self._named(f"{word} {a.shown} {b.shown}", ends, [a, b], by)

    def _power(self, of: Enclosed, k: int) -> Enclosed:
        if of.low < 0:
            raise ValueError("a power of what may be negative")
        by = f"destruct (rule_between_pow {of.shown} {k} {of.ends} ltac:(lra) ltac:(lra)); lra"
        return self._named(f"{of.shown} ^ {k}", (of.low**k, of.high**k), [of], by)

    def _modulus(self, of: Enclosed) -> Enclosed:
        least = max(of.low, -of.high, Fraction(0))
        by = "unfold Rabs; destruct (Rcase_abs _); lra"
        return self._named(f"Rabs {of.shown}", (least, max(of.high, -of.low)), [of], by)

    def _root(self, of: Enclosed) -> Enclosed:
        ends = _root_below(of.low), _root_above(of.high)
        return self._named(f"sqrt {of.shown}", ends, [of], "apply rule_sqrt_between; lra")

    def _cube_root(self, of: Enclosed) -> Enclosed:
        low, high = (value(("cbrt", number(end))) for end in (of.low, of.high))
        return self._named(
            f"cbrt {of.shown}", (low[0], high[1]), [of], "apply rule_cbrt_between; lra"
        )

    def _logarithm(self, of: Enclosed) -> Enclosed:
        if of.low <= 0:
            raise ValueError("a logarithm of what may be negative")
        (low, above), (high, below) = log_above(of.low, self.near), log_below(of.high, self.near)
        rule = f"rule_between_ln _ {of.ends} {_text(low)} {_text(high)}"
        by = f"apply ({rule}); [lra | lra | {above} | {below}]"
        return self._named(f"ln {of.shown}", (low, high), [of], by)

    def _exponential(self, of: Enclosed) -> Enclosed:
        """Fractions whose logarithms lie on both sides."""
        low = _rounded(value(("exp", number(of.low)))[0] * (1 - 4 * self.near))
        high = _rounded(value(("exp", number(of.high)))[1] * (1 + 4 * self.near))
        (most, below), (least, above) = log_below(low, self.near), log_above(high, self.near)
        if most > of.low or least < of.high:
            raise ValueError("an exponential of too many digits")
        first = f"apply Rle_trans with {_text(most)}; [{below} | lra]"
        then = f"apply Rle_trans with {_text(least)}; [lra | {above}]"
        by = f"apply (rule_between_exp _ {of.ends}); [lra | lra | {first} | lra | {then}]"
        return self._named(f"exp {of.shown}", (low, high), [of], by)


def _text(x: Fraction) -> str:
    return text(number(x), closed=True)


def _rounded(x: Fraction) -> Fraction:
    return Fraction(round(x * _GRID), _GRID)


def _root_below(x: Fraction) -> Fraction:
    return Fraction(isqrt(max(0, floor(x * _GRID**2))), _GRID)


def _root_above(x: Fraction) -> Fraction:
    return Fraction(isqrt(ceil(x * _GRID**2)) + 1, _GRID)


def log_above(x: Fraction, near: Fraction) -> tuple[Fraction, str]:
    """What a logarithm is at least, and why; its root next to 1 is as near as that."""
    if abs(x - 1) < near:
        low = Fraction(floor((1 - 1 / x) * _GRID), _GRID)
        return low, "apply rule_ln_line_above; lra"
    s = _root_below(x)
    low, why = log_above(s, near)
    return (
        2 * low,
        f"apply (rule_ln_above _ {_text(s)} _ {_text(low)}); [lra | lra | lra | {why} | lra]",
    )


def log_below(x: Fraction, near: Fraction) -> tuple[Fraction, str]:
    """What it is at most, and why."""
    if abs(x - 1) < near:
        return x - 1, "apply rule_ln_line_below; lra"
    s = _root_above(x)
    high, why = log_below(s, near)
    return (
        2 * high,
        f"apply (rule_ln_below _ {_text(s)} _ {_text(high)}); [lra | lra | lra | {why} | lra]",
    )


_ALONE: Mapping[str, Callable[[_Steps, Enclosed], Enclosed]] = {
    "sqrt": _Steps._root, "cbrt": _Steps._cube_root, "log": _Steps._logarithm,
    "exp": _Steps._exponential,
    "abs": _Steps._modulus,
}  # fmt: skip
_PAIRS: Mapping[str, Callable[[_Steps, Enclosed, Enclosed], Enclosed]] = {
    "+": _Steps._sum, "-": _Steps._difference, "*": _Steps._product, "/": _Steps._ratio,
    "max": lambda steps, a, b: steps._extreme(a, b, "Rmax"),
    "min": lambda steps, a, b: steps._extreme(a, b, "Rmin"),
}  # fmt: skip
