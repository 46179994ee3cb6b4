"""Results of `beyondthermal check` for programs: JSON, JUnit XML, SARIF, GitHub's annotations."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from beyondthermal.derivations.streams import AS_JSON, IN_ASCII, printable
from beyondthermal.symbolic.prose import several

__all__ = ["ESCAPES", "FORMATS", "message", "to_github", "to_json", "to_junit", "to_sarif"]

Data = dict[str, Any]
_URI = "https://doi.org/10.1103/PhysRevLett.120.063604"


def message(result: Data) -> str:
    """What came of a claim that didn't come to what was expected, for people."""
    if result.get("slip"):
        return f"not read\n{result['explanation']}"
    verdict = f"{result['verdict']}, but {result['expected']} was expected"
    if "explanation" in result:
        return f"{verdict}\n{result['explanation']}"
    return f"{verdict}: {result['method']}"


def to_json(results: Sequence[Data]) -> str:
    """Everything, as a list."""
    return json.dumps(results, ensure_ascii=False, indent=1) + "\n"


def to_junit(results: Sequence[Data]) -> str:
    """JUnit XML: what is refuted is a failure, what is undecided an error.

    XML has no control characters, not even escaped: they are written as `printable` does.
    """
    failed = [r for r in results if not r["as_expected"]]
    open_ = [r for r in failed if r["verdict"] == "inconclusive"]
    suite = ElementTree.Element(
        "testsuite", name="beyondthermal", tests=str(len(results)),
        failures=str(len(failed) - len(open_)), errors=str(len(open_)),
    )  # fmt: skip
    for result in results:
        case = ElementTree.SubElement(
            suite, "testcase", classname="beyondthermal", name=printable(result["name"]),
            time=f"{result['seconds']:.3f}",
        )  # fmt: skip
        if "file" in result:
            case.set("classname", printable(result["file"]))
            case.set("file", printable(result["file"]))
            case.set("line", str(result["line"]))
        if not result["as_expected"]:
            kind = "error" if result["verdict"] == "inconclusive" else "failure"
            said = f"{result['verdict']}, expected {result['expected']}: {result['method']}"
            counterexample = json.dumps(result["counterexample"], ensure_ascii=False)
            detail = ElementTree.SubElement(case, kind, message=printable(said))
            detail.text = printable(result.get("explanation", counterexample))
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def to_sarif(results: Sequence[Data]) -> str:
    """SARIF 2.1.0: each claim is a rule, and a result if it is not as expected."""
    rules = {r["name"]: {"id": r["name"], "shortDescription": {"text": r["says"]}} for r in results}
    driver = {
        "name": "beyondthermal",
        "version": version("beyondthermal"),
        "informationUri": _URI,
        "rules": list(rules.values()),
    }
    failed = [_sarif_result(r, list(rules)) for r in results if not r["as_expected"]]
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": failed}],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _sarif_result(result: Data, rules: Sequence[str]) -> Data:
    found: Data = {
        "ruleId": result["name"],
        "ruleIndex": rules.index(result["name"]),
        "level": "warning" if result["verdict"] == "inconclusive" else "error",
        "message": {"text": message(result)},
    }
    if "file" in result:
        artifact = {"uri": quote(os.fsencode(Path(result["file"]).as_posix()))}
        region = {"startLine": result["line"]}
        found["locations"] = [
            {"physicalLocation": {"artifactLocation": artifact, "region": region}}
        ]
    return found


def to_github(results: Sequence[Data]) -> str:
    """Commands that GitHub turns into annotations of the lines of a pull request."""
    commands = [_annotation(r) for r in results if not r["as_expected"]]
    summary = f"{several(len(results), 'claim')}, {len(commands)} not as expected.\n"
    return "".join(f"{command}\n" for command in commands) + summary


def _annotation(result: Data) -> str:
    properties = {"title": f"{result['name']}: {result['verdict']}"}
    if "file" in result:
        path = Path(result["file"]).as_posix()
        properties = {"file": path, "line": str(result["line"]), **properties}
    listed = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
    return f"::error {listed}::{_escaped(message(result))}"


def _escaped(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


FORMATS: Mapping[str, Callable[[Sequence[Data]], str]] = {
    "json": to_json,
    "junit": to_junit,
    "sarif": to_sarif,
    "github": to_github,
}
# How each writes what the encoding of standard output has not.
ESCAPES: Mapping[str, str] = {
    "json": AS_JSON,
    "junit": "xmlcharrefreplace",
    "sarif": AS_JSON,
    "github": IN_ASCII,
}
