"""Gradients of the steady states of models: digits next to resonances, and what is too long."""

from pathlib import Path

import pytest
from mpmath import mp

import beyondthermal as package
from beyondthermal.derivations.formula_files.packages import programs
from beyondthermal.derivations.formula_files.packages.programs import package_of, routines
from beyondthermal.numeric.programs.functions import compiled, precise_function

KERR = """
[symbols]
Delta = "real"
K = "real"
F = "positive"
kappa = "positive"
[model]
spaces = ["fock(4)"]
hamiltonian = "Delta*number + K*a_dagger^2*a^2 + F*(a + a_dagger)"
[[jump]]
rate = "kappa"
operator = "a"
"""
# Between two resonances, next to one of two photons, and where the drive is much the largest.
POINTS = (
    [15.42686628, -5.86311596, 2.63163113, 4.45511535],
    [3.3625901, -1.63838148, 0.06205584, 0.37253748],
    [4.72979519e-07, 1.18622696e-06, 5.01689322e05, 2.41219246e-07],
)


def test_a_driven_kerr_oscillator_keeps_its_digits(tmp_path: Path) -> None:
    """The judges are differences of the population in a hundred digits."""
    path = tmp_path / "kerr.model.toml"
    path.write_text(KERR, encoding="utf-8")
    file = package.load(path)
    asked = routines(file, ["p_1"])
    gradient = compiled(package_of(file, asked, "kerr", gradient=True).programs[1])
    exact = precise_function(asked[0].arguments, [asked[0].outputs["p_1"]])
    for point in POINTS:
        value, *slopes = gradient(*point)
        with mp.workdps(100):
            at = [*map(mp.mpf, point)]
            assert abs(value / exact(*at)[0] - 1) < 1e-14
            for k, slope in enumerate(slopes):
                h = at[k] * mp.mpf(10) ** -30
                ends = [exact(*at[:k], at[k] + s * h, *at[k + 1 :])[0] for s in (1, -1)]
                assert abs(slope * 2 * h / (ends[0] - ends[1]) - 1) < 3e-13, (point, k)


def test_a_gradient_that_no_compiler_takes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    file = package.load("driven_atom")
    monkeypatch.setattr(programs, "_MOST_TERMS", 2)
    with pytest.raises(ValueError, match=r"Function p_e has .* in its gradient, too many for code"):
        package_of(file, routines(file, ["p_e"]), "atom", gradient=True)
