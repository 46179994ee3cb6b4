"""Claims as assertions, for anyone's tests: silent if proved, else a message to act on.

The message says what was claimed and what was found, where the two differ and by how much, which
route says so, and ends with a line that asks again.

Every assertion takes the arguments of the function that it is named with, in `where` the range of
each symbol, or a list of ranges and relations, as [x < y, {x: (0, 1)}], and returns the `Proof`
with its certificates. If no proof is found it raises `Undecided`, which is a `ClaimFailed` too.

What it means where an expression has no value: an equation says that both sides have the same
value, or none, at every point of its domain; an inequality that both sides have values, and are so
ordered, everywhere on its domain; a limit needs values near the point, inside the domain. A claim
that may fail only there is undecided, and says what to narrow: `where={x: Reals - FiniteSet(1)}`.
SymPy cancels when an expression is made: of x/x nobody can ask any more where it has a value.
Expressions are real unless there is i or a complex symbol in an equation, or i in a limit or an
expansion in one variable.
"""

from collections.abc import Mapping
from typing import Any

import sympy as sp

from .decision import decide
from .decision.boxes import Domain, Where
from .decision.messages import as_code, explanation
from .decision.proof import Proof, Verdict
from .master_equation.lindblad import Lindbladian
from .master_equation.steadiness import steadiness

__all__ = [
    "ClaimFailed",
    "Undecided",
    "assert_bound",
    "assert_expansion",
    "assert_identity",
    "assert_limit",
    "assert_steady_state",
    "explanation",
]


class ClaimFailed(AssertionError):  # noqa: N818 (a verdict, not an error)
    """A claim that is false, or not proved; `proof` is the verdict with its evidence."""

    def __init__(self, message: str, proof: Proof) -> None:
        super().__init__(message)
        self.proof = proof

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.proof)


class Undecided(ClaimFailed):
    """A claim that could be neither proved nor refuted, which is no success."""


def assert_identity(lhs: sp.Expr, rhs: sp.Expr, *, where: Domain | None = None) -> Proof:
    """Assert that two expressions have the same value, or none, at every point, `decide.equality`.

    Raises `ClaimFailed` if they differ at a point.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> assert_identity(1 / (sp.exp(x) - 1) + sp.Rational(1, 2), sp.coth(x / 2) / 2).verdict.name
    'PROVED'
    """
    proof = decide.equality(lhs, rhs, where=where)
    return _passed(proof, f"{lhs} = {rhs}", "assert_identity", lhs, rhs, where=where)


def assert_bound(
    expr: sp.Expr, relation: str, other: sp.Expr, *, where: Domain | None = None
) -> Proof:
    """Assert an inequality between values, for all values of the symbols, `decide.bound`.

    Raises `ClaimFailed` if it fails at a point.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> assert_bound(1 / (sp.exp(x) - 1), "<", 1 / x).verdict.name
    'PROVED'
    """
    proof = decide.bound(expr, relation, other, where=where)
    claim = f"{expr} {relation} {other}"
    return _passed(proof, claim, "assert_bound", expr, relation, other, where=where)


def assert_limit(
    expr: sp.Expr,
    point: Mapping[sp.Symbol, sp.Expr],
    value: sp.Expr,
    *,
    joint: bool = True,
    where: Domain | None = None,
) -> Proof:
    """Assert a limit, `decide.limit`; a joint one must not depend on the path.

    Raises `ClaimFailed` if there is another limit, or none.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> assert_limit(x * y / (x + y), {x: 0, y: 0}, 0).verdict.name
    'PROVED'
    """
    proof = decide.limit(expr, point, value, joint=joint, where=where)
    at = ", ".join(f"{v} -> {target}" for v, target in point.items())
    claim = f"limit of {expr} as {at} is {value}"
    claim += "" if joint else ", one variable after the other"
    asked, iterated = (expr, point, value), None if joint else False
    return _passed(proof, claim, "assert_limit", *asked, where=where, joint=iterated)


def assert_expansion(
    expr: sp.Expr,
    variable: sp.Symbol,
    point: sp.Expr,
    leading: sp.Expr,
    *,
    where: Domain | None = None,
) -> Proof:
    """Assert the leading terms of an expansion, the last one perhaps O(·), `decide.expansion`.

    Raises `ClaimFailed` if what is left isn't small beside the last term, or exceeds O(·).

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> assert_expansion(sp.tanh(x), x, 0, x - x**3 / 3).verdict.name
    'PROVED'
    """
    proof = decide.expansion(expr, variable, point, leading, where=where)
    claim = f"leading terms of {expr} as {variable} -> {point} are {leading}"
    asked = (expr, variable, point, leading)
    return _passed(proof, claim, "assert_expansion", *asked, where=where)


def assert_steady_state(
    lindbladian: Lindbladian, rho: sp.Matrix, *, where: Where | None = None
) -> Proof:
    """Assert that a matrix is a steady state: L(rho) = 0, trace one, Hermitian.

    Raises `ClaimFailed` if one of these fails.

    Examples
    --------
    >>> from beyondthermal.symbolic.machine.machine import MACHINE, steady
    >>> assert_steady_state(MACHINE, steady().density_matrix).verdict.name
    'PROVED'
    """
    proof = steadiness(lindbladian, rho, where=where)
    names = (sp.Dummy("lindbladian"), sp.Dummy("rho"))
    return _passed(proof, "rho is a steady state", "assert_steady_state", *names, where=where)


def _passed(
    proof: Proof, claim: str, name: str, *arguments: Any, where: Domain | None, **options: Any
) -> Proof:
    if proof:
        return proof
    options = {k: v for k, v in ({"where": where} | options).items() if v is not None}
    shown = [as_code(a) for a in arguments] + [f"{k}={as_code(v)}" for k, v in options.items()]
    limits = f" for {_ranges(where)}" if where else ""
    kind = ClaimFailed if proof.verdict is Verdict.REFUTED else Undecided
    raise kind(explanation(claim + limits, proof, f"{name}({', '.join(shown)})"), proof)


def _ranges(where: Domain) -> str:
    """Ranges and relations as a reader expects them."""
    if not isinstance(where, Mapping):
        parts = (_ranges(part) if isinstance(part, Mapping) else str(part) for part in where)
        return ", ".join(parts)
    sides = {
        v: f"({side[0]}, {side[1]})" if isinstance(side, tuple) else str(side)
        for v, side in where.items()
    }
    return ", ".join(f"{v} in {side}" for v, side in sides.items())
