"""Claims about expressions, decided: equalities, bounds, limits, expansions.

Whoever asks gets a `Proof`: proved, with certificates; refuted, with a point or a path; or
inconclusive, with what was tried. Every claim goes two ways, by exact algebra and by certified
numbers; if they contradict each other, the claim is inconclusive.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import sympy as sp

from beyondthermal.symbolic.symbols import declared

from .boxes import Box, Question, Where, question
from .expression_reader import NoExactRouteError
from .limits.decide_limits import decide_iterated, decide_limit
from .limits.germs import limit_at_zero
from .paths import paths
from .proof import Proof, Verdict, all_of
from .signs.identities import real_and_imaginary, with_real_symbols
from .values import RELATIONS, decide_bound, decide_equality

__all__ = ["bound", "equality", "expansion", "limit"]


def equality(lhs: sp.Expr, rhs: sp.Expr, *, where: Where | None = None) -> Proof:
    """Decide whether two expressions are equal.

    Parameters
    ----------
    lhs, rhs
        Expressions, complex ones too.
    where
        Range of each symbol, an interval or (low, high) for an open one; symbols that are not
        named have the range of their assumptions, else all real numbers.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> equality(sp.sqrt(x**2 + 2 * x + 1), x + 1).verdict.name
    'PROVED'
    """
    sides = [with_real_symbols(sp.sympify(side)) for side in (lhs, rhs)]
    asked = question(sides, where)
    (real, *imaginary) = zip(*map(real_and_imaginary, asked.expressions), strict=True)
    pairs = [real, *(pair for pair in imaginary if any(pair))]
    parts = [part for pair in pairs for part in pair]
    found = (decide_equality(one, other, asked.box, parts) for one, other in pairs)
    return _heeded(asked, all_of(*found))


def bound(expr: sp.Expr, relation: str, other: sp.Expr, *, where: Where | None = None) -> Proof:
    """Decide an inequality for all values of the symbols.

    Parameters
    ----------
    expr, other
        Real expressions.
    relation
        One of < <= > >=.
    where
        As in `equality`.

    Raises
    ------
    ValueError
        If the relation is another one.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> bound(2 * sp.sqrt(x * y), "<=", x + y).verdict.name
    'PROVED'
    """
    if relation not in RELATIONS:
        raise ValueError(f"Argument `relation` must be <, <=, > or >=, but got {relation!r}.")
    asked = question([expr, other], where)
    left, right = asked.expressions
    return _heeded(asked, decide_bound(left, relation, right, asked.box))


def limit(
    expr: sp.Expr,
    point: Mapping[sp.Symbol, sp.Expr],
    value: sp.Expr,
    *,
    joint: bool = True,
    where: Where | None = None,
) -> Proof:
    """Decide a limit.

    Parameters
    ----------
    expr
        Real expression; symbols that are not in `point` are parameters.
    point
        Where each variable tends to, a number or ±oo, from inside its range.
    value
        The limit claimed, which may depend on the parameters or be ±oo.
    joint
        Whatever the path; otherwise one variable after the other, in the order of `point`.
    where
        As in `equality`.

    Raises
    ------
    ValueError
        If no variable is given, or if a variable can't come near the point.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> limit(x * y / (x + y), {x: 0, y: 0}, 0).verdict.name
    'PROVED'
    >>> limit(x / (x + y), {x: 0, y: 0}, 0).counterexample["on another path"]
    '3/4 on x = 3*t, y = t, t -> 0'
    """
    if not point:
        raise ValueError("Argument `point` must name at least one variable, but is empty.")
    asked = question([expr, value], where, also=point)
    target = {asked.names[v]: sp.sympify(at) for v, at in point.items()}
    function, claimed = asked.expressions
    decide = decide_limit if joint or len(point) == 1 else decide_iterated
    found = decide(function, target, claimed, asked.box)
    # One real variable takes its whole values along; of several, a path may miss them.
    whole = [variable for variable in point if variable.is_integer and len(point) > 1]
    return _heeded(asked, found, whole)


def expansion(
    expr: sp.Expr,
    variable: sp.Symbol,
    point: sp.Expr,
    leading: sp.Expr,
    *,
    where: Where | None = None,
) -> Proof:
    """Decide the leading terms of an expansion: what is left is small beside the last of them.

    Parameters
    ----------
    expr
        Real expression.
    variable, point
        What is expanded in, and where: a number or ±oo.
    leading
        Sum of the leading terms.
    where
        As in `equality`.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> expansion(1 / (sp.exp(x) - 1), x, 0, 1 / x - sp.Rational(1, 2)).verdict.name
    'PROVED'
    """
    asked = question([expr, leading], where, also=[variable])
    function, claimed = asked.expressions
    target = {asked.names[variable]: sp.sympify(point)}
    try:
        last = _smallest_term(claimed, target, asked.box)
    except NoExactRouteError as error:
        return Proof(Verdict.INCONCLUSIVE, f"the last of the leading terms is not clear: {error}")
    rest = (function - claimed) / last
    found = _heeded(asked, decide_limit(rest, target, sp.S.Zero, asked.box))
    if found.verdict is not Verdict.REFUTED:
        return replace(found, method=f"the rest over {last} tends to 0 {found.method}")
    seen = {f"limit of the rest over {last}": str((found.counterexample or {})["limit found"])}
    others = {k: v for k, v in (found.counterexample or {}).items() if k != "limit found"}
    return replace(found, counterexample=seen | others)


def _heeded(asked: Question, found: Proof, also: Sequence[sp.Symbol] = ()) -> Proof:
    """What holds for more than is asked holds; what fails there need not fail."""
    unheeded = dict.fromkeys([*asked.unheeded, *also])
    if found.verdict is not Verdict.REFUTED or not unheeded:
        return found
    names = ", ".join(map(str, unheeded))
    reason = f"it {found.method}, but more is assumed of {names} than was heeded there"
    return Proof(Verdict.INCONCLUSIVE, reason)


def _smallest_term(expr: sp.Expr, point: Mapping[sp.Symbol, sp.Expr], box: Box) -> sp.Expr:
    """The term that is the smallest one near the point, in powers of the distance from it."""
    ((variable, at),) = point.items()
    distance = variable - at if at.is_finite else variable
    # The distance may be negative where the variable is positive.
    step = declared(str(variable), sp.Reals)
    powers = sp.expand(expr.xreplace({variable: step + variable - distance})) or sp.S.One
    last, *terms = (term.xreplace({step: distance}) for term in sp.Add.make_args(powers))
    path, *_ = paths(expr, point, box)
    parameters = {v: side for v, side in box.items() if v not in point}
    for term in terms:
        ratio, _ = limit_at_zero(path.on(term / last), path.t, parameters)
        last = term if ratio == 0 else last
    return last
