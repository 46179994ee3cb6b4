"""Whatever stands in a text: each format gives it back, read by a parser of that format."""

import ast
import html
import json
import os
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes
from xml.etree import ElementTree

import pypandoc
import pytest
import typst
from claim_texts import written
from console import beyondthermal
from fake_claims import STATEMENTS
from hostile_texts import ON_ONE_LINE, UNSEEN
from toolchains import require

from beyondthermal.derivations.claims.ci_formats import FORMATS, message
from beyondthermal.derivations.claims.claim import Claim, Finding, Result
from beyondthermal.derivations.claims.table import print_table
from beyondthermal.derivations.report.blocks import Equation, Prose, Section
from beyondthermal.derivations.report.matter.lineage import lineage
from beyondthermal.derivations.report.writers.html import to_html
from beyondthermal.derivations.report.writers.latex import to_latex
from beyondthermal.derivations.report.writers.markdown import to_markdown
from beyondthermal.derivations.report.writers.notebook import to_notebook
from beyondthermal.derivations.report.writers.typst import to_typst
from beyondthermal.derivations.streams import one_line, printable
from beyondthermal.symbolic.decision.proof import Proof, Verdict

FIELDS = ("name", "says", "claim", "file", "method", "explanation")


def result(text, fields=FIELDS):
    """A claim that failed, with a text in every field."""
    common = {"verdict": "refuted", "expected": "proved", "as_expected": False, "seconds": 0.25}
    plain = dict.fromkeys(FIELDS, "plain")
    found = {"counterexample": {text: text}, "certificates": [], "line": 3}
    return common | plain | found | dict.fromkeys(fields, text)


ONES = [result(text) for text in ON_ONE_LINE] + [result(t, ("file", "method")) for t in UNSEEN]


def test_json_gives_every_text_back():
    assert json.loads(FORMATS["json"](ONES)) == ONES


def test_junit_gives_back_what_xml_can_hold():
    text = FORMATS["junit"](ONES)
    cases = list(ElementTree.fromstring(text.encode("utf-8")))
    for one, case in zip(ONES, cases, strict=True):
        assert case.get("name") == one["name"]
        assert case.get("file") == case.get("classname") == printable(one["file"])
        (failure,) = case
        assert failure.text == one["explanation"]
        assert failure.get("message") == printable(f"refuted, expected proved: {one['method']}")


def test_sarif_gives_every_text_back():
    (run,) = json.loads(FORMATS["sarif"](ONES))["runs"]
    rules = {
        rule["id"]: rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"]
    }
    for one, found in zip(ONES, run["results"], strict=True):
        assert found["ruleId"] == one["name"]
        assert rules[one["name"]] == one["says"]
        assert found["message"]["text"] == message(one)
        uri = found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9%/._~-]*", uri)
        assert os.fsdecode(unquote_to_bytes(uri)) == Path(one["file"]).as_posix()


def test_github_gets_one_command_for_each_and_nothing_else():
    *lines, summary = re.split(r"\r\n|\r|\n", FORMATS["github"](ONES))[:-1]
    assert summary == f"{len(ONES)} claims, {len(ONES)} not as expected."
    for one, line in zip(ONES, lines, strict=True):
        properties, said = re.fullmatch(r"::error ([^:]*)::(.*)", line, re.DOTALL).groups()
        pairs = dict(pair.split("=", 1) for pair in properties.split(","))
        errors = {"errors": "surrogateescape"}
        assert unquote(pairs["title"], **errors) == f"{one['name']}: refuted"
        assert unquote(pairs["file"], **errors) == Path(one["file"]).as_posix()
        assert unquote(said, **errors) == message(one)


def test_the_table_shows_every_text_and_steers_no_terminal(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "500")
    print_table(ONES)
    out = capsys.readouterr().out
    assert out.replace("\n", "").isprintable()
    for one in ONES:
        assert f"{one['name']} ({one_line(one['file'])}, line 3): refuted" in out
        assert one["says"] in out
        assert printable(one["explanation"]) in out


def test_no_line_of_a_table_is_a_command_of_github(capsys, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    for columns in ("20", "80"):
        monkeypatch.setenv("COLUMNS", columns)
        print_table([result(f"{'a' * k}{t}") for t in ON_ONE_LINE for k in (0, 3, 19)])
        out = capsys.readouterr().out
        assert not [line for line in out.splitlines() if line.strip().startswith("::")]
        assert "##[" not in out


def toml(text):
    return json.dumps(text, ensure_ascii=False)


CLAIMS = "".join(
    f'[[claim]]\nname = {toml(text)}\nsays = {toml(text)}\nidentity = "1 = 2"\n'
    for text in ON_ONE_LINE
)
MODEL = """
[symbols]
x_ = "positive"
beth = "positive"
a__b = "positive"
xscr = "positive"
[model]
levels = ["g", "e1"]
[[jump]]
rate = "x_^2 + a__b^2"
operator = "transition(g, e1)"
reservoir = "eth"
[[jump]]
rate = "beth + xscr^2"
operator = "transition(e1, g)"
[observables]
hslash = "projector(e1)"
_y = "current(eth, projector(e1))"
"""


QUBIT = """
[model]
spaces = ["qubit"]
[[jump]]
rate = "1"
operator = "sigma_minus"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder whose name is hostile itself."""
    found = tmp_path_factory.mktemp("texts") / "[/b] % \x1b[2J β"
    found.mkdir(parents=True)
    return found


# JSON and JUnit are written beside what is printed.
@pytest.mark.parametrize("form", ["table", "sarif", "github"])
def test_check_gives_every_name_back(form, folder):
    reports = folder / "r.json", folder / "r.xml"
    done = beyondthermal(
        "check", written(folder, CLAIMS), "--format", form, "--json", reports[0],
        "--junit", reports[1],
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    found = json.loads(reports[0].read_text("utf-8"))
    assert [one["name"] for one in found] == [one["says"] for one in found] == [*ON_ONE_LINE]
    cases = ElementTree.parse(reports[1]).getroot()
    assert [case.get("name") for case in cases] == [*ON_ONE_LINE]
    if form == "table":
        for text in ON_ONE_LINE:
            assert f"\n{text} (" in done.stdout


def test_a_model_gives_every_title_back(folder):
    path = folder / "my.model.toml"
    for k in range(0, len(ON_ONE_LINE), 5):
        title = " ".join(ON_ONE_LINE[k : k + 5])
        path.write_text(f"title = {toml(title)}\n{QUBIT}", encoding="utf-8")
        done = beyondthermal("derive", "--model", path, "--out", folder)
        assert done.returncode == 0, done.stderr
        assert "\x1b" not in done.stdout
        # A rule has its title on one line, and cuts it at the width.
        assert done.stdout.startswith(title[:60])
        assert json.loads((folder / "model.json").read_text("utf-8"))["title"] == title


def test_a_model_is_a_fragment_for_a_paper_whatever_its_names(folder):
    path = folder / "other.model.toml"
    path.write_text(MODEL + CLAIMS, encoding="utf-8")
    done = beyondthermal("derive", "--model", path, "--out", folder)
    assert done.returncode == 1, done.stderr
    tex = (folder / "model.tex").read_text("utf-8")
    comments = [line for line in tex.splitlines() if line.startswith("% ")]
    for text in ON_ONE_LINE:
        assert f"% {' '.join(text.split())}: refuted (1 = 2)" in comments
    require("pdflatex")
    paper = r"\documentclass{article}\usepackage{amsmath}\begin{document}\input{model}"
    (folder / "paper.tex").write_text(paper + r"\end{document}", encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex"]
    tried = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert tried.returncode == 0, tried.stdout[-2000:]


# In prose dollars stand around mathematics, and no text of a user's is prose.
WORDS = [text.replace("$", "S") for text in ON_ONE_LINE]
ASCII_WORDS = [text for text in WORDS if text.isascii()]  # LaTeX has no Chinese


def document(texts):
    """A section with a text in every field that the writers set."""

    def equation(text):
        claim = Claim(text, text, STATEMENTS[Verdict.PROVED])
        proof = Proof(Verdict.REFUTED, text, (), {"x": "1"})
        return Equation((text,), Result(claim, Finding((), proof, {text: text}), 0.0), (), ())

    last = Section("last", (*map(Prose, texts), *map(equation, texts)))
    shown = (*(Section(text, ()) for text in texts), last)
    return (*shown, Section("map", (lineage(shown),), "map"))


def squeezed(text):
    """Without what a format may set in its own way: spaces and quotation marks."""
    return re.sub(r"[\s'‘’“”\"]", "", text)


def read(source, form):
    return pypandoc.convert_text(source, "plain", form, extra_args=["--wrap=none", "--quiet"])


def times(text, found):
    return squeezed(found).count(squeezed(text))


class _Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.words = []

    def handle_data(self, data):
        self.words.append(data)


def test_html_gives_every_text_back():
    parser = _Words()
    page = to_html(document(WORDS), {})
    parser.feed(re.sub(r"<math.*?</math>", "", page, flags=re.DOTALL))
    found = "".join(parser.words)
    for text in WORDS:
        # In the contents, as a heading, as prose, as words, method, name, figure and its value.
        assert times(text, found) >= 6, text
    assert "<script>alert" not in page
    assert html.unescape(page) != page


def test_markdown_gives_every_text_back():
    found = read(to_markdown(document(WORDS)), "gfm-tex_math_dollars")
    for text in WORDS:
        assert times(text, found) >= 6, text


def test_the_notebook_gives_every_text_back():
    cells = json.loads(to_notebook(document(WORDS)))["cells"]
    prose = "\n\n".join(cell["source"] for cell in cells if cell["cell_type"] == "markdown")
    found = read(prose, "gfm-tex_math_dollars")
    called = []
    for cell in cells:
        if cell["cell_type"] == "code":
            called += [ast.literal_eval(a) for n in ast.walk(ast.parse(cell["source"]))
                       if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "rederive"
                       for a in n.args]  # fmt: skip
    assert called == WORDS
    for text in WORDS:
        assert times(text, found) >= 2, text


def test_typst_gives_every_text_back(tmp_path):
    (tmp_path / "a.typ").write_text(to_typst(document(WORDS)), encoding="utf-8")
    require("pdftotext")
    typst.compile(tmp_path / "a.typ", output=tmp_path / "a.pdf")
    _given_back(tmp_path / "a.pdf")


def test_latex_gives_every_text_back(tmp_path):
    require("pdflatex", "pdftotext")
    (tmp_path / "a.tex").write_text(to_latex(document(WORDS)), encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    _given_back(tmp_path / "a.pdf")


def _given_back(pdf):
    command = ["pdftotext", "-raw", pdf, "-"]
    found = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    for text in ASCII_WORDS:
        assert times(text.replace("-", ""), found.replace("-", "")) >= 4, text
