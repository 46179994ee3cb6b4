"""The command: what it prints, what it writes, and what a slip of the user's comes to."""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from console import ROOT, beyondthermal, installed
from mpmath import mp
from rich.cells import cell_len

from beyondthermal.derivations import files
from beyondthermal.derivations.claims import claim
from beyondthermal.derivations.claims.claim import Claim
from beyondthermal.numeric import machine
from beyondthermal.numeric.cavity import precise
from beyondthermal.symbolic.decision.proof import Verdict

VERIFY = ROOT / "derivations" / "verify"


@pytest.fixture(scope="module")
def derivation(tmp_path_factory):
    """All of it found anew, with a cache of its own, which is empty at the start."""
    folder = tmp_path_factory.mktemp("derivation")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield installed("derive", "-v", cwd=folder), folder


def test_help_imports_neither_sympy_nor_numpy():
    code = (
        "import sys; sys.argv[1:] = ['--help']\n"
        "from beyondthermal.derivations.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert end.code == 0\n"
        "assert not {'sympy', 'numpy', 'mpmath'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "derive" in done.stdout


def test_derive_does_the_main_job(derivation):
    done, folder = derivation
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("A4", "A8", "A10", "A12", "A13", "A14", "6", "bound-thermal", "9", "C3"):
        assert f"({name})" in done.stdout
    checked = _verified(folder / "derivation.json")
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.endswith(" 0 failures\n")
    assert "bound-thermal: proved, re-checked: C < (1/3)" in checked.stdout
    assert {path.name for path in folder.iterdir()} == {
        f"derivation.{ending}" for ending in ("html", "json", "pdf", "tex")
    }
    assert max(map(cell_len, done.stdout.splitlines())) <= 80


def test_derive_names_every_verdict_it_came_to(derivation):
    done, folder = derivation
    results = json.loads((folder / "derivation.json").read_text())["results"]
    assert all(result["verdict"] == result["expected"] for result in results)
    verdicts = Counter(result["verdict"] for result in results)
    assert set(verdicts) == {"proved", "supported", "refuted"}
    rows = done.stdout.splitlines()
    (heading,) = (row for row in rows if row.startswith("chapter "))
    (total,) = (row.split()[2:] for row in rows if row.startswith("in all "))
    assert [int(n) for n in total] == [verdicts[word] for word in heading.split()[2::2]]


def test_derive_with_and_without_the_cache_gives_the_same_bytes(derivation, tmp_path):
    first, folder = derivation
    again = beyondthermal("derive", "--out", tmp_path)
    assert again.returncode == 0
    for done, cached in ((first, "0"), (again, r"[1-9]\d+")):
        assert re.search(rf"\b{cached} from the cache\.", " ".join(done.stdout.split()))
    assert len(again.stdout.splitlines()) <= 40
    for path in folder.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_a_tampered_derivation_is_found_out(derivation, tmp_path):
    _, folder = derivation
    text = (folder / "derivation.json").read_text()
    tampered = tmp_path / "derivation.json"
    document = json.loads(text)
    (bound,) = (r for r in document["results"] if r["name"] == "bound-thermal")
    bound["statement"] = ["<", "C", ["/", 1, 4]]
    tampered.write_text(json.dumps(document))
    done = _verified(tampered)
    assert done.returncode == 1
    assert done.stdout.endswith(" 2 failures bound-thermal claims: bound-thermal\n")


def _verified(path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", VERIFY, path]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_an_exception_in_a_claim_is_inconclusive():
    result = claim.check(Claim("broken", "It divides by zero", lambda: 1 // 0))
    assert result.finding.proof.verdict is Verdict.INCONCLUSIVE
    assert "ZeroDivisionError" in result.finding.proof.method
    assert not result.as_expected


def test_evaluate_prints_every_pair():
    done = beyondthermal("evaluate", "--beta-a", "-inf,0", "--beta-s", "inf", "--beta-s", "5")
    assert done.returncode == 0
    heading, *rows = done.stdout.splitlines()
    assert heading.split() == ["beta_A", "beta_S", "C", "p_G", "p_S", "p_A", "p_E"]
    expected = [(a, s) for a in ("-inf", "0") for s in ("inf", "5")]
    assert [tuple(row.split()[:2]) for row in rows] == expected
    for row, (a, s) in zip(rows, expected, strict=True):
        assert float(row.split()[2]) == pytest.approx(
            machine.concurrence(float(a), float(s)), abs=1e-15
        )


def test_evaluate_gives_fifty_digits():
    done = beyondthermal("evaluate", "--beta-a", "inf", "--beta-s", "0", "--digits", "50")
    assert "C       0." + "3" * 50 in done.stdout


def test_json_is_json():
    done = beyondthermal("evaluate", "--beta-a", "-inf", "--beta-s", "inf", "--json")
    (row,) = json.loads(done.stdout)
    assert row["C"] == 0.5
    rates = ("--kappa", "10", "--p", "0.005", "--gamma", "0.001")
    done = beyondthermal("cavity", *rates, "--digits", "30", "--json")
    state = json.loads(done.stdout)
    assert len(state["C"]) >= 30
    found = precise.steady_state(kappa=10, p="0.005", gamma="0.001", digits=30)
    assert state["n_max"] == found.n_max
    with mp.workdps(40):
        assert abs(mp.mpf(state["C"]) - found.concurrence) < mp.mpf(10) ** -30


SLIPS = {
    "--beta-s": ("evaluate", "--beta-a", "1"),
    "`beta_A` must be a number, but got 'x'": ("evaluate", "--beta-a", "x", "--beta-s", "1"),
    "got 'nan'": ("evaluate", "--beta-a", "1", "--beta-s", "nan"),
    "`digits` must be": ("evaluate", "--beta-a", "1", "--beta-s", "1", "--digits", "0"),
    "--digits": ("evaluate", "--beta-a", "1", "--beta-s", "1", "--digits", "few"),
    "__import__": ("evaluate", "--beta-a", "__import__('os').getcwd()", "--beta-s", "1"),
    "--colour": ("derive", "--colour"),
    "command": ("derives",),
    "`kappa` must be positive": ("cavity", "--kappa", "0", "--p", "1", "--gamma", "1"),
    "`gamma` must not be negative": ("cavity", "--kappa", "1", "--p", "1", "--gamma", "-1"),
    "`p` must be a finite number": ("cavity", "--kappa", "1", "--p", "nan", "--gamma", "1"),
    "not unique": ("cavity", "--kappa", "1", "--p", "0", "--gamma", "0"),
    "`n_max` must": ("cavity", "--kappa", "1", "--p", "1", "--gamma", "1", "--n-max", "0"),
    "/dev/null/x": ("derive", "--out", "/dev/null/x"),
}  # fmt: skip


@pytest.mark.parametrize("said", SLIPS)
def test_a_slip_is_one_line_and_exit_code_2(said, tmp_path):
    done = beyondthermal(*SLIPS[said], cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not done.stdout
    assert not list(tmp_path.iterdir())


def test_a_file_is_written_whole_or_not_at_all(monkeypatch, tmp_path):
    path = tmp_path / "derivation.tex"
    files.write(path, "old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        files.write(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
