"""Figures of a file: drawn from what the formulas are, in every format; slips are one line."""

import json
import re
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import unquote

import numpy as np
import pytest
from console import beyondthermal
from own_files import written

import beyondthermal as package
from beyondthermal.derivations.figures.colours import DARK, LIGHT
from beyondthermal.derivations.figures.plots import _scale
from beyondthermal.derivations.formula_files.document import document_of
from beyondthermal.derivations.formula_files.file import FormulaFile
from beyondthermal.derivations.formula_files.plots.asked import pictures

ATOM = "p_e Omega=0.1:10:log Delta=-3:3 Gamma=1"


@cache
def file(name: str = "gain") -> FormulaFile:
    return package.load(written(Path(mkdtemp()), name))


def test_curves_are_the_formulas_where_these_have_a_domain() -> None:
    figure = next(pictures(file())).figure
    S = figure.columns["S"]
    assert [*figure.columns] == [
        "S", "G, n_th = 0.5", "r, n_th = 0.5", "G, n_th = 3", "r, n_th = 3",
    ]  # fmt: skip
    for k in (1, 100, 300):
        exact = file().digits("G", 30, S=S[k], n_th=3, kappa=2)
        assert figure.columns["G, n_th = 3"][k] == pytest.approx(float(exact), rel=1e-13)
    assert np.isfinite(figure.columns["G, n_th = 3"]).all()
    # S < kappa is a relation of the file, and the map goes beyond.
    _, plane = pictures(file())
    columns = plane.figure.columns
    beyond = columns["S"] > 1
    assert np.isnan(columns["D"][beyond]).all()
    assert np.isfinite(columns["D"][columns["S"] < 1]).all()
    k = 3000
    exact = max(columns["S"][k], columns["n_th"][k]) + abs(columns["S"][k] - columns["n_th"][k])
    assert columns["D"][k] == pytest.approx(exact, rel=1e-12)


def test_the_caption_says_what_is_drawn_and_where() -> None:
    one, other = (picture.figure.caption for picture in pictures(file()))
    assert one == (
        "Saturation. $G$ and $r$ along $S$ from $0$ to $2$, for $\\kappa = 2$ 1/s, "
        "$n_{th} = 0.5, 3$; drawn where $S < \\kappa$."
    )
    assert "from $0.01$ to $10$, logarithmic and $S$ from $0$ to $2$" in other


def test_parts_of_what_is_complex_are_told_apart() -> None:
    atom = package.load("driven_atom")
    both = atom.figure("rho_g_e Delta=-3:3 Omega=1 Gamma=1")
    assert [*both.columns] == ["Delta", "Re rho_g_e", "Im rho_g_e"]
    one = atom.figure("rho_g_e Omega=0:3 Delta=0 Gamma=1")
    assert [*one.columns] == ["Omega", "Im rho_g_e"]
    assert one.caption.startswith("Im $")


def test_what_has_no_closed_form_is_drawn_from_numbers() -> None:
    entangled = package.load("two_qubits_unequally_coupled")
    assert entangled.model is not None
    (name, *_) = entangled.model.without_closed_form or ("p_00",)
    first, *others = map(str, entangled.model.where)
    figure = entangled.figure(f"{name} {first}=0.1:1 {' '.join(f'{s}=1/2' for s in others)}")
    numbers = entangled.model.numbers(**{first: 0.1}, **dict.fromkeys(others, 0.5))
    assert figure.columns[name][0] == pytest.approx(float(np.ravel(numbers[name])[0]), rel=1e-9)


@pytest.mark.parametrize(
    ("values", "first", "last"),
    [
        ([0.0, 0.31], 0, 0.31),
        ([-3.0, 1.0], -3, 1),
        ([5.0, 5.0], 2.4, 7.6),
        ([101.2, 103.9], 101.2, 103.9),
    ],
)
def test_bands_are_between_round_numbers_and_hold_all_values(
    values: list[float], first: float, last: float
) -> None:
    scale = _scale("C", np.array(values))
    assert scale.levels[0] <= min(values) <= max(values) <= scale.levels[-1]
    assert scale.levels[0] == pytest.approx(first)
    assert scale.levels[-1] == pytest.approx(last)
    assert 3 <= len(scale.ticks) <= 10
    assert all(any(abs(t - level) < 1e-9 for level in scale.levels) for t in scale.ticks)
    light, dark = scale.colours(LIGHT), scale.colours(DARK)
    assert len(dict(zip(light, dark, strict=True))) == len({*light})


@pytest.mark.parametrize("ending", ["html", "md", "ipynb"])
def test_drawings_are_light_and_dark_on_screens(ending: str) -> None:
    files = document_of(file(), ()).files([ending])
    drawn = [content.decode() for name, content in files.items() if name.endswith(".svg")]
    text = files[f"gain.{ending}"].decode()
    if ending == "html":
        drawn = [unquote(found) for found in re.findall(r"data:image/svg\+xml,([^\"]+)", text)]
    if ending == "ipynb":
        outputs = [o["data"] for c in json.loads(text)["cells"] for o in c.get("outputs", ())]
        drawn = [data["image/svg+xml"] for data in outputs if "image/svg+xml" in data]
    assert len(drawn) == 2
    assert all(("prefers-color-scheme" in svg and "Curves" + "") or "Map" in svg for svg in drawn)
    assert "Saturation" in text


@pytest.mark.parametrize(
    ("plot", "message"),
    [
        ("q S=0:1", "Argument `of` must be one of r, G, D, three"),
        ("G S=0:1", "Symbol kappa of G has no value: say kappa=…"),
        ("G S=1:0 kappa=1 n_th=1", "Range of S must not be empty, but goes from 1 to 0"),
        ("G S=0:1:2:3 kappa=1 n_th=1", "Range of S must be start:stop"),
        ("G S=-1:1 kappa=1 n_th=1", "`S` must be in (0, oo)"),
        ("G S=0:1 kappa=3 n_th=1", "`kappa` must be in (0, 2], but got 3"),
        ("G s=0:1 kappa=1 n_th=1", "did you mean S?"),
        ("r S=0:1 kappa=1 n_th=1", "r doesn't hang on S"),
        ("G S=0:1 S=1 kappa=1 n_th=1", "Symbol S must have a range or a value, not both"),
        ("G,r S=0:1 kappa=1:2 n_th=1", "Over a plane one real formula is drawn"),
        ("G S=0:1:log kappa=1 n_th=1", "`S` must be positive for log"),
        ("G S=1.5:1.9 kappa=1 n_th=1", "G has no value there"),
        ("G", "It must be as"),
    ],
)
def test_a_figure_that_cannot_be_drawn_is_one_line(plot: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)) as slip:
        [*pictures(file(), [plot])]
    assert str(slip.value).startswith(f"Option --plot {plot!r}: ")
    assert "\n" not in str(slip.value)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("of = 1\nalong = { x = [0, 1] }", "of of the figure on line 6 must be one line of text"),
        ('of = "f"', "the figure on line 6 needs the key along"),
        ('of = "f"\nalong = { x = true }', "along of the figure on line 6 must be a table of"),
        ('of = "f"\nalong = { x = [0, 1] }\nwith = 1', "unknown key 'with'"),
        ('of = "g"\nalong = { x = [0, 1] }', "the figure on line 6: Argument `of` must be f"),
    ],
)
def test_slips_in_a_file_have_their_place(tmp_path: Path, table: str, message: str) -> None:
    path = tmp_path / "f.claims.toml"
    start = '[symbols]\nx = "positive"\n[define]\nf = "x"\n\n[[figure]]\n'
    path.write_text(f"{start}{table}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(message)):
        [*pictures(package.load(path))]


def test_the_commands_draw_it(tmp_path: Path) -> None:
    done = beyondthermal(
        "figure", "driven_atom.toml", "--plot", ATOM, "--format", "svg,pdf", cwd=tmp_path
    )
    assert done.returncode == 2
    done = beyondthermal(
        "figure", "driven_atom", "--plot", ATOM, "--format", "svg,pdf", "--data", "csv",
        cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        f"figure-driven-atom-1.{ending}" for ending in ("csv", "pdf", "svg")
    ]
    done = beyondthermal("render", "--plot", ATOM, cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "needs a FILE" in done.stderr
