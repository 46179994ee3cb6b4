"""Every format says the same, and nothing in a file can forge what a CI reads."""

import json
import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from beyondthermal.derivations.claims.ci_formats import FORMATS, message, to_github, to_sarif
from beyondthermal.derivations.claims.report import known_format, report
from beyondthermal.derivations.claims.table import print_table

EXPLANATION = "claimed: limit of C as y -> oo is 1/2\nfound:   1, 100%3A\nagain:   x, y: z"


def result(name="one", verdict="refuted", expected="proved", **more):
    return {
        "name": name,
        "says": "what it says",
        "verdict": verdict,
        "expected": expected,
        "as_expected": verdict == expected,
        "method": "two paths",
        "counterexample": {"y": "60"},
        "certificates": [],
        "explanation": EXPLANATION,
        "seconds": 0.25,
        "file": "claims/my first.claims.toml",
        "line": 12,
    } | more


GOOD = result("good", "proved")
BAD = result("bad: a, b")
OPEN = result("open", "inconclusive")
SURPRISE = result("surprise", "proved", "refuted")
OF_THE_PAPER = {k: v for k, v in BAD.items() if k not in ("file", "line", "explanation")}
RESULTS = [GOOD, BAD, OPEN, SURPRISE]


def test_json_is_everything():
    assert json.loads(FORMATS["json"](RESULTS)) == RESULTS


def test_junit_counts_failures_and_errors():
    suite = ElementTree.fromstring(FORMATS["junit"](RESULTS))
    assert {key: suite.get(key) for key in ("tests", "failures", "errors")} == {
        "tests": "4", "failures": "2", "errors": "1",
    }  # fmt: skip
    cases = {case.get("name"): case for case in suite}
    assert [child.tag for case in suite for child in case] == ["failure", "error", "failure"]
    assert cases["bad: a, b"][0].text == EXPLANATION
    assert cases["bad: a, b"].get("file") == BAD["file"]
    assert cases["bad: a, b"].get("line") == "12"
    assert cases["good"].get("time") == "0.250"


def closed(required, **properties):
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


TEXT = closed("text", text={"type": "string", "minLength": 1})
# What SARIF 2.1.0 demands of the objects that we write.
SARIF = closed(
    "version runs",
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"const": "2.1.0"},
    runs={"type": "array", "items": closed(
        "tool results",
        tool=closed("driver", driver=closed(
            "name",
            name={"type": "string"},
            version={"type": "string"},
            informationUri={"type": "string", "format": "uri"},
            rules={"type": "array", "uniqueItems": True, "items": closed(
                "id", id={"type": "string"}, shortDescription=TEXT
            )},
        )),
        results={"type": "array", "items": closed(
            "ruleId message",
            ruleId={"type": "string"},
            ruleIndex={"type": "integer", "minimum": 0},
            level={"enum": ["none", "note", "warning", "error"]},
            message=TEXT,
            locations={"type": "array", "items": closed("physicalLocation", physicalLocation=closed(
                "artifactLocation",
                artifactLocation=closed("uri", uri={"type": "string", "pattern": r"^[^\s\\]+$"}),
                region=closed("startLine", startLine={"type": "integer", "minimum": 1}),
            ))},
        )},
    )},
)  # fmt: skip


def test_sarif_has_the_structure_that_it_must_have():
    document = json.loads(to_sarif([*RESULTS, OF_THE_PAPER]))
    Draft202012Validator(SARIF).validate(document)
    (run,) = document["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["good", "bad: a, b", "open", "surprise"]
    assert [(r["ruleId"], r["level"]) for r in run["results"]] == [
        ("bad: a, b", "error"), ("open", "warning"), ("surprise", "error"), ("bad: a, b", "error"),
    ]  # fmt: skip
    for found in run["results"]:
        assert rules[found["ruleIndex"]] == found["ruleId"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == BAD["file"]
    assert place["region"] == {"startLine": 12}
    assert EXPLANATION in run["results"][0]["message"]["text"]


COMMAND = re.compile(r"::error (?P<properties>[^:]*)::(?P<message>.*)", re.DOTALL)


def annotations(text):
    """What GitHub makes of it: properties and message, unescaped."""
    for line in text.split("\n"):
        if line.startswith("::"):
            found = COMMAND.fullmatch(line)
            pairs = (pair.split("=", 1) for pair in found["properties"].split(","))
            yield {key: unquote(value) for key, value in pairs}, unquote(found["message"])


def test_github_gets_one_annotation_for_each_failure():
    properties, said = next(annotations(to_github([BAD])))
    assert properties == {"file": BAD["file"], "line": "12", "title": "bad: a, b: refuted"}
    assert said == message(BAD) == f"refuted, but proved was expected\n{EXPLANATION}"
    assert len(list(annotations(to_github(RESULTS)))) == 3
    assert to_github([GOOD]) == "1 claim, 0 not as expected.\n"
    assert next(annotations(to_github([OF_THE_PAPER])))[0] == {"title": "bad: a, b: refuted"}


@given(st.text(min_size=1), st.text())
def test_no_name_or_explanation_forges_an_annotation(name, explanation):
    hostile = result(name, explanation=explanation)
    text = to_github([hostile])
    assert text.count("\n") == 2
    assert "\r" not in text
    ((properties, said),) = annotations(text)
    assert properties["title"] == f"{name}: refuted"
    assert said == message(hostile)


def test_the_table_explains_each_failure(capsys):
    print_table(RESULTS)
    printed = capsys.readouterr().out
    for claim in (BAD, OPEN, SURPRISE):
        first, *rest = message(claim).splitlines()
        assert f"{claim['name']} ({claim['file']}, line 12): {first}" in printed
        assert all(f"  {line}\n" in printed for line in rest)
    assert "4 claims, 3 not as expected" in printed


def test_a_formula_of_many_lines_does_not_flood_the_table(capsys):
    long = "x**2 + " * 500
    print_table([GOOD | {"says": long}, result(says=long, explanation=f"claimed: {long}")])
    row, explained = capsys.readouterr().out.split("(", 1)
    assert row.count("x**2") < 2 * 240 / 7
    assert "…" in row
    assert explained.count("x**2") >= 500


@pytest.mark.parametrize("form", ["table", *FORMATS])
def test_every_format_comes_with_the_exit_code(form, capsys, tmp_path):
    files = tmp_path / "r.json", tmp_path / "r.xml"
    assert report([GOOD], known_format(form), None, None) == 0
    assert report([GOOD, OPEN], form, None, None) == 3
    assert report(RESULTS, form, *files) == 1
    assert capsys.readouterr().out
    assert json.loads(files[0].read_text()) == RESULTS
    assert len(ElementTree.parse(files[1]).getroot()) == 4


def test_other_formats_are_refused():
    with pytest.raises(ValueError, match="`format` must be one of table, json, junit"):
        known_format("xml")
