"""All steady states of a model, where there is more than one.

The kernel of L on Hermitian matrices has a basis M_1 … M_n, its left kernel a dual basis Q_1 … Q_n
with tr(Q_a M_b) = δ_ab: these are the conserved quantities. From rho_0 the master equation leads
to the steady part

    sum_a tr(Q_a rho_0) M_a,

for the eigenvalue 0 of a Lindbladian has no Jordan blocks. It is the limit of long times, or the
average over them where L has imaginary eigenvalues too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sympy as sp
from sympy.polys.matrices import DomainMatrix

from beyondthermal.symbolic.shown import Shown
from beyondthermal.symbolic.symbols import unknowns

from .lindblad import Lindbladian
from .normal_form import in_factors
from .real_form import RealForm, real_form
from .root_units import Row
from .steady_state import kernel_vectors

__all__ = ["SteadyStates", "steady_states"]


@dataclass(frozen=True, repr=False)
class SteadyStates(Shown):
    """Every steady state of a model.

    Attributes
    ----------
    lindbladian
        The model.
    basis
        Hermitian matrices that span the kernel; those that have a trace have trace one.
    conserved
        Hermitian matrices Q with tr(Q L(rho)) = 0 for every rho, dual to the basis.
    """

    lindbladian: Lindbladian
    basis: tuple[sp.ImmutableMatrix, ...]
    conserved: tuple[sp.ImmutableMatrix, ...]

    @property
    def dimension(self) -> int:
        """How many independent steady states there are; one if it is unique."""
        return len(self.basis)

    @property
    def is_unique(self) -> bool:
        """Whether there is just one steady state."""
        return self.dimension == 1

    @cached_property
    def free(self) -> tuple[sp.Symbol, ...]:
        """The free parameters c of `member`: one less than the dimension."""
        return unknowns("c", self.dimension)[1:]

    @cached_property
    def member(self) -> sp.ImmutableMatrix:
        """The Hermitian matrices of trace one in the kernel: steady states where they are >= 0."""
        first, *others = self.basis
        result = sp.Matrix(first)
        for c, matrix in zip(self.free, others, strict=True):
            result += c * (matrix - sp.cancel(matrix.trace()) * first)
        return sp.ImmutableMatrix(result)

    @property
    def description(self) -> str:
        """The family in one line.

        Examples
        --------
        >>> steady_states(Lindbladian(sp.zeros(2, 2), ())).description
        'rho = M_0 + c1*(M_1 - M_0) + c2*M_2 + c3*M_3 with real c1, c2, c3 such that rho >= 0'
        """
        if self.is_unique:
            return "rho = M_0, the only steady state"
        terms = [
            f"{c}*(M_{k} - M_0)" if sp.cancel(self.basis[k].trace()) != 0 else f"{c}*M_{k}"
            for k, c in enumerate(self.free, 1)
        ]
        names = ", ".join(map(str, self.free))
        return f"rho = {' + '.join(['M_0', *terms])} with real {names} such that rho >= 0"

    def state_from(self, initial: sp.Matrix) -> sp.ImmutableMatrix:
        """The steady state that the master equation leads to.

        Parameters
        ----------
        initial
            Density matrix at the start, d × d.

        Raises
        ------
        ValueError
            If the shape isn't that of the model.

        Examples
        --------
        >>> dephasing = Lindbladian(sp.zeros(2, 2), ((sp.Integer(1), sp.diag(1, -1)),))
        >>> steady_states(dephasing).state_from(sp.ones(2, 2) / 2)
        Matrix([
        [1/2,   0],
        [  0, 1/2]])
        """
        d = self.lindbladian.dimension
        if initial.shape != (d, d):
            raise ValueError(f"Argument `initial` must be {d} × {d}, but got {initial.shape}.")
        result = sp.zeros(d, d)
        for Q, M in zip(self.conserved, self.basis, strict=True):
            result += (Q * initial).trace() * M
        return sp.ImmutableMatrix(result.applyfunc(_tidied))


def steady_states(lindbladian: Lindbladian) -> SteadyStates:
    """Find every steady state, and the quantities that decide which one is reached.

    Raises
    ------
    ValueError
        If rates or matrix elements aren't rational functions, or polynomials grow too long.

    Examples
    --------
    >>> from beyondthermal.symbolic.operators import J_A
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> steady_states(Lindbladian(sp.zeros(4, 4), ((symbol("gamma_A"), J_A),))).dimension
    4
    """
    form = real_form(lindbladian)
    right, left = kernel_vectors(form), kernel_vectors(form, conserved=True)
    right.sort(key=lambda vector: form.trace(vector) == 0)
    traces = [form.trace(vector) or form.ring.one for vector in right]
    basis = (_over(form, form.matrix(v), t) for v, t in zip(right, traces, strict=True))
    dual = zip(traces, _dual(form, left, right), strict=True)
    conserved = (_conserved(form, left, t, row) for t, row in dual)
    return SteadyStates(lindbladian, tuple(basis), tuple(conserved))


def _dual(form: RealForm, left: Sequence[Row], right: Sequence[Row]) -> list[list[Any]]:
    """The inverse of the matrix of left times right vectors, over the rational functions."""
    field = form.ring.get_field()
    products = [
        [
            field.convert_from(
                sum((q[k] * v[k] for k in q.keys() & v.keys()), start=form.ring.zero), form.ring
            )
            for v in right
        ]
        for q in left
    ]
    inverse = DomainMatrix(products, (len(left), len(right)), field).inv()
    rows: list[list[Any]] = inverse.to_list()
    return rows


def _conserved(
    form: RealForm, left: Sequence[Row], trace: Any, shares: Sequence[Any]
) -> sp.ImmutableMatrix:
    """The trace times the sum of shares times left vectors, as an operator."""
    common = form.ring.one
    for share in shares:
        common = common.lcm(share.denom)
    total: Row = {}
    for share, vector in zip(shares, left, strict=True):
        scale = trace * share.numer * common.exquo(share.denom)
        for k, value in vector.items():
            total[k] = total.get(k, form.ring.zero) + scale * value
    return _over(form, form.functional({k: v for k, v in total.items() if v}), common)


def _over(form: RealForm, matrix: sp.ImmutableMatrix, denominator: Any) -> sp.ImmutableMatrix:
    """A matrix of polynomials over one more."""
    below = form.ring.to_sympy(denominator)
    return sp.ImmutableMatrix(matrix.applyfunc(lambda entry: in_factors(entry, below)))


def _tidied(entry: sp.Expr) -> sp.Expr:
    numerator, denominator = sp.fraction(sp.together(entry))
    return in_factors(sp.expand(numerator), sp.expand(denominator))
