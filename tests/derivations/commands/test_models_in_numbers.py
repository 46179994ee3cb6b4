"""`evaluate --numbers`, `evolve` and `spectrum`: against QuTiP, and what a slip comes to."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
import qutip
from console import beyondthermal

from beyondthermal.derivations.formula_files.loading import load
from beyondthermal.derivations.formula_files.model_rows import (
    evolved_rows,
    spectrum_rows,
    steady_rows,
)
from beyondthermal.derivations.models.model import Model

POINT = ["Omega=0.7,2", "Delta=0.3", "Gamma=1"]


def atom() -> Model:
    model = load("driven_atom").model
    assert model is not None
    return model


def test_the_command_prints_the_evolution_that_qutip_finds(tmp_path: Path) -> None:
    settings = [part for text in POINT for part in ("--set", text)]
    done = beyondthermal(
        "evolve", "driven_atom", *settings, "--times", "0:4:5", "--initial",
        "(projector(g) + projector(e))/2", "--function", "p_e,rho_g_e", "--csv", cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(StringIO(done.stdout)))
    times, e = np.linspace(0, 4, 5), qutip.projection(2, 1, 1)
    assert [float(row["t"]) for row in rows] == [*times, *times]
    for k, Omega in enumerate((0.7, 2)):
        hamiltonian, jumps = atom().to_qutip(Omega=Omega, Delta=0.3, Gamma=1)
        judge = qutip.mesolve(
            hamiltonian, qutip.qeye(2) / 2, times, jumps,
            e_ops=[e, qutip.projection(2, 1, 0)], options={"atol": 1e-12, "rtol": 1e-12},
        )  # fmt: skip
        own = rows[5 * k : 5 * k + 5]
        assert [float(row["p_e"]) for row in own] == pytest.approx(judge.expect[0].real, abs=1e-9)
        found = [complex(float(row["Re rho_g_e"]), float(row["Im rho_g_e"])) for row in own]
        assert found == pytest.approx(judge.expect[1], abs=1e-9)


def test_a_spectrum_is_that_of_qutip() -> None:
    rows = spectrum_rows(atom(), POINT, "transition(g, e)", "-3:3:6")
    assert [*rows[0]] == ["Omega", "Delta", "Gamma", "omega", "S"]
    hamiltonian, jumps = atom().to_qutip(Omega=2, Delta=0.3, Gamma=1)
    A = qutip.projection(2, 0, 1)
    steady = qutip.steadystate(hamiltonian, jumps)
    incoherent = A - qutip.expect(A, steady)
    judge = qutip.spectrum(
        hamiltonian, np.linspace(-3, 3, 6), jumps, incoherent.dag(), incoherent, solver="solve"
    )
    assert [row["S"] for row in rows[6:]] == pytest.approx(judge, abs=1e-9)


def test_numbers_are_those_of_the_closed_form() -> None:
    names = ["p_e", "emitted"]
    rows = steady_rows(atom(), ["Omega=1:3:3", "Delta=1/3", "Gamma=1"], names)
    assert len(rows) == 3
    for row in rows:
        assert isinstance(row["Omega"], float)
        exact = row["Omega"] ** 2 / (4 / 9 + 1 + 2 * row["Omega"] ** 2)
        assert row["p_e"] == pytest.approx(exact, rel=1e-13)
        assert row["emitted"] == pytest.approx(exact, rel=1e-13)


SLIPS: list[tuple[Callable[[], object], str]] = [
    (lambda: steady_rows(atom(), POINT[:2]), "Symbol Gamma has no value: it takes a --set Gamma="),
    (lambda: steady_rows(atom(), [*POINT[:2], "Gamma=-1"]), "`Gamma` must be in"),
    (lambda: steady_rows(atom(), POINT, ["q"]), "`function` must be one of p_g, p_e"),
    (lambda: evolved_rows(atom(), POINT, "0:1"), "`times` must be start:stop:count"),
    (lambda: evolved_rows(atom(), POINT, "1,0"), "`times` must be ascending numbers"),
    (lambda: evolved_rows(atom(), POINT, "0,1"), "`initial` is needed"),
    (lambda: evolved_rows(atom(), POINT, "0,1", "q"), "Argument `initial`: .*'q'"),
    (lambda: evolved_rows(atom(), POINT, "0,1", "identity"), "must be a density matrix"),
    (
        lambda: evolved_rows(atom(), ["Omega=1:2:600", *POINT[1:]], "0:1:9999", "projector(g)"),
        "Points and t make 23,997,600 elements",
    ),
    (lambda: spectrum_rows(atom(), POINT, "sigma", "0"), "Argument `operator`: .*'sigma'"),
]


@pytest.mark.parametrize(("asked", "message"), SLIPS)
def test_slips(asked: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        asked()


def test_a_slip_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    done = beyondthermal("evolve", "paper", "--times", "0,1", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line == "beyondthermal: paper: there is no [model] in it."


DEFINED = """
[symbols]
Omega = "positive"
Delta = "real"
Gamma = "positive"
[model]
levels = ["g", "e"]
hamiltonian = "Omega*(transition(g, e) + transition(e, g))/2 - Delta*projector(e)"
[[jump]]
rate = "Gamma"
operator = "transition(g, e)"
[define]
s = "Omega^2/2/(Delta^2 + Gamma^2/4)"
ratio = "p_e/p_g + s"
turned = "rho_g_e*exp(i*Delta)"
size = "abs(rho_g_e) + abs(Delta - 2)"
"""


def test_what_is_defined_over_results_is_that_of_the_closed_form(tmp_path: Path) -> None:
    path = tmp_path / "my.model.toml"
    path.write_text(DEFINED, encoding="utf-8")
    settings = [part for text in POINT for part in ("--set", text)]
    numbers, closed = (
        beyondthermal("evaluate", path.name, *settings, "--csv", *more, cwd=tmp_path)
        for more in (["--numbers"], ["--function", "p_g,p_e,s,ratio,turned,size"])
    )
    assert numbers.returncode == closed.returncode == 0, numbers.stderr
    own, judge = (list(csv.DictReader(StringIO(done.stdout))) for done in (numbers, closed))
    assert [*own[0]][-5:] == ["s", "ratio", "Re turned", "Im turned", "size"]
    for one, other in zip(own, judge, strict=True):
        assert one.keys() == other.keys()
        assert [*map(float, one.values())] == pytest.approx([*map(float, other.values())], 1e-12)


def test_what_is_defined_goes_along_with_an_evolution() -> None:
    rows = evolved_rows(atom(), POINT, "0:4:3", "projector(e)", ["r", "p_e"], {"r": "p_e - Omega"})
    for row in rows:
        assert row["r"] == pytest.approx(row["p_e"] - row["Omega"], abs=1e-15)


@pytest.mark.parametrize(
    ("written", "message"),
    [({"q": "p_f"}, "p_f"), ({"q": "p_e +"}, "q"), ({"p_e": "1"}, "has a meaning already")],
)
def test_a_slip_in_what_is_defined_is_told(written: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        steady_rows(atom(), POINT, ["q"], written)


def test_a_slip_is_one_line_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "my.model.toml"
    path.write_text(DEFINED.replace("p_e/p_g + s", "p_e/p_z"), encoding="utf-8")
    settings = [part for text in POINT for part in ("--set", text)]
    done = beyondthermal("evaluate", path.name, "--numbers", *settings, cwd=tmp_path)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "line 14" in line
    assert "unknown name 'p_z'" in line
