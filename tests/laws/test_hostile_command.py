"""The command on hostile files: one line within a second, in bounded memory."""

import os
import subprocess
import time
from pathlib import Path

import pytest
from claim_texts import claim, definitions
from console import COMMAND

from beyondthermal.derivations.claim_files.file import read


def fifo(path):
    os.mkfifo(path)


def sparse(path):
    with path.open("wb") as file:
        file.truncate(100_000_000)


def long_line(path):
    path.write_bytes(b"a" * 100_000_000)


SPECIAL = {
    "a pipe": fifo,
    "a folder": Path.mkdir,
    "100 MB of nothing": sparse,
    "a line of 100 MB": long_line,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a terminal": lambda path: path.symlink_to("/dev/tty"),
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "nothing": lambda path: None,
}


@pytest.mark.parametrize("name", SPECIAL)
def test_what_is_no_file_is_not_read(name, tmp_path):
    path = tmp_path / "my.claims.toml"
    SPECIAL[name](path)
    before = time.monotonic()
    with pytest.raises((ValueError, OSError), match=r"my\.claims\.toml|/dev/tty"):
        read(path)
    assert time.monotonic() - before < 1.0


WORST = {
    "brackets": claim(f"bound = '{'(' * 9_000}x > 0'"),
    "a power": claim("bound = 'x < exp(10^9*log(2))'"),
    "a tower": claim("bound = 'abs(sinh(cosh(sinh(cosh(10)))) - 1) > x'"),
    "roots": claim(f"bound = 'x < log({'*'.join(f'(1 + i*sqrt({n}))' for n in range(2, 60))})'"),
    "definitions that double": definitions("{0}*{0} + 1", 200),
    "definitions that nest": definitions("sin({0}) + 1", 200),
    "tables, 100,000 deep": "claim = " + "{a = " * 100_000 + "1" + "}" * 100_000,
    "a key of 100,000 parts": ".".join("a" * 100_000) + " = 1",
}


# One gigabyte, in the command and in the process that it starts.
LIMITED = ("sh", "-c", 'ulimit -v 1048576 && exec "$@"', "sh")


@pytest.fixture(scope="module")
def harmless(tmp_path_factory):
    """What the command needs for a file that is all right."""
    path = tmp_path_factory.mktemp("harmless") / "my.claims.toml"
    path.write_text('[[claim]]\nname = "a"\nidentity = "1 = 1"\n')
    used, done = _run(path)
    assert done.returncode == 0, done.stderr
    return used


@pytest.mark.parametrize("name", WORST)
def test_the_command_survives_the_worst(name, harmless, tmp_path):
    path = tmp_path / "my.claims.toml"
    path.write_text(WORST[name])
    used, done = _run(path)
    assert done.returncode == 2
    # Beside a claim that can be read, the line is in the report.
    told = [line for line in done.stdout.splitlines() if line.startswith(f"  {path}: ")]
    assert len(done.stderr.splitlines() or told) == 1
    assert bool(done.stdout) == bool(told)
    assert used - harmless < 1.0


def _run(path):
    """The seconds of CPU that it took, and what came of it."""
    before = os.times()
    done = subprocess.run(
        [*LIMITED, COMMAND, "check", "--claims", path],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    after = os.times()
    used = after.children_user + after.children_system
    return used - before.children_user - before.children_system, done
