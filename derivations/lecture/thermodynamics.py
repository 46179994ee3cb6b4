"""The chapter on heat and entropy; `CHAPTERS` adds the one on trajectories."""

from functools import partial

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.of_the_paper import find
from beyondthermal.symbolic.decision.proof import Proof, all_of, identity
from beyondthermal.symbolic.machine import heat_limits, thermodynamics
from beyondthermal.symbolic.machine.machine import closed_form, weights
from beyondthermal.symbolic.operators import BELL, number
from beyondthermal.symbolic.symbols import symbol, symbols

from . import trajectories
from .chapter import Chapter, Picture
from .limits import follows

__all__ = ["CHAPTERS"]

x, y, d, t, epsilon, sigma = symbols("x y d t epsilon sigma")
beta_A, beta_S, Q_A, Q_S, Q = symbols("beta_A beta_S Q_A Q_S Q")
p_G, p_S, p_A, p_E = symbols("p_G p_S p_A p_E")


def _equation(left: sp.Expr, right: sp.Expr) -> sp.Eq:
    return sp.Eq(left, right, evaluate=False)


def _current(label: str) -> sp.Expr:
    """Tr{H0 L_i(rho)} for a Bell-diagonal density matrix, by pump and damping."""
    rho = BELL * sp.diag(p_G, p_S, p_A, p_E) * BELL.H
    flow = sp.expand((number * thermodynamics.bath(label)(rho)).trace())
    (factor,) = {"A": x, "S": y}[label].free_symbols
    damping, pump = sp.factor(flow.coeff(factor, 1)), sp.factor(flow.coeff(factor, 0))
    return pump + factor * damping


def currents_in_populations() -> Finding:
    """Energy times rate times population, summed over the jumps of each reservoir."""
    shown = [_equation(symbol(f"Q_{k}"), _current(k)) for k in "AS"]
    rho = BELL * sp.diag(p_G, p_S, p_A, p_E) * BELL.H
    proofs = [
        identity((number * thermodynamics.bath(k)(rho)).trace(), e.args[1])
        for k, e in zip("AS", shown, strict=True)
    ]
    method = "Tr{H₀ L(ρ)} for a density matrix that is diagonal in the Bell basis"
    return Finding(tuple(shown), all_of(*proofs, method=method))


def currents_in_weights() -> Finding:
    """The weights put in: all but one factor cancels."""
    names = {symbol(f"p_{k}"): w / (2 * d) for k, w in weights().items()}
    shown, proofs = [], []
    for label in "AS":
        body = sp.factor(sp.expand(2 * d * _current(label).subs(names)))
        shown.append(_equation(2 * d * symbol(f"Q_{label}"), body))
        proofs.append(follows(_equation(2 * d * _current(label), body)))
    return Finding(tuple(shown), all_of(*proofs))


def entropy_in_current() -> Finding:
    """Q_A = -Q_S put into the definition of the entropy production."""
    definition = -beta_A * Q_A - beta_S * Q_S
    result = sp.factor(definition.subs(Q_A, -Q_S))
    statement = _equation(sigma, definition), _equation(sigma, result)
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
    return Finding((_equation(top / Q, total),), proof)


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
        method="sorted by powers of ε; the term without ε and t is 1",
    )
    return Finding((_equation(scale * (1 - t**2) / Q, body),), proof)


def two_machines() -> Finding:
    """C and sigma at (x, y) = (1, 20) and (2, 40), exactly: one rises, the other falls."""
    points = [{x: sp.Integer(k), y: sp.Integer(20 * k)} for k in (1, 2)]
    forms = [closed_form().subs(at) for at in points]
    C = [sp.expand((f.N1 - f.N2) / f.d) for f in forms]
    rate = [thermodynamics.heat_currents()["A"].subs(at) * sp.log(20) for at in points]
    statement = sp.Lt(*C, evaluate=False), sp.Gt(*rate, evaluate=False)
    proof: Proof = thermodynamics.concurrence_rises_while_entropy_falls()
    return Finding(statement, proof)


_HEAT = Chapter(
    "Heat and entropy",
    (
        "The steady state is no equilibrium: energy runs through the machine all the time. How "
        "much, and how irreversible is it? The energy that reservoir $i$ brings in per unit of "
        "time is the mean of $H_0$ in what its dissipator makes of the density matrix. We count "
        "it in units of $ω₀Γ⁺$. Every jump changes the energy by one quantum, so that we only "
        "have to add up rates times populations: the pump starts from G and from one of the Bell "
        "states, the damping from that Bell state and from E.",
        Claim("heat-in-populations", "The heat currents, pump less damping",
              currents_in_populations),
        "We put in the weights, divided by their sum $2d$, and expand. Nearly everything cancels, "
        "and what is left is a difference of two squares.",
        Claim("heat-in-weights", "The heat currents on the common denominator",
              currents_in_weights),
        "The two currents are opposite, because in the steady state the energy of the qubits no "
        "longer changes. They vanish at $x = y$ only, and they run from the reservoir with "
        "the smaller $β$, the hotter one, to the other. A negative $β$ is hotter than any "
        "positive one.",
        find("6-heat"),
        "With opposite currents the entropy production needs only one of them.",
        Claim("entropy-in-heat", "$Q_A = −Q_S$ in the entropy production", entropy_in_current),
        "Now the sign. In (6) the factor $x − y$ is $exp(β_A) − exp(β_S)$, and the exponential "
        "increases: it has the sign of $β_A − β_S$. Their product is positive off the diagonal, "
        "and everything else is positive anyway. This holds for negative temperatures as well, "
        "which have not been excluded in any step.",
        find("6"), Picture("1c"), find("fig-1c"), find("fig-1c-maximum"),
        "On the edges the current itself tends to a limit, which is not zero, while the "
        "difference of the temperatures grows without bound. So the entropy production diverges "
        "in proportion to it, and the coefficient is the current on the edge: there $x$ or $y$ "
        "is zero, or only its highest power counts. In turn: $β_A = −∞$, $β_A = ∞$, $β_S = −∞$ and "
        "$β_S = ∞$.",
        *(find(f"6-edge-{k}={e}") for k in "AS" for e in ("-inf", "inf")),
        "At the corners where the reservoirs disagree two quanta per time $1/Γ⁺$ still flow, and "
        "where they agree nothing does. In turn for $β_A, β_S$: both $−∞$; $−∞$ and $∞$; $∞$ and "
        "$−∞$; both $∞$.",
        *(find(f"6-corner-{a},{s}") for a in ("-inf", "inf") for s in ("-inf", "inf")),
        "But there the entropy production is a product of zero and infinity. Let $x$ be the "
        "larger of the two Boltzmann factors and $tx$ the smaller one. The modulus of the "
        "current does not change when the reservoirs are exchanged, so this is no loss.",
        Claim("heat-ordered", "The current in the larger factor $x$ and the ratio $t$",
              ordered_factors),
        "Near the upper corner we write $ε = exp(−β_{min}) = 1/(tx)$, near the lower one "
        "$ε = exp(β_{max}) = x$. The current goes to zero with $ε$, however small $t$ has become.",
        Claim("heat-upper-corner", "The scale $4ε$ over the current near $β_A, β_S = ∞$",
              partial(on_the_path, sp.oo), domain="β_A, β_S → ∞"),
        Claim("heat-lower-corner", "The scale $2ε²$ over the current near $β_A, β_S = −∞$",
              partial(on_the_path, -sp.oo), domain="β_A, β_S → −∞"),
        r"As $ε$ and $t$ go to zero the right-hand sides tend to 1, and so does the current "
        r"over its scale. If $\lvert β_A − β_S\rvert$ grows as $L$ over the "
        "scale, the product tends to $L$, whichever $L$ we like; on the diagonal it is zero. So "
        "there is no limit.",
        find("6-no-limit-inf"), find("6-no-limit--inf"),
        "Do concurrence and entropy production go together? In two ways they do not. On the line "
        "$y = 20x$ the difference of the temperatures is fixed, and we can compare two points "
        "exactly: the concurrence rises, the entropy production falls.",
        Claim("two-machines", "C and then Ṡ at $x = 1, y = 20$ and at $x = 2, y = 40$",
              two_machines, domain="two thermal points"),
        find("irreversible"),
        "And where both reservoirs are inverted, entropy is produced as everywhere by (6), while "
        "(bound-inverted) leaves no entanglement at all.",
        find("irreversible-zero"),
        "What remains of the sentence is a tendency. In rank, the two are correlated over the "
        "plane, and along some lines they run against each other.",
        find("correlation"), Picture("entropy"),
    ),
)  # fmt: skip

CHAPTERS = (_HEAT, trajectories.CHAPTER)
