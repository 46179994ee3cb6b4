"""`beyondthermal codegen`: what it writes, what it prints, and what a slip comes to."""

import json
import re
from pathlib import Path

import pytest
from console import beyondthermal
from mpmath import mp

from beyondthermal.numeric.codegen.languages import LANGUAGES


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_language_has_a_folder_and_the_bytes_are_the_same(tmp_path):
    for name in ("one", "two"):
        done = beyondthermal("codegen", "--to", "all", "--gradient", "--out", name, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    one, two = (files(tmp_path / name) for name in ("one", "two"))
    assert one == two
    assert {name.split("/")[0] for name in one} == {*LANGUAGES}


@pytest.mark.needs("lua")
def test_vectors_are_hexadecimal_points_with_forty_digits(tmp_path):
    done = beyondthermal(
        "codegen", "--to", "lua", "--function", "populations", "--verify", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert "vectors.json" in done.stdout
    (data,) = json.loads((tmp_path / "vectors.json").read_text())
    assert data["function"] == "populations"
    assert data["allowed"] == [5e-16] * 4
    assert len(data["points"]) == 10_000
    (beta_A, beta_S), references = data["points"][-1]
    with mp.workdps(40):
        assert abs(sum(map(mp.mpf, references)) - 1) < mp.mpf(10) ** -38
    assert float.fromhex(beta_A) != float.fromhex(beta_S)


def test_packages_of_r_have_dots_for_underscores(tmp_path):
    done = beyondthermal("codegen", "--to", "r,c", "--module", "two_bath", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Package: two.bath\n" in (tmp_path / "r/DESCRIPTION").read_text()
    assert (tmp_path / "r/R/two.bath.R").exists()
    assert "two_bath" not in (tmp_path / "r/README.md").read_text()
    assert (tmp_path / "c/two_bath.c").exists()


def test_verify_prints_a_table(tmp_path):
    done = beyondthermal("codegen", "--to", "python,maple", "--verify", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    table = done.stdout.splitlines()
    (python,) = (line for line in table if line.startswith("Python"))
    assert "10000" in python
    assert "ulp" in python
    assert python.rstrip().endswith("verified")
    assert any(line.startswith("Maple") and "parsed only" in line for line in table)
    time = python.split()[-2]
    said = (tmp_path / "python/README.md").read_text()
    assert f"10000 points are right. The largest error is {python.split()[2]} units" in said
    assert f"takes {time} ns a point" in said
    assert str(tmp_path) not in said
    assert "parsed only" in (tmp_path / "maple/README.md").read_text()
    assert len((tmp_path / "python/vectors.txt").read_text().splitlines()) == 10_000


def test_unverified_packages_have_no_figures(tmp_path):
    done = beyondthermal("codegen", "--to", "all", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for key in LANGUAGES:
        said = (tmp_path / key / "README.md").read_text()
        assert "Not verified when it was written." in said
        assert not re.search(r"points are right|ns a point|largest error", said)
        assert "inverse temperature of reservoir A, unit 1/omega_0" in said


@pytest.mark.parametrize(("option", "code"), [("--verify", 0), ("--require", 1)])
def test_a_missing_toolchain_is_named_and_fails_if_required(option, code, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    done = beyondthermal("codegen", "--to", "c", option, cwd=tmp_path)
    assert done.returncode == code
    assert "not verified: gcc not found" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", "cobol"), "`to` must be one of all, "),
        (("--to", "c", "--function", "spin"), "`function` must be one of concurrence"),
        (("--to", "c", "--module", "int"), "`module` must be an identifier of C99"),
        (("--to", "c", "--module", "a; rm -rf x"), "`module` must be an identifier of C99"),
        (("--to", "c", "--precision", "half"), "`precision` must be one of double, single"),
        (("--to", "c", "--function", "concurrence_from_rates", "--gradient"), "`gradient` needs"),
        (("--to", "c", "--out", "/dev/null/x"), "/dev/null"),
    ],
)
def test_a_slip_is_one_line_and_nothing_is_written(arguments, said, tmp_path):
    done = beyondthermal("codegen", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())
