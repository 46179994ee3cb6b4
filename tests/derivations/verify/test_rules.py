"""A trap for each rule of the checker: a falsehood that a sloppier rule would prove."""

from typing import Any

import pytest

from beyondthermal.derivations.verify import judging, rules
from beyondthermal.derivations.verify.goals import Goal
from beyondthermal.derivations.verify.judging import holds
from beyondthermal.derivations.verify.leaves import box_of
from beyondthermal.derivations.verify.rules import prove

# A third of a turn.
TURN = ("/", ("+", -1, ("*", ("i",), ("sqrt", 3))), 2)
XY = {"x": ["0", True, "oo", True], "y": ["0", True, "oo", True]}
ALL, UP, FROM_0 = ["-oo", True, "oo", True], ["0", True, "oo", True], ["0", False, "oo", True]
IDENTITY, ROOT, VALUE = {"rule": "identity"}, {"rule": "root"}, {"rule": "value"}
LEAF = {"rule": "leaf", "tree": "coefficients"}
X = {"x": ALL}
TABLES = {"definitions": {}, "matrices": {}, "models": {}}


def less(a: Any, b: Any) -> Any:
    return ("+", a, ("*", -1, b))


def by(rule: str, **parts: Any) -> dict[str, Any]:
    return {"rule": rule, **parts}


# Domain, what is given, relation, term, and the proof that isn't one.
FALSE: dict[str, tuple[Any, Any, str, Any, Any]] = {
    "identity: x = y": ({"x": UP, "y": UP}, (), "=", less("x", "y"), IDENTITY),
    "identity: |x| = x": (X, (), "=", less(("abs", "x"), "x"), IDENTITY),
    "identity: √x² = x": (X, (), "=", less(("sqrt", ("^", "x", 2)), "x"), IDENTITY),
    "identity: √(x y)² = x y": ({"x": ALL, "y": UP}, (), "=",
                               less(("sqrt", ("*", "x", "x", "y", "y")), ("*", "x", "y")),
                               IDENTITY),
    "identity: max(x, y) = x": (XY, (), "=", less(("max", "x", "y"), "x"), IDENTITY),
    "identity: log x y = log x": ({"x": UP, "y": UP}, (), "=",
                                 less(("log", ("*", "x", "y")), ("log", "x")), IDENTITY),
    "identity: exp(x) = 1": (X, (), "=", less(("exp", "x"), 1), IDENTITY),
    "identity: 0 > 0": (X, (), ">", less("x", "x"), IDENTITY),
    "leaf: x >= 0": (X, (), ">=", "x", LEAF),
    "leaf: x > 0 from 0 on": ({"x": FROM_0}, (), ">", "x", LEAF),
    "leaf: x y > 0 at an edge": ({"x": UP, "y": FROM_0}, (), ">", ("*", "x", "y"), LEAF),
    "leaf: 1 - x > 0 up to 1": ({"x": ["0", True, "1", False]}, (), ">", less(1, "x"), LEAF),
    "leaf: √x > 0": ({"x": FROM_0}, (), ">", ("sqrt", "x"), LEAF),
    "leaf: log x >= 0": ({"x": UP}, (), ">=", ("log", "x"), LEAF),
    "leaf: half a cut": ({"x": UP}, (), ">=", less("x", 1), by(
        "leaf", tree={"cut": "x", "at": "1", "above": "coefficients", "below": None})),
    "leaf: a cut outside": ({"x": UP}, (), ">=", less("x", 1), by(
        "leaf", tree={"cut": "x", "at": "-1", "above": "coefficients", "below": "coefficients"})),
    "value: √2 > 1.5": ({}, (), ">", less(("sqrt", 2), ("/", 3, 2)), VALUE),
    "value: log 2 > 0.7": ({}, (), ">", less(("log", 2), ("/", 7, 10)), VALUE),
    "value: exp(1) < 2.718": ({}, (), ">", less(("/", 2718, 1000), ("exp", 1)), VALUE),
    "value: √2 √2 = 2, to many digits": ({}, (), ">", less(("^", ("sqrt", 2), 2), 2), VALUE),
    "value: a variable": ({"x": UP}, (), ">", "x", VALUE),
    "rising: of what may be negative": ({"x": ALL, "y": UP}, (), ">", less(("log", ("abs", "x")),
        ("log", "x")), by("rising", a="x", b="x", positive=[LEAF] * 2, then=LEAF)),
    "rising: of another difference": ({"x": UP, "y": UP}, (), ">", less(("log", "x"), ("log", "y")),
        by("rising", a=("+", "x", "y"), b="y", positive=[LEAF] * 2, then=LEAF)),
    "rising: without a sign": ({"x": UP}, (), ">", ("log", "x"), by(
        "rising", a="x", b=1, positive=[LEAF], then=LEAF)),
    "rises: another product": ({"x": UP, "y": UP}, (), ">=",
        ("*", less(("log", "x"), ("log", "y")), less("y", "x")), by(
            "rises", a="x", b="y", times=1, positive=[LEAF] * 2, then=VALUE)),
    "rises: a negative factor": ({"x": UP, "y": UP}, (), ">=",
        ("*", less(("log", "x"), ("log", "y")), less("y", "x")), by(
            "rises", a="x", b="y", times=-1, positive=[LEAF] * 2, then=VALUE)),
    "rises: strictly": ({"x": UP, "y": UP}, (), ">",
        ("*", less(("log", "x"), ("log", "y")), less("x", "y")), by(
            "rises", a="x", b="y", times=1, positive=[LEAF] * 2, then=VALUE)),
    "mean: more than it is": ({"x": UP, "y": UP}, (), ">=",
        less(("*", less(("log", "x"), ("log", "y")), less("x", "y"), ("+", "x", "y")),
             ("*", 3, ("^", less("x", "y"), 2))), by(
            "mean", a="x", b="y", times=1, positive=[LEAF] * 2, then=VALUE)),
    "mean: a negative factor": ({"x": UP, "y": UP}, (), ">=",
        less(("*", 2, ("^", less("x", "y"), 2)),
             ("*", less(("log", "x"), ("log", "y")), less("x", "y"), ("+", "x", "y"))), by(
            "mean", a="x", b="y", times=-1, positive=[LEAF] * 2, then=VALUE)),
    "mean: strictly": ({"x": UP, "y": UP}, (), ">",
        less(("*", less(("log", "x"), ("log", "y")), less("x", "y"), ("+", "x", "y")),
             ("*", 2, ("^", less("x", "y"), 2))), by(
            "mean", a="x", b="y", times=1, positive=[LEAF] * 2, then=VALUE)),
    "mean: of what may be negative": ({"x": ALL, "y": UP}, (), ">=",
        less(("*", less(("log", "x"), ("log", "y")), less("x", "y"), ("+", "x", "y")),
             ("*", 2, ("^", less("x", "y"), 2))), by(
            "mean", a="x", b="y", times=1, positive=[LEAF] * 2, then=VALUE)),
    "root: x": (X, (), ">=", "x", ROOT),
    "root: |x| > 0": (X, (), ">", ("abs", "x"), ROOT),
    "root: -|x|": (X, (), ">=", ("*", -1, ("abs", "x")), ROOT),
    "differ: x": (X, (), "!=", "x", by("differ", sign=1, then=LEAF)),
    "differ: no sign": ({"x": UP}, (), "!=", 0, by("differ", sign=0, then=IDENTITY)),
    "times: by what is negative": (X, (), ">=", ("/", "x", ("^", "x", 2)), by(
        "times", by=("*", -1, "x"), to=-1, positive=LEAF, then=VALUE)),
    "times: another product": ({"x": UP}, (), ">", less("x", 1), by(
        "times", by="x", to="x", positive=LEAF, then=LEAF)),
    "times: by zero": (X, (), ">", less(0, 1), by("times", by=0, to=0, positive=LEAF, then=LEAF)),
    "sum: nothing > 0": ({"x": FROM_0}, (), ">", "x", by("sum", parts=[["x", ">=", LEAF]])),
    "sum: not the sum": ({"x": UP}, (), ">", less("x", 1), by("sum", parts=[["x", ">", LEAF]])),
    "sum: a new division": ({"x": ["-1", False, "1", False]}, (), ">", 0, by(
        "sum", parts=[[("/", 1, "x"), ">", LEAF], [("/", -1, "x"), ">=", LEAF]])),
    "product: a negative factor": ({"x": UP, "y": ALL}, (), ">=", ("*", "x", "y"), by(
        "product", factors=[["x", LEAF], ["y", LEAF]])),
    "product: not the product": ({"x": UP}, (), ">", less("x", 1), by(
        "product", factors=[["x", LEAF], ["x", LEAF]])),
    "product: of nothing": ({"x": UP}, (), ">", ("*", -1, "x"), by("product", factors=[])),
    "given: nothing is": (X, (), ">=", "x", by("given", which=0, times=1)),
    "given: from behind": (X, ("x",), ">=", "x", by("given", which=-1, times=1)),
    "given: a negative multiple": (X, ("x",), ">=", ("*", -1, "x"), by(
        "given", which=0, times=-1)),
    "given: strictly": (X, ("x",), ">", "x", by("given", which=0, times=1)),
    "square: the other leads": ({"x": UP}, (), ">=", less(1, ("sqrt", "x")), by(
        "square", A=1, B=-1, R="x", lead="B", first=LEAF, second=LEAF)),
    "square: no gap": ({"x": UP}, (), ">=", less(1, ("sqrt", "x")), by(
        "square", A=1, B=-1, R="x", lead="A", first=LEAF, second=LEAF)),
    "square: a new root": (X, (), ">=", "x", by(
        "square", A="x", B=0, R="x", lead="A", first=LEAF, second=LEAF)),
    "squares: a sign": (X, (), "=", less("x", ("abs", "x")), by(
        "squares", a="x", b=("abs", "x"), one=LEAF, other=ROOT)),
    "squares: others": ({"x": UP}, (), "=", less("x", 1), by(
        "squares", a="x", b=1, one=LEAF, other=LEAF)),
    "cubes: a sign": (X, (), "=", less("x", ("abs", "x")), by(
        "cubes", a="x", b=("abs", "x"), one=LEAF, other=ROOT)),
    "cubes: equal squares": ({"x": UP}, (), "=", less(("cbrt", "x"), "x"), by(
        "cubes", a=("cbrt", "x"), b="x", one=ROOT, other=LEAF)),
    "cubes: of complex numbers": ({}, (), "=", less("z", ("*", "z", TURN)), by(
        "cubes", a="z", b=("*", "z", TURN), one=ROOT, other=ROOT)),
    "identity: ∛x³ = x": (X, (), "=", less(("cbrt", ("^", "x", 3)), "x"), IDENTITY),
    "identity: ∛x² = x": ({"x": UP}, (), "=", less(("^", ("cbrt", "x"), 2), "x"), IDENTITY),
    "root: ∛x > 0": ({"x": FROM_0}, (), ">", ("cbrt", "x"), ROOT),
    "value: ∛2 > 1.26": ({}, (), ">", less(("cbrt", 2), ("/", 126, 100)), VALUE),
    "value: ∛-1": ({}, (), ">=", ("cbrt", -1), VALUE),
    "split: one way": (X, (), ">=", ("max", "x", -1), by(
        "split", term=("max", "x", -1), ways=[by("given", which=0, times=1)])),
    "split: the sign of what is given": (X, (), ">=", ("*", -1, ("abs", "x")), by(
        "split", term=("abs", "x"), ways=[by("given", which=0, times=("/", 1, 2))] * 2)),
    "split: what isn't there": (X, (), ">=", "x", by(
        "split", term=("max", "x", 0), ways=[LEAF, LEAF])),
    "choose: without a reason": (X, (), "=", less(("max", "x", 0), "x"), by(
        "choose", term=("max", "x", 0), why=[], then=IDENTITY) | {"as": 0}),
    "choose: the smaller one": ({"x": UP}, (), "=", ("max", "x", 0), by(
        "choose", term=("max", "x", 0), why=[LEAF], then=IDENTITY) | {"as": 1}),
    "choose: out of range": ({"x": UP}, (), ">", ("*", -1, ("max", "x", 0)), by(
        "choose", term=("max", "x", 0), why=[], then=IDENTITY) | {"as": 2}),
    "choose: min for max": ({"x": UP}, (), "=", less(("min", "x", 0), "x"), by(
        "choose", term=("min", "x", 0), why=[LEAF], then=IDENTITY) | {"as": 0}),
    "replace: what isn't equal": (X, (), "=", less(("abs", "x"), "x"), by(
        "replace", term=("abs", "x"), to="x", defined=[], equal=IDENTITY, then=IDENTITY)),
    "replace: what isn't defined": (X, (), ">=", "x", by(
        "replace", term="x", to=("^", ("sqrt", "x"), 2), defined=[], equal=IDENTITY, then=LEAF)),
    "cut: outside": ({"x": UP}, (), ">=", less("x", 1), by(
        "cut", axis="x", at="-1", below=LEAF, above=LEAF)),
    "cut: half of it": ({"x": UP}, (), ">=", less("x", 1), by(
        "cut", axis="x", at="1", below=VALUE, above=LEAF)),
    "order: x >= y": (XY, (), ">=", less("x", "y"), by(
        "order", one="x", other="y", ways=[LEAF, LEAF])),
    "order: one way": (XY, (), ">=", less("x", "y"), by(
        "order", one="y", other="x", ways=[LEAF])),
    "order: other ranges": ({"x": UP, "y": ["1", True, "oo", True]}, (), ">=", less("y", "x"), by(
        "order", one="x", other="y", ways=[LEAF, LEAF])),
    "order: one variable": ({"x": UP}, (), ">", less("x", 1), by(
        "order", one="x", other="x", ways=[LEAF, LEAF])),
    "log: the other way": ({"x": UP}, (), ">=", less(("log", "x"), less("x", 1)), by(
        "log", of="x", positive=LEAF)),
    "log: of what is negative": (X, (), ">=", less(less("x", 1), ("log", "x")), by(
        "log", of="x", positive=LEAF)),
    "log: strictly": ({"x": UP}, (), ">", less(less("x", 1), ("log", "x")), by(
        "log", of="x", positive=LEAF)),
}  # fmt: skip

NEAR_0 = {"power": 1, "end": "1/4"}


def relation(proof: Any, *there: Any) -> dict[str, Any]:
    return {"rule": "relation", "defined": list(there), "proof": proof}


def bounded(*sides: Any, **parts: Any) -> dict[str, Any]:
    return {"rule": "near", "defined": [], "bound": {**NEAR_0, "sides": list(sides), **parts}}


def extended(*sides: Any, **parts: Any) -> dict[str, Any]:
    return {"rule": "continuous", "defined": [], "limit": {**NEAR_0, "sides": list(sides), **parts}}


def expanded(of: Any, power: int) -> dict[str, Any]:
    said = {"terms": [{"c": 1, "e": "0", "t": power, "log": 0}], "rest": None}
    steps = [{"of": of, "re": said, "im": {"terms": [], "rest": None}}]
    return {"rule": "expanded", "limit": {"rule": "expansion", "power": 1, "orders": 4, "facts": [],
                                          "small": None, "steps": steps}}  # fmt: skip


def side(to: Any, value: Any = IDENTITY, *there: Any) -> dict[str, Any]:
    return {"to": to, "equal": IDENTITY, "defined": list(there), "value": value}


NOWHERE: dict[str, Any] = {"defined": [], "point": {}}
EXP = {"rule": "exp", "of": {"b": "X"}, "k": 1}
# Statement, domain, tree, and whether it is to be refuted.
UNTRUE: dict[str, tuple[Any, Any, Any, bool]] = {
    "relation: nowhere defined": (["=", ["/", 1, ["+", "x", ["*", -1, "x"]]], 0], {"x": UP},
                                  relation(IDENTITY, LEAF), False),
    "relation: (√x)² = x": (["=", ["^", ["sqrt", "x"], 2], "x"], {"x": ALL},
                            relation(IDENTITY, LEAF), False),
    "relation: x/x = 1": (["=", ["/", "x", "x"], 1], {"x": ALL},
                          relation(IDENTITY, by("differ", sign=1, then=LEAF)), False),
    "relation: (∛x)³ = x": (["=", ["^", ["cbrt", "x"], 3], "x"], {"x": ALL},
                            relation(IDENTITY, LEAF), False),
    "relation: ∛z³ = z": (["=", ["^", ["cbrt", "z"], 3], "z"], {"z": "C"},
                          relation(IDENTITY, LEAF), False),
    "relation: exp log x = x": (["=", ["exp", ["log", "x"]], "x"], {"x": ALL},
                                relation(IDENTITY, LEAF), False),
    "relation: |i| = i": (["=", ["abs", ["i"]], ["i"]], {}, relation(IDENTITY), False),
    "relation: √z² = z": (["=", ["^", ["sqrt", "z"], 2], "z"], {"z": "C"},
                          relation(IDENTITY, LEAF), False),
    "entries: one differs": (["=", ["matrix", [["x", 1]]], ["matrix", [["x", 2]]]], {"x": UP},
                             {"rule": "entries", "defined": [], "proofs": []}, False),
    "entries: not defined": (["=", ["*", 0, ["matrix", [[["/", 1, "x"]]]]], 0], {"x": ALL},
                             {"rule": "entries", "defined": [], "proofs": []}, False),
    "factor: without a sign": (["iff", ["=", "x", 0], ["=", ["*", "x", "y"], 0]],
                               {"x": ALL, "y": ALL}, {
        "rule": "factor", "defined": [], "over": "y", "by": 1, "equal": IDENTITY,
        "signs": [LEAF, VALUE]}, False),
    "factor: a negative one": (["iff", [">", "x", 0], [">", ["*", -1, "x"], 0]], X, {
        "rule": "factor", "defined": [], "over": 1, "by": -1, "equal": IDENTITY,
        "signs": [VALUE, VALUE]}, False),
    "factor: another one": (["iff", ["=", "x", 0], ["=", ["+", "x", 1], 0]], X, {
        "rule": "factor", "defined": [], "over": 1, "by": 1, "equal": IDENTITY, "signs": [
            by("differ", sign=1, then=VALUE)] * 2}, False),
    "factor: of other relations": (["iff", [">", "x", 0], [">=", "x", 0]], X, {
        "rule": "factor", "defined": [], "over": 1, "by": 1, "equal": IDENTITY,
        "signs": [VALUE, VALUE]}, False),
    "factor: another equation": (["iff", ["=", "x", 0], ["=", ["+", "x", 1], 0]], {"x": UP}, {
        "rule": "factor", "defined": [], "over": 1, "by": 1, "equal": by(
            "replace", term="x", to=["+", "x", 1], defined=[], equal=IDENTITY, then=IDENTITY),
        "signs": [by("differ", sign=1, then=VALUE)] * 2}, False),
    "rising: the other way": (["iff", [">", ["log", "x"], 0], [">", 1, "x"]], {"x": UP}, {
        "rule": "rising", "which": 0, "a": "x", "b": 1, "positive": [LEAF, VALUE], "then": {
            "rule": "factor", "defined": [by("differ", sign=1, then=LEAF)], "over": 1, "by": -1,
            "equal": IDENTITY, "signs": [VALUE, VALUE]}}, False),
    "entry: the same": (["=", ["matrix", [["x", 1]]], ["matrix", [["x", 2]]]], {"x": UP}, {
        "rule": "entry", "which": 0, "point": {"x": "1"}, "unknown": {}}, True),
    "entry: from behind": (["=", ["matrix", [["x", 1]]], ["matrix", [["x", 1]]]], {"x": UP}, {
        "rule": "entry", "which": -3, "point": {"x": "1"}, "unknown": {}}, True),
    "entry: outside": (["=", ["matrix", [[["abs", "x"]]]], ["matrix", [["x"]]]], {"x": UP}, {
        "rule": "entry", "which": 0, "point": {"x": "-1"}, "unknown": {}}, True),
    "entry: another value for a variable": (
        ["=", ["matrix", [[["abs", "x"]]]], ["matrix", [["x"]]]], {"x": UP}, {
            "rule": "entry", "which": 0, "point": {"x": "1"}, "unknown": {"x": "-1"}}, True),
    "point: outside": ([">", "x", 0], {"x": UP}, {"rule": "point", "point": {"x": "0"}}, True),
    "point: where it holds": ([">", "x", 0], {"x": UP}, {"rule": "point", "point": {"x": "1"}},
                              True),
    "point: not defined there": ([">=", ["/", "x", "x"], 1], {"x": ALL},
                                 {"rule": "point", "point": {"x": "0"}}, True),
    "point: half a point": ([">", ["*", "x", "y"], 0], {"x": UP, "y": UP},
                            {"rule": "point", "point": {"x": "1"}}, True),
    "exp: a name that is there": ([">", "b", "c"], {"b": ALL, "c": ALL}, {
        **EXP, "of": {"b": "c"}, "then": relation(LEAF)}, False),
    "exp: the name of any number": (["=", ["exp", "b"], "z"], {"b": ALL, "z": "C"}, {
        **EXP, "of": {"b": "z"}, "then": relation(IDENTITY, LEAF)}, False),
    "exp: a factor above 1": ([">", ["exp", "b"], 1], {"b": ALL}, {
        **EXP, "then": relation(LEAF, LEAF)}, False),
    "exp: no scale": ([">", ["exp", "b"], 1], {"b": ALL}, {
        **EXP, "k": 0, "then": relation(LEAF, LEAF)}, False),
    "power: of what may be negative": ([">=", "b", 0], {"b": ALL}, {
        **EXP, "rule": "power", "k": 2, "then": relation(LEAF)}, False),
    "scale: of what may be negative": ([">=", "b", 0], {"b": ALL, "c": UP}, {
        "rule": "scale", "of": {"b": "X"}, "k": "c", "then": relation(LEAF)}, False),
    "scale: by what may be zero": ([">", ["*", "b", "c"], 0], {"b": UP, "c": FROM_0}, {
        "rule": "scale", "of": {"b": "X"}, "k": "c", "then": relation(LEAF)}, False),
    "scale: of a part of the line": ([">=", "b", 1], {"b": UP, "c": UP}, {
        "rule": "scale", "of": {"b": "X"}, "k": "b", "then": relation(LEAF)}, False),
    "near: x -> 1": (["limit", "x", {"x": "0"}, 1], {"x": UP}, bounded(LEAF, K=4), False),
    "near: a constant that isn't": (["limit", "x", {"x": "0"}, 1], {"x": UP},
                                    bounded(LEAF, K=["^", "x", 2]), False),
    "near: one side of two": (["limit", ["abs", "x"], {"x": "0"}, "x"], {"x": ALL},
                              bounded(LEAF, K=1), False),
    "near: an end that isn't there": (["limit", "x", {"x": "oo"}, 0], {"x": ["0", True, "1", True]},
                                      bounded(LEAF, K=1), False),
    "near: a rest that grows": (["O", "x", {"x": "0"}, 1, ["/", 1, "x"]], {"x": UP}, {
        "rule": "near", "defined": [by("differ", sign=1, then=LEAF)],
        "bound": {**NEAR_0, "K": 4, "sides": [LEAF]}}, False),
    "near: a rest as large as what leads": (["O", ["*", 2, "x"], {"x": "0"}, "x", "x"], {"x": UP},
                                            bounded(LEAF, K=4), False),
    "near: a last term of another order": (
        ["o", ["*", 2, ["^", "x", 2]], {"x": "0"}, ["^", "x", 2], "x"], {"x": UP},
        bounded(LEAF, K=4), False),
    "continuous: another value": (["limit", "x", {"x": "0"}, 1], {"x": UP},
                                  extended(side("x")), False),
    "continuous: not there": (["limit", ["/", "x", "x"], {"x": "0"}, 0], {"x": UP}, {
        "rule": "continuous", "defined": [by("differ", sign=1, then=LEAF)], "limit": {
            **NEAR_0, "sides": [side(["/", "x", "x"], IDENTITY, by("differ", sign=1, then=LEAF))]},
    }, False),
    "continuous: another term": (["limit", "x", {"x": "0"}, 1], {"x": UP},
                                 extended(side(1)), False),
    "expanded: another value": (["limit", "x", {"x": "0"}, 1], {"x": UP},
                                expanded("x", 1), False),
    "other: the same": (["limit", "x", {"x": "0"}, 0], {"x": UP}, {
        "rule": "other", "limit": 0, **NOWHERE, "then": extended(side("x"))}, True),
    "other: not the limit": (["limit", "x", {"x": "0"}, 0], {"x": UP}, {
        "rule": "other", "limit": 1, **NOWHERE, "then": extended(side("x"))}, True),
    "path: the same limit": (["limit", ["+", "x", "y"], {"x": "0", "y": "0"}, 0], XY, {
        "rule": "path", **NEAR_0, "side": 0, "path": {"x": ["1", 1], "y": ["1", 1]}, "name": "x",
        "until": "1/4", "limit": 1, "defined": [], "point": {},
        "then": extended(side(["*", 2, "x"]))}, True),
    "path: that leaves the domain": (["limit", "x", {"x": "0"}, 0], {"x": ["0", True, "1", True]}, {
        "rule": "path", **NEAR_0, "side": 0, "path": {"x": ["100", 1]}, "name": "x", "until": "1",
        "limit": 1, "defined": [], "point": {}, "then": extended(side("x"))}, True),
    "and: a part without proof": (["and", ["=", 0, 0], ["=", 0, 1]], {},
                                  {"parts": [relation(IDENTITY)]}, False),
    "and: a part from behind": (["and", ["=", 0, 1], ["=", 0, 0]], {}, {
        "part": -2, "then": {"rule": "point", "point": {}}}, True),
    "limits: another one between": (["limits", "x", [{"x": "0"}, {"y": "0"}], 1],
                                    {"x": UP, "y": UP}, {
        "inner": 1, "first": extended(side("x")), "then": extended(side(1))}, False),
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE)
def test_no_rule_proves_what_is_false(name: str) -> None:
    where, given, relation_, term, tree = FALSE[name]
    with pytest.raises((KeyError, TypeError, ValueError)):
        prove(Goal(box_of(where), given, relation_, term), tree)


@pytest.mark.parametrize("name", UNTRUE)
def test_no_statement_is_judged_wrongly(name: str) -> None:
    statement, where, tree, refute = UNTRUE[name]
    with pytest.raises((KeyError, TypeError, ValueError)):
        holds((statement, where, {}, TABLES), tree, refute)


def test_each_rule_has_its_trap() -> None:
    trapped = {name.partition(":")[0] for name in FALSE}
    assert trapped == set(rules._RULES)
    trapped = {name.partition(":")[0] for name in UNTRUE} - {"and", "limits"}
    assert trapped == {*judging._PROVING, *judging._REFUTING, *judging._RENAMING}
