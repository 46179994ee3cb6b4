"""Appendix B, a step of a trajectory: its Kraus operators, and those that reverse it, Eq. (B3)."""

from collections.abc import Mapping
from functools import cache, partial

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Statement
from beyondthermal.derivations.claims.regions import TEMPERATURES
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.symbolic.decision.boxes import Where
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine import kraus
from beyondthermal.symbolic.machine.counting import Jump, jumps
from beyondthermal.symbolic.operator_equations import with_daggers
from beyondthermal.symbolic.operator_notation import Tr
from beyondthermal.symbolic.operators import BELL_LABELS, number
from beyondthermal.symbolic.symbols import POSITIVE, symbol, symbols

from .model import ENERGIES, hamiltonian
from .superoperator import FREQUENCY

__all__ = ["COMPLETE", "REVERSED"]

x, y, beta_A, beta_S, xi, eta, H_0 = symbols("x y beta_A beta_S xi eta H_0")
omega_0, dt, K_0, K_0_dagger, Kt_0 = symbols("omega_0 dt K_0 K_0_dagger Kt_0")
ROOTS, BETAS = {"A": xi, "S": eta}, {"A": beta_A, "S": beta_S}
OPPOSITE = {"plus": "minus", "minus": "plus"}
SIGNS = tuple((bath, sign) for bath in "AS" for sign in ("plus", "minus"))
NAMES = {f"{bath}{sign}": f"{bath}_{word}" for bath in "AS"
         for sign, word in (("+", "plus"), ("-", "minus"))} | {"0": "0"}  # fmt: skip
# A step, in units of 1/Γ⁺; with roots of inverse Boltzmann factors everything is rational.
STEP: Where = {omega_0: sp.Reals, **dict.fromkeys((dt, xi, eta), POSITIVE)}
IN_ROOTS = {x: xi**2, y: eta**2}
IN_LOGARITHMS = {beta: 2 * sp.log(ROOTS[bath]) for bath, beta in BETAS.items()}


@cache
def operators(*, as_printed: bool = False) -> Mapping[sp.Basic, sp.Basic]:
    """The Kraus operators, the reversed ones, and the roots of the equilibrium states."""
    reverse = kraus.reversed_kraus(as_printed=as_printed)
    sets = (("K", kraus.kraus()), ("Kt", reverse))
    named = {f"{head}_{NAMES[k]}": matrix for head, found in sets for k, matrix in found.items()}
    roots = {symbol(f"root_{bath}"): root for bath, root in kraus.equilibrium_roots().items()}
    return {**with_daggers(named), **roots, **hamiltonian()}


def _square(operator: str) -> sp.Expr:
    """K†K."""
    return symbol(f"{operator}_dagger") * symbol(operator)


def _complete(head: str, signs: tuple[tuple[str, str], ...] = SIGNS) -> sp.Eq:
    """The sum of K†K is 1 to first order: exactly 1 + (1 - K_0)†(1 - K_0)."""
    no_jump, dagger = symbols(f"{head}_0 {head}_0_dagger")
    total = sp.Add(*(_square(f"{head}_{bath}_{sign}") for bath, sign in signs))
    return equation(1 + (1 - dagger) * (1 - no_jump), _square(f"{head}_0") + total)


# The sum over the reservoirs alone: the sign is left open, and so may be either.
PRINTED_COMPLETE = tuple(
    _complete("K", tuple((bath, sign) for bath in "AS")) for sign in ("plus", "minus")
)


def complete() -> Statement:
    """The Kraus operators are a complete set up to what is of second order in dt."""
    loss = sp.S.Zero
    for mode, rate in (("J_A", x), ("J_S", y)):
        up, down = symbols(f"{mode}_dagger {mode}")
        loss += (down * up + rate * up * down) / 2
    return _complete("K"), equation(1 - K_0, dt * (sp.I * H_0 + loss))


PROJECTORS = {k: symbol(f"ket_{k}") * symbol(f"bra_{k}") for k in BELL_LABELS}
# The index is left open, and so may be any.
PRINTED_HAMILTONIAN = tuple(equation(H_0, projector) for projector in PROJECTORS.values())
HAMILTONIAN = equation(H_0, sp.Add(*(ENERGIES[k] * PROJECTORS[k] for k in BELL_LABELS)))


def _reversed(*, as_printed: bool) -> Statement:
    """sqrt(rho) K sqrt(rho)^-1 with K^∓ as printed, or with the adjoint of K^± itself."""
    shown = [equation(Kt_0, K_0_dagger)]
    for bath, sign in SIGNS:
        root = symbol(f"root_{bath}")
        inner = f"K_{bath}_{OPPOSITE[sign]}" if as_printed else f"K_{bath}_{sign}_dagger"
        shown.append(equation(symbol(f"Kt_{bath}_{sign}"), root * symbol(inner) * root**-1))
    return tuple(shown)


def _chance(head: str, jump: Jump, state: str) -> sp.Expr:
    """The probability <k|K†K|k> of a jump's operator in a state."""
    name = f"{head}_{jump.bath}_{'plus' if jump.energy > 0 else 'minus'}"
    return symbol(f"bra_{state}") * _square(name) * symbol(f"ket_{state}")


def _odds(*, before: bool = False) -> Statement:
    """A jump's probability is exp(-beta δQ) times that of its reversal, in the state after it."""
    return tuple(
        equation(
            _chance("K", jump, jump.start),
            sp.exp(jump.entropy) * _chance("Kt", jump, jump.start if before else jump.end),
        )
        for jump in jumps()
    )


def reversed_as_printed() -> Statement:
    """The operators as printed are off K^± by a factor exp(±beta/2): the odds are wrong."""
    return (*_reversed(as_printed=True), *_odds())


def reversed_jumps() -> Statement:
    """The reversal of a jump is the adjoint of the same operator; then the odds are right."""
    opposite = (
        equation(symbol(f"Kt_{bath}_{sign}"), symbol(f"K_{bath}_{OPPOSITE[sign]}"))
        for bath, sign in SIGNS
    )
    return (*_reversed(as_printed=False), *opposite, *_odds())


def in_the_state_after() -> Statement:
    """The odds, and that four reversals are impossible in the state before the jump."""
    ends = (_chance("Kt", jump, jump.start) for jump in jumps() if jump.start in "GE")
    return (*_odds(), *(equation(chance, 0) for chance in ends))


def reversed_probabilities(*, as_printed: bool) -> Statement:
    """The reversed operators are a complete set."""
    return (*_reversed(as_printed=as_printed), _complete("Kt"))


def no_jump_alone() -> Statement:
    """No jump has the ratio 1; absorptions are less probable than their reverse, emissions more."""
    shown: list[sp.Basic] = [equation(_square("Kt_0"), _square("K_0"))]
    for jump in jumps():
        compared = sp.Lt if jump.energy > 0 else sp.Gt
        chances = _chance("K", jump, jump.start), _chance("Kt", jump, jump.end)
        shown.append(compared(*chances, evaluate=False))
    return tuple(shown)


def _gibbs(bath: str) -> sp.Expr:
    """exp(-beta H0); beta is counted in units of 1/omega_0."""
    return sp.exp(-BETAS[bath] * H_0 / omega_0)


def equilibria(*, normalised: bool) -> Statement:
    """The equilibrium states of the reservoirs, and that their traces are 1."""
    shown = []
    for bath in BETAS:
        state, gibbs = symbol(f"rho_{bath}"), _gibbs(bath)
        shown.append(equation(state, gibbs / Tr(gibbs) if normalised else gibbs))
        shown.append(equation(Tr(state), 1))
    return tuple(shown)


def equilibrium_states(*, normalised: bool) -> Mapping[sp.Basic, sp.Basic]:
    """Their matrices."""
    states = {}
    for bath, beta in BETAS.items():
        weights = sp.diag(*(sp.exp(-beta * energy) for energy in number.diagonal()))
        scale = (1 + sp.exp(-beta)) ** 2 if normalised else 1
        states[symbol(f"rho_{bath}")] = weights / scale
    return {**hamiltonian(), **states}


_PRINTED = partial(operators, as_printed=True)
# Positive inverse temperatures.
_POSITIVE: Where = {**STEP, **dict.fromkeys((xi, eta), sp.Interval.open(1, sp.oo))}
_AT_TEMPERATURES: Where = {omega_0: POSITIVE, **TEMPERATURES}
COMPLETE = (
    Claim("completeness", "The Kraus operators are complete; the sign isn't summed over",
          PRINTED_COMPLETE, Verdict.REFUTED, where=STEP, at=IN_ROOTS, local=operators),
    Claim("B1-kraus", "The Kraus operators, absorptions and emissions, are complete",
          complete, where=STEP, at=IN_ROOTS, local=operators, corrects="completeness"),
    Claim("hamiltonian", "The Hamiltonian in its eigenstates, with one of them alone",
          PRINTED_HAMILTONIAN, Verdict.REFUTED, where=FREQUENCY, local=hamiltonian),
    Claim("hamiltonian-corrected", "The Hamiltonian is the sum of its energies times projectors",
          (HAMILTONIAN,), where=FREQUENCY, local=hamiltonian, corrects="hamiltonian"),
)  # fmt: skip
REVERSED = (
    Claim("B3", "Reversed jumps as printed, and the ratios of probabilities",
          reversed_as_printed, Verdict.REFUTED, where=STEP, at=IN_LOGARITHMS, local=_PRINTED),
    Claim("B3-corrected", "Reversed jumps with the adjoint of the same operator, and the ratios",
          reversed_jumps, where=STEP, at=IN_LOGARITHMS, local=operators, corrects="B3"),
    Claim("B3-state", "The ratios with the reversed probability in the state before the jump",
          partial(_odds, before=True), Verdict.REFUTED, where=STEP, at=IN_LOGARITHMS,
          local=operators),
    Claim("B3-state-corrected", "The ratios with the reversed probability in the state after it",
          in_the_state_after, where=STEP, at=IN_LOGARITHMS, local=operators, corrects="B3-state"),
    Claim("B3-probabilities", "The reversed operators as printed are a set of Kraus operators",
          partial(reversed_probabilities, as_printed=True), Verdict.REFUTED, where=STEP,
          local=_PRINTED),
    Claim("B3-probabilities-corrected", "The reversed operators with the adjoint are one",
          partial(reversed_probabilities, as_printed=False), where=STEP, local=operators,
          corrects="B3-probabilities"),
    Claim("B3-ratio", "Between thermal reservoirs the ratio is one only without a jump",
          no_jump_alone, where=_POSITIVE, local=operators),
    Claim("B3-gibbs", "The equilibrium states of the reservoirs as printed",
          partial(equilibria, normalised=False), Verdict.REFUTED, where=_AT_TEMPERATURES,
          local=partial(equilibrium_states, normalised=False)),
    Claim("B3-gibbs-corrected", "The equilibrium states, with their partition functions",
          partial(equilibria, normalised=True), where=_AT_TEMPERATURES,
          local=partial(equilibrium_states, normalised=True), corrects="B3-gibbs"),
)  # fmt: skip
