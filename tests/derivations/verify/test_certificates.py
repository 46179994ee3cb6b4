"""The checker names every forgery that a certificate by itself can show."""

from pathlib import Path
from typing import Any

import pytest
from verified import run

from beyondthermal.derivations.verify import holds

X = {"kind": "positive", "relation": ">", "variables": ["x"]}
LINE = {**X, "terms": [["1", [1]]], "box": [["0", True, "oo", True]], "tree": "coefficients"}
CUT = {**LINE, "tree": {"cut": [0, "1"], "below": "coefficients", "above": "coefficients"}}
SAME = {"kind": "identity", "lhs": ["*", "x", ["^", "x", -1]], "rhs": 1}

# Each one differs in one place from what holds.
FORGED: dict[str, Any] = {
    "a repeated exponent": {**LINE, "terms": [["-1", [1]], ["1", [1]]]},
    "a repeated exponent, the other way": {**LINE, "terms": [["2", [0]], ["-1", [0]]]},
    "a negative exponent": {**LINE, "terms": [["2", [0]], ["-1", [-1]]]},
    "an exponent too many": {**LINE, "terms": [["1", [1, 0]]]},
    "true for one": {**LINE, "terms": [["1", [True]]]},
    "a decimal exponent": {**LINE, "terms": [["1", [1.0]]]},
    "a decimal coefficient": {**LINE, "terms": [["0.5", [1]]]},
    "a floating-point coefficient": {**LINE, "terms": [[0.5, [1]]]},
    "not a number": {**LINE, "terms": [["nan", [1]]]},
    "a division by zero": {**LINE, "terms": [["1/0", [1]]]},
    "no terms": {**LINE, "terms": []},
    "a negative coefficient": {**LINE, "terms": [["-1", [1]]]},
    "zero is not positive": {**LINE, "box": [["0", False, "oo", True]]},
    "a wider box": {**LINE, "box": [["-1", True, "oo", True]]},
    "an empty range": {**LINE, "box": [["1", True, "1", True]]},
    "a range turned round": {**LINE, "box": [["2", True, "1", True]]},
    "an end that is infinite and belongs to it": {**LINE, "box": [["0", True, "oo", False]]},
    "an end that is no number": {**LINE, "box": [["0", True, "inf", True]]},
    "a flag that is a number": {**LINE, "box": [["0", 1, "oo", True]]},
    "a box too many": {**LINE, "box": LINE["box"] * 2},
    "a name twice": {**LINE, "variables": ["x", "x"], "box": LINE["box"] * 2,
                     "terms": [["1", [1, 0]]]},
    "an unknown relation": {**LINE, "relation": ">>"},
    "an unknown kind": {**LINE, "kind": "obvious"},
    "an unknown tree": {**LINE, "tree": "clear"},
    "a cut outside": {**CUT, "tree": {**CUT["tree"], "cut": [0, "-1"]}},
    "a cut along nothing": {**CUT, "tree": {**CUT["tree"], "cut": [1, "1"]}},
    "a cut counted from behind": {**CUT, "tree": {**CUT["tree"], "cut": [-1, "1"]}},
    "half a cut": {**CUT, "tree": {"cut": [0, "1"], "below": "coefficients"}},
    "another side": {**SAME, "rhs": 2},
    "a side that divides by zero": {**SAME, "lhs": ["^", 0, -1], "rhs": ["^", 0, -1]},
    "a broken exponent": {**SAME, "lhs": ["^", "x", 0.5], "rhs": ["^", "x", 0.5]},
    "an unknown node": {**SAME, "lhs": ["exp", "x"], "rhs": ["exp", "x"]},
    "true for one in an identity": {**SAME, "rhs": True},
    "nothing": {},
    "no dictionary": [],
}  # fmt: skip


def test_what_is_right_holds() -> None:
    assert holds(LINE)
    assert holds(CUT)
    assert holds(SAME)


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_certificate_is_named(name: str, tmp_path: Path) -> None:
    document = {"definitions": {}, "matrices": {}, "models": {}}
    rest = {"statement": None, "where": {}, "at": {}, "tree": None}
    result = {"name": name, "verdict": "proved", "certificates": [LINE, FORGED[name]], **rest}
    done = run(document | {"results": [result]}, tmp_path)
    assert done.returncode == 1, done.stdout
    assert "1 results: 1 not shown, 1 failures " + name in done.stdout
    assert not done.stderr
