"""The kernel of a sparse matrix of polynomials, without fractions.

Rows are dictionaries from columns to elements of a polynomial ring. Elimination combines two rows
with the cofactors of their entries in the pivot's column, and divides each row by what its entries
share.
The pivot is the one that can fill in least, in Markowitz's measure: with it, the steady state of
three coupled qubits takes well below a second where another choice takes minutes.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import sympy as sp
from sympy.polys.matrices import DomainMatrix
from sympy.polys.rings import PolyElement

from beyondthermal.symbolic.polynomial_factors import flint_ring

from .lindblad import TooLongError
from .root_units import Row

__all__ = ["characteristic", "determinant", "kernel", "looks_regular"]

# A polynomial with more terms than this is neither read by anyone nor worth waiting for.
_TERMS = 20_000
# Products of terms in all; what takes more has common divisors that take minutes, too. A driven
# cavity with a qubit and two photons takes 25 million. SymPy is slower by far than python-flint.
_PRODUCTS, _PRODUCTS_OF_SYMPY = 200_000_000, 30_000_000


def looks_regular(rows: Sequence[Mapping[int, Any]], columns: Sequence[int], ring: Any) -> bool:
    """Whether a square matrix is regular at one rational point.

    If it is, its determinant isn't the zero polynomial. If it is not, the point may be to blame.
    """
    point = [(v, 7919 * k + 104_729) for k, v in enumerate(ring.ring.gens)]
    values = [{c: entry.evaluate(point) for c, entry in row.items()} for row in rows]
    return bool(_square(values, columns, ring.domain).rank() == len(columns))


def _square(rows: Sequence[Mapping[int, Any]], columns: Sequence[int], domain: Any) -> DomainMatrix:
    """A square matrix from its rows, the columns in their order."""
    place = {column: k for k, column in enumerate(columns)}
    entries = {(k, place[c]): v for k, row in enumerate(rows) for c, v in row.items() if v}
    return DomainMatrix.from_dok(entries, (len(columns),) * 2, domain)


def kernel(rows: Sequence[Mapping[int, Any]], columns: Sequence[int], ring: Any) -> list[Row]:
    """A basis of the kernel over the rational functions, each vector free of common factors.

    Raises
    ------
    ValueError
        If the polynomials grow too long.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> ring = sp.QQ[symbol("x")]
    >>> kernel([{0: ring.one, 1: -ring.ring.gens[0]}], [0, 1], ring)
    [{1: 1, 0: x}]
    """
    over = flint_ring(ring.symbols) if ring.domain == sp.QQ else None
    asked = rows if over is None else [_whole(row, over) for row in rows]
    echelon = _echelon(asked)
    pivots = {column for column, _ in echelon}
    one = ring.one if over is None else over.constant(1)
    found = [_solution(echelon, free, one) for free in columns if free not in pivots]
    return found if over is None else [_read(vector, ring) for vector in found]


def _whole(row: Mapping[int, Any], over: Any) -> Row:
    """A row without the denominators of its coefficients, in polynomials of python-flint."""
    common = int(sp.ilcm(1, 1, *(int(c.denominator) for e in row.values() for c in e.coeffs())))
    return {
        column: over.from_dict({powers: int(c * common) for powers, c in entry.items()})
        for column, entry in row.items()
    }


def _read(vector: Row, ring: Any) -> Row:
    """A vector in elements of the ring."""
    return {
        k: ring.ring.from_dict(
            {tuple(map(int, powers)): sp.QQ(int(c)) for powers, c in value.to_dict().items()}
        )
        for k, value in vector.items()
    }


def _echelon(rows: Sequence[Mapping[int, Any]]) -> list[tuple[int, Row]]:
    """Pivots and their rows; a row holds no pivot of an earlier one."""
    left = [_primitive(dict(row)) for row in rows if row]
    done: list[tuple[int, Row]] = []
    products = 0
    while left:
        k, column = _pivot(left)
        pivot = left.pop(k)
        done.append((column, pivot))
        products += sum(_products(row, pivot, column) for row in left if column in row)
        own = isinstance(pivot[column], PolyElement)
        if products > (_PRODUCTS_OF_SYMPY if own else _PRODUCTS):
            raise _too_long(pivot[column], f"more than {products:,} products of terms")
        reduced = (_reduced(row, pivot, column) if column in row else row for row in left)
        left = [row for row in reduced if row]
    return done


def _pivot(rows: Sequence[Row]) -> tuple[int, int]:
    """The entry whose elimination fills in least; the shortest of several."""
    uses = Counter(column for row in rows for column in row)
    _, _, k, column = min(
        ((len(row) - 1) * (uses[column] - 1), len(entry), k, column)
        for k, row in enumerate(rows)
        for column, entry in row.items()
    )
    return k, column


def _reduced(row: Row, pivot: Row, column: int) -> Row:
    """The row without its entry in the pivot's column."""
    shared = row[column].gcd(pivot[column])
    own, other = _quotient(pivot[column], shared), _quotient(row[column], shared)
    zero = own - own
    found = {
        c: own * row.get(c, zero) - other * pivot.get(c, zero)
        for c in {**row, **pivot}
        if c != column
    }
    return _primitive({c: _short(value) for c, value in found.items() if value})


def _products(row: Row, pivot: Row, column: int) -> int:
    """How many products of terms the elimination takes at most."""
    both = (row, pivot), (pivot, row)
    return sum(len(other[column]) * sum(map(len, one.values())) for one, other in both)


def _quotient(value: Any, divisor: Any) -> Any:
    """A polynomial by one that divides it."""
    return value.exquo(divisor) if isinstance(value, PolyElement) else value / divisor


def _short(value: Any) -> Any:
    if len(value) > _TERMS:
        raise _too_long(value, f"polynomials of more than {_TERMS:,} terms")
    return value


def _too_long(value: Any, takes: str) -> TooLongError:
    own = isinstance(value, PolyElement)
    names = ", ".join(map(str, value.ring.symbols if own else value.context().names()))
    return TooLongError(
        f"The steady state in the symbols {names} takes {takes}: put numbers in place of some of "
        "them."
    )


def _primitive(row: Row) -> Row:
    """The row, or vector, without the common factor of its entries."""
    shared = None
    for entry in sorted(row.values(), key=len):
        shared = entry if shared is None else shared.gcd(entry)
        if shared == 1:
            return row
    return {c: _quotient(entry, shared) for c, entry in row.items()}


def _solution(echelon: Sequence[tuple[int, Row]], free: int, one: Any) -> Row:
    """The vector of the kernel that is one free unknown, and what follows from it."""
    found: Row = {free: one}
    for column, row in reversed(echelon):
        known = (entry * found[c] for c, entry in row.items() if c != column and c in found)
        value = -sum(known, start=one - one)
        if value:
            shared = value.gcd(row[column])
            scale = _quotient(row[column], shared)
            found = {c: _short(scale * v) for c, v in found.items()}
            found[column] = _quotient(value, shared)
    return _primitive(found)


def determinant(rows: Sequence[Mapping[int, Any]], columns: Sequence[int], ring: Any) -> sp.Expr:
    """The determinant of a square matrix of polynomials, without divisions."""
    constant = _square(rows, columns, ring).charpoly()[-1]
    return ring.to_sympy(constant if len(columns) % 2 == 0 else -constant)


def characteristic(matrix: sp.MatrixBase, z: sp.Symbol) -> sp.Expr:
    """det(z - M), multiplied out, by elements of the ring that the entries are from.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y, z = symbols("x y z")
    >>> characteristic(sp.Matrix([[0, x], [y, x]]), z)
    -x*y - x*z + z**2
    """
    exact = DomainMatrix.from_Matrix(matrix)
    coefficients = reversed(exact.charpoly())
    return sp.expand(sum(exact.domain.to_sympy(a) * z**k for k, a in enumerate(coefficients)))
