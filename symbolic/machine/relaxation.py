"""How long until the steady state: the eigenvalues of the machine's superoperator, in units of Γ⁺.

H0 does nothing to an invariant block but turn it as a whole, at omega_0 times the difference k in
excitations between ket and bra. So the eigenvalues are z - i k omega_0, where z is a root of the
characteristic polynomial without H0, and that factors over the rates.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import sympy as sp

from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Proof, all_of, entrywise, identity
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian, invariant_blocks
from beyondthermal.symbolic.master_equation.polynomial_matrices import characteristic
from beyondthermal.symbolic.operators import number
from beyondthermal.symbolic.symbols import POSITIVE, symbols

from .machine import MACHINE, boltzmann_factors

__all__ = [
    "Mode",
    "coherence_modes",
    "determinant",
    "every_mode_decays",
    "modes",
    "population_mode",
    "relaxation_gap",
    "rotation_is_common",
    "slower_rate",
    "slowest_is_a_coherence",
]

omega_0, x, y, z, A = symbols("omega_0 x y z A")


@dataclass(frozen=True)
class Mode:
    """Eigenvalues z - i k omega_0 of the superoperator.

    Attributes
    ----------
    polynomial
        Monic and irreducible over the rates; its roots are the z.
    excitations
        The difference k in excitations between ket and bra.
    multiplicity
        How often these eigenvalues occur.
    """

    polynomial: sp.Expr
    excitations: int
    multiplicity: int


def _difference(index: int) -> int:
    """Excitations of the ket less those of the bra, for an element of the density matrix."""
    ket, bra = divmod(index, 4)
    return int(number[ket, ket] - number[bra, bra])


@cache
def modes() -> tuple[Mode, ...]:
    """All 16 eigenvalues; the steady state is the mode with the polynomial z.

    Examples
    --------
    >>> [(mode.excitations, mode.multiplicity, sp.degree(mode.polynomial, z)) for mode in modes()]
    [(0, 1, 1), (0, 2, 1), (0, 1, 3), (-1, 1, 2), (-1, 1, 2), (-2, 1, 1), (1, 1, 2), (1, 1, 2), \
(2, 1, 1)]
    """
    jumps = tuple((boltzmann_factors(rate), jump) for rate, jump in MACHINE.jumps)
    dissipator = Lindbladian(sp.zeros(4, 4), jumps).superoperator.to_Matrix()
    found = []
    for block in invariant_blocks(MACHINE.superoperator):
        polynomial = characteristic(dissipator.extract(block, block), z)
        _, factors = sp.factor_list(polynomial, z, x, y)
        for factor, multiplicity in sorted(factors, key=lambda f: sp.degree(f[0], z)):
            monic = sp.collect(sp.expand(factor / sp.LC(factor, z)), z)
            found.append(Mode(monic, _difference(block[0]), multiplicity))
    return tuple(found)


@cache
def determinant(excitations: int) -> sp.Expr:
    """det(z + i k omega_0 - L) where the ket has k excitations less than the bra; Γ⁺ is 1.

    Examples
    --------
    >>> determinant(2)
    x + y + z + 2
    """
    jumps = tuple((boltzmann_factors(rate), jump) for rate, jump in MACHINE.jumps)
    whole = Lindbladian(MACHINE.hamiltonian, jumps).superoperator.to_Matrix()
    elements = [k for k in range(16) if _difference(k) == -excitations]
    rotation = sp.I * excitations * omega_0 * sp.eye(len(elements))
    return characteristic(whole.extract(elements, elements) - rotation, z)


def rotation_is_common() -> Proof:
    """H0 acts on every invariant block as the number -i k omega_0."""
    rotation = Lindbladian(MACHINE.hamiltonian, ()).superoperator.to_Matrix()
    proofs = []
    for block in invariant_blocks(MACHINE.superoperator):
        number_on_block = -sp.I * omega_0 * _difference(block[0]) * sp.eye(len(block))
        proofs.append(entrywise(rotation.extract(block, block), number_on_block))
    return all_of(*proofs)


def population_mode() -> sp.Expr:
    """The cubic whose roots are the populations' three eigenvalues: det(z - W)/z.

    Examples
    --------
    >>> sp.factor(population_mode().subs({x: 1, y: 1}))
    (z + 4)**2*(z + 8)
    """
    (cubic,) = (m.polynomial for m in modes() if sp.degree(m.polynomial, z) == 3)
    return cubic


def coherence_modes() -> tuple[sp.Expr, sp.Expr]:
    """The two quadratics of the coherences that differ by one excitation: x before y, and after."""
    one, other = (m.polynomial for m in modes() if m.excitations == 1)
    first, second = sorted((one, other), key=lambda p: sp.expand(p).coeff(z, 1).coeff(x))
    return first, second


def relaxation_gap() -> sp.Expr:
    """The slowest relaxation rate, over all density matrices, in x and y; the unit is Γ⁺.

    Examples
    --------
    >>> relaxation_gap().subs({x: 1, y: 1})
    2
    """
    first, second = coherence_modes()
    return sp.Min(slower_rate(first, x), slower_rate(second, y))


def slower_rate(quadratic: sp.Expr, variable: sp.Symbol) -> sp.Expr:
    """The smaller r of the two with z = -r a root of z² + b z + c, free of cancellation.

    That is 2c/(b + sqrt(b² - 4c)), and completing the square in a variable leaves no minus sign in
    b² - 4c = (x + y - 2)² + 16 y, or with x in place of y.

    Examples
    --------
    >>> slower_rate(coherence_modes()[0], x)
    (2*x*y + 6*x + 4*y**2 + 6*y + 6)/(x + 3*y + sqrt(16*y + (x + y - 2)**2) + 4)
    """
    _, b, c = sp.Poly(quadratic, z).all_coeffs()
    discriminant = sp.expand(b**2 - 4 * c)
    base = variable + discriminant.coeff(variable, 1) / 2
    return 2 * c / (b + sp.sqrt(sp.expand(discriminant - base**2) + sp.expand(base) ** 2))


def _decays(polynomial: sp.Expr, where: Mapping[sp.Symbol, sp.Set]) -> Proof:
    """Routh and Hurwitz: all roots in z have a negative real part, for degrees up to three."""
    _, *coefficients = sp.Poly(polynomial, z).all_coeffs()
    conditions = list(coefficients)
    if len(coefficients) == 3:
        a, b, c = coefficients
        conditions[1] = sp.expand(a * b - c)
    return all_of(*(positive(condition, where) for condition in conditions))


def every_mode_decays() -> Proof:
    """All eigenvalues but the one of the steady state have a negative real part."""
    others = [mode.polynomial for mode in modes() if mode.polynomial != z]
    return all_of(
        rotation_is_common(),
        *(_decays(polynomial, {x: POSITIVE, y: POSITIVE}) for polynomial in dict.fromkeys(others)),
        method="every factor of the characteristic polynomial passes Routh and Hurwitz",
    )


def slowest_is_a_coherence() -> Proof:
    """The gap is that of a coherence between different numbers of excitations, everywhere.

    Let x = y + A with A >= 0; for A <= 0 exchange the reservoirs, which exchanges the quadratics
    and leaves all else. The first quadratic is not positive at -(x + 1) and at -(y + 3), so that
    its smaller rate is at most r = min(x + 1, y + 3). All other modes decay at r or faster: the
    cubic, shifted by r, passes Routh and Hurwitz, and x + y + 2 > x + 1.
    """
    first, second = coherence_modes()
    cubic = population_mode()
    exchange = {x: y, y: x}
    linear = {mode.polynomial for mode in modes() if sp.degree(mode.polynomial, z) == 1} - {z}
    near, far = sp.Interval(0, 2), sp.Interval(2, sp.oo)
    proofs = [
        identity(first.subs(exchange, simultaneous=True), second),
        identity(cubic.subs(exchange, simultaneous=True), cubic),
        *(positive(lone.subs(z, -(x + 1)), {x: POSITIVE, y: POSITIVE}) for lone in linear),
    ]
    for rate, side in ((x + 1, near), (y + 3, far)):
        at_rate = sp.expand(-first.subs(z, -rate).subs(x, y + A))
        proofs.append(positive(at_rate, {y: POSITIVE, A: side}, strict=False))
        shifted = sp.expand(cubic.subs(z, z - rate).subs(x, y + A))
        proofs.append(_decays(shifted, {y: POSITIVE, A: side}))
    return all_of(*proofs, method="a rate r separates one coherence from all other modes")
