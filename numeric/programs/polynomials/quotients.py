"""Programs of quotients of long polynomials, total and nested as those of short ones are."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import sympy as sp
from mpmath import mpf
from sympy.polys.rings import PolyElement

from beyondthermal.numeric.precision import mp
from beyondthermal.numeric.programs.from_sympy import program_of
from beyondthermal.numeric.programs.program import Name, Node, Number, Operation, Program, apply
from beyondthermal.symbolic.accuracy.accurate_forms import from_ends
from beyondthermal.symbolic.accuracy.generators import POSITIVE, apart
from beyondthermal.symbolic.accuracy.total_forms import Factors, Shape, scaled
from beyondthermal.symbolic.polynomial_factors import Product, in_factors

from .nested import Nested

__all__ = ["long_quotients", "precise_quotients", "quotient_program"]

# SymPy takes a second for a polynomial of more terms, and there is no shear in its forms.
_TERMS = 60
# Numbers, by powers of one variable after the other.
Tree: TypeAlias = "int | dict[int, Tree]"
Quotients = Mapping[str, Product]


def long_quotients(values: Mapping[str, sp.Expr]) -> Quotients | None:
    """The factors of rational functions, None if one is no such function, or all are short."""
    sums = (node for value in values.values() for node in value.atoms(sp.Add))
    if not any(len(node.args) > _TERMS for node in sums):
        return None
    if not all(value.is_rational_function() for value in values.values()):
        return None
    found = {key: _product(value) for key, value in values.items()}
    products = {key: product for key, product in found.items() if product is not None}
    longest = max((len(p) for product in products.values() for p in product.powers), default=0)
    return products if len(products) == len(values) and longest > _TERMS else None


def _product(value: sp.Expr) -> Product | None:
    return in_factors(value) if value.free_symbols else Product(value)


def quotient_program(
    name: str,
    arguments: Sequence[sp.Symbol],
    values: Mapping[str, sp.Expr],
    where: Mapping[sp.Symbol, sp.Set],
) -> Program | None:
    """A program of rational functions, None where `long_quotients` has none.

    Parameters are those of `accurate.accurate_program`.
    """
    ends = [end for v in arguments if (end := from_ends(v, where))]
    put = {v: value for v, value, _ in ends}
    products = long_quotients(values)
    if products and put:
        products = long_quotients({key: value.xreplace(put) for key, value in values.items()})
    if products is None:
        return None
    taken = {*map(str, arguments), *(str(s) for _, _, pairs in ends for s, _ in pairs)}

    def named(symbol: str, positive: bool) -> sp.Symbol:
        found = apart(symbol, taken, POSITIVE if positive else sp.S.Reals)
        taken.add(str(found))
        return found

    parts, scales, factors = scaled([_sides(p) for p in products.values()], named, balanced=True)
    first = [pair for _, _, pairs in ends for pair in pairs]
    start = program_of(name, arguments, {}, [*first, *parts]) if first or parts else None
    return _written(name, arguments, products, scales, factors, start, taken)


def _sides(product: Product) -> list[Factors]:
    """The shapes of what is above and below the line."""
    above = [(_shape(part), k) for part, k in product.powers.items() if k > 0]
    return [above, [(_shape(part), -k) for part, k in product.powers.items() if k < 0]]


def _shape(part: PolyElement) -> Shape:
    inside = [k for k, degree in enumerate(part.degrees()) if degree]
    powers = dict.fromkeys(tuple(powers[k] for k in inside) for powers in part.itermonoms())
    return Shape(tuple(part.ring.symbols[k] for k in inside), tuple(powers))


def _written(
    name: str, arguments: Sequence[sp.Symbol], products: Quotients,
    scales: Mapping[sp.Symbol, sp.Expr], factors: Sequence[sp.Expr], start: Program | None,
    taken: set[str],
) -> Program:  # fmt: skip
    """The parts that there are, those of the polynomials, and the quotients."""
    parts = [*start.parts] if start else []
    taken |= {part for part, _ in parts}

    def bind(node: Node) -> Name:
        parts.append((f"q{len(parts)}", node))
        while parts[-1][0] in taken:
            parts[-1] = (f"{parts[-1][0]}_", node)
        return Name(parts[-1][0])

    symbols = {
        *arguments,
        *(s for p in products.values() for f in p.powers for s in f.ring.symbols),
    }
    write = Nested({str(s): Name(str(scales.get(s, s))) for s in symbols}, bind)
    outputs = [
        (key, _quotient(product, factor, write))
        for (key, product), factor in zip(products.items(), factors, strict=True)
    ]
    return Program(name, tuple(map(str, arguments)), tuple(parts), tuple(outputs))


def _quotient(product: Product, factor: sp.Expr, write: Nested) -> Node:
    """A quotient times powers of units."""
    constant = sp.Rational(product.constant)
    if constant == 0:
        return Number(0.0)
    above = write.product({f: k for f, k in product.powers.items() if k > 0}, abs(constant.p))
    below = write.product({f: -k for f, k in product.powers.items() if k < 0}, constant.q)
    node = above if below == Number(1.0) else Operation("/", above, below)
    for unit, power in sp.sympify(factor).as_powers_dict().items():
        if unit.is_Symbol:
            scale = write.power(Name(str(unit)), abs(int(power)))
            node = apply("*" if power > 0 else "/", node, scale)
    return apply("negative", node) if constant < 0 else node


def precise_quotients(
    arguments: Sequence[sp.Symbol], products: Quotients
) -> Callable[..., list[mpf]]:
    """The same in mpmath, from sums over all terms: they share nothing with the programs."""
    factors = dict.fromkeys(part for product in products.values() for part in product.powers)
    trees = {part: _tree(dict(part.iterterms())) for part in factors}
    degrees = {
        s: max(f.degrees()[f.ring.symbols.index(s)] for f in factors if s in f.ring.symbols)
        for s in arguments
    }

    def exact(*point: mpf) -> list[mpf]:
        pairs = zip(arguments, point, strict=True)
        powers = {s: [mp.power(value, k) for k in range(degrees[s] + 1)] for s, value in pairs}
        known = {
            part: _value(tree, [powers[s] for s in part.ring.symbols])
            for part, tree in trees.items()
        }
        return [
            mp.mpf(int(sp.numer(p.constant))) / int(sp.denom(p.constant))
            * mp.fprod(known[part] ** k for part, k in p.powers.items())
            for p in products.values()
        ]  # fmt: skip

    return exact


def _tree(terms: Mapping[tuple[int, ...], int]) -> Tree:
    """The coefficients of a polynomial by powers of the first variable, and so on."""
    if () in terms:
        return int(terms[()])
    found: dict[int, dict[tuple[int, ...], int]] = {}
    for (first, *rest), c in terms.items():
        found.setdefault(first, {})[tuple(rest)] = c
    return {power: _tree(inside) for power, inside in found.items()}


def _value(tree: Tree, powers: Sequence[Sequence[mpf]]) -> mpf:
    """The value of a polynomial from powers of its variables."""
    if isinstance(tree, int):
        return mp.mpf(tree)
    table, *rest = powers
    return mp.fsum(table[power] * _value(inside, rest) for power, inside in tree.items())
