"""Bounds are proved with trees that the checker accepts, and no tree that a forger changes."""

import copy
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
import sympy as sp
from verified import run

from beyondthermal.derivations.report.proofs import steps
from beyondthermal.derivations.report.words.bounds import RULES
from beyondthermal.derivations.verify import holds
from beyondthermal.derivations.verify.enclosures import bounds
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus
from beyondthermal.symbolic.decision.searches.by_parts import (
    positive_by_summands,
    positive_for_both_signs,
)
from beyondthermal.symbolic.decision.searches.certificates import bound_certificates
from beyondthermal.symbolic.decision.searches.concavity import by_concavity
from beyondthermal.symbolic.decision.searches.cover import positive_by_cover
from beyondthermal.symbolic.decision.searches.far_out import positive_far_out
from beyondthermal.symbolic.decision.searches.monotonicity import (
    _Search,
    positive_by_monotonicity,
)
from beyondthermal.symbolic.formula.functions import rewritten
from beyondthermal.symbolic.symbols import declared

ALL = sp.Interval(-sp.oo, sp.oo)
SIDES = (sp.Interval.open(0, sp.oo), ALL, sp.Interval(0, 2), ALL)
p, r, s, u = map(declared, "prsu", SIDES)
DOMAINS = dict(zip((p, r, s, u), SIDES, strict=True))
side = sp.Interval(0, 6)
UNIT = sp.Interval(0, 1)
# What is > 0, or >= 0.
TRUE: dict[str, tuple[sp.Expr, bool, dict[sp.Symbol, sp.Interval]]] = {
    "a zero at an end": (s - sp.sin(s), False, {}),
    "a zero inside": (sp.cos(s - 1) - 1 + (s - 1) ** 2 / 2, False, {}),
    "two variables": (2 - sp.cos(r) * sp.sin(u), True, {r: side, u: side}),
    "an endless range": (sp.pi / 2 + sp.Rational(1, 9) - sp.atan(r), True, {}),
    "an open end at zero": (1 / p - sp.exp(-p), True, {p: sp.Interval.Lopen(0, 3)}),
    "a modulus": (2 - Modulus(sp.sin(r)), True, {r: side}),
    "a root": (sp.sqrt(1 + s) - 1 - s / 3, False, {}),
    "it rises": (p - sp.log(1 + p), True, {}),
    "a logarithm and a fraction": (sp.log(1 + p) - p / (1 + p), True, {}),
    "factors": (1 / (sp.exp(p) - 1) - 1 / p + sp.Rational(1, 2), True, {}),
    "two steps": (p - rewritten(sp.tanh(p)), True, {}),
    "logarithms": (sp.exp(r) - (1 + r / 9) ** 9, False, {r: sp.Interval.open(-8, sp.oo)}),
    "concave": (s * (1 - s) + sp.log(1 + s) - s * sp.log(2), False, {s: UNIT}),
    "whichever sign": (sp.Rational(1, 5) - Modulus(sp.sin(r) - r), True, {r: sp.Interval(-1, 1)}),
    "far out": (sp.log(1 + 1 / p) - 1 / (1 + p), True, {p: sp.Interval.open(3, sp.oo)}),
    "summands": (s**4 - s + u**4 - u + 1, True, {s: UNIT, u: UNIT}),
    "both sides of a surface": (sp.exp(s - r) - 1 - s + r, False, {}),
}


def asked(name: str) -> Any:
    f, strict, where = TRUE[name]
    box = {v: where.get(v, DOMAINS[v]) for v in f.free_symbols}
    found = positive_by_cover(f, box, strict=strict)
    if name == "concave":
        ask = partial(_Search().positive, depth=2)
        shown = next(by_concavity(f, box, strict, ask))
        found = bound_certificates(f, box, strict, shown.tree)
    elif name == "whichever sign":
        found = positive_for_both_signs(f, box, strict=strict)
    elif name == "summands":
        found = positive_by_summands(f, box, strict=strict)
    elif name == "far out":
        found = positive_far_out(f, box, strict=strict)
    elif found is None:
        found = positive_by_monotonicity(f, box, strict=strict)
    assert found is not None, name
    (certificate,) = found
    assert certificate["kind"] == "bound", name
    return certificate


CERTIFICATES = {name: asked(name) for name in TRUE}


@pytest.mark.parametrize("name", TRUE)
def test_what_is_proved_is_re_checked_and_has_words(name: str) -> None:
    assert holds(CERTIFICATES[name])
    told = steps(CERTIFICATES[name])
    assert len(told) > 1
    assert all(step.sentence for step in told)


def test_every_rule_has_words_and_is_used() -> None:
    assert RULES.keys() == bounds._RULES.keys()
    used = {n["rule"] for c in CERTIFICATES.values() for n in nodes(c) if "rule" in n}
    assert used >= RULES.keys() - {"power", "exp", "cut"}


def nodes(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from nodes(part)


def refused(certificate: Any) -> bool:
    try:
        return not holds(certificate)
    except (ArithmeticError, KeyError, TypeError, ValueError):
        return True


@pytest.mark.parametrize("name", TRUE)
def test_a_near_miss_is_no_bound(name: str) -> None:
    """The same tree of a term that is smaller by very little where it touches zero, or by a lot."""
    certificate = copy.deepcopy(CERTIFICATES[name])
    tiny = ["*", -1, ["^", 10, -40]]
    far = {"two variables", "an endless range", "an open end at zero", "a modulus"}
    touches = name not in far | {"whichever sign"}
    certificate["term"] = ["+", certificate["term"], tiny if touches else -9]
    assert refused(certificate)


@pytest.mark.parametrize("name", TRUE)
def test_every_part_of_a_tree_is_needed(name: str) -> None:
    """Each node in turn: without one of its parts, with as if it was a number."""
    whole = CERTIFICATES[name]
    for k, node in enumerate(nodes(whole)):
        for key in node:
            forged = copy.deepcopy(whole)
            del list(nodes(forged))[k][key]
            assert refused(forged), (k, key)
        if node.get("rule") in ("cover", "factor", "rises", "same"):
            forged = copy.deepcopy(whole)
            there = list(nodes(forged))[k]
            there.clear()
            there.update(rule="value")
            assert refused(forged), k


FORGED: dict[str, tuple[str, Any]] = {
    "a strict zero": ("a zero at an end", {"relation": ">"}),
    "a wider box": ("a zero at an end", {"box": {"s": ["-1", False, "2", False]}}),
    "another name": ("a zero at an end", {"box": {"t": ["0", False, "2", False]}}),
    "an end that is closed": ("an open end at zero", {"box": {"p": ["0", False, "3", False]}}),
    "another term": ("it rises", {"term": ["+", ["log", ["+", 1, "p"]], ["*", -1, "p"]]}),
    "a leaf": ("two variables", {"proof": {"rule": "cover", "tree": {"zero": "low"}}}),
    "another claim's tree": ("it rises", {"proof": CERTIFICATES["two steps"]["proof"]}),
    "a pole that cancels in the derivative": ("a root", {
        "term": ["atan", ["^", "s", -1]], "box": {"s": ["-1", False, "1", False]}}),
    "no head": ("a root", {"term": ["gamma", "s"]}),
    "a decimal exponent": ("a root", {"term": ["^", "s", 0.5]}),
    "no relation": ("a root", {"relation": ">>"}),
    "more than it takes": ("a root", {"by": "the author"}),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_bound_is_named(name: str, tmp_path: Any) -> None:
    of, change = FORGED[name]
    document = {"definitions": {}, "matrices": {}, "models": {}}
    rest = {"statement": None, "where": {}, "at": {}, "tree": None}
    fine, forged = CERTIFICATES[of], {**CERTIFICATES[of], **change}
    results = [
        {"name": which, "verdict": "proved", "certificates": [one], **rest}
        for which, one in (("fine", fine), (name, forged))
    ]
    done = run(document | {"results": results}, tmp_path)
    assert done.returncode == 1, done.stdout
    assert "1 failures " + name in done.stdout
    assert not done.stderr


# Trees that a forger writes for what is false, and the condition that stops each.
X = {"kind": "bound", "relation": ">="}
LINE = {"x": ["-1", False, "1", False]}
SLOPE = {"rule": "same", "to": ["^", ["+", 1, ["^", "x", 2]], -1], "defined": [],
         "then": {"rule": "cover", "tree": "seen"}}  # fmt: skip
LEAF = {"rule": "polynomial", "tree": "coefficients"}
HALVES = {"below": LEAF, "above": LEAF}
FALSE: dict[str, Any] = {
    "1/x falls across its pole": {**X, "term": ["+", 2, ["atan", ["^", "x", -1]]], "box": LINE,
        "proof": {"rule": "rises", "along": "x", "from": "high", "defined": [],
                  "begins": {"rule": "value"}, "slope": SLOPE}},
    "a modulus and its slope": {**X, "box": {"x": ["-1/20", False, "0", False]},
        "term": ["+", "x", ["*", -1, ["abs", "x"]], ["*", 10, ["^", "x", 2]]],
        "proof": {"rule": "cover", "tree": {"zero": "high"}}},
    "it begins below zero": {**X, "term": ["+", "x", ["*", -1, ["^", 10, -40]]],
        "box": {"x": ["0", True, "1", False]},
        "proof": {"rule": "rises", "along": "x", "from": "low", "defined": [],
                  "begins": {"rule": "value"}, "slope": {"rule": "value"}}},
    "from an infinite end": {**X, "term": ["*", -1, ["exp", ["*", -1, "x"]]],
        "box": {"x": ["0", False, "oo", True]},
        "proof": {"rule": "rises", "along": "x", "from": "high", "defined": [],
                  "begins": {"rule": "value"}, "slope": {"rule": "cover", "tree": "seen"}}},
    "a factor of the other sign": {**X, "term": ["*", -1, "x"],
        "box": {"x": ["1", False, "2", False]},
        "proof": {"rule": "factor", "by": -1, "to": "x", "defined": [],
                  "positive": {"rule": "value"},
                  "then": {"rule": "polynomial", "tree": "coefficients"}}},
    "the logarithms of both negative sides": {**X, "box": {"x": ["1", False, "2", False]},
        "term": ["+", ["*", -1, ["exp", "x"]], ["*", ["exp", ["*", 2, "x"]]]],
        "proof": {"rule": "logarithms", "defined": [], "sides": [
            {"exp": ["*", 2, "x"], "powers": [{"of": -1, "to": [1, 1], "positive": {
                "rule": "value"}}]},
            {"exp": "x", "powers": [{"of": -1, "to": [1, 1], "positive": {"rule": "value"}}]}],
            "then": {"rule": "polynomial", "tree": "coefficients"}}},
    "convex, and above both ends": {**X, "box": {"x": ["0", False, "1", False]},
        "term": ["+", ["^", "x", 2], ["*", -1, "x"]],
        "proof": {"rule": "concave", "along": "x", "defined": [], "low": {"rule": "value"},
                  "high": {"rule": "value"}, "bend": {"rule": "value"}}},
    "concave, and below one end": {**X, "box": {"x": ["0", False, "2", False]},
        "term": ["+", "x", ["*", -1, ["^", "x", 2]]],
        "proof": {"rule": "concave", "along": "x", "defined": [], "low": {"rule": "value"},
                  "high": {"rule": "value"}, "bend": {"rule": "value"}}},
    "concave for ever": {**X, "box": {"x": ["0", False, "oo", True]},
        "term": ["+", 1, ["*", -1, ["^", "x", 2]]],
        "proof": {"rule": "concave", "along": "x", "defined": [], "low": {"rule": "value"},
                  "high": {"rule": "value"}, "bend": {"rule": "value"}}},
    "one side of a surface twice": {**X, "box": {"x": ["0", False, "1", False],
                                                 "y": ["0", False, "1", False]},
        "term": ["+", "x", ["*", -1, "y"]],
        "proof": {"rule": "split", "along": "x", "surface": "y", "new": "t",
                  **HALVES}},
    "a surface with what it cuts": {**X, "box": {"x": ["-1", False, "1", False]}, "term": "x",
        "proof": {"rule": "split", "along": "x", "surface": ["+", 2, "x"], "new": "t",
                  **HALVES}},
    "a new name that is taken": {**X, "box": {"x": ["-1", False, "1", False],
                                              "y": ["0", False, "1", False]}, "term": "x",
        "proof": {"rule": "split", "along": "x", "surface": 0, "new": "y",
                  **HALVES}},
    "a logarithm of nothing": {**X, "term": ["+", 1, ["*", 0, ["log", "x"]]], "box": LINE,
        "proof": {"rule": "cover", "tree": "seen"}},
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE)
def test_no_falsehood_has_a_tree(name: str) -> None:
    assert refused(FALSE[name])
