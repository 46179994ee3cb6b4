"""Operator equations as they are displayed, and the matrices with which they are checked.

An operator is a symbol that doesn't commute. `represent` puts matrices in the place of these
symbols, and `prove` compares the two sides of an equation entry by entry: what is displayed is
what was checked, product by product.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import mul

import sympy as sp
from sympy.polys.matrices import DomainMatrix

from .decision.decide import equality
from .decision.proof import Proof, all_of, identity
from .operator_notation import (
    Notation,
    Tr,
    det,
    direct_sum,
    dissipator,
    tensor,
    transpose,
    vec,
)
from .operators import BELL, BELL_LABELS, J_A, J_S, c_1, c_2
from .symbols import symbol, unknowns

__all__ = ["OPERATORS", "pairs", "prove", "represent", "with_daggers"]

Matrices = Mapping[sp.Basic, sp.Basic]


_MEANING: Mapping[type[sp.Function], Callable[..., sp.Basic]] = {
    Tr: lambda matrix: matrix.trace(),
    det: lambda matrix: _determinant(matrix),
    vec: lambda matrix: matrix.reshape(len(matrix), 1),
    tensor: sp.kronecker_product,
    transpose: lambda matrix: matrix.T,
    direct_sum: sp.diag,
    sp.exp: lambda matrix: sp.diag(*(sp.exp(entry) for entry in _diagonal(matrix))),
}


def _diagonal(matrix: sp.Matrix) -> list[sp.Expr]:
    if not matrix.is_diagonal():
        raise ValueError("Argument `matrix` of exp must be diagonal, but is not.")
    return list(matrix.diagonal())


def _determinant(matrix: sp.Matrix) -> sp.Expr:
    """The determinant of polynomials; a conjugate is a variable of its own."""
    conjugates = sorted(matrix.atoms(sp.conjugate), key=str)
    named = dict(zip(conjugates, unknowns("c", len(conjugates)), strict=True))
    entries = DomainMatrix.from_Matrix(matrix.applyfunc(sp.expand).xreplace(named))
    value = entries.domain.to_sympy(entries.det())
    return value.xreplace({name: conjugate for conjugate, name in named.items()})


def represent(expr: sp.Basic, matrices: Matrices) -> sp.Basic:
    """An expression of operators as a matrix, or as a number if no operator is left in it.

    Parameters
    ----------
    expr
        Sums, products and integer powers of operators, with commutative factors.
    matrices
        A matrix for every operator; a commutative symbol may be given a value too.

    Returns
    -------
    sympy.Basic
        A matrix; a number added to a matrix is a multiple of the identity.

    Raises
    ------
    ValueError
        If there is no matrix for an operator.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> J_S, ket_G, x = symbols("J_S ket_G x")
    >>> represent(x * J_S * ket_G, OPERATORS)
    Matrix([
    [0],
    [0],
    [0],
    [0]])
    """
    if isinstance(expr, sp.MatrixBase):
        return expr.applyfunc(lambda entry: represent(entry, matrices))
    if isinstance(expr, sp.MatrixExpr):
        return represent(expr.as_explicit(), matrices)
    if isinstance(expr, dissipator):
        return represent(expr.doit(), matrices)
    if expr in matrices:
        return matrices[expr]
    if type(expr) in _MEANING and not all(part.is_commutative for part in expr.args):
        return _MEANING[type(expr)](*(represent(part, matrices) for part in expr.args))
    if expr.is_commutative and not expr.has(Notation):
        return expr.subs({s: v for s, v in matrices.items() if s.is_commutative})
    if expr.is_Add or expr.is_Mul:
        parts = [represent(part, matrices) for part in expr.args]
        return _sum(parts) if expr.is_Add else reduce(mul, parts)
    if expr.is_Pow and expr.exp.is_Integer:
        return represent(expr.base, matrices) ** expr.exp
    raise ValueError(f"Argument `matrices` must hold a matrix for every operator, but not {expr}.")


def _sum(parts: Sequence[sp.Basic]) -> sp.Basic:
    """A sum in which a number is a multiple of the identity, and zero is any zero."""
    shaped = next((part for part in parts if isinstance(part, sp.MatrixBase)), sp.S.Zero)
    alike = [_like(shaped, part) for part in parts]
    if shaped == 0:
        return sp.Add(*alike)
    entries = [sp.Add(*entry) for entry in zip(*alike, strict=True)]
    return sp.Matrix(*shaped.shape, entries)


def _like(model: sp.Basic, part: sp.Basic) -> sp.Basic:
    """A part as a matrix, if the model is one."""
    if isinstance(part, sp.MatrixBase) or not isinstance(model, sp.MatrixBase):
        return part
    return part * sp.eye(model.rows) if part != 0 else model * 0


def pairs(equation: sp.Eq, matrices: Matrices) -> list[tuple[sp.Expr, sp.Expr]]:
    """The entries of both sides that have to be equal; where both are zero they are passed over.

    Raises
    ------
    ValueError
        If there is no matrix for an operator, or if the sides differ in their shape.
    """
    one, other = (represent(side, matrices) for side in equation.args)
    left, right = _like(other, one), _like(one, other)
    if not isinstance(left, sp.MatrixBase):
        left, right = sp.Matrix([left]), sp.Matrix([right])
    if left.shape != right.shape:
        shapes = f"{left.shape} and {right.shape}"
        raise ValueError(f"Argument `equation` must have sides of one shape, but got {shapes}.")
    found = [pair for pair in zip(left, right, strict=True) if pair != (0, 0)]
    return found or [(sp.S.Zero, sp.S.Zero)]


def prove(equation: sp.Eq, matrices: Matrices, *, method: str = "entry by entry") -> Proof:
    """Decide an equation of operators, entry by entry of the matrices that represent its sides.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> c_1, c_2_dagger = symbols("c_1 c_2_dagger")
    >>> prove(sp.Eq(c_1 * c_2_dagger, c_2_dagger * c_1, evaluate=False), OPERATORS).verdict.name
    'PROVED'
    """
    found = pairs(equation, matrices)
    return all_of(*(_same(*pair) for pair in found), method=method)


def _same(one: sp.Expr, other: sp.Expr) -> Proof:
    """As rational functions; roots cancel when the difference is expanded, or it isn't zero."""
    if _rational(one) and _rational(other):
        return identity(one, other)
    difference = sp.expand(one - other)
    decided = identity if _rational(difference) else equality
    return decided(difference, sp.S.Zero)


def _rational(expr: sp.Expr) -> bool:
    return all(power.exp.is_Integer for power in expr.atoms(sp.Pow))


def with_daggers(matrices: Mapping[str, sp.Matrix]) -> dict[sp.Basic, sp.Matrix]:
    """Matrices by their symbols, from matrices by names, and the adjoints beside them."""
    found = {symbol(name): matrix for name, matrix in matrices.items()}
    return found | {symbol(f"{name}_dagger"): matrix.H for name, matrix in matrices.items()}


# The modes of the two qubits, and the Bell basis.
OPERATORS: Matrices = {
    **with_daggers({"c_1": c_1, "c_2": c_2, "J_S": J_S, "J_A": J_A}),
    **{symbol(f"ket_{label}"): BELL.col(k) for k, label in enumerate(BELL_LABELS)},
    **{symbol(f"bra_{label}"): BELL.col(k).H for k, label in enumerate(BELL_LABELS)},
}
