"""A file as a document: it compiles, nothing in it is another's, and nothing shown is wrong."""

import json
import re
import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import nbformat
import pytest
import sympy as sp
from console import beyondthermal
from own_files import CLAIMS, MODELS, written

import beyondthermal as package
from beyondthermal.derivations.claim_files.meaning import questions
from beyondthermal.derivations.formula_files.document import document_of
from beyondthermal.derivations.formula_files.file import FormulaFile
from beyondthermal.derivations.formula_files.statements import statement_of
from beyondthermal.derivations.report.blocks import Equation, Formula
from beyondthermal.derivations.report.documents import FORMATS, Document
from beyondthermal.derivations.report.margins import margin
from beyondthermal.symbolic.formula.letters import letters

NAMES = [*CLAIMS, *MODELS]
PAPER = re.compile(r"Tacchino|Steady-state entanglement|derivation\.json|1805|As printed")


@cache
def document(name: str) -> Document:
    """The document of a file, judged once."""
    path = written(Path(mkdtemp()), name) if name in CLAIMS else Path(name)
    file = package.load(path)
    return document_of(file, file.check(300).results)


@cache
def text(name: str, ending: str) -> str:
    files = document(name).files([ending])
    return next(iter(files.values())).decode("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_is_displayed_was_decided_on_the_way(name: str) -> None:
    blocks = [block for section in document(name).sections for block in section.blocks]
    shown = [s for b in blocks if isinstance(b, Formula | Equation) for s in b.statement]
    assert shown
    assert not {sp.true, sp.false} & {*shown}


@pytest.mark.parametrize("name", NAMES)
def test_every_claim_has_its_verdict_and_its_statement(name: str) -> None:
    (claims,) = (s for s in document(name).sections if s.name == "claims")
    assert all(isinstance(b, Equation) and b.result.as_expected for b in claims.blocks)
    for ending in ("md", "tex", "html"):
        shown = text(name, ending)
        assert shown.count("refuted") >= (name == "gain")
        assert "proved" in shown
        assert "inconclusive" not in re.sub(r"<style>.*?</style>|\\definecolor.*", "", shown,
                                            flags=re.DOTALL if ending == "html" else 0)  # fmt: skip


@pytest.mark.parametrize("ending", ["tex", "html", "md", "ipynb"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_of_another_paper(name: str, ending: str) -> None:
    assert not PAPER.search(re.sub(r"/\* STIX.*?\*/", "", text(name, ending), flags=re.DOTALL))


@pytest.mark.needs("lualatex")
@pytest.mark.parametrize("name", NAMES)
def test_the_latex_compiles_without_a_complaint(name: str, tmp_path: Path) -> None:
    for file, content in document(name).files(["tex"]).items():
        (tmp_path / file.replace(f"{name}.tex", "main.tex")).write_bytes(content)
    command = ["lualatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "main"]
    for _ in range(2):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        log = (tmp_path / "main.log").read_text(encoding="utf-8", errors="replace")
        assert done.returncode == 0, log[-2000:]
    assert not re.findall(r"^.*(?:Overfull|Missing character).*$", log, flags=re.MULTILINE)


@pytest.mark.parametrize("name", ["gain", "hostile", "driven_atom"])
def test_typst_sets_the_pdf(name: str) -> None:
    (content,) = document(name).files(["pdf"]).values()
    assert content.startswith(b"%PDF")


def test_her_letters_are_hers() -> None:
    shown = text("hostile", "md")
    assert "\\mathrm{duration} = Q_{A}^{2} + \\mathrm{eps} \\sigma" in shown
    assert "\\dot" not in shown
    page = text("hostile", "html")
    assert "<script>alert" not in page
    assert "\\input" not in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL).replace(
        "\\input{x}", ""
    )


def test_a_notebook_judges_the_claims_again() -> None:
    notebook = json.loads(text("gain", "ipynb"))
    nbformat.validate(nbformat.from_dict(notebook))
    code = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert "beyondthermal.load(" in code[0]
    space: dict[str, object] = {}
    for cell in code:
        exec(cell, space)
    assert space["checked"].as_expected


def test_statements_are_those_of_the_file() -> None:
    file = package.load("driven_atom")
    shown = {claim.name: statement_of(file, claim) for claim in file.claims}
    assert str(shown["no inversion"][0]) == "p_e < 1/2"
    assert str(shown["strong drive"][0]) == "Eq(lim(p_e, Omega, oo), 1/2)"
    assert shown["steady state"][0].shape == (2, 2)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_displayed_is_what_is_decided(name: str, tmp_path: Path) -> None:
    """With what is defined put in, it is the question that the engine is asked."""
    file = package.load(written(tmp_path, name) if name in CLAIMS else Path(name))
    compared = 0
    for claim, asked in zip(file.claims, questions(file.source.data, file.claims), strict=True):
        shown, *more = statement_of(file, claim)
        if claim.kind == "steady_state" or more:
            continue
        parts = [written_out(part, file) for part in shown.args]
        inside = [*asked.args, asked.keywords.get("rest")]
        if claim.kind == "limit":
            (left, *_), right = parts[0].args, parts[1]
            compare(left, right, inside[0], inside[2])
        elif claim.kind == "expansion":
            _, variable, point, terms, rest = inside
            order = sp.S.Zero if rest is None else sp.Order(rest, (variable, point))
            compare(parts[0], parts[1].removeO(), inside[0], terms)
            assert (parts[1].getO() or 0) == letters(order)
        else:
            compare(*parts[:2], inside[0], inside[-2])
        compared += 1
    assert compared


def compare(left: sp.Expr, right: sp.Expr, *asked: sp.Expr) -> None:
    for shown, decided in zip((left, right), asked, strict=True):
        assert shown == decided or sp.expand(shown - letters(decided)) == 0


def written_out(shown: sp.Basic, file: FormulaFile) -> sp.Basic:
    """With definitions and results of a model, which stand for themselves, in the symbols."""
    while True:
        names = {str(s): s for s in shown.free_symbols}
        named = {s: letters(file.expressions[n]) for n, s in names.items() if n in file.expressions}
        if not named:
            return shown
        shown = shown.xreplace(named)


def test_the_command_writes_all_formats_and_says_what_failed(tmp_path: Path) -> None:
    path = written(tmp_path, "gain")
    done = beyondthermal("render", path.name, "--to", ",".join(FORMATS), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {f"gain.{ending}" for ending in FORMATS} <= {p.name for p in tmp_path.iterdir()}
    wrong = path.read_text(encoding="utf-8").replace('expect = "refuted"', "")
    path.write_text(wrong, encoding="utf-8")
    done = beyondthermal("render", path.name, "--to", "md", cwd=tmp_path)
    assert done.returncode == 1
    assert "never negative: refuted, but proved was expected" in done.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--to", "doc"], "Argument `to` must be"),
        (["--engine", "word"], "Argument `engine` must be"),
        (["--only", "A4"], "A FILE is rendered whole"),
        (["--timeout", "-1"], "Argument `timeout` must be positive"),
    ],
)
def test_slips_are_one_line(tmp_path: Path, options: list[str], message: str) -> None:
    done = beyondthermal("render", written(tmp_path, "gain").name, *options, cwd=tmp_path)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert message in line


def test_a_certificate_that_says_nothing_is_not_said_to_be_checked(tmp_path: Path) -> None:
    path = tmp_path / "doubled.claims.toml"
    path.write_text(
        '[symbols]\nx = "(0, 9)"\n[[claim]]\nname = "a"\nidentity = "sin(2*x) = 2*sin(x)*cos(x)"\n'
        '[[claim]]\nname = "b"\nbound = "x < x^2 + 1"\n',
        encoding="utf-8",
    )
    file = package.load(path)
    one, other = document_of(file, file.check(300).results).sections[-1].blocks
    assert "certificates re-checked" not in margin(one.result)
    assert "certificates re-checked" in margin(other.result)


def test_a_claim_that_cannot_be_read_has_no_verdict_and_no_number(tmp_path: Path) -> None:
    path = tmp_path / "half.claims.toml"
    path.write_text(
        '[symbols]\nx = "(0, oo)"\n[[claim]]\nname = "bad"\nbound = "x + ) < 1"\n'
        '[[claim]]\nname = "good"\nbound = "x + 1 > 1"\n'
    )
    file = package.load(path)
    whole = document_of(file, file.check(60).results)
    shown = next(iter(whole.files(["md"]).values())).decode()
    assert "Not read, so nothing is claimed: half.claims.toml: line 5" in shown
    assert "### (1) good" in shown
    assert "1 statement: 1 proved" in shown
    assert "inconclusive" not in shown
    assert str(tmp_path) not in shown
