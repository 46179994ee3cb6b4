"""The site builds without a warning, needs nothing from elsewhere, and finds what is in it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from console import ROOT

from beyondthermal.derivations.claim_files.keys import KEYS
from beyondthermal.derivations.cli import app
from beyondthermal.symbolic.formula.functions import FUNCTIONS

DOCS = ROOT / "docs"


def build(source: Path, out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", source, out]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every page, by its path."""
    out = tmp_path_factory.mktemp("site")
    done = build(DOCS, out)
    assert done.returncode == 0, done.stderr
    return {p.relative_to(out).as_posix(): p.read_text("utf-8") for p in out.rglob("*.*ml")} | {
        "searchindex.js": (out / "searchindex.js").read_text("utf-8")
    }


def test_every_page_is_a_page(site: dict[str, str]) -> None:
    written = {p.relative_to(DOCS).with_suffix(".html").as_posix() for p in DOCS.rglob("*.md")}
    assert written <= site.keys()


def test_nothing_is_fetched_from_elsewhere(site: dict[str, str]) -> None:
    fetched = (
        r'<(?:script|img|iframe)[^>]*src="([^"]*)"|<link[^>]*rel="stylesheet"[^>]*href="([^"]*)"'
    )
    for name, page in site.items():
        sources = ["".join(found) for found in re.findall(fetched, page)]
        assert [s for s in sources if re.match("(?:[a-z]+:)?//", s)] == [], name


def test_mathematics_is_mathml(site: dict[str, str]) -> None:
    assert site["reference/equations.html"].count("<math ") > 100
    for name, page in site.items():
        assert not re.search("[\ufdd0-\ufdd2]|MathJax|katex", page), name


def test_every_equation_of_the_paper_can_be_linked_to(site: dict[str, str]) -> None:
    page = site["reference/equations.html"]
    numbers = [*"123456789", *(f"A{k}" for k in range(1, 15)), *(f"B{k}" for k in range(1, 6))]
    assert [n for n in numbers if f'id="eq-{n.lower()}"' not in page] == []


def test_equations_and_functions_lead_to_one_another(site: dict[str, str]) -> None:
    name = "beyondthermal.numeric.machine.concurrence_from_rates"
    assert f'href="numeric.html#{name}"' in site["reference/equations.html"]
    assert 'href="equations.html#eq-a10"' in site["reference/numeric.html"]


def test_tables_are_whole(site: dict[str, str]) -> None:
    for page, names in (
        ("reference/keys.html", [key.name for key in KEYS]),
        ("reference/formulas.html", FUNCTIONS),
        ("reference/commands.html", [c.callback.__name__ for c in app.registered_commands]),
    ):
        text = re.sub("<[^>]*>", "", site[page])
        assert [name for name in names if name not in text] == []


def test_the_search_knows_words_of_all_kinds(site: dict[str, str]) -> None:
    for word in ("concurr", "certif", "qutip", "junit"):  # as the search stems them
        assert f'"{word}":' in site["searchindex.js"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[nowhere](nowhere.md)", "nowhere"),
        ("{func}`beyondthermal.nothing`", "reference target not found"),
        ("```{code-cell} ipython3\n1/0\n```", "ZeroDivisionError"),
    ],
    ids=["page", "function", "cell"],
)
@pytest.mark.slow
def test_what_leads_nowhere_or_fails_is_an_error(text: str, complaint: str, tmp_path: Path) -> None:
    head = "---\nfile_format: mystnb\nkernelspec: {name: python3}\n---\n# A page\n\n"
    for part in ("conf.py", "ext", "_static"):
        copy = shutil.copytree if (DOCS / part).is_dir() else shutil.copy
        copy(DOCS / part, tmp_path / part)
    conf = tmp_path / "conf.py"
    font = '"../derivations/report/font"'
    conf.write_text(conf.read_text("utf-8").replace(f", {font}", ""), encoding="utf-8")
    (tmp_path / "index.md").write_text(head + text + "\n", encoding="utf-8")
    done = build(tmp_path, tmp_path / "_build")
    assert done.returncode != 0
    assert complaint in done.stderr
