"""Polynomials without a negative coefficient, in variables that are >= 0 on a box."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from beyondthermal.derivations.verify.goals import Goal
from beyondthermal.derivations.verify.leaves import INFINITY, Box, Range, in_t, parted
from beyondthermal.derivations.verify.polynomials import Polynomial
from beyondthermal.derivations.verify.ratios import ratio
from beyondthermal.derivations.verify.terms import Term, fraction, minus

from .equalities import atom, equal, product_of, raised, total_of
from .orderings import orderings
from .syntax.printer import number, text

__all__ = ["at", "leaf"]


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
