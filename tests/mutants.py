"""Statements with a slip in them, and numbers that say whether one is true all the same.

The numbers share nothing with what decides statements: both sides are evaluated by mpmath at
random points of the domain, or on the way to a limit.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace

import sympy as sp
from mpmath import mp
from sympy.core.symbol import Str

from beyondthermal.derivations.claims.claim import Claim, Statement
from beyondthermal.symbolic.decision.boxes import Where
from beyondthermal.symbolic.operator_equations import represent
from beyondthermal.symbolic.operator_notation import det, tensor, vec
from beyondthermal.symbolic.statements import (
    Cut,
    Iff,
    InDimensions,
    Leading,
    Meaning,
    Rounded,
    lim,
    sup,
)
from beyondthermal.symbolic.symbols import symbols

__all__ = ["Mutant", "is_true", "mutants"]

Mutant = tuple[str, Claim]
# Names that are easily exchanged.
PAIRS = [
    symbols(pair)
    for pair in ("x y", "p_S p_A", "p_G p_E", "beta_A beta_S", "N1 N2", "S A", "p gamma", "g kappa")
]
_FLIPPED = {
    sp.Lt: sp.Gt, sp.Gt: sp.Lt, sp.Le: sp.Ge, sp.Ge: sp.Le, sp.Eq: sp.Lt,
    Rounded: Cut, Cut: Rounded,
}  # fmt: skip
DIGITS, POINTS = 40, 24
# How far out, where a limit is infinite: by then it has doubled.
GROWING = 100, 400


def mutants(claim: Claim, statement: Statement) -> Iterator[Mutant]:
    """The claim with one thing changed in its statement, or with a wider domain."""
    for k, part in enumerate(statement):
        for what, other in _slips(part):
            if other != part and isinstance(other, sp.core.relational.Relational):
                changed = (*statement[:k], other, *statement[k + 1 :])
                yield f"{what} in {part}", replace(claim, statement=changed)
    for variable, side in claim.where.items():
        if isinstance(side, sp.Interval) and side != sp.Reals and side.start != 0:
            wider = {**claim.where, variable: sp.Interval.open(-sp.oo, sp.oo)}
            yield f"all {variable}", replace(claim, statement=statement, where=wider)


def _slips(part: sp.Basic) -> Iterator[tuple[str, sp.Basic]]:
    if part.func in _FLIPPED:
        yield "the relation", _made(_FLIPPED[part.func], part.args)
    for path, node in _nodes(part):
        if isinstance(node, sp.Rational):
            for other in (node + 1, -node):
                yield f"{node} as {other}", _put(part, path, other)
        elif node in (sp.oo, -sp.oo):
            yield f"{node} as {-node}", _put(part, path, -node)
        elif isinstance(node, Str):
            digits = str(node)
            last = (int(digits[-1]) + 1) % 10
            yield f"{digits} as {digits[:-1]}{last}", _put(part, path, Str(f"{digits[:-1]}{last}"))
    for one, other in PAIRS:
        if part.has(one) or part.has(other):
            yield f"{one} and {other} exchanged", _renamed(part, {one: other, other: one})


def _nodes(part: sp.Basic, path: tuple = ()) -> Iterator[tuple[tuple, sp.Basic]]:
    for k, child in enumerate(part.args):
        if (isinstance(part, sp.Order) and k) or (isinstance(part, sp.MatrixBase) and k < 2):
            continue
        yield (*path, k), child
        yield from _nodes(child, (*path, k))


def _made(head: type, args: tuple) -> sp.Basic:
    relations = (sp.Eq, sp.Ne, sp.Lt, sp.Le, sp.Gt, sp.Ge)
    return head(*args, evaluate=False) if head in relations else head(*args)


def _put(part: sp.Basic, path: tuple, new: sp.Basic) -> sp.Basic:
    first, *rest = path
    args = list(part.args)
    args[first] = _put(args[first], tuple(rest), new) if rest else new
    return _made(part.func, tuple(args))


def _renamed(part: sp.Basic, names: Mapping[sp.Symbol, sp.Symbol]) -> sp.Basic:
    if not part.args or isinstance(part, sp.Order):
        return names.get(part, part)
    return _made(part.func, tuple(_renamed(child, names) for child in part.args))


# Numbers.


def is_true(claim: Claim, seed: int = 1) -> bool:
    """Whether a statement holds in numbers; what numbers can't tell counts as false."""
    meaning = Meaning(claim.where, claim.at, claim.local())
    with mp.workdps(DIGITS):
        try:
            return all(_holds(part, meaning, random.Random(seed)) for part in claim.statement)
        except (ArithmeticError, TypeError, ValueError):
            return False


def _holds(part: sp.Basic, meaning: Meaning, rng: random.Random) -> bool:
    part = part.replace(sp.Determinant, lambda matrix: matrix.det())
    left, right = part.args[:2]
    if isinstance(part, Iff):
        return _alike(part, meaning, rng)
    if isinstance(part, InDimensions):
        return all(_same_in_dimension(left, d, rng) for d in part.sizes)
    if isinstance(part, Rounded | Cut):
        low, high = part.between
        return low <= _value(meaning.unfold(left), {}) < high
    if isinstance(left, sup):
        bound = sp.Le(left.args[0], right, evaluate=False)
        return _holds(bound, meaning, rng) and _tends(left, right, meaning, rng)
    if isinstance(left, lim):
        return _tends(left, right, meaning, rng)
    if isinstance(part, Leading) or right.has(sp.Order):
        return _small_rest(part, meaning, rng)
    if any(map(_of_matrices, sp.preorder_traversal(part))):
        return _same_matrices(part, meaning, rng)
    one, other = meaning.unfold(left), meaning.unfold(right)
    return all(
        _related(part, _value(one, at), _value(other, at))
        for at in _points(one.free_symbols | other.free_symbols, meaning.where, rng)
    )


def _of_matrices(node: sp.Basic) -> bool:
    operator = isinstance(node, sp.Symbol) and not node.is_commutative
    return operator or isinstance(node, sp.MatrixBase | sp.MatrixExpr | vec | det | tensor)


def _same_in_dimension(equation: sp.Eq, d: int, rng: random.Random) -> bool:
    """Both sides with random whole numbers in d × d matrices."""
    names = sorted(equation.free_symbols, key=str)
    matrices = {name: sp.Matrix(d, d, lambda *_: rng.randint(-99, 99)) for name in names}
    one, other = (represent(side, matrices) for side in equation.args)
    return bool(one == other)


def _alike(part: Iff, meaning: Meaning, rng: random.Random) -> bool:
    """Two differences of one sign everywhere, or for equations of opposite signs everywhere."""
    one, other = (meaning.unfold(side.args[0] - side.args[1]) for side in part.args)
    points = _points(one.free_symbols | other.free_symbols, meaning.where, rng)
    signs = {mp.sign((_value(one, at) * _value(other, at)).real) for at in points}
    return signs == {1} or (signs == {-1} and isinstance(part.args[0], sp.Eq))


def _value(expr: sp.Expr, at: Mapping[sp.Symbol, sp.Expr]) -> mp.mpc:
    return mp.mpmathify(expr.evalf(DIGITS, subs=dict(at)))


def _related(part: sp.Basic, one: mp.mpc, other: mp.mpc) -> bool:
    far, size = abs(one - other), abs(one) + abs(other)
    close = far <= mp.mpf(10) ** (10 - DIGITS) * (1 + size)
    if isinstance(part, sp.Eq):
        return close
    if isinstance(part, sp.Lt | sp.Gt):
        return far > mp.mpf(10) ** (10 - DIGITS) * size and (one.real < other.real) == isinstance(
            part, sp.Lt
        )
    return close or (one.real < other.real) == isinstance(part, sp.Le)


def _points(
    names: set[sp.Symbol], where: Where, rng: random.Random, count: int = POINTS
) -> Iterator[dict[sp.Symbol, sp.Expr]]:
    """Random points, some of them near the ends and far out."""
    for _ in range(count):
        yield {v: _inside(v, where.get(v), rng) for v in sorted(names, key=str)}


def _inside(v: sp.Symbol, side: sp.Set | tuple | None, rng: random.Random) -> sp.Expr:
    if side == sp.S.Complexes:
        return sp.Rational(rng.randint(-99, 99), 50) + sp.I * sp.Rational(rng.randint(-99, 99), 50)
    if side is None:
        side = sp.Interval(0, sp.oo) if v.is_nonnegative else sp.Interval(-sp.oo, sp.oo)
    low, high = side if isinstance(side, tuple) else (side.inf, side.sup)
    u = sp.Rational(rng.randint(1, 10**6), 10**6 + 1)
    scale = sp.Integer(10) ** rng.choice((-3, -1, 0, 0, 1, 2))
    if v.is_integer:
        return sp.Integer(rng.randint(1, 9))
    if low == -sp.oo and high == sp.oo:
        sign = rng.choice((1, -1))
        found = sign * u * scale
        return found + sp.I * u**2 if v.is_complex and v.is_real is None else found
    if high == sp.oo:
        return low + u * scale
    return high - u * scale if low == -sp.oo else low + (high - low) * u


def _tends(left: lim, right: sp.Expr, meaning: Meaning, rng: random.Random) -> bool:
    """The distance falls on the way, jointly on bent paths, or one variable after the other."""
    point, inside, steps = dict(left.point), left.args[0], [1.0] * len(left.point)
    while isinstance(inside, lim):
        point, steps = (
            inside.point | point,
            [1.0 + 3 * len(inside.point)] * len(inside.point) + steps,
        )
        inside = inside.args[0]
    expr, value = meaning.unfold(inside), meaning.unfold(right)
    names = (expr.free_symbols | value.free_symbols) - set(point)
    for at in _points(names, meaning.where, rng, 4):
        if value.is_infinite:
            sign = 1 if value is sp.oo else -1
            near = (_near(point, meaning.where, t, steps, rng) for t in GROWING)
            first, second = (sign * _value(expr, at | here).real for here in near)
            if not 0 < 2 * first < second:
                return False
            continue
        far = [
            abs(_value(expr, at | _near(point, meaning.where, t, steps, rng)) - _value(value, at))
            for t in (12, 24)
        ]
        if not far[1] < mp.mpf(10) ** -3 * (1 + abs(_value(value, at))):
            return False
    return True


def _near(
    point: Mapping[sp.Symbol, sp.Expr], where: Where, t: int, steps: list, rng: random.Random
) -> dict[sp.Symbol, sp.Expr]:
    """A point near the limit: e^-t away from a finite one; e^t, for β only t³, far out."""
    found = {}
    for (v, at), step in zip(point.items(), steps, strict=True):
        way = sp.Rational(int(1000 * t * step * rng.uniform(0.7, 1.3)), 1000)
        if at.is_infinite:
            # Of e^β there are as many digits as β is large.
            beta = (2 * way / 3) ** 3 if t < 50 else way
            size = beta if str(v).startswith("beta") else sp.exp(way)
            found[v] = size * (1 if at is sp.oo else -1)
        else:
            side = where.get(v)
            inwards = (
                -1 if side is not None and not isinstance(side, tuple) and side.sup == at else 1
            )
            found[v] = at + inwards * sp.exp(-way)
    return found


def _small_rest(part: sp.Basic, meaning: Meaning, rng: random.Random) -> bool:
    left, right = part.args[:2]
    if isinstance(part, Leading):
        point, rest = part.point, None
    else:
        (order,) = right.atoms(sp.Order)
        point = dict(zip(order.variables, order.point, strict=True))
        rest, right = order.expr, right.removeO()
    one, other = meaning.unfold(left), meaning.unfold(right)
    last = (
        rest
        if rest is not None
        else min(
            sp.Add.make_args(sp.expand(right)),
            key=lambda term: abs(_value(meaning.unfold(term), _near(point, {}, 30, [1], rng))),
        )
    )
    names = (one.free_symbols | other.free_symbols) - set(point)
    bound = 1e-3 if rest is None else 1e3
    for at in _points(names, meaning.where, rng, 4):
        here = at | _near(point, meaning.where, 40, [1], rng)
        scale = abs(_value(meaning.unfold(last), here))
        if not abs(_value(one, here) - _value(other, here)) < bound * scale:
            return False
    return True


def _same_matrices(part: sp.Basic, meaning: Meaning, rng: random.Random) -> bool:
    names = {n: meaning.unfold(n) for n in part.free_symbols if n.is_commutative}
    sides = [represent(side, {**meaning.matrices, **names}) for side in part.args]
    shape = next((s.shape for s in sides if isinstance(s, sp.MatrixBase)), (1, 1))
    full = [side if isinstance(side, sp.MatrixBase) else side * sp.eye(*shape) for side in sides]
    if full[0].shape != full[1].shape:
        return False
    full = [side.applyfunc(meaning.unfold) for side in full]
    at = next(_points(full[0].free_symbols | full[1].free_symbols, meaning.where, rng, 1))
    return all(
        _related(part, *(_value(entry, at) for entry in pair)) for pair in zip(*full, strict=True)
    )
