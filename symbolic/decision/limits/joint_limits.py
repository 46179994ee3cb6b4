"""Joint limits, proved: whatever the path, the value is the same.

In local coordinates t_i > 0 that tend to 0, v = a ± t or v = ±1/t, and w = exp(∓v/N) where v is in
an exponent, either no operation meets 0/0 there, or for some K, α and δ

    |f - L| <= K (t_1^α + t_2^α + …) on (0, δ]^k,   or K (t_1^α + …) |f| >= 1 if L is infinite.

What has no `normal_form` raises `NoExactRouteError`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import islice, product

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box, outer
from beyondthermal.symbolic.decision.enclosures.enclosure import enclose
from beyondthermal.symbolic.decision.enclosures.intervals import UndefinedError
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError, exponent_terms
from beyondthermal.symbolic.decision.paths import sides
from beyondthermal.symbolic.decision.proof import Certificates
from beyondthermal.symbolic.decision.signs.form import Form
from beyondthermal.symbolic.decision.signs.quantities import normal_form
from beyondthermal.symbolic.decision.signs.ring_with_roots import inside, mixed
from beyondthermal.symbolic.decision.signs.sign_on_box import sign_on
from beyondthermal.symbolic.decision.signs.signs import certified_sign, joined, proved
from beyondthermal.symbolic.symbols import POSITIVE, declared

__all__ = ["Corner", "continuous_value", "corners", "modulus_of_continuity"]

Point = Mapping[sp.Symbol, sp.Expr]

_CONSTANTS, _POWERS, _LEAST, _CLOSER = (1, 10, 1000), (1, 2, 4), 2, 6
_SAMPLES, _BITS, _FARTHEST = 30, 128, 10**4


@dataclass(frozen=True)
class Corner:
    """An expression near a point, approached from one side in each variable.

    Attributes
    ----------
    expr
        In the local coordinates, which tend to 0 from above, and in the parameters.
    coordinates
        What tends to 0.
    parameters
        What has nothing to do with the limit.
    box
        Ranges of the parameters, and of the rests of Taylor polynomials.
    end
        Where the coordinates are at most 2^-end, the variables are in their ranges.
    """

    expr: sp.Expr
    coordinates: tuple[sp.Symbol, ...]
    parameters: tuple[sp.Symbol, ...]
    box: Box
    end: int


def corners(expr: sp.Expr, point: Point, box: Box, *, order: int) -> Iterator[Corner]:
    """The expression in local coordinates, for every side from which the point is approached.

    The order is that of Taylor polynomials.

    Raises
    ------
    NoExactRouteError
        If a variable of the limit shares an exponent with other symbols.
    """
    parameters = {v: side for v, side in box.items() if v not in point}
    for signs in product(*(sides(v, target, box[v]) for v, target in point.items())):
        local = expr
        coordinates: list[sp.Symbol] = []
        rests: dict[sp.Symbol, sp.Interval] = {}
        end = max(_end(expr, v, a, box[v]) for v, a in point.items())
        for (v, target), sign in zip(point.items(), signs, strict=True):
            local, found, rest = _localised(local, v, target, sign, order)
            coordinates += found
            rests |= rest
        yield Corner(local, tuple(coordinates), tuple(parameters), parameters | rests, end)


def _end(expr: sp.Expr, v: sp.Symbol, target: sp.Expr, side: sp.Interval) -> int:
    """The least k such that local coordinates up to 2^-k do not reach beyond a range."""
    if target.is_finite:
        steps = [1 / abs(far - target) for far in (side.start, side.end) if far != target]
    else:
        # 1/|v|, and exp(-|v|/N), which is more than 3^-|v|, from |v| = start on.
        start = max(side.start if target > 0 else -side.end, sp.S.Zero)
        if start > _FARTHEST:
            raise NoExactRouteError(f"the range of {v} begins too far out")
        steps = [start, 3 ** sp.ceiling(start) if _powers_of_exponential(expr, v) else sp.S.Zero]
    if any(step.free_symbols for step in steps):
        raise NoExactRouteError(f"no distance from {target} to the ends for {v} is the least")
    return max(_LEAST, *(int(sp.floor(step) + 1).bit_length() for step in steps))


def _localised(
    expr: sp.Expr, v: sp.Symbol, target: sp.Expr, sign: int, order: int
) -> tuple[sp.Expr, list[sp.Symbol], dict[sp.Symbol, sp.Interval]]:
    """The expression with one variable in local coordinates; these; and bounded rests."""
    powers = _powers_of_exponential(expr, v)
    scale = reduce(sp.ilcm, (q.q for q, _ in powers.values()), sp.S.One)
    t, w, s = (declared(f"{name}({v})", POSITIVE) for name in ("t", "w", "s"))
    if target.is_infinite:
        # exp(v/N) is w or 1/w; beside powers of v, w = t^n s with an s that tends to 0 as well.
        plain = expr.xreplace(dict.fromkeys(powers, sp.S.One))
        degree = order if powers and plain.has(v) else 0
        small = t**degree * w
        to = {e: small ** (-sp.sign(target) * q * scale) * rest for e, (q, rest) in powers.items()}
        local = expr.xreplace(to).subs(v, sp.sign(target) / t)
        return local, [c for c in (t, w) if local.has(c)] or [t], {}
    # exp(u) is its Taylor polynomial and u^n s with s = exp(ξ)/n! and |ξ| <= 1/2.
    u = sign * t / scale
    series = sum((u**k / sp.factorial(k) for k in range(order)), s * u**order)
    to = {e: sp.exp(q * target) * series ** (q * scale) * rest for e, (q, rest) in powers.items()}
    near = sp.Interval(*(c / sp.factorial(order) for c in (sp.S.Half, sp.Integer(2))))
    local = expr.xreplace(to).subs(v, target + sign * t)
    return local, [t], {s: near} if local.has(s) else {}


def _powers_of_exponential(
    expr: sp.Expr, v: sp.Symbol
) -> dict[sp.Expr, tuple[sp.Rational, sp.Expr]]:
    """The exponentials with v, as exp(q v) times something free of v."""
    found: dict[sp.Expr, tuple[sp.Rational, sp.Expr]] = {}
    for e in expr.atoms(sp.exp):
        terms = {m: q for q, m in exponent_terms(e.exp)}
        if not e.has(v):
            continue
        q = terms.pop(v, sp.S.Zero)
        if any(m.has(v) for m in terms):
            raise NoExactRouteError(f"{e} has more than {v} in its exponent")
        found[e] = q, sp.exp(sp.Add(*(p * m for m, p in terms.items())))
    return found


def continuous_value(corner: Corner) -> tuple[sp.Expr, Certificates] | None:
    """The value at the point itself, where numerator and denominator are continuous.

    None if the denominator is not certainly different from 0 there, for all parameters.
    """
    form = _near(corner.expr, corner, 2, corner.end + _CLOSER)
    origin = dict.fromkeys((_power(t, 2) for t in corner.coordinates), sp.S.Zero)
    above, below = (form.shown(part, origin) for part in (form.numerator, form.denominator))
    sign, certificates = sign_on(below, corner.box)
    bounded = set(corner.box) - set(corner.parameters)
    if not sign or not above.is_finite or above.free_symbols & bounded:
        return None
    return above / below, (*form.certificates, *certificates)


def modulus_of_continuity(corner: Corner, value: sp.Expr) -> tuple[str, Certificates] | None:
    """The bound that proves a limit, in words, and its certificates; None if none was found."""
    for power, end in product(_POWERS, (corner.end, corner.end + _CLOSER)):
        K = _constant(corner, value, power, end)
        if K is None:
            continue
        found = _bounded(corner, value, K, power, end)
        if found is not None:
            root = "" if power == 1 else f"^(1/{power})"
            size = " + ".join(f"{t}{root}" for t in corner.coordinates)
            words = f"1/|f| <= {K} ({size})" if value.is_infinite else f"|f - L| <= {K} ({size})"
            return words, found
    return None


def _power(t: sp.Symbol, power: int) -> sp.Symbol:
    return declared(f"{t}^(1/{power})", POSITIVE)


def _near(expr: sp.Expr, corner: Corner, power: int, end: int) -> Form:
    """The normal form where t^(1/power) <= 2^-end for every coordinate."""
    near = sp.Interval.Lopen(0, sp.Rational(1, 2**end))
    roots = {t: _power(t, power) for t in corner.coordinates}
    box = {**corner.box, **dict.fromkeys(roots.values(), near)}
    return normal_form(expr.xreplace({t: root**power for t, root in roots.items()}), box)


def _constant(corner: Corner, value: sp.Expr, power: int, end: int) -> int | None:
    """The smallest constant that no sample says is too small; None if all are."""
    distance = abs(corner.expr - value)
    if value.is_infinite:
        distance = sp.sign(value) / corner.expr
    largest = Fraction(0)
    for point in _samples(corner, power, end):
        size = sum(point[_power(t, power)] for t in corner.coordinates)
        known = point | {t: point[_power(t, power)] ** power for t in corner.coordinates}
        try:
            low, high = enclose(distance, known, _BITS)
        except UndefinedError:
            continue
        if low < 0 and value.is_infinite:
            return None
        largest = max(largest, high / size)
    return next((K for K in _CONSTANTS if largest < K), None)


def _samples(corner: Corner, power: int, end: int) -> Iterator[dict[sp.Symbol, Fraction]]:
    """Points near the corner, as values of the coordinates' roots and of what stays finite."""
    near = sp.Interval.Lopen(0, sp.Rational(1, 2**end))
    box = {**dict.fromkeys((_power(t, power) for t in corner.coordinates), near), **corner.box}
    for values in islice(mixed([inside(side) for side in outer(box).values()]), _SAMPLES):
        yield dict(zip(box, values, strict=True))


def _bounded(corner: Corner, value: sp.Expr, K: int, power: int, end: int) -> Certificates | None:
    """Certificates for K (t_1^(1/power) + …) >= |f - L|, or for K (…) |f| >= 1."""
    finite = not value.is_infinite
    form = _near(
        corner.expr - value if finite else sp.sign(value) * corner.expr, corner, power, end
    )
    below, found = certified_sign(form.denominator, form.system)
    if not below:
        return None
    size = K * sum(form.element(_power(t, power)) for t in corner.coordinates)
    N, D = below * form.numerator, below * form.denominator
    differences = (size * D + N, size * D - N) if finite else (size * N - D,)
    shown = joined(proved(p, form.system, strict=False) for p in differences)
    return None if shown is None else form.certificates + found + shown
