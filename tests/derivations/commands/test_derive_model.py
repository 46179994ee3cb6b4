"""`beyondthermal derive --model`: what it prints and writes, and what a slip comes to."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
import sympy as sp
from console import beyondthermal
from nasty import CANARY

from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.symbolic.symbols import declared

FOLDER = Path(str(files("beyondthermal.derivations.models")))
POSITIVE = sp.Interval.open(0, sp.oo)
DOMAINS = {"Omega": POSITIVE, "Delta": sp.Reals, "Gamma": POSITIVE}


@pytest.mark.needs("gcc")
def test_derive_goes_through_all_three_doors(tmp_path: Path) -> None:
    done = beyondthermal(
        "derive", "--model", "driven_atom", "--to", "c,lua", "--verify", cwd=tmp_path
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "unique for all parameters, proved" in done.stdout
    assert "7 claims, 0 not as expected" in done.stdout
    assert re.search(r"C99 .* verified", done.stdout)
    data = json.loads((tmp_path / "model.json").read_text(encoding="utf-8"))
    assert data["title"] == "Driven, damped two-level atom"
    assert {claim["verdict"] for claim in data["claims"]} == {"proved"}
    Omega, Delta, Gamma = (declared(n, d) for n, d in DOMAINS.items())
    expected = Omega**2 / (4 * Delta**2 + Gamma**2 + 2 * Omega**2)
    assert sp.cancel(sp.sympify(data["results"]["p_e"]["sympy"]) - expected) == 0
    assert "\\begin{align*}" in (tmp_path / "model.tex").read_text(encoding="utf-8")


def test_what_takes_too_long_is_refused_with_its_equations(tmp_path: Path) -> None:
    (tmp_path / "many.model.toml").write_text(
        """
        symbols = { n = "positive", kappa = "positive" }
        [model]
        spaces = ["fock(20)"]
        hamiltonian = "n*(a + a_dagger)"
        [[jump]]
        rate = "kappa"
        operator = "a"
        """,
        encoding="utf-8",
    )
    done = beyondthermal("derive", "--model", "many.model.toml", cwd=tmp_path)
    assert done.returncode == 3, done.stdout + done.stderr
    said = " ".join(done.stdout.split())
    assert "derived for up to 16 levels, not for 20. In numbers" in said
    assert "at the rate" in (tmp_path / "model.tex").read_text(encoding="utf-8")
    assert not (tmp_path / "model.json").exists()


def test_derive_explains_a_failing_claim_and_exits_1(tmp_path: Path) -> None:
    text = (FOLDER / "damped_oscillator.model.toml").read_text(encoding="utf-8")
    wrong = text.replace('equals = "2"', 'equals = "3"', 1)
    (tmp_path / "my.model.toml").write_text(wrong, encoding="utf-8")
    done = beyondthermal("derive", "--model", "my.model.toml", cwd=tmp_path)
    assert done.returncode == 1
    assert "hot bath" in done.stdout
    assert "1 not as expected" in done.stdout


def test_derive_shows_a_family_and_where_uniqueness_ends(tmp_path: Path) -> None:
    text = (FOLDER / "lambda_dark_state.model.toml").read_text(encoding="utf-8")
    head = text[: text.index("[observables]")]
    (tmp_path / "a.model.toml").write_text(
        re.sub(r'hamiltonian = """.*?"""', 'hamiltonian = "0"', head, flags=re.DOTALL),
        encoding="utf-8",
    )
    done = beyondthermal("derive", "--model", "a.model.toml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "4 independent ones" in done.stdout
    assert "c1*(M_1 - M_0)" in done.stdout


# It ends comments and strings, each time to write a file.
HOSTILE_TITLE = (
    r'''"""; open("canary", "w"); """ */ fopen("canary"); \u002a\u002f x(); *) Put[1, canary]; (*'''
    r" \Sexpr{file.create(canary)} } $(touch(canary)) ]] @type {X} ??/ ` %{ é \\"
)
HOSTILE = """
title = '''%s'''
[symbols]
int = "positive"
class = "positive"
end = "[0, oo)"
N = "positive"
[model]
levels = ["end", "END"]
[[jump]]
rate = "int + end*N"
operator = "transition(end, END)"
[[jump]]
rate = "class"
operator = "transition(END, end)"
[observables]
main = "N*projector(end)"
lambda = "projector(END) - projector(end)"
n = "int*projector(end)"
model = "projector(END)"
"""


@pytest.mark.needs(*(tool for language in LANGUAGES.values() for tool in language.tools))
def test_a_hostile_title_and_names_run_in_no_language(tmp_path: Path) -> None:
    text = HOSTILE % HOSTILE_TITLE
    (tmp_path / "my.model.toml").write_text(text, encoding="utf-8")
    done = beyondthermal("derive", "--model", "my.model.toml", "--to", "all", "--verify",
               "--out", "out", cwd=tmp_path)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" verified") == sum(language.runs for language in LANGUAGES.values())
    assert not list(tmp_path.rglob(f"*{CANARY}*"))
    source = (tmp_path / "out/python/model/__init__.py").read_text(encoding="utf-8")
    assert "def lambda1(" in source
    assert "Value of lambda in the steady state" in source


def test_numbers_may_be_set(tmp_path: Path) -> None:
    done = beyondthermal("derive", "--model", "driven_atom", "--set", "Delta=0", "--set", "Gamma=2",
               cwd=tmp_path)  # fmt: skip
    assert done.returncode == 0, done.stderr
    data = json.loads((tmp_path / "model.json").read_text(encoding="utf-8"))
    Omega = declared("Omega", DOMAINS["Omega"])
    expected = Omega**2 / (4 + 2 * Omega**2)
    assert sp.cancel(sp.sympify(data["results"]["p_e"]["sympy"]) - expected) == 0
    assert data["values"] == {"Delta": "0", "Gamma": "2"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--model", "nothing.toml"), "nothing.toml"),
        (("--to", "c"), "need a --model"),
        (("--model", "driven_atom", "--set", "Omega"), "must be as g=1/2"),
        (("--model", "driven_atom", "--set", "q=1"), "no symbol 'q'"),
        (("--model", "driven_atom", "--set", "Omega=-1"), "must be in"),
        (("--model", "driven_atom", "--to", "cobol"), "`to` must be one of all, "),
        (("--model", "empty.toml"), "there is no [model] in it"),
        (("--model", "bad.toml"), "bad.toml: jump 1: the key operator is missing"),
    ],
)
def test_a_slip_is_one_line(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    claim = '[[claim]]\nname = "a"\nidentity = "1 = 1"\n'
    (tmp_path / "empty.toml").write_text(claim, encoding="utf-8")
    bad = '[model]\nspaces = ["qubit"]\n[[jump]]\nrate = "1"\n'
    (tmp_path / "bad.toml").write_text(bad, encoding="utf-8")
    done = beyondthermal("derive", *arguments, "--out", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()
