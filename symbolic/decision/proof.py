"""What was decided, how, and the data with which anyone can check it again.

A verdict is never a guess: an identity is decided in a field of rational functions, a bound by
a certificate, and what can't be decided is called inconclusive.
Certificates are plain JSON data over the integers; `derivations/verify` checks them without
SymPy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import count
from typing import Any

import sympy as sp

from beyondthermal.symbolic.shown import Shown

__all__ = [
    "Certificate",
    "Certificates",
    "Proof",
    "Verdict",
    "all_of",
    "entrywise",
    "expression_tree",
    "identity",
    "identity_certificate",
    "refuted",
]

Certificate = Mapping[str, Any]
Certificates = tuple[Certificate, ...]


class Verdict(Enum):
    """The five answers; the value is the sentence that explains it."""

    PROVED = "follows by exact algebra, with a certificate where one is needed"
    ENCLOSED = "lies in an interval of certified radius"
    SUPPORTED = "holds to the digits shown at the points shown; that is evidence, not proof"
    INCONCLUSIVE = "could not be decided"
    REFUTED = "is false: a counter-example is given"


# From the strongest to the weakest: a conjunction is as good as its weakest part.
_STRENGTH = tuple(Verdict)


@dataclass(frozen=True, repr=False)
class Proof(Shown):
    """A verdict, the method in one line, and the evidence.

    Attributes
    ----------
    verdict
        What was decided.
    method
        How, in one line a reader can follow.
    certificates
        JSON data that can be checked again with integer arithmetic alone.
    counterexample
        For a refutation: values of the symbols, and what each side gives there.
    """

    verdict: Verdict
    method: str
    certificates: Certificates = ()
    counterexample: Mapping[str, str] | None = None

    def __bool__(self) -> bool:
        """Only what is proved counts as true."""
        return self.verdict is Verdict.PROVED


def all_of(*proofs: Proof, method: str | None = None) -> Proof:
    """The conjunction: its verdict is the weakest one among the parts."""
    weakest = max(proofs, key=lambda proof: _STRENGTH.index(proof.verdict))
    together = method or "; ".join(dict.fromkeys(proof.method for proof in proofs))
    return Proof(
        weakest.verdict,
        together if weakest else weakest.method,
        tuple(certificate for proof in proofs for certificate in proof.certificates),
        weakest.counterexample,
    )


def refuted(method: str, point: Mapping[sp.Symbol, sp.Expr], **values: sp.Expr) -> Proof:
    """A refutation with its counter-example."""
    shown = {str(name): str(value) for name, value in point.items()}
    return Proof(
        Verdict.REFUTED, method, (), shown | {name: str(value) for name, value in values.items()}
    )


def identity(lhs: sp.Expr, rhs: sp.Expr) -> Proof:
    """Decide lhs = rhs for rational functions over Q(i), as elements of their field.

    Radicals have to be made explicit first, by naming what stands under the root.

    Raises
    ------
    ValueError
        If a side is not a rational function of its symbols.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> identity((x**2 - y**2) / (x - y), x + y).verdict.name
    'PROVED'
    """
    lhs, rhs = sp.sympify(lhs), sp.sympify(rhs)
    variables = sorted(lhs.free_symbols | rhs.free_symbols, key=str)
    # A polynomial is decided in the ring, which needs no common divisors and is much faster.
    numbers = sp.QQ_I if (lhs - rhs).has(sp.I) else sp.QQ
    domains = [numbers[variables], numbers.frac_field(*variables)] if variables else [numbers]
    try:
        field = domains[0] if (lhs - rhs).is_polynomial() else domains[-1]
        difference = field.from_sympy(lhs - rhs)
    except (ValueError, TypeError, sp.CoercionFailed) as error:
        raise ValueError(
            f"Argument `lhs - rhs` must be a rational function, but {error}."
        ) from None
    if not difference:
        certificates = (identity_certificate(lhs, rhs),)
        return Proof(Verdict.PROVED, "equal as rational functions", certificates)
    point = _where_different(lhs, rhs, variables)
    return refuted("the two sides differ", point, lhs=lhs.subs(point), rhs=rhs.subs(point))


def entrywise(
    one: sp.Matrix, other: sp.Matrix, *, sparse: bool = False, method: str | None = None
) -> Proof:
    """Decide whether two matrices are equal, entry by entry, each entry expanded.

    With `sparse`, entries that are zero on both sides are passed over.
    """
    pairs = zip(one.applyfunc(sp.expand), other.applyfunc(sp.expand), strict=True)
    proofs = (identity(*pair) for pair in pairs if any(pair) or not sparse)
    return all_of(*proofs, method=method)


def _where_different(
    lhs: sp.Expr, rhs: sp.Expr, variables: list[sp.Symbol]
) -> dict[sp.Symbol, sp.Expr]:
    """A point of small positive integers at which both sides are finite, and not equal.

    A non-zero polynomial can't vanish on a whole grid, so the walk along (1 + k, 2 + k², …) ends.
    """
    for k in count(1):
        point = {v: sp.Integer(i + 1 + k ** (i + 1)) for i, v in enumerate(variables)}
        one, other = lhs.subs(point), rhs.subs(point)
        if one.is_finite and other.is_finite and sp.expand(one - other) != 0:
            return point
    raise AssertionError("unreachable")


def identity_certificate(lhs: sp.Expr, rhs: sp.Expr) -> Certificate:
    """That two rational functions are equal, to be checked again."""
    return {"kind": "identity", "lhs": expression_tree(lhs), "rhs": expression_tree(rhs)}


def expression_tree(expr: sp.Expr) -> Any:
    """An expression as JSON: integers, names, and ["+" | "*" | "^", operands …].

    The node types are a closed set: rational numbers, i, symbols, sums, products, integer powers.
    """
    if expr.is_Integer:
        return int(expr)
    if expr.is_Rational:
        return ["*", int(expr.p), ["^", int(expr.q), -1]]
    if expr is sp.I:
        return ["i"]
    if expr.is_Symbol:
        return str(expr)
    if expr.is_Add or expr.is_Mul:
        return ["+" if expr.is_Add else "*", *map(expression_tree, expr.args)]
    if expr.is_Pow and expr.exp.is_Integer:
        return ["^", expression_tree(expr.base), int(expr.exp)]
    raise ValueError(f"a certificate has no node for {expr.func.__name__}")
