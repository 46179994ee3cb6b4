"""Appendix B, a step of a trajectory: its Kraus operators, and those that reverse it, Eq. (B3)."""

from collections.abc import Mapping
from functools import partial

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.statements import beside, contradicted, equation
from beyondthermal.symbolic.decision.proof import Verdict, all_of
from beyondthermal.symbolic.machine import counting, kraus
from beyondthermal.symbolic.operator_equations import Tr, prove, represent, with_daggers
from beyondthermal.symbolic.operators import number
from beyondthermal.symbolic.symbols import symbol, symbols

__all__ = ["COMPLETE", "REVERSED"]

x, y, beta_A, beta_S, xi, eta, H_0 = symbols("x y beta_A beta_S xi eta H_0")
ROOTS, BETAS = {"A": xi, "S": eta}, {"A": beta_A, "S": beta_S}
OPPOSITE = {"plus": "minus", "minus": "plus"}
SIGNS = tuple((bath, sign) for bath in "AS" for sign in ("plus", "minus"))
NAMES = {f"{bath}{sign}": f"{bath}_{word}" for bath in "AS"
         for sign, word in (("+", "plus"), ("-", "minus"))} | {"0": "0"}  # fmt: skip


def _matrices(prefix: str, operators: Mapping[str, sp.Matrix]) -> dict[sp.Symbol, sp.Matrix]:
    """Kraus operators and their adjoints by their symbols."""
    return with_daggers({f"{prefix}_{NAMES[key]}": matrix for key, matrix in operators.items()})


def _complete(prefix: str) -> sp.Eq:
    """The sum of K†K is 1 to first order: exactly 1 + (1 - K_0)†(1 - K_0)."""
    no_jump, dagger = symbols(f"{prefix}_0 {prefix}_0_dagger")
    names = [f"{prefix}_{name}" for name in NAMES.values()]
    total = sp.Add(*(symbol(f"{name}_dagger") * symbol(name) for name in names))
    return equation(1 + (1 - dagger) * (1 - no_jump), total)


def completeness(prefix: str) -> Finding:
    """The Kraus operators, or those of the reversed trajectory, are a complete set."""
    operators = kraus.kraus() if prefix == "K" else kraus.reversed_kraus()
    shown = _complete(prefix)
    proof = all_of(
        kraus.completeness(operators), prove(shown, _matrices(prefix, operators)),
        method="equal as rational functions",
    )  # fmt: skip
    return Finding((shown,), proof)


def incomplete() -> Finding:
    """The reversed operators as printed have other probabilities than those of a complete set."""
    no_jump, dagger = symbols("Kt_0 Kt_0_dagger")
    statement = [equation(dagger * no_jump, symbol("K_0") * symbol("K_0_dagger"))]
    for bath, sign in SIGNS:
        power, other = (2, "minus") if sign == "plus" else (-2, "plus")
        left, right = f"Kt_{bath}_{sign}", f"K_{bath}_{other}"
        probability = symbol(f"{right}_dagger") * symbol(right)
        found = ROOTS[bath] ** power * probability
        statement.append(equation(symbol(f"{left}_dagger") * symbol(left), found))
    operators = kraus.reversed_kraus(as_printed=True)
    matrices = _matrices("K", kraus.kraus()) | _matrices("Kt", operators)
    shown = (prove(each, matrices) for each in statement)
    return Finding(tuple(statement), beside(kraus.completeness(operators), *shown))


def _reversed(bath: str, sign: str, *, as_printed: bool) -> sp.Expr:
    """sqrt(rho) K sqrt(rho)^-1 with K^∓ as printed, or with the adjoint of K^± itself."""
    root = symbol(f"root_{bath}")
    inner = f"K_{bath}_{OPPOSITE[sign]}" if as_printed else f"K_{bath}_{sign}_dagger"
    return root * symbol(inner) * root**-1


def _equilibria() -> dict[sp.Symbol, sp.Matrix]:
    """The roots of the reservoirs' equilibrium states, up to normalisation."""
    energies = number.diagonal()
    return {
        symbol(f"root_{bath}"): sp.diag(*(root**-energy for energy in energies))
        for bath, root in ROOTS.items()
    }


PRINTED_B3 = (
    *(equation(symbol(f"Kt_{b}_{s}"), _reversed(b, s, as_printed=True)) for b, s in SIGNS),
    equation(symbol("Kt_0"), symbol("K_0_dagger")),
)
ODDS = tuple(
    equation(symbol(f"odds_{k}"), sp.exp(-beta * symbol("delta_Q"))) for k, beta in BETAS.items()
)
PRINTED_GIBBS = tuple(
    equation(symbol(f"rho_{k}"), sp.exp(-beta * H_0)) for k, beta in BETAS.items()
)


def reversed_as_printed() -> Finding:
    """The operators as printed are off K^± by a factor exp(±beta/2): the odds are wrong."""
    K, statement = _matrices("K", kraus.kraus()) | _equilibria(), []
    for bath, sign in SIGNS:
        power, other = (1, "minus") if sign == "plus" else (-1, "plus")
        right = ROOTS[bath] ** power * symbol(f"K_{bath}_{other}")
        statement.append(equation(_reversed(bath, sign, as_printed=True), right))
    shown = (prove(each, K) for each in statement)
    return Finding(tuple(statement), beside(kraus.detailed_balance(as_printed=True), *shown))


def reversed_jumps() -> Finding:
    """The reversal of a jump is the adjoint of the same operator; then the odds are right."""
    K = _matrices("K", kraus.kraus()) | _matrices("Kt", kraus.reversed_kraus()) | _equilibria()
    adjoint = (_reversed(b, s, as_printed=False) for b, s in SIGNS)
    opposite = (symbol(f"K_{b}_{OPPOSITE[s]}") for b, s in SIGNS)
    reversals = [symbol(f"Kt_{b}_{s}") for b, s in SIGNS]
    statement = [*map(equation, reversals, adjoint), *map(equation, reversals, opposite)]
    balance = kraus.detailed_balance()
    shown = (prove(each, K) for each in statement)
    return Finding((*statement, *ODDS), all_of(balance, *shown, method=balance.method))


def only_without_jump() -> Finding:
    """A jump's ratio exp(-beta δQ) is 1 too where its reservoir is at infinite temperature."""
    (jump, *_) = counting.jumps()
    at = {beta_A: sp.Integer(0), beta_S: sp.Integer(0)}
    ratio = sp.exp(jump.entropy.subs(at))
    proof = contradicted(ratio == 1, "a jump at $β = 0$ has the ratio 1 as well", at, ratio=ratio)
    return Finding(ODDS, beside(proof, kraus.detailed_balance()))


def normalised_gibbs() -> Finding:
    """exp(-beta H) isn't a density matrix: its trace is (1 + exp(-beta))²."""
    statement = [
        equation(Tr(sp.exp(-beta * H_0)), (1 + sp.exp(-beta)) ** 2) for beta in BETAS.values()
    ]
    in_x_y = {H_0: number, beta_A: sp.log(x), beta_S: sp.log(y)}
    point = {x: sp.Integer(1)}
    trace = represent(statement[0].rhs, in_x_y).subs(point)
    proof = contradicted(
        trace != 1, "the trace is not 1: the partition function is missing", point, trace=trace
    )
    return Finding(tuple(statement), beside(proof, *(prove(each, in_x_y) for each in statement)))


_SENTENCE = "no: it is a sentence"
_ANY = "all $β_A$, $β_S$"
COMPLETE = Claim("B1-kraus", "The Kraus operators are complete to first order in dt",
                 partial(completeness, "K"), domain=_ANY)  # fmt: skip
REVERSED = (
    Claim("B3", "Reversed jumps as printed: $√ρ K^∓ √ρ⁻¹$",
          reversed_as_printed, Verdict.REFUTED, printed=PRINTED_B3, domain=_ANY,
          scan="a dagger could be lost in a scan"),
    Claim("B3-corrected", "Reversed jumps $√ρ K^±† √ρ⁻¹ = K^∓$: ratios $exp(−β δQ)$",
          reversed_jumps, domain=_ANY, corrects="B3"),
    Claim("B3-probabilities", "The reversed operators as printed are a set of Kraus operators",
          incomplete, Verdict.REFUTED, printed=(_complete("Kt"),), domain=_ANY, scan="see B3"),
    Claim("B3-probabilities-corrected", "The reversed operators $√ρ K^±† √ρ⁻¹$ are",
          partial(completeness, "Kt"), domain=_ANY, corrects="B3-probabilities"),
    Claim("B3-ratio", "The ratio of probabilities is 1 only if there was no jump",
          only_without_jump, Verdict.REFUTED, domain=_ANY, scan=_SENTENCE),
    Claim("B3-gibbs", "$exp(−βH)$ is the equilibrium state of a reservoir", normalised_gibbs,
          Verdict.REFUTED, printed=PRINTED_GIBBS, domain=_ANY,
          scan="a 1/Z could be lost in a scan"),
)  # fmt: skip
