"""Inequalities shown from enclosures and by monotonicity, in words and formulas."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import sympy as sp

from beyondthermal.derivations.proofs.enclosed_terms import expression
from beyondthermal.derivations.report.terms import name_of, number, seen
from beyondthermal.symbolic.decision.proof import Certificate
from beyondthermal.symbolic.symbols import assumed

__all__ = ["RULES", "Side", "Step", "bound_steps", "latex_of", "range_of", "said"]

_WIDEST = 100


class Step(NamedTuple):
    """A sentence, with LaTeX between dollar signs, and the rows of the display that follows it."""

    sentence: str
    display: tuple[str, ...] = ()


Side = Sequence[Any]  # low, whether it is open, high, whether it is open


def range_of(name: str, side: Side) -> str:
    """A range as inequalities; open ends are strict.

    Examples
    --------
    >>> range_of("x", ["0", True, "oo", True])
    '0 < x'
    """
    low, low_open, high, high_open = side
    signs = {True: "<", False: r"\le"}
    below = "" if low == "-oo" else f"{number(low)} {signs[low_open]} "
    above = "" if high == "oo" else f" {signs[high_open]} {number(high)}"
    return f"{below}{name}{above}" if below or above else f"{name} \\in \\mathbb{{R}}"


def bound_steps(certificate: Certificate) -> list[Step]:
    """What a bound says, and each rule of its proof in a sentence."""
    strict = certificate["relation"] == ">"
    ranges = [range_of(name_of(name), side) for name, side in certificate["box"].items()]
    claim = Step(f"For ${', '.join(ranges)}$:", _display(certificate["term"], strict))
    return [claim, *said(certificate["proof"], certificate["box"])]


def said(proof: Any, box: dict[str, Side]) -> Iterator[Step]:
    """Each rule of a proof on a box."""
    yield from RULES[proof["rule"]](proof, box)


def _cover(proof: Any, _box: dict[str, Side]) -> Iterator[Step]:
    leaves = list(_leaves(proof["tree"]))
    zeros = sum(isinstance(leaf, dict) for leaf in leaves)
    pieces = "on the whole range" if len(leaves) == 1 else f"on each of {len(leaves)} pieces"
    yield Step(f"Intervals that contain all its values, or those of its slopes, show it {pieces}.")
    if zeros:
        yield Step(
            "Where it vanishes at an end, so do its derivatives up to some order exactly, and that "
            "of this order has one sign on the piece beside it."
        )


def _leaves(tree: Any) -> Iterator[Any]:
    if isinstance(tree, dict) and "cut" in tree:
        yield from _leaves(tree["below"])
        yield from _leaves(tree["above"])
    else:
        yield tree


def _rises(proof: Any, box: dict[str, Side]) -> Iterator[Step]:
    name, way = proof["along"], 1 if proof["from"] == "low" else -1
    end = box[name][0 if way > 0 else 2]
    yield Step(f"It holds where ${name_of(name)} = {end}$, and its derivative shows it from there:",
               _display(proof["slope"]["to"], None))  # fmt: skip
    yield from said(proof["slope"]["then"], box)


def _factor(proof: Any, box: dict[str, Side]) -> Iterator[Step]:
    yield Step(f"The factor ${latex_of(proof['by'])}$ is positive; what is left is", _display(
        proof["to"], None))  # fmt: skip
    yield from said(proof["then"], box)


def _same(proof: Any, box: dict[str, Side]) -> Iterator[Step]:
    yield Step("It is the same as", _display(proof["to"], None))
    yield from said(proof["then"], box)


def _cut(proof: Any, box: dict[str, Side]) -> Iterator[Step]:
    name, at = proof["axis"], proof["at"]
    low, low_open, high, high_open = box[name]
    halves = {"below": [low, low_open, at, False], "above": [at, False, high, high_open]}
    for half, side in halves.items():
        yield Step(f"Where ${range_of(name_of(name), side)}$:")
        yield from said(proof[half], {**box, name: side})


def _logarithms(proof: Any, box: dict[str, Side]) -> Iterator[Step]:
    yield Step("Both sides of it are positive; their logarithms are compared.")
    yield from said(proof["then"], box)


def _concave(proof: Any, box: dict[str, Side]) -> Iterator[Step]:
    name = name_of(proof["along"])
    yield Step(f"It holds at both ends of ${name}$, and it is concave between them:",
               _display(proof["bend"]["to"], False))  # fmt: skip
    yield from said(proof["bend"]["then"], box)


def _split(proof: Any, box: dict[str, Side]) -> Iterator[Step]:
    name, new, w = (proof[key] for key in ("along", "new", "surface"))
    others = {other: side for other, side in box.items() if other != name}
    low, low_open, high, high_open = box[name]
    for half, sign, end, is_open in (
        ("below", r"\le", low, low_open), ("above", r"\ge", high, high_open)
    ):  # fmt: skip
        endless = end in ("-oo", "oo")
        to = ["*", -1 if half == "below" else 1, new]
        if not endless:
            number_there = ["*", int(sp.Rational(end).p), ["^", int(sp.Rational(end).q), -1]]
            to = ["*", ["+", number_there, ["*", -1, w]], ["+", 1, ["*", -1, new]]]
        side = ["0", False, "oo", True] if endless else ["0", is_open, "1", False]
        put = f"{name_of(name)} = {latex_of(['+', w, to])}"
        yield Step(f"Where ${name_of(name)} {sign} {latex_of(w)}$, put ${put}$:")
        yield from said(proof[half], {**others, new: side})


def _inverted(proof: Any, box: dict[str, Side]) -> Iterator[Step]:
    name, new, k = (proof[key] for key in ("along", "new", "power"))
    side = ["0", True, proof["to"], False]
    others = {other: ends for other, ends in box.items() if other != name}
    put = f"{name_of(name)} = {latex_of(['*', proof['way'], ['^', new, -k]])}"
    yield Step(f"Put ${put}$, so that ${range_of(name_of(new), side)}$ is enough.")
    yield from said(proof["then"], {**others, new: side})


def _both(proof: Any, box: dict[str, Side]) -> Iterator[Step]:
    u = latex_of(proof["of"])
    for sign, which in (("", "plus"), ("-", "minus")):
        yield Step(f"With ${sign}({u})$ in the place of its modulus:")
        yield from said(proof[which], box)


def _sum(proof: Any, box: dict[str, Side]) -> Iterator[Step]:
    yield Step("It is a sum of terms without common variables, each of which is positive:")
    for part in proof["parts"]:
        yield Step("One of them is", _display(part["of"], True))
        yield from said(part["proof"], box)


def _plainly(sentence: str) -> Callable[[Any, dict[str, Side]], Iterator[Step]]:
    return lambda _proof, _box: iter([Step(sentence)])


# What each rule says; the checker has a function for each.
RULES: dict[str, Callable[[Any, dict[str, Side]], Iterator[Step]]] = {
    "both": _both,
    "concave": _concave,
    "cover": _cover,
    "cut": _cut,
    "exp": _plainly("An exponential is positive."),
    "factor": _factor,
    "inverted": _inverted,
    "logarithms": _logarithms,
    "polynomial": _plainly("No coefficient is negative in variables that begin at the ends."),
    "power": _plainly("A power of what is positive is positive."),
    "rises": _rises,
    "same": _same,
    "split": _split,
    "sum": _sum,
    "value": _plainly("That is a number."),
}


def _display(tree: Any, strict: bool | None) -> tuple[str, ...]:
    sign = {True: " > 0", False: r" \ge 0", None: ""}[strict]
    shown = f"&{latex_of(tree)}{sign}"
    return (shown,) if seen(shown) <= _WIDEST else (r"&\text{(too long to be shown here)}" + sign,)


class _Real(dict[str, sp.Symbol]):
    """Real symbols by their names."""

    def __missing__(self, name: str) -> sp.Symbol:
        return self.setdefault(name, assumed(name, real=True))


def latex_of(tree: Any) -> str:
    r"""A term of a certificate in LaTeX.

    Examples
    --------
    >>> latex_of(["^", "x", -1])
    '\\frac{1}{x}'
    """
    formula = expression(tree, _Real())
    names = {symbol: name_of(symbol.name) for symbol in formula.free_symbols}
    return str(sp.latex(formula, symbol_names=names, ln_notation=False))
