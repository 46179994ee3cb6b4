"""The formulas of a file as code: right in three languages, and in her words alone."""

import json
import re
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import mpmath
import numpy as np
import pytest
import sympy as sp
from console import beyondthermal
from mpmath import mp
from own_files import CLAIMS, written

import beyondthermal as package
from beyondthermal.derivations.commands.own_files import codegen_file
from beyondthermal.derivations.formula_files.packages import programs
from beyondthermal.derivations.formula_files.packages.programs import (
    module_of,
    package_of,
    routines,
)
from beyondthermal.derivations.models import outsize
from beyondthermal.numeric.codegen.generate import generated
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.numeric.codegen.portable import portable_program
from beyondthermal.numeric.programs.functions import compiled
from beyondthermal.numeric.programs.gradient import with_gradient
from beyondthermal.symbolic.accuracy.slopes import slopes
from beyondthermal.symbolic.symbols import declared

THREE = ("c", "python", "javascript")
# What is the paper's, and no business of a user's file.
PAPER = re.compile(r"Tacchino|Phys\. Rev|concurrence|Boltzmann|reservoir A|Steady-state", re.I)


@pytest.mark.needs("gcc", "node")
@pytest.mark.parametrize(
    ("name", "names", "gradient"),
    [
        ("gain", (), False),
        ("gain", ("r", "D"), True),
        ("hostile", (), True),
        ("driven_atom", ("p_e", "fluorescence", "s"), True),
        ("three_level_maser", ("p_1", "p_2", "p_3", "populations"), False),
        ("three_level_maser", ("carnot",), True),
        ("two_qubit_thermal_machine", ("p_00", "p_01", "current"), False),
        ("paper", ("C", "N2", "p_S"), True),
    ],
)
def test_three_languages_are_right_with_their_gradients(
    name: str,
    names: tuple[str, ...],
    gradient: bool,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = written(tmp_path, name) if name in CLAIMS else Path(name)
    done = codegen_file(path, THREE, tmp_path, names=names, gradient=gradient, verified=True)
    assert done == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if "ulp" in line]
    assert len(rows) == 3
    assert all(re.search(r"ulp +([\d.]+ +)?verified", line) for line in rows)
    sets = json.loads((tmp_path / "vectors.json").read_text(encoding="utf-8"))
    functions = {each["function"].removesuffix("_gradient") for each in sets}
    assert len(sets) == len(functions) * (1 + gradient)


@pytest.mark.parametrize("key", LANGUAGES)
def test_the_header_says_what_her_file_says(key: str, tmp_path: Path) -> None:
    file = package.load(written(tmp_path, "gain"))
    asked = package_of(file, routines(file), module_of(file), gradient=True)
    files = generated(LANGUAGES[key], asked)
    whole = "\n".join(files.values())
    for said in ("Gain of a mode", "(1 - exp(-r*S))/(1 + r)", "decay of the mode", "unit 1/s"):
        assert said in whole
    assert "(0, 2]" in whole
    assert not PAPER.search(re.sub("(?i)license.*", "", whole))


def test_the_formulas_that_one_is_made_of_stand_before_it(tmp_path: Path) -> None:
    file = package.load(written(tmp_path, "gain"))
    (routine,) = routines(file, ["G"])
    (program,) = package_of(file, [routine], "m").programs
    said = [line.strip() for line in program.about]
    assert said.index("r = n_th/kappa") < said.index("G = (1 - exp(-r*S))/(1 + r)")
    n, S = np.array([0.5, 3.0]), 0.25
    assert compiled(program)(1.5, n, S) == pytest.approx(file.functions["G"](1.5, n, S), rel=1e-15)


def test_a_density_matrix_and_all_populations_are_one_function_each() -> None:
    file = package.load("driven_atom")
    both = routines(file, ["density_matrix", "populations"])
    rho, populations = package_of(file, both, "m").programs
    assert [name for name, _ in populations.outputs] == ["p_g", "p_e"]
    assert [name for name, _ in rho.outputs] == ["rho_g_g", "re_rho_g_e", "im_rho_g_e", "rho_e_e"]
    gg, real, imaginary, ee = compiled(rho)(1.0, 2.0, 3.0)
    assert gg + ee == pytest.approx(1)
    assert real + 1j * imaginary == pytest.approx(file.functions["rho_g_e"](1.0, 2.0, 3.0))


SLIPS = [
    (["--function", "F"], "Argument `function` must be"),
    (["--function", "three"], "Function three hangs on no symbol"),
    (["--precision", "half"], "Argument `precision` must be"),
    (["--module", "a b"], "Argument `module` must be an identifier"),
    (["--to", "cobol"], "Argument `to` must be"),
]


@pytest.mark.parametrize(("options", "message"), SLIPS)
def test_slips_are_one_line(tmp_path: Path, options: list[str], message: str) -> None:
    to = [] if "--to" in options else ["--to", "c"]
    path = written(tmp_path, "gain").name
    done = beyondthermal("codegen", path, *to, *options, cwd=tmp_path)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert message in line


def test_what_no_program_has_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "my.claims.toml"
    path.write_text('[symbols]\nz = "complex"\n[define]\nf = "z^2"\n', encoding="utf-8")
    done = beyondthermal("codegen", path.name, "--to", "c", "--function", "f", cwd=tmp_path)
    assert done.returncode == 2
    assert "f has complex symbols" in done.stderr
    assert len(done.stderr.splitlines()) == 1


KINKS = """
[symbols]
x = "positive"
y = "positive"
[define]
side = "sign(x - y)*x**2"
cases = "piecewise(x, x <= 1, x**2, x < 2, 3*x)"
"""


@pytest.mark.needs("gcc")
def test_functions_with_several_cases_and_their_gradients(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kinks.claims.toml"
    path.write_text(KINKS, encoding="utf-8")
    assert codegen_file(path, ("c", "python"), tmp_path, gradient=True, verified=True) == 0
    assert len(re.findall(r"ulp +([\d.]+ +)?verified", capsys.readouterr().out)) == 2
    file = package.load(path)
    (program,) = package_of(file, routines(file, ["cases"]), "m").programs
    found = compiled(program)([0.5, 1.0, 1.5, 2.0, 4.0, np.nan])
    np.testing.assert_array_equal(found, [0.5, 1.0, 2.25, 6.0, 12.0, np.nan])


CANCELS = """
[symbols]
x = "(1, oo)"
y = "(1, oo)"
[define]
N1 = "abs(x - y)*abs(x + y - 2)/2"
C = "max(0, N1 - sqrt((x + y + 2)*(x^2*y + x^2 + x*y^2 + y^2)))/(1 + (x + y)^2)"
"""


@pytest.mark.needs("gcc")
def test_gradients_of_sizes_and_maxima_keep_their_digits_far_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "cancels.claims.toml"
    path.write_text(CANCELS, encoding="utf-8")
    assert codegen_file(path, ("c", "python"), tmp_path, gradient=True, verified=True) == 0
    assert len(re.findall(r"ulp +([\d.]+ +)?verified", capsys.readouterr().out)) == 2


def test_at_a_kink_gradients_are_those_of_the_chain_rule() -> None:
    x, y = (declared(name, sp.S.Reals) for name in "xy")
    outputs = {"f": sp.Max(0, abs(x) - y) + sp.Min(x, y)}
    plain = portable_program("f", (x, y), outputs, {}, "")
    slopes_found = slopes(outputs["f"], [x, y], {})
    assert slopes_found is not None
    named = dict(zip(("by_x", "by_y"), slopes_found, strict=True))
    own = portable_program("g", (x, y), {**outputs, **named}, {}, "")
    points = np.array([(a, b) for a in (-1.0, 0.0, 1.0) for b in (-1.0, 0.0, 1.0)]).T
    np.testing.assert_array_equal(compiled(own)(*points), compiled(with_gradient(plain))(*points))


def test_vectors_are_related_as_the_file_says(tmp_path: Path) -> None:
    path = tmp_path / "related.claims.toml"
    path.write_text('[symbols]\nT = "positive"\nt = "(0, T)"\n[define]\nf = "sqrt(T - t)*t"\n')
    assert codegen_file(path, ["python"], tmp_path, verified=True) == 0
    (found,) = json.loads((tmp_path / "vectors.json").read_text(encoding="utf-8"))
    points = np.array([[float.fromhex(x) for x in given] for given, _ in found["points"]])
    assert len(points) > 900
    assert np.all((points[:, 1] > 0) & (points[:, 1] < points[:, 0]))


def test_code_of_a_steady_state_that_fills_pages_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for definitions that are made of nothing in it."""
    path = tmp_path / "atom.model.toml"
    path.write_text(
        '[symbols]\nW = "positive"\nG = "positive"\n[model]\nspaces = ["qubit"]\n'
        'hamiltonian = "W/2*sigma_x"\n[[jump]]\nrate = "G"\noperator = "sigma_minus"\n'
        '[define]\nsaturation = "2*W^2/G^2"\ntwice = "2*saturation"\nratio = "p_1/p_0"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(outsize, "_TERMS", 1)
    file = package.load(path)
    assert [routine.name for routine in routines(file, ["twice"])] == ["twice"]
    assert [routine.name for routine in routines(file)] == ["populations"]
    assert [routine.name for routine in routines(file, ["p_1"])] == ["p_1"]
    with pytest.raises(ValueError, match="too many for gradients"):
        package_of(file, routines(file), "atom", gradient=True)
    with pytest.raises(ValueError, match=r"Function ratio has .* too many for code"):
        routines(file, ["twice", "ratio"])
    monkeypatch.setattr(programs, "_MOST_TERMS", 1)
    for names in ([], ["p_1"], ["density_matrix"]):
        with pytest.raises(ValueError, match="too many for code: `beyondthermal evaluate`"):
            routines(file, names)


JAYNES_CUMMINGS = """
[symbols]
Delta = "real"
g = "positive"
eps = "positive"
kappa = "positive"
gamma = "positive"
[model]
spaces = ["qubit", "fock(3)"]
hamiltonian = "Delta*(number_1 + number_2) + g*EXCHANGE + eps*(a + a_dagger)"
[[jump]]
rate = "kappa"
operator = "a"
[[jump]]
rate = "gamma"
operator = "sigma_minus"
"""


def to_many_digits(rates: Mapping[str, float]) -> list[float]:
    """The populations of the same model, from its master equation in 150 digits."""
    with mp.workdps(150):
        r = {name: mp.mpf(value) for name, value in rates.items()}
        a, s = mp.zeros(6), mp.zeros(6)
        for qubit in (0, 3):
            a[qubit, qubit + 1], a[qubit + 1, qubit + 2] = 1, mp.sqrt(2)
        for n in range(3):
            s[n, n + 3] = 1
        one, exchange = mp.eye(6), a.T * s
        H = r["Delta"] * (a.T * a + s.T * s) + r["g"] * (exchange + exchange.T)
        H += r["eps"] * (a + a.T)
        K = -mp.j * H - (r["kappa"] * a.T * a + r["gamma"] * s.T * s) / 2
        total = kron(K, one) + kron(one, K.H.T)
        total += r["kappa"] * kron(a, a) + r["gamma"] * kron(s, s)
        for column in range(36):
            total[0, column] = column % 7 == 0
        rho = mp.lu_solve(total, mp.matrix([1] + [0] * 35))
        return [float(mp.re(rho[7 * k])) for k in range(6)]


def kron(one: mpmath.matrix, other: mpmath.matrix) -> mpmath.matrix:
    found = mp.zeros(36)
    for i, j, k, m in product(range(6), repeat=4):
        found[6 * i + k, 6 * j + m] = one[i, j] * other[k, m]
    return found


@pytest.mark.slow
def test_36_unknowns_and_five_symbols_keep_all_digits(tmp_path: Path) -> None:
    """The denominator alone has ten thousand terms; rates are twelve decades apart."""
    path = tmp_path / "cavity.model.toml"
    path.write_text(JAYNES_CUMMINGS, encoding="utf-8")
    file = package.load(path)
    (routine,) = routines(file)
    (program,) = package_of(file, [routine], "cavity").programs
    function = compiled(program)
    for seed in range(5):
        point = 10 ** np.random.default_rng(seed).uniform(-6, 6, 5)
        rates = dict(zip(map(str, routine.arguments), point.tolist(), strict=True))
        found = np.array(function(*point), float)
        np.testing.assert_allclose(found, to_many_digits(rates), rtol=1e-13, atol=0)
