"""One steady state for all parameters, seen from jumps and Hamiltonian, without determinants.

An enclosure is a subspace that K = -iH - sum_k Γ_k L_k†L_k/2 and every L_k with Γ_k > 0 map into
itself. The support of a steady state is one. If there were two steady states, their difference
would be a stationary X = X+ - X- with orthogonal X+ and X-, both of them stationary, since the
semigroup is positive and keeps the trace: two orthogonal enclosures. So there is only one steady
state if all enclosures other than 0 have a vector in common (Baumgartner and Narnhofer,
J. Phys. A 41, 395303 (2008)). Two ways to see one:

- Jumps that take the basis states down in some order generate a nilpotent algebra, and so each
  enclosure holds a vector that all of them annihilate (Engel). If there is only one such vector,
  all enclosures hold it.
- If the algebra that K and the jumps generate holds |i><j| for every j but i, each enclosure holds
  |i>: any vector that has another component is taken there, and one that has none is it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import sympy as sp

from beyondthermal.symbolic.decision.proof import Proof, Verdict
from beyondthermal.symbolic.decision.signs.sign_on_box import sign_on

from .lindblad import Lindbladian

__all__ = ["unique_by_enclosures"]

Domains = Mapping[sp.Symbol, sp.Set]
Entry = tuple[int, int]
Reduced = Callable[[sp.Expr], sp.Expr]
# The entries of an operator that aren't zero.
Entries = Mapping[Entry, sp.Expr]


def unique_by_enclosures(
    lindbladian: Lindbladian, where: Domains, reduced: Reduced = sp.expand
) -> Proof | None:
    """A proof that there is one steady state for all parameters, None if this doesn't show it.

    Parameters
    ----------
    lindbladian
        The model.
    where
        The range of each of its symbols.
    reduced
        Multiplies a polynomial out, with what is known of its symbols, as c² + s² = 1.

    Examples
    --------
    >>> from beyondthermal.symbolic.operators import sigma_minus
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> gamma, x = symbol("gamma"), sp.Matrix([[0, 1], [1, 0]])
    >>> decay = Lindbladian(sp.zeros(2, 2), ((gamma, sigma_minus),))
    >>> unique_by_enclosures(decay, {gamma: sp.Interval.open(0, sp.oo)}).verdict.name
    'PROVED'
    >>> dephasing = Lindbladian(sp.zeros(2, 2), ((gamma, sp.diag(1, -1)),))
    >>> unique_by_enclosures(dephasing, {gamma: sp.Interval.open(0, sp.oo)}) is None
    True
    """
    jumps = [jump for rate, jump in lindbladian.jumps if _is_nonzero(rate, where, reduced)]
    if method := _by_engel(jumps) or _by_units(
        lindbladian, jumps, lambda value: _is_nonzero(value, where, reduced)
    ):
        return Proof(Verdict.PROVED, method)
    return None


def _is_nonzero(value: sp.Expr, where: Domains, reduced: Reduced) -> bool:
    """Whether real part, imaginary part or |value|² has one sign for all parameters."""
    parts = sp.expand(value).as_real_imag()
    modulus = [reduced(sp.expand(sum(part**2 for part in parts)))] if all(parts) else []
    for part in (*parts, *modulus):
        box = {v: where.get(v, sp.Reals) for v in part.free_symbols}
        if part != 0 and sign_on(part, box)[0]:
            return True
    return False


def _by_engel(jumps: Sequence[sp.Matrix]) -> str:
    """As many jumps of numbers as take the basis states down in one order."""
    down: list[sp.Matrix] = []
    for jump in jumps:
        if not jump.free_symbols and _is_acyclic([*down, jump]):
            down.append(jump)
    if not down or len(sp.Matrix.vstack(*map(sp.Matrix, down)).nullspace()) != 1:
        return ""
    return "the jumps lead down to one state, and each enclosure holds it (Engel)"


def _is_acyclic(operators: Sequence[sp.Matrix]) -> bool:
    """Whether some order of the basis makes all of them strictly triangular."""
    after: dict[int, set[int]] = {}
    for operator in operators:
        for row, column in operator.todok():
            after.setdefault(column, set()).add(row)
    while ends := {k for k in after if not after[k] & after.keys()}:
        after = {k: rows for k, rows in after.items() if k not in ends}
    return not after


def _by_units(
    lindbladian: Lindbladian, jumps: Sequence[sp.Matrix], is_nonzero: Callable[[sp.Expr], bool]
) -> str:
    """Whether the algebra holds all |i><j| of a row i, as far as single entries show it."""
    generator = -sp.I * sp.Matrix(lindbladian.hamiltonian)
    for rate, jump in lindbladian.jumps:
        generator -= rate * sp.Matrix(jump.H * jump) / 2
    operators = [
        {at: value for at, entry in matrix.todok().items() if (value := sp.expand(entry))}
        for matrix in map(sp.Matrix, (generator, *jumps))
    ]
    nonzero = {
        (k, at)
        for k, entries in enumerate(operators)
        for at, value in entries.items()
        if is_nonzero(value)
    }
    units: set[Entry] = set()
    while more := {*_next_units(operators, nonzero, units)} - units:
        units |= more
    d = lindbladian.dimension
    for i in range(d):
        if all((i, j) in units for j in range(d) if j != i):
            return f"each enclosure holds level {i + 1}: Hamiltonian and jumps lead to it"
    return ""


def _next_units(
    operators: Sequence[Entries], nonzero: set[tuple[int, Entry]], units: set[Entry]
) -> Iterator[Entry]:
    """What follows in one step: a combination of which one entry is left is a unit."""

    def single(k: int, found: Iterable[tuple[Entry, Entry]]) -> Iterator[Entry]:
        left = [(made, at) for made, at in found if made not in units]
        if len(left) == 1 and (k, left[0][1]) in nonzero:
            yield left[0][0]

    for k, entries in enumerate(operators):
        yield from single(k, ((at, at) for at in entries))
        for i, j in units:
            yield from single(k, (((i, b), (a, b)) for a, b in entries if a == j))
            yield from single(k, (((a, j), (a, b)) for a, b in entries if b == i))
    yield from ((i, m) for i, j in units for k, m in units if j == k)
