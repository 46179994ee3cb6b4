"""Certificates in words and formulas, short enough to check by eye.

The whole ones are in `derivation.json`, where `derivations/verify` checks them.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from beyondthermal.symbolic.decision.proof import Certificate

from .terms import Polynomial, name_of, power_of, rows, seen, summed, tree_terms
from .words.bounds import Side, Step, bound_steps, range_of
from .words.limits import limit_steps, sum_steps

__all__ = ["Step", "steps", "telling"]


# Characters in the widest line that is shown.
_WIDEST = 100
# What is seen on a box.
_ENDS = {
    "coefficients": "No coefficient is negative",
    "orderings": "In every order of the variables each is the next one and more, the last one "
    "and 1 included; in these differences, or in theirs, no coefficient is negative",
}
_ZERO, _COMMA = Fraction(0), r",\ "


def steps(certificate: Certificate) -> list[Step]:
    r"""What a certificate says, step by step.

    Raises
    ------
    ValueError
        If there is no such kind of certificate.

    Examples
    --------
    >>> one = {"kind": "identity", "lhs": ["+", "x", 1, ["*", -1, "x"]], "rhs": 1}
    >>> steps(one)[0].display
    ('&x + 1 - x', '&\\quad = 1')
    """
    kinds = {
        "identity": _identity, "positive": _positive, "bound": bound_steps,
        "limit": limit_steps, "sum": sum_steps,
    }  # fmt: skip
    if certificate["kind"] not in kinds:
        raise ValueError(f"no words for a certificate of kind {certificate['kind']!r}.")
    return kinds[certificate["kind"]](certificate)


def telling(certificates: Sequence[Certificate]) -> list[Certificate]:
    """Those that say something: not that a formula is the same as itself."""
    return [c for c in certificates if c["kind"] != "identity" or c["lhs"] != c["rhs"]]


def _identity(certificate: Certificate) -> list[Step]:
    """Both sides, unless they are too long to be read."""
    left, right = (rows(tree_terms(certificate[side])) for side in ("lhs", "rhs"))
    both = (*left, f"&\\quad = {right[0][1:]}", *(f"&\\quad {row[1:]}" for row in right[1:]))
    if max(map(seen, both)) > _WIDEST:
        return [Step("Multiplied out, two expressions too long to be shown here are the same.")]
    return [Step("Multiplied out, both sides are the same rational function:", both)]


def _positive(certificate: Certificate) -> list[Step]:
    """The polynomial, where it is positive, and a substitution that shows it."""
    names = [name_of(variable) for variable in certificate["variables"]]
    terms = {tuple(powers): Fraction(value) for value, powers in certificate["terms"]}
    box, sign = certificate["box"], {">": "> 0", ">=": r"\ge 0"}[certificate["relation"]]
    ranges = [range_of(name, side) for name, side in zip(names, box, strict=True)]
    shown = rows(summed(terms, names))
    found = [Step(f"For ${_COMMA.join(ranges)}$:", (*shown[:-1], f"{shown[-1]} {sign}"))]
    (first, way), *others = _leaves(box, certificate["tree"])
    if others:
        found.append(Step(f"The range is cut into {len(others) + 1} boxes; this is one of them."))
    elif all(map(_plain, box)) and way == "coefficients":
        return [*found, Step("Every variable is positive, and no coefficient is negative.")]
    return [*found, *_on_leaf(terms, names, first, others, way)]


def _on_leaf(
    terms: Polynomial, names: list[str], box: Sequence[Side], others: Sequence[Any], way: str
) -> list[Step]:
    """The substitution on one box, and what comes of it."""
    puts, clears, ts = [], "", list(names)
    for k, side in enumerate(box):
        if not _plain(side):
            degree = max(powers[k] for powers in terms)
            index = names[k] if "^" not in names[k] and "(" not in names[k] else k + 1
            ts[k] = f"t_{{{index}}}" if len(names) > 1 else "t"
            terms = _put(terms, k, side, degree)
            puts.append(f"{names[k]} = {_map(side, ts[k])}")
            if not _endless(side) and degree:
                clears += power_of(f"(1 + {ts[k]})", degree)
    new = _COMMA.join(
        f"{t} {_above(side)} 0" for t, name, side in zip(ts, names, box, strict=True) if t != name
    )
    start = f"Put ${_COMMA.join(puts)}$ with ${new}$" if puts else "All variables are positive"
    start += f", and multiply by ${clears}$" if clears else ""
    end = _ENDS[way] + (", nor is one in the other boxes." if others else ".")
    if any(not side[3] for side in box if not _endless(side)):
        end += (
            " An upper end that belongs to the range is $t → ∞$: there the highest power is left."
        )
    return [Step(f"{start}:", rows(summed(terms, ts))), Step(end)]


def _endless(side: Side) -> bool:
    return "-oo" in side or "oo" in side


def _above(side: Side) -> str:
    """Whether t may be zero: where the end that it starts from belongs to the range."""
    is_open = side[3] if side[0] == "-oo" else side[1]
    return ">" if is_open else r"\ge"


def _plain(side: Side) -> bool:
    """Whether the variable is just positive, so that nothing has to be put for it."""
    return (side[0], side[2]) == ("0", "oo")


def _leaves(box: Sequence[Side], tree: Any) -> Iterator[tuple[Sequence[Side], str]]:
    """The boxes at the ends of the tree of cuts, and how each one is seen."""
    if isinstance(tree, str):
        yield box, tree
        return
    axis, at = tree["cut"]
    low, low_open, high, high_open = box[axis]
    halves = {"below": [low, low_open, at, False], "above": [at, False, high, high_open]}
    for half, side in halves.items():
        yield from _leaves([*box[:axis], side, *box[axis + 1 :]], tree[half])


def _line(side: Side) -> tuple[Fraction, Fraction]:
    """The two coefficients a, b of a + b t, as `verify` has them."""
    low, _, high, _ = side
    if low == "-oo":
        return Fraction(high), Fraction(-1)
    return Fraction(low), Fraction(1 if high == "oo" else high)


def _map(side: Side, t: str) -> str:
    """What is put for a variable, in LaTeX."""
    a, b = _line(side)
    if _endless(side):
        return " ".join(summed({(0,): a, (1,): b}, [t], ascending=True))
    size = lcm(a.denominator, b.denominator)
    top = " ".join(summed({(0,): a * size, (1,): b * size}, [t], ascending=True))
    return f"\\frac{{{top}}}{{{f'{size} (1 + {t})' if size > 1 else f'1 + {t}'}}}"


def _put(terms: Polynomial, k: int, side: Side, degree: int) -> Polynomial:
    """The polynomial in t instead of its variable number k, multiplied by (1 + t)^degree."""
    total: dict[tuple[int, ...], Fraction] = defaultdict(Fraction)
    for powers, value in terms.items():
        row: list[Fraction] = [value]
        rest = 0 if _endless(side) else degree - powers[k]
        for a, b in [_line(side)] * powers[k] + [(Fraction(1), Fraction(1))] * rest:
            row = [a * x + b * y for x, y in zip([*row, _ZERO], [_ZERO, *row], strict=True)]
        for j, coefficient in enumerate(row):
            total[(*powers[:k], j, *powers[k + 1 :])] += coefficient
    return {powers: value for powers, value in total.items() if value}
