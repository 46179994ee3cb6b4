"""Units in which the square roots in a matrix become rational.

If number c is measured in units of sqrt(u_c), an entry F_ab becomes F_ab sqrt(u_b/u_a). For an
oscillator such units exist: they make the basis a†ⁿ|0>. Where none exist, the entries stay in the
extension of the rationals by the roots.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sympy as sp

__all__ = ["ByRoot", "Row", "by_root", "in_units"]

Row = dict[int, Any]
# An entry as a sum over squarefree m of a polynomial times sqrt(m).
ByRoot = dict[int, Any]


def by_root(entry: Any, parameters: Sequence[sp.Symbol], primes: Sequence[int]) -> ByRoot:
    """An entry as a sum over squarefree m of a polynomial times sqrt(m)."""
    ring = sp.QQ[parameters].ring
    found: dict[int, Any] = {}
    for powers, coefficient in entry.items():
        of_roots = powers[len(parameters) :]
        m = sp.prod(p for p, k in zip(primes, of_roots, strict=True) if k % 2)
        whole = sp.prod(p ** (k // 2) for p, k in zip(primes, of_roots, strict=True))
        term = ring.from_dict({powers[: len(parameters)]: coefficient * whole})
        found[m] = found.get(m, ring.zero) + term
    return {m: polynomial for m, polynomial in found.items() if polynomial}


def in_units(
    entries: Mapping[tuple[int, int], ByRoot],
    size: int,
    parameters: Sequence[sp.Symbol],
    primes: Sequence[int],
    plain: Sequence[int],
) -> tuple[tuple[int, ...], tuple[Row, ...], Any]:
    """The units, the rows in them, and the ring: rational where units do that.

    The matrix has `size` rows; what is `plain` has to be measured in units of 1.
    """
    rows: tuple[Row, ...] = tuple({} for _ in range(size))
    units = _units(entries, size, primes)
    if units is not None and all(units[k] == 1 for k in plain):
        for (a, b), entry in entries.items():
            ((m, polynomial),) = entry.items()
            ratio = sp.QQ(int(sp.sqrt(m * units[a] * units[b])), units[a])
            rows[a][b] = polynomial.mul_ground(ratio)
        return units, rows, sp.QQ[parameters]
    field = sp.QQ.algebraic_field(*map(sp.sqrt, primes))
    over = field[parameters]
    root = {m: field.from_sympy(sp.sqrt(m)) for entry in entries.values() for m in entry}
    for (a, b), entry in entries.items():
        terms = (p.set_ring(over.ring).mul_ground(root[m]) for m, p in entry.items())
        value = sum(terms, start=over.zero)
        rows[a].update({b: value} if value else {})
    return (1,) * size, rows, over


def _units(
    entries: Mapping[tuple[int, int], ByRoot], size: int, primes: Sequence[int]
) -> tuple[int, ...] | None:
    """Squarefree u with sqrt(m u_a u_b) whole for every entry, if there are any."""
    if any(len(entry) > 1 for entry in entries.values()):
        return None
    neighbours: list[dict[int, int]] = [{} for _ in range(size)]
    for (a, b), entry in entries.items():
        neighbours[a][b] = neighbours[b][a] = next(iter(entry))
    units: dict[int, int] = {}
    for start in range(size):
        waiting = [start] if start not in units else []
        units.setdefault(start, 1)
        while waiting:
            a = waiting.pop()
            for b, m in neighbours[a].items():
                if b not in units:
                    units[b] = _squarefree(m * units[a], primes)
                    waiting.append(b)
    fit = all(
        _squarefree(m * units[a] * units[b], primes) == 1
        for (a, b), entry in entries.items()
        for m in entry
    )
    return tuple(units[k] for k in range(size)) if fit else None


def _squarefree(number: int, primes: Sequence[int]) -> int:
    """The squarefree part of a product of squarefree numbers."""
    while square := next((p * p for p in primes if number % (p * p) == 0), 0):
        number //= square
    return number
