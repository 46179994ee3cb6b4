"""Inequalities by monotonicity: f >= 0 where f begins at a value >= 0 and rises.

On a box, f is not negative if its value, or its limit, at one end of a variable isn't, and f goes
up from there: its derivative has one sign. What is asked of the derivative is asked in the same
way, until a sign is seen from coefficients, `sign_on_box`, or from enclosures, `cover`; factors of
a certain sign are divided out on the way, and what multiplies a logarithm or an exponential, so
that it goes in the next step.
f has to be differentiable inside, and continuous at the end if its value is taken there: between
two sides of a pole a rising function falls. So all conditions of its operations are shown to hold.
Other rules, which ask for the signs of other expressions, are tried between: `by_logarithms`,
`concavity`, `splits`.
"""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.budget import spend
from beyondthermal.symbolic.decision.counterexamples import first_violation
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus, sign_at
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.proof import Certificates
from beyondthermal.symbolic.decision.signs.sign_on_box import positive_on, sign_on

from .by_logarithms import by_logarithms
from .certificates import Ask, Shown, bound_certificates, node, term_tree
from .concavity import by_concavity
from .cover import positive_by_cover
from .leaves import defined_tree, leaf_tree
from .splits import Place, by_splitting, cuts, split_by_sign
from .steps import Step, after, factors, is_smooth, value_at

__all__ = ["positive_by_monotonicity"]

# Derivatives of derivatives; operations, times variables, in all expressions and in one of them;
# work of a cover on the way; steps of a question that an operation takes.
_DEPTH, _STEPS, _LONGEST = 5, 1_500, 150
_WORK, _OPERATION = 3_000, 200


def positive_by_monotonicity(expr: sp.Expr, box: Box, *, strict: bool) -> Certificates | None:
    """Certificates that show an expression to be > 0 (or >= 0), or None.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> side = {x: sp.Interval.open(0, sp.oo)}
    >>> (certificate,) = positive_by_monotonicity(x - sp.log(1 + x), side, strict=True)
    >>> certificate["proof"]["rule"]
    'cover'
    >>> positive_by_monotonicity(x - sp.log(1 + x) - x**2 / 2, side, strict=True) is None
    True
    """
    try:
        found = _Search().positive(expr, box, strict, _DEPTH)
    except _EnoughError:
        return None
    if found is None:
        return None
    inside = {v: side for v, side in box.items() if expr.has(v)}
    return bound_certificates(expr, inside, strict, found.tree) or found.certificates


class _EnoughError(Exception):
    """No more steps."""


class _Search:
    """What was asked, so that nothing is asked twice, and not too much."""

    def __init__(self) -> None:
        self.known: dict[object, tuple[int, Shown | None]] = {}
        self.left = _STEPS

    def positive(self, f: sp.Expr, box: Box, strict: bool, depth: int) -> Shown | None:
        """That f > 0 (or >= 0) on the box."""
        box = {v: side for v, side in box.items() if f.has(v)}
        if not box:
            sign = sign_at(f, {})
            return Shown((), node("value")) if sign is not None and sign >= strict else None
        key = (f, frozenset(box.items()), strict)
        if key in self.known and self.known[key][0] >= depth:
            return self.known[key][1]
        if f.has(sp.nan, sp.zoo) or self._goes_on(f, box) > _LONGEST * len(box):
            return None
        self.known[key] = depth, None
        found = self._tried(f, box, strict, depth)
        self.known[key] = depth, found
        return found

    def _goes_on(self, f: sp.Expr, box: Box) -> int:
        """The work that an expression is; an error if there has been enough."""
        work = int(f.count_ops()) * len(box)
        self.left -= work
        spend(_OPERATION * work)
        if self.left < 0:
            raise _EnoughError
        return work

    def _tried(self, f: sp.Expr, box: Box, strict: bool, depth: int) -> Shown | None:
        if first_violation(f, box, strict=strict) is not None:
            return None
        cover = positive_by_cover(f, box, strict=strict, work=_WORK)
        if cover is not None:
            return Shown(cover, cover[0]["proof"] if cover else None)
        if f.has(Modulus):
            return self._by_cases(f, box, strict, depth)
        with suppress(NoExactRouteError):
            if (found := positive_on(f, box, strict=strict)) is not None:
                return Shown(found, leaf_tree(f, box, strict=strict))
        return next(self._ways(f, box, strict, depth), None) if depth else None

    def _by_cases(self, f: sp.Expr, box: Box, strict: bool, depth: int) -> Shown | None:
        """A modulus is ±u: the one that u's sign tells, or whichever where nothing tells it."""
        modulus = min(f.atoms(Modulus), key=lambda m: (len(m.atoms(Modulus)), str(m)))
        u, found = modulus.args[0], Shown()
        if depth == 0:
            return None
        for to, piece in split_by_sign(u, box):
            v = sp.expand(u.xreplace(to))
            signs = [s for s in (1, -1) if self.positive(s * v, piece, False, 2)][:1] or [1, -1]
            for sign in signs:
                g = f.xreplace({modulus: sign * u}).xreplace(to)
                if (case := self.positive(g, piece, strict, depth - 1)) is None:
                    return None
                found = Shown(found.certificates + case.certificates)
        return found

    def _ways(self, f: sp.Expr, box: Box, strict: bool, depth: int) -> Iterator[Shown]:
        ask = partial(self.positive, depth=depth - 1)
        if (found := by_logarithms(f, box, strict, ask)) is not None:
            yield found
        places = list(cuts(f, box))
        if zeros := [place for place in places if place.is_zero]:
            # It can't rise from an end to a zero inside.
            yield from () if strict else self._halves(f, box, strict, zeros, ask)
            return
        yield from self._halves(f, box, strict, [place for place in places if place.is_level], ask)
        yield from by_splitting(f, box, strict, ask, at_zeros=True)
        if (parted := self._without_signs(f, box, depth)) is None:
            return
        for step in (parted, *self._divided(parted.rest, box, depth)):
            g = step.rest
            begin = [parted] if step is parted else [parted, step]
            ways = (self._from_end(g, x, way, box, strict, depth)
                    for x in box if g.has(x) for way in (1, -1))  # fmt: skip
            cover = positive_by_cover(g, box, strict=strict, work=_WORK) if g != f else None
            if cover is not None:
                yield after(f, begin, Shown(cover, cover[0]["proof"] if cover else None), box)
            yield from (after(f, begin, found, box) for found in ways if found is not None)
        yield from by_concavity(f, box, strict, ask)
        yield from by_splitting(f, box, strict, ask, at_zeros=False)
        if depth == _DEPTH and len(box) == 1:
            others = [place for place in places if not place.is_level]
            yield from self._halves(f, box, strict, others, ask)

    def _without_signs(self, f: sp.Expr, box: Box, depth: int) -> Step | None:
        """What is left without the factors whose signs are known."""
        above, below = sp.fraction(sp.together(f))
        rest: sp.Expr = sp.S.One
        shown: Certificates = ()
        by = []
        for part, is_below in [(p, False) for p in factors(above)] + [
            (p, True) for p in factors(below)
        ]:
            sign, certificates = self._sign(part, box, depth if is_below else 0)
            if sign:
                rest, shown = rest * sign, shown + certificates
                by.append((sign * part) ** (-1 if is_below else 1))
            elif is_below:
                return None
            else:
                rest *= part
        return Step(tuple(by), rest, shown) if rest.free_symbols else None

    def _sign(self, part: sp.Expr, box: Box, depth: int) -> tuple[int, Certificates]:
        """The sign of a factor; if it matters, by monotonicity too."""
        sign, certificates = sign_on(part, box)
        if sign or not depth:
            return sign or 0, certificates
        for sign in (1, -1):
            found = self.positive(sign * part, box, True, min(depth - 1, 2))
            if found is not None:
                return sign, found.certificates
        return 0, ()

    def _divided(self, f: sp.Expr, box: Box, depth: int) -> Iterator[Step]:
        """f, over what multiplies a logarithm, and times or over an exponential."""
        f = sp.expand(f)
        for log in sorted((e for e in f.atoms(sp.log) if e.free_symbols), key=str):
            beside = f.coeff(log)
            if beside.free_symbols and not beside.has(log):
                sign, certificates = self._sign(beside, box, depth)
                if sign:
                    yield Step((sign * beside,), sp.expand(sign * f / beside), certificates)
        for power in sorted((e for e in f.atoms(sp.exp) if e.free_symbols), key=str):
            for factor in (power, 1 / power):
                yield Step((1 / factor,), sp.powsimp(sp.expand(f * factor)), ())

    def _from_end(
        self, g: sp.Expr, x: sp.Symbol, way: int, box: Box, strict: bool, depth: int
    ) -> Shown | None:
        """From the lower end of x upwards, or from the upper one downwards."""
        self._goes_on(g, box)
        side = box[x]
        end, is_open = (side.start, side.left_open) if way > 0 else (side.end, side.right_open)
        others = {v: other for v, other in box.items() if v != x}
        is_open = bool(is_open)
        value, is_limit = value_at(g, x, end, is_open, box)
        if value is None:
            return None
        begins = self._not_below(value, others, strict and not is_open, depth)
        if begins is None or not is_smooth(g, x, box):
            return None
        # From the end on it is > its value there, however slowly it rises.
        inner = {**others, x: sp.Interval.open(side.start, side.end)}
        slope = way * sp.diff(g, x)
        goes_on = self.positive(slope, inner, strict and is_open, depth - 1)
        if goes_on is None:
            return None
        shown = begins.certificates + goes_on.certificates
        if is_limit or None in (begins.tree, goes_on.tree):
            return Shown(shown)
        closed = sp.Interval(
            side.start, side.end, way < 0 and side.left_open, way > 0 and side.right_open
        )
        return Shown(shown, node(
            "rises", along=str(x), **{"from": "low" if way > 0 else "high"},
            defined=defined_tree(g, {**box, x: closed}), begins=begins.tree,
            slope=node("same", to=term_tree(slope), defined=[], then=goes_on.tree),
        ))  # fmt: skip

    def _not_below(self, value: sp.Expr, box: Box, strict: bool, depth: int) -> Shown | None:
        if value is sp.oo:
            return Shown()
        return None if value.is_infinite else self.positive(value, box, strict, depth - 1)

    def _halves(
        self, f: sp.Expr, box: Box, strict: bool, places: list[Place], ask: Ask
    ) -> Iterator[Shown]:
        for x, at, *_ in places:
            side = box[x]
            below = sp.Interval(side.start, at, side.left_open)
            above = sp.Interval(at, side.end, False, side.right_open)
            found = [ask(f, {**box, x: half}, strict) for half in (below, above)]
            if None not in found:
                one, other = (half or Shown() for half in found)
                tree = node("cut", axis=str(x), at=str(at), below=one.tree, above=other.tree)
                yield Shown(one.certificates + other.certificates, tree)
