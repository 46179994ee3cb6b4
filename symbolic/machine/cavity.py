"""The full cavity model, Eqs. (7)-(8) and Appendix D, as a ladder of excitation levels.

Hamiltonian and jump operators are sums of (scale, qubit operator, photon word); everything else
is derived from them by letting the Lindbladian act on the generic element |α, n)(β, m|.

The kets |α, n) = |α) a†ⁿ|0> are not normalised, |S) = |01> + |10> and |A) = |01> - |10>, so that
no square root appears.  The excitation number N = n + e_α = m + e_β is conserved between ket and
bra, and each unknown is scaled by min(<α|α>, <β|β>) min(n, m)!: populations are true populations,
coherences stay of their order, and every entry is a polynomial with rational coefficients.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations_with_replacement, product

import sympy as sp
from sympy.polys.matrices import DomainMatrix
from sympy.printing.latex import LatexPrinter

from beyondthermal.symbolic.master_equation.lindblad import invariant_blocks
from beyondthermal.symbolic.operators import BELL, BELL_LABELS, J_S, c_1, c_2, number
from beyondthermal.symbolic.symbols import symbol, symbols

__all__ = [
    "EXCITATIONS",
    "HAMILTONIAN",
    "JUMPS",
    "Ladder",
    "Term",
    "Unknown",
    "ladder",
    "photons",
]

g, kappa, p, gamma, delta, gamma_z, p_c = symbols("g kappa p gamma delta gamma_z p_c")
N = symbol("N")

# Bell states without their square roots, as columns, and what the rest needs to know of them.
KETS = sp.ImmutableMatrix(sp.Matrix.hstack(*(c / max(c) for c in map(BELL.col, range(4)))))
KETS_INVERSE = KETS.inv()
IDENTITY = sp.ImmutableMatrix(sp.eye(4))
NORMS = tuple((KETS.H * KETS)[i, i] for i in range(4))
EXCITATIONS = tuple(int((BELL.H * number * BELL)[i, i]) for i in range(4))


class photons(sp.Function):  # noqa: N801 (mathematics, like sin)
    """The eigenvalue of a†a on |n): n up to the cutoff, 0 above it.

    Because a|n) = photons(n)|n - 1), the zero above the cutoff makes a†|n_max) a vector that
    nothing leads back from: aa†|n_max) = 0, exactly as for operators cut to n_max + 1 Fock states.
    """

    nargs = 1

    def _latex(self, printer: LatexPrinter) -> str:
        return f"s_{{{printer.doprint(self.args[0])}}}"


@dataclass(frozen=True)
class Term:
    """scale · (qubit operator) ⊗ (word): a is -1 and a† is +1, the rightmost acts first."""

    scale: sp.Expr
    qubits: sp.Matrix = IDENTITY
    word: tuple[int, ...] = ()

    @property
    def dagger(self) -> "Term":
        """The adjoint; scales are real."""
        return Term(self.scale, self.qubits.H, tuple(-letter for letter in reversed(self.word)))

    def __matmul__(self, other: "Term") -> "Term":
        """The product of two operators."""
        return Term(self.scale * other.scale, self.qubits * other.qubits, self.word + other.word)

    @cached_property
    def on_kets(self) -> dict[int, dict[int, sp.Expr]]:
        """What the qubit operator makes of each |α): the images |α'), with their coefficients."""
        matrix = KETS_INVERSE * self.qubits * KETS
        return {k: {i: x for (i, j), x in matrix.todok().items() if j == k} for k in range(4)}

    def on(self, ket: int, n: int) -> list[tuple[int, int, sp.Expr]]:
        """The kets (α', n') in the image of |α, N + n), with their coefficients."""
        coefficient = self.scale
        for letter in reversed(self.word):
            coefficient *= photons(N + n) if letter < 0 else 1
            n += letter
        return [(image, n, coefficient * x) for image, x in self.on_kets[ket].items()]


ONE, A = sp.S.One, -1

# Eq. (7) in the frame rotating at omega_cav = omega_0; qubit 1 is detuned by delta, 2 by -delta.
HAMILTONIAN = (
    Term(delta, c_1.H * c_1 - c_2.H * c_2),
    Term(g, J_S.H, (A,)),
    Term(g, J_S, (-A,)),
)

# Eq. (8) and Appendix D: rate, jump operator.
JUMPS = (
    *((p, Term(ONE, c.H)) for c in (c_1, c_2)),
    *((gamma, Term(ONE, c)) for c in (c_1, c_2)),
    *((gamma_z, Term(ONE, 2 * c.H * c - IDENTITY)) for c in (c_1, c_2)),
    (kappa, Term(ONE, word=(A,))),
    (p_c, Term(ONE, word=(-A,))),
)


@dataclass(frozen=True)
class Unknown:
    """One real parameter of a level: a population, or part of the coherence <ket|rho|bra>."""

    part: str
    ket: int
    bra: int

    @property
    def label(self) -> str:
        """As in `AA` for a population, `Im GS` for a coherence."""
        return f"{self.part} {BELL_LABELS[self.ket]}{BELL_LABELS[self.bra]}".strip()

    @property
    def matrix(self) -> dict[tuple[int, int], sp.Expr]:
        """The Hermitian matrix that this unknown multiplies."""
        factor = {"": ONE, "Re": ONE, "Im": sp.I}[self.part]
        return {(self.ket, self.bra): factor, (self.bra, self.ket): sp.conjugate(factor)}

    def photon_numbers(self, level: int) -> tuple[int, int]:
        """The photon numbers (n, m) of ket and bra."""
        return level - EXCITATIONS[self.ket], level - EXCITATIONS[self.bra]

    def weight(self, level: int) -> int:
        """Its square: normalised matrix element = sqrt(weight) × unknown; 1 for populations."""
        m, n = sorted(self.photon_numbers(level))
        norms = NORMS[self.ket], NORMS[self.bra]
        return int(max(norms) / min(norms) * sp.ff(n, n - m))


@dataclass(frozen=True)
class Ladder:
    """The Lindbladian on the levels N = 0, 1, 2, …: block tridiagonal.

    dx_N/dt = from_below x_{N-1} + within x_N + from_above x_{N+1}, entries polynomial in the
    rates, g, delta and photons(N + k).
    """

    unknowns: tuple[Unknown, ...]
    from_below: sp.ImmutableMatrix
    within: sp.ImmutableMatrix
    from_above: sp.ImmutableMatrix


def _sandwiches() -> tuple[tuple[sp.Expr, Term, Term], ...]:
    """The Lindbladian as a sum of scale · A rho B†."""
    one = Term(ONE)
    found = []
    for term in HAMILTONIAN:
        found += [(-sp.I, term, one), (sp.I, one, term)]
    for rate, jump in JUMPS:
        loss = jump.dagger @ jump
        found += [(rate, jump, jump), (-rate / 2, loss, one), (-rate / 2, one, loss)]
    return tuple(found)


def _scale(ket: int, bra: int, n: int) -> sp.Expr:
    """min(<α|α>, <β|β>) k!/N! for k = min(n, m) = N + n, the n given relative to N."""
    steps = sp.Mul(*(photons(N + k) for k in range(min(n, 0) + 1, max(n, 0) + 1)))
    return min(NORMS[ket], NORMS[bra]) * (steps if n > 0 else 1 / steps)


@cache
def _images() -> dict[tuple[int, int], dict[tuple[int, int, int], sp.Expr]]:
    """What becomes of each scaled |α, n)(β, m| of level N: the (α', β', N' - N) it reaches."""
    images = {}
    for ket, bra in product(range(4), repeat=2):
        n, m = -EXCITATIONS[ket], -EXCITATIONS[bra]
        image: dict[tuple[int, int, int], sp.Expr] = {}
        for scale, left, right in _sandwiches():
            for (k, i, x), (b, j, y) in product(left.on(ket, n), right.on(bra, m)):
                ratio = _scale(k, b, min(i, j)) / _scale(ket, bra, min(n, m))
                at = (k, b, i + EXCITATIONS[k])
                image[at] = image.get(at, 0) + scale * x * y * ratio
        images[ket, bra] = image
    return images


def _real_blocks() -> tuple[tuple[Unknown, ...], dict[int, sp.Matrix]]:
    """All sixteen real unknowns of a level, and the blocks that lead to level N' = N + shift."""
    unknowns = [
        Unknown(part, ket, bra)
        for ket, bra in combinations_with_replacement(range(4), 2)
        for part in (("",) if ket == bra else ("Re", "Im"))
    ]
    blocks = {shift: sp.zeros(len(unknowns)) for shift in (-1, 0, 1)}
    for j, source in enumerate(unknowns):
        for pair, factor in source.matrix.items():
            for (ket, bra, shift), coefficient in _images()[pair].items():
                for i, target in enumerate(unknowns):
                    if (ket, bra) == (target.ket, target.bra):
                        imaginary = int(target.part == "Im")
                        entry = sp.expand(factor * coefficient).coeff(sp.I, imaginary)
                        blocks[shift][i, j] += entry
    return tuple(unknowns), blocks


@cache
def ladder(*absent: str) -> Ladder:
    """The levels of the full model, cut down to the unknowns that share a block with populations.

    The generator's sparsity decides which these are.  Without detuning 7 of the 16 real
    parameters of a level are left, with detuning 10.

    Parameters
    ----------
    absent
        Names of parameters that are zero, such as `"delta"`.

    Returns
    -------
    Ladder
        The k unknowns of a level, and three k × k blocks.

    Examples
    --------
    >>> resonant = ladder("delta", "p_c")
    >>> [unknown.label for unknown in resonant.unknowns]
    ['GG', 'Im GS', 'Re GE', 'SS', 'Im SE', 'AA', 'EE']
    >>> resonant.from_below[3, 0]
    p
    """
    zero = dict.fromkeys(symbols(" ".join(absent)), 0)
    unknowns, blocks = _real_blocks()
    below, within, above = (
        blocks[shift].subs(zero).subs(N, N - shift).applyfunc(sp.expand) for shift in (1, 0, -1)
    )
    edges = {at: sp.QQ.one for block in (below, within, above) for at in block.todok()}
    pattern = DomainMatrix.from_dok(edges, (len(unknowns),) * 2, sp.QQ)
    kept = next(list(block) for block in invariant_blocks(pattern) if 0 in block)
    cut = (sp.ImmutableMatrix(block.extract(kept, kept)) for block in (below, within, above))
    return Ladder(tuple(unknowns[i] for i in kept), *cut)
