"""The LaTeX compiles without a warning, whole under two engines, and in part within papers."""

import re
import subprocess
from pathlib import Path

import pytest
import sympy as sp
from report_document import document, equations, pictures

from beyondthermal.derivations.report.blocks import anchor, work_anchor
from beyondthermal.derivations.report.layout import rows
from beyondthermal.derivations.report.matter.bibliography import WORKS
from beyondthermal.derivations.report.writers.latex import to_latex
from beyondthermal.symbolic.symbols import symbols

pytestmark = pytest.mark.needs("pdflatex", "lualatex", "pdftotext")


def compiled(engine: str, folder: Path, source: str) -> str:
    """The log of the last run, when nothing asks for another one."""
    (folder / "main.tex").write_text(source, encoding="utf-8")
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "main.tex"]
    for _ in range(4):
        done = subprocess.run(
            command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        log = (folder / "main.log").read_text(encoding="utf-8", errors="replace")
        assert done.returncode == 0, log[-3000:]
        if "Rerun" not in log:
            break
    return log


def complaints(log: str) -> list[str]:
    found = re.findall(r"^.*(?:Warning:|Overfull|Missing character).*$", log, flags=re.MULTILINE)
    return [line for line in found if not re.search("Font Info", line)]


def text_of(pdf: Path) -> str:
    command = ["pdftotext", "-layout", str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_the_document_compiles_without_a_warning(engine, tmp_path):
    drawn = pictures("pdf")
    for key, content in drawn.items():
        (tmp_path / f"figure-{key}.pdf").write_bytes(content)
    assert complaints(compiled(engine, tmp_path, to_latex(document(), drawn))) == []
    text = " ".join(text_of(tmp_path / "main.pdf").split())
    for equation in equations():
        assert f"({equation.number})" in text
    assert "Errata" in text


def test_only_the_pictures_at_hand_are_asked_for():
    assert "figure-1b.pdf" in to_latex(document(), {"1b"})
    assert "figure-" not in to_latex(document())


def test_every_reference_has_its_label():
    source = to_latex(document())
    labels = re.findall(r"\\label\{([^}]*)\}", source)
    assert len(labels) == len(set(labels))
    assert set(re.findall(r"\\hyperref\[([^]]*)\]", source)) <= set(labels)
    targets = {anchor(name) for equation in equations() for name in equation.names}
    assert targets | {work_anchor(work.key) for work in WORKS} == set(labels)


def test_nothing_in_the_source_depends_on_the_run():
    drawn = {"1b": b""}
    assert to_latex(document(), drawn) == to_latex(document(), drawn)


def test_a_broken_product_keeps_its_brackets():
    x, y, z, d = symbols("x y Z d")
    product = sp.Eq(d, (x + y) * (x**2 + y**2 + z**2 + x * y * z), evaluate=False)
    first, *_, last = rows((product,), 18)
    assert r"\left(x + y\right)\Bigl(" in first
    assert last.endswith(r"\Bigr)")


def test_a_wide_left_hand_side_gets_a_line_of_its_own():
    x, y, d = symbols("x y d")
    wide = sp.Eq((x + y) ** 3 + 4 * x * y + 5 * x + 7 * y, 2 * (x**4 + y**4) + 3, evaluate=False)
    lines = rows((sp.Eq(d, x), sp.Eq(x, y), wide), 36)
    assert lines[:2] == ["d &= x", "x &= y"]
    assert lines[2].startswith("&")
    assert any(line.startswith(r"&\quad =") for line in lines[3:])
