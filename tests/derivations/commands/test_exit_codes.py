"""All commands that judge claims exit with the same codes; no killed process is a traceback."""

import json
import os
import signal
import subprocess
import time

import psutil
import pytest
from claim_texts import PROVED, REFUTED, UNDECIDED, claims, written
from console import COMMAND
from fake_claims import STATEMENTS

from beyondthermal.derivations.claims import registry
from beyondthermal.derivations.claims.claim import Claim
from beyondthermal.derivations.claims.verdicts import EXIT_CODES
from beyondthermal.derivations.commands import check, derive, render
from beyondthermal.derivations.commands.check_files import check_files
from beyondthermal.derivations.commands.derive_model import derive_model
from beyondthermal.derivations.lecture.chapter import Chapter
from beyondthermal.symbolic.decision.proof import Verdict

TEXTS = {Verdict.PROVED: PROVED, Verdict.REFUTED: REFUTED, Verdict.INCONCLUSIVE: UNDECIDED}
MODEL = """\
[symbols]
x = "positive"
p = "positive"
[model]
spaces = ["qubit"]
[[jump]]
rate = "x"
operator = "sigma_minus"
[[jump]]
rate = "p"
operator = "sigma_plus"
"""


def all_of_the_paper(monkeypatch, verdicts, folder):
    """The exit codes of the commands that judge the paper's claims, if these were all."""
    found = tuple(Claim(f"c{k}", "One is two", STATEMENTS[v]) for k, v in enumerate(verdicts))
    entries = (registry.Entry(claim, "all", False) for claim in found)
    monkeypatch.setattr(registry, "REGISTRY", registry.registered(entries))
    monkeypatch.setattr(derive, "LECTURE", (Chapter("All", ("Two of them.", *found)),))
    monkeypatch.setattr(render, "lecture_claims", lambda: found)
    monkeypatch.setattr(render, "document_files", lambda *_, **__: {})
    yield check.check_claims([], None, None)
    yield derive.derive_all(folder / "out")
    yield render.render(["tex"], folder / "out")


def all_of_a_file(verdicts, folder):
    """The exit codes of the commands that judge the claims of a file."""
    text = claims(**{f"c{k}": TEXTS[v] for k, v in enumerate(verdicts)})
    yield check_files([written(folder, text)])
    model = folder / "my.model.toml"
    model.write_text(MODEL + text.split("\n", 2)[2], encoding="utf-8")
    yield derive_model(model, folder / "out")


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ((Verdict.PROVED,), 0),
        ((Verdict.PROVED, Verdict.REFUTED), 1),
        ((Verdict.PROVED, Verdict.INCONCLUSIVE), 3),
        ((Verdict.REFUTED, Verdict.INCONCLUSIVE), 1),
    ],
)
def test_all_commands_agree(verdicts, code, monkeypatch, fresh_cache, tmp_path, capsys):
    assert code in EXIT_CODES
    found = [*all_of_a_file(verdicts, tmp_path), *all_of_the_paper(monkeypatch, verdicts, tmp_path)]
    assert found == [code] * 5
    shown = capsys.readouterr()
    wrong = ", ".join(f"c{k}" for k, v in enumerate(verdicts) if v is not Verdict.PROVED)
    said = f"Not as expected: {wrong}."
    assert (said in shown.out) == (said in shown.err) == bool(wrong)


NAMES = [claim.name for claim in registry.of_the_paper()][:24]


def checking(folder, *arguments):
    """`check` on so many claims that it takes two processes, and these."""
    running = subprocess.Popen(
        [COMMAND, "check", *arguments], text=True, start_new_session=True,
        env={**os.environ, "XDG_CACHE_HOME": str(folder)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    while running.poll() is None:
        children = psutil.Process(running.pid).children()
        found = [child for child in children if "spawn_main" in " ".join(child.cmdline())]
        if len(found) == 2:
            return running, found
        time.sleep(0.01)
    raise AssertionError(running.communicate())


@pytest.mark.parametrize("of", ["the paper", "a file"])
def test_a_killed_worker_is_an_inconclusive_claim(of, tmp_path):
    names = NAMES
    if of == "a file":
        names = [f"c{k}" for k in range(8)]
        written(tmp_path, claims(**dict.fromkeys(names, PROVED)))
    asked = NAMES if of == "the paper" else [tmp_path / "my.claims.toml"]
    running, workers = checking(tmp_path, *asked, "--format", "json")
    workers[1].kill()
    out, err = running.communicate(timeout=300)
    found = {result["name"]: result for result in json.loads(out)}
    assert list(found) == names
    (lost,) = (result for result in found.values() if not result["as_expected"])
    assert lost["verdict"] == "inconclusive"
    assert "its process ended by itself (exit code -9)" in lost["method"]
    assert running.returncode == 3
    assert not err


def test_ctrl_c_ends_a_check_within_two_seconds(tmp_path):
    running, workers = checking(tmp_path, *NAMES)
    time.sleep(1)
    began = time.monotonic()
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=10)
    assert time.monotonic() - began < 2
    assert running.returncode == 130
    assert "Traceback" not in out + err
    assert not psutil.wait_procs(workers, timeout=1)[1]


def test_the_workers_of_a_check_that_is_killed_are_gone(tmp_path):
    running, workers = checking(tmp_path, *NAMES)
    time.sleep(1)
    running.kill()
    running.communicate(timeout=10)
    assert not psutil.wait_procs(workers, timeout=5)[1]
