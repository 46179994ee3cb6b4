"""A derivation of twenty claims of all kinds, with the trees that the search finds."""

from functools import cache
from typing import Any

from beyondthermal.derivations.proofs.questions import tables
from beyondthermal.derivations.proofs.search import find

__all__ = ["BETAS", "CLAIMS", "INVERTED", "document"]

ALL, UP = ["-oo", True, "oo", True], ["0", True, "oo", True]
THERMAL, INVERTED = ["0", False, "oo", True], ["-oo", True, "0", False]
BELOW = ["-oo", True, "0", True]
FACTORS, BETAS = {"x": UP, "y": UP}, {"beta_A": ALL, "beta_S": ALL}
HALF = ["exp", ["*", ["/", -1, 2], "beta_S"]]
THIRD = ["/", 1, 3]
ONSET = ["log", ["+", 4, ["*", 2, ["sqrt", 5]]]]
AT_THE_EDGE = [
    "max", 0,
    ["/", ["+", ["/", ["abs", ["*", "y", ["+", "y", -2]]], 2],
           ["*", -1, "y", ["sqrt", ["+", "y", 2]]]],
     ["+", 1, ["^", "y", 2], ["*", ["/", 3, 2], "y"]]],
]  # fmt: skip
A12 = ["and",
       ["=", "N1", ["abs", ["*", "A", ["+", ["/", "S", 2], -1]]]],
       ["=", "d", ["+", 1, ["^", "S", 2], ["*", ["/", 1, 2], "S", ["+", "P", 3]], ["*", -1, "P"]]],
       ]  # fmt: skip
PRINTED_A10 = ["and",
               ["=", "d", ["/", ["+", "w_G", "w_S", "w_A", "w_E"], 2]],
               ["=", "N1", ["abs", ["*", ["+", "x", ["*", -1, "y"]], ["+", "x", "y", -2]]]],
               ]  # fmt: skip
PRINTED_A13 = ["*", ["/", 2, 3], ["+", ["/", 1, 2], ["*", -1, HALF]]]
CORRECTED = ["+", THIRD, ["*", ["/", -2, 3], ["sqrt", 2], HALF]]
BOTH_WAYS = ["and",
             ["=", ["+", ["*", "c_1", "c_1_dagger"], ["*", "c_1_dagger", "c_1"]], 1],
             ["=", ["*", "J_S", "ket_A"], 0],
             ]  # fmt: skip
ANY = [[f"r_{i}{j}" for j in range(4)] for i in range(4)]
SANDWICH = ["=", ["vec", ["*", "J_S", "any_rho", "J_A"]],
            ["*", ["tensor", "J_S", ["dag", "J_A"]], ["vec", "any_rho"]]]  # fmt: skip

HERMITIAN = {"hermitian": [["a", "c"], [["conj", "c"], "a"]]}
EIGENVALUES = ["=", ["det", ["+", "Lambda", ["*", -1, "hermitian"]]],
               ["*", ["+", "Lambda", ["*", -1, "a"], ["*", -1, ["abs", "c"]]],
                ["+", "Lambda", ["*", -1, "a"], ["abs", "c"]]]]  # fmt: skip
TURNED = {"turned": ["*", "x", ["exp", ["*", ["i"], "phi"]]]}
# Cardano's two numbers, and the cubic of the onset.
CUBES = {
    f"u_{k}": ["cbrt", ["+", ["/", 2872, 27], ["*", ["/", sign * 32, 9], ["sqrt", 78]]]]
    for k, sign in enumerate((1, -1))
}
CUBIC = ["+", ["^", "y", 3], ["*", -13, ["^", "y", 2]], ["*", -9, "y"], -11]
CARDANO = ["and",
           ["=", ["*", ["^", "u_0", 3], ["^", "u_1", 3]], ["^", ["/", 196, 9], 3]],
           ["iff", [">", CUBIC, 0], [">", "y", ["+", ["/", 13, 3], "u_0", "u_1"]]],
           ["<", ["log", ["+", ["/", 13, 3], "u_0", "u_1"]], ["/", 2619, 1000]],
           ]  # fmt: skip
LOGARITHMS = ["+", ["log", "x"], ["*", -1, ["log", "y"]]]
# Name, domain, what names stand for, statement; those that are refuted have it in their name.
CLAIMS: tuple[tuple[str, Any, Any, Any], ...] = (
    ("A9", BETAS | {"gamma_plus": UP}, {}, ["=", "C", ["*", 2, ["max", 0, ["+", ["abs", "rho_c"],
     ["*", -1, ["sqrt", "rho_00"], ["sqrt", "rho_11"]]]]]]),
    ("A12", FACTORS, {}, A12),
    ("bound-thermal", dict.fromkeys(BETAS, THERMAL), {}, ["<", "C", THIRD]),
    ("bound-inverted", dict.fromkeys(BETAS, INVERTED), {}, ["=", "C", 0]),
    ("inversion", dict.fromkeys(BETAS, BELOW), {},
     ["and", [">", "p_E", "p_G"], [">", "p_E", "p_S"]]),
    ("edge", BETAS, {}, ["limit", "C", {"beta_A": "-oo"}, AT_THE_EDGE]),
    ("cold", {"y": UP}, {"x": 0}, ["limit", "C", {"y": "oo"}, ["/", 1, 2]]),
    ("one-by-one", FACTORS, {}, ["limits", "C", [{"y": "oo"}, {"x": "0"}], ["/", 1, 2]]),
    ("A13-refuted", {"beta_S": ALL}, {"beta_A": 0},
     ["o", "C", {"beta_S": "oo"}, PRINTED_A13, HALF]),
    ("A13-corrected", {"beta_S": ALL}, {"beta_A": 0},
     ["O", "C", {"beta_S": "oo"}, CORRECTED, ["exp", ["*", -1, "beta_S"]]]),
    ("A10-refuted", FACTORS, {}, PRINTED_A10),
    ("balanced", {"x": UP}, {"y": "x"}, ["=", "C", 0]),
    ("onset", {}, {}, ["and", [">=", ONSET, ["/", 2136, 1000]], ["<", ONSET, ["/", 2137, 1000]]]),
    ("cardano", {"y": UP}, CUBES, CARDANO),
    ("modes", {}, {}, BOTH_WAYS),
    ("sandwich", {}, {"any_rho": ANY}, SANDWICH),
    ("eigenvalues", {"Lambda": ALL, "a": ALL, "c": "C"}, HERMITIAN, EIGENVALUES),
    ("phase", {"x": UP, "phi": ALL}, TURNED, ["=", ["abs", "turned"], "x"]),
    ("rises", FACTORS, {}, [">=", ["*", LOGARITHMS, ["+", "x", ["*", -1, "y"]]], 0]),
    ("rising", FACTORS, {}, ["iff", [">", ["log", "x"], ["log", "y"]], [">", "x", "y"]]),
)  # fmt: skip


@cache
def document() -> dict[str, Any]:
    """The derivation, as `json.load` would have it. Nobody may change it."""
    results = []
    for name, where, at, statement in CLAIMS:
        refuted = name.endswith("-refuted")
        tree = find(statement, where, at, tables(), refute=refuted)
        assert tree is not None, name
        verdict = "refuted" if refuted else "proved"
        results.append({"name": name, "verdict": verdict, "statement": statement,
                        "where": where, "at": at, "tree": tree})  # fmt: skip
    return {**tables(), "results": results}
