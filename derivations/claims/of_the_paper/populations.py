"""What the paper says in words of the populations, of where entanglement is, and where it isn't."""

from dataclasses import replace

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.statements import contradicted, equation, follows, settled
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Verdict, all_of, identity
from beyondthermal.symbolic.machine import bounds
from beyondthermal.symbolic.machine.limits import corner, edge
from beyondthermal.symbolic.machine.machine import weights
from beyondthermal.symbolic.symbols import symbol, symbols

from .bounds import inverted

__all__ = ["CLAIMS", "STEPS"]

x, y, C, d, p_G, p_S, p_A, p_E = symbols("x y C d p_G p_S p_A p_E")
HALF, THIRD = sp.Rational(1, 2), sp.Rational(1, 3)
POSITIVE = sp.Interval.open(0, sp.oo)


def thermal_limit() -> Finding:
    """beta_A = 0, beta_S = oo: p_A = 1/3, p_G = 2/3, C = 1/3."""
    limit = edge(y, sp.oo)
    values = {k: p.subs(x, 1) for k, p in limit.populations.items()}
    proof = all_of(
        limit.proof,
        identity(values["A"], THIRD),
        identity(values["G"], 2 * THIRD),
        identity(limit.concurrence.subs(x, 1), THIRD),
        method="the edge $β_S = ∞$, at $x = exp(β_A) = 1$",
    )
    shown = tuple(equation(symbol(f"p_{k}"), p) for k, p in values.items())
    return Finding((equation(C, limit.concurrence.subs(x, 1)), *shown), proof)


def universal_limit() -> Finding:
    """beta_A -> -oo, beta_S -> oo: p_A = p_G = 1/2, the other two zero."""
    limit = corner(-sp.oo, sp.oo)
    values = {"G": HALF, "S": 0, "A": HALF, "E": 0}
    proof = all_of(
        limit.proof, *(identity(limit.populations[k], sp.sympify(v)) for k, v in values.items()),
        identity(limit.concurrence, HALF), method=limit.proof.method,
    )  # fmt: skip
    shown = [equation(symbol(f"p_{k}"), p) for k, p in limit.populations.items()]
    return Finding((equation(C, limit.concurrence), *shown), proof)


def supremum() -> Finding:
    """1/2 is the supremum: C comes as close as you like and never gets there."""
    proof = all_of(
        bounds.universal_bound(), corner(-sp.oo, sp.oo).proof,
        method="$C < 1/2$ everywhere, and $C → 1/2$ at the corner",
    )  # fmt: skip
    return Finding((sp.StrictLessThan(C, HALF),), proof)


def inversion() -> Finding:
    """Both reservoirs inverted: E holds the largest population."""
    inverted = {x: sp.Interval.open(0, 1), y: sp.Interval.open(0, 1)}
    proofs = [positive(weights()["E"] - weights()[k], inverted) for k in "GSA"]
    shown = tuple(sp.Gt(p_E, symbol(f"p_{k}"), evaluate=False) for k in "GSA")
    return Finding(shown, all_of(*proofs))


def balanced_majority() -> Finding:
    """p_G + p_E > 1/2 fails at x = y = 1, where it is 1/2."""
    w = {k: weight.subs(y, x) for k, weight in weights().items()}
    outer = sp.cancel((w["G"] + w["E"]) / sp.Add(*w.values()))
    at = {x: sp.Integer(1)}
    half = outer.subs(at)
    proof = contradicted(
        half <= sp.Rational(1, 2), "exactly half at infinite temperature", at, value=half
    )
    return Finding((equation(p_G + p_E, outer),), proof)


def balanced_half() -> Finding:
    """p_G + p_E >= 1/2 and p_S = p_A for balanced reservoirs; more than half off beta = 0."""
    w = {k: weight.subs(y, x) for k, weight in weights().items()}
    excess = sp.factor(w["G"] + w["E"] - w["S"] - w["A"])
    square = sp.cancel(excess / (x - 1) ** 2)
    proof = all_of(
        identity(w["S"], w["A"]),
        identity(excess, square * (x - 1) ** 2),
        positive(square, {x: POSITIVE}),
        method="$p_G + p_E − p_S − p_A$ is a square times a polynomial "
        "without negative coefficients",
    )
    return Finding((sp.Ge(p_G + p_E, HALF, evaluate=False),), proof)


def imbalance() -> Finding:
    """C > 0 needs p_S != p_A: the concurrence is at most |p_S - p_A|."""
    everywhere = {x: POSITIVE, y: POSITIVE}
    proof = all_of(*(positive(weights()[k], everywhere) for k in "GE"))
    method = "what is subtracted, $2√(p_G p_E)$, is positive"
    statement = sp.Le(C, abs(p_S - p_A), evaluate=False)
    return Finding((statement,), replace(proof, method=method))


def inversion_differences() -> Finding:
    """How much more E holds than G, S and A, for x = 1/(1 + u) and y = 1/(1 + v)."""
    w, shown, proofs = weights(), [], []
    for name, label in ((p_G, "G"), (p_S, "S"), (p_A, "A")):
        factor, polynomial, proof = inverted(sp.expand(w["E"] - w[label]), 2)
        shown.append(equation(2 * d * factor * (p_E - name), polynomial))
        proofs += [follows(equation(2 * d * (p_E - name), w["E"] - w[label])), proof]
    return Finding(tuple(shown), all_of(*proofs))


def balanced_difference() -> Finding:
    """What G and E hold together more than S and A, for equal temperatures."""
    w = {k: weight.subs(y, x) for k, weight in weights().items()}
    excess = sp.factor(w["G"] + w["E"] - w["S"] - w["A"])
    shown = (
        equation(2 * d * (p_S - p_A), sp.expand(w["S"] - w["A"])),
        equation(2 * d * (p_G + p_E - p_S - p_A), excess),
    )
    return Finding(shown, follows(*shown, at={y: x}))


CLAIMS = (
    Claim("limit-thermal",
          "$β_A = 0$, $β_S → ∞$: 1/3 of the population in $A$, 2/3 in $G$, $C = 1/3$",
          thermal_limit, domain="$β_A = 0$, $β_S → ∞$"),
    Claim("limit-universal", "Hot mode inverted, cold one at zero temperature: half in $A$, no $S$",
          universal_limit, domain="$β_A → −∞$, $β_S → ∞$"),
    Claim("supremum", "1/2 is the theoretical limit, approached and not reached", supremum),
    Claim("outside", "The regions with $C ≥ 1/3$ are outside the thermal region",
          settled(bounds.thermal_bound, sp.Lt(C, THIRD)), domain="$β_A$, $β_S ≥ 0$"),
    Claim("inversion", "Both reservoirs inverted: $E$ has the largest population", inversion,
          domain="$β_A$, $β_S < 0$"),
    Claim("balanced-majority", "Balanced: most of the population is in $G$ or $E$",
          balanced_majority, Verdict.REFUTED, printed=(sp.Gt(p_G + p_E, HALF, evaluate=False),),
          domain="$β_A = β_S$", scan="no: it is a sentence"),
    Claim("balanced-half",
          "Balanced: at least half is in $G$ or $E$, more for $β ≠ 0$; $p_S = p_A$",
          balanced_half, domain="$β_A = β_S$", corrects="balanced-majority"),
    Claim("imbalance", "Entanglement needs one of $S$, $A$ to dominate the other", imbalance),
)  # fmt: skip
STEPS = (
    Claim("inversion-shifted", "The lead of $E$ over $G$, $S$ and $A$", inversion_differences,
          domain="$β_A$, $β_S < 0$"),
    Claim("balanced-sorted", "$y = x$: $S$ and $A$ are equal, and $G$ and $E$ have more than they",
          balanced_difference, domain="$β_A = β_S$"),
)  # fmt: skip
