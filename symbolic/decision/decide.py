"""Claims about expressions, decided: equalities, bounds, limits, expansions.

Whoever asks gets a `Proof`: proved, with certificates; refuted, with a point or a path; or
inconclusive, with what was tried. Every claim goes two ways, by exact algebra and by certified
numbers; if they contradict each other, the claim is inconclusive.

An equation says that both sides have the same value, or none, at every point of its domain
(Kleene's equality): tan x = sin x/cos x for all real x, but (x² - 1)/(x - 1) = x + 1 only where x
isn't 1. An inequality says that both sides have values, and are so ordered, everywhere on its
domain. A limit needs values near the point, inside the domain, where none of its variables has
reached its target. That the values are there is part of the proof; where only this isn't shown, a
claim is inconclusive, and the domain has to be narrowed.
SymPy cancels when an expression is made: x/x is 1 before it can be asked where it has a value.

Expressions are real: a root or a logarithm of a negative number has no value. Only in an equation
with i or a complex symbol in it, and in a limit or an expansion in one variable with i in it, are
they complex, on their principal branches.

A question has so many steps, `budget`, which all that is tried for it shares: what can't be decided
within them is inconclusive, on any machine.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import chain

import sympy as sp

from .boxes import Domain, Question, number, questions
from .budget import question
from .by_cases.branches import around
from .by_cases.equal_tests import with_equal_tests
from .by_cases.kinks import in_cases
from .definedness import unlike, unmet, unmet_near
from .identities.equality import equal_by_generators
from .identities.narrowing import where_both_may_have_values
from .identities.same_conditions import unmatched
from .identities.sums import summed, without_sums
from .limits.complex_functions.limits import decide_complex_expansion, decide_complex_limit
from .limits.complex_functions.parts import KEPT
from .limits.decide_limits import decide_limit
from .limits.expansions import decide_expansion, without_rest
from .limits.iterated import decide_iterated
from .limits.parameters import for_each_sign
from .pieces import approached, meaningful, on_every_piece
from .proof import Proof, Verdict, all_of
from .searches.relations import without_zeros
from .signs.identities import real_and_imaginary, with_real_symbols
from .values import RELATIONS, decide_bound, decide_equality

__all__ = ["bound", "equality", "expansion", "limit"]


@question()
def equality(
    lhs: sp.Expr,
    rhs: sp.Expr,
    *,
    where: Domain | None = None,
    wherever: Iterable[sp.Expr] = (),
) -> Proof:
    """Decide whether two expressions are equal.

    Parameters
    ----------
    lhs, rhs
        Expressions, complex ones too.
    where
        Range of each symbol: an interval, (low, high) for an open one, a set of values, or a union
        of such; symbols that are not named have the range of their assumptions, else all real
        numbers. Or a list of such ranges and of relations, as [x < y, {x: (0, 1)}]; among them may
        be what doesn't vanish, as Ne(cos(x), 0).
    wherever
        Expressions; only where all of them have values does it matter whether the sides have one.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> equality(sp.sqrt(x**2 + 2 * x + 1), x + 1).verdict.name
    'PROVED'
    """
    where, apart = without_zeros(where)
    sides = [number(expr) for expr in (lhs, rhs, *wherever, *apart)]
    sides, same = with_equal_tests(sides, partial(equality, where=where))
    sides, sums = without_sums(sides, where, equality, limit)
    given = [with_real_symbols(side) for side in sides]
    real = not any(side.has(sp.I) for side in given)
    decided = partial(_equal, real=real)
    found = on_every_piece(decided, questions(given, where, real=real), real=False)
    if found.verdict is Verdict.INCONCLUSIVE and (cases := in_cases(given)):
        # With what is needed before SymPy puts anything together anew.
        needed = [tuple(around(side, real=real)) for side in given]
        pieces = questions(cases, where, real=real, needed=needed)
        found = on_every_piece(decided, pieces, real=False) or found
    return summed(found, [*same, *sums])


def _equal(asked: Question, *, real: bool) -> Proof:
    found = _compared(asked)
    if found.verdict is Verdict.INCONCLUSIVE:
        narrow = where_both_may_have_values(asked) if real else asked
        found = equal_by_generators(narrow, found, real=real)
        if found.verdict is Verdict.INCONCLUSIVE and narrow is not asked:
            found = _compared(narrow)
        asked = narrow
    left, right, *elsewhere = asked.conditions
    both = list(chain.from_iterable(elsewhere))
    sides = [*left, *both], [*right, *both]
    alike = not found or not unmet(unmatched(*sides, real=real), asked.box)
    missing = None if alike else unlike(*sides, asked.box)
    return meaningful(found, [missing] if missing else [])


def _compared(asked: Question) -> Proof:
    (re, *im) = zip(*map(real_and_imaginary, asked.expressions[:2]), strict=True)
    pairs = [re, *(pair for pair in im if any(pair))]
    elsewhere = map(real_and_imaginary, asked.expressions[2:])
    parts = [part for pair in (*pairs, *elsewhere) for part in pair]
    return all_of(*(decide_equality(one, other, asked.box, parts) for one, other in pairs))


@question()
def bound(expr: sp.Expr, relation: str, other: sp.Expr, *, where: Domain | None = None) -> Proof:
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

    def decided(asked: Question) -> Proof:
        left, right = asked.expressions
        found = decide_bound(left, relation, right, asked.box)
        return meaningful(found, unmet(asked.all_conditions, asked.box) if found else [])

    sides, sums = without_sums([number(expr), number(other)], where, equality, limit)
    return summed(on_every_piece(decided, questions(sides, where)), sums)


@question()
def limit(
    expr: sp.Expr,
    point: Mapping[sp.Symbol, sp.Expr],
    value: sp.Expr,
    *,
    joint: bool = True,
    where: Domain | None = None,
) -> Proof:
    """Decide a limit.

    Parameters
    ----------
    expr
        Expression; symbols that are not in `point` are parameters.
    point
        Where each variable tends to, a number or ±oo, from inside its range.
    value
        The limit claimed, which may depend on the parameters or be ±oo. With i in it, or in the
        expression, both are complex, if there is one variable: then oo u, as oo i, is infinite in
        the direction of u, and `zoo` in any.
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
    for given in (value, *point.values()):
        if tending := number(given, "value").free_symbols.intersection(point):
            raise ValueError(f"Argument `value` must not contain {min(map(str, tending))}.")
    variables = [v for v in point if isinstance(v, sp.Symbol)]
    if odd := next((v for v in variables if v.is_complex and v.is_real is None), None):
        how = f"{odd} is a complex variable: put {odd} = r*exp(i*phi) and let a real r tend"
        return Proof(Verdict.INCONCLUSIVE, how)
    anywhere = number(value) is sp.zoo
    if anywhere and len(point) > 1:
        return limit(sp.Abs(expr), point, sp.oo, joint=joint, where=where)
    # Of i it is only known what it means on a path.
    real = len(point) > 1 or not (anywhere or any(number(e).has(sp.I) for e in (expr, value)))
    given = [expr, sp.oo if anywhere else value]
    # Of limits one after the other, and at infinity, the variables have to stay as they are.
    also = {v: number(at, "point") for v, at in point.items()} if joint else [*point]
    pieces = questions(given, where, also, real=real, but=() if real else KEPT)
    near = approached(pieces, point)
    # One real variable takes its whole values along; of several, a path may miss them.
    whole = [variable for variable in point if variable.is_integer and len(point) > 1]

    def decided(asked: Question) -> Proof:
        target = asked.approach(point)
        function, claimed = asked.expressions
        if not real:
            needed = asked.all_conditions
            to = sp.zoo if anywhere else claimed
            return decide_complex_limit(function, target, to, asked.box, needed)
        if joint or len(point) == 1:
            found = decide_limit(function, target, claimed, asked.box)
        else:
            found = decide_iterated(function, target, claimed, asked.box, asked.conditions[0])
        needed = asked.conditions[0] if joint or len(point) == 1 else ()
        needed += () if claimed.is_infinite else asked.conditions[1]
        return meaningful(found, unmet_near(needed, target, asked.box) if found else [])

    decided_at_last = partial(for_each_sign, decided, variables=tuple(point))
    return on_every_piece(decided_at_last, near, whole, real=real)


@question()
def expansion(
    expr: sp.Expr,
    variable: sp.Symbol,
    point: sp.Expr,
    leading: sp.Expr,
    *,
    rest: sp.Expr | None = None,
    where: Domain | None = None,
) -> Proof:
    """Decide the leading terms of an expansion: what is left is small beside the last of them.

    Parameters
    ----------
    expr
        Expression; complex, if there is i in it or in the terms.
    variable, point
        What is expanded in, and where: a number or ±oo.
    leading
        Sum of the leading terms, of which the last one may be O(rest), `sympy.Order` at the point:
        then what is left is at most a multiple of this rest, which has to be small beside the
        other terms.
    rest
        What stands in O(·), where it isn't a term of `leading`.
    where
        As in `equality`.

    Raises
    ------
    ValueError
        If an O(·) is taken at another point, or is no term; or as `limit`.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> expansion(1 / (sp.exp(x) - 1), x, 0, 1 / x - sp.Rational(1, 2)).verdict.name
    'PROVED'
    >>> expansion(sp.cos(x), x, 0, 1 - x**2 / 2 + sp.O(x**4)).verdict.name
    'PROVED'
    """
    terms, *last = without_rest(number(leading, "leading"), variable, number(point, "point"))
    last = last if rest is None else [number(rest, "rest")]
    real = not any(number(e).has(sp.I) for e in (expr, terms, *last))
    given, but = [expr, terms, *last], () if real else KEPT
    pieces = questions(given, where, also=[variable], real=real, but=but)

    def decided(asked: Question) -> Proof:
        function, claimed, *remainder = asked.expressions
        target = {asked.names[variable]: number(point, "point")}
        order = remainder[0] if remainder else None
        if not real:
            needed = asked.all_conditions
            return decide_complex_expansion(function, claimed, order, target, asked.box, needed)
        found = decide_expansion(function, claimed, order, target, asked.box)
        return meaningful(found, unmet_near(asked.all_conditions, target, asked.box))

    return on_every_piece(decided, approached(pieces, {variable: point}), real=real)
