"""`beyondthermal evaluate FILE`: tables, JSON, CSV and digits, and what a slip comes to."""

import csv
import json
from io import StringIO
from pathlib import Path

import mpmath
import pytest
from console import beyondthermal

FILE = """
[symbols]
x = "(1, oo)"
y = "nonnegative"
s = "(0, x)"
[define]
D = "x^2 + y"
C = "sqrt(y)/D"
z = "exp(i*y)"
w = "s/x"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "my.claims.toml").write_text(FILE, encoding="utf-8")
    return tmp_path


def test_a_grid_as_a_table_as_json_and_as_csv(folder: Path) -> None:
    grid = ("evaluate", "my.claims.toml", "--set", "x=2,3", "--set", "y=0:10:3", "--function", "C")
    table, as_json, as_csv = (
        beyondthermal(*grid, *option, cwd=folder).stdout for option in ((), ("--json",), ("--csv",))
    )
    head, *lines = (line.split() for line in table.splitlines())
    assert head == ["x", "y", "C"]
    found = json.loads(as_json)
    assert [(row["x"], row["y"]) for row in found] == [(x, y) for x in (2, 3) for y in (0, 5, 10)]
    for row, line, read in zip(found, lines, csv.DictReader(StringIO(as_csv)), strict=True):
        assert row["C"] == pytest.approx(row["y"] ** 0.5 / (row["x"] ** 2 + row["y"]), rel=1e-15)
        assert float(read["C"]) == row["C"]
        assert float(line[2]) == pytest.approx(row["C"], rel=1e-11)


def test_digits_and_complex_values(folder: Path) -> None:
    done = beyondthermal(
        "evaluate", "my.claims.toml", "--set", "y=1/3", "--function", "z", "--digits", "40",
        "--json", cwd=folder,
    )  # fmt: skip
    (row,) = json.loads(done.stdout)
    with mpmath.workdps(50):
        exact = mpmath.expj(mpmath.mpf(1) / 3)
        assert abs(mpmath.mpc(row["Re z"], row["Im z"]) - exact) < mpmath.mpf(10) ** -39


def test_a_model_by_its_name(tmp_path: Path) -> None:
    done = beyondthermal(
        "evaluate", "driven_atom", "--set", "Omega=1e-2:1e2:5:log", "--set", "Delta=0.5",
        "--set", "Gamma=1", "--csv", cwd=tmp_path,
    )  # fmt: skip
    rows = list(csv.DictReader(StringIO(done.stdout)))
    assert [float(row["Omega"]) for row in rows] == pytest.approx([0.01, 0.1, 1, 10, 100])
    for row in rows:
        assert float(row["p_g"]) + float(row["p_e"]) == pytest.approx(1, rel=1e-15)
        assert float(row["fluorescence"]) == pytest.approx(float(row["p_e"]), rel=1e-15)


SLIPS = [
    (["--set", "x=2", "--set", "y=-1"], "Argument `y` must be in [0, oo), but got -1."),
    (["--set", "x=1:2:3", "--set", "y=1"], "Argument `x` must be in (1, oo), but got 1."),
    (["--set", "x=2", "--function", "C"], "Symbol y of C has no value"),
    (["--set", "x=2", "--function", "E"], "Argument `function` must be"),
    (["--set", "q=2"], "Argument `set` must be one of x, y, s, but got 'q'."),
    (["--set", "x"], "Argument `set` must be name=value"),
    (["--set", "x=2", "--set", "x=3"], "Argument `set` must name x once"),
    (["--set", "x=2:3"], "Argument `x` must be start:stop:count[:log]"),
    (["--set", "x=2:3:1"], "Argument `x` must have 2 to 1,000,000 values, but got '1'"),
    (["--set", "y=0:3:4:log"], "Argument `y` must be positive for log"),
    (["--set", "x=2:3:10000", "--set", "y=0:1:10000"], "must make 1,000,000 points at most"),
    (["--set", "x=nan"], "Argument `x` must be a finite real number, but got 'nan'."),
    (["--set", "x=2", "--set", "s=3", "--function", "w"], "Arguments must be so that s < x"),
    (
        ["--set", "x=2", "--set", "y=1", "--function", "C", "--digits", "0"],
        "Argument `digits` must be",
    ),
    (["--set", "x=2", "--beta-a", "0"], "A FILE takes --set"),
    (["--json", "--csv"], "A FILE takes --set, and one of --json and --csv"),
]


@pytest.mark.parametrize(("options", "message"), SLIPS)
@pytest.mark.sweep
def test_slips_are_one_line(folder: Path, options: list[str], message: str) -> None:
    done = beyondthermal("evaluate", "my.claims.toml", *options, cwd=folder)
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("beyondthermal: ")
    assert message in line


def test_without_a_file_the_machine_is_evaluated(tmp_path: Path) -> None:
    assert beyondthermal("evaluate", "--beta-a", "0", "--beta-s", "5", cwd=tmp_path).returncode == 0
    for options in ([], ["--beta-a", "0"], ["--set", "x=1"]):
        done = beyondthermal("evaluate", *options, cwd=tmp_path)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("options", [(), ("--numbers",)])
def test_what_no_program_has_is_left_out_and_named(options, tmp_path):
    """Unless it is asked for: then it is a slip; in digits it is evaluated."""
    path = tmp_path / "z.model.toml"
    path.write_text(
        '[symbols]\ng = "positive"\nn = "positive"\n[model]\nlevels = ["a", "b"]\n'
        '[[jump]]\nrate = "g"\noperator = "transition(a, b)"\n'
        '[[jump]]\nrate = "n"\noperator = "transition(b, a)"\n'
        '[define]\nok = "p_a^2"\nbad = "gamma(2 + p_a)"\n',
        encoding="utf-8",
    )
    given = ["evaluate", path.name, "--set", "g=1", "--set", "n=2"]
    done = beyondthermal(*given, *options, cwd=tmp_path)
    assert done.returncode == 0
    assert "0.111111111111" in done.stdout
    assert done.stderr == "Left out: bad: no program for gamma; --digits evaluates it.\n"
    done = beyondthermal(*given, *options, "--function", "bad", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("beyondthermal: bad: no program for gamma")
    done = beyondthermal(*given, "--digits", "12", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1.1906" in done.stdout
    done = beyondthermal("codegen", path.name, "--to", "c", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)


def test_what_fills_pages_is_evaluated_in_numbers(monkeypatch, capsys):
    from beyondthermal.derivations.commands.own_files import evaluate_file
    from beyondthermal.derivations.models import outsize

    given = [f"{symbol}=1/2" for symbol in ("Omega", "Delta", "Gamma")]
    exact = json.loads(evaluate_file(Path("driven_atom"), given, ["p_e"], as_="json"))
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(outsize, "_TERMS", 1)
    found = json.loads(evaluate_file(Path("driven_atom"), given, ["p_e"], as_="json"))
    assert "In numbers alone, as with --numbers" in capsys.readouterr().err
    assert found[0]["p_e"] == pytest.approx(exact[0]["p_e"], rel=1e-12)
