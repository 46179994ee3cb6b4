"""Eq. (6): heat, entropy production, its border, and how it goes with the concurrence."""

from functools import partial

import numpy as np
import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.numeric import machine
from beyondthermal.numeric import thermodynamics as numbers
from beyondthermal.symbolic.decision.proof import Proof, Verdict, all_of, identity, refuted
from beyondthermal.symbolic.machine import heat_limits, thermodynamics
from beyondthermal.symbolic.machine.machine import closed_form
from beyondthermal.symbolic.symbols import symbol, symbols

from .model import equation

__all__ = ["CLAIMS"]

x, y, beta_A, beta_S, sigma, Q_A, Q_S = symbols("x y beta_A beta_S sigma Q_A Q_S")
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
    statement = tuple(sp.Eq(symbol(f"Q_{k}"), v, evaluate=False) for k, v in currents.items())
    return Finding(statement, thermodynamics.heat_balance())


def entropy_edge(variable: sp.Symbol, end: sp.Expr) -> Finding:
    """On every edge the entropy production grows in proportion to the diverging beta."""
    limit = heat_limits.edge_current(variable, end)
    gap = sp.Abs(beta_A - beta_S)
    return Finding((sp.Eq(sigma / gap, limit.slope, evaluate=False),), limit.proof)


def heat_corner(end_A: sp.Expr, end_S: sp.Expr) -> Finding:
    """The heat currents have a limit at every corner."""
    limit = heat_limits.corner_current(end_A, end_S)
    statement = tuple(sp.Eq(symbol(f"Q_{k}"), v, evaluate=False) for k, v in limit.heat.items())
    return Finding(statement, limit.proof)


def no_limit(end: sp.Expr) -> Finding:
    """Where both inverse temperatures diverge together, sigma has no limit."""
    path, (epsilon, Q) = heat_limits.corner_path(end), symbols("epsilon Q")
    product = equation(sigma, (beta_A - beta_S) * Q_S)
    current = thermodynamics.heat_currents()["S"]
    in_x_y = identity(product.rhs.subs(Q_S, current), thermodynamics.entropy_production())
    along = equation(sp.Limit(Q / path.scale, epsilon, 0), 1)
    figures = {"scale of |Q_S| on the paths": str(path.scale).replace("**", "^")}
    proof = all_of(path.proof, in_x_y, method=path.proof.method)
    return Finding((product, along), proof, figures)


def entropy_alone() -> Finding:
    """Entropy without entanglement: both reservoirs inverted, at different temperatures."""
    statement = (sp.Gt(sigma, 0, evaluate=False), equation(symbol("C"), 0))
    return Finding(statement, thermodynamics.entropy_without_concurrence())


def more_irreversible() -> Finding:
    """Between two thermal points C rises while sigma falls: proved, hence the refutation."""
    counter = thermodynamics.concurrence_rises_while_entropy_falls()
    if not counter:
        return Finding((), Proof(Verdict.INCONCLUSIVE, counter.method))
    points = ({x: sp.Integer(k), y: sp.Integer(20 * k)} for k in (1, 2))
    gap = sp.log(20)
    values = [(sp.N(_concurrence(at), 6), sp.N(4 * gap * _current(at), 6)) for at in points]
    proof = refuted(
        "C rises while the entropy production falls",
        {x: sp.Integer(2), y: sp.Integer(40)},
        **{"at x = 1, y = 20": values[0], "at x = 2, y = 40": values[1]},
    )  # fmt: skip
    return Finding(
        (), Proof(proof.verdict, proof.method, counter.certificates, proof.counterexample)
    )


def _concurrence(at: dict[sp.Symbol, sp.Expr]) -> sp.Expr:
    return closed_form().subs(at).concurrence


def _current(at: dict[sp.Symbol, sp.Expr]) -> sp.Expr:
    return -thermodynamics.heat_currents()["S"].subs(at) / 4


def correlated() -> Finding:
    """Concurrence and entropy production on a grid are correlated in rank, in three regions."""
    beta = np.linspace(-6, 6, 61)
    at_A, at_S = np.meshgrid(beta, beta)
    C, rate = machine.concurrence(at_A, at_S), numbers.entropy_production(at_A, at_S)
    regions = {
        "|β| ≤ 6": np.full(C.shape, True),
        "where C > 0": C > 0,
        "both β ≥ 0": (at_A >= 0) & (at_S >= 0),
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
    figures["Spearman on β_S = β_A + 3, −0.4 ≤ β_A ≤ 0.6"] = f"{against.spearman:.3f}"
    good = all(found.spearman > 0.75 for found in ranks.values())
    verdict = Verdict.SUPPORTED if good else Verdict.REFUTED
    return Finding((), Proof(verdict, "rank correlation on 61 × 61 points"), figures)


_SENTENCE = "no: it is a sentence"
_ENDS = {-sp.oo: "−∞", sp.oo: "∞"}
_ANY, _OO = "all β_A, β_S", sp.oo

CLAIMS = (
    Claim("6", "The entropy production rate, and that it is not negative", entropy_production,
          domain=_ANY),
    Claim("6-heat", "The heat currents in closed form add up to zero", heat, domain=_ANY),
    *(
        Claim(f"6-edge-{name}={end}".replace("oo", "inf"),
              f"β_{name} → {_ENDS[end]}: the entropy production diverges, linearly in |β_A − β_S|",
              partial(entropy_edge, variable, end), domain=f"β_{name} → {_ENDS[end]}")
        for variable, name in ((x, "A"), (y, "S")) for end in (-_OO, _OO)
    ),
    *(
        Claim(f"6-corner-{a},{s}".replace("oo", "inf"),
              f"The heat currents at the corner β_A = {_ENDS[a]}, β_S = {_ENDS[s]}",
              partial(heat_corner, a, s), domain=f"β_A → {_ENDS[a]}, β_S → {_ENDS[s]}")
        for a in (-_OO, _OO) for s in (-_OO, _OO)
    ),
    *(
        Claim(f"6-no-limit-{end}".replace("oo", "inf"),
              f"The entropy production has no limit where both β_A, β_S → {_ENDS[end]}",
              partial(no_limit, end), domain=f"β_A, β_S → {_ENDS[end]}")
        for end in (-_OO, _OO)
    ),
    Claim("irreversible", "The more irreversible the process, the larger the concurrence",
          more_irreversible, Verdict.REFUTED, domain=_ANY, scan=_SENTENCE),
    Claim("irreversible-zero", "Both β negative and unequal: entropy is produced, C = 0",
          entropy_alone, domain="β_A ≠ β_S, both negative"),
    Claim("correlation", "Concurrence and entropy production are strikingly correlated", correlated,
          Verdict.SUPPORTED, domain="|β_A|, |β_S| ≤ 6"),
)  # fmt: skip
