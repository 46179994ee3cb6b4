"""A formula that can't be read hides no other claim: the rest is decided, the exit code is 2."""

import json

import pytest
from claim_texts import PROVED, REFUTED, claims, written
from console import beyondthermal

from beyondthermal.derivations.claim_files.file import read
from beyondthermal.derivations.claim_files.run import Court, results
from beyondthermal.derivations.claims.ci_formats import FORMATS
from beyondthermal.derivations.commands.check_files import check_files

TYPO = 'bound = "sine(x) < 2"'
SAID = "there is no function 'sine', did you mean sin?"


def found(file, text):
    """Each result by its name."""
    return {result["name"]: result for result in results(read(written(file, text)), 60)}


@pytest.mark.parametrize("others", [{"a": PROVED}, {"a": PROVED, "b": REFUTED}])
def test_the_others_are_decided(others, tmp_path):
    alone = found(tmp_path, claims(**others))
    every = found(tmp_path, claims(bad=TYPO, **others))
    assert {k: v["verdict"] for k, v in every.items() if k != "bad"} == {
        k: v["verdict"] for k, v in alone.items()
    }
    assert every["bad"]["slip"]
    assert not every["bad"]["as_expected"]
    assert SAID in every["bad"]["explanation"]
    assert check_files([tmp_path / "my.claims.toml"]) == 2


def test_no_verdict_can_be_expected_of_it(tmp_path):
    text = claims(a=PROVED, bad=TYPO + '\nexpect = "inconclusive"')
    assert check_files([written(tmp_path, text)]) == 2


def test_it_is_reported_in_its_line_in_every_format(tmp_path):
    path = written(tmp_path, claims(a=PROVED, bad=TYPO))
    every = list(results(read(path), 60))
    assert '"line": 6' in FORMATS["json"](every)
    assert '"startLine": 6' in FORMATS["sarif"](every)
    assert "line=6," in FORMATS["github"](every)
    for form in FORMATS.values():
        assert "line 8, column 10: bound of" in form(every).replace("\\", "").replace("%3A", ":")
    done = beyondthermal("check", path)
    assert done.returncode == 2
    assert f"bad ({path}, line 6): not read" in done.stdout
    assert SAID in done.stdout
    assert not done.stderr


def test_a_definition_that_cannot_be_read_is_the_slip_of_those_that_use_it(tmp_path):
    text = claims(a=PROVED, uses='bound = "D > 0"', chain='bound = "E > 0"').replace(
        "[[claim]]", '[define]\nD = "x +"\nE = "2*D"\n[[claim]]', 1
    )
    every = found(tmp_path, text)
    assert every["a"]["verdict"] == "proved"
    assert [every[name]["slip"] for name in ("uses", "chain")] == [True, True]
    for name in ("uses", "chain"):
        assert "D of [define]: expected a number" in every[name]["explanation"]
    assert len(every) == 3


@pytest.mark.parametrize("section", ["symbols", "define"])
def test_a_slip_that_no_claim_uses_is_told_beside_them(section, tmp_path):
    text = claims(a=PROVED)
    text = text + '[define]\nD = "(0, oo"\n' if section == "define" else text.replace(
        "[[claim]]", 'D = "(0, oo"\n[[claim]]'
    )  # fmt: skip
    every = found(tmp_path, text)
    assert every["a"]["verdict"] == "proved"
    assert every[f"D in [{section}]"]["slip"]
    assert check_files([tmp_path / "my.claims.toml"]) == 2


def test_one_slip_that_leaves_nothing_is_one_line(tmp_path):
    path = written(tmp_path, claims(bad=TYPO))
    done = beyondthermal("check", path)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    with pytest.raises(ValueError, match="did you mean sin"):
        Court(read(path), 60).judge(0)


def test_several_slips_are_all_told(tmp_path):
    path = written(tmp_path, claims(bad=TYPO, worse='bound = "x <"'))
    done = beyondthermal("check", path, "--format", "json")
    assert done.returncode == 2
    assert [result["slip"] for result in json.loads(done.stdout)] == [True, True]
