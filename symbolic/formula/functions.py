"""THE table of functions: how each one is read and built, and what the rest has to know of it.

A function that is rewritten in terms of others needs no rule of its own: nothing else has to know
it. The others have one in each place that calculates: in intervals
(`decision.enclosures`), in germs and in signs (`decision`), in programs (`numeric.programs`) and in
each language (`numeric.codegen`).

SymPy evaluates what it is given: abs or log of a long product of complex numbers is expanded.
Here each function is evaluated only where that is cheap.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import sympy as sp

from .special_functions import FORMS
from .written_out import WRITTEN_OUT

__all__ = [
    "BOUNDED",
    "ELSEWHERE",
    "ENTIRE",
    "EXPONENTIALS",
    "FUNCTIONS",
    "REWRITTEN",
    "Function",
    "absolute",
    "rewritten",
]


@dataclass(frozen=True)
class Function:
    """A row: a function by name.

    Attributes
    ----------
    build
        Makes it from its arguments.
    fewest, most
        How many arguments it takes.
    kind
        What SymPy calls it; None where that is a power, or nothing.
    exponential
        Whether its values need exponentially many digits, or its argument is reduced modulo π.
    entire
        Whether it has a Taylor series at every number.
    limits
        An interval that all values lie in for real arguments, where nothing else says so.
    rewritten
        The same in terms of other functions of real numbers, exactly.
    read_only
        Whether it is read and no more is promised: what isn't decided by its form alone stays
        undecided. Programs have some of these, see `numeric.programs`.
    written_out
        Whether what is built may be larger than its arguments.
    """

    build: Callable[..., sp.Expr]
    fewest: int = 1
    most: int = 1
    kind: type[sp.Expr] | None = None
    exponential: bool = False
    entire: bool = False
    limits: sp.Set = sp.Reals
    rewritten: Callable[..., sp.Expr] | None = None
    read_only: bool = False
    written_out: bool = False


def _exponential(
    kind: type[sp.Expr], form: Callable[..., sp.Expr] | None = None, limits: sp.Set = sp.Reals
) -> Function:
    return Function(kind, 1, 1, kind, True, form is None, limits, form)


def absolute(argument: sp.Expr) -> sp.Expr:
    """A modulus; |b|^e for that of b^e with a real e, since it may be of a complex number.

    Both have a value wherever b has one that isn't 0, and so do programs, that know no roots of
    negative numbers.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import declared
    >>> x = declared("x", sp.Reals)
    >>> absolute(sp.sqrt(x**2 - 1))
    sqrt(Abs(x**2 - 1))
    """
    if argument.is_extended_nonnegative:
        return argument
    if argument.is_extended_nonpositive:
        return -argument
    if argument.is_Pow and argument.exp.is_real and not argument.exp.is_integer:
        return absolute(argument.base) ** argument.exp
    return sp.Abs(argument, evaluate=False)


def _extremum(kind: type[sp.Expr], sign: int) -> Function:
    def build(*arguments: sp.Expr) -> sp.Expr:
        if any(argument.is_extended_real is False for argument in arguments):
            raise ValueError("is only known for real numbers")
        distinct = tuple(dict.fromkeys(arguments))
        rational = all(argument.is_Rational for argument in distinct)
        return distinct[0] if len(distinct) == 1 else kind(*distinct, evaluate=rational)

    def in_moduli(first: sp.Expr, *others: sp.Expr) -> sp.Expr:
        """The larger of two numbers is (a + b + |a - b|)/2, the smaller (a + b - |a - b|)/2."""
        for other in others:
            first = (first + other + sign * sp.Abs(first - other)) / 2
        return first

    return Function(build, 2, 10, kind, rewritten=in_moduli)


def _even(x: sp.Expr) -> sp.Expr:
    return sp.exp(x) + sp.exp(-x)


def _odd(x: sp.Expr) -> sp.Expr:
    return sp.exp(x) - sp.exp(-x)


def _inverse(kind: type[sp.Expr], form: Callable[..., sp.Expr]) -> Function:
    return Function(kind, 1, 1, kind, rewritten=form)


def _sign(argument: sp.Expr) -> sp.Expr:
    if argument.is_Rational or argument.is_extended_positive or argument.is_extended_negative:
        return sp.sign(argument)
    return sp.sign(argument, evaluate=False)


def _arccotangent(argument: sp.Expr) -> sp.Expr:
    if argument.is_zero:
        raise ValueError("has no value at 0, where it jumps")
    return sp.acot(argument)


def _cube_root(argument: sp.Expr) -> sp.Expr:
    """The real one; SymPy's power of a negative number is complex."""
    if argument.is_extended_nonnegative:
        return sp.cbrt(argument)
    if argument.is_extended_nonpositive:
        return -sp.cbrt(-argument)
    if argument.is_extended_real is False:
        raise ValueError("is only known for real numbers")
    return _sign(argument) * sp.cbrt(absolute(argument))


def _whole(kind: type[sp.Expr]) -> Function:
    """SymPy would look at the digits of any number: only fractions are rounded at once."""

    def build(argument: sp.Expr) -> sp.Expr:
        if argument.is_Rational or argument.is_integer:
            return kind(argument)
        return kind(argument, evaluate=False)

    return Function(build, kind=kind, read_only=True)


def _counting(kind: type[sp.Expr], count: int = 1) -> Function:
    """Factorials and the like: SymPy works them out for numbers, which have to be small."""

    def build(*arguments: sp.Expr) -> sp.Expr:
        if all(argument.is_number for argument in arguments):
            simple = all(a.is_Rational and abs(a) <= _LARGEST_COUNT for a in arguments)
            if not simple or any(a.q > _LARGEST_PART for a in arguments):
                raise ValueError(f"is taken of simple fractions up to {_LARGEST_COUNT}")
        return kind(*arguments)

    return Function(build, count, count, kind, read_only=True)


def _bessel(kind: type[sp.Expr]) -> Function:
    """Of a whole order, which is as many terms of a series to work out."""

    def build(order: sp.Expr, argument: sp.Expr) -> sp.Expr:
        if not (order.is_Integer and 0 <= order <= _LARGEST_ORDER):
            raise ValueError(f"has a whole order from 0 to {_LARGEST_ORDER}")
        return kind(order, argument)

    return Function(build, 2, 2, kind, read_only=True)


_LARGEST_ORDER = 12
# 500! has 3,767 bits.
_LARGEST_COUNT, _LARGEST_PART = 500, 12
_CIRCLE = sp.Interval(-1, 1)
_ABSOLUTE = Function(absolute, kind=sp.Abs)
_LARGEST, _SMALLEST = _extremum(sp.Max, 1), _extremum(sp.Min, -1)

FUNCTIONS: Mapping[str, Function] = {
    "exp": _exponential(sp.exp),
    "sinh": _exponential(sp.sinh, lambda x: _odd(x) / 2),
    "cosh": _exponential(sp.cosh, lambda x: _even(x) / 2),
    "tanh": _exponential(sp.tanh, lambda x: _odd(x) / _even(x)),
    "coth": _exponential(sp.coth, lambda x: _even(x) / _odd(x)),
    "sin": _exponential(sp.sin, limits=_CIRCLE),
    "cos": _exponential(sp.cos, limits=_CIRCLE),
    "sech": _exponential(sp.sech, lambda x: 2 / _even(x)),
    "csch": _exponential(sp.csch, lambda x: 2 / _odd(x)),
    "tan": _exponential(sp.tan, lambda x: sp.sin(x) / sp.cos(x)),
    "cot": _exponential(sp.cot, lambda x: sp.cos(x) / sp.sin(x)),
    "sec": _exponential(sp.sec, lambda x: 1 / sp.cos(x)),
    "csc": _exponential(sp.csc, lambda x: 1 / sp.sin(x)),
    **dict.fromkeys(("log", "ln"), Function(sp.log, kind=sp.log)),
    "asinh": _inverse(sp.asinh, lambda x: sp.log(x + sp.sqrt(x**2 + 1))),
    "acosh": _inverse(sp.acosh, lambda x: sp.log(x + sp.sqrt(x - 1) * sp.sqrt(x + 1))),
    "atanh": _inverse(sp.atanh, lambda x: (sp.log(1 + x) - sp.log(1 - x)) / 2),
    "acoth": _inverse(sp.acoth, lambda x: (sp.log(1 + 1 / x) - sp.log(1 - 1 / x)) / 2),
    "sqrt": Function(sp.sqrt),
    "cbrt": Function(_cube_root),
    # Programs know how to take them next to 0 (`symbolic.accuracy.near_zero`).
    "log1p": Function(lambda x: sp.log(1 + x)),
    "expm1": Function(lambda x: sp.exp(x) - 1),
    # A number and its conjugate are the same only if it is real: otherwise it is taken apart into
    # its real and imaginary part, and no program has it.
    "conjugate": Function(
        sp.conjugate, kind=sp.conjugate, rewritten=lambda z: z if z.is_real else sp.conjugate(z)
    ),
    # Abs, Max and Min is how SymPy prints them.
    **dict.fromkeys(("abs", "Abs"), _ABSOLUTE),
    **dict.fromkeys(("max", "Max"), _LARGEST),
    **dict.fromkeys(("min", "Min"), _SMALLEST),
    **{
        kind.__name__: Function(kind, kind=kind, read_only=True)
        for kind in (
            *(sp.asin, sp.acos, sp.atan, sp.asec, sp.acsc, sp.asech, sp.acsch),
            sp.erf,
            sp.erfc,
            sp.sinc,
        )
    },
    "acot": Function(_arccotangent, kind=sp.acot, read_only=True),
    "atan2": Function(sp.atan2, 2, 2, sp.atan2, read_only=True),
    "sign": Function(_sign, kind=sp.sign, read_only=True),
    "floor": _whole(sp.floor),
    "frac": _whole(sp.frac),
    **dict.fromkeys(("ceil", "ceiling"), _whole(sp.ceiling)),
    "factorial": _counting(sp.factorial),
    "gamma": _counting(sp.gamma),
    "binomial": _counting(sp.binomial, 2),
    "loggamma": _counting(sp.loggamma),
    **{
        name: Function(build, count, count, read_only=True, written_out=True)
        for name, (build, count) in WRITTEN_OUT.items()
    },
    **{kind.__name__: _bessel(kind) for kind in (sp.besselj, sp.bessely, sp.besseli, sp.besselk)},
}
# How others write them.
ELSEWHERE: Mapping[str, str] = {
    **{f"arc{name}": f"a{name}" for name in ("sin", "cos", "tan")},
    **{f"ar{kind}{name}": f"a{name}" for name in ("sinh", "cosh", "tanh", "coth") for kind in "c"},
    **{f"ar{name}": f"a{name}" for name in ("sinh", "cosh", "tanh", "coth")},
    "tg": "tan", "ctg": "cot", "cotan": "cot", "sh": "sinh", "ch": "cosh", "th": "tanh",
    "Log": "log", "lg": "log(x)/log(10)", "log10": "log(x)/log(10)", "log2": "log(x)/log(2)",
    "root": "x^(1/n)", "pow": "a^b", "fabs": "abs", "sgn": "sign", "Gamma": "gamma",
    "fac": "factorial", "choose": "binomial", "D": "diff(f, x)",
    "derivative": "diff(f, x)", "Piecewise": "piecewise(f, x < 0, g)",
    "conj": "conjugate", "O": "x + O(x^3), behind all other terms",
}  # fmt: skip
_ROWS = tuple(dict.fromkeys(FUNCTIONS.values()))
EXPONENTIALS = tuple(row.kind for row in _ROWS if row.kind and row.exponential)
ENTIRE = tuple(row.kind for row in _ROWS if row.kind and row.entire)
BOUNDED = tuple(row.kind for row in _ROWS if row.kind and row.limits != sp.Reals)
REWRITTEN: Mapping[type[sp.Expr], Callable[..., sp.Expr]] = {
    row.kind: row.rewritten for row in _ROWS if row.kind and row.rewritten
} | {kind: FORMS[kind] for kind in (sp.asin, sp.acos, sp.acot)}


def rewritten(expr: sp.Expr, *, but: Collection[type[sp.Expr]] = ()) -> sp.Expr:
    """An expression without the functions that are rewritten in terms of others, but for some.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> rewritten(sp.tan(symbol("x")) + sp.cosh(symbol("y")))
    exp(y)/2 + sin(x)/cos(x) + exp(-y)/2
    """
    kinds = tuple(kind for kind in REWRITTEN if kind not in but)
    if not expr.has(*kinds):
        return expr
    return expr.replace(
        lambda node: node.func in kinds, lambda node: REWRITTEN[node.func](*node.args)
    )
