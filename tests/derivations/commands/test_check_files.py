"""`beyondthermal check` on files of claims: what it prints, and its exit codes."""

import json
import shlex

import pytest
from claim_texts import REFUTED, TEXT, claims, written
from console import beyondthermal

from beyondthermal.derivations.claim_files.file import read


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "two.claims.toml"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_the_command_explains_a_failing_limit(path):
    path.write_text(TEXT.replace('expect = "refuted"', ""))
    done = beyondthermal("check", "--claims", path)
    assert done.returncode == 1
    assert f"wrong ({path}, line 38): refuted, but proved was expected" in done.stdout
    assert "claimed: limit of C as y -> oo is 1/2" in done.stdout
    assert "found:" in done.stdout
    assert "5 claims, 1 not as expected" in done.stdout
    assert not done.stderr


def test_files_may_be_named_as_arguments_and_as_options(path, tmp_path):
    other = written(tmp_path, claims(a=REFUTED))
    for arguments in (
        (path, other),
        ("--claims", path, "--claims", other),
        ("--claims", path, other),
    ):
        done = beyondthermal("check", *arguments, "--format", "json")
        assert done.returncode == 1
        assert [result["name"] for result in json.loads(done.stdout)][-1] == "a"
        assert len(json.loads(done.stdout)) == 6


def test_a_failing_claim_can_be_asked_again(path):
    path.write_text(TEXT.replace('expect = "refuted"', ""))
    again = next(
        line for line in beyondthermal("check", path).stdout.splitlines() if "again:" in line
    )
    program, *arguments = shlex.split(again.split("again:")[1])
    assert program == "beyondthermal"
    done = beyondthermal("check", *arguments[1:])
    assert done.returncode == 1
    assert "1 claim, 1 not as expected" in done.stdout
    assert again in done.stdout


def test_the_claims_of_a_file_are_listed(path):
    done = beyondthermal("check", "--list", path)
    assert [line.split("  ")[0] for line in done.stdout.splitlines()] == [
        claim.name for claim in read(path).claims
    ]


def test_what_is_listed_can_do_nothing_to_a_terminal(tmp_path):
    text = '[[claim]]\nname = "a"\nbound = "x\\u001b[2J\\n::error::"\n'
    done = beyondthermal("check", "--list", written(tmp_path, text))
    assert done.stdout.split(maxsplit=1) == ["a", "x?[2J ::error::\n"]


SLIPS = {
    "no such file": ("nowhere.claims.toml",),
    "`format`": ("--format", "xml"),
    "`timeout`": ("--timeout", "0"),
    "together": ("A4", "my.claims.toml"),
    "`only` must be one of": ("my.claims.toml", "--only", "other"),
}


@pytest.mark.parametrize("said", SLIPS)
def test_a_slip_is_one_line_and_exit_code_2(said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, TEXT)
    done = beyondthermal("check", *SLIPS[said])
    assert done.returncode == 2
    assert said.lower() in done.stderr.lower()
    assert len(done.stderr.splitlines()) == 1
    assert not done.stdout
