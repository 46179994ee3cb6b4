"""Leaves: polynomials without a negative coefficient, in variables >= 0; numbers, by bounds."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, factorial, floor
from typing import Any

from beyondthermal.derivations.verify.goals import Goal
from beyondthermal.derivations.verify.leaves import INFINITY, Box, Range, in_t, parted
from beyondthermal.derivations.verify.polynomials import Polynomial
from beyondthermal.derivations.verify.ratios import ratio
from beyondthermal.derivations.verify.terms import Term, fraction, inside, minus, parts
from beyondthermal.derivations.verify.values import value

from .equalities import atom, equal, product_of, raised, total_of
from .orderings import orderings
from .syntax.printer import constant, number, settled, text

__all__ = ["at", "leaf", "number_leaf"]


def leaf(goal: Goal, tree: Any) -> str:
    """Tactics for a polynomial inequality, by a tree of cuts."""
    top, low = ratio(goal.term, goal.among)
    return _cut({key: value / low[()] for key, value in top.items()}, goal, tree)


def _cut(p: Polynomial, goal: Goal, tree: Any) -> str:
    if type(tree) is not dict:
        return _coefficients(p, goal) if tree == "coefficients" else orderings(p, goal)
    halves = parted(goal.box, tree["cut"], tree["at"])
    ways = (_cut(p, goal._replace(box=half), tree[way])
            for half, way in zip(halves, ("below", "above"), strict=True))  # fmt: skip
    return at(tree["cut"], number(Fraction(tree["at"])), *ways)


def at(name: str, where: Term, below: str, above: str) -> str:
    """Both halves of a range."""
    cut = f"destruct (Rle_or_lt {text(name)} {text(where, closed=True)})."
    return f"{cut}\n{{ {below} }}\n{{ {above} }}"


def _coefficients(p: Polynomial, goal: Goal) -> str:
    total, degree, sides = in_t(p, goal.box)
    ordered = sorted(total.items(), key=lambda item: (not _is_strict(item[0], degree, sides), item))
    found = total_of([_term(key, v, degree, sides) for key, v in ordered])
    factor = Fraction(1)
    for name, (low, _, high, _) in sides.items():
        if low != -INFINITY and high != INFINITY:
            factor *= (Fraction(high) - Fraction(low)) ** degree[name]
    sign = "pos" if goal.relation == ">" else "nonneg"
    seen = f"{_halved(sides, goal) if goal.relation == '>' else ''}{sign}."
    same = equal(("*", fraction(factor), goal.term), found, goal.among)
    by = f"apply (rule_leaf_{sign} _ {text(fraction(factor), closed=True)} ({text(found)}))."
    return f"{by}\n{{ {same} }}\n{{ pos. }}\n{{ {seen} }}"


def _is_strict(key: Any, degree: Mapping[str, int], sides: Mapping[str, Range]) -> bool:
    """Whether a term has no factor that may vanish: it stands first, where it is found."""
    powers = dict(key)
    return not any(
        (k and (low_open if low != -INFINITY else high_open) is False)
        or (INFINITY not in (high, -low) and k < degree[name] and not high_open)
        for name, (low, low_open, high, high_open) in sides.items()
        for k in [powers.get(f"t {name}", 0)]
    )


def _halved(sides: Mapping[str, Range], goal: Goal) -> str:
    """Between two closed ends either distance is positive, but not both are."""
    return "".join(
        f"destruct (Rle_or_lt {text(name)} {text(number((low + high) / 2), closed=True)}); "
        for name, (low, low_open, high, high_open) in sides.items()
        if name in goal.box and not low_open and not high_open
    )


def _term(key: Any, value: Fraction, degree: Mapping[str, int], sides: Box) -> Term:
    """A term in t, where t is a distance from an end, or one distance over the other."""
    powers, factors = dict(key), list[Term]()
    for name, (low, _, high, _) in sides.items():
        variable, k = atom(name), powers.get(f"t {name}", 0)
        up = variable if low == 0 else minus(variable, number(low)) if low != -INFINITY else None
        down = minus(number(high), variable) if high != INFINITY else None
        rows = [(up, k), (down, degree[name] - k if up is not None else k)]
        factors += [raised(base, j) for base, j in rows if j and base is not None]
    return product_of(value, factors)


# Bounds on roots and on exponentials are that fine; those on logarithms leave room for them.
_GRID, _COARSE = 10**9, 10**6


def number_leaf(goal: Goal) -> str:
    """Numbers: roots, exponentials and logarithms lie between fractions, the inner ones first."""
    term = settled(goal.term)
    found = (t for t in parts(term, *_BOUNDED) if value(t)[0] < value(t)[1])
    ordered = sorted(found, key=lambda t: sum(1 for _ in inside(t)))
    return "".join(_BOUNDED[t[0]](t) for t in ordered) + "by_value."


def _argument(of: Term | Fraction) -> str:
    return text(number(of) if isinstance(of, Fraction) else of, closed=True)


def _between(t: Term, grid: int) -> tuple[Fraction, Fraction]:
    """A little wider than the value, with short fractions."""
    low, high = value(t)
    return Fraction(floor(low * grid) - 1, grid), Fraction(ceil(high * grid) + 1, grid)


def _root(t: Any) -> str:
    low, high = _between(t, _GRID)
    ends = f"{_argument(max(low, Fraction(0)))} {_argument(high)}"
    reasons = " ".join(["ltac:(lra)"] * (2 if t[0] == "sqrt" else 4))
    return f"pose proof (rule_{t[0]}_between {_argument(t[1])} {ends} {reasons}).\n"


def _exponential(t: Any) -> str:
    """A power of one near 0, where the series is good."""
    exponent = constant(t[1])
    if exponent is None:
        raise ValueError("an exponential of what isn't rational")
    n = 1 << max(0, ceil(8 * abs(exponent)).bit_length())
    x = exponent / n
    ends = (Fraction(floor(_series(part) * _GRID**2), _GRID**2) for part in (x, -x))
    shown = " ".join(map(_argument, (*ends, *_between(t, _GRID))))
    return (
        f"pose proof (rule_exp_between {_argument(t[1])} {_argument(x)} {n} {shown} ltac:(lra) "
        f"ltac:(simpl INR; lra) {'ltac:(unfold exp_7; lra) ' * 2}{'ltac:(lra) ' * 3}).\n"
    )


def _series(x: Fraction) -> Fraction:
    return sum((x**k / factorial(k) for k in range(8)), Fraction(0))


def _logarithm(t: Any) -> str:
    ends = _between(t, _COARSE)
    exponentials = "".join(_exponential(("exp", number(end))) for end in ends)
    shown = " ".join(map(_argument, (t[1], *ends)))
    return f"{exponentials}pose proof (rule_ln_between {shown} {'ltac:(lra) ' * 3}).\n"


_BOUNDED = {"sqrt": _root, "cbrt": _root, "exp": _exponential, "log": _logarithm}
