"""Eq. (6): heat, entropy production, its border, and how it goes with the concurrence."""

from dataclasses import replace
from functools import partial

import numpy as np
import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.statements import contradicted, equation, follows, settled
from beyondthermal.numeric import machine
from beyondthermal.numeric import thermodynamics as numbers
from beyondthermal.symbolic.decision.proof import Proof, Verdict, all_of, identity
from beyondthermal.symbolic.machine import heat_limits, thermodynamics
from beyondthermal.symbolic.machine.machine import closed_form, weights
from beyondthermal.symbolic.operators import BELL, number
from beyondthermal.symbolic.symbols import symbol, symbols

__all__ = ["CLAIMS", "STEPS"]

x, y, beta_A, beta_S, sigma, Q_A, Q_S, d, t = symbols("x y beta_A beta_S sigma Q_A Q_S d t")
epsilon, Q, p_G, p_S, p_A, p_E = symbols("epsilon Q p_G p_S p_A p_E")
NOT_NEGATIVE = sp.Ge(sigma, 0, evaluate=False)


def entropy_production() -> Finding:
    """Eq. (6) in closed form, and its sign."""
    closed, law = thermodynamics.entropy_production(), thermodynamics.second_law()
    definition = equation(sigma, -beta_A * Q_A - beta_S * Q_S)
    currents = {symbol(f"Q_{k}"): v for k, v in thermodynamics.heat_currents().items()}
    proof = all_of(identity(definition.rhs.subs(currents), closed), law, method=law.method)
    return Finding((definition, equation(sigma, closed), NOT_NEGATIVE), proof)


def heat() -> Finding:
    """The heat currents in closed form, and their sum."""
    currents = thermodynamics.heat_currents()
    statement = tuple(equation(symbol(f"Q_{k}"), v) for k, v in currents.items())
    return Finding(statement, thermodynamics.heat_balance())


def entropy_edge(variable: sp.Symbol, end: sp.Expr) -> Finding:
    """On every edge the entropy production grows in proportion to the diverging beta."""
    limit = heat_limits.edge_current(variable, end)
    gap = sp.Abs(beta_A - beta_S)
    return Finding((equation(sigma / gap, limit.slope),), limit.proof)


def heat_corner(end_A: sp.Expr, end_S: sp.Expr) -> Finding:
    """The heat currents have a limit at every corner."""
    limit = heat_limits.corner_current(end_A, end_S)
    statement = tuple(equation(symbol(f"Q_{k}"), v) for k, v in limit.heat.items())
    return Finding(statement, limit.proof)


def no_limit(end: sp.Expr) -> Finding:
    """Where both inverse temperatures diverge together, sigma has no limit."""
    path, (epsilon, Q) = heat_limits.corner_path(end), symbols("epsilon Q")
    product = equation(sigma, (beta_A - beta_S) * Q_S)
    current = thermodynamics.heat_currents()["S"]
    in_x_y = identity(product.rhs.subs(Q_S, current), thermodynamics.entropy_production())
    along = equation(sp.Limit(Q / path.scale, epsilon, 0), 1)
    figures = {"scale of $|Q_S|$ on the paths": str(path.scale).replace("**", "^")}
    proof = all_of(path.proof, in_x_y, method=path.proof.method)
    return Finding((product, along), proof, figures)


def more_irreversible() -> Finding:
    """Between two thermal points C rises while sigma falls: proved, hence the refutation."""
    counter = thermodynamics.concurrence_rises_while_entropy_falls()
    if not counter:
        return Finding((), Proof(Verdict.INCONCLUSIVE, counter.method))
    points = ({x: sp.Integer(k), y: sp.Integer(20 * k)} for k in (1, 2))
    C, rate = closed_form().concurrence, -sp.log(20) * thermodynamics.heat_currents()["S"]
    values = [(sp.N(C.subs(at), 6), sp.N(rate.subs(at), 6)) for at in points]
    (C_before, rate_before), (C_after, rate_after) = values
    proof = contradicted(
        bool(C_before < C_after and rate_before > rate_after),
        "$C$ rises while the entropy production falls",
        {x: sp.Integer(2), y: sp.Integer(40)},
        **{"at $x = 1$, $y = 20$": values[0], "at $x = 2$, $y = 40$": values[1]},
    )  # fmt: skip
    return Finding((), replace(proof, certificates=counter.certificates))


def correlated() -> Finding:
    """Concurrence and entropy production on a grid are correlated in rank, in three regions."""
    beta = np.linspace(-6, 6, 61)
    at_A, at_S = np.meshgrid(beta, beta)
    C, rate = machine.concurrence(at_A, at_S), numbers.entropy_production(at_A, at_S)
    regions = {
        "$|β| ≤ 6$": np.full(C.shape, True),
        "where $C > 0$": C > 0,
        "both $β ≥ 0$": (at_A >= 0) & (at_S >= 0),
    }
    ranks = {name: numbers.correlation(C[at], rate[at]) for name, at in regions.items()}
    figures = {
        f"Spearman, Kendall, {name}": f"{found.spearman:.3f}, {found.kendall:.3f}"
        for name, found in ranks.items()
    }
    line = np.linspace(-0.4, 0.6, 51)
    against = numbers.correlation(
        machine.concurrence(line, line + 3), numbers.entropy_production(line, line + 3)
    )
    figures["Spearman on $β_S = β_A + 3$, $−0.4 ≤ β_A ≤ 0.6$"] = f"{against.spearman:.3f}"
    good = all(found.spearman > 0.75 for found in ranks.values())
    verdict = Verdict.SUPPORTED if good else Verdict.REFUTED
    return Finding((), Proof(verdict, "rank correlation on $61 × 61$ points"), figures)


def _current(label: str) -> sp.Expr:
    """Tr{H0 L_i(rho)} for a Bell-diagonal density matrix, by pump and damping."""
    rho = BELL * sp.diag(p_G, p_S, p_A, p_E) * BELL.H
    flow = sp.expand((number * thermodynamics.bath(label)(rho)).trace())
    (factor,) = {"A": x, "S": y}[label].free_symbols
    damping, pump = sp.factor(flow.coeff(factor, 1)), sp.factor(flow.coeff(factor, 0))
    return pump + factor * damping


def currents_in_populations() -> Finding:
    """Energy times rate times population, summed over the jumps of each reservoir."""
    shown = [equation(symbol(f"Q_{k}"), _current(k)) for k in "AS"]
    rho = BELL * sp.diag(p_G, p_S, p_A, p_E) * BELL.H
    proofs = [
        identity((number * thermodynamics.bath(k)(rho)).trace(), e.args[1])
        for k, e in zip("AS", shown, strict=True)
    ]
    method = "$Tr{H₀ L(ρ)}$ for a density matrix that is diagonal in the Bell basis"
    return Finding(tuple(shown), all_of(*proofs, method=method))


def currents_in_weights() -> Finding:
    """The weights put in: all but one factor cancels."""
    names = {symbol(f"p_{k}"): w / (2 * d) for k, w in weights().items()}
    shown, proofs = [], []
    for label in "AS":
        body = sp.factor(sp.expand(2 * d * _current(label).subs(names)))
        shown.append(equation(2 * d * symbol(f"Q_{label}"), body))
        proofs.append(follows(equation(2 * d * _current(label), body)))
    return Finding(tuple(shown), all_of(*proofs))


def entropy_in_current() -> Finding:
    """Q_A = -Q_S put into the definition of the entropy production."""
    definition = -beta_A * Q_A - beta_S * Q_S
    result = sp.factor(definition.subs(Q_A, -Q_S))
    statement = equation(sigma, definition), equation(sigma, result)
    currents = thermodynamics.heat_currents()
    in_x_y = {Q_A: currents["A"], Q_S: currents["S"]}
    proof = all_of(
        identity(definition.subs(in_x_y), result.subs(in_x_y)),
        identity(result.subs(in_x_y), thermodynamics.entropy_production()),
    )
    return Finding(statement, proof)


def ordered_factors() -> Finding:
    """|Q_S| in the larger Boltzmann factor x and in t, the smaller over the larger."""
    top, by_power = heat_limits.in_ordered_factors()
    parts = [sp.factor(c) * x**k for k, c in sorted(by_power.items(), reverse=True)]
    total = sp.Add(*parts)
    current = thermodynamics.heat_currents()["A"].subs(y, t * x)
    proof = identity(current, -top / total)
    return Finding((equation(top / Q, total),), proof)


def on_the_path(end: sp.Expr) -> Finding:
    """Scale over |Q_S| where both Boltzmann factors go to the same end, by powers of epsilon."""
    top, by_power = heat_limits.in_ordered_factors()
    larger = 1 / (epsilon * t) if end is sp.oo else epsilon
    scale = heat_limits.corner_path(end).scale
    inverse = sp.Add(*(c * x**k for k, c in by_power.items())).subs(x, larger) * scale
    body = sp.collect(sp.expand(sp.cancel(inverse / 4)), epsilon, sp.factor)
    proof = all_of(
        identity(body * top, inverse * (1 - t**2)),
        identity(body.subs({t: 0, epsilon: 0}), sp.Integer(1)),
        method="sorted by powers of $ε$; the term without $ε$ and $t$ is 1",
    )
    return Finding((equation(scale * (1 - t**2) / Q, body),), proof)


def two_machines() -> Finding:
    """C and sigma at (x, y) = (1, 20) and (2, 40), exactly: one rises, the other falls."""
    points = [{x: sp.Integer(k), y: sp.Integer(20 * k)} for k in (1, 2)]
    forms = [closed_form().subs(at) for at in points]
    C = [sp.expand((f.N1 - f.N2) / f.d) for f in forms]
    rate = [thermodynamics.heat_currents()["A"].subs(at) * sp.log(20) for at in points]
    statement = sp.Lt(*C, evaluate=False), sp.Gt(*rate, evaluate=False)
    proof: Proof = thermodynamics.concurrence_rises_while_entropy_falls()
    return Finding(statement, proof)


_SENTENCE = "no: it is a sentence"
_ENDS = {-sp.oo: "−∞", sp.oo: "∞"}
_ANY, _OO = "all $β_A$, $β_S$", sp.oo
CLAIMS = (
    Claim("6", "The entropy production rate, and that it is not negative", entropy_production,
          domain=_ANY),
    Claim("6-heat", "The heat currents in closed form add up to zero", heat, domain=_ANY),
    *(
        Claim(f"6-edge-{name}={end}".replace("oo", "inf"),
              f"$β_{name} → {_ENDS[end]}$: the entropy production diverges, "
              "linearly in $|β_A − β_S|$",
              partial(entropy_edge, variable, end), domain=f"$β_{name} → {_ENDS[end]}$")
        for variable, name in ((x, "A"), (y, "S")) for end in (-_OO, _OO)
    ),
    *(
        Claim(f"6-corner-{a},{s}".replace("oo", "inf"),
              f"The heat currents at the corner $β_A = {_ENDS[a]}$, $β_S = {_ENDS[s]}$",
              partial(heat_corner, a, s), domain=f"$β_A → {_ENDS[a]}$, $β_S → {_ENDS[s]}$")
        for a in (-_OO, _OO) for s in (-_OO, _OO)
    ),
    *(
        Claim(f"6-no-limit-{end}".replace("oo", "inf"),
              f"The entropy production has no limit where both $β_A$, $β_S → {_ENDS[end]}$",
              partial(no_limit, end), domain=f"$β_A$, $β_S → {_ENDS[end]}$")
        for end in (-_OO, _OO)
    ),
    Claim("irreversible", "The more irreversible the process, the larger the concurrence",
          more_irreversible, Verdict.REFUTED, domain=_ANY, scan=_SENTENCE),
    Claim("irreversible-zero", "Both $β$ negative and unequal: entropy is produced, $C = 0$",
          settled(thermodynamics.entropy_without_concurrence,
                  sp.Gt(sigma, 0, evaluate=False), equation(symbol("C"), 0)),
          domain="$β_A ≠ β_S$, both negative"),
    Claim("correlation", "Concurrence and entropy production are strikingly correlated", correlated,
          Verdict.SUPPORTED, domain="$|β_A|$, $|β_S| ≤ 6$"),
)  # fmt: skip
STEPS = (
    Claim("heat-in-populations", "The heat currents, pump less damping",
          currents_in_populations),
    Claim("heat-in-weights", "The heat currents on the common denominator",
          currents_in_weights),
    Claim("entropy-in-heat", "$Q_A = −Q_S$ in the entropy production", entropy_in_current),
    Claim("heat-ordered", "The current in the larger factor $x$ and the ratio $t$",
          ordered_factors),
    Claim("heat-upper-corner", "The scale $4ε$ over the current near $β_A, β_S = ∞$",
          partial(on_the_path, sp.oo), domain="$β_A$, $β_S → ∞$"),
    Claim("heat-lower-corner", "The scale $2ε²$ over the current near $β_A, β_S = −∞$",
          partial(on_the_path, -sp.oo), domain="$β_A$, $β_S → −∞$"),
    Claim("two-machines", "$C$ and then $Ṡ$ at $x = 1, y = 20$ and at $x = 2, y = 40$",
          two_machines, domain="two thermal points"),
)  # fmt: skip
