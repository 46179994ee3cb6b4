"""Complex numbers, determinants and other values of names: traps, and a judge of another kind."""

import cmath
import random
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from beyondthermal.derivations.proofs.search import find
from beyondthermal.derivations.verify.goals import Goal
from beyondthermal.derivations.verify.judging import holds
from beyondthermal.derivations.verify.leaves import box_of
from beyondthermal.derivations.verify.operators.unfolding import Names
from beyondthermal.derivations.verify.polynomials import BadProofError
from beyondthermal.derivations.verify.ratios import is_zero
from beyondthermal.derivations.verify.rules import prove

ALL, UP = ["-oo", True, "oo", True], ["0", True, "oo", True]
Z, ZW = {"z": "C"}, {"z": "C", "w": "C"}
TABLES: dict[str, Any] = {"definitions": {}, "matrices": {}, "models": {}}
I_PHI = ["*", ["i"], "phi"]


def conj(part: Any) -> list[Any]:
    return ["conj", part]


def minus(a: Any, b: Any) -> list[Any]:
    return ["+", a, ["*", -1, b]]


MATRIX = ["matrix", [["z", 1], [conj("z"), "w"]]]
DIAGONAL = ["matrix", [["x", 0], [0, "y"]]]
# Statement, domain, what names stand for.
TRUE: dict[str, tuple[Any, Any, Any]] = {
    "a modulus squared": (["=", ["^", ["abs", "z"], 2], ["*", "z", conj("z")]], Z, {}),
    "a modulus of a product": (
        ["=", ["abs", ["*", "z", "w"]], ["*", ["abs", "z"], ["abs", conj("w")]]], ZW, {}),
    "a modulus of a difference": (
        ["=", ["abs", minus("z", "w")], ["abs", minus(conj("w"), conj("z"))]], ZW, {}),
    "a modulus is a bound": ([">=", ["+", ["abs", "z"], ["*", 2, ["abs", "w"]]], 0], ZW, {}),
    "the larger of two moduli": ([">=", ["max", ["abs", "z"], ["abs", "w"]], ["abs", "z"]], ZW, {}),
    "a real number is its own conjugate": (["=", conj(["*", "x", "z"]), ["*", "x", conj("z")]],
                                           {"x": ALL, **Z}, {}),
    "a sum of squares of moduli": (
        ["=", ["abs", ["+", ["*", "z", conj("z")], ["^", "x", 2]]],
         ["+", ["^", ["abs", "z"], 2], ["^", "x", 2]]], {"x": ALL, **Z}, {}),
    "a phase has modulus one": (["=", ["abs", ["*", "x", ["exp", I_PHI]]], "x"],
                                {"x": UP, "phi": ALL}, {}),
    "a phase and its conjugate": (["=", ["*", ["exp", I_PHI], conj(["exp", I_PHI])], 1],
                                  {"phi": ALL}, {}),
    "a determinant": (["=", ["det", MATRIX], minus(["*", "z", "w"], conj("z"))], ZW, {}),
    "an exponential of a matrix": (
        ["=", ["*", ["exp", DIAGONAL], ["exp", ["*", -1, DIAGONAL]]], 1], {"x": ALL, "y": ALL}, {}),
    "an inverse": (["=", ["*", ["inverse", DIAGONAL], DIAGONAL], 1], {"x": UP, "y": UP}, {}),
    "other values": (["=", ["of", "f", {"x": "y", "y": "x"}], ["*", -1, "f"]],
                     {"x": ALL, "y": ALL}, {"f": minus("x", "y")}),
    "a number that is 1 × 1": ([">", ["*", ["matrix", [["x", 1]]], ["matrix", [["x"], [1]]]], 0],
                               {"x": UP}, {}),
}  # fmt: skip
SQUARES = ["+", ["^", "z", 2], ["^", "w", 2]]
FALSE: dict[str, tuple[Any, Any, Any]] = {
    "a sum of squares of complex numbers": (["=", ["abs", SQUARES], SQUARES], ZW, {}),
    "a square and one": (["=", ["abs", ["+", 1, ["^", "z", 2]]], ["+", 1, ["^", "z", 2]]], Z, {}),
    "a square and a conjugate's": (
        ["=", ["abs", ["+", ["^", "z", 2], ["^", conj("z"), 2]]],
         ["+", ["^", "z", 2], ["^", conj("z"), 2]]], Z, {}),
    "a complex value for a real variable": (["=", ["of", conj("x"), {"x": "z"}], "z"],
                                            {"x": ALL, **Z}, {}),
    "a conjugate is another number": (["=", conj("z"), "z"], Z, {}),
    "a modulus isn't its square's root": (["=", ["^", ["abs", "z"], 2], ["^", "z", 2]], Z, {}),
    "a modulus of a sum": (["=", ["abs", ["+", "z", "w"]], ["+", ["abs", "z"], ["abs", "w"]]],
                           ZW, {}),
    "a modulus of a number of any sign": (["=", ["abs", ["*", "x", "z"]], ["*", "x", ["abs", "z"]]],
                                          {"x": ALL, **Z}, {}),
    "strictly, a modulus": ([">", ["abs", "z"], 0], Z, {}),
    "complex numbers in order": ([">=", ["*", "z", "z"], 0], Z, {}),
    "a phase is no sign": ([">", ["exp", I_PHI], 0], {"phi": ALL}, {}),
    "a phase isn't one": (["=", ["exp", I_PHI], 1], {"phi": ALL}, {}),
    "a phase turned back": (["=", ["exp", I_PHI], ["exp", ["*", -1, I_PHI]]], {"phi": ALL}, {}),
    "a root of a complex number": (["=", ["^", ["sqrt", "z"], 2], "z"], Z, {}),
    "an exponential of a complex number": (["=", ["abs", ["exp", "z"]], ["exp", ["abs", "z"]]],
                                           Z, {}),
    "a determinant of another sign": (["=", ["det", MATRIX], minus(conj("z"), ["*", "z", "w"])],
                                      ZW, {}),
    "a determinant of rows": (["=", ["det", ["matrix", [["z", 1]]]], "z"], Z, {}),
    "an inverse of zero": (["=", ["*", ["inverse", DIAGONAL], DIAGONAL], 1],
                           {"x": ALL, "y": UP}, {}),
    "an exponential entry by entry": (["=", ["exp", ["matrix", [[0, "x"], ["x", 0]]]],
                                       ["matrix", [[1, ["exp", "x"]], [["exp", "x"], 1]]]],
                                      {"x": ALL}, {}),
    "other values of what is none": (["=", ["of", "f", {"f": 1}], 1], {"x": ALL}, {"f": "x"}),
    "one value after the other": (["=", ["of", "f", {"x": "y", "y": "x"}], 0],
                                  {"x": ALL, "y": ALL}, {"f": minus("x", "y")}),
    "values without the others": ([">", ["of", ["/", 1, "x"], {"x": 0}], 0], {"x": UP}, {}),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_what_is_true_is_proved(name: str) -> None:
    assert find(*TRUE[name], TABLES) is not None
    assert find(*TRUE[name], TABLES, refute=True) is None


@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_is_not_proved(name: str) -> None:
    assert find(*FALSE[name], TABLES) is None


def test_no_tree_brings_a_modulus_of_its_own() -> None:
    """("modulus", 1, -1) would have the square -1."""
    forged = ["modulus", 1, -1]
    for rule in (
        {"rule": "sum", "parts": [[minus("x", forged), ">=", {"rule": "value"}],
                                  [forged, ">", {"rule": "root"}]]},
        {"rule": "replace", "term": "x", "to": forged, "defined": [],
         "equal": {"rule": "identity"}, "then": {"rule": "root"}},
    ):  # fmt: skip
        with pytest.raises(ValueError, match="a new modulus"):
            prove(Goal(box_of({"x": ALL}), (), ">", "x"), rule)


def test_no_tree_takes_a_complex_number_for_a_real_one() -> None:
    """√z² = |z| holds of real numbers."""
    tree = {"rule": "replace", "term": "z", "to": ["abs", "z"], "defined": [],
            "equal": {"rule": "identity"}, "then": {"rule": "identity"}}  # fmt: skip
    with pytest.raises(ValueError, match="abs of what isn't real"):
        prove(Goal({}, (), "=", "z"), tree)


def test_a_complex_entry_refutes() -> None:
    """Entries that differ by a phase, or by i."""
    for other, where in ((["*", ["i"], "x"], {"x": UP}), (["*", "x", ["exp", I_PHI]],
                                                          {"x": UP, "phi": ALL})):  # fmt: skip
        statement = ["=", ["matrix", [[other, 0]]], ["matrix", [[["*", 2, "x"], 0]]]]
        tree = {"rule": "entry", "which": 0, "point": dict.fromkeys(where, "0") | {"x": "1"},
                "unknown": {}}  # fmt: skip
        holds((statement, where, {}, TABLES), tree, True)


# A judge that shares nothing with the checker: the same terms in complex floating point.


def value(term: Any, names: Mapping[str, complex]) -> complex:
    if isinstance(term, int):
        return complex(term)
    if isinstance(term, str):
        return names[term]
    head, *rest = term
    if head == "^":
        return value(rest[0], names) ** rest[1]
    found = [value(part, names) for part in rest]
    match head:
        case "+":
            return sum(found)
        case "*":
            return complex(np.prod(found))
        case "i":
            return 1j
        case "conj":
            return found[0].conjugate()
        case "modulus":
            return complex(abs(found[0]))
        case _:
            function = {"abs": abs, "exp": cmath.exp}[head]
            return complex(function(found[0]))


def a_term(chance: random.Random, depth: int) -> Any:
    """A random term of real and complex numbers, as the checker unfolds it."""
    if depth == 0:
        return chance.choice(["x", "z", "w", ["i"], 2, conj("z"), conj("w")])
    head = chance.choice(["+", "*", "+", "*", "abs", "conj", "phase", "^"])
    parts = [a_term(chance, depth - 1) for _ in range(2)]
    if head == "phase":
        return ["*", parts[0], ["exp", ["*", ["i"], "x"]]]
    if head == "^":
        return [head, parts[0], 2]
    return [head, *parts] if head in "+*" else [head, parts[0]]


def test_what_the_algebra_calls_zero_is_zero_and_what_it_does_not_is_not() -> None:
    """Random terms against their conjugates' conjugates, squares, and other random terms."""
    chance, seen = random.Random(3), {True: 0, False: 0}
    where = {"x": ALL, **ZW}
    for _ in range(600):
        names = Names(TABLES, where, {})
        one = a_term(chance, chance.choice([1, 2, 3]))
        other = chance.choice([
            ["conj", ["conj", one]], ["^", ["abs", one], 2], ["*", one, conj(one)],
            a_term(chance, 2), ["*", ["i"], one], conj(one), ["abs", one],
        ])  # fmt: skip
        left = ["^", ["abs", one], 2] if chance.random() < 0.4 else one
        term = names(minus(left, other))
        try:
            is_seen = is_zero(term)
        except BadProofError:  # the modulus of a sum with exp(-iφ), which isn't taken
            continue
        worst = 0.0
        for _ in range(4):
            at = {"x": complex(chance.gauss(0, 1)),
                  **{n: complex(chance.gauss(0, 1), chance.gauss(0, 1)) for n in "zw"}}  # fmt: skip
            worst = max(worst, abs(value(term, at)))
        assert not (is_seen and worst > 1e-9), term
        seen[is_seen] += 1
    assert min(seen.values()) > 100
