"""The PDF by either engine: complete, within its margins, the same bytes, errors on one line."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typst
from report_document import document, equations, pictures

from beyondthermal.derivations.report.writers.engines import pdf_by_latexmk, pdf_by_typst
from beyondthermal.derivations.report.writers.latex import to_latex
from beyondthermal.derivations.report.writers.typst import to_typst
from beyondthermal.derivations.report.writers.typst_text import prose

pytestmark = pytest.mark.needs("latexmk", "pdfinfo", "pdftotext", "pdftoppm")

SMALL = r"\documentclass{article}\begin{document}Small.%s\end{document}"
# A display notes how much room it leaves in its line, a result how high it is, in millimetres.
MEASURED = r"""
#let display(number, body) = layout(size => {
  [#metadata((size.width - measure(body).width) / 1mm)<room>]
})
#let prose(body) = none
#let result(word, name, method, body) = {
  let plain = block(width: 118mm, body)
  context [#metadata(measure(plain).height / 1mm)<height>]
  plain
}
"""


@pytest.fixture(scope="module")
def source() -> str:
    return to_typst(document(), pictures("svg"))


@pytest.fixture(scope="module")
def pdf(source) -> bytes:
    return pdf_by_typst(source, pictures("svg"))


def poppler(tool: str, pdf: bytes, *arguments: str) -> str:
    command = [tool, *arguments, "-"]
    command += ["-"] if tool == "pdftotext" else []
    done = subprocess.run(command, input=pdf, check=True, capture_output=True)
    return done.stdout.decode()


def measured(source: str, folder: Path, label: str) -> list[float]:
    for key, content in pictures("svg").items():
        (folder / f"figure-{key}.svg").write_bytes(content)
    main = folder / "main.typ"
    main.write_text(source, encoding="utf-8")
    compiler = typst.Compiler(main, root=folder, ignore_system_fonts=True)
    found: list[float] = json.loads(compiler.query(f"<{label}>", field="value"))
    return found


def test_typst_makes_the_same_bytes_again(source, pdf):
    assert pdf == pdf_by_typst(source, pictures("svg"))
    assert source == to_typst(document(), pictures("svg"))
    assert "Date" not in poppler("pdfinfo", pdf)


def test_everything_is_in_it(pdf):
    text = " ".join(poppler("pdftotext", pdf, "-layout").split())
    for equation in equations():
        assert f"({equation.number})" in text
        assert equation.numbers or equation.names[0] in text
    for heading in (section.heading for section in document()):
        assert text.count(heading) >= 2, "once in the table of contents"
    assert {"Errata", "As printed", "symbol"} <= set(re.findall(r"Errata|As printed|symbol", text))
    assert "Fig. 1b." in text


def test_typst_uses_its_own_fonts_alone(pdf):
    fonts = {line.split()[0].split("+")[-1] for line in poppler("pdffonts", pdf).splitlines()[2:]}
    ours = {name for name in fonts if name.startswith(("NewCM", "DejaVuSansMono", "Libertinus"))}
    # Pictures of formulas may hold fonts of their own, as outlines without a name.
    assert fonts - ours <= {"[none]"}


def test_every_display_fits_in_its_line(source, tmp_path):
    wider = source.replace("\n#chapter", f"\n{MEASURED}\n#chapter", 1)
    rooms = measured(wider, tmp_path, "room")
    assert len(rooms) > len(equations()) // 2
    assert min(rooms) > -0.5, sorted(rooms)[:5]


def test_every_result_fits_on_a_page(source, tmp_path):
    plain = MEASURED[MEASURED.index("#let prose") :]
    heights = measured(source.replace("\n#chapter", f"\n{plain}\n#chapter", 1), tmp_path, "height")
    assert len(heights) == len(equations())
    assert max(heights) < 240


def test_words_are_never_markup():
    words = "No #set [x] *bold* `raw` @ref // gone? ~ \\ end"
    text = poppler("pdftotext", pdf_by_typst("#set page(numbering: none)\n" + prose(words), {}))
    assert " ".join(text.split()) == words


def test_latexmk_sets_the_whole_document():
    drawn = pictures("pdf")
    text = poppler("pdftotext", pdf_by_latexmk(to_latex(document(), drawn), drawn), "-layout")
    assert "Errata" in text
    assert "??" not in text


def test_latexmk_makes_the_same_bytes_again():
    assert pdf_by_latexmk(SMALL % "", {}) == pdf_by_latexmk(SMALL % "", {})


def test_tex_runs_no_command(tmp_path):
    trace = tmp_path / "trace"
    pdf_by_latexmk(SMALL % rf"\immediate\write18{{touch {trace}}}", {})
    assert not trace.exists()


@pytest.mark.parametrize(
    ("engine", "source", "said"),
    [
        (pdf_by_typst, "#nothing", "Typst can't set the document: unknown variable: nothing"),
        (pdf_by_typst, '#image("absent.svg")', "Typst can't set the document: file not found"),
        (pdf_by_latexmk, SMALL % r"\nothing", "TeX can't set the document: Undefined control"),
        (pdf_by_latexmk, SMALL % r"\read-1to\x", "TeX can't set the document: "),
    ],
)
def test_what_engines_complain_of_is_one_line(engine, source, said):
    with pytest.raises(ValueError, match=said) as error:
        engine(source, {})
    assert "\n" not in str(error.value)


def test_a_missing_engine_is_one_line(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ValueError, match=r"^Engine latexmk was not found: install TeX Live or"):
        pdf_by_latexmk(SMALL % "", {})
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ValueError, match=r"^PDF needs typst: .*beyondthermal\[report\]', or .*\.$"):
        pdf_by_typst("", {})
