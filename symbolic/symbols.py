"""The one table of symbols: name, LaTeX, Unicode, unit, domain, meaning.

No other module creates a symbol.
Documents print their glossary from this table, and tests draw their samples from its domains.
"""

from dataclasses import dataclass
from functools import cache

import sympy as sp

from .operator_symbols import ROWS

__all__ = [
    "HALVES",
    "NONNEGATIVE",
    "OPERATOR",
    "POSITIVE",
    "TABLE",
    "Quantity",
    "assumed",
    "declared",
    "elements",
    "latex_names",
    "quantity",
    "symbol",
    "symbols",
    "unknowns",
]

POSITIVE = sp.Interval.open(0, sp.oo)
NONNEGATIVE = sp.Interval.Ropen(0, sp.oo)
REAL = sp.Reals
# beta = -oo is a reservoir that only pumps, beta = +oo one at zero temperature: both are legal.
EXTENDED_REAL = sp.Union(sp.Reals, sp.FiniteSet(-sp.oo, sp.oo))
# Matrices and kets are no numbers: their symbols do not commute.
OPERATOR = sp.S.UniversalSet


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
        return declared(self.name, self.domain)


def declared(name: str, domain: sp.Set) -> sp.Symbol:
    """A symbol with the assumptions that its domain grants.

    Examples
    --------
    >>> declared("T", sp.Interval.open(1, sp.oo)).is_positive
    True
    """
    return sp.Symbol(name, **_assumptions(domain))


def assumed(name: str, **assumptions: bool) -> sp.Symbol:
    """A symbol that was written down with its assumptions.

    Examples
    --------
    >>> assumed("T", positive=True) == declared("T", sp.Interval.open(1, sp.oo))
    True
    """
    return sp.Symbol(name, **assumptions)


@cache
def _assumptions(domain: sp.Set) -> dict[str, bool]:
    if domain == OPERATOR:
        return {"commutative": False}
    if domain in (sp.S.Integers, sp.S.Naturals, sp.S.Naturals0):
        halves = {sp.S.Naturals: {"positive": True}, sp.S.Naturals0: {"nonnegative": True}}
        return {"integer": True, **halves.get(domain, {})}
    if domain == sp.S.Complexes:
        return {"complex": True}
    return {next((name for name, half in HALVES.items() if domain.is_subset(half)), "real"): True}


# What SymPy calls the numbers on each half line; the smaller ones first.
HALVES = {
    "positive": POSITIVE,
    "nonnegative": NONNEGATIVE,
    "negative": sp.Interval.open(-sp.oo, 0),
    "nonpositive": sp.Interval.Lopen(-sp.oo, 0),
}


_NUMBERS = (
    # The two-reservoir machine
    Quantity("omega_0", r"\omega_0", "ω₀", "frequency", REAL, "transition frequency of the qubits"),
    Quantity("gamma_plus", r"\Gamma^{+}", "Γ⁺", "rate", POSITIVE, "pump rate of both modes"),
    Quantity("gamma_A", r"\Gamma_A^{-}", "Γ_A", "rate", POSITIVE, "damping rate of mode $A$"),
    Quantity("gamma_S", r"\Gamma_S^{-}", "Γ_S", "rate", POSITIVE, "damping rate of mode $S$"),
    Quantity("gamma_A_plus", r"\Gamma_A^{+}", "Γ_A⁺", "rate", POSITIVE,
             "pump rate of mode $A$, where each mode has its own"),
    Quantity("gamma_S_plus", r"\Gamma_S^{+}", "Γ_S⁺", "rate", POSITIVE,
             "pump rate of mode $S$, where each mode has its own"),
    Quantity("beta_A", r"\beta_A", "β_A", "$1/ω₀$", EXTENDED_REAL,
             "inverse temperature of reservoir $A$"),
    Quantity("beta_S", r"\beta_S", "β_S", "$1/ω₀$", EXTENDED_REAL,
             "inverse temperature of reservoir $S$"),
    Quantity("x", "x", "x", "1", POSITIVE, "inverse Boltzmann factor $exp(β_A) = Γ_A/Γ⁺$"),
    Quantity("y", "y", "y", "1", POSITIVE, "inverse Boltzmann factor $exp(β_S) = Γ_S/Γ⁺$"),
    Quantity("x_other", "x'", "x′", "1", POSITIVE, "$x$ of another machine"),
    Quantity("y_other", "y'", "y′", "1", POSITIVE, "$y$ of another machine"),
    Quantity("S", r"\mathcal{S}", "𝒮", "1", POSITIVE, "sum $exp(β_A) + exp(β_S)$"),
    Quantity("A", r"\mathcal{A}", "𝒜", "1", REAL, "difference $exp(β_A) − exp(β_S)$"),
    Quantity("P", r"\mathcal{P}", "𝒫", "1", POSITIVE, "product $exp(β_A + β_S)$"),
    Quantity("Z", "Z", "Z", "rate³", POSITIVE, "common denominator of the populations"),
    Quantity("p_G", "p_G", "p_G", "1", NONNEGATIVE, "population of $G = |00⟩$"),
    Quantity("p_S", "p_S", "p_S", "1", NONNEGATIVE, "population of $S = (|01⟩ + |10⟩)/√2$"),
    Quantity("p_A", "p_A", "p_A", "1", NONNEGATIVE, "population of $A = (|01⟩ − |10⟩)/√2$"),
    Quantity("p_E", "p_E", "p_E", "1", NONNEGATIVE, "population of $E = |11⟩$"),
    Quantity("C", "C", "C", "1", NONNEGATIVE, "concurrence"),
    Quantity("N1", "N_1", "N₁", "1", NONNEGATIVE, "coherence part of the concurrence"),
    Quantity("N2", "N_2", "N₂", "1", NONNEGATIVE, "population part of the concurrence"),
    Quantity("d", "d", "d", "1", POSITIVE, "denominator of the concurrence"),
    # Thermodynamics
    Quantity("sigma", r"\dot S_{\mathrm{irr}}", "Ṡ", "$Γ⁺$", REAL, "entropy production rate"),
    Quantity("Q_A", r"\dot Q_A", "Q_A", "$ω₀Γ⁺$", REAL, "heat current from reservoir $A$"),
    Quantity("Q_S", r"\dot Q_S", "Q_S", "$ω₀Γ⁺$", REAL, "heat current from reservoir $S$"),
    Quantity("cumulant_1", "k_1", "k₁", "$Γ⁺$", REAL, "mean turns of the cycle, per time"),
    Quantity("cumulant_2", "k_2", "k₂", "$Γ⁺$", REAL, "variance of these turns, per time"),
    Quantity("Q", "|Q|", "|Q|", "$ω₀Γ⁺$", NONNEGATIVE, "modulus of the heat currents"),
    Quantity("gap", r"\Gamma_{\mathrm{gap}}", "Γ_gap", "$Γ⁺$", REAL, "slowest relaxation rate"),
    # Two-qubit density matrices
    Quantity("rho_00", r"\rho_{00}", "ρ₀₀", "1", NONNEGATIVE, "population of $|00⟩$"),
    Quantity("rho_01", r"\rho_{01}", "ρ₀₁", "1", NONNEGATIVE, "population of $|01⟩$"),
    Quantity("rho_10", r"\rho_{10}", "ρ₁₀", "1", NONNEGATIVE, "population of $|10⟩$"),
    Quantity("rho_11", r"\rho_{11}", "ρ₁₁", "1", NONNEGATIVE, "population of $|11⟩$"),
    Quantity("rho_c", r"\rho_c", "ρ_c", "1", sp.S.Complexes, "coherence between $|01⟩$ and $|10⟩$"),
    Quantity("rho_d", r"\rho_d", "ρ_d", "1", sp.S.Complexes, "coherence between $|00⟩$ and $|11⟩$"),
    Quantity("s_00", r"\sqrt{\rho_{00}}", "√ρ₀₀", "1", NONNEGATIVE, "root of $ρ₀₀$"),
    Quantity("s_01", r"\sqrt{\rho_{01}}", "√ρ₀₁", "1", NONNEGATIVE, "root of $ρ₀₁$"),
    Quantity("s_10", r"\sqrt{\rho_{10}}", "√ρ₁₀", "1", NONNEGATIVE, "root of $ρ₁₀$"),
    Quantity("s_11", r"\sqrt{\rho_{11}}", "√ρ₁₁", "1", NONNEGATIVE, "root of $ρ₁₁$"),
    Quantity("r_c", r"|\rho_c|", "|ρ_c|", "1", NONNEGATIVE, "modulus of $ρ_c$"),
    Quantity("r_d", r"|\rho_d|", "|ρ_d|", "1", NONNEGATIVE, "modulus of $ρ_d$"),
    Quantity("z_c", r"e^{i\phi_c}", "e^{iφ_c}", "1", sp.S.Complexes, "phase factor of $ρ_c$"),
    Quantity("z_d", r"e^{i\phi_d}", "e^{iφ_d}", "1", sp.S.Complexes, "phase factor of $ρ_d$"),
    Quantity("phi_c", r"\phi_c", "φ_c", "1", REAL, "phase of $ρ_c$"),
    Quantity("mu_c", r"\mu_c", "μ_c", "1", sp.Interval(0, 1), "$|ρ_c|$ in units of $√(ρ₀₁ρ₁₀)$"),
    *(Quantity(f"psi_{k}", rf"\psi_{{{k}}}", f"ψ{below}", "1", sp.S.Complexes,
               f"amplitude of $|{k}⟩$ in a pure state")
      for k, below in (("00", "₀₀"), ("01", "₀₁"), ("10", "₁₀"), ("11", "₁₁"))),
    *(Quantity(f"{letter}_{k}", f"{letter}_{k}", f"{letter}{'₀₁'[k]}", "1", sp.S.Complexes,
               f"amplitude of $|{k}⟩$ of qubit {qubit}, in a product state")
      for letter, qubit in (("a", 1), ("b", 2)) for k in (0, 1)),
    Quantity("Lambda", r"\Lambda", "Λ", "1", REAL, "eigenvalue $λ²$ of $ρρ̃$"),
    Quantity("lambda_1", r"\lambda_1", "λ₁", "1", NONNEGATIVE, "largest $λ$ of $ρρ̃$, or the first"),
    Quantity("lambda_2", r"\lambda_2", "λ₂", "1", NONNEGATIVE, "second largest $λ$"),
    Quantity("lambda_3", r"\lambda_3", "λ₃", "1", NONNEGATIVE, "third largest $λ$"),
    Quantity("lambda_4", r"\lambda_4", "λ₄", "1", NONNEGATIVE, "smallest $λ$"),
    Quantity("det_5", r"\det\mathcal{F}_5", "det ℱ₅", "rate⁶", REAL, "determinant of $ℱ₅$"),
    *(Quantity(f"det_{k}", rf"|\det\mathcal{{F}}_{k}|^2", f"|det ℱ{'₀₁₂₃₄'[k]}|²", unit, REAL,
               f"squared modulus of the determinant of $ℱ{'₀₁₂₃₄'[k]}$")
      for k, unit in ((1, "rate⁸"), (2, "rate²"), (3, "rate⁸"), (4, "rate²"))),
    Quantity("det_Tr", r"\det\mathcal{F}_5'", "det ℱ₅′", "rate⁴", REAL, "with Tr as a row of $ℱ₅$"),
    # The cavity
    Quantity("g", "g", "g", "rate", POSITIVE, "coupling of each qubit to the cavity"),
    Quantity("kappa", r"\kappa", "κ", "rate", POSITIVE, "photon emission rate of the cavity"),
    Quantity("p", "p", "p", "rate", NONNEGATIVE, "incoherent pump rate of each qubit"),
    Quantity("gamma", r"\gamma", "γ", "rate", NONNEGATIVE, "relaxation rate of each qubit"),
    Quantity("delta", r"\delta", "δ", "rate", REAL, "detuning $+δ$, $−δ$ of the qubits"),
    Quantity("gamma_z", r"\gamma_z", "γ_z", "rate", NONNEGATIVE,
             "pure dephasing rate of each qubit"),
    Quantity("p_c", "p_c", "p_c", "rate", NONNEGATIVE, "incoherent pump rate of the cavity"),
    Quantity("Gamma", r"\Gamma", "Γ", "rate", POSITIVE, "decay through the cavity, $4g²/κ$"),
    Quantity("n", "n", "n", "1", sp.S.Naturals0, "photon number of the ket"),
    Quantity("m", "m", "m", "1", sp.S.Naturals0, "photon number of the bra"),
    Quantity("N", "N", "N", "1", sp.S.Naturals0, "number of excitations"),
    # Trajectories and their statistics
    Quantity("dt", r"\mathrm{d}t", "dt", "1/rate", POSITIVE, "time step of a trajectory"),
    Quantity("xi", r"\xi", "ξ", "1", POSITIVE, "$exp(β_A/2) = √x$"),
    Quantity("eta", r"\eta", "η", "1", POSITIVE, "$exp(β_S/2) = √y$"),
    Quantity("h", "h", "h", "1", POSITIVE, "what $y$ has more than $x$, $S$ being the colder"),
    Quantity("Delta", r"\Delta", "Δ", "1", NONNEGATIVE, "squared difference $(ξ − η)²$"),
    Quantity("Pi", r"\Pi", "Π", "1", POSITIVE, "product $ξη = exp((β_A + β_S)/2)$"),
    Quantity("chi_A", "x^{s}", "x^s", "1", POSITIVE, "counting factor of reservoir $A$"),
    Quantity("chi_S", "y^{s}", "y^s", "1", POSITIVE, "counting factor of reservoir $S$"),
    Quantity("q", "q", "q", "1", POSITIVE,
             "counting factor $exp(−sF)$ of a turn, $F$ its affinity"),
    Quantity("z", "z", "z", "$Γ⁺$", sp.S.Complexes, "eigenvalue of a generator"),
    Quantity("t", "t", "t", "1", POSITIVE, "the smaller of $x$ and $y$ over the larger one"),
    Quantity("P_path", r"P[\vec\Sigma]", "P[Σ]", "1", POSITIVE, "probability of a trajectory"),
    Quantity("P_reverse", r"\tilde P[\vec\Sigma]", "P̃[Σ]", "1", POSITIVE,
             "that of the reversed one"),
    Quantity("P_given", r"P[\vec\Sigma|\epsilon(t_0)]", "P[Σ|ε₀]", "1", POSITIVE,
             "$P$ from a given start"),
    Quantity("P_reverse_given", r"\tilde P[\vec\Sigma|\epsilon(t_N)]", "P̃[Σ|ε_N]", "1", POSITIVE,
             "$P̃$ from a given start"),
    Quantity("p_start", r"p[\epsilon(t_0)]", "p[ε₀]", "1", POSITIVE, "population at the start"),
    Quantity("p_end", r"p[\epsilon(t_N)]", "p[ε_N]", "1", POSITIVE, "population at the end"),
    Quantity("DeltaS", r"\Delta S", "ΔS", "1", REAL, "entropy produced on a trajectory"),
    Quantity("DeltaS_b", r"\Delta S^{\mathrm{b}}", "ΔS_b", "1", REAL, "its boundary term"),
    Quantity("DeltaS_cond", r"\Delta S^{\mathrm{cond}}", "ΔS_c", "1", REAL, "that of its jumps"),
    Quantity("duration", "t_N - t_0", "(t_N − t₀)", "$1/Γ⁺$", POSITIVE, "duration of a trajectory"),
    Quantity("delta_Q", r"\delta Q", "δQ", "$ω₀$", REAL, "energy that a jump gives to the qubits"),
    # The entropy production in numbers
    Quantity("beta_max", r"\beta_{\max}", "β_max", "$1/ω₀$", EXTENDED_REAL,
             "larger inverse temperature"),
    Quantity("beta_min", r"\beta_{\min}", "β_min", "$1/ω₀$", EXTENDED_REAL,
             "smaller inverse temperature"),
    Quantity("half_E", r"\tfrac12 E", "E/2", "1", NONNEGATIVE, "half the largest exponent of $Z$"),
    Quantity("D_beta", r"|\Delta\beta|", "|Δβ|", "$1/ω₀$", NONNEGATIVE, "$|β_A − β_S|$"),
    # Limits
    Quantity("L", "L", "L", "1", POSITIVE, "limit along a path of one's choice"),
    Quantity("epsilon", r"\varepsilon", "ε", "1", POSITIVE, "small parameter of an expansion"),
    Quantity("u", "u", "u", "1", NONNEGATIVE, "distance of $x$, or of $1/x$, from its end"),
    Quantity("v", "v", "v", "1", NONNEGATIVE, "distance of $y$, or of $1/y$, from its end"),
    # One photon in the cavity, and one turn of the cycle
    Quantity("f", "f", "f", "1", sp.S.Complexes, "coherence between $|G, 1⟩$ and $|S, 0⟩$"),
    Quantity("df", r"\dot f", "ḟ", "rate", sp.S.Complexes, "time derivative of $f$"),
    Quantity("F", "F", "F", "1", REAL, "affinity: the entropy of one turn of the cycle"),
    Quantity("R", "R", "R", "1", NONNEGATIVE, "numerator of what the variance has to spare"),
    # Characteristic polynomials: of the weighted generator, and of the blocks of the superoperator
    Quantity("det_W", r"\det(z - W(s))", "det(z − W(s))", "1", sp.S.Complexes,
             "characteristic polynomial of the weighted generator, in units of $Γ⁺$"),
    *(Quantity(f"det_L{k}", rf"\det(z{shift} - \mathcal{{L}}_{k})", f"det(z{text} − ℒ{'₀₁₂'[k]})",
               "1", sp.S.Complexes, "characteristic polynomial of the superoperator where the ket"
               f" has {k} excitations less than the bra, in units of $Γ⁺$")
      for k, shift, text in ((0, "", ""), (1, r" + i\omega_0", " + iω₀"),
                             (2, r" + 2i\omega_0", " + 2iω₀"))),
    # The lecture: rate equations, weights and coherences in the Bell basis
    *(Quantity(f"dp_{k}", rf"\dot p_{k}", f"ṗ_{k}", "rate", REAL, f"time derivative of $p_{k}$")
      for k in "GSAE"),
    *(Quantity(f"w_{k}", f"w_{k}", f"w_{k}", "1", POSITIVE, f"weight of ${k}$: $p_{k} Z/(Γ⁺)³$")
      for k in "GSAE"),
    *(row for k in ("GS", "GA", "GE", "SA", "SE", "AE") for row in (
        Quantity(f"rho_{k}", rf"\rho_{{{k}}}", f"ρ_{k}", "1", sp.S.Complexes,
                 f"coherence between ${k[0]}$ and ${k[1]}$"),
        Quantity(f"drho_{k}", rf"\dot\rho_{{{k}}}", f"ρ̇_{k}", "rate", sp.S.Complexes,
                 f"time derivative of $ρ_{k}$"),
    )),
    Quantity("j", "j", "j", "$Γ⁺$", REAL, "net current around the diamond, $G → S → E → A → G$"),
)  # fmt: skip

TABLE: tuple[Quantity, ...] = (
    *_NUMBERS,
    *(Quantity(name, latex, text, unit, OPERATOR, says) for name, latex, text, unit, says in ROWS),
)

_BY_NAME = {row.name: row for row in TABLE}


def quantity(name: str) -> Quantity:
    """The row of the table that has this name."""
    return _BY_NAME[name]


def symbol(name: str) -> sp.Symbol:
    """The symbol that has this name in the table.

    Examples
    --------
    >>> symbol("gamma_plus").is_positive
    True
    """
    return _BY_NAME[name].symbol


def symbols(names: str) -> tuple[sp.Symbol, ...]:
    """Several symbols at once, names separated by spaces.

    Examples
    --------
    >>> symbols("beta_A beta_S")
    (beta_A, beta_S)
    """
    return tuple(symbol(name) for name in names.split())


def unknowns(letter: str, count: int) -> tuple[sp.Symbol, ...]:
    """Independent unknowns without a meaning, such as the entries of a generic matrix."""
    return tuple(sp.symbols(f"{letter}:{count}"))


def elements(letter: str, rows: int, columns: int) -> tuple[sp.Symbol, ...]:
    """The unknown entries of a generic matrix, row by row, with two indices each."""
    return tuple(sp.symbols(f"{letter}_:{rows}:{columns}"))


@cache
def latex_names() -> dict[sp.Symbol, str]:
    """Symbol to LaTeX, as `sympy.latex(..., symbol_names=...)` takes it."""
    return {row.symbol: row.latex for row in TABLE}
