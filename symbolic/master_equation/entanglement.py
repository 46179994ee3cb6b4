r"""Entanglement in any state of two qubits, exactly, and the reduced states of products.

The square roots λ_1 >= … >= λ_4 of the eigenvalues of rho rho~ give C = max(0, λ_1-λ_2-λ_3-λ_4).
With E_k the elementary symmetric polynomials of the λ², all rational in rho, and d = det rho,
which is λ_1 λ_2 λ_3 λ_4, and with s = λ_1+λ_2+λ_3+λ_4, the polynomial

    ((z - E_1)² - 8d - 4E_2)² - 64 z (E_3 - d z + d E_1)

has the zeros (s - 2λ_k)². Only s - 2λ_1 can be negative, and is -C where it is: there the smallest
zero is C². Whether it is, a determinant tells, for of any 4 × 4 matrix rho and its partial
transpose rho^Γ

    16 det(rho^Γ) = 8d + 4E_2 - E_1² = (s - 2λ_1)(s - 2λ_2)(s - 2λ_3)(s - 2λ_4).

So C > 0 just where det(rho^Γ) < 0: `prove_entanglement`.
"""

from collections.abc import Sequence
from itertools import product
from typing import Any

import sympy as sp
from sympy.polys.matrices import DomainMatrix

from beyondthermal.symbolic.decision.proof import Proof, all_of, identity
from beyondthermal.symbolic.polynomial_factors import flint_ring
from beyondthermal.symbolic.symbols import symbols, unknowns

from .concurrence import in_factors, largest, spin_flip, x_form_parts

__all__ = [
    "concurrence_polynomial",
    "negativity_x_form",
    "partial_trace",
    "partial_transpose",
    "partial_transpose_determinant",
    "prove_entanglement",
]


def partial_trace(
    matrix: sp.Matrix, sizes: Sequence[int], kept: Sequence[int]
) -> sp.ImmutableMatrix:
    """The reduced matrix of some factors of a product space, in the order given.

    Parameters
    ----------
    matrix
        d × d.
    sizes
        The dimensions of the factors, whose product is d.
    kept
        Which factors stay, from 0 on.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> partial_trace(sp.diag(x, x, y, y), [2, 2], [0])
    Matrix([
    [2*x,   0],
    [  0, 2*y]])
    """
    levels = [*product(*map(range, sizes))]
    inner = [*product(*(range(sizes[k]) for k in kept))]
    place = {digits: k for k, digits in enumerate(inner)}
    terms: dict[tuple[int, int], list[sp.Expr]] = {}
    for (i, j), entry in sp.Matrix(matrix).todok().items():
        ket, bra = levels[i], levels[j]
        if all(ket[k] == bra[k] for k in range(len(sizes)) if k not in kept):
            at = place[tuple(ket[k] for k in kept)], place[tuple(bra[k] for k in kept)]
            terms.setdefault(at, []).append(entry)
    entries = {at: sp.Add(*several) for at, several in terms.items()}
    return sp.ImmutableMatrix(len(inner), len(inner), lambda i, j: entries.get((i, j), 0))


def partial_transpose(rho: sp.Matrix) -> sp.ImmutableMatrix:
    """The transpose in the first of two qubits."""
    return sp.ImmutableMatrix(4, 4, lambda i, j: rho[(j & 2) | (i & 1), (i & 2) | (j & 1)])


def partial_transpose_determinant(rho: sp.Matrix) -> sp.Expr:
    """det(rho^Γ), multiplied out: negative just where two qubits are entangled.

    Examples
    --------
    >>> from beyondthermal.symbolic.operators import BELL
    >>> partial_transpose_determinant(BELL[:, 1] * BELL[:, 1].H)
    -1/16
    """
    return _determinant(partial_transpose(rho))


def concurrence_polynomial(rho: sp.Matrix, z: sp.Symbol) -> sp.Expr:
    """The polynomial in z of which C² is the smallest zero, where det(rho^Γ) < 0.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> from beyondthermal.symbolic.operators import BELL
    >>> z = symbol("z")
    >>> sp.factor(concurrence_polynomial(BELL[:, 1] * BELL[:, 1].H, z))
    (z - 1)**4
    """
    E_1, E_2, E_3, d = _invariants(rho)
    return _polynomial(z, E_1, E_2, E_3, d)


def negativity_x_form(rho: sp.Matrix) -> sp.Expr:
    """The negativity of an X-form density matrix: what is negative of the spectrum of rho^Γ.

    Its two blocks have the diagonals (rho_00, rho_11) and (rho_01, rho_10), and beside them rho_c
    and rho_d: each can have one negative eigenvalue.

    Examples
    --------
    >>> from beyondthermal.symbolic.operators import BELL
    >>> negativity_x_form(BELL[:, 1] * BELL[:, 1].H)
    1/2
    """
    (c, _), (d, _) = x_form_parts(rho)
    p_00, p_01, p_10, p_11 = rho.diagonal()
    found = sp.S.Zero
    for (p, q), coherence in (((p_00, p_11), c), ((p_01, p_10), d)):
        if coherence != 0:
            difference, total = in_factors(p - q), in_factors(p + q)
            root = sp.sqrt(difference**2 + 4 * coherence**2)
            found += largest(sp.S.Zero, root - total) / 2
    return found


def prove_entanglement() -> Proof:
    """Prove what the head of this file says of the zeros and of the determinant."""
    z, *lambdas = symbols("z lambda_1 lambda_2 lambda_3 lambda_4")
    total, squares = sp.Add(*lambdas), [x**2 for x in lambdas]
    E_1, E_2, E_3 = (_elementary(squares, k) for k in (1, 2, 3))
    d = sp.prod(lambdas)
    zeros = sp.prod(z - (total - 2 * x) ** 2 for x in lambdas)
    entries = sp.Matrix(4, 4, unknowns("rho", 16))
    F_1, F_2, _, det = _invariants(entries, entries.T)
    return all_of(
        identity(_polynomial(z, E_1, E_2, E_3, d), zeros),
        identity(8 * d + 4 * E_2 - E_1**2, sp.prod(total - 2 * x for x in lambdas)),
        identity(16 * partial_transpose_determinant(entries), 8 * det + 4 * F_2 - F_1**2),
        method="both sides multiplied out, for all eigenvalues and for all entries",
    )


def _determinant(matrix: sp.Matrix) -> sp.Expr:
    """The real determinant of a 4 × 4 matrix of polynomials, by pairs of its minors.

    The imaginary unit is a variable until the end, so that python-flint can be asked.
    """
    variables = (*sorted(matrix.free_symbols, key=str), *unknowns("unit", 1))
    own = sp.Matrix(matrix).xreplace({sp.I: variables[-1]})
    terms = [dict(sp.Poly(entry, *variables).terms()) for entry in own]
    if not all(c.is_Rational for each in terms for c in each.values()):
        exact = DomainMatrix.from_Matrix(sp.Matrix(matrix))
        return sp.expand(exact.domain.to_sympy(exact.charpoly()[-1]))
    common = sp.ilcm(1, 1, *(c.q for each in terms for c in each.values()))
    ring = sp.ZZ[variables].ring
    over = flint_ring(variables) or ring
    m = [over.from_dict({at: int(c * common) for at, c in each.items()}) for each in terms]

    def minor(row: int, i: int, j: int) -> Any:
        return m[row + i] * m[row + 4 + j] - m[row + j] * m[row + 4 + i]

    pairs = ((0, 1, 1), (0, 2, -1), (0, 3, 1), (1, 2, 1), (1, 3, -1), (2, 3, 1))
    others = ((2, 3), (1, 3), (1, 2), (0, 3), (0, 2), (0, 1))
    products = [sign * minor(0, i, j) * minor(8, *other)
                for (i, j, sign), other in zip(pairs, others, strict=True)]  # fmt: skip
    found = products[0]
    for product_of_minors in products[1:]:
        found += product_of_minors
    real: dict[tuple[int, ...], Any] = {}
    for powers, c in (found.to_dict() if over is not ring else found).items():
        *rest, k = map(int, powers)
        if k % 2 == 0:
            at = (*rest, 0)
            real[at] = real.get(at, 0) + sp.ZZ(int(c)) * (-1) ** (k // 2)
    return ring.from_dict({at: c for at, c in real.items() if c}).as_expr() / common**4


def _polynomial(z: sp.Symbol, E_1: sp.Expr, E_2: sp.Expr, E_3: sp.Expr, d: sp.Expr) -> sp.Expr:
    quadratic = (z - E_1) ** 2 - 8 * d - 4 * E_2
    return sp.expand(quadratic**2 - 64 * z * (E_3 - d * z + d * E_1))


def _elementary(values: Sequence[sp.Expr], degree: int) -> sp.Expr:
    """The elementary symmetric polynomial of a degree."""
    t = symbols("t")[0]
    return sp.Poly(sp.prod(1 + t * value for value in values), t).coeff_monomial(t**degree)


def _invariants(
    rho: sp.Matrix, conjugate: sp.Matrix | None = None
) -> tuple[sp.Expr, sp.Expr, sp.Expr, sp.Expr]:
    """E_1, E_2, E_3 of rho rho~, and det rho; rho* is the transpose where rho is Hermitian."""
    flipped = spin_flip(rho.T if conjugate is None else conjugate)
    exact, other = (DomainMatrix.from_Matrix(sp.Matrix(m)) for m in (rho, flipped))
    one, two = exact.unify(other)
    _, e_1, e_2, e_3, _ = (sp.expand(one.domain.to_sympy(c)) for c in (one * two).charpoly())
    return -e_1, e_2, -e_3, sp.expand(exact.domain.to_sympy(exact.charpoly()[-1]))
