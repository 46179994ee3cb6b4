"""The steady state: Eqs. (A3)-(A4), uniqueness, and two checks with physics in them."""

from collections.abc import Mapping
from functools import cache

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import all_of, identity
from beyondthermal.symbolic.machine.counting import CYCLE, cycle_affinity, cycle_current, jumps
from beyondthermal.symbolic.machine.machine import (
    MACHINE,
    boltzmann_factors,
    populations,
    steady,
    weights,
)
from beyondthermal.symbolic.operator_equations import prove
from beyondthermal.symbolic.symbols import symbol, symbols

from .balances import OCCUPIED, PLACES, weighted

__all__ = ["CLAIMS", "STEPS"]

rho, rho_dot, gamma_plus, x, y, p_G, j = symbols("rho rho_dot gamma_plus x y p_G j")
# The elements of the density matrix that have a name in Eq. (A4), by their index.
_NAMED = {4 * row + column: symbol(name) for name, (row, column) in PLACES.items()}
_NAMED[9] = sp.conjugate(_NAMED[6])


def _tidy(polynomial: sp.Expr) -> sp.Expr:
    """Factored, or where that does nothing, by powers of Γ⁺ with factored coefficients."""
    factored = sp.factor(polynomial)
    return sp.collect(factored, symbol("gamma_plus"), sp.factor) if factored.is_Add else factored


def _form() -> sp.Eq:
    """Eq. (A4): what is outside the block that carries the trace is zero."""
    carrier = steady().carrier
    entries = [_NAMED[k] if k in carrier else 0 for k in range(16)]
    return equation(rho, sp.ImmutableMatrix(4, 4, entries))


def stationary() -> Finding:
    """Eq. (A3): the trace is carried by one block, whose determinant is zero."""
    state = steady()
    block = MACHINE.superoperator.extract(state.carrier, state.carrier)
    determinant = block.domain.to_sympy(block.charpoly()[-1])
    statement = (equation(rho_dot, 0), equation(symbol("det_5"), 0))
    proof = all_of(
        prove(statement[0], {rho_dot: MACHINE(state.numerators)}),
        identity(determinant, 0),
        method="the block with the populations is singular: a steady state exists",
    )
    return Finding(statement, proof)


def zeros() -> Finding:
    """The elements outside the carrying block vanish: their blocks have no kernel."""
    method = "$|det|²$ of each other block is positive for positive rates and any $ω₀$"
    return Finding((_form(),), all_of(*steady().block_proofs().values(), method=method))


def unique() -> Finding:
    """There is one steady state."""
    above = sp.Gt(sp.Abs(symbol("det_Tr")) ** 2, 0, evaluate=False)
    return Finding((above,), steady().uniqueness_proof())


def density_matrix() -> Finding:
    """Eq. (A4): the kernel, put back into the master equation."""
    state, Z = steady(), symbol("Z")
    numerators = state.numerators
    statement = [_form(), equation(Z, _tidy(state.denominator))]
    statement += [equation(symbol(k), _tidy(numerators[at]) / Z) for k, at in PLACES.items()]
    named = {s: numerators[divmod(k, 4)] for k, s in _NAMED.items()}
    proof = all_of(
        *(identity(entry, 0) for entry in MACHINE(numerators)),
        identity(numerators.trace(), state.denominator),
        prove(statement[0], {**named, rho: numerators}),
        method="$Z ρ$ put back into the master equation: "
        "$L(Zρ) = 0$ and $Tr Zρ = Z$ as polynomials",
    )
    return Finding(tuple(statement), proof)


def bell_populations() -> Finding:
    """The populations are ratios of polynomials with positive coefficients."""
    Z = symbol("Z")
    everywhere = {v: sp.Interval.open(0, sp.oo) for v in symbols("x y")}
    statement = [
        equation(symbol(f"p_{label}"), _tidy(sp.numer(ratio)) / Z)
        for label, ratio in populations().items()
    ]
    proof = all_of(*(positive(weight, everywhere) for weight in weights().values()))
    return Finding(tuple(statement), proof)


def equal_temperatures() -> Finding:
    """At x = y the populations are those of a Gibbs state."""
    balanced = {k: sp.factor(w.subs(y, x)) for k, w in weights().items()}
    ratios = [(k, sp.cancel(balanced[k] / balanced["G"])) for k in "SAE"]
    statement = [equation(OCCUPIED[k] / p_G, ratio) for k, ratio in ratios]
    proof = all_of(*(identity(r * x ** (2 if k == "E" else 1), 1) for k, r in ratios))
    return Finding(tuple(statement), proof)


@cache
def _bonds() -> Mapping[tuple[str, str], sp.Expr]:
    """Net current along each bond of the cycle, in units of Γ⁺."""
    rates = {(jump.start, jump.end): jump.rate for jump in jumps()}
    bonds = zip(CYCLE, (*CYCLE[1:], CYCLE[0]), strict=True)
    return {(a, b): rates[a, b] * OCCUPIED[a] - rates[b, a] * OCCUPIED[b] for a, b in bonds}


def current() -> Finding:
    """The net current around the diamond, the same on its four bonds."""
    value = sp.factor(weighted(_bonds()["G", "S"]))
    proof = all_of(
        *(identity(weighted(body), value) for body in _bonds().values()),
        identity(value / boltzmann_factors(steady().denominator), cycle_current()),
        method="the weights put into the net current on each of the four bonds",
    )
    named = [equation(j, body) for body in _bonds().values()]
    closed = equation(j, value * gamma_plus**3 / symbol("Z"))
    return Finding((*named, closed), proof)


def cycle_ratio() -> Finding:
    """Kolmogorov's criterion: the rates around the cycle over those of the way back."""
    rates = {(jump.start, jump.end): jump.rate for jump in jumps()}
    ratio = sp.Mul(*(rates[a, b] / rates[b, a] for a, b in _bonds()))
    affinity = cycle_affinity()
    powers = x ** affinity.coeff(symbol("beta_A")) * y ** affinity.coeff(symbol("beta_S"))
    statement = equation(ratio, sp.exp(sp.factor(affinity)))
    method = "four ratios of rates, $x = exp(β_A)$, $y = exp(β_S)$"
    return Finding((statement,), all_of(identity(ratio, powers), method=method))


CLAIMS = (
    Claim("A3", "A steady state exists", stationary),
    Claim("A4", "The steady state, as the kernel of the block with the trace", density_matrix),
    Claim("A4-zeros", "All other elements of the density matrix vanish", zeros),
    Claim("A4-unique", "There is one steady state only", unique),
    Claim("populations", "Bell populations: polynomials with positive coefficients",
          bell_populations),
)  # fmt: skip
STEPS = (
    Claim("equal-temperatures", "Equal temperatures: the Gibbs state",
          equal_temperatures),
    Claim("diamond-current", "Detailed balance is broken: a current around the diamond",
          current),
    Claim("cycle-ratio", "The rates around the cycle against those of the way back",
          cycle_ratio),
)  # fmt: skip
