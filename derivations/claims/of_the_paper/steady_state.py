"""The steady state: Eqs. (A3)-(A4), uniqueness, and two checks with physics in them."""

from collections.abc import Mapping
from functools import cache

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Statement
from beyondthermal.derivations.claims.regions import RATES
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.symbolic.definitions import PLACES
from beyondthermal.symbolic.machine.counting import CYCLE, cycle_affinity, jumps
from beyondthermal.symbolic.machine.machine import MACHINE, populations, steady, weights
from beyondthermal.symbolic.operator_notation import Tr
from beyondthermal.symbolic.operators import BELL
from beyondthermal.symbolic.symbols import POSITIVE, symbol, symbols

from .balances import OCCUPIED, weighted

__all__ = ["CLAIMS", "STEPS"]

rho, rho_dot, gamma_plus = symbols("rho rho_dot gamma_plus")
x, y, p_G, j, omega_0, Z = symbols("x y p_G j omega_0 Z")
det_5, det_Tr = symbols("det_5 det_Tr")
_ANY_FREQUENCY = {**RATES, omega_0: sp.Reals}
# The elements of the density matrix that have a name in Eq. (A4), by their index.
_NAMED = {4 * row + column: symbol(f"rho_{k}") for k, (row, column) in PLACES.items()}
_NAMED[9] = sp.conjugate(_NAMED[6])


def _tidy(polynomial: sp.Expr) -> sp.Expr:
    """Factored, or where that does nothing, by powers of Γ⁺ with factored coefficients."""
    factored = sp.factor(polynomial)
    return sp.collect(factored, gamma_plus, sp.factor) if factored.is_Add else factored


def state() -> Mapping[sp.Basic, sp.Basic]:
    """The kernel of the superoperator, normalised, and what the master equation makes of it."""
    found = steady()
    numerators, Z = sp.Matrix(found.numerators), found.denominator
    at_rest = MACHINE(numerators).expand() / Z
    block = MACHINE.superoperator.extract(found.carrier, found.carrier)
    singular = block.domain.to_sympy(block.charpoly()[-1])
    return {rho: numerators / Z, rho_dot: at_rest, det_5: singular}


def determinants() -> Mapping[sp.Basic, sp.Basic]:
    """|det|² of the blocks without the trace; the block with it, the trace in an equation's place.

    The names are those of (blocks).
    """
    found = steady()
    others = [block for block in found.blocks if block != found.carrier]
    named = {symbol(f"det_{k}"): found.block_determinant(b) for k, b in enumerate(others, 1)}
    return named | {det_Tr: found.trace_determinant}


def in_bell_basis() -> Mapping[sp.Basic, sp.Basic]:
    """The diagonal of the same density matrix in the Bell basis."""
    turned = BELL.H * sp.Matrix(steady().numerators) * BELL
    ratios = (sp.expand(entry) / steady().denominator for entry in turned.diagonal())
    return dict(zip(OCCUPIED.values(), ratios, strict=True))


def regular() -> Statement:
    """The blocks without the trace are regular: what is in them vanishes."""
    first: dict[sp.Expr, sp.Symbol] = {}
    shown = []
    for name, body in determinants().items():
        if name != det_Tr:
            # That of the conjugate block is the same.
            shown.append(equation(name, first.get(body) or sp.factor(body)))
            first.setdefault(body, name)
    return (*shown, *(sp.Gt(name, 0, evaluate=False) for name in first.values()))


def unique() -> Statement:
    """There is one steady state."""
    body = sp.factor(determinants()[det_Tr])
    return equation(det_Tr, body), sp.Gt(det_Tr, 0, evaluate=False)


def density_matrix() -> Statement:
    """Eq. (A4): its elements, and that the master equation leaves it as it is."""
    found = steady()
    entries = [_NAMED[k] if k in found.carrier else 0 for k in range(16)]
    return (
        equation(rho, sp.ImmutableMatrix(4, 4, entries)),
        equation(Z, _tidy(found.denominator)),
        *(
            equation(symbol(f"rho_{k}"), _tidy(found.numerators[at]) / Z)
            for k, at in PLACES.items()
        ),
        equation(rho_dot, 0),
        equation(Tr(rho), 1),
    )


def bell_populations() -> Statement:
    """The populations are ratios of polynomials with positive coefficients."""
    ratios = populations().items()
    shown = [equation(symbol(f"p_{k}"), _tidy(sp.numer(ratio)) / Z) for k, ratio in ratios]
    return (*shown, *(sp.Gt(symbol(f"p_{k}"), 0, evaluate=False) for k, _ in ratios))


def equal_temperatures() -> Statement:
    """At x = y the populations are those of a Gibbs state."""
    balanced = {k: sp.factor(w.subs(y, x)) for k, w in weights().items()}
    return tuple(equation(OCCUPIED[k] / p_G, sp.cancel(balanced[k] / balanced["G"])) for k in "SAE")


@cache
def _bonds() -> Mapping[tuple[str, str], sp.Expr]:
    """Net current along each bond of the cycle, in units of Γ⁺."""
    rates = {(jump.start, jump.end): jump.rate for jump in jumps()}
    bonds = zip(CYCLE, (*CYCLE[1:], CYCLE[0]), strict=True)
    return {(a, b): rates[a, b] * OCCUPIED[a] - rates[b, a] * OCCUPIED[b] for a, b in bonds}


def current() -> Statement:
    """The net current around the diamond, the same on its four bonds."""
    value = sp.factor(weighted(_bonds()["G", "S"]))
    named = [equation(j, body) for body in _bonds().values()]
    return (*named, equation(j, value * gamma_plus**3 / Z))


def cycle_ratio() -> Statement:
    """Kolmogorov's criterion: the rates around the cycle over those of the way back."""
    rates = {(jump.start, jump.end): jump.rate for jump in jumps()}
    ratio = sp.Mul(*(rates[a, b] / rates[b, a] for a, b in _bonds()))
    return (equation(ratio, sp.exp(sp.factor(cycle_affinity()))),)


CLAIMS = (
    Claim("A3", "A steady state exists: the block with the populations is singular",
          (equation(rho_dot, 0), equation(det_5, 0)), where=_ANY_FREQUENCY, local=state),
    Claim("A4", "The steady state, as the kernel of the block with the trace", density_matrix,
          where=RATES, local=state),
    Claim("A4-zeros", "The other blocks are regular: their elements of the density matrix vanish",
          regular, where=_ANY_FREQUENCY, local=determinants),
    Claim("A4-unique", "There is one steady state only: with the trace the block is regular",
          unique, where=RATES, local=determinants),
    Claim("populations", "Bell populations: polynomials with positive coefficients",
          bell_populations, where=RATES, local=in_bell_basis),
)  # fmt: skip
STEPS = (
    Claim("equal-temperatures", "Equal temperatures: the Gibbs state", equal_temperatures,
          where={x: POSITIVE}, at={y: x}),
    Claim("diamond-current", "Detailed balance is broken: a current around the diamond",
          current),
    Claim("cycle-ratio", "The rates around the cycle against those of the way back",
          cycle_ratio),
)  # fmt: skip
