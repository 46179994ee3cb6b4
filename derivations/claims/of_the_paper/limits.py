"""Appendix A, last part: limits, edges, corners and bounds."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import sympy as sp
from mpmath import mp, mpf

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.numeric.machine import to_digits
from beyondthermal.symbolic.decision.proof import Proof, Verdict, all_of, identity, refuted
from beyondthermal.symbolic.machine import bounds
from beyondthermal.symbolic.machine.limits import Limit, corner, edge, expansion
from beyondthermal.symbolic.machine.machine import closed_form
from beyondthermal.symbolic.symbols import symbol, symbols

__all__ = ["BOUNDS", "CLAIMS", "CORNERS", "EDGES", "EXPANSIONS"]

x, y, C, beta_S, beta_A = symbols("x y C beta_S beta_A")
HALF = sp.Rational(1, 2)
DIGITS = 60
_SIGN = {-sp.oo: -1, sp.oo: 1}


def _leading(at_x: int) -> sp.Expr:
    found = expansion(sp.Integer(at_x))
    return found.limit - found.slope * sp.exp(-beta_S / 2)


def _expansion(at_x: int) -> Callable[[], Finding]:
    def derive() -> Finding:
        remainder = sp.O(sp.exp(-beta_S), (beta_S, sp.oo))
        statement = sp.Eq(C, _leading(at_x) + remainder, evaluate=False)
        proof = expansion(sp.Integer(at_x)).proof
        return Finding((statement,), two_ways(proof, _near_leading(at_x)))

    return derive


def two_ways(proof: Proof, gaps: Mapping[mpf, mpf]) -> Proof:
    """A limit has to be found by algebra and again in 60-digit numbers on the way to it.

    Parameters
    ----------
    proof
        The algebraic route.
    gaps
        Largest gap that the limit allows -> gap found.
    """
    if proof and any(gap > allowed for allowed, gap in gaps.items()):
        return Proof(Verdict.INCONCLUSIVE, "algebra and numbers disagree on the limit")
    method = f"{proof.method}; and at {len(gaps)} points in {DIGITS} digits"
    return replace(proof, method=method)


def _near_leading(at_x: int) -> dict[mpf, mpf]:
    """|C - leading terms| <= 4 exp(-beta_S), at x = 1 or on the edge x = 0."""
    gaps = {}
    with mp.workdps(DIGITS):
        for beta in (20, 40, 80):
            exact = to_digits(0 if at_x else "-inf", beta, digits=DIGITS)["C"]
            leading = mp.mpf(sp.N(_leading(at_x).subs(beta_S, beta), DIGITS))
            gaps[4 * mp.exp(-beta)] = abs(exact - leading)
    return gaps


def _near_edge(variable: sp.Symbol, end: sp.Expr, found: Limit) -> dict[mpf, mpf]:
    """|C - C on the edge| <= 8 exp(-|beta|/2), a little inside the edge: C feels sqrt(p_E)."""
    gaps, other = {}, y if variable == x else x
    with mp.workdps(DIGITS):
        for far, near in ((50, -3), (60, 1), (70, 4)):
            betas = (far * _SIGN[end], near) if variable == x else (near, far * _SIGN[end])
            exact = to_digits(*betas, digits=DIGITS)["C"]
            on_edge = sp.N(found.concurrence.subs(other, sp.exp(near)), DIGITS)
            gaps[8 * mp.exp(-mp.mpf(far) / 2)] = abs(exact - mp.mpf(on_edge))
    return gaps


def _near_corner(end_A: sp.Expr, end_S: sp.Expr, found: Limit) -> dict[mpf, mpf]:
    """|C - C at the corner| <= 2 (u + v) + 2 sqrt(u + v) on a straight and two bent paths."""
    gaps = {}
    with mp.workdps(DIGITS):
        for a, s in ((60, 61), (8, 70), (72, 9)):
            exact = to_digits(a * _SIGN[end_A], s * _SIGN[end_S], digits=DIGITS)["C"]
            distance = mp.exp(-a) + mp.exp(-s)
            limit = mp.mpf(found.concurrence.p) / found.concurrence.q
            gaps[2 * distance + 2 * mp.sqrt(distance)] = abs(exact - limit)
    return gaps


# The right-hand side of Eq. (A13) as printed.
PRINTED_A13 = sp.Rational(2, 3) * (sp.Rational(1, 2) - sp.exp(-beta_S / 2))


def first_correction() -> Finding:
    """Eq. (A13) as printed has the wrong coefficient of exp(-beta_S/2)."""
    point = {beta_S: sp.Integer(40)}
    with mp.workdps(30):
        exact = to_digits(0, 40, digits=30)["C"]
        printed, derived = (mp.mpf(sp.N(e.subs(point), 30)) for e in (PRINTED_A13, _leading(1)))
        proof = refuted(
            "off by far more than ε² = exp(−β_S) at this point",
            point,
            printed=sp.Float(printed - exact, 5),
            derived=sp.Float(derived - exact, 5),
            **{"ε²": sp.Float(mp.exp(-40), 5)},
        )
    return Finding((sp.Eq(C, _leading(1), evaluate=False),), proof)


def _leading_power(part: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Leading coefficient and power of y -> oo of a part of the closed form at x = 1."""
    polynomial = sp.Poly(part.subs(x, 1), y)
    return polynomial.LC(), polynomial.degree()


def leading_terms() -> Finding:
    """At beta_A = 0: N1 ~ y²/2 and d ~ 3y²/2."""
    form = closed_form()
    # N1 = -signed, as A is more populated there.
    parts = {"N1": (-form.signed, HALF), "d": (form.d, 3 * HALF)}
    proof = all_of(
        *(
            identity(a, b)
            for part, leading in parts.values()
            for a, b in zip(_leading_power(part), (leading, sp.Integer(2)), strict=True)
        ),
        method="leading coefficients of polynomials in y at x = 1",
    )
    remainder = sp.O(sp.exp(beta_S), (beta_S, sp.oo))
    statement = (
        sp.Eq(symbol(name), leading * sp.exp(2 * beta_S) + remainder, evaluate=False)
        for name, (_, leading) in parts.items()
    )
    return Finding(tuple(statement), proof)


def leading_root() -> Finding:
    """At beta_A = 0: N2 ~ sqrt2 y^(3/2), not y^(3/2) as printed."""
    coefficient, power = _leading_power(closed_form().N2 ** 2)
    proof = refuted(
        "N2²/y³ has another limit", {}, printed=sp.Integer(1), derived=coefficient, power=power
    )
    return Finding((sp.Eq(symbol("N2"), sp.sqrt(coefficient) * y ** (power * HALF)),), proof)


def inverted_edge() -> Finding:
    """Eq. (A14) as printed is exact at x = 0 for y >= 2."""
    form = closed_form().subs({x: 0})
    N1, N2, d = y**2 / 2 - y, y * sp.sqrt(y + 2), 1 + y**2 + sp.Rational(3, 2) * y
    proof = all_of(
        identity(form.N1**2, N1**2),
        identity(form.N2**2, N2**2),
        identity(form.d, d),
        expansion(sp.Integer(0)).proof,
        method="N1², N2² and d at x = 0; then the expansion in exp(−β_S/2)",
    )
    return Finding((sp.Eq(C, (N1 - N2) / d, evaluate=False),), proof)


def condition() -> Finding:
    """|beta_A| >> beta_S is not needed for C -> 1/2: a path on which exp(beta_A + beta_S) -> oo."""
    along = to_digits(-20, 200, digits=30)["C"]
    proof = refuted(
        "C is at 1/2 with exp(β_A + β_S) far from zero, and |β_A| ten times smaller than β_S",
        {beta_A: sp.Integer(-20), beta_S: sp.Integer(200)},
        **{"1/2 - C": sp.Float(mp.mpf("0.5") - along, 5), "P": sp.Float(mp.exp(180), 5)},
    )
    return Finding((), proof)


def _limit(
    found: Callable[..., Limit], near: Callable[..., Mapping[mpf, mpf]], *at: sp.Basic
) -> Callable[[], Finding]:
    def derive() -> Finding:
        limit = found(*at)
        shown = [sp.Eq(symbol(f"p_{k}"), p, evaluate=False) for k, p in limit.populations.items()]
        concurrence = sp.Eq(C, limit.concurrence, evaluate=False)
        return Finding((concurrence, *shown), two_ways(limit.proof, near(*at, limit)))

    return derive


def _bound(proof: Callable[[], Proof], statement: sp.Basic) -> Callable[[], Finding]:
    return lambda: Finding((statement,), proof())


_NAMES = {-sp.oo: "−∞", sp.oo: "∞"}

_A13_DOMAIN, _A14_DOMAIN = "β_A = 0, β_S ≥ 2 log 4", "β_A → −∞, β_S ≥ 2 log 4"
EXPANSIONS = (
    Claim("A13", "β_A = 0: C ≃ (2/3)(1/2 − exp(−β_S/2))", first_correction, Verdict.REFUTED,
          printed=(sp.Eq(C, PRINTED_A13, evaluate=False),), domain=_A13_DOMAIN,
          scan="a √2 could be lost in a scan, but not in the same way here and in N2 above it"),
    Claim("A13-corrected", "β_A = 0 and β_S → ∞: the thermal limit 1/3", _expansion(1),
          domain=_A13_DOMAIN, corrects="A13"),
    Claim("A13-N1-d", "β_A = 0: N1 ≃ exp(2β_S)/2 and d ≃ (3/2) exp(2β_S)", leading_terms,
          domain="β_A = 0, β_S → ∞"),
    Claim("A13-N2", "β_A = 0: N2 ≃ exp(3β_S/2)", leading_root, Verdict.REFUTED,
          printed=(sp.Eq(symbol("N2"), y ** (3 * HALF), evaluate=False),),
          domain="β_A = 0, β_S → ∞", scan="see A13"),
    Claim("A14", "β_A → −∞: C as printed, and its limit 1/2", inverted_edge, domain=_A14_DOMAIN),
    Claim("dark-limit", "γ = 0: C → 1/2 as p/Γ → 0, with exp(β_S) = 2Γ/p", inverted_edge,
          domain="effective model, γ = 0"),
    Claim("A14-expansion", "β_A → −∞, then β_S → ∞: the first correction", _expansion(0),
          domain=_A14_DOMAIN),
    Claim("A14-condition", "C → 1/2 needs |β_A| ≫ β_S", condition, Verdict.REFUTED,
          domain="β_A → −∞, β_S → ∞", scan="no: it is a sentence"),
    Claim("A14-nearby", "C → 1/2 whatever the path, also where |β_A| < β_S",
          _limit(corner, _near_corner, -sp.oo, sp.oo), domain="β_A → −∞, β_S → ∞",
          corrects="A14-condition"),
)  # fmt: skip
EDGES = tuple(
    Claim(
        f"edge-{beta}={end}".replace("oo", "inf"),
        f"The edge {label} = {_NAMES[end]} of the square",
        _limit(edge, _near_edge, variable, end),
    )
    for variable, beta, label in ((x, "A", "β_A"), (y, "S", "β_S"))
    for end in (-sp.oo, sp.oo)
)
CORNERS = tuple(
    Claim(
        f"corner-{a},{s}".replace("oo", "inf"),
        f"The corner β_A = {_NAMES[a]}, β_S = {_NAMES[s]}, on any path",
        _limit(corner, _near_corner, a, s),
    )
    for a in (-sp.oo, sp.oo)
    for s in (-sp.oo, sp.oo)
)
BOUNDS = (
    Claim(
        "bound-thermal",
        "C < 1/3 for all β_A, β_S ≥ 0",
        _bound(bounds.thermal_bound, sp.StrictLessThan(C, sp.Rational(1, 3))),
        domain="β_A, β_S ≥ 0",
    ),
    Claim(
        "bound-universal",
        "C < 1/2 for all β_A, β_S",
        _bound(bounds.universal_bound, sp.StrictLessThan(C, sp.Rational(1, 2))),
        domain="all β_A, β_S",
    ),
    Claim(
        "bound-inverted",
        "C = 0 for all β_A, β_S ≤ 0",
        _bound(bounds.inverted_is_separable, sp.Eq(C, 0, evaluate=False)),
        domain="β_A, β_S ≤ 0",
    ),
)
CLAIMS = (*EXPANSIONS, *EDGES, *CORNERS, *BOUNDS)
