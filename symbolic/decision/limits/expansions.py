"""Expansions: what is left is small beside the last leading term, or at most a stated rest.

`f = terms + o(last)` means that (f - terms)/last tends to 0, or over the smallest power in them
where parameters say which of the coefficients vanish; `f = terms + O(rest)` that
|f - terms| <= K |rest| near the point, with a K that may depend on the parameters. With a rest that
isn't small beside the last term that would be true of anything: rest/last has to tend to 0 as well.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.paths import near, paths
from beyondthermal.symbolic.decision.proof import Certificates, Proof, Verdict
from beyondthermal.symbolic.decision.signs.sign_on_box import positive_in_parts
from beyondthermal.symbolic.decision.signs.signs import joined
from beyondthermal.symbolic.symbols import declared

from .decide_limits import decide_limit
from .germs import limit_at_zero
from .two_routes import walks

__all__ = ["decide_expansion", "without_rest"]

Point = Mapping[sp.Symbol, sp.Expr]

_CONSTANTS = (1, 10, 1000)


def decide_expansion(
    expr: sp.Expr, terms: sp.Expr, rest: sp.Expr | None, point: Point, box: Box
) -> Proof:
    """Whether leading terms are right up to o(last) or, if a rest is given, up to O(rest)."""
    try:
        last = _smallest_term(terms, point, box)
    except NoExactRouteError as error:
        return Proof(Verdict.INCONCLUSIVE, f"the last of the leading terms is not clear: {error}")
    if rest is None:
        found = decide_limit((expr - terms) / last, point, sp.S.Zero, box)
        return _in_words(found, f"the rest over {last}", f"tends to 0 {found.method}")
    small = decide_limit(rest / last, point, sp.S.Zero, box)
    if not small:
        reason = f"not shown that {rest} is small beside {last}, as the rest has to be"
        return Proof(Verdict.INCONCLUSIVE, f"{reason}: {small.method}")
    found = _bounded(expr - terms, rest, point, box)
    together = replace(found, certificates=found.certificates + small.certificates)
    method = f"{found.method}; {rest} is small beside {last}"
    return _in_words(together, f"the rest over {rest}", method)


def _in_words(found: Proof, ratio: str, method: str) -> Proof:
    """The proof, or refutation, with the ratio that it is about."""
    if found.verdict is not Verdict.REFUTED:
        return replace(found, method=f"{ratio} {method}")
    seen = dict(found.counterexample or {})
    return replace(found, counterexample={f"limit of {ratio}": seen.pop("limit found")} | seen)


def _bounded(difference: sp.Expr, rest: sp.Expr, point: Point, box: Box) -> Proof:
    """Whether |difference| <= K |rest| near a point: by the limit of the ratio on each side."""
    limits: list[str] = []
    certificates: Certificates = ()
    for walk in walks(difference / rest, point, box):
        if walk.value is None or walk.number_is(walk.value) is False:
            return _bounded_by_a_constant(difference, rest, point, box, walk.why)
        if walk.value.is_infinite:
            seen = {"limit found": str(walk.value), "on the path": str(walk.path)}
            routes = "exact algebra and numbers find" if walk.number else "exact algebra finds"
            return Proof(Verdict.REFUTED, f"{routes} no bound", (), seen)
        limits.append(str(walk.value))
        certificates += walk.certificates
    method = f"stays bounded: it tends to {' and '.join(dict.fromkeys(limits))}"
    return Proof(Verdict.PROVED, method, certificates)


def _bounded_by_a_constant(
    difference: sp.Expr, rest: sp.Expr, point: Point, box: Box, why: str
) -> Proof:
    ((v, target),) = point.items()
    for K in _CONSTANTS:
        sides = (
            _never_negative(K * sign * rest + other * difference, {**box, v: side})
            for _, side in near(v, target, box[v])
            for sign in _sign_of_rest(rest, {**box, v: side})
            for other in (1, -1)
        )
        if (found := joined(sides)) is not None:
            return Proof(Verdict.PROVED, f"is at most {K}", found)
    return Proof(Verdict.INCONCLUSIVE, f"is not shown to be bounded; no proof found: {why}")


def _sign_of_rest(rest: sp.Expr, box: Box) -> list[int]:
    """The sign of the rest on a box, both if it isn't known: then nothing is proved."""
    known = [sign for sign in (1, -1) if _never_negative(sign * rest, box) is not None]
    return known[:1] or [1, -1]


def _never_negative(expr: sp.Expr, box: Box, *, strict: bool = False) -> Certificates | None:
    with suppress(NoExactRouteError):
        return positive_in_parts(expr, box, strict=strict)
    return None


def _smallest_term(expr: sp.Expr, point: Point, box: Box) -> sp.Expr:
    """The term that is the smallest one near the point, in powers of the distance from it.

    Where it depends on the parameters which of the coefficients vanish, not all of them at once,
    it is the smallest power alone: whatever the last term is there, it is no smaller.
    """
    ((variable, at),) = point.items()
    distance = variable - at if at.is_finite else variable
    # The distance may be negative where the variable is positive.
    step = declared(str(variable), sp.Reals)
    powers = sp.expand(expr.xreplace({variable: step + variable - distance})) or sp.S.One
    coefficients = _by_powers(powers, step)
    parts = [c * step**k for k, c in coefficients.items()] or sp.Add.make_args(powers)
    last, *terms = (term.xreplace({step: distance}) for term in parts)
    path, *_ = paths(expr, point, box)
    parameters = {v: side for v, side in box.items() if v not in point}
    try:
        for term in terms:
            ratio, _ = limit_at_zero(path.on(term / last), path.t, parameters)
            last = term if ratio == 0 else last
    except NoExactRouteError:
        together = sp.Add(*(c**2 for c in coefficients.values()))
        if not coefficients or _never_negative(together, parameters, strict=True) is None:
            raise
        return distance ** (min(coefficients) if at.is_infinite else max(coefficients))
    return last


def _by_powers(terms: sp.Expr, step: sp.Symbol) -> dict[sp.Rational, sp.Expr]:
    """The coefficients by their exponents, none if something isn't a power."""
    found: dict[sp.Rational, sp.Expr] = {}
    for term in sp.Add.make_args(terms):
        c, power = term.as_independent(step, as_Add=False)
        base, k = power.as_base_exp() if power != 1 else (step, sp.S.Zero)
        if base != step or not k.is_Rational:
            return {}
        found[k] = found.get(k, sp.S.Zero) + c
    return found


def without_rest(leading: sp.Expr, variable: sp.Symbol, point: sp.Expr) -> list[sp.Expr]:
    """The leading terms, and what stands in O(·), if there is one."""
    if not leading.has(sp.Order):
        return [leading]
    terms, rest = leading.removeO(), leading.getO()
    if rest is None or terms.has(sp.Order):
        raise ValueError(f"Argument `leading` must be a sum of terms and one O(·), not {leading}.")
    if rest.variables != (variable,) or rest.point != (point,):
        raise ValueError(
            f"Argument `leading` must have its O(·) as {variable} -> {point}, but got {rest}."
        )
    return [terms, rest.expr]
