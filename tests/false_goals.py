"""Goals that are false, each with a proof that a sloppier rule of the checker would take."""

from typing import Any

__all__ = [
    "ALL", "FALSE", "FROM_0", "IDENTITY", "LEAF", "ROOT", "UP", "VALUE", "XY", "X", "by",
]  # fmt: skip

# A third of a turn.
TURN = ("/", ("+", -1, ("*", ("i",), ("sqrt", 3))), 2)
XY = {"x": ["0", True, "oo", True], "y": ["0", True, "oo", True]}
ALL, UP, FROM_0 = ["-oo", True, "oo", True], ["0", True, "oo", True], ["0", False, "oo", True]
IDENTITY, ROOT, VALUE = {"rule": "identity"}, {"rule": "root"}, {"rule": "value"}
LEAF = {"rule": "leaf", "tree": "coefficients"}
X = {"x": ALL}


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
