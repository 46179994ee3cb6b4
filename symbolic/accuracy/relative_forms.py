"""Functions of several exponentials, and algebraic ones, measured in the largest of their symbols.

With powers of 1 all terms of a polynomial have one degree, and so do sums, roots, absolute values
and maxima of such: f(x, y) = s^d F(x/s, y/s, 1/s) for any s > 0. With the largest of 1, x and y as
s nothing in F is larger than 1, and what overflows in f is a power of s. As long as no number is
large, s is 1; the largest has an end where all others are nothing beside it.

Exponentials are divided by exp(M) with their exponents, and where the difference of two of them is
taken, as in x + y - 2, it is one of exp(u) - 1.
"""

from collections.abc import Callable, Mapping, Sequence

import sympy as sp

from .near_zero import NEAR_ZERO

__all__ = ["Unit", "exponential_unit", "in_unit", "size_unit"]

Named = Callable[[str, sp.Expr, bool], sp.Symbol]
# How much larger than all others the largest counts, as powers of e and of 2: so much that 1e-300
# is left of their ratio, and that what is divided by this has room for coefficients.
_EXPONENT, _BITS = 691, 900
# The exponential of it is zero.
_LEAST = -100_000
expm1 = NEAR_ZERO["expm1"]


class Unit:
    """What symbols are measured in.

    Attributes
    ----------
    scaled
        The symbols, and what they are in units of s.
    one
        1/s.
    powers
        √s and 1/√s.
    logarithms
        Of symbols that are exponentials in units of s, and of 1/s.
    """

    def __init__(
        self,
        scaled: dict[sp.Symbol, sp.Expr],
        one: sp.Expr,
        powers: tuple[sp.Expr, sp.Expr],
        logarithms: Mapping[sp.Expr, sp.Expr],
    ) -> None:
        self.scaled, self.one, self.powers, self.logarithms = scaled, one, powers, logarithms

    def difference(self, one: sp.Expr, other: sp.Expr) -> sp.Expr:
        """The difference of two exponentials without a loss of digits where they are close."""
        gap = self.logarithms[one] - self.logarithms[other]
        size = -sp.Max(one, other, evaluate=False) * expm1(-sp.Abs(gap))
        return sp.Piecewise((size, sp.Gt(gap, 0, evaluate=False)), (-size, True))


def in_unit(expr: sp.Expr, unit: Unit) -> tuple[sp.Expr, sp.Expr, sp.Expr] | None:
    """F, d, and the highest degree of a part of it; None if there is no such form.

    Examples
    --------
    >>> x, y, s = sp.symbols("x y s", positive=True)
    >>> powers = sp.sqrt(s), 1 / sp.sqrt(s)
    >>> in_unit(sp.sqrt(x**2 + y), Unit({x: x / s, y: y / s}, 1 / s, powers, {}))
    (sqrt(x**2/s**2 + y/s**2), 1, 2)
    """
    highest = [sp.S.One]

    def padded(terms: Sequence[sp.Expr]) -> tuple[list[sp.Expr], sp.Expr]:
        found = [whole(term) for term in terms]
        degree = max(d for _, d in found)
        return [part * unit.one ** (degree - d) for part, d in found], degree

    def whole(node: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
        if node in unit.scaled:
            return unit.scaled[node], sp.S.One
        if not node.free_symbols & unit.scaled.keys():
            return node, sp.S.Zero
        if node.is_Add:
            parts, degree = padded(node.args)
            found = _sum(parts, unit), degree
        elif node.is_Mul:
            pairs = [whole(factor) for factor in node.args]
            found = sp.Mul(*(part for part, _ in pairs)), sum(d for _, d in pairs)
        elif node.is_Pow and node.exp.is_Rational:
            part, degree = whole(node.base)
            found = part**node.exp, degree * node.exp
        elif isinstance(node, sp.Abs):
            part, degree = whole(node.args[0])
            found = sp.Abs(part), degree
        elif isinstance(node, sp.Max | sp.Min):
            parts, degree = padded(node.args)
            found = node.func(*parts, evaluate=False), degree
        else:
            raise _OtherError
        highest.append(abs(found[1]))
        return found

    try:
        return *whole(expr), max(highest)
    except _OtherError:
        return None


class _OtherError(Exception):
    """A node that has no degree."""


def _sum(terms: Sequence[sp.Expr], unit: Unit) -> sp.Expr:
    """A sum; where numbers of exponentials cancel at 1, of their differences."""
    linear: dict[sp.Expr, sp.Expr] = {}
    for term in terms:
        number, rest = term.as_coeff_Mul()
        if rest in unit.logarithms:
            linear[rest] = linear.get(rest, sp.S.Zero) + number
    if len(linear) < 2 or sum(linear.values()) != 0:
        return sp.Add(*terms)
    others = [term for term in terms if term.as_coeff_Mul()[1] not in linear]
    first, *rest = sorted(linear, key=lambda part: (part != unit.one, str(part)))
    return sp.Add(*(linear[part] * unit.difference(part, first) for part in rest), *others)


def exponential_unit(
    exponents: Mapping[sp.Symbol, sp.Expr], highest: sp.Expr, named: Named
) -> Unit:
    """The unit of exponentials, from their exponents and the highest degree."""
    known = {s: named(f"u_{s}", u, False) for s, u in exponents.items()}
    first, second = _two_largest([sp.S.Zero, *known.values()], named)
    end = named("m", sp.Min(first, second + _EXPONENT, evaluate=False), False)
    large = sp.Gt(first, sp.Integer(int(_EXPONENT / highest)), evaluate=False)
    shift = named("m_0", sp.Piecewise((end, large), (0, True)), False)
    scaled, logarithms = dict[sp.Symbol, sp.Expr](), dict[sp.Expr, sp.Expr]()
    for s, u in known.items():
        inside = named(f"u_{s}", sp.Max(sp.Min(u, end, evaluate=False), _LEAST), False)
        logarithm = named(f"l_{s}", inside - shift, False)
        # What the difference was rounded by: 700 hides the last digits of a small exponent.
        lost = inside - named(f"v_{s}", logarithm + shift, False)
        scaled[s] = named(f"{s}_r", sp.exp(logarithm) * (1 + lost), True)
        logarithms[scaled[s]] = logarithm
    one = named("one_r", sp.exp(-shift), True)
    return Unit(scaled, one, (sp.exp(shift / 2), sp.exp(-shift / 2)), {**logarithms, one: -shift})


def size_unit(symbols: Sequence[sp.Symbol], highest: sp.Expr, named: Named) -> Unit:
    """The unit of real symbols, by their sizes."""
    sizes = [sp.S.One, *(sp.Abs(s) for s in symbols)]
    first, second = _two_largest(sizes, named)
    end = named("m", sp.Min(first, second * sp.Integer(2) ** _BITS, evaluate=False), True)
    large = sp.Gt(first, sp.Integer(2) ** int(_BITS / highest), evaluate=False)
    size = named("m_0", sp.Piecewise((end, large), (1, True)), True)
    scaled = {}
    for s in symbols:
        inside = sp.Min(s, end, evaluate=False)
        inside = inside if s.is_nonnegative else sp.Max(inside, -end, evaluate=False)
        scaled[s] = named(f"{s}_r", inside / size, bool(s.is_positive))
    root = named("r", sp.sqrt(size), True)
    return Unit(scaled, named("one_r", 1 / size, True), (root, 1 / root), {})


def _two_largest(values: Sequence[sp.Expr], named: Named) -> tuple[sp.Symbol, sp.Symbol]:
    """The largest of some values, and the one after it."""
    one, other, *others = values
    first = named("m_1", sp.Max(one, other, evaluate=False), False)
    second = named("m_2", sp.Min(one, other, evaluate=False), False)
    for value in others:
        lower = sp.Max(second, sp.Min(first, value, evaluate=False), evaluate=False)
        second = named("m_2", lower, False)
        first = named("m_1", sp.Max(first, value, evaluate=False), False)
    return first, second
