"""Whatever a forger changes in a derivation is named: statements, domains, verdicts, trees."""

import copy
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from derivation_document import BETAS, INVERTED, document
from verified import VERIFY, run

from beyondthermal.derivations.verify.report import check, core

Forgery = Callable[[Any], None]


def claim(d: Any, name: str) -> Any:
    return next(result for result in d["results"] if result["name"] == name)


def _set(*path: Any, to: Any) -> Forgery:
    """Put something else at a place: the claim's name, then the keys down to it."""

    def forge(d: Any) -> None:
        place = claim(d, path[0])
        for key in path[1:-1]:
            place = place[key]
        assert place.get(path[-1]) != to if isinstance(place, dict) else place[path[-1]] != to
        place[path[-1]] = to

    return forge


def _define(name: str, to: Any) -> Forgery:
    return lambda d: d["definitions"].__setitem__(name, to)


def _everywhere(rule: str, change: Callable[[dict[str, Any]], None]) -> Forgery:
    """Change each use of a rule, of which there has to be one."""

    def forge(d: Any) -> None:
        found = [t for t in _nodes(d["results"]) if isinstance(t, dict) and t.get("rule") == rule]
        assert found
        for tree in found:
            change(tree)

    return forge


def _nodes(data: Any) -> Iterator[Any]:
    yield data
    for part in data.values() if isinstance(data, dict) else data if type(data) is list else ():
        yield from _nodes(part)


def _identities(d: Any) -> None:
    for result in d["results"]:
        result["tree"] = {"rule": "relation", "defined": [], "proof": {"rule": "identity"}}


def _swapped(d: Any) -> None:
    one, other = claim(d, "bound-thermal"), claim(d, "bound-inverted")
    one["tree"], other["tree"] = other["tree"], one["tree"]


def _populations_swapped(d: Any) -> None:
    table = d["definitions"]
    table["p_S"], table["p_A"] = table["p_A"], table["p_S"]


NOWHERE = ["/", 1, ["+", "x", ["*", -1, "x"]]]
NO_RANGE = ["NaN", True, "oo", True]
QUARTER, WIDE = ["/", 1, 4], ["-oo", True, "oo", True]
ALONE: dict[str, Forgery] = {
    "nothing": lambda d: d["results"].clear(),
    "a claim twice": lambda d: d["results"].append(copy.deepcopy(d["results"][0])),
    "empty trees": lambda d: [r.__setitem__("tree", {}) for r in d["results"]] and None,
    "trees that are lists": lambda d: [r.__setitem__("tree", []) for r in d["results"]] and None,
    "0 = 0 everywhere": _identities,
    "trees exchanged": _swapped,
    "another bound": _set("bound-thermal", "statement", 2, to=QUARTER),
    "another domain": _set("bound-thermal", "where", "beta_A", to=WIDE),
    "open ends closed": _set("inversion", "where", to=dict.fromkeys(BETAS, INVERTED)),
    "a relation turned": _set("inversion", "statement", 1, to=["<", "p_E", "p_G"]),
    "two names exchanged": _set("inversion", "statement", 1, to=[">", "p_G", "p_E"]),
    "a sign": _set("A12", "statement", 2, 2, 4, to=["*", 1, "P"]),
    "a coefficient": _set("A12", "statement", 2, 2, 1, to=2),
    "refuted called proved": _set("A10-refuted", "verdict", to="proved"),
    "proved called refuted": _set("A12", "verdict", to="refuted"),
    "a tree, but supported": _set("A12", "verdict", to="supported"),
    "an unknown verdict": _set("A12", "verdict", to="true"),
    "the printed formula put right": _set("A10-refuted", "statement", 2, to=["=", "N1", "N1"]),
    "the printed expansion put right": lambda d: claim(d, "A13-refuted").__setitem__(
        "statement", ["o", "C", {"beta_S": "oo"}, claim(d, "A13-corrected")["statement"][3],
                      claim(d, "A13-refuted")["statement"][4]]),
    "the expansion as printed": lambda d: claim(d, "A13-corrected")["statement"].__setitem__(
        3, claim(d, "A13-refuted")["statement"][3]),
    "√3 for √2": _set("A13-corrected", "statement", 3, 2, 2, to=["sqrt", 3]),
    "a smaller rest": _set("A13-corrected", "statement", 4, to=["exp", ["*", -2, "beta_S"]]),
    "a rest that grows": _set("A13-corrected", "statement", 4, to=["exp", "beta_S"]),
    "a rest as large as the last term": _set(
        "A13-corrected", "statement", 4, to=["exp", ["*", ["/", -1, 2], "beta_S"]]),
    "another limit": _set("cold", "statement", 3, to=["/", 1, 3]),
    "another end": _set("edge", "statement", 2, to={"beta_A": "oo"}),
    "an end that isn't reached": _set("cold", "where", "y", to=["0", True, "100", True]),
    "limits the other way": _set(
        "one-by-one", "statement", 2, to=[{"x": "0"}, {"x": "0"}]),
    "another digit": _set("onset", "statement", 2, 2, to=["/", 2136, 1000]),
    "another cubic": _set("cardano", "statement", 2, 1, 1, 4, to=-12),
    "another root": _set("cardano", "statement", 2, 2, 2, 1, to=["/", 14, 3]),
    "a cubic on all of the line": _set("cardano", "where", "y", to=WIDE),
    "the cubic's root from above": _set("cardano", "statement", 2, 2, 0, to="<"),
    "another cube": _set("cardano", "at", "u_0", 1, 1, to=["/", 2873, 27]),
    "the cube root of what is negative": _set(
        "cardano", "at", "u_1", 1, 2, 1, to=["/", -320, 9]),
    "a square root for a cube root": _set("cardano", "at", "u_1", 0, to="sqrt"),
    "another product of the cube roots": _set(
        "cardano", "tree", "parts", 1, "equal", "to", 1, to=["/", 195, 9]),
    "squares for cubes": _everywhere("cubes", lambda t: t.__setitem__("rule", "squares")),
    "another value put in": _set("balanced", "at", "y", to=["*", 2, "x"]),
    "a variable that has a value": _set("balanced", "at", "x", to=1),
    "a sign between operators": _set(
        "modes", "statement", 1, 1, 2, 0, to="+"),
    "an element of a matrix": lambda d: d["matrices"]["c_1_dagger"][0].__setitem__(0, 1),
    "a ket": lambda d: d["matrices"]["ket_A"][1].__setitem__(0, 5),
    "an operator of the sandwich": _set("sandwich", "statement", 1, 1, 3, to="J_S"),
    "C halved": lambda d: d["definitions"].__setitem__("C", ["/", d["definitions"]["C"], 2]),
    "populations exchanged": _populations_swapped,
    "a definition of itself": _define("C", "C"),
    "a name that is defined twice": lambda d: d["matrices"].__setitem__("C", [[1]]),
    "a name that is not defined": _set("bound-thermal", "statement", 1, to="C_2"),
    "a negative exponent": _define("d", ["^", "x", -1]),
    "true for one": _set("bound-thermal", "statement", 2, to=True),
    "a decimal": _set("bound-thermal", "statement", 2, to=0.3),
    "a string for a number": _set("bound-thermal", "statement", 2, to="1/3"),
    "an end that is no number": _set("bound-thermal", "where", "beta_A", to=NO_RANGE),
    "a floating-point end": _set("bound-thermal", "where", "beta_A", to=[0.0, False, "oo", True]),
    "an empty range": _set("bound-thermal", "where", "beta_A", to=["1", True, "0", True]),
    "infinity inside": _set("bound-thermal", "where", "beta_A", to=["0", False, "oo", False]),
    "an unknown relation": _set("bound-thermal", "statement", 0, to="=="),
    "an unknown head": _set("bound-thermal", "statement", 1, to=["sin", "C"]),
    "a complex variable": _set("bound-thermal", "where", "beta_A", to="C"),
    "a division by zero": _set("A12", "statement", 1, to=["=", NOWHERE, NOWHERE]),
    "a choice out of range": _everywhere("choose", lambda t: t.__setitem__("as", 7)),
    "a choice from behind": _everywhere("choose", lambda t: t.__setitem__("as", -1)),
    "one way of two": _everywhere("split", lambda t: t.__setitem__("ways", t["ways"][:1])),
    "no reason": _everywhere("choose", lambda t: t.__setitem__("why", [])),
    "an unknown rule": _everywhere("leaf", lambda t: t.__setitem__("rule", "obvious")),
    "a key too many": _everywhere("leaf", lambda t: t.__setitem__("also", 1)),
    "nothing to be defined": _everywhere("relation", lambda t: t.__setitem__("defined", [])),
    "a point outside": lambda d: _nodes_of(d, "point")[0]["point"].__setitem__("x", "-1"),
    "a point where it holds": lambda d: _nodes_of(d, "point")[0].__setitem__(
        "point", {"x": "1", "y": "1"}),
    "a refutation by the limit zero": lambda d: _nodes_of(d, "other")[0].__setitem__("limit", 0),
}  # fmt: skip


def _nodes_of(d: Any, rule: str) -> list[Any]:
    return [t for t in _nodes(d["results"]) if isinstance(t, dict) and t.get("rule") == rule]


AGAINST: dict[str, Forgery] = {
    "a claim dropped": lambda d: d["results"].pop(3) and None,
    "a tree dropped": _set("A12", "tree", to=None),
    "a weaker statement": _set("bound-thermal", "statement", 0, to="<="),
    "a statement put differently": _set("A12", "statement", 1, to=["=", 0, 0]),
    "a smaller domain": _set("bound-thermal", "where", "beta_A", to=["1", False, "oo", True]),
    "another definition, unused": _define("xi", 7),
    "a model": lambda d: d["models"].__setitem__("other", {}),
    "another display": lambda d: claim(d, "A12").__setitem__("shown", [{"latex": "C = 1"}]),
    "another domain in words": _set("A12", "domain", to="all rates"),
    "a name for a claim": _set("A12", "name", to="A11"),
}


def test_what_the_package_derives_is_expected_unless_told_otherwise(tmp_path: Path) -> None:
    """Nobody can take another derivation for that of the paper."""
    file = tmp_path / "derivation.json"
    file.write_text(json.dumps(document()), encoding="utf-8")
    command = [sys.executable, "-I", "-S", VERIFY, file]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "claims: corner-inf,inf" in done.stdout


def _alone(d: Any, result: Any) -> bool:
    try:
        check(result, d)
    except Exception:
        return False
    return True


def test_what_is_right_is_rechecked(tmp_path: Path) -> None:
    done = run(document(), tmp_path, core(document()))
    assert done.returncode == 0, done.stdout
    assert done.stdout.endswith(" results: 20 re-checked, 0 failures\n")
    assert "bound-thermal: proved, re-checked: C < (1/3), beta_A in [0, oo)" in done.stdout
    assert not done.stderr


@pytest.mark.parametrize("name", ALONE)
@pytest.mark.sweep
def test_a_forged_derivation_fails_by_itself(name: str, tmp_path: Path) -> None:
    d = copy.deepcopy(document())
    ALONE[name](d)
    done = run(d, tmp_path)
    assert done.returncode == 1, done.stdout
    assert not done.stderr


@pytest.mark.parametrize("name", AGAINST)
def test_a_forged_derivation_fails_against_the_statements(name: str, tmp_path: Path) -> None:
    d = copy.deepcopy(document())
    AGAINST[name](d)
    assert run(d, tmp_path, core(document())).returncode == 1


@pytest.mark.parametrize("seed", range(40))
def test_no_damage_to_a_tree_proves_what_is_false(seed: int) -> None:
    """C < 1/4 with the tree of C < 1/3, in which one to three nodes are something else."""
    chance = random.Random(seed)
    d = copy.deepcopy(document())
    for name, statement in (
        ("bound-thermal", ["<", "C", QUARTER]),
        ("inversion", ["and", [">", "p_E", "p_G"], ["<", "p_E", "p_S"]]),
        ("cold", ["limit", "C", {"y": "oo"}, ["/", 1, 3]]),
        ("balanced", ["=", "C", 1]),
    ):
        result = claim(d, name) | {"statement": statement}
        result["tree"] = copy.deepcopy(result["tree"])
        for _ in range(chance.randrange(1, 4)):
            places = [
                (t, key)
                for t in _nodes(result["tree"])
                for key in (t if isinstance(t, dict) else range(len(t)) if type(t) is list else ())
            ]
            node, key = chance.choice(places)
            old = node[key]
            node[key] = chance.choice([None, 0, -1, 1, 7, "oo", [], {}, "x", ["*", -1, old], True])
        assert not _alone(d, result)
