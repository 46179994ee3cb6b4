"""Limits and expansions: textbook facts pass, near misses and path dependence are refuted."""

import re
from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mpmath import mp

from beyondthermal.derivations.verify import holds
from beyondthermal.symbolic.decision.boxes import questions
from beyondthermal.symbolic.decision.decide import expansion, limit
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.extrapolation import Number, numbers_along
from beyondthermal.symbolic.decision.limits import two_routes as walks
from beyondthermal.symbolic.decision.limits.germs import limit_at_zero
from beyondthermal.symbolic.decision.paths import paths
from beyondthermal.symbolic.decision.proof import Proof, Verdict
from beyondthermal.symbolic.machine.machine import closed_form
from beyondthermal.symbolic.symbols import declared, symbols

x, y, omega_0, delta, beta_A, beta_S, p, t = symbols("x y omega_0 delta beta_A beta_S p t")
n = declared("n", sp.Interval.open(0, sp.oo))
oo, third, half = sp.oo, sp.Rational(1, 3), sp.S.Half
C = closed_form().concurrence
IN_BETA = C.subs({x: sp.exp(beta_A), y: sp.exp(beta_S)})
u, v = omega_0, delta
NEAR = sp.Rational(1, 10**15)


def check(proof: Proof, verdict: Verdict) -> None:
    assert proof.verdict is verdict, proof
    assert all(map(holds, proof.certificates))


LIMITS = [
    (sp.tanh(u), {u: oo}, 1),
    (sp.tanh(u), {u: -oo}, -1),
    (sp.coth(x) - 1 / x, {x: 0}, 0),
    (sp.coth(x) - 1 / x, {x: oo}, 1),
    (x**3 / (sp.exp(x) - 1), {x: oo}, 0),
    (x / (sp.exp(x) - 1), {x: 0}, 1),
    (1 / (sp.exp(x * y) - 1) * x, {x: 0}, 1 / y),
    (sp.sin(u) / u, {u: 0}, 1),
    ((1 - sp.cos(u)) / u**2, {u: 0}, half),
    (u * sp.sin(1 / u), {u: 0}, 0),
    (x * sp.log(x), {x: 0}, 0),
    (x**x, {x: 0}, 1),
    ((1 + 1 / n) ** n, {n: oo}, sp.E),
    ((1 + y / n) ** n, {n: oo}, sp.exp(y)),
    ((x**t - 1) / t, {t: 0}, sp.log(x)),
    (1 / u**2, {u: 0}, oo),
    (sp.log(x), {x: 0}, -oo),
    (sp.sqrt(x**2 + x) - x, {x: oo}, half),
    (abs(x - 1) / (x - 1), {x: 1}, 1),
    # Faults of SymPy's own limit: issues 19026, 16708, 21724, 25885, 17380.
    (abs(sp.log(x) + 1) / sp.log(x), {x: oo}, 1),
    ((sp.sqrt(y**2 + 2 * x * y) - y) / x, {x: 0}, 1),
    (x * (1 + 1 / x) ** x - sp.E * x, {x: oo}, -sp.E / 2),
    ((1 + 1 / x) ** (x**2) / sp.exp(x), {x: oo}, sp.exp(-half)),
    (x * ((x + sp.log(x + 1) + 1) / (x + sp.log(x)) - 1), {x: oo}, 1),
    (x**4 / (sp.exp(x) - 1 - x - x**2 / 2 - x**3 / 6), {x: 0}, 24),
    ((sp.exp(x) + sp.exp(x**2)) / (sp.exp(2 * x) + sp.exp(x**2)), {x: oo}, 1),
    ((sp.exp(x**2) + sp.exp(x)) / (sp.exp(x**2) + sp.exp(2 * x)), {x: oo}, 1),
    (sp.exp(sp.exp(x)) / (sp.exp(sp.exp(x)) + sp.exp(x**3)), {x: oo}, 1),
    # Joint ones.
    (x * y / (x + y), {x: 0, y: 0}, 0),
    (u**2 * v / (u**2 + v**2), {u: 0, v: 0}, 0),
    (u * v / sp.sqrt(u**2 + v**2), {u: 0, v: 0}, 0),
    ((x + y) / (x * y), {x: oo, y: oo}, 0),
    (1 / (x + y), {x: 0, y: 0}, oo),
    ((sp.exp(u) - 1) / u + v, {u: 0, v: 0}, 1),
    ((sp.sqrt(1 + x * y) - 1) / (x * y), {x: 0, y: 0}, half),
    (sp.tanh(x) * sp.tanh(y), {x: oo, y: oo}, 1),
    (p * x / (x + y + 1), {x: 0, y: 0}, 0),
    # The machine at a corner, on an edge, and where both reservoirs are cold.
    (C, {x: 1, y: oo}, third),
    (C, {x: 0, y: oo}, half),
    (C, {x: oo, y: 0}, half),
    (C, {x: oo, y: oo}, 0),
    (C, {x: 0, y: 0}, 0),
    (C, {y: oo}, 1 / (2 + x)),
    (IN_BETA, {beta_S: oo, beta_A: 0}, third),
]
parametrised = pytest.mark.parametrize(("expr", "point", "value"), LIMITS, ids=range(len(LIMITS)))


@parametrised
@pytest.mark.sweep
def test_true_limits_are_proved(expr: sp.Expr, point: dict, value: sp.Expr) -> None:
    where = {x: (1, oo)} if point == {x: 1} else None
    proof = limit(expr, point, value, where=where)
    check(proof, Verdict.PROVED)
    assert re.search(
        r"numbers (agree to \d+ digits|grow without end) along \d paths?|numbers say nothing",
        proof.method,
    )


@parametrised
@pytest.mark.sweep
def test_limits_off_by_little_are_refuted(expr: sp.Expr, point: dict, value: sp.Expr) -> None:
    where = {x: (1, oo)} if point == {x: 1} else None
    wrong = sp.Integer(0) if sp.sympify(value).is_infinite else value + NEAR
    proof = limit(expr, point, wrong, where=where)
    check(proof, Verdict.REFUTED)
    assert "limit found" in proof.counterexample


DEPENDENT = [
    (x * y / (x**2 + y**2), {x: 0, y: 0}, (0, third, half)),
    (u * v / (u**2 + v**2), {u: 0, v: 0}, (0, half)),
    # The same on all straight lines, another on a parabola.
    (x**2 * y / (x**4 + y**2), {x: 0, y: 0}, (0, half)),
    (x / (x + y), {x: oo, y: oo}, (half, 1)),
    (sp.exp(x - y), {x: oo, y: oo}, (1, 0)),
    ((x - y) / abs(x - y), {x: 0, y: 0}, (1, -1)),
    (abs(u) / u, {u: 0}, (1, -1, 0)),
    (1 / u, {u: 0}, (oo, -oo)),
    (sp.exp(1 / u), {u: 0}, (0, oo)),
]


@pytest.mark.parametrize(("expr", "point", "claims"), DEPENDENT, ids=range(len(DEPENDENT)))
def test_a_limit_that_depends_on_the_path_is_refuted_with_two(
    expr: sp.Expr, point: dict, claims: tuple
) -> None:
    for claimed in claims:
        proof = limit(expr, point, claimed)
        check(proof, Verdict.REFUTED)
        assert "on another path" in proof.counterexample
        one, other = proof.counterexample["limit found"], proof.counterexample["on another path"]
        assert one != other.split(" on ")[0]


def test_limits_with_a_parameter_are_refuted_at_one_value_of_it() -> None:
    """SymPy issue 22893: limit says oo, the truth depends on the sign of y - x."""
    expr = (x * sp.exp(-x * u) + y * sp.exp(-y * u)) * sp.exp(y * u)
    assert sp.limit(expr, u, oo) == oo
    for claimed in (oo, y, 0):
        proof = limit(expr, {u: oo}, claimed)
        check(proof, Verdict.REFUTED)
        assert " for x = " in proof.counterexample["limit found"]
    check(limit((y + x**2) / (1 + x), {x: 0}, 2 * y), Verdict.REFUTED)


def test_one_variable_after_the_other() -> None:
    for order, value in (((x, y), 0), ((y, x), 1)):
        point = dict.fromkeys(order, 0)
        check(limit(x / (x + y), point, value, joint=False), Verdict.PROVED)
        check(limit(x / (x + y), point, 1 - value, joint=False), Verdict.REFUTED)
        check(limit(x / (x + y), point, value), Verdict.REFUTED)
    # The inner limit does not exist.
    assert not limit(abs(u) / u * y, {u: 0, y: 0}, 0, joint=False)
    check(limit(C, {y: oo, x: 0}, half, joint=False), Verdict.PROVED)


@pytest.mark.parametrize("expr", [sp.airyai(x), sp.zeta(x), sp.sin(x), sp.Ci(x) / x], ids=str)
def test_what_no_route_reaches_is_not_decided(expr: sp.Expr) -> None:
    proof = limit(expr, {x: oo}, 1)
    check(proof, Verdict.INCONCLUSIVE)
    assert "no proof found" in proof.method


def test_routes_that_disagree_decide_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Number(sp.Rational(3, 7), 25, Fraction(1, 10**25))
    monkeypatch.setattr(walks, "numbers_along", lambda path, expr: wrong)
    proof = limit(sp.tanh(x), {x: oo}, 1)
    check(proof, Verdict.INCONCLUSIVE)
    assert "give 0.428571" in proof.method
    assert "proves the claim" in proof.method
    refuted_by_one = limit(sp.tanh(x), {x: oo}, sp.Rational(3, 7))
    check(refuted_by_one, Verdict.INCONCLUSIVE)
    assert "exact algebra gives 1" in refuted_by_one.method


def test_slips_are_told() -> None:
    with pytest.raises(ValueError, match="must name at least one variable"):
        limit(x, {}, 0)
    with pytest.raises(ValueError, match="must lie in the range of x"):
        limit(x, {x: -1}, 0)
    with pytest.raises(ValueError, match="must lie in the range of x"):
        limit(x, {x: 5}, 5, where={x: (0, 1)})


EXPANSIONS = [
    (1 / (sp.exp(x) - 1), x, 0, 1 / x - half + x / 12),
    (1 / (sp.exp(x * y) - 1), x, 0, 1 / (x * y) - half),
    (1 / (sp.exp(x) - 1), x, oo, sp.exp(-x) + sp.exp(-2 * x)),
    (sp.tanh(u), u, 0, u - u**3 / 3),
    (sp.tanh(u), u, oo, 1 - 2 * sp.exp(-2 * u)),
    (sp.sqrt(1 + u**2), u, 0, 1 + u**2 / 2),
    (sp.sqrt(1 + x), x, oo, sp.sqrt(x) + 1 / (2 * sp.sqrt(x))),
    (sp.log(1 + sp.exp(x)), x, oo, x + sp.exp(-x)),
    (C.subs(x, 1), y, oo, third - 2 * sp.sqrt(2) / (3 * sp.sqrt(y))),
]


@pytest.mark.parametrize(("expr", "v", "point", "leading"), EXPANSIONS, ids=str)
def test_expansions_are_proved_and_wrong_last_terms_refuted(
    expr: sp.Expr, v: sp.Symbol, point: sp.Expr, leading: sp.Expr
) -> None:
    check(expansion(expr, v, point, leading), Verdict.PROVED)
    *kept, last = sorted(sp.Add.make_args(sp.expand(leading)), key=lambda e: order_of(e, v, point))
    proof = expansion(expr, v, point, sp.Add(*kept, sp.Rational(99, 100) * last))
    check(proof, Verdict.REFUTED)
    assert any(key.startswith("limit of the rest over") for key in proof.counterexample)


def order_of(term: sp.Expr, v: sp.Symbol, point: sp.Expr) -> float:
    """Minus the logarithm of a term near the point: larger for smaller terms."""
    at = sp.Integer(40) if point is oo else sp.Rational(1, 1000)
    return float(-sp.log(abs(term)).subs({v: at, y: sp.Rational(3, 2) if v != y else at}))


def test_eq_A13_as_printed_is_refuted() -> None:
    printed = sp.Rational(2, 3) * (half - 1 / sp.sqrt(y))
    check(expansion(C.subs(x, 1), y, oo, printed), Verdict.REFUTED)


coefficients = st.integers(-4, 4)


@given(st.lists(coefficients, min_size=8, max_size=8), st.integers(0, 2))
@settings(max_examples=40)
def test_random_functions_with_known_limits(c: list[int], k: int) -> None:
    """L + t^(1/2) g(t) with a bounded g, at 0: proved; and never anything else."""
    L = sp.Rational(c[0], 3)
    g = (c[1] + c[2] * x + c[3] * sp.sqrt(1 + x)) / (1 + x + (c[4] * x) ** 2) + c[5] * sp.exp(-x)
    f = L + sp.sqrt(x) ** (k + 1) * g + c[6] * sp.exp(-1 / x) + c[7] * x * sp.log(x)
    check(limit(f, {x: 0}, L), Verdict.PROVED)
    assert limit(f, {x: 0}, L + NEAR).verdict is Verdict.REFUTED


@given(st.lists(coefficients, min_size=6, max_size=6))
@settings(max_examples=25)
def test_a_joint_limit_that_is_proved_holds_on_spirals(c: list[int]) -> None:
    """Whatever is proved about a ratio of quadratic forms is seen on curves that nobody tried."""
    above = c[0] * x**2 + c[1] * x * y + c[2] * y**2 + c[3] * x**3
    f = above / (x**2 + y**2 + abs(c[4]) * x * y) + c[5] * x
    assume(above != 0)
    claimed = sp.Integer(c[0])
    proof = limit(f, {x: 0, y: 0}, claimed)
    assert proof.verdict is not Verdict.INCONCLUSIVE
    value = sp.lambdify((x, y), f, "mpmath")
    with mp.workdps(30):
        radius = mp.mpf(10) ** -20
        seen = [value(radius * mp.cos(a), radius * mp.sin(a)) for a in (0.1, 0.8, 1.3, 1.55)]
        same = all(abs(s - c[0]) < mp.mpf(10) ** -15 for s in seen)
    assert bool(proof) == same


@given(st.lists(coefficients, min_size=5, max_size=5), st.sampled_from([0, 1, oo]))
@settings(max_examples=40)
def test_exact_limits_are_those_of_the_numbers(c: list[int], target: sp.Expr) -> None:
    f = (c[0] + c[1] * sp.sqrt(x) + c[2] * sp.exp(-x)) / (1 + x) + abs(x + c[3]) / (2 + x)
    f += c[4] * sp.log(1 + x) / (1 + x)
    (asked,) = questions([f], None)
    (f,), point = asked.expressions, {asked.names[x]: sp.sympify(target)}
    for path in paths(f, point, asked.box):
        value, certificates = limit_at_zero(path.on(f), path.t, {})
        assert all(map(holds, certificates))
        number = numbers_along(path, f)
        if number is not None and number.digits > 10:
            exact = Fraction(str(sp.N(value.replace(Modulus, sp.Abs), 40)))
            assert number.is_within(exact, 1000)


def test_a_germ_that_can_not_be_told_is_not_guessed() -> None:
    box = {y: sp.Interval(-1, 1)}
    for expr in (sp.sqrt(y**2 + t) / y, 1 / (y + t), sp.sin(1 / t), sp.exp(y / t), sp.zeta(t)):
        with pytest.raises(NoExactRouteError):
            limit_at_zero(expr, t, box)


def test_a_path_that_nobody_tries_is_not_overlooked() -> None:
    """0 along every line, parabola and cubic, but 1/2 along y = x⁴: no bound on the distance."""
    proof = limit(x**4 * y / (x**8 + y**2), {x: 0, y: 0}, 0)
    check(proof, Verdict.INCONCLUSIVE)
    assert re.search(r"numbers agree to \d+ digits along \d paths that were tried", proof.method)
