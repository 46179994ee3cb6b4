"""Reads a derivation, re-checks each claim down to the leaves, and says what it saw.

What is printed is made of what was checked. The statements, as data and as they are displayed, the
verdicts, definitions, models and matrices have to be those of a second file, and all of its claims
have to be there: that is `statements.json` beside this file, or one that is given.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .certificates import holds as certificate_holds
from .judging import holds
from .polynomials import METER, need
from .terms import show

__all__ = ["check", "core", "main", "text"]

TABLES = ("definitions", "matrices", "models")
VERDICTS = ("proved", "enclosed", "supported", "inconclusive", "refuted")
_RECHECKED = ("proved", "refuted")
# No tree may keep its referee waiting: products of terms for one result.
_LONGEST = 20_000_000


def check(result: Mapping[str, Any], document: Mapping[str, Any]) -> None:
    """Raise an error unless the result's tree shows its statement, or its negation."""
    verdict = result["verdict"]
    need(verdict in _RECHECKED, f"a tree, but {verdict}")
    statement, where, at = result["statement"], result["where"], result["at"]
    need(type(where) is dict and type(at) is dict, "no tables of names")
    with METER.limited(_LONGEST):
        holds((statement, where, at, document), result["tree"], verdict == "refuted")


def text(result: Mapping[str, Any]) -> str:
    """The statement, what is put in, and its domain, in a line."""
    said = [_statement(result["statement"])]
    said += [f"{name} := {show(term)}" for name, term in result["at"].items()]
    said += [_range(name, side) for name, side in result["where"].items()]
    return ", ".join(said)


def _statement(statement: Any) -> str:
    head, *rest = statement
    if head == "and":
        return " and ".join(map(_statement, rest))
    if head == "iff":
        return " <=> ".join(map(_statement, rest))
    if head == "limits":
        inner, points, value = rest
        for point in points[:-1]:
            inner = f"({_statement(['limit', inner, point, '...'])})"
        return _statement(["limit", inner, points[-1], value])
    point = next((part for part in rest if type(part) is dict), {})
    near = ", ".join(f"{name} -> {end}" for name, end in point.items())
    shown = [show(part) for part in rest if type(part) is not dict]
    if head == "limit":
        return f"{shown[0]} -> {shown[1]} as {near}"
    if head in ("O", "o"):
        return f"{shown[0]} = {shown[1]} + {head}({shown[2]}) as {near}"
    return f" {head} ".join(shown) + (f" as {near}" if near else "")


def _range(name: str, side: Any) -> str:
    if side == "C":
        return f"{name} complex"
    low, low_open, high, high_open = side
    return f"{name} in {'(' if low_open else '['}{low}, {high}{')' if high_open else ']'}"


def core(document: Mapping[str, Any]) -> dict[str, Any]:
    """What has to be the same: tables, and of each claim its statement, display and verdict."""
    claims = {
        result["name"]: {key: result[key] for key in ("statement", "where", "at", "verdict")}
        | {"rechecked": result["tree"] is not None, "displayed": _displayed(result)}
        for result in document["results"]
    }
    return {table: document[table] for table in TABLES} | {"claims": claims}


def _displayed(result: Mapping[str, Any]) -> list[str]:
    """What a reader sees of it."""
    lines = [line["latex"] for key in ("shown", "printed") for line in result.get(key, [])]
    return [*lines, result.get("domain", "")]


def _unlike(document: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[str]:
    """What isn't as in the other file."""
    found, said = core(document), []
    need(set(wanted) == set(found), "no file of statements")
    for table, rows in found.items():
        names = list(dict.fromkeys([*rows, *wanted[table]]))
        said += [f"{table}: {n}" for n in names if not _alike(rows.get(n), wanted[table].get(n))]
    return said


def _alike(one: Any, other: Any) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, in which no key may stand twice."""
    need(len(pairs) == len(dict(pairs)), "a key that stands twice")
    return dict(pairs)


def _load(path: str) -> Any:
    with open(path, encoding="utf-8") as file:
        return json.load(file, object_pairs_hook=_once)


def _judged(result: Mapping[str, Any], document: Mapping[str, Any]) -> tuple[bool, str]:
    """Whether a result is in order, and what to say of it."""
    try:
        need(result["verdict"] in VERDICTS, "an unknown verdict")
        for certificate in result.get("certificates", []):
            need(certificate_holds(certificate), "a certificate that doesn't hold")
        if result["tree"] is None:
            decided = result["verdict"] in _RECHECKED
            return True, "decided, no certificate" if decided else "not re-checked"
        check(result, document)
    except Exception as error:
        return False, f"NOT SHOWN ({type(error).__name__}: {error})"
    return True, "re-checked"


def main(path: str, wanted: str | None = None) -> int:
    """Print a line for each claim, and how many failed; 1 if any did, or if there are none."""
    document = _load(path)
    results, failed, counts = document["results"], [], dict[str, int]()
    for result in results:
        fine, said = _judged(result, document)
        failed += [] if fine else [result["name"]]
        kind = said if fine else "not shown"
        counts[kind] = counts.get(kind, 0) + 1
        shown = text(result) if result.get("statement") else "(nothing that is stated here)"
        print(f"{result['name']}: {result['verdict']}, {said}: {shown}")
    names = [result["name"] for result in results]
    failed += ["no results"] if not names else []
    failed += [f"{name} twice" for name in dict.fromkeys(names) if names.count(name) > 1]
    failed += _unlike(document, _load(wanted)) if wanted else []
    print(f"{len(names)} results:", *(f"{count} {kind}," for kind, count in counts.items()),
          f"{len(failed)} failures", *failed)  # fmt: skip
    return int(bool(failed))


def run() -> int:
    """The command: a derivation, and the statements that it has to be of."""
    arguments = [a for a in sys.argv[1:] if a != "--any"]
    if len(arguments) not in (1, 2):
        print("Usage: python derivations/verify derivation.json [statements.json | --any]")
        return 2
    sys.setrecursionlimit(20_000)
    here = None if "--any" in sys.argv else str(Path(__file__).with_name("statements.json"))
    path, wanted, *_ = *arguments, here
    return main(path, wanted)
