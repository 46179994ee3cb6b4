"""The plugin for pytest: claims as tests, and nothing unless it is used."""

import json
import subprocess
import sys
from importlib.metadata import entry_points
from xml.etree import ElementTree

import pytest
from console import ROOT
from hostile_texts import ON_ONE_LINE

CLAIMS = """\
[symbols]
x = "positive"

[[claim]]
name = "grows"
bound = "x + 1 > x"

[[claim]]
name = "too small"
limit = "x/(1 + x)"
at = { x = "oo" }
equals = "1/2"
"""
IN_PYTHON = """\
import pytest
import sympy as sp
from beyondthermal.symbolic import symbols

x, y = symbols("x y")

@pytest.mark.claims("my.claims.toml")
def test_each(claim):
    claim.check()

def test_file(claims):
    claims("my.claims.toml")

def test_limit(claims):
    assert claims.limit(x / (1 + x), {x: sp.oo}, 1).verdict.name == "PROVED"

def test_wrong_limit(claims):
    claims.limit(x / (1 + x), {x: sp.oo}, sp.Rational(1, 2))

def test_others(claims):
    claims.identity((x + 1) ** 2, x**2 + 2 * x + 1)
    claims.bound(x, "<", 2 * x)
    claims.expansion(1 / (1 + x), x, 0, 1 - x)
"""


def run(folder, *arguments):
    """pytest in a process of its own, warnings and unknown markers being errors."""
    command = [sys.executable, "-m", "pytest", "-W", "error", "--strict-markers", "-rA", "-p"]
    return subprocess.run(
        [*command, "no:cacheprovider", *arguments],
        cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip


def outcomes(done):
    """Test by test, whether it passed."""
    lines = (line.split(" - ")[0].split(maxsplit=1) for line in done.stdout.splitlines())
    return {name: how for how, name in (p for p in lines if p[:1] in (["PASSED"], ["FAILED"]))}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "my.claims.toml").write_text(CLAIMS)
    return tmp_path


def test_it_is_registered_once():
    (found,) = entry_points(group="pytest11", name="beyondthermal")
    assert found.value == "beyondthermal.derivations.pytest_plugin"


def test_it_is_inert_until_it_is_used(tmp_path, monkeypatch):
    (tmp_path / "test_nothing.py").write_text(
        "import sys\n"
        "def test_nothing():\n"
        "    heavy = {'sympy', 'numpy', 'mpmath', 'typer', 'rich', 'multiprocessing'}\n"
        "    assert not heavy & set(sys.modules)\n"
        "    assert 'beyondthermal.derivations.pytest_plugin' in sys.modules\n"
    )
    (tmp_path / "other.model.toml").write_text("not = [TOML")
    (tmp_path / "other.toml").write_text("[[claim]]")
    # Without the plugins of others, which import what they like.
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    done = run(tmp_path, "-p", "beyondthermal.derivations.pytest_plugin")
    assert done.returncode == 0, done.stdout
    assert outcomes(done) == {"test_nothing.py::test_nothing": "PASSED"}


def test_a_file_of_claims_is_collected(folder):
    done = run(folder)
    assert done.returncode == 1
    assert outcomes(done) == {
        "my.claims.toml::grows": "PASSED",
        "my.claims.toml::too small": "FAILED",
    }
    assert "too small (my.claims.toml, line 8): refuted, but proved was expected" in done.stdout
    assert "claimed: limit of x/(1 + x) as x -> oo is 1/2" in done.stdout
    assert "Traceback" not in done.stdout
    assert run(folder, "my.claims.toml::grows").returncode == 0


def test_a_model_is_collected_if_it_is_named(folder):
    path = folder / "decay.model.toml"
    path.write_text(
        '[symbols]\np = "positive"\ngamma = "positive"\n[model]\nspaces = ["qubit"]\n'
        '[[jump]]\nrate = "gamma"\noperator = "sigma_minus"\n'
        '[[jump]]\nrate = "p"\noperator = "sigma_plus"\n'
        '[[claim]]\nname = "excited"\nidentity = "p_1 = p/(p + gamma)"\n'
    )
    assert "decay.model.toml::excited" not in outcomes(run(folder))
    assert outcomes(run(folder, path.name)) == {"decay.model.toml::excited": "PASSED"}


def test_claims_in_python(folder):
    (folder / "test_mine.py").write_text(IN_PYTHON)
    done = run(folder, "test_mine.py")
    assert outcomes(done) == {
        "test_mine.py::test_each[grows]": "PASSED",
        "test_mine.py::test_each[too small]": "FAILED",
        "test_mine.py::test_file": "FAILED",
        "test_mine.py::test_limit": "PASSED",
        "test_mine.py::test_wrong_limit": "FAILED",
        "test_mine.py::test_others": "PASSED",
    }
    assert done.stdout.count("claimed: limit of x/(1 + x) as x -> oo is 1/2") >= 2


def test_a_slip_is_an_error_on_one_line(folder):
    path = folder / "my.claims.toml"
    path.write_text(CLAIMS.replace("bound", "bond"))
    done = run(folder)
    assert done.returncode == 2
    assert "unknown key 'bond' in the claim on line 4, did you mean bound?" in done.stdout
    assert "Traceback" not in done.stdout
    path.write_text(CLAIMS.replace("x + 1 >", "x + 1) >"))
    done = run(folder)
    assert done.returncode == 1
    assert "line 6, column 15: bound of 'grows': expected a relation" in done.stdout
    assert "Traceback" not in done.stdout


def test_the_time_is_a_setting(folder):
    slow = 'bound = "(x + 1)^64*(x + 2)^64*(x + 3)^64*(x - 1/3)^64 + (x - 1)^2 > 0"'
    text = f'[symbols]\nx = "positive"\n[[claim]]\nname = "slow"\n{slow}\n'
    (folder / "my.claims.toml").write_text(text)
    (folder / "pytest.ini").write_text("[pytest]\nclaims_timeout = 0.5\n")
    done = run(folder)
    assert done.returncode == 1
    assert "its time of 0.5 s was up" in done.stdout


def test_several_processes_share_the_claims(folder):
    done = run(folder, "-n", "2")
    assert sorted(outcomes(done).values()) == ["FAILED", "PASSED"]


def test_our_own_suite_does_not_collect_what_is_not_tested():
    done = run(ROOT, "--collect-only", "-q", "tests/symbolic/test_symbols.py")
    assert done.returncode == 0
    assert ".toml" not in done.stdout


def test_whatever_a_claim_is_called_its_failure_is_told(tmp_path):
    names = (json.dumps(text, ensure_ascii=False) for text in ON_ONE_LINE)
    rows = (f"[[claim]]\nname = {name}\nidentity = '1 = 2'\n" for name in names)
    (tmp_path / "my.claims.toml").write_text("".join(rows), encoding="utf-8")
    done = run(tmp_path, "--junitxml=r.xml")
    assert done.returncode == 1
    assert "INTERNALERROR" not in done.stdout + done.stderr
    told = [
        case[0].text for case in ElementTree.parse(tmp_path / "r.xml").getroot().iter("testcase")
    ]
    assert len(told) == len(ON_ONE_LINE)
    for text, failure in zip(ON_ONE_LINE, told, strict=True):
        assert f"{text} (my.claims.toml, line" in failure
        assert f"{text} (my.claims.toml, line" in done.stdout


@pytest.mark.parametrize("text", ["[[claim]]\nname = 5", CLAIMS])
def test_what_a_file_is_called_steers_no_terminal(text, tmp_path):
    (tmp_path / "\x1b[2J.claims.toml").write_text(text, encoding="utf-8")
    told = [
        line for line in run(tmp_path).stdout.splitlines() if ", line 8" in line or "must" in line
    ]
    assert told
    # pytest itself shows the path as it is.
    assert all("\\x1b[2J.claims.toml" in line.split("::")[-1] for line in told)
