"""Verdicts: what is proved is true, what is false is refuted, and nothing is guessed."""

import copy

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from beyondthermal.derivations.verify import holds
from beyondthermal.symbolic.decision.proof import (
    Proof,
    Verdict,
    all_of,
    expression_tree,
    identity,
    refuted,
)
from beyondthermal.symbolic.symbols import symbols

x, y = symbols("x y")
small = st.integers(-4, 4)


@st.composite
def polynomials(draw: st.DrawFn) -> sp.Expr:
    return sum(draw(small) * x**i * y**j for i in range(3) for j in range(3))


@given(polynomials(), polynomials())
def test_identity_holds_in_another_form(p: sp.Expr, q: sp.Expr) -> None:
    proof = identity((p + sp.I * q) * (p - sp.I * q), sp.expand(p**2) + sp.expand(q**2))
    assert proof.verdict is Verdict.PROVED
    assert all(map(holds, proof.certificates))


@given(polynomials(), polynomials())
@settings(max_examples=10)
def test_identity_of_ratios(p: sp.Expr, q: sp.Expr) -> None:
    denominator = q**2 + x + 1
    proof = identity(p / denominator + 1 / x, sp.together(p / denominator + 1 / x))
    assert proof.verdict is Verdict.PROVED
    assert all(map(holds, proof.certificates))


@given(polynomials(), polynomials())
def test_a_false_identity_is_refuted_with_a_point(p: sp.Expr, q: sp.Expr) -> None:
    q = q + x**3  # of higher degree: never equal
    proof = identity(p, q)
    assert proof.verdict is Verdict.REFUTED
    point = dict(proof.counterexample)
    lhs, rhs = point.pop("lhs"), point.pop("rhs")
    values = {symbol: sp.Rational(point.get(str(symbol), 0)) for symbol in (x, y)}
    assert p.subs(values) == sp.Rational(lhs)
    assert q.subs(values) == sp.Rational(rhs)
    assert lhs != rhs


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [
        (["^", ["+", "x", 1], 2], ["+", ["^", "x", 2], 1]),
        (["^", "x", -1], "x"),
        (["^", ["i"], 2], 1),
        (["*", "x", "y"], ["*", "x", "x"]),
    ],
)
def test_a_false_identity_has_no_certificate_that_holds(lhs: object, rhs: object) -> None:
    assert not holds({"kind": "identity", "lhs": lhs, "rhs": rhs})
    assert holds({"kind": "identity", "lhs": lhs, "rhs": lhs})


@pytest.mark.parametrize("side", [sp.sqrt(x), sp.exp(x), sp.Abs(x - y), sp.oo, sp.nan])
def test_what_is_no_rational_function_is_not_decided(side: sp.Expr) -> None:
    with pytest.raises(ValueError, match="Argument `lhs - rhs` must be a rational function"):
        identity(side, y)


def test_a_pole_is_no_counterexample() -> None:
    for other in (2 / (x - 2), 1 / (x - 2) + 1):
        proof = identity(1 / (x - 2), other)
        assert proof.verdict is Verdict.REFUTED
        assert proof.counterexample["x"] != "2"


@given(st.lists(st.sampled_from(Verdict), min_size=1))
def test_a_conjunction_is_as_strong_as_its_weakest_part(verdicts: list[Verdict]) -> None:
    strength = ("PROVED", "ENCLOSED", "SUPPORTED", "INCONCLUSIVE", "REFUTED")
    whole = all_of(*(Proof(verdict, verdict.name) for verdict in verdicts))
    assert whole.verdict.name == max((v.name for v in verdicts), key=strength.index)
    assert bool(whole) == all(verdict is Verdict.PROVED for verdict in verdicts)


def test_a_conjunction_keeps_all_evidence() -> None:
    good, bad = identity(x, x), refuted("no", {x: sp.Integer(1)}, value=sp.Integer(0))
    whole = all_of(good, bad, good)
    assert whole.certificates == good.certificates * 2
    assert whole.counterexample == {"x": "1", "value": "0"}


def test_only_proved_counts_as_true() -> None:
    assert [verdict for verdict in Verdict if Proof(verdict, "")] == [Verdict.PROVED]


def test_a_certificate_has_a_closed_set_of_nodes() -> None:
    expr = sp.Rational(2, 3) * x**2 / y + sp.I
    assert expression_tree(sp.Integer(-2)) == -2
    assert holds({"kind": "identity", "lhs": expression_tree(expr), "rhs": expression_tree(expr)})
    for foreign in (sp.sin(x), sp.sqrt(x), x**y, sp.Float(0.5)):
        with pytest.raises(ValueError, match="a certificate has no node for"):
            expression_tree(foreign)


def test_the_checker_refuses_what_it_does_not_know() -> None:
    for broken, error in (
        ({"kind": "magic"}, KeyError),
        ({"kind": "identity", "lhs": ["sin", "x"], "rhs": 0}, ValueError),
        ({"kind": "identity", "lhs": ["^", 0, -1], "rhs": 0}, ValueError),
    ):
        with pytest.raises(error):
            holds(broken)


@given(polynomials(), st.data())
def test_a_changed_number_in_a_certificate_is_noticed(p: sp.Expr, data: st.DataObject) -> None:
    """Add one to any integer of one side: the checker says no."""
    lhs = sp.expand(p + x * y + 3)
    certificate = copy.deepcopy(dict(identity(lhs, sp.expand(p) + x * y + 3).certificates[0]))
    leaves = list(_integers(certificate["lhs"]))
    node, index = data.draw(st.sampled_from(leaves))
    node[index] += 1
    assert not holds(certificate)


def _integers(tree: list) -> list[tuple[list, int]]:
    found = []
    for index, node in enumerate(tree[1:], start=1):
        if isinstance(node, int):
            found.append((tree, index))
        elif isinstance(node, list):
            found += _integers(node)
    return found
