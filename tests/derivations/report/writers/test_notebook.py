"""The notebook runs from top to bottom, and shows what the document says."""

import json
import os
import subprocess
import sys

import nbformat
import pytest
from report_document import document, equations

from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.derivations.report.blocks import Equation
from beyondthermal.derivations.report.writers.notebook import figure, rederive, to_notebook

# In a process of its own: what Jupyter warns of is not for us to mend.
RUN = """
import sys
import nbformat
from nbclient import NotebookClient

notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
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


def test_every_equation_is_derived_once(source):
    code = [c["source"] for c in json.loads(source)["cells"] if c["cell_type"] == "code"]
    derived: list[str] = []
    shown: list[str] = []
    names = {"rederive": lambda *names: derived.extend(names), "figure": shown.append}
    for call in code:
        if call.startswith(tuple(names)):
            exec(call, dict(names))
    assert derived == [name for equation in equations() for name in equation.names]
    assert sorted(shown) == sorted(FIGURES)


@pytest.mark.parametrize(
    "chapters",
    [slice(0, 4), pytest.param(slice(None), marks=pytest.mark.slow)],
    ids=["three chapters", "all"],
)
def test_it_runs_and_shows_the_expected_verdicts(chapters, tmp_path):
    sections = document()[chapters]
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
    plain = "".join(
        "".join(o["data"]["text/plain"]) + "\n" for o in outputs if o["output_type"] != "stream"
    )
    for equation in shown:
        verdict = equation.result.claim.expected.name.lower()
        assert f"({', '.join(equation.names)}) {verdict}: " in plain
    markdown = ["".join(o["data"].get("text/markdown", "")) for o in outputs if "data" in o]
    assert sum(map(bool, markdown)) >= len(shown) // 2 > 10
    drawn = sum("image/svg+xml" in o.get("data", ()) for o in outputs)
    assert drawn == source.count("figure(")


def test_what_was_derived_shows_itself():
    shown = rederive("3", "A11")
    (equation,) = shown.equations
    assert equation.numbers == ("3", "A11")
    assert shown._repr_latex_().startswith("$$\n\\begin{aligned}")
    assert "### (1.10, 3, A11) " in shown._repr_markdown_()
    assert repr(shown).startswith("(3, A11) proved: ")


def test_unknown_names_are_one_line():
    with pytest.raises(ValueError, match=r"names of equations, but got '__import__'"):
        rederive("__import__")
    with pytest.raises(ValueError, match=r"must be one of 1b, .* but got '9z'"):
        figure("9z")
