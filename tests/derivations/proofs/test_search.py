"""The search proves what is true, without hints, and nothing that is false."""

from typing import Any

import pytest

from beyondthermal.derivations.proofs.questions import tables
from beyondthermal.derivations.proofs.search import find
from beyondthermal.derivations.verify.judging import holds
from beyondthermal.derivations.verify.polynomials import BadProofError

ALL, UP = ["-oo", True, "oo", True], ["0", True, "oo", True]
FROM_0 = ["0", False, "oo", True]
RATES = dict.fromkeys(("gamma_plus", "gamma_A", "gamma_S"), UP)
X, XY = {"x": UP}, {"x": UP, "y": UP}
R = ["sqrt", ["*", "p_G", "p_E"]]

TRUE: dict[str, tuple[Any, Any, Any]] = {
    "in rates": (["=", "p_G", ["/", "w_G", ["*", 2, "d"]]], RATES, {}),
    "a bound by another name": (["<=", "C", ["abs", ["+", "p_A", ["*", -1, "p_S"]]]], XY, {}),
    "roots of products": (["=", ["*", ["sqrt", "x"], ["sqrt", "y"]], ["sqrt", "P"]], XY, {}),
    "a root of a square": (["=", ["sqrt", ["^", "A", 2]], ["abs", "A"]], XY, {}),
    "the smaller is not larger": (["<=", ["min", "x", "y"], ["/", "S", 2]], XY, {}),
    "a square": ([">=", ["+", ["^", "x", 2], ["^", "y", 2]], ["*", 2, "P"]], XY, {}),
    "digits": (["<", ["exp", ["/", 1, 2]], ["/", 16488, 10000]], {}, {}),
    "a corner": (["limit", "C", {"x": "0", "y": "oo"}, ["/", 1, 2]], XY, {}),
    "a finite point": (["limit", ["/", ["+", ["^", "x", 2], -1], ["+", "x", 2]], {"x": "1"}, 0],
                       X, {}),
    "an order": (["O", ["/", 1, ["+", 1, "x"]], {"x": "0"}, ["+", 1, ["*", -1, "x"]],
                  ["^", "x", 2]], X, {}),
    "a part that is nearly the last": (
        ["o", ["sqrt", ["+", 1, "x"]], {"x": "0"}, ["+", 1, ["/", "x", 2]], ["/", "x", 2]], X, {}),
    "nearly equal": (["~", ["+", "x", ["^", "x", 2]], "x", {"x": "0"}], X, {}),
    "equations that are one": (["iff", ["=", ["*", "x", "A"], 0], ["=", ["/", "A", "S"], 0]],
                               XY, {}),
    "inequalities that are one": (["iff", [">", ["/", "x", "y"], 1], [">", "x", "y"]], XY, {}),
    "a root of a cubic": (["iff", ["=", ["+", ["^", "x", 3], ["*", -6, "x"], -6], 0],
                           ["=", "x", ["+", ["cbrt", 2], ["cbrt", 4]]]], X, {}),
    "cube roots": (["=", ["*", ["cbrt", 2], ["cbrt", 4]], 2], {}, {}),
    "a limit that is infinite": (["limit", ["/", ["log", "x"], "x"], {"x": "0"}, "-oo"], X, {}),
    "a production without a bound": (["limit", "sigma", {"beta_A": "oo"}, "oo"],
                                     {"beta_A": FROM_0, "beta_S": FROM_0},
                                     {}),
    "the logarithmic mean": ([">=", ["*", ["+", ["log", "x"], ["*", -1, ["log", "y"]]], "A"],
                              ["/", ["*", 2, ["^", "A", 2]], "S"]], XY, {}),
    "any numbers": (["=", ["*", ["+", "z", "w"], ["+", "z", ["*", -1, "w"]]],
                     ["+", ["^", "z", 2], ["*", -1, ["^", "w", 2]]]], {"z": "C", "w": "C"}, {}),
}  # fmt: skip

FALSE: dict[str, tuple[Any, Any, Any]] = {
    "inequalities that aren't one": (["iff", [">", "x", 1], [">", ["^", "x", 2], "x"]],
                                     {"x": ALL}, {}),
    "another root of a cubic": (["iff", ["=", ["+", ["^", "x", 3], ["*", -6, "x"], -5], 0],
                                 ["=", "x", ["+", ["cbrt", 2], ["cbrt", 4]]]], X, {}),
    "cube roots of what is negative": (["=", ["^", ["cbrt", "x"], 3], "x"], {"x": ALL}, {}),
    "the other infinity": (["limit", ["/", ["log", "x"], "x"], {"x": "0"}, "oo"], X, {}),
    "infinite from one side": (["limit", ["/", 1, "x"], {"x": "0"}, "oo"],
                               {"x": ["-1", True, "oo", True]}, {}),
    "a finite limit called infinite": (["limit", "C", {"x": "0"}, "oo"], XY, {}),
    "less than the logarithmic mean": (
        [">=", ["*", ["+", ["log", "x"], ["*", -1, ["log", "y"]]], "A"],
         ["/", ["*", 3, ["^", "A", 2]], "S"]], XY, {}),
    "not nearly equal": (["~", ["+", "x", ["^", "x", 2]], ["*", 2, "x"], {"x": "0"}], X, {}),
    "another coefficient": (["=", "p_G", ["/", "w_G", "d"]], RATES, {}),
    "a bound that is too low": (["<=", "C", ["/", ["abs", ["+", "p_A", ["*", -1, "p_S"]]], 2]],
                                XY, {}),
    "a root without its modulus": (["=", ["sqrt", ["^", "A", 2]], "A"], XY, {}),
    "the larger is not smaller": (["<=", ["max", "x", "y"], ["/", "S", 2]], XY, {}),
    "strict where it is equal": ([">", ["+", ["^", "x", 2], ["^", "y", 2]], ["*", 2, "P"]], XY, {}),
    "a digit": (["<", ["exp", ["/", 1, 2]], ["/", 16487, 10000]], {}, {}),
    "another corner": (["limit", "C", {"x": "0", "y": "0"}, ["/", 1, 2]], XY, {}),
    "a limit that isn't one": (["limit", ["/", "x", "S"], {"x": "0", "y": "0"}, ["/", 1, 2]],
                               XY, {}),
    "an order too small": (["O", ["/", 1, ["+", 1, "x"]], {"x": "0"}, ["+", 1, ["*", -1, "x"]],
                            ["^", "x", 3]], X, {}),
    "an order that says nothing": (["O", "x", {"x": "0"}, 1, 1], X, {}),
    "nowhere defined": (["=", ["^", ["sqrt", ["*", -1, "x"]], 2], ["*", -1, "x"]], X, {}),
    "complex numbers in order": ([">=", ["^", "z", 2], 0], {"z": "C"}, {}),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_what_is_true_is_proved_and_not_refuted(name: str) -> None:
    assert find(*TRUE[name], tables()) is not None
    assert find(*TRUE[name], tables(), refute=True) is None


@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_is_not_proved(name: str) -> None:
    assert find(*FALSE[name], tables()) is None


@pytest.mark.parametrize("name", ["another coefficient", "a digit", "a root without its modulus"])
def test_a_point_refutes_what_is_false(name: str) -> None:
    tree = find(*FALSE[name], tables(), refute=True)
    assert tree is not None
    assert tree["rule"] == "point"


def test_the_search_is_the_same_each_time_and_bounded() -> None:
    question = (["<", "C", ["/", 1, 2]], XY, {}, tables())
    assert find(*question) == find(*question) is not None
    assert find(*question, steps=1000) is None


@pytest.mark.parametrize("other", ["-oo", 0, 7, "x", ["*", -1, "oo"]], ids=str)
def test_a_tree_of_an_infinite_limit_shows_no_other_one(other: Any) -> None:
    term = ["/", 1, "x"]
    tree = find(["limit", term, {"x": "0"}, "oo"], X, {}, tables())
    with pytest.raises(BadProofError):
        holds((["limit", term, {"x": "0"}, other], X, {}, tables()), tree)
