"""The master equation in real numbers: those that make up a Hermitian matrix, and how they change.

A Hermitian d × d matrix is d² real numbers: rho_ii, Re rho_ij and Im rho_ij for i < j. Between
them L is a real matrix, and its sparsity falls into more blocks than that of the superoperator:
at resonance, for instance, it keeps the two quadratures of a coherence apart.

Square roots of numbers are taken out by units where that is possible, see `root_units.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sympy as sp

from beyondthermal.symbolic.symbols import unknowns

from .lindblad import (
    Block,
    Lindbladian,
    TooLongError,
    Unchecked,
    invariant_blocks,
    superoperator_entries,
)
from .root_units import ByRoot, Row, by_root, in_units

__all__ = ["RealForm", "real_form"]

Coordinate = tuple[int, int, int]
_MOST_LEVELS = 16


@dataclass(frozen=True)
class RealForm:
    """A generator between real numbers, polynomial in the parameters.

    Attributes
    ----------
    dimension
        Dimension d of the Hilbert space.
    coordinates
        (i, j, 0) is Re rho_ij, (i, j, 1) is Im rho_ij, with i <= j.
    units
        The squarefree integer u_c of each coordinate: it is measured in units of sqrt(u_c). It
        is 1 for populations.
    rows
        Row a holds the entries F_ab by b. If rates are rational functions, their common
        denominator is multiplied out: time is measured in other units.
    ring
        The polynomial ring of the entries.
    superblocks
        The invariant blocks of the superoperator; index i·d + j stands for |i><j|.
    """

    dimension: int
    coordinates: tuple[Coordinate, ...]
    units: tuple[int, ...]
    rows: tuple[Row, ...]
    ring: Any
    superblocks: tuple[Block, ...]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The index sets that the sparsity keeps apart."""
        return invariant_blocks(
            ((a, b) for a, row in enumerate(self.rows) for b in row), len(self.rows)
        )

    @cached_property
    def diagonal(self) -> tuple[int, ...]:
        """The coordinates that are populations, in order."""
        return tuple(k for k, (i, j, _) in enumerate(self.coordinates) if i == j)

    @cached_property
    def columns(self) -> tuple[Row, ...]:
        """The transposed rows."""
        found: tuple[Row, ...] = tuple({} for _ in self.rows)
        for a, row in enumerate(self.rows):
            for b, entry in row.items():
                found[b][a] = entry
        return found

    def trace(self, values: Mapping[int, Any]) -> Any:
        """The trace of the matrix with these coordinates, in the ring."""
        return sum((values[k] for k in self.diagonal if k in values), start=self.ring.zero)

    def matrix(self, values: Mapping[int, Any]) -> sp.ImmutableMatrix:
        """The Hermitian matrix with these coordinates, elements of the ring."""
        rho = sp.zeros(self.dimension, self.dimension)
        for k, value in values.items():
            i, j, part = self.coordinates[k]
            unit = sp.sqrt(self.units[k]) * (sp.I if part else 1)
            whole = self.ring.to_sympy(value)
            rho[i, j] += _times(unit, whole)
            if i != j:
                rho[j, i] += _times(sp.conjugate(unit), whole)
        return sp.ImmutableMatrix(rho)

    def expectation(self, operator: sp.Matrix, values: Mapping[int, Any]) -> Any:
        """tr(O rho) of a Hermitian O and the matrix with these coordinates, in the ring.

        Raises
        ------
        ValueError
            If an element of O isn't in the ring.
        """
        total = self.ring.zero
        for k, value in values.items():
            i, j, part = self.coordinates[k]
            one, other = operator[i, j], operator[j, i]
            weight = one if i == j else sp.I * (other - one) if part else one + other
            weight = sp.expand(sp.sqrt(self.units[k]) * weight)
            try:
                total += self.ring.from_sympy(weight) * value
            except sp.CoercionFailed:
                raise ValueError(f"{weight} is no polynomial in the model's symbols.") from None
        return total

    def functional(self, values: Mapping[int, Any]) -> sp.ImmutableMatrix:
        """The Hermitian Q with tr(Q rho) = sum of value times coordinate."""
        # An off-diagonal element of Q meets that of rho twice.
        diagonal = {*self.diagonal}
        share = {k: self.units[k] * (1 if k in diagonal else 2) for k in values}
        domain = self.ring.domain
        return self.matrix(
            {k: v.mul_ground(domain.one / domain(share[k])) for k, v in values.items()}
        )


def _times(unit: sp.Expr, polynomial: sp.Expr) -> sp.Expr:
    if unit == 1:
        return polynomial
    return sp.Add(*(unit * term for term in sp.Add.make_args(polynomial)))


def real_form(lindbladian: Lindbladian) -> RealForm:
    """The generator between the real numbers of a Hermitian matrix.

    Raises
    ------
    ValueError
        If there are too many levels, rates or matrix elements aren't rational functions, or the
        Hamiltonian isn't Hermitian.

    Examples
    --------
    >>> from beyondthermal.symbolic.operators import sigma_minus
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> form = real_form(Lindbladian(sp.zeros(2, 2), ((symbol("gamma"), sigma_minus),)))
    >>> form.coordinates, form.blocks
    (((0, 0, 0), (0, 1, 0), (0, 1, 1), (1, 1, 0)), ((0, 3), (1,), (2,)))
    """
    if lindbladian.dimension > _MOST_LEVELS:
        raise TooLongError(
            f"The steady state is derived for up to {_MOST_LEVELS} levels, not for "
            f"{lindbladian.dimension}."
        )
    polynomial = _polynomial(lindbladian)
    d, roots = lindbladian.dimension, unknowns("root", len(lindbladian.primes))
    coordinates = tuple(
        (i, j, part) for i in range(d) for j in range(i, d) for part in range(1 + (i != j))
    )
    parameters = lindbladian.parameters or unknowns("none", 1)
    ring = sp.QQ_I[(*parameters, *roots)]
    named = {sp.sqrt(p): root for p, root in zip(lindbladian.primes, roots, strict=True)}
    try:
        entries = superoperator_entries(
            polynomial, ring, lambda expr: ring.from_sympy(_with_roots_named(expr, named))
        )
    except (ValueError, sp.CoercionFailed):
        raise ValueError(
            "Argument `lindbladian` must have rates and matrix elements that are rational "
            "functions of real symbols, with square roots of numbers at most: "
            "`dressed(lindbladian)` has symbols for other roots and functions."
        ) from None
    over, primes = sp.QQ[ring.symbols], lindbladian.primes
    parts = {
        at: [by_root(part, parameters, primes) for part in _parts(entry, over)]
        for at, entry in entries.items()
    }
    superblocks = invariant_blocks((at for at, both in parts.items() if any(both)), d * d)
    populations = [k for k, (i, j, _) in enumerate(coordinates) if i == j]
    units, rows, ring = in_units(
        _real_entries(parts, coordinates, d), len(coordinates), parameters, primes, populations
    )
    return RealForm(d, coordinates, units, rows, ring, superblocks)


def _polynomial(lindbladian: Lindbladian) -> Lindbladian:
    """The model times the common denominator of its rates; jump operators without denominators."""
    hamiltonian = lindbladian.hamiltonian
    if not sp.Matrix(hamiltonian - hamiltonian.H).applyfunc(sp.expand).is_zero_matrix:
        raise ValueError(
            "Argument `hamiltonian` must be Hermitian, with real symbols, "
            f"but got {hamiltonian.tolist()}."
        )
    jumps = []
    for rate, jump in lindbladian.jumps:
        common = _common_denominator(jump.todok().values())
        jumps.append((rate / common**2, (jump * common).applyfunc(sp.cancel)))
    scale = _common_denominator([*hamiltonian.todok().values(), *(rate for rate, _ in jumps)])
    if scale == 1:
        return Unchecked(hamiltonian, tuple(jumps))
    return Unchecked(
        (hamiltonian * scale).applyfunc(sp.cancel),
        tuple((sp.cancel(rate * scale), jump) for rate, jump in jumps),
    )


def _common_denominator(expressions: Iterable[sp.Expr]) -> sp.Expr:
    denominators = {sp.denom(sp.together(e)) for e in expressions}
    return sp.lcm_list([d for d in denominators if not d.is_number] or [1])


def _with_roots_named(expr: sp.Expr, named: Mapping[sp.Expr, sp.Symbol]) -> sp.Expr:
    """An expanded expression with a symbol for the square root of each prime."""

    def product_of_roots(power: sp.Expr) -> sp.Expr:
        return sp.prod(named[sp.sqrt(p)] ** k for p, k in sp.factorint(power.base).items())

    return sp.expand(expr).replace(
        lambda e: e.is_Pow and e.base.is_Integer and e.exp == sp.Rational(1, 2), product_of_roots
    )


def _parts(entry: Any, over: Any) -> tuple[Any, Any]:
    """Real and imaginary part of a polynomial over Q(i)."""
    return (
        over.ring.from_dict({powers: c.x for powers, c in entry.items() if c.x}),
        over.ring.from_dict({powers: c.y for powers, c in entry.items() if c.y}),
    )


def _real_entries(
    parts: Mapping[tuple[int, int], Sequence[ByRoot]], coordinates: Sequence[Coordinate], d: int
) -> dict[tuple[int, int], ByRoot]:
    """The equations of Re rho_ij and Im rho_ij, i <= j."""
    index = {coordinate: k for k, coordinate in enumerate(coordinates)}
    found: dict[tuple[int, int], ByRoot] = {}

    def add(a: Coordinate, b: Coordinate, value: ByRoot, sign: int) -> None:
        if a in index and b in index:
            entry = found.setdefault((index[a], index[b]), {})
            for m, polynomial in value.items():
                entry[m] = entry.get(m, 0) + sign * polynomial

    for (row, column), (real, imaginary) in parts.items():
        (i, j), (k, m) = divmod(row, d), divmod(column, d)
        if i > j:
            continue
        # rho_km = Re + i Im for k < m, and its conjugate for k > m.
        sign, (low, high) = (1 if k < m else -1), sorted((k, m))
        add((i, j, 0), (low, high, 0), real, 1)
        add((i, j, 0), (low, high, 1), imaginary, -sign)
        add((i, j, 1), (low, high, 0), imaginary, 1)
        add((i, j, 1), (low, high, 1), real, sign)
    reduced = {at: {m: p for m, p in entry.items() if p} for at, entry in found.items()}
    return {at: entry for at, entry in reduced.items() if entry}
