"""Edges and corners of the extended square, and Eqs. (A13)-(A14), reached by the raw model."""

import re
from collections.abc import Callable, Mapping

import judges
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp

from beyondthermal.derivations.verify import holds
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine.limits import (
    concurrence_of,
    corner,
    edge,
    expansion,
    local_weights,
)
from beyondthermal.symbolic.machine.machine import weights
from beyondthermal.symbolic.symbols import symbols

x, y = symbols("x y")
ENDS = (-sp.oo, sp.oo)
edges = pytest.mark.parametrize("variable", [x, y], ids=str)
ends = pytest.mark.parametrize("end", ENDS, ids=str)


def number(value: sp.Expr) -> mp.mpf:
    return mp.mpf(sp.sympify(value).evalf(mp.dps + 5))


def factor(local: mp.mpf, end: sp.Expr) -> mp.mpf:
    """The Boltzmann factor at a local coordinate: small means beta close to its end."""
    return local if end == -sp.oo else 1 / local


def raw(a: mp.mpf, b: mp.mpf) -> dict[str, mp.mpf]:
    """Populations of the raw steady state; the largest rate is 1."""
    scale = max(a, b, mp.one)
    return judges.bell_populations(judges.kernel(1 / scale, a / scale, b / scale))


@edges
@ends
def test_edge_is_proved(variable: sp.Symbol, end: sp.Expr) -> None:
    proof = edge(variable, end).proof
    assert proof.verdict is Verdict.PROVED
    assert all(map(holds, proof.certificates))


@edges
@ends
@pytest.mark.parametrize("other", ["0.01", "2", "8.75", "300"])
def test_edge_is_what_the_raw_model_tends_to(variable: sp.Symbol, end: sp.Expr, other: str) -> None:
    with mp.workdps(120):
        limit = edge(variable, end)
        at = {y if variable == x else x: sp.Rational(other)}
        for distance in (mp.mpf(10) ** -20, mp.mpf(10) ** -40):
            pair = factor(distance, end), mp.mpf(other)
            found = raw(*(pair if variable == x else pair[::-1]))
            for label, population in found.items():
                expected = number(sp.sympify(limit.populations[label]).subs(at))
                assert abs(population - expected) < 10**4 * distance
            expected = number(sp.sympify(limit.concurrence).subs(at))
            # A population that vanishes enters under a root.
            assert abs(
                judges.concurrence_of_factors(*(pair if variable == x else pair[::-1])) - expected
            ) < 10**3 * mp.sqrt(distance)


def test_eq_A14_as_printed() -> None:
    """The edge beta_A = -oo for y > 2, where the modulus may be dropped."""
    printed = (y**2 / 2 - y - y * sp.sqrt(y + 2)) / (1 + y**2 + 3 * y / 2)
    found = edge(x, -sp.oo).concurrence
    for value in (5, 9, 100, sp.Rational(17, 2)):
        difference = (found - sp.Max(0, printed)).subs(y, value)
        assert sp.simplify(difference) == 0


def test_edges_mirror_each_other() -> None:
    for end in ENDS:
        one, other = edge(x, end), edge(y, end)
        assert sp.simplify(one.concurrence.subs(y, x) - other.concurrence) == 0
        for label, mirrored in zip("GSAE", "GASE", strict=True):
            difference = sp.sympify(one.populations[label]).subs(y, x) - other.populations[mirrored]
            assert sp.simplify(difference) == 0


CORNERS = {
    (-sp.oo, -sp.oo): ("E", 0),
    (-sp.oo, sp.oo): ("GA", sp.Rational(1, 2)),
    (sp.oo, -sp.oo): ("GS", sp.Rational(1, 2)),
    (sp.oo, sp.oo): ("G", 0),
}
corners = pytest.mark.parametrize("at", CORNERS, ids=str)

PATHS: list[Callable[[mp.mpf], tuple[mp.mpf, mp.mpf]]] = [
    lambda t: (t, t),
    lambda t: (t, 3 * t),
    lambda t: (t, t**2),
    lambda t: (t**3, t),
    lambda t: (t, -1 / mp.log(t)),
    lambda t: (mp.exp(-(t**-0.125)), t),
    lambda t: (t, t * (2 + mp.sin(1 / t))),
]


@corners
def test_corner_is_proved(at: tuple[sp.Expr, sp.Expr]) -> None:
    limit = corner(*at)
    assert limit.proof.verdict is Verdict.PROVED
    assert all(map(holds, limit.proof.certificates))
    filled, concurrence = CORNERS[at]
    share = sp.Rational(1, len(filled))
    assert {k: v for k, v in limit.populations.items() if v} == dict.fromkeys(filled, share)
    assert limit.concurrence == concurrence


def stated(certificate: Mapping) -> sp.Expr:
    """The polynomial that a certificate calls positive."""
    variables = symbols(" ".join(certificate["variables"]))
    return sum(
        sp.Rational(c) * sp.prod(v**k for v, k in zip(variables, powers, strict=True))
        for c, powers in certificate["terms"]
    )


def is_positive_multiple(one: sp.Expr, other: sp.Expr) -> bool:
    """Whether the first is the second times a polynomial with positive coefficients."""
    numerator, denominator = sp.fraction(sp.cancel(one / other))
    return (
        denominator.is_Integer
        and denominator > 0
        and all(c > 0 for c in sp.Poly(numerator, x, y).coeffs())
    )


@corners
def test_the_certificates_of_a_corner_say_what_is_claimed(at: tuple[sp.Expr, sp.Expr]) -> None:
    """K (u + v) ± (p_k - p_k*) > 0 for each population, on (0, 1]²."""
    limit = corner(*at)
    K = int(re.search(r"within (\d+)\(u \+ v\)", limit.proof.method)[1])
    powers = [1 if end == -sp.oo else -1 for end in at]
    local = {x: x ** powers[0], y: y ** powers[1]}
    p = {k: w / sp.Add(*weights().values()) for k, w in weights().items()}
    claims = [
        K * (x + y) + sign * (p[k].subs(local, simultaneous=True) - limit.populations[k])
        for k in "GSAE"
        for sign in (1, -1)
    ]
    for claim, certificate in zip(claims, limit.proof.certificates, strict=True):
        assert is_positive_multiple(stated(certificate), claim)
        assert certificate["box"] == [["0", True, "1", False]] * 2
        assert certificate["relation"] == ">"


@corners
@pytest.mark.parametrize("path", PATHS, ids=range(len(PATHS)))
def test_corner_does_not_depend_on_the_path(
    at: tuple[sp.Expr, sp.Expr], path: Callable[[mp.mpf], tuple[mp.mpf, mp.mpf]]
) -> None:
    """And the certified radius K (u + v) holds for the raw model, along every path."""
    limit = corner(*at)
    K = int(re.search(r"within (\d+)\(u \+ v\)", limit.proof.method)[1])
    with mp.workdps(150):
        for t in (mp.mpf("0.3"), mp.mpf(10) ** -15):
            u, v = path(t)
            found = raw(factor(u, at[0]), factor(v, at[1]))
            for label, population in found.items():
                assert abs(population - number(limit.populations[label])) <= K * (u + v)


@given(st.floats(1e-6, 1), st.floats(1e-6, 1), st.sampled_from(list(CORNERS)))
@settings(max_examples=25)
def test_certified_radius_of_a_corner(u: float, v: float, at: tuple[sp.Expr, sp.Expr]) -> None:
    limit = corner(*at)
    K = int(re.search(r"within (\d+)\(u \+ v\)", limit.proof.method)[1])
    with mp.workdps(40):
        found = raw(factor(mp.mpf(u), at[0]), factor(mp.mpf(v), at[1]))
        for label, population in found.items():
            assert abs(population - number(limit.populations[label])) <= K * (u + v)


@pytest.mark.parametrize(
    ("at_x", "limit", "slope"),
    [
        (sp.Integer(0), sp.Rational(1, 2), sp.Integer(1)),
        (sp.Integer(1), sp.Rational(1, 3), 2 * sp.sqrt(2) / 3),
        (sp.Rational(1, 2), sp.Rational(2, 5), 2 * sp.sqrt(6) / 5),
    ],
    ids=["A14", "A13", "between"],
)
def test_expansion(at_x: sp.Rational, limit: sp.Expr, slope: sp.Expr) -> None:
    """C = limit - slope ε + O(ε²), by the raw model, with the certified remainder."""
    found = expansion(at_x)
    assert found.proof.verdict is Verdict.PROVED
    assert all(map(holds, found.proof.certificates))
    assert (found.limit, sp.simplify(found.slope - slope)) == (limit, 0)
    K = int(re.search(r"at most \$(\d+)ε²", found.proof.method)[1])
    with mp.workdps(100):
        c = number(slope)
        for eps in (mp.mpf("0.25"), mp.mpf("0.1"), mp.mpf(2) ** -20, mp.mpf(10) ** -25):
            rho = raw(mp.mpf(at_x.p) / at_x.q, 1 / eps**2)
            concurrence = abs(rho["S"] - rho["A"]) - 2 * mp.sqrt(rho["G"] * rho["E"])
            remainder = concurrence - (number(limit) - c * eps)
            assert abs(remainder) <= K * eps**2 + K / c * eps**3


@pytest.mark.parametrize("at_x", [sp.S.Zero, sp.S.One, sp.S.Half])
def test_the_certificates_of_an_expansion_say_what_is_claimed(at_x: sp.Rational) -> None:
    """|D - D0| <= K ε², |q² - c² ε²| <= K ε⁴ and D² > q², with ε² = y in (0, 1/16]."""
    found = expansion(at_x)
    K = int(re.search(r"at most \$(\d+)ε²", found.proof.method)[1])
    total = sp.Add(*weights().values())
    p = {k: sp.cancel((w / total).subs({x: at_x, y: 1 / y})) for k, w in weights().items()}
    D, q2 = p["A"] - p["S"], 4 * p["G"] * p["E"]
    claims = [
        *(K * y + sign * (D - found.limit) for sign in (1, -1)),
        *(K * y**2 + sign * (q2 - found.slope**2 * y) for sign in (1, -1)),
        D**2 - q2,
    ]
    for claim, certificate in zip(claims, found.proof.certificates, strict=True):
        assert is_positive_multiple(stated(certificate), sp.factor(claim))
        assert certificate["box"] == [["0", True, "1/16", False]]
        assert certificate["relation"] == ">"


def test_eq_A13_as_printed_has_the_wrong_slope() -> None:
    """Printed: (2/3)(1/2 - e^(-beta_S/2)); N2 is sqrt2 e^(3 beta_S/2), not e^(3 beta_S/2)."""
    with mp.workdps(150):
        eps = mp.mpf(10) ** -20
        measured = (mp.mpf(1) / 3 - judges.kernel_concurrence(1, 1, eps**-2)) / eps
        assert abs(measured - number(expansion(sp.Integer(1)).slope)) < 10 * eps
        assert abs(measured - mp.mpf(2) / 3) > mp.mpf("0.27")


@given(st.fractions(0, 1, max_denominator=12))
@settings(max_examples=10)
def test_limit_for_a_cold_reservoir_is_that_of_the_edge(q) -> None:
    at_x = sp.Rational(q.numerator, q.denominator)
    assert expansion(at_x).limit == edge(y, sp.oo).concurrence.subs(x, at_x)
    assert expansion(at_x).proof.verdict is Verdict.PROVED


@given(st.sampled_from([-1, 1]), st.sampled_from([-1, 1]), st.floats(-3, 3), st.floats(-3, 3))
def test_local_weights_are_the_weights(i: int, j: int, log_u: float, log_v: float) -> None:
    u, v = sp.Rational(2**log_u), sp.Rational(2**log_v)
    local = {k: sp.sympify(w).subs({x: u, y: v}) for k, w in local_weights(i, j).items()}
    plain = {k: w.subs({x: u**i, y: v**j}) for k, w in weights().items()}
    ratios = {local[k] / plain[k] for k in "GSAE"}
    assert len(ratios) == 1
    assert ratios.pop() > 0


@given(st.lists(st.fractions(0, 1, max_denominator=20), min_size=4, max_size=4))
def test_concurrence_of_populations_is_wootters(entries: list) -> None:
    total = sum(entries) or 1
    p = [float(entry / total) for entry in entries]
    exact = [sp.Rational(e.numerator, e.denominator) / sp.Rational(str(total)) for e in entries]
    found = float(concurrence_of(dict(zip("GSAE", exact, strict=True))))
    bell = sp.Matrix([[1, 0, 0, 0], [0, 1, 1, 0], [0, 1, -1, 0], [0, 0, 0, 1]])
    scale = sp.diag(p[0], p[1] / 2, p[2] / 2, p[3])
    rho = sp.matrix2numpy(bell * scale * bell.T, dtype=complex)
    assert found == pytest.approx(judges.wootters(rho), abs=2e-7)
