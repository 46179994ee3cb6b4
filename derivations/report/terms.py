"""Polynomials and expression trees of certificates in LaTeX, shortened when they are long."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import prod
from typing import Any

from beyondthermal.derivations.printing import latex
from beyondthermal.symbolic.formula.letters import Letter
from beyondthermal.symbolic.symbols import TABLE

from .inline import maths
from .measured import are_own, expression

__all__ = ["Polynomial", "name_of", "number", "power_of", "rows", "seen", "summed", "tree_terms"]

Polynomial = Mapping[tuple[int, ...], Fraction]

# More terms than this are counted, not shown; a line takes about so many characters.
_TERMS, _LINE = 12, 48
_LATEX = {row.name: row.latex for row in TABLE}


def summed(terms: Polynomial, names: Sequence[str], *, ascending: bool = False) -> list[str]:
    """A polynomial as signed terms, the highest powers first."""
    found = []
    for powers in sorted(terms, reverse=not ascending):
        value = terms[powers]
        if not value:
            continue
        factors = [power_of(n, p) for n, p in zip(names, powers, strict=True) if p]
        size = "" if abs(value) == 1 and factors else number(abs(value))
        found.append(f"{'-' if value < 0 else '+'} {' '.join([size, *factors]).strip()}")
    return [found[0].removeprefix("+ "), *found[1:]] if found else ["0"]


def rows(terms: Sequence[str]) -> tuple[str, ...]:
    """Signed terms in rows of a display; of very many the first ones."""
    found, hidden = [""], len(terms) - _TERMS
    more = f"+ \\dots\\ (\\text{{{hidden} more terms}})"
    shown = list(terms) if hidden < 2 else [*terms[:_TERMS], more]
    for term in shown:
        if found[-1] and seen(found[-1] + term) > _LINE:
            found.append("")
        found[-1] += f" {term}"
    # A sign at the beginning of a line is still one between two terms.
    return tuple(f"&{'{} ' if k else ''}{row.strip()}" for k, row in enumerate(found))


def seen(latex: str) -> int:
    """About how many characters are seen."""
    return len(re.sub(r"\\[A-Za-z]+|[{}^_ ]", "", latex))


def tree_terms(tree: Any) -> list[str]:
    """The terms of an expression tree, each with its sign."""
    parts = tree[1:] if isinstance(tree, list) and tree[0] == "+" else [tree]
    found = [_tree(part) for part in parts]
    return [f if k == 0 or f.startswith("-") else f"+ {f}" for k, f in enumerate(found)]


def _tree(tree: Any) -> str:
    """An expression tree in LaTeX; long sums within it are shortened."""
    if isinstance(tree, int | str):
        return str(tree) if isinstance(tree, int) else name_of(tree)
    head, *rest = tree
    if head == "i":
        return "i"
    if head == "+":
        terms = tree_terms(tree)
        cut = [*terms[: _TERMS // 2], r"+ \dots"] if len(terms) > _TERMS else terms
        return " ".join(cut)
    if head == "^":
        return _product([tree])
    return _product(rest)


def _product(factors: Sequence[Any]) -> str:
    """A product, as a fraction if there are negative powers in it."""
    sides: dict[bool, list[tuple[Any, int]]] = {True: [], False: []}
    scale = Fraction(1)
    for factor in factors:
        if (value := _rational(factor)) is not None:
            scale *= value
            continue
        base, power = factor[1:] if factor[0] == "^" else (factor, 1)
        sides[power > 0].append((base, abs(power)))
    above, below = (" ".join(_factor(*one, len(side)) for one in side) for side in sides.values())
    sign, size = "-" if scale < 0 else "", abs(scale)
    if not below:
        return f"{sign}{'' if size == 1 and above else number(size)} {above}".strip()
    top = f"{size.numerator if size.numerator > 1 or not above else ''} {above}".strip()
    bottom = f"{size.denominator if size.denominator > 1 else ''} {below}".strip()
    return f"{sign}\\frac{{{top}}}{{{bottom}}}"


def _rational(tree: Any) -> Fraction | None:
    """The value of a tree of numbers alone, such as ["*", 3, ["^", 2, -1]]."""
    if isinstance(tree, int):
        return Fraction(tree)
    if tree[0] == "^" and isinstance(tree[1], int):
        return Fraction(tree[1]) ** int(tree[2])
    if tree[0] == "*" and len(tree) == 3 and isinstance(tree[1], int):
        other = _rational(tree[2])
        return None if other is None else tree[1] * other
    return None


def _factor(base: Any, power: int, count: int) -> str:
    """A factor among so many others; a sum is put into brackets where it needs them."""
    bracket = isinstance(base, list) and base[0] in ("+", "*") and (count > 1 or power > 1)
    return power_of(f"\\left({_tree(base)}\\right)" if bracket else _tree(base), power)


def power_of(base: str, power: int | Fraction) -> str:
    """A power in LaTeX."""
    if power == 1:
        return base
    return (
        f"({base})^{{{power}}}" if "^" in base[:-1] and base[-1] != ")" else f"{base}^{{{power}}}"
    )


def number(value: Any) -> str:
    """A rational number in LaTeX."""
    sign, size = "-" if Fraction(value) < 0 else "", abs(Fraction(value))
    if size.denominator == 1:
        return f"{sign}{size}"
    return f"{sign}\\tfrac{{{size.numerator}}}{{{size.denominator}}}"


def name_of(name: str) -> str:
    r"""A variable in LaTeX: from the table, an unknown such as u12, or what a quantity stands for.

    Examples
    --------
    >>> name_of("exp(beta_S/2)"), name_of("x^(1/2)"), name_of("w(beta_A)^(1/2)^(1/2)")
    ('e^{\\beta_S/2}', 'x^{1/2}', 'w_{\\beta_A}^{1/4}')
    """
    if name in _LATEX and not are_own():
        return _LATEX[name]
    if are_own() and re.fullmatch(r"[A-Za-z]\w*", name):
        local = re.fullmatch(r"([tu])_([A-Za-z]\w*)", name)
        return f"{local[1]}_{{{name_of(local[2])}}}" if local else latex(Letter(name))
    found = re.fullmatch(r"([A-Za-z]+)_?([0-9_]*)", name)
    if not found:
        return _quantity(name)
    letters = found[1] if len(found[1]) == 1 else f"\\mathrm{{{found[1]}}}"
    index = found[2].replace("_", ",")
    return f"{letters}_{{{index}}}" if index else letters


def _quantity(name: str) -> str:
    """What an engine's generator is called: a root, an exponential, a local coordinate."""
    if found := re.fullmatch(r"(.+?)((?:\^\(\d+/\d+\))+)", name):
        exponent = prod(map(Fraction, re.findall(r"\d+/\d+", found[2])), start=Fraction(1))
        return power_of(name_of(found[1]), exponent) if exponent != 1 else name_of(found[1])
    if found := re.fullmatch(r"([wt])\((\w+)\)", name):
        return f"{found[1]}_{{{name_of(found[2])}}}"
    if found := re.fullmatch(r"exp\((.+)\)", name):
        return f"e^{{{_typed(found[1])}}}"
    return _typed(name)


def _typed(text: str) -> str:
    if not re.fullmatch(r"[\w\s+*/().,^-]+", text, re.ASCII):
        return f"\\mathrm{{{re.sub('[^A-Za-z0-9]', '', text)}}}"
    return maths(expression(text.replace("**", "^")).strip("$"))
