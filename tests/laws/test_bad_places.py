"""Any encoding, width, terminal, user and place: no traceback, no lost report, no waiting."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from claim_texts import CLAIM, REFUTED, SYMBOLS
from console import COMMAND, beyondthermal

CLAIMS = SYMBOLS + CLAIM + REFUTED + '\nsays = "C ≤ β⁻¹, 中"\n'
MODEL = """\
title = "Grüße, β ≤ 中"
[symbols]
beta = "positive"
[model]
spaces = ["qubit"]
[[jump]]
rate = "beta"
operator = "sigma_minus"
"""
# Each command, its exit code, and the files that it leaves.
COMMANDS = {
    "check my.claims.toml --json r.json --junit r.xml": (1, ("r.json", "r.xml")),
    "check my.claims.toml --format json --junit r.xml": (1, ("r.xml",)),
    "check my.claims.toml --format junit": (1, ()),
    "check --list my.claims.toml": (0, ()),
    "check A4": (0, ()),
    "derive --model my.model.toml": (0, ("model.json", "model.tex")),
    "codegen --to c --out c": (0, ("c/c/CMakeLists.txt",)),
    "evaluate --beta-a 1 --beta-s 2 --digits 20": (0, ()),
    "cavity --kappa 1 --p 1 --gamma 1 --n-max 3 --json": (0, ()),
    "figure 1b": (0, ("figure-1b.svg",)),
    "scan --help": (0, ()),
    "check missing-β.claims.toml": (2, ()),
}
# As an unknown user's without a home: what asks for it is told that there is none.
NOBODY = """\
import os, pwd
def unknown(_):
    raise KeyError("uid not found")
pwd.getpwuid = pwd.getpwnam = unknown
"""
ENVIRONMENTS = {
    "ascii, no width": {"PYTHONIOENCODING": "ascii", "COLUMNS": "0", "LINES": "0"},
    "cp1252, one column": {"PYTHONIOENCODING": "cp1252", "COLUMNS": "1", "TERM": "dumb"},
    "C, endless columns": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
                           "COLUMNS": "9" * 5000},
}  # fmt: skip
ENCODINGS = ("ascii", "cp1252", "ascii")


@pytest.fixture(scope="module")
def nobody(tmp_path_factory):
    """The environment of a user that the system does not know."""
    folder = tmp_path_factory.mktemp("nobody")
    (folder / "sitecustomize.py").write_text(NOBODY, encoding="utf-8")
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "TMPDIR", "SYSTEMROOT")}
    return kept | {"PYTHONPATH": str(folder)}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "my.claims.toml").write_text(CLAIMS, encoding="utf-8")
    (tmp_path / "my.model.toml").write_text(MODEL, encoding="utf-8")
    return tmp_path


def run(command, folder, env=os.environ, **streams):
    both = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams
    arguments = [COMMAND, *command.split()]
    return subprocess.run(arguments, cwd=folder, env=env, check=False, timeout=100, **both)


def run_by_shell(script, command, folder):
    """The command as "$@" of a script of the shell."""
    arguments = ["sh", "-c", script, "sh", COMMAND, *command.split()]
    return subprocess.run(arguments, cwd=folder, check=False, timeout=100, capture_output=True)


# Every command meets the first, and every environment the command that reports most.
TABLE = [(command, "ascii, no width") for command in COMMANDS]
TABLE += [(command, name) for command in [*COMMANDS][:2] for name in [*ENVIRONMENTS][1:]]


@pytest.mark.parametrize(("command", "name"), TABLE)
@pytest.mark.sweep
def test_every_command_works_in_any_environment(command, name, nobody, folder):
    code, files = COMMANDS[command]
    done = run(command, folder, nobody | ENVIRONMENTS[name])
    encoding = dict(zip(ENVIRONMENTS, ENCODINGS, strict=True))[name]
    out, err = done.stdout.decode(encoding), done.stderr.decode(encoding)
    assert done.returncode == code, out + err
    assert "Traceback" not in out + err
    assert "\ufffd" not in out + err
    # matplotlib has its own word on a user without a home.
    assert err.count("\n") == (code == 2) or "matplotlib" in err.lower()
    for file in files:
        assert (folder / file).stat().st_size
    if "--json r.json" in command:
        (one,) = json.loads((folder / "r.json").read_text("utf-8"))
        assert one["says"] == "C ≤ β⁻¹, 中"
        assert "C <= beta^-" in out
        assert "\\u4e2d" in out
    if "--format json" in command:
        (one,) = json.loads(out)
        assert one["says"] == "C ≤ β⁻¹, 中"
    if "--format junit" in command:
        assert len(ElementTree.fromstring(done.stdout)) == 1
    if command == "check A4":
        assert "rho_00 = " in out


def test_files_are_the_same_whatever_the_terminal(folder):
    for k, env in enumerate(({}, ENVIRONMENTS["ascii, no width"])):
        run(f"render --only A4,A9 --to tex,md --out {k}", folder, {**os.environ, **env})
    for name in ("derivation-A4-A9.tex", "derivation-A4-A9.md"):
        assert (folder / "0" / name).read_bytes() == (folder / "1" / name).read_bytes()


CHECK = "check my.claims.toml --json r.json --junit r.xml"


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_reader_that_goes_away_changes_nothing(stream, folder):
    reading, writing = os.pipe()
    os.close(reading)
    done = run(CHECK, folder, **{stream: writing})
    os.close(writing)
    assert done.returncode == 1
    assert not done.stderr
    assert (folder / "r.json").exists()
    assert (folder / "r.xml").exists()


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_change_nothing(closed, folder):
    done = run_by_shell(f'exec "$@" {closed}', CHECK, folder)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert json.loads((folder / "r.json").read_text("utf-8"))
    assert len(ElementTree.parse(folder / "r.xml").getroot()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk")
def test_a_full_disk_is_one_line_and_loses_no_other_report(folder):
    with open("/dev/full", "wb") as full:
        done = run(CHECK, folder, stdout=full)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"beyondthermal: [Errno 28]" in done.stderr
    assert (folder / "r.json").exists()
    done = run("check my.claims.toml --json /dev/full --junit s.xml", folder)
    assert done.returncode == 2
    assert b"1 claim, 1 not as expected" in done.stdout
    assert (folder / "s.xml").exists()


@pytest.fixture
def taken(folder):
    """A folder in which a file, a folder and a loop of links are in the way."""
    (folder / "file").touch()
    (folder / "folder").mkdir()
    (folder / "loop").symlink_to("loop")
    return folder


OUTPUTS = (
    "check my.claims.toml --json folder", "check my.claims.toml --junit folder",
    "check my.claims.toml --json file/r.json", "check my.claims.toml --json loop/r.json",
    "check A14 --junit folder", "derive --out file", "derive --model my.model.toml --out file",
    "derive --model my.model.toml --out loop", "codegen --to c --out file", "figure 1b --out file",
    "render --only A14 --to tex --out file", "render --only A14 --to tex --out loop",
    "scan --grid p=1,2 --fix kappa=1 --fix gamma=1 --out file",
)  # fmt: skip


@pytest.mark.parametrize("command", OUTPUTS)
def test_what_can_not_be_written_is_one_line(command, taken):
    done = beyondthermal(*command.split(), cwd=taken)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert command.split()[-1].split("/")[0] in done.stderr


def test_one_file_in_the_way_leaves_the_others(folder):
    (folder / "model.tex").mkdir()
    done = beyondthermal("derive", "--model", "my.model.toml", cwd=folder)
    assert done.returncode == 2
    assert "model.tex" in done.stderr
    assert json.loads((folder / "model.json").read_text("utf-8"))


def test_a_link_stays_one_and_a_pipe_is_written_into(folder):
    (folder / "there.json").touch()
    (folder / "r.json").symlink_to("there.json")
    os.mkfifo(folder / "pipe")
    reader = subprocess.Popen(["cat", folder / "pipe"], stdout=subprocess.PIPE)
    arguments = "check", "my.claims.toml", "--json", "r.json", "--junit", "pipe"
    done = beyondthermal(*arguments, cwd=folder)
    assert done.returncode == 1
    assert (folder / "r.json").is_symlink()
    assert json.loads((folder / "there.json").read_text("utf-8"))
    assert len(ElementTree.fromstring(reader.communicate(timeout=10)[0])) == 1
    assert (folder / "pipe").is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no terminals of this kind")
@pytest.mark.parametrize(("columns", "term"), [(0, "dumb"), (1, "xterm"), (80, "xterm")])
def test_a_terminal_of_any_kind(columns, term, folder):
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    env = {"TERM": term, "PYTHONIOENCODING": "ascii"}
    both = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
    command = [COMMAND, *CHECK.split()]
    running = subprocess.Popen(command, cwd=folder, env=os.environ | env, **both)
    os.close(theirs)
    out = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        out += piece
    os.close(ours)
    assert running.wait(timeout=100) == 1
    assert b"Traceback" not in out
    assert b"1 not as" in out.replace(b"\r\n", b" ")
    assert out.isascii()
    assert term == "xterm" or b"\x1b" not in out
