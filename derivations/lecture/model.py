"""The model: two qubits, the Bell basis, collective modes, two reservoirs."""

from collections.abc import Mapping
from functools import cache

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.of_the_paper import find
from beyondthermal.symbolic.decision.proof import Proof, all_of, identity
from beyondthermal.symbolic.machine.machine import MACHINE
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.operator_equations import OPERATORS, prove
from beyondthermal.symbolic.operators import BELL, BELL_LABELS, J_A, J_S
from beyondthermal.symbolic.symbols import symbol, symbols, unknowns

from .chapter import Chapter

__all__ = ["CHAPTER", "bell_density_matrix", "bell_machine", "motion", "turned_back"]

gamma_plus, gamma_S = symbols("gamma_plus gamma_S")
ROOT = sp.sqrt(2)
BASIS = ("00", "01", "10", "11")


def _turned(operator: sp.Matrix) -> sp.Matrix:
    """An operator in the Bell basis."""
    return (BELL.H * operator * BELL).applyfunc(sp.expand)


@cache
def bell_machine() -> Lindbladian:
    """The machine in the Bell basis; J/√2 has the entries 0 and ±1, so the rates are doubled."""
    jumps = tuple((2 * rate, _turned(jump / ROOT)) for rate, jump in MACHINE.jumps)
    return Lindbladian(_turned(MACHINE.hamiltonian), jumps)


@cache
def bell_density_matrix() -> sp.ImmutableMatrix:
    """A density matrix in the Bell basis; the elements below the diagonal are unknowns."""
    below = iter(unknowns("r", 6))

    def element(i: int, j: int) -> sp.Symbol:
        a, b = BELL_LABELS[i], BELL_LABELS[j]
        return symbol(f"p_{a}") if i == j else symbol(f"rho_{a}{b}") if i < j else next(below)

    return sp.ImmutableMatrix(4, 4, element)


def _elements(matrix: sp.Matrix) -> Mapping[str, sp.Expr]:
    """The elements of a matrix in the Bell basis, by the labels of row and column."""
    pairs = [(i, j) for i in range(4) for j in range(4)]
    return {BELL_LABELS[i] + BELL_LABELS[j]: sp.expand(matrix[i, j]) for i, j in pairs}


@cache
def motion() -> Mapping[str, sp.Expr]:
    """The time derivative of each element: "SA" is that of ⟨S|ρ|A⟩, "GG" that of p_G."""
    return _elements(bell_machine()(sp.Matrix(bell_density_matrix())))


@cache
def turned_back() -> Mapping[str, sp.Expr]:
    """The same from the master equation in the computational basis, which knows no Bell states."""
    rho = BELL * bell_density_matrix() * BELL.H
    return _elements(BELL.H * MACHINE(rho.applyfunc(sp.expand)) * BELL)


def bell_states() -> Finding:
    """G, S, A, E in the computational basis."""
    kets = {symbol(f"ket_{name}"): sp.eye(4).col(k) for k, name in enumerate(BASIS)}
    equations = tuple(
        sp.Eq(symbol(f"ket_{label}"), sp.collect(BELL.col(k).dot(list(kets)), 1 / ROOT),
              evaluate=False)
        for k, label in enumerate(BELL_LABELS)
    )  # fmt: skip
    overlaps = zip(_turned(sp.eye(4)), sp.eye(4), strict=True)
    proof = all_of(
        *(prove(equation, {**OPERATORS, **kets}) for equation in equations),
        *(identity(a, b) for a, b in overlaps),
        method="as columns of four numbers; their overlaps are 0 and 1",
    )
    return Finding(equations, proof)


def matrix_elements() -> Finding:
    """What the collective modes do to the Bell states."""
    equations = []
    for name, mode in (("S", J_S), ("A", J_A)):
        for (row, column), value in sorted(_turned(mode).todok().items()):
            state = symbol(f"J_{name}") * symbol(f"ket_{BELL_LABELS[column]}")
            image = value * symbol(f"ket_{BELL_LABELS[row]}")
            equations.append(sp.Eq(state, image, evaluate=False))
    method = "4 × 4 matrices times columns; in the Bell basis all other elements are zero"
    proof = all_of(*(prove(equation, OPERATORS) for equation in equations), method=method)
    return Finding(tuple(equations), proof)


def one_reservoir() -> Finding:
    """Reservoir S alone, with the pump's and the damping's share of each bond in balance."""
    p_G, p_S, p_E, y = symbols("p_G p_S p_E y")
    alone = Lindbladian(bell_machine().hamiltonian, bell_machine().jumps[2:])
    rho = sp.diag(p_G, p_S, symbol("p_A"), p_E)
    gibbs = {p_S: p_G / y, p_E: p_G / y**2, gamma_S: y * gamma_plus}
    drho = alone(rho).subs(gibbs)
    statement = (
        sp.Eq(p_S / p_G, gamma_plus / gamma_S, evaluate=False),
        sp.Eq(p_E / p_S, gamma_plus / gamma_S, evaluate=False),
    )
    proof = all_of(*(identity(entry, sp.Integer(0)) for entry in drho),
                   method="put into the master equation of reservoir S alone")  # fmt: skip
    return Finding(statement, proof)


def golden_rule(label: str) -> sp.Expr:
    """Gain minus loss of a population: each rate times the squared matrix element of its jump."""
    k, found = BELL_LABELS.index(label), sp.Integer(0)
    for rate, jump in MACHINE.jumps:
        for (to, start), amplitude in _turned(jump).todok().items():
            current = rate * sp.expand(amplitude**2) * symbol(f"p_{BELL_LABELS[start]}")
            found += (int(to == k) - int(start == k)) * current
    return sp.expand(found)


def _collected(rate: sp.Expr) -> sp.Expr:
    return sp.collect(rate, symbols("p_G p_S p_A p_E"), sp.factor)


def rate_equations() -> Finding:
    """The populations' rate equations."""
    statement = tuple(
        sp.Eq(symbol(f"dp_{k}"), _collected(golden_rule(k)), evaluate=False) for k in "GSAE"
    )
    proof = _same_as_the_master_equation()
    return Finding(statement, proof)


def _same_as_the_master_equation() -> Proof:
    return all_of(
        *(identity(golden_rule(k), turned_back()[k + k]) for k in "GSAE"),
        method="the diagonal of (1) in the Bell basis, for a matrix of sixteen unknowns",
    )


def conservation() -> Finding:
    """The rates of change add up to zero."""
    rates = [symbol(f"dp_{k}") for k in "GSAE"]
    total = sp.Add(*(golden_rule(k) for k in "GSAE"))
    statement = sp.Eq(sp.Add(*rates, evaluate=False), 0, evaluate=False)
    proof = identity(total, sp.Integer(0))
    return Finding((statement,), proof)


CHAPTER = Chapter(
    "The model",
    (
        "Two qubits sit side by side, each with a ground level $|0⟩$ and an excited level $|1⟩$ "
        "which is higher by $ω₀$. We set $ħ = k_B = 1$, write the first qubit first, and denote "
        "by $c₁$ and $c₂$ the operators that lower them. A single qubit is treated as what it "
        "is, a two-level system, and that fixes the algebra of these operators. The paper states "
        "anticommutators throughout, which would make fermions of the qubits.",
        find("algebra"),
        find("algebra-corrected"),
        "Anticommutators belong on one site; between the sites everything commutes. Nothing below "
        "depends on the slip, as the master equation is quadratic in each jump operator, but a "
        "student who checks (A4) by hand had better start from the right algebra.",
        "The levels $|01⟩$ and $|10⟩$ have the same energy, so that we are free to use any two "
        "orthogonal combinations of them. We take the sum and the difference, two maximally "
        "entangled states, because they are the ones that the reservoirs will tell apart.",
        Claim("bell-states", "The Bell basis: ground, symmetric, antisymmetric, excited",
              bell_states),
        find("levels"),
        "The level scheme is a diamond: $G$ at the bottom, $E$ at the top, $S$ and $A$ side by "
        "side at half height. What we want is a steady state with much population in one of the "
        "two middle states and little in the other, since an equal mixture of $S$ and $A$ is just "
        "as well an equal mixture of $|01⟩$ and $|10⟩$, which isn't entangled.",
        "To address them separately we couple the reservoirs to collective modes, $J_S = c₁ + c₂$ "
        "and $J_A = c₁ − c₂$. We let them act on the Bell states: each lowering operator is "
        "applied to each term of the sum, and equal kets are collected.",
        Claim("matrix-elements", "What the collective modes do: four matrix elements of modulus √2",
              matrix_elements),
        "Read from right to left, with daggers, these lines also give the four upward jumps. $J_S$ "
        "therefore connects $G – S – E$, and $J_A$ connects $G – A – E$: each mode has one side of "
        "the diamond to itself. The factor $√2$ is superradiance: two dipoles act as one larger "
        "one. Its counterpart is that each mode is dark for the middle state of the other one.",
        find("dark"),
        "Now the open system. The density matrix turns with the Hamiltonian and suffers jumps. We "
        "write the master equation in the form that every later step starts from.",
        find("1"),
        find("A1"),
        "The dissipative part has four terms: each of the two modes is pumped by its reservoir, "
        "upwards, and damped by it, downwards. Both pumps have the common rate $Γ⁺$, whereas the "
        "damping rates $Γ_A$ and $Γ_S$ may differ; that difference is all the machine lives on.",
        find("2"),
        find("A2"),
        "When does such a pair of rates deserve the name of a thermal reservoir? Leave reservoir S "
        "alone with the qubits and ask for the steady state on its side of the diamond. Jumps up "
        "and down a bond balance when each upper level has $Γ⁺/Γ_S$ times the population of the "
        "level below.",
        Claim("detailed-balance", "Reservoir S alone: every step up the ladder costs one factor",
              one_reservoir),
        "In a thermal reservoir this ratio is the Boltzmann factor $exp(−β_S)$, with energies in "
        "units of $ω₀$. So we define the inverse temperature of a reservoir by its rates, and "
        "abbreviate the inverse Boltzmann factors, which will be the only variables left, by $x$ "
        "and $y$.",
        find("3"),
        find("A11"),
        "Since $x$ and $y$ may be any positive numbers, $β$ may have either sign. If damping wins, "
        "$Γ_S > Γ⁺$, then $β_S > 0$, and zero temperature is the limit in which nothing is pumped. "
        "If both rates are equal, $β_S = 0$, the reservoir is infinitely hot. If pumping wins, "
        "$β_S < 0$: the upper level is the more populated one, as in the medium of a laser, and "
        "we speak of a negative effective temperature. No single thermal bath does this; heat "
        "flows from such a reservoir into any of them, so that it counts as hotter than all.",
        "We project the master equation on the four Bell states. A term $Γ D_J/2$ moves population "
        "from $i$ to $k$ at the rate $Γ |⟨k|J|i⟩|²$, that is $2Γ$ on each bond of the diamond. "
        "For each level we add what arrives and subtract what leaves. Coherences don't enter.",
        Claim("rate-equations", "The rate equations of the populations", rate_equations),
        "Each population loses at the sum of the rates of its two bonds. What one level loses "
        "another one gains; added up, the right-hand sides cancel term by term.",
        Claim("conservation", "Population is conserved", conservation),
        "The four lines are a classical Markov process on a ring of four sites. Everything quantum "
        "about the machine is in the fact that two of the sites are entangled states.",
    ),
)  # fmt: skip
