"""Eq. (6): heat, entropy production, its border, and how it goes with the concurrence."""

from collections.abc import Mapping
from functools import partial

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Statement
from beyondthermal.derivations.claims.quantified.sampled import (
    rank,
    rank_entangled,
    rank_line,
)
from beyondthermal.derivations.claims.regions import INVERTED, TEMPERATURES, THERMAL
from beyondthermal.derivations.claims.statements import D, equation
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine import heat_limits, thermodynamics
from beyondthermal.symbolic.machine.machine import boltzmann_factors, steady, weights
from beyondthermal.symbolic.operator_notation import Tr
from beyondthermal.symbolic.operators import BELL, number
from beyondthermal.symbolic.statements import lim, of
from beyondthermal.symbolic.symbols import POSITIVE, symbol, symbols

__all__ = ["CLAIMS", "STEPS"]

x, y, beta_A, beta_S, sigma, Q_A, Q_S, d, t = symbols("x y beta_A beta_S sigma Q_A Q_S d t")
epsilon, Q, p_G, p_S, p_A, p_E, C, L = symbols("epsilon Q p_G p_S p_A p_E C L")
x_other, y_other, rho, H_0 = symbols("x_other y_other rho H_0")
NOT_NEGATIVE = sp.Ge(sigma, 0, evaluate=False)
FACTORS = {"A": x, "S": y}


def entropy_production() -> Statement:
    """Eq. (6), its closed form, and its sign."""
    definition = equation(sigma, -beta_A * Q_A - beta_S * Q_S)
    return definition, equation(sigma, thermodynamics.entropy_production()), NOT_NEGATIVE


def _squares(current: sp.Expr) -> sp.Expr:
    """A difference of squares over one denominator."""
    above, below = sp.fraction(sp.factor(current))
    return sp.expand(above) / below


def heat() -> Statement:
    """The heat currents, energy times dissipator, in closed form; and their sum."""
    shown = []
    for k, factor in FACTORS.items():
        name, dissipated = symbol(f"Q_{k}"), D(f"J_{k}_dagger") / 2 + factor * D(f"J_{k}") / 2
        shown += [
            equation(name, Tr(H_0 * dissipated)),
            equation(name, _squares(thermodynamics.heat_currents()[k])),
        ]
    return *shown, equation(Q_A + Q_S, 0)


def steady_state() -> Mapping[sp.Basic, sp.Basic]:
    """The density matrix of the steady state, and the energy of the qubits over ω₀."""
    total = boltzmann_factors(steady().denominator)
    return {rho: steady().numerators.applyfunc(boltzmann_factors) / total, H_0: number}


def entropy_edge(beta: sp.Symbol, end: sp.Expr) -> Statement:
    """On every edge the entropy production grows in proportion to the diverging beta."""
    slope = heat_limits.edge_current({beta_A: x, beta_S: y}[beta], end).slope
    return equation(lim(sigma / sp.Abs(beta_A - beta_S), beta, end), slope), sp.Gt(
        slope, 0, evaluate=False
    )


def heat_corner(end_A: sp.Expr, end_S: sp.Expr) -> Statement:
    """The heat currents have a limit at every corner."""
    heat = heat_limits.corner_current(end_A, end_S).heat
    point = beta_A, end_A, beta_S, end_S
    return tuple(equation(lim(symbol(f"Q_{k}"), *point), value) for k, value in heat.items())


def correlated() -> Statement:
    """Concurrence and entropy production on three grids, and on a line where it is the contrary."""
    half = sp.Rational(1, 2)
    return (
        sp.Gt(rank(-6, 6, 61), half, evaluate=False),
        sp.Gt(rank_entangled(-6, 6, 61), half, evaluate=False),
        sp.Gt(rank(0, 6, 31), half, evaluate=False),
        sp.Lt(rank_line(sp.Rational(-2, 5), sp.Rational(3, 5), 3, 51), 0, evaluate=False),
    )


def _current(label: str) -> sp.Expr:
    """Tr{H0 L_i(rho)} for a Bell-diagonal density matrix, by pump and damping."""
    bell_diagonal = BELL * sp.diag(p_G, p_S, p_A, p_E) * BELL.H
    flow = sp.expand((number * thermodynamics.bath(label)(bell_diagonal)).trace())
    factor = FACTORS[label]
    damping, pump = sp.factor(flow.coeff(factor, 1)), sp.factor(flow.coeff(factor, 0))
    return pump + factor * damping


def currents_in_populations() -> Statement:
    """Energy times rate times population, summed over the jumps of each reservoir."""
    return tuple(equation(symbol(f"Q_{k}"), _current(k)) for k in FACTORS)


def currents_in_weights() -> Statement:
    """The weights put in: all but one factor cancels."""
    names, shown = {symbol(f"p_{k}"): w / (2 * d) for k, w in weights().items()}, []
    for label in FACTORS:
        body = sp.factor(sp.expand(2 * d * _current(label).subs(names)))
        shown.append(equation(2 * d * symbol(f"Q_{label}"), body))
    return tuple(shown)


def entropy_in_current() -> Statement:
    """Q_A = -Q_S put into the definition of the entropy production."""
    definition = -beta_A * Q_A - beta_S * Q_S
    return equation(sigma, definition), equation(sigma, sp.factor(definition.subs(Q_A, -Q_S)))


def ordered_factors() -> Statement:
    """|Q_A| in the larger inverse Boltzmann factor x and in t, the smaller over the larger."""
    top, by_power = heat_limits.in_ordered_factors()
    parts = [sp.factor(c) * x**k for k, c in sorted(by_power.items(), reverse=True)]
    return (equation(top / Q, sp.Add(*parts)),)


def on_the_path(end: sp.Expr) -> Statement:
    """Scale over |Q_A| where x and y go to the same end, by powers of epsilon."""
    _, by_power = heat_limits.in_ordered_factors()
    scale = heat_limits.corner_path(end).scale
    larger = _PATHS[end][x]
    inverse = sp.Add(*(c * x**k for k, c in by_power.items())).subs(x, larger) * scale
    body = sp.collect(sp.expand(sp.cancel(inverse / 4)), epsilon, sp.factor)
    shown = scale * (1 - t**2) / Q
    return equation(shown, body), equation(lim(shown, t, 0, epsilon, 0), 1)


_ENDS = {-sp.oo: "−∞", sp.oo: "∞"}
_OO = sp.oo
_RATIO = sp.Interval.open(0, 1)
_ORDERED = {x: POSITIVE, t: _RATIO}
# The smaller factor is t times the larger one, which is 1/(εt) at the upper corner.
_PATHS = {_OO: {x: 1 / (epsilon * t), y: 1 / epsilon}, -_OO: {x: epsilon, y: t * epsilon}}
_NEAR = dict.fromkeys((t, epsilon), _RATIO)
# Along these |β_A - β_S| grows as L over the scale of |Q_A|.
_DIVERGING = {
    _OO: {beta_S: beta_A + L * sp.exp(beta_A) / 4},
    -_OO: {beta_S: beta_A - L * sp.exp(-2 * beta_A) / 2},
}
_UNBOUNDED = equation(lim(sigma, beta_A, -_OO), _OO)
_ANOTHER = x_other, y_other
_ONE, _OTHER = ((k * sp.Integer(1), k * sp.Integer(20)) for k in (1, 2))
CLAIMS = (
    Claim("6", "The entropy production rate, and that it is not negative", entropy_production,
          where=TEMPERATURES),
    Claim("6-heat", "The heat currents in closed form add up to zero", heat,
          local=steady_state),
    *(
        Claim(f"6-edge-{name}={end}".replace("oo", "inf"),
              f"$β_{name} → {_ENDS[end]}$: the entropy production diverges, "
              "linearly in $|β_A − β_S|$",
              partial(entropy_edge, beta, end), where=TEMPERATURES)
        for beta, name in ((beta_A, "A"), (beta_S, "S")) for end in (-_OO, _OO)
    ),
    *(
        Claim(f"6-corner-{a},{s}".replace("oo", "inf"),
              f"The heat currents at the corner $β_A → {_ENDS[a]}$, $β_S → {_ENDS[s]}$",
              partial(heat_corner, a, s), where=TEMPERATURES)
        for a in (-_OO, _OO) for s in (-_OO, _OO)
    ),
    *(
        Claim(f"6-no-limit-{end}".replace("oo", "inf"),
              f"The entropy production has no limit where both $β_A$, $β_S → {_ENDS[end]}$:"
              " a path for every value",
              (equation(lim(sigma, beta_A, end), L),),
              where={beta_A: sp.Reals, L: POSITIVE}, at=_DIVERGING[end])
        for end in (-_OO, _OO)
    ),
    Claim("irreversible", "The more irreversible the process, the larger the concurrence; read as:"
          " of any two machines",
          (sp.Ge((C - of(C, *_ANOTHER)) * (sigma - of(sigma, *_ANOTHER)), 0, evaluate=False),),
          Verdict.REFUTED, where=dict.fromkeys((x, y, *_ANOTHER), POSITIVE)),
    Claim("irreversible-maximum", "The ability to generate entanglement is maximized with the"
          " entropy production rate; read as: where the one has no bound, the other is at its"
          " supremum",
          (equation(lim(C, beta_A, -_OO), sp.Rational(1, 2)), _UNBOUNDED), Verdict.REFUTED,
          where=INVERTED),
    Claim("irreversible-zero", "No entanglement at all, while the entropy production grows without"
          " bound",
          (equation(lim(C, beta_A, -_OO), 0), equation(C, 0), _UNBOUNDED), where=INVERTED,
          corrects="irreversible-maximum"),
    Claim("entropy-unbounded", "Between thermal reservoirs too the entropy production has no bound,"
          " hence no maximum",
          tuple(equation(lim(sigma, beta, _OO), _OO) for beta in (beta_A, beta_S)),
          where=THERMAL),
    Claim("correlation", "Concurrence and entropy production are correlated in rank", correlated,
          Verdict.SUPPORTED,
          given="the coefficient of Spearman, in our reading above one half: on a square, from, to,"
          " and points to a side; on a line $β_S = β_A + a$, from, to, $a$, and points"),
)  # fmt: skip
STEPS = (
    Claim("heat-in-populations", "The heat currents, pump less damping",
          currents_in_populations),
    Claim("heat-in-weights", "The heat currents on the common denominator",
          currents_in_weights),
    Claim("entropy-in-heat", "$Q_A = −Q_S$ in the entropy production", entropy_in_current,
          where=TEMPERATURES),
    Claim("heat-ordered", "The current in the larger factor $x$ and the ratio $t$",
          ordered_factors, where=_ORDERED, at={y: t * x}),
    Claim("heat-upper-corner", "The scale over the current near the corner where both are cold",
          partial(on_the_path, sp.oo), where=_NEAR, at=_PATHS[_OO]),
    Claim("heat-lower-corner", "The scale over the current near the corner of both inverted",
          partial(on_the_path, -sp.oo), where=_NEAR, at=_PATHS[-_OO]),
    Claim("two-machines", "Concurrence and then entropy production of two machines",
          (sp.Lt(of(C, *_ONE), of(C, *_OTHER), evaluate=False),
           sp.Gt(of(sigma, *_ONE), of(sigma, *_OTHER), evaluate=False)),
          corrects="irreversible"),
)  # fmt: skip
