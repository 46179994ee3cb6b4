"""Files as objects: their formulas agree in SymPy, NumPy and mpmath, and slips are one line."""

import re
from pathlib import Path

import mpmath
import numpy as np
import pytest
import sympy as sp
import xarray as xr

import beyondthermal
from beyondthermal.derivations import FormulaFile
from beyondthermal.numeric import machine
from beyondthermal.numeric.digits import to_digits

GAIN = """
title = "Gain of a mode"
[symbols]
kappa = "(0, 2]"
n = "positive"
T = "positive"
t = "(0, T)"
[define]
r = "n/kappa"
G = "(1 - exp(-r*t))/(1 + r)"
phase = "(1 + i*r)/(1 - i*r)"
three = "3"
"""


def written(folder: Path, text: str, name: str = "my.claims.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def gain(tmp_path: Path) -> FormulaFile:
    return beyondthermal.load(written(tmp_path, GAIN))


def test_definitions_are_kept_in_one_another_and_written_out(gain: FormulaFile) -> None:
    t, n, kappa = (gain.symbols[name] for name in ("t", "n", "kappa"))
    assert gain.expressions["G"] == (1 - sp.exp(-n * t / kappa)) / (1 + n / kappa)
    assert {str(s) for s in gain.definitions["G"].free_symbols} == {"r", "t"}
    assert gain.definitions["three"] == 3
    assert [str(s) for s in gain.arguments("G")] == ["kappa", "n", "t"]


def test_numbers_are_those_of_the_expression(gain: FormulaFile) -> None:
    n, t = np.array([0.5, 2.0]), np.array([[0.1], [0.7], [1.5]])
    found = gain.functions["G"](n=n, kappa=0.5, t=t)
    assert found.shape == (3, 2)
    assert np.allclose(found, (1 - np.exp(-2 * n * t)) / (1 + 2 * n), rtol=1e-14, atol=0)
    phase = gain.functions["phase"](kappa=1.0, n=n)
    assert np.allclose(phase, (1 + 1j * n) / (1 - 1j * n), rtol=1e-14, atol=0)
    assert gain.functions["three"]() == 3


def test_labels_go_through(gain: FormulaFile) -> None:
    n = xr.DataArray([0.5, 2.0], dims="n", coords={"n": [0.5, 2.0]})
    found = gain.functions["phase"](0.5, n)
    assert found.dims == ("n",)
    assert found.sel(n=2.0).item() == pytest.approx((1 + 4j) / (1 - 4j))


@pytest.mark.parametrize("digits", [5, 50, 400])
def test_digits_are_right(gain: FormulaFile, digits: int) -> None:
    found = gain.digits("G", digits, kappa="1/10", n="pi", T=1, t="1e-9")
    with mpmath.workdps(digits + 30):
        r = mpmath.pi * 10
        exact = -mpmath.expm1(-r * mpmath.mpf("1e-9")) / (1 + r)
        assert abs(found / exact - 1) < mpmath.mpf(10) ** -digits


def test_complex_digits(gain: FormulaFile) -> None:
    found = gain.digits("phase", 40, kappa=1, n=3)
    assert abs(found - mpmath.mpc(-0.8, 0.6)) < 1e-15
    with mpmath.workdps(40):
        assert abs(found.imag - mpmath.mpf(3) / 5) < mpmath.mpf(10) ** -39


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"kappa": 3, "n": 1, "t": 1, "T": 2}, "Argument `kappa` must be in (0, 2], but got 3."),
        ({"kappa": 1, "n": 1}, "Argument `t` of G must be given."),
        ({"kappa": 1, "n": 1, "t": 2, "T": 1}, "Arguments must be so that t < T"),
        ({"kapa": 1}, "did you mean kappa?"),
        ({"kappa": "x"}, "must be a finite real number, but got 'x'."),
        ({"kappa": float("nan")}, "must be a finite real number, but got nan."),
        ({"kappa": "__import__('os')"}, "must be a finite real number"),
    ],
)
def test_slips_of_values_are_one_line(gain: FormulaFile, given: dict, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)) as caught:
        gain.digits("G", **given)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[define]\nf = "2 +"', "line 2, column 9: f of [define]: "),
        ('[define]\nf = "g(1)"', "line 2, column 6: f of [define]"),
        ('title = "nothing"', "no [[claim]] in it, no [define], and no [model]"),
        ('[symbols]\nx = "real"\n[define]\nx = "1"', "x of [define]: the name x has a meaning"),
    ],
)
def test_slips_of_a_file_are_one_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)) as caught:
        beyondthermal.load(written(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_arguments_are_bound_like_those_of_any_function(gain: FormulaFile) -> None:
    r = gain.functions["r"]
    assert r(0.5, 1.0) == r(n=1.0, kappa=0.5) == 2
    for arguments, named in (((1,), {}), ((1, 2, 3), {}), ((1, 2), {"n": 3}), ((), {"z": 1})):
        with pytest.raises(ValueError, match="r "):
            r(*arguments, **named)


def test_definitions_of_a_greek_letter_are_found_by_either_name(tmp_path: Path) -> None:
    text = '[symbols]\n"β" = "positive"\n[define]\n"α" = "exp(-β)"'
    file = beyondthermal.load(written(tmp_path, text))
    assert file.functions["alpha"](beta=1.0) == file.functions["alpha"](β=1.0) == np.exp(-1.0)


@pytest.mark.parametrize("name", ["driven_atom", "three_level_maser", "two_qubit_thermal_machine"])
def test_a_model_has_its_whole_steady_state(name: str) -> None:
    file = beyondthermal.load(name)
    assert file.model is not None
    point = {s: 1 + 0.25 * k for k, s in enumerate(file.symbols)}
    labels = file.model.space.labels
    rho = np.array([
        [file.functions[f"rho_{a}_{b}"](**{str(s): point[str(s)] for s in file.arguments(
            f"rho_{a}_{b}")}) for b in labels] for a in labels
    ])  # fmt: skip
    assert np.allclose(rho, rho.conj().T)
    assert np.trace(rho) == pytest.approx(1)
    generator = file.model.lindbladian
    values = {s: sp.Rational(str(point[n])) for n, s in file.symbols.items()}
    H = np.array(generator.hamiltonian.subs(values)).astype(complex)
    drho = -1j * (H @ rho - rho @ H)
    for rate, jump in generator.jumps:
        L, r = np.array(jump.subs(values)).astype(complex), float(rate.subs(values))
        LL = L.conj().T @ L
        drho += r * (L @ rho @ L.conj().T - (LL @ rho + rho @ LL) / 2)
    assert abs(drho).max() < 1e-14


def test_the_claims_are_judged_and_shown(tmp_path: Path) -> None:
    text = (
        GAIN + '[[claim]]\nname = "small"\nbound = "G < 1"\n[[claim]]\nname = "no"\nbound = "r < 1"'
    )
    found = beyondthermal.load(written(tmp_path, text)).check()
    assert [result["verdict"] for result in found] == ["proved", "refuted"]
    assert found["small"]["as_expected"]
    assert not found.as_expected
    assert "| small | G < 1 | ✓ proved |" in found._repr_markdown_()


def test_a_notebook_shows_latex_of_the_own_letters(tmp_path: Path) -> None:
    text = '[symbols]\nS = "positive"\neps = "real"\n[define]\nQ = "S^2 + eps"'
    shown = beyondthermal.load(written(tmp_path, text))._repr_mimebundle_()["text/markdown"]
    assert "Q = S^{2} + \\mathrm{eps}" in shown
    assert "$S > 0$, $\\mathrm{eps} \\in \\mathbb{R}$" in shown


def test_the_paper_is_a_file_like_any_other() -> None:
    paper = beyondthermal.load("paper")
    beta = np.linspace(-8, 8, 41)
    assert np.allclose(
        paper.functions["C"](beta_A=beta, beta_S=beta[:, None]),
        machine.concurrence(beta, beta[:, None]), rtol=0, atol=1e-15,
    )  # fmt: skip
    populations = [paper.functions[f"p_{k}"](beta_A=beta, beta_S=1.0) for k in "GSAE"]
    assert np.allclose(np.stack(populations), machine.populations(beta, 1.0).T, rtol=1e-13, atol=0)
    sigma = paper.functions["sigma"](beta_A=beta, beta_S=1.0)
    assert np.allclose(sigma, machine.entropy_production(beta, 1.0), rtol=1e-12, atol=0)
    exact = to_digits("1/3", 7, digits=60)
    assert abs(paper.digits("C", 60, beta_A="1/3", beta_S=7) / exact["C"] - 1) < 1e-15
    with mpmath.workdps(70):
        assert (
            abs(paper.digits("C", 60, beta_A="1/3", beta_S=7) - exact["C"]) < mpmath.mpf(10) ** -59
        )
    assert paper.check().as_expected
