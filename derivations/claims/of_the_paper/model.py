"""The model: Eqs. (1)-(3), (A1)-(A2), (A11), the algebra, the Bell basis, rate equations."""

from collections.abc import Mapping

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Statement
from beyondthermal.derivations.claims.domains import ANY_MATRIX
from beyondthermal.derivations.claims.regions import RATES
from beyondthermal.derivations.claims.statements import D, equation, unknown
from beyondthermal.symbolic.decision.boxes import Where
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine.kraus import equilibrium_roots
from beyondthermal.symbolic.machine.machine import MACHINE
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.operator_notation import Tr, dissipator
from beyondthermal.symbolic.operators import BELL, BELL_LABELS, J_A, J_S
from beyondthermal.symbolic.statements import Iff
from beyondthermal.symbolic.symbols import POSITIVE, declared, symbol, symbols

from .superoperator import FREQUENCY, MOVING, PRINTED, bell_machine, in_motion, turned

__all__ = ["CLAIMS", "ENERGIES", "STEPS", "golden_rule", "hamiltonian"]

omega_0, gamma_plus, gamma_A, gamma_S, x, y = symbols("omega_0 gamma_plus gamma_A gamma_S x y")
rho, rho_dot, L_rho, H_0, c_1, c_1_dagger = symbols("rho rho_dot L_rho H_0 c_1 c_1_dagger")
c_2, c_2_dagger, rho_dagger, rho_dot_dagger = symbols("c_2 c_2_dagger rho_dagger rho_dot_dagger")
beta_A, beta_S = symbols("beta_A beta_S")
ROOT = sp.sqrt(2)
BASIS = ("00", "01", "10", "11")
KETS = symbols("ket_G ket_S ket_A ket_E")
_WITH_FREQUENCY: Where = {**FREQUENCY, **RATES}
# Inverse temperatures are counted in units of 1/omega_0.
_IN_UNITS: Where = {omega_0: POSITIVE, **RATES}
# The populations divide each other.
_OCCUPIED: Where = {**RATES, **dict.fromkeys(symbols("p_G p_S p_E"), POSITIVE)}


def hamiltonian() -> Mapping[sp.Basic, sp.Basic]:
    """The matrix of H0."""
    return {H_0: MACHINE.hamiltonian}


MASTER_EQUATION = (
    equation(rho_dot, L_rho - sp.I * (H_0 * rho - rho * H_0)),
    equation(H_0, omega_0 * (c_1_dagger * c_1 + c_2_dagger * c_2)),
    equation(Tr(rho_dot), 0),
    equation(rho_dagger, rho),
    equation(rho_dot_dagger, rho_dot),
)


def _moved(state: sp.Matrix) -> Mapping[sp.Basic, sp.Basic]:
    """A matrix, and what the master equation and its dissipative part make of it."""
    dissipative = Lindbladian(sp.zeros(4, 4), MACHINE.jumps)
    moved = MACHINE(state).applyfunc(sp.expand)
    return {rho: state, rho_dot: moved, L_rho: dissipative(state)}


def hermitian() -> Mapping[sp.Basic, sp.Basic]:
    """Any Hermitian matrix, and what the master equation makes of it."""
    real, imaginary = (sp.Matrix(4, 4, lambda i, j, k=k: declared(f"{k}{i}{j}", sp.Reals))
                       for k in "ab")  # fmt: skip
    state = real + real.T + sp.I * (imaginary - imaginary.T)
    moved = _moved(state)
    daggers = {rho_dagger: state.H, rho_dot_dagger: moved[rho_dot].H}
    return {**hamiltonian(), **moved, **daggers}


def any_matrices() -> Mapping[sp.Basic, sp.Basic]:
    """Sixteen unknowns for the state, and for an operator and its adjoint."""
    operators = {symbol("o"): unknown(4, "a"), symbol("o_dagger"): unknown(4, "b")}
    return {**_moved(unknown(4)), **operators}


def liouvillian() -> Statement:
    """Eq. (2) as printed is the standard Lindblad form with jump operators J at rates Γ."""
    any_operator, total = dissipator(*symbols("o o_dagger rho")), sp.S.Zero
    for mode, damping in (("J_A", gamma_A), ("J_S", gamma_S)):
        total += gamma_plus * D(f"{mode}_dagger") / 2 + damping * D(mode) / 2
    return (
        equation(L_rho, total),
        equation(any_operator, any_operator.doit()),
        equation(symbol("J_S"), c_1 + c_2),
        equation(symbol("J_A"), c_1 - c_2),
    )


def detailed_balance() -> Statement:
    """Eq. (3), and that each reservoir alone leaves the Gibbs state at its own temperature."""
    reservoirs = ("S", y, beta_S, gamma_S), ("A", x, beta_A, gamma_A)
    shown = [equation(gamma_plus / gamma, sp.exp(-beta)) for _, _, beta, gamma in reservoirs]
    for label, factor, beta, gamma in reservoirs:
        gibbs, alone = sp.exp(-beta * H_0 / omega_0), symbol(f"L_{label}")
        shown.append(equation(factor, gamma / gamma_plus))
        shown += [equation(symbol(f"rho_{label}"), gibbs / Tr(gibbs)), equation(alone, 0)]
    return tuple(shown)


def in_equilibrium() -> Mapping[sp.Basic, sp.Basic]:
    """The equilibrium state of each reservoir, and what the machine's jumps of it make of that."""
    found = dict(hamiltonian())
    for label, jumps in (("A", MACHINE.jumps[:2]), ("S", MACHINE.jumps[2:])):
        state = equilibrium_roots()[label] ** 2
        alone = Lindbladian(sp.zeros(4, 4), jumps)
        found |= {symbol(f"rho_{label}"): state, symbol(f"L_{label}"): alone(state)}
    return found


PRINTED_ALGEBRA = (
    equation(c_1 * c_1_dagger + c_1_dagger * c_1, 1),
    equation(c_2 * c_2_dagger + c_2_dagger * c_2, 1),
    equation(c_1 * c_2_dagger + c_2_dagger * c_1, 0),
)
# {c_i, c_i†} = 1 on one site, [c_1, c_2] = [c_1, c_2†] = 0 between the two.
SPIN_ALGEBRA = (
    *PRINTED_ALGEBRA[:2],
    equation(c_1 * c_2_dagger + c_2_dagger * c_1, 2 * c_1 * c_2_dagger),
    equation(c_1 * c_2 - c_2 * c_1, 0),
    equation(c_1 * c_2_dagger - c_2_dagger * c_1, 0),
)
# J_S destroys A: the antisymmetric state doesn't see the cavity, nor reservoir S.
DARK = tuple(
    equation(symbol(mode) * symbol(f"ket_{k}"), 0)
    for mode, k in (("J_S", "A"), ("J_S_dagger", "A"), ("J_A", "S"), ("J_A_dagger", "S"))
)
ENERGIES = dict(zip(BELL_LABELS, (sp.S.Zero, omega_0, omega_0, 2 * omega_0), strict=True))
# The Bell states are eigenstates of H0.
LEVELS = tuple(equation(H_0 * k, E * k) for k, E in zip(KETS, ENERGIES.values(), strict=True))


def computational_basis() -> Mapping[sp.Basic, sp.Basic]:
    """The product states."""
    return {symbol(f"ket_{name}"): sp.eye(4).col(k) for k, name in enumerate(BASIS)}


def bell_states() -> Statement:
    """G, S, A, E in the computational basis, and that they are a basis themselves."""
    kets = [symbol(f"ket_{name}") for name in BASIS]
    projectors = (symbol(f"ket_{k}") * symbol(f"bra_{k}") for k in BELL_LABELS)
    sums = (sp.collect(BELL.col(k).dot(kets), 1 / ROOT) for k in range(4))
    return (*map(equation, KETS, sums), equation(sp.Add(*projectors), 1))


def matrix_elements() -> Statement:
    """What the collective modes do to the Bell states."""
    shown = []
    for name, mode in (("S", J_S), ("A", J_A)):
        for (row, column), value in sorted(turned(mode).todok().items()):
            state = symbol(f"J_{name}") * symbol(f"ket_{BELL_LABELS[column]}")
            shown.append(equation(state, value * symbol(f"ket_{BELL_LABELS[row]}")))
    return tuple(shown)


def one_reservoir() -> Statement:
    """Reservoir S alone: the populations of G and of E are at rest if each bond is balanced."""
    p_G, p_S, p_E = symbols("p_G p_S p_E")
    alone = Lindbladian(bell_machine().hamiltonian, bell_machine().jumps[2:])
    rates = alone(sp.diag(p_G, p_S, symbol("p_A"), p_E)).diagonal()
    ratios = (p_S / p_G, p_E / p_S)
    return tuple(
        Iff(equation(sp.expand(rate), 0), equation(ratio, gamma_plus / gamma_S))
        for rate, ratio in zip((rates[0], rates[3]), ratios, strict=True)
    )


def golden_rule(label: str) -> sp.Expr:
    """Gain minus loss of a population: each rate times the squared matrix element of its jump."""
    k, found = BELL_LABELS.index(label), sp.Integer(0)
    for rate, jump in PRINTED.jumps:
        for (to, start), amplitude in turned(jump).todok().items():
            current = rate * sp.expand(amplitude**2) * symbol(f"p_{BELL_LABELS[start]}")
            found += (int(to == k) - int(start == k)) * current
    return sp.expand(found)


def rate_equations() -> Statement:
    """The populations' rate equations, by the golden rule."""
    p = symbols("p_G p_S p_A p_E")
    return tuple(
        equation(symbol(f"dp_{k}"), sp.collect(golden_rule(k), p, sp.factor)) for k in "GSAE"
    )


CONSERVATION = equation(sp.Add(*symbols("dp_G dp_S dp_A dp_E"), evaluate=False), 0)


ANY_HERMITIAN = "any Hermitian $ρ$"
CLAIMS = (
    Claim("1", "The master equation conserves trace and Hermiticity", MASTER_EQUATION,
          where=_WITH_FREQUENCY, local=hermitian, given=ANY_HERMITIAN),
    Claim("A1", "The master equation again, as Eq. (1)", MASTER_EQUATION,
          where=_WITH_FREQUENCY, local=hermitian, given=ANY_HERMITIAN),
    Claim("levels", "$G$, $S$, $A$, $E$ are eigenstates of $H0$; $S$ and $A$ are degenerate",
          LEVELS, where=FREQUENCY, local=hamiltonian),
    Claim("2", "The Liouvillian is of Lindblad form: jumps $J$ at the rates $Γ$", liouvillian,
          where=RATES, local=any_matrices, given=ANY_MATRIX),
    Claim("A2", "The Liouvillian again, as Eq. (2)", liouvillian,
          where=RATES, local=any_matrices, given=ANY_MATRIX),
    Claim("3", "Each reservoir alone has its Gibbs state as steady state", detailed_balance,
          where=_IN_UNITS, local=in_equilibrium),
    Claim("A11", "The effective temperatures again, as Eq. (3)", detailed_balance,
          where=_IN_UNITS, local=in_equilibrium),
    Claim("algebra", "The $c_i$ anticommute, whichever their sites are", PRINTED_ALGEBRA,
          Verdict.REFUTED),
    Claim("algebra-corrected", "The $c_i$ anticommute on one site; different sites commute",
          SPIN_ALGEBRA, corrects="algebra"),
    Claim("dark", "Each mode is dark for the middle state of the other reservoir", DARK),
)  # fmt: skip
STEPS = (
    Claim("bell-states", "The Bell basis: ground, symmetric, antisymmetric, excited",
          bell_states, local=computational_basis),
    Claim("matrix-elements", "What the collective modes do: four matrix elements of one modulus",
          matrix_elements),
    Claim("detailed-balance", "Reservoir $S$ alone: every step up the ladder costs one factor",
          one_reservoir, where=_OCCUPIED),
    Claim("rate-equations", "The rate equations of the populations", rate_equations,
          where=MOVING, local=in_motion, given=ANY_MATRIX),
    Claim("conservation", "Population is conserved", (CONSERVATION,),
          where=MOVING, local=in_motion, given=ANY_MATRIX),
)  # fmt: skip
