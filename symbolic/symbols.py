"""The one table of symbols: name, LaTeX, Unicode, unit, domain, meaning.

No other module creates a symbol.
Documents print their glossary from this table, and tests draw their samples from its domains.
"""

from dataclasses import dataclass

import sympy as sp

__all__ = ["TABLE", "Quantity", "latex_names", "quantity", "symbol", "symbols", "unknowns"]

POSITIVE = sp.Interval.open(0, sp.oo)
NONNEGATIVE = sp.Interval.Ropen(0, sp.oo)
REAL = sp.Reals
# beta = -oo is a reservoir that only pumps, beta = +oo one at zero temperature: both are legal.
EXTENDED_REAL = sp.Union(sp.Reals, sp.FiniteSet(-sp.oo, sp.oo))


@dataclass(frozen=True)
class Quantity:
    """One row of the table: a symbol and what a reader has to know of it."""

    name: str
    latex: str
    text: str
    unit: str
    domain: sp.Set
    meaning: str

    @property
    def symbol(self) -> sp.Symbol:
        """The SymPy symbol, with the assumptions that the domain grants."""
        if self.domain == POSITIVE:
            return sp.Symbol(self.name, positive=True)
        if self.domain == NONNEGATIVE:
            return sp.Symbol(self.name, nonnegative=True)
        if self.domain == sp.S.Naturals0:
            return sp.Symbol(self.name, integer=True, nonnegative=True)
        if self.domain == sp.S.Complexes:
            return sp.Symbol(self.name, complex=True)
        return sp.Symbol(self.name, real=True)


TABLE: tuple[Quantity, ...] = (
    # The two-reservoir machine
    Quantity("omega_0", r"\omega_0", "ω₀", "frequency", REAL, "transition frequency of the qubits"),
    Quantity("gamma_plus", r"\Gamma^{+}", "Γ⁺", "rate", POSITIVE, "pump rate of both modes"),
    Quantity("gamma_A", r"\Gamma_A^{-}", "Γ_A", "rate", POSITIVE, "damping rate of mode A"),
    Quantity("gamma_S", r"\Gamma_S^{-}", "Γ_S", "rate", POSITIVE, "damping rate of mode S"),
    Quantity(
        "beta_A", r"\beta_A", "β_A", "1/ω₀", EXTENDED_REAL, "inverse temperature of reservoir A"
    ),
    Quantity(
        "beta_S", r"\beta_S", "β_S", "1/ω₀", EXTENDED_REAL, "inverse temperature of reservoir S"
    ),
    Quantity("x", "x", "x", "1", POSITIVE, "Boltzmann factor exp(β_A) = Γ_A/Γ⁺"),
    Quantity("y", "y", "y", "1", POSITIVE, "Boltzmann factor exp(β_S) = Γ_S/Γ⁺"),
    Quantity("S", r"\mathcal{S}", "𝒮", "1", POSITIVE, "sum exp(β_A) + exp(β_S)"),
    Quantity("A", r"\mathcal{A}", "𝒜", "1", REAL, "difference exp(β_A) − exp(β_S)"),
    Quantity("P", r"\mathcal{P}", "𝒫", "1", POSITIVE, "product exp(β_A + β_S)"),
    Quantity("Z", "Z", "Z", "rate³", POSITIVE, "common denominator of the populations"),
    Quantity("p_G", "p_G", "p_G", "1", NONNEGATIVE, "population of G = |00⟩"),
    Quantity("p_S", "p_S", "p_S", "1", NONNEGATIVE, "population of S = (|01⟩ + |10⟩)/√2"),
    Quantity("p_A", "p_A", "p_A", "1", NONNEGATIVE, "population of A = (|01⟩ − |10⟩)/√2"),
    Quantity("p_E", "p_E", "p_E", "1", NONNEGATIVE, "population of E = |11⟩"),
    Quantity("C", "C", "C", "1", NONNEGATIVE, "concurrence"),
    Quantity("N1", "N_1", "N₁", "1", NONNEGATIVE, "coherence part of the concurrence"),
    Quantity("N2", "N_2", "N₂", "1", NONNEGATIVE, "population part of the concurrence"),
    Quantity("d", "d", "d", "1", POSITIVE, "denominator of the concurrence"),
    # Thermodynamics
    Quantity("sigma", r"\dot S_{\mathrm{irr}}", "Ṡ", "ω₀Γ⁺", REAL, "entropy production rate"),
    Quantity("Q_A", r"\dot Q_A", "Q_A", "ω₀Γ⁺", REAL, "heat current from reservoir A"),
    Quantity("Q_S", r"\dot Q_S", "Q_S", "ω₀Γ⁺", REAL, "heat current from reservoir S"),
    Quantity("c_1", "c_1", "c₁", "Γ⁺", REAL, "mean number of turns of the cycle, per time"),
    Quantity("c_2", "c_2", "c₂", "Γ⁺", REAL, "variance of the turns of the cycle, per time"),
    Quantity("gap", r"\lambda_{\mathrm{gap}}", "λ_gap", "Γ⁺", REAL, "slowest relaxation rate"),
    # Two-qubit density matrices
    Quantity("rho_00", r"\rho_{00}", "ρ₀₀", "1", NONNEGATIVE, "population of |00⟩"),
    Quantity("rho_01", r"\rho_{01}", "ρ₀₁", "1", NONNEGATIVE, "population of |01⟩"),
    Quantity("rho_10", r"\rho_{10}", "ρ₁₀", "1", NONNEGATIVE, "population of |10⟩"),
    Quantity("rho_11", r"\rho_{11}", "ρ₁₁", "1", NONNEGATIVE, "population of |11⟩"),
    Quantity("rho_c", r"\rho_c", "ρ_c", "1", sp.S.Complexes, "coherence between |01⟩ and |10⟩"),
    Quantity("rho_d", r"\rho_d", "ρ_d", "1", sp.S.Complexes, "coherence between |00⟩ and |11⟩"),
    Quantity("s_00", r"\sqrt{\rho_{00}}", "√ρ₀₀", "1", NONNEGATIVE, "root of ρ₀₀"),
    Quantity("s_01", r"\sqrt{\rho_{01}}", "√ρ₀₁", "1", NONNEGATIVE, "root of ρ₀₁"),
    Quantity("s_10", r"\sqrt{\rho_{10}}", "√ρ₁₀", "1", NONNEGATIVE, "root of ρ₁₀"),
    Quantity("s_11", r"\sqrt{\rho_{11}}", "√ρ₁₁", "1", NONNEGATIVE, "root of ρ₁₁"),
    Quantity("r_c", r"|\rho_c|", "|ρ_c|", "1", NONNEGATIVE, "modulus of ρ_c"),
    Quantity("r_d", r"|\rho_d|", "|ρ_d|", "1", NONNEGATIVE, "modulus of ρ_d"),
    Quantity("z_c", r"e^{i\phi_c}", "e^{iφ_c}", "1", sp.S.Complexes, "phase factor of ρ_c"),
    Quantity("z_d", r"e^{i\phi_d}", "e^{iφ_d}", "1", sp.S.Complexes, "phase factor of ρ_d"),
    Quantity("Lambda", r"\Lambda", "Λ", "1", REAL, "eigenvalue λ² of ρρ̃"),
    # The cavity
    Quantity("g", "g", "g", "rate", POSITIVE, "coupling of each qubit to the cavity"),
    Quantity("kappa", r"\kappa", "κ", "rate", POSITIVE, "photon emission rate of the cavity"),
    Quantity("p", "p", "p", "rate", NONNEGATIVE, "incoherent pump rate of each qubit"),
    Quantity("gamma", r"\gamma", "γ", "rate", NONNEGATIVE, "relaxation rate of each qubit"),
    Quantity("delta", r"\delta", "δ", "rate", REAL, "detuning +δ, −δ of the qubits"),
    Quantity(
        "gamma_z", r"\gamma_z", "γ_z", "rate", NONNEGATIVE, "pure dephasing rate of each qubit"
    ),
    Quantity("p_c", "p_c", "p_c", "rate", NONNEGATIVE, "incoherent pump rate of the cavity"),
    Quantity("Gamma", r"\Gamma", "Γ", "rate", POSITIVE, "decay through the cavity, 4g²/κ"),
    Quantity("n", "n", "n", "1", sp.S.Naturals0, "photon number of the ket"),
    Quantity("m", "m", "m", "1", sp.S.Naturals0, "photon number of the bra"),
    Quantity("N", "N", "N", "1", sp.S.Naturals0, "number of excitations"),
    # Trajectories and their statistics
    Quantity("dt", r"\mathrm{d}t", "dt", "1/rate", POSITIVE, "time step of a trajectory"),
    Quantity("xi", r"\xi", "ξ", "1", POSITIVE, "exp(β_A/2) = √x"),
    Quantity("eta", r"\eta", "η", "1", POSITIVE, "exp(β_S/2) = √y"),
    Quantity("Delta", r"\Delta", "Δ", "1", NONNEGATIVE, "squared difference (ξ − η)²"),
    Quantity("Pi", r"\Pi", "Π", "1", POSITIVE, "product ξη = exp((β_A + β_S)/2)"),
    Quantity("chi_A", r"x^{\lambda}", "x^λ", "1", POSITIVE, "counting factor of reservoir A"),
    Quantity("chi_S", r"y^{\lambda}", "y^λ", "1", POSITIVE, "counting factor of reservoir S"),
    Quantity("q", "q", "q", "1", POSITIVE, "counting factor exp(−λF) of a turn, F its affinity"),
    Quantity("z", "z", "z", "rate", sp.S.Complexes, "eigenvalue of a generator"),
    Quantity("t", "t", "t", "1", POSITIVE, "smaller Boltzmann factor over the larger one"),
    # The entropy production in numbers
    Quantity(
        "beta_max", r"\beta_{\max}", "β_max", "1/ω₀", EXTENDED_REAL, "larger inverse temperature"
    ),
    Quantity(
        "beta_min", r"\beta_{\min}", "β_min", "1/ω₀", EXTENDED_REAL, "smaller inverse temperature"
    ),
    Quantity("half_E", r"\tfrac12 E", "E/2", "1", NONNEGATIVE, "half the largest exponent of Z"),
    Quantity("D_beta", r"|\Delta\beta|", "|Δβ|", "1/ω₀", NONNEGATIVE, "|β_A − β_S|"),
    Quantity("Q", "|Q|", "|Q|", "ω₀Γ⁺", NONNEGATIVE, "modulus of the heat currents"),
    # Limits
    Quantity("epsilon", r"\varepsilon", "ε", "1", POSITIVE, "small parameter of an expansion"),
)

_BY_NAME = {row.name: row for row in TABLE}


def quantity(name: str) -> Quantity:
    """The row of the table that has this name."""
    return _BY_NAME[name]


def symbol(name: str) -> sp.Symbol:
    """The symbol that has this name in the table."""
    return _BY_NAME[name].symbol


def symbols(names: str) -> tuple[sp.Symbol, ...]:
    """Several symbols at once, names separated by spaces."""
    return tuple(symbol(name) for name in names.split())


def unknowns(letter: str, count: int) -> tuple[sp.Symbol, ...]:
    """Independent unknowns without a meaning, such as the entries of a generic matrix."""
    return tuple(sp.symbols(f"{letter}:{count}"))


def latex_names() -> dict[sp.Symbol, str]:
    """Symbol to LaTeX, as `sympy.latex(..., symbol_names=...)` takes it."""
    return {row.symbol: row.latex for row in TABLE}
