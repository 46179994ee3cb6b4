"""The notebook runs from top to bottom, and shows what the document says."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace

import nbformat
import pytest
import sympy as sp
from report_document import document, equations

from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.derivations.report.blocks import Equation
from beyondthermal.derivations.report.code.derivation_steps import IMPORTS, STEPS
from beyondthermal.derivations.report.writers.notebook import (
    Derived,
    figure,
    rederive,
    to_notebook,
)
from beyondthermal.symbolic import closed_form, symbols

# In a process of its own: what Jupyter warns of is not for us to mend.
RUN = """
import sys
import nbformat
from nbclient import NotebookClient

notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=600, kernel_name="python3").execute()
nbformat.write(notebook, sys.argv[1])
"""


@pytest.fixture(scope="module")
def source() -> str:
    return to_notebook(document())


def test_it_is_a_valid_notebook_without_outputs(source):
    notebook = nbformat.reads(source, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
    assert source == to_notebook(document())


def code_of(source):
    return [c["source"] for c in json.loads(source)["cells"] if c["cell_type"] == "code"]


def test_every_equation_is_shown_and_decided_again_once(source):
    derived: list[str] = []
    shown: list[str] = []

    def again(*names):
        derived.extend(names)
        return Derived(())

    for cell in code_of(source):
        if "rederive(" in cell.partition("import")[0]:
            assert "assert all(one.result.as_expected" in cell
            exec(cell, {"rederive": again})
        elif cell.startswith("figure("):
            exec(cell, {"figure": shown.append})
    assert derived == [name for equation in equations() for name in equation.names]
    assert sorted(shown) == sorted(FIGURES)
    text = "".join(c["source"] for c in json.loads(source)["cells"] if c["cell_type"] == "markdown")
    for equation in equations():
        assert f"### ({equation.number}" in text


def test_the_derivation_is_in_lines_of_sympy_that_end_in_asserts(source):
    code = code_of(source)
    steps = [step.code for step in STEPS]
    assert [cell for cell in code if cell in steps] == steps
    # The last cells are those that decide all again.
    assert code[-1].startswith("# ")
    assert "assert" in code[-1]
    for step in STEPS:
        assert re.search("^assert ", step.code, re.MULTILINE), step.code


def cells_run(steps=STEPS, change=lambda code: code):
    names: dict[str, object] = {}
    for code in [IMPORTS, *(step.code for step in steps)]:
        exec(compile(change(code), "cell", "exec"), names)
    return names


def test_the_steps_come_to_what_the_package_has():
    names = cells_run()
    form = closed_form()
    point = dict(zip(symbols("x y"), (sp.Rational(1, 3), 40), strict=True))
    assert abs(names["C"].subs(point).n(30) - form.concurrence.subs(point).n(30)) < 1e-28
    assert names["rho"].shape == (4, 4)
    assert names["d"] == form.d


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("2 * o * rho * o.H", "o * rho * o.H"),
        ("J_S, J_A = c_1 + c_2, c_1 - c_2", "J_A, J_S = c_1 + c_2, c_1 - c_2"),
        ("[0, r, -r, 0]", "[0, r, r, 0]"),
        ("(kernel / sum(kernel))", "kernel"),
        ("sp.sqrt(in_factors[0, 0]", "(in_factors[0, 0]"),
        ("4 * N1**2 - 4 * N2**2", "4 * N1**2 - N2**2"),
        ("-sp.log(gamma_A / gamma_plus)", "sp.log(gamma_A / gamma_plus)"),
    ],
)
def test_a_wrong_step_is_seen(right, wrong):
    assert any(right in step.code for step in STEPS)
    with pytest.raises(AssertionError):
        cells_run(change=lambda code: code.replace(right, wrong))


@pytest.mark.parametrize(
    ("chapters", "only"),
    [
        (slice(0, 5), ()),
        (slice(5, 9), ("onset", "A14")),
        pytest.param(slice(None), (), marks=pytest.mark.slow),
    ],
    ids=["four chapters", "two equations", "all"],
)
def test_it_runs_and_shows_the_expected_verdicts(chapters, only, tmp_path):
    sections = document()[chapters]
    if only:
        kept = (
            replace(s, blocks=tuple(b for b in s.blocks if names_of(b) & {*only})) for s in sections
        )
        sections = tuple(section for section in kept if section.blocks)
    shown = [b for section in sections for b in section.blocks if isinstance(b, Equation)]
    source = to_notebook(sections)
    path = tmp_path / "derivation.ipynb"
    path.write_text(source, encoding="utf-8")
    # The kernel is this Python, whatever kernels and profiles the user has.
    jupyter = {"JUPYTER_PLATFORM_DIRS": "1", "JUPYTER_PREFER_ENV_PATH": "1"}
    folders = {"JUPYTER_DATA_DIR": str(tmp_path), "IPYTHONDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", RUN, path], cwd=tmp_path, capture_output=True, text=True,
        env={**os.environ, **jupyter, **folders}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    assert not [output for output in outputs if output["output_type"] == "error"]
    plain = "".join("".join(o["text"]) for o in outputs if o["output_type"] == "stream")
    assert shown
    for equation in shown:
        verdict = equation.result.claim.expected.name.lower()
        assert f"({', '.join(equation.names)}) {verdict}: " in plain
    drawn = sum("image/svg+xml" in o.get("data", ()) for o in outputs)
    assert drawn == source.count('figure(\\"')


def names_of(block):
    return set(block.names) if isinstance(block, Equation) else set()


def test_what_was_derived_shows_itself():
    shown = rederive("3", "A11")
    (equation,) = shown.equations
    assert equation.numbers == ("3", "A11")
    assert shown._repr_latex_().startswith("$$\n\\begin{aligned}")
    (whole,) = (e for e in equations() if "A11" in e.names)
    assert f"### ({whole.number}, 3, A11) " in shown._repr_markdown_()
    assert repr(shown).startswith("(3, A11) proved: ")


def test_unknown_names_are_one_line():
    with pytest.raises(ValueError, match=r"the name of an equation, but got '__import__'"):
        rederive("__import__")
    with pytest.raises(ValueError, match=r"must be one of 1a, .* but got '9z'"):
        figure("9z")
