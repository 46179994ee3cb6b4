"""SymPy expressions as programs: what is shared is bound once, and each body becomes a tree."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial, reduce
from typing import TypeAlias

import sympy as sp

from beyondthermal.symbolic.accuracy.known_functions import in_known
from beyondthermal.symbolic.accuracy.near_zero import NEAR_ZERO
from beyondthermal.symbolic.formula.functions import FUNCTIONS

from .elementary import ELEMENTARY
from .program import Call, Name, Node, Number, Operation, Program, apply

__all__ = ["Named", "clipped", "program_of"]

# Named parts: each symbol with its body, in the order in which they build on each other.
Named: TypeAlias = Sequence[tuple[sp.Symbol, sp.Expr]]

HALF = sp.Rational(1, 2)
# From more terms or factors than this a tree is made whose depth is their logarithm, as is its
# rounding: what reads a program follows one level into the other, and has room for so many.
_FEW = 32

# Functions of formulas that programs have, too; all others are rewritten.
_CALLS = {row.kind: name for name, row in FUNCTIONS.items() if row.kind and name in ELEMENTARY} | {
    kind: name for name, kind in NEAR_ZERO.items()
}


def clipped(expr: sp.Expr, low: sp.Expr | int, high: sp.Expr | int) -> sp.Expr:
    """An expression kept between two bounds."""
    return sp.Min(sp.Max(expr, low), high)


def program_of(
    name: str, arguments: Sequence[sp.Symbol], outputs: Mapping[str, sp.Expr], named: Named = ()
) -> Program:
    """A program from expressions.

    Parameters
    ----------
    name
        Name of the program.
    arguments
        Symbols, in the order of the arguments.
    outputs
        Expressions by the names of the results.
    named
        Parts to bind once, in order; what else is shared is found by SymPy's cse.

    Raises
    ------
    ValueError
        If an expression has a node outside the closed set: something complex, a gamma function.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> program_of("ratio", (x, y), {"ratio": x / y}).outputs
    (('ratio', Operation(sign='/', left=Name(name='x'), right=Name(name='y'))),)
    """
    bodies = [in_known(body, _CALLS) for body in (*(b for _, b in named), *outputs.values())]
    taken = {*map(str, arguments), *(str(name) for name, _ in named)}
    shared, reduced = _shared(bodies, [name for name, _ in named], taken)
    writer = _Writer(dict(shared), taken)
    for (symbol, _), body in zip(named, reduced, strict=False):
        # What is shared under its own name is bound where it is needed first.
        if body == symbol:
            writer.body(body)
        else:
            writer.bind(str(symbol), body)
    results = [
        (key, writer.body(body)) for key, body in zip(outputs, reduced[len(named) :], strict=True)
    ]
    return Program(name, tuple(map(str, arguments)), tuple(writer.parts), tuple(results))


def _shared(
    bodies: Sequence[sp.Expr], names: Sequence[sp.Symbol], taken: Collection[str]
) -> tuple[list[tuple[sp.Symbol, sp.Expr]], list[sp.Expr]]:
    """What several bodies have in common, but for inverses and comparisons; and bodies with names.

    A division rounds once, and no 1/x overflows on the way to it. What is shared as a whole body
    goes by the name of that body.
    """
    free = (name for name in sp.numbered_symbols("t") if str(name) not in taken)
    shared, reduced = sp.cse(bodies, symbols=free)
    known = {name for name, _ in shared}
    called = {body: name for name, body in zip(names, reduced, strict=False) if body in known}
    put = dict[sp.Symbol, sp.Expr](called)
    for name, body in shared:
        if name not in called and _is_put_back(body):
            put[name] = body.xreplace(put)
    kept = [
        (called.get(name, name), body.xreplace(put))
        for name, body in shared
        if name not in put or name in called
    ]
    return kept, [body.xreplace(put) for body in reduced]


def _is_put_back(body: sp.Basic) -> bool:
    """Whether a shared part has no name: it is divided by, or chosen by."""
    return bool(body.is_Relational or (body.is_Pow and body.exp.is_negative))


class _Writer:
    """Turns expressions into nodes; the base of a power is bound to a name first."""

    def __init__(self, shared: dict[sp.Symbol, sp.Expr], taken: Collection[str]) -> None:
        self.parts: list[tuple[str, Node]] = []
        self._shared = shared
        self._taken = taken

    def bind(self, name: str, body: sp.Expr) -> None:
        """Bind a part, after what it needs."""
        self.parts.append((name, self.body(body)))

    def body(self, expr: sp.Expr) -> Node:
        """The tree of a body; shared parts in it are bound where they are needed first."""
        for symbol in sorted(expr.free_symbols & self._shared.keys(), key=str):
            if symbol in self._shared:
                self.bind(str(symbol), self._shared.pop(symbol))
        return self.node(expr)

    def node(self, expr: sp.Expr) -> Node:
        """The tree of an expression."""
        if expr.is_Symbol:
            return Name(str(expr))
        if expr.is_Rational:
            return _number(expr)
        if isinstance(expr, sp.NumberSymbol):
            return Number(float(expr))
        if expr.is_Add:
            return self._sum(expr)
        if expr.is_Mul:
            return self._product(expr)
        if expr.is_Pow:
            return self._power(expr)
        if isinstance(expr, sp.Max | sp.Min):
            return self._fold(_CALLS[expr.func], expr.args)
        if expr.func in _CALLS:
            return Call(_CALLS[expr.func], tuple(map(self.node, expr.args)))
        if isinstance(expr, sp.Piecewise):
            return self._select(expr)
        raise ValueError(f"no program for {expr.func.__name__}")

    def _sum(self, expr: sp.Add) -> Node:
        """Positive terms first, then what is subtracted; numbers last."""
        signed = sp.sift(expr.args, lambda term: bool(term.could_extract_minus_sign()))
        negative, positive = signed[True], signed[False]
        if not positive:
            return Call("negative", (self.node(-expr),))
        above = self._fold("+", positive)
        if len(negative) > _FEW:
            return Operation("-", above, self._fold("+", [-term for term in negative]))
        return self._fold("-", [-term for term in negative], above)

    def _fold(self, kind: str, operands: Sequence[sp.Expr], *first: Node) -> Node:
        """One after the other from the left, numbers last; where these are many, by halves."""
        rest = sorted(operands, key=lambda operand: bool(operand.is_number))
        if len(rest) > _FEW:
            half = len(rest) // 2
            return apply(kind, self._fold(kind, rest[:half]), self._fold(kind, rest[half:]))
        return reduce(partial(apply, kind), [*first, *map(self.node, rest)])

    def _product(self, expr: sp.Mul) -> Node:
        if expr.args[0] == -1:
            return Call("negative", (self.node(-expr),))
        numerator, denominator = sp.fraction(expr)
        if not denominator.is_Integer:
            return Operation("/", self.node(numerator), self.node(denominator))
        # One square root of the product instead of a product of square roots.
        factors = sp.Mul.make_args(expr)
        radicands = [factor.base for factor in factors if factor.is_Pow and factor.exp == HALF]
        others = [factor for factor in factors if not (factor.is_Pow and factor.exp == HALF)]
        if not radicands:
            return self._fold("*", others)
        return self._fold("*", others, Call("sqrt", (self._fold("*", radicands),)))

    def _power(self, expr: sp.Pow) -> Node:
        base, exponent = expr.as_base_exp()
        if exponent == HALF:
            return Call("sqrt", (self.node(base),))
        if exponent.is_Integer and exponent < 0:
            return Operation("/", Number(1.0), self.node(base**-exponent))
        if exponent in (2, 3, 4):
            name = self._bound(self.node(base))
            result: Node = name
            for _ in range(exponent - 1):
                result = Operation("*", result, name)
            return result
        if exponent.is_Integer and exponent > 4:
            return self._whole_power(self._bound(self.node(base)), int(exponent))
        if exponent.is_Rational and exponent.q == 2:
            whole = (exponent - HALF) if exponent > 0 else (exponent + HALF)
            root = Call("sqrt", (self._bound(self.node(base)),))
            sign = "*" if exponent > 0 else "/"
            return Operation(sign, self.node(base**whole), root)
        if exponent.is_Integer:  # 0 or 1, which SymPy writes otherwise
            raise ValueError(f"no program for the power {expr}")
        return Call("pow", (self.node(base), self.node(exponent)))

    def _whole_power(self, base: Node, exponent: int) -> Node:
        """By squares: x⁷ = x⁴ x² x."""
        result: Node | None = None
        while exponent:
            if exponent % 2:
                result = base if result is None else Operation("*", result, base)
            exponent //= 2
            base = self._bound(Operation("*", base, base)) if exponent else base
        assert result is not None
        return result

    def _select(self, expr: sp.Piecewise) -> Node:
        """Piecewise((u, a > b), …, (v, True)), one condition after the other."""
        (then, condition), *rest = expr.args
        if not isinstance(condition, sp.Gt | sp.Lt | sp.Ge | sp.Le):
            raise ValueError(f"no program for the condition {condition}")
        if rest[-1][1] is not sp.true:
            raise ValueError("no program where none of the conditions holds")
        others = rest[0][0] if len(rest) == 1 else sp.Piecewise(*rest, evaluate=False)
        a, b, u, v = map(self.node, (condition.gts, condition.lts, then, others))
        # Where a >= b it isn't b that is greater.
        strict = isinstance(condition, sp.Gt | sp.Lt)
        return Call("select", (a, b, u, v) if strict else (b, a, v, u))

    def _bound(self, node: Node) -> Node:
        """A node that may be used more than once."""
        if isinstance(node, Name | Number):
            return node
        found = next((name for name, body in self.parts if body == node), None)
        if found is None:
            numbers = range(len(self.parts), 2 * len(self.parts) + len(self._taken) + 1)
            found = next(f"u{k}" for k in numbers if f"u{k}" not in self._taken)
            self.parts.append((found, node))
        return Name(found)


def _number(value: sp.Rational) -> Node:
    if sp.Rational(float(value)) == value or value.q == 1:
        return Number(float(value))
    return Operation("/", Number(float(value.p)), Number(float(value.q)))
