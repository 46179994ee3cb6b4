"""Sums that telescope, as geometric ones do: f(n) = T(n + 1) - T(n).

Then f(a) + … + f(b) is T(b + 1) - T(a) for b >= a - 1, and without an end L - T(a), if T -> L.
Gosper's algorithm finds T where f(n + 1)/f(n) is a rational function of n, if there is one; that it
is one, tends to L, and has values everywhere on the way, is shown. SymPy is asked what L is where T
is a ratio of polynomials; elsewhere it has to be 0. A sum that has an end and doesn't telescope is
taken apart into those of its terms.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import sympy as sp
from sympy.concrete.gosper import gosper_term

from beyondthermal.symbolic.decision.boxes import Domain, questions
from beyondthermal.symbolic.decision.conditions import Condition, conditions
from beyondthermal.symbolic.decision.definedness import unmet
from beyondthermal.symbolic.decision.proof import Proof, all_of

__all__ = ["Telescope", "summed", "telescope", "without_sums"]

_LONGEST = 60


def without_sums(
    expressions: list[sp.Expr],
    where: Domain | None,
    equal: Callable[..., Proof],
    tends: Callable[..., Proof],
) -> tuple[list[sp.Expr], list[Proof]]:
    """Expressions with closed forms for their sums, as far as these are shown, and the proofs.

    Parameters
    ----------
    expressions, where
        As in `decide.equality`.
    equal, tends
        What decides equations and limits.
    """
    found: dict[sp.Expr, sp.Expr] = {}
    proofs: list[Proof] = []
    named: dict[str, sp.Symbol] = {}
    for s in dict.fromkeys(s for e in expressions for s in e.atoms(sp.Sum)):
        for value, shown in _summed(s, where, equal, tends):
            found[s] = value
            proofs.append(shown)
        if s not in found and len(s.limits) == 1 and s.limits[0][2] is not sp.oo:
            found[s] = _apart(_over(s, named.setdefault("n", s.limits[0][0])))
    return [e.xreplace(found) for e in expressions], proofs


def summed(found: Proof, sums: list[Proof]) -> Proof:
    """What is found of closed forms, with the proofs that they are the sums."""
    return all_of(found, *sums) if found else found


class Telescope(NamedTuple):
    """f(n) = T(n + 1) - T(n) from n = start on; none of it is shown yet.

    `last` is T behind the end, or to what it tends where there is none.
    """

    n: sp.Symbol
    start: sp.Integer
    end: sp.Expr
    f: sp.Expr
    T: sp.Expr
    last: sp.Expr

    @property
    def value(self) -> sp.Expr:
        """What the sum is then."""
        return self.last - self.T.subs(self.n, self.start)

    def domain(self, where: Domain | None) -> list[Any]:
        """A domain, with that of n."""
        parts = [where] if isinstance(where, Mapping) else [*(where or ())]
        return [*parts, {self.n: sp.Interval(self.start, sp.oo)}]


def telescope(s: sp.Sum) -> Telescope | None:
    """What a sum seems to be the telescope of, if it has one.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import assumed
    >>> n = assumed("n", integer=True)
    >>> telescope(sp.Sum(sp.Rational(1, 2) ** n, (n, 0, sp.oo))).value
    2
    """
    (n, start, end), *others = s.limits
    f = s.function
    if others or not start.is_Integer or f.count_ops() > _LONGEST:
        return None
    T = None if f.has(sp.Sum) else _antidifference(f, n)
    if T is None:
        return None
    if end is not sp.oo:
        last = T.subs(n, end + 1)
    else:
        last = sp.limit(T, n, sp.oo) if T.is_rational_function(n) else sp.S.Zero
    return Telescope(n, start, end, f, T, last)


def _summed(
    s: sp.Sum, where: Domain | None, equal: Callable[..., Proof], tends: Callable[..., Proof]
) -> Iterator[tuple[sp.Expr, Proof]]:
    """The value of a sum and why, if it telescopes."""
    if (found := telescope(s)) is None:
        return
    n, start, end, f, T, last = found
    if end is not sp.oo and not _in_order(start, end, where):
        return
    domain = found.domain(where)
    shown = [equal(T.subs(n, n + 1) - T, f, where=domain)]
    if shown[0] and end is sp.oo:
        shown.append(tends(T, {n: sp.oo}, last, where=domain))
    if not all(shown) or (end is sp.oo and not last.is_finite):
        return
    if all(not unmet(q.all_conditions, q.box) for q in questions([f, T], domain)):
        how = f"{f} is T({n} + 1) - T({n}) with T = {T}"
        how += f", which tends to {last}" if end is sp.oo else ""
        yield found.value, all_of(*shown, method=how)


def _in_order(start: sp.Expr, end: sp.Expr, where: Domain | None) -> bool:
    """Whether a sum has no fewer terms than none."""
    asked = questions([end - start + 1], where)
    needed = ([Condition(q.expressions[0], "negative"), *q.all_conditions] for q in asked)
    return bool(end.is_integer) and not any(map(unmet, needed, (q.box for q in asked)))


def _over(s: sp.Sum, name: sp.Symbol) -> sp.Sum:
    """A sum that runs over another name, if that is free."""
    ((n, start, end),) = s.limits
    if s.has(name) or name.assumptions0 != n.assumptions0:
        return s
    return sp.Sum(s.function.xreplace({n: name}), (name, start, end))


def _apart(s: sp.Sum) -> sp.Expr:
    """The sums of the terms, with what doesn't depend on where they are in front."""
    ((n, start, end),) = s.limits
    terms = sp.Add.make_args(sp.expand(s.function))
    if {*conditions(sp.Add(*terms))} != {*conditions(s.function)}:
        return s
    parts = (term.as_independent(n, as_Add=False) for term in terms)
    return sp.Add(*(c * sp.Sum(f, (n, start, end)) for c, f in parts))


def _antidifference(f: sp.Expr, n: sp.Symbol) -> sp.Expr | None:
    """T with T(n + 1) - T(n) = f, by Gosper; exp(c n + d) is a power of exp(c)."""
    names: dict[sp.Expr, sp.Symbol] = {}

    def power(exponent: sp.Expr) -> sp.Expr:
        c = sp.diff(exponent, n)
        base = names.setdefault(c, sp.Dummy(positive=True))
        return base**n * sp.exp(exponent - c * n)

    def is_linear(e: sp.Expr) -> bool:
        return isinstance(e, sp.exp) and e.has(n) and not sp.diff(e.args[0], n).has(n)

    written = f.replace(is_linear, lambda e: power(sp.expand(e.args[0])))
    try:
        ratio = gosper_term(written, n)
    # What is no hypergeometric term makes SymPy's algorithm fail in ways of its own; whatever it
    # finds is shown before it is used.
    except (ValueError, TypeError, AttributeError, NotImplementedError, sp.PolynomialError):
        return None
    if ratio is None:
        return None
    return sp.factor(ratio * written).xreplace({name: sp.exp(c) for c, name in names.items()})
