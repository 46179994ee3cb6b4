"""Builds the test program of a language, runs it on the vectors, and times it."""

import struct
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .intervals import readable, written
from .language import Language, Package
from .vectors import Vectors

__all__ = ["Outcome", "evaluate", "verify"]

TIMEOUT = 300


@dataclass(frozen=True)
class Outcome:
    """What came of a language.

    Attributes
    ----------
    language
        Its title.
    points
        How many points were compared; 0 if it wasn't run.
    error
        The largest error in units of the allowed one.
    ulps
        The largest error of a value in units of the last place of 1: 2⁻⁵², or 2⁻²³ in single
        precision.
    nanoseconds
        Time of a point of the array entry, on one core.
    note
        Why it wasn't verified, or what failed; empty if all is well.
    left_out
        How many points were left out of the comparison.
    """

    language: str
    points: int = 0
    error: float = 0.0
    ulps: float = 0.0
    nanoseconds: float | None = None
    note: str = ""
    left_out: int = 0

    @property
    def verified(self) -> bool:
        """Built, run, and right everywhere."""
        return self.points > 0 and self.error <= 1 and not self.note


def verify(
    language: Language, package: Package, folder: Path, vectors: Sequence[Vectors], count: int
) -> Outcome:
    """Build and run the files of a language that lie in a folder.

    Parameters
    ----------
    language, package
        What was written.
    folder
        Where it lies.
    vectors
        One set for each program.
    count
        How many points the timing takes; 0 for none.
    """
    if not language.runs:
        return Outcome(language.title, note="printed and parsed only")
    if missing := language.missing():
        return Outcome(language.title, note=f"not verified: {', '.join(missing)} not found")
    vectors = readable(language, vectors)
    try:
        for command in language.build(package):
            _run(command, folder)
        found = evaluate(language, package, folder, vectors)
        time = None
        if count:
            time = float(_run([*language.timed(package), "bench", str(count)], folder))
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        return Outcome(language.title, note=f"failed: {_first_line(error)}")
    worst = max(v.error(f) for v, f in zip(vectors, found, strict=True))
    ulps = max(v.ulps(f) for v, f in zip(vectors, found, strict=True))
    points, left_out = (
        sum(counts)
        for counts in ([len(v.arguments) for v in vectors], [v.left_out for v in vectors])
    )
    return Outcome(language.title, points, worst, ulps, time, _note(vectors, found), left_out)


def _note(vectors: Sequence[Vectors], found: Sequence[Sequence[Sequence[float]]]) -> str:
    """What is wrong, and how wrong; nothing if all is well."""
    worst, name, by_point = max(
        (v.error(f), v.name, v.bounds is not None) for v, f in zip(vectors, found, strict=True)
    )
    if worst <= 1:
        return ""
    if not by_point:
        return "failed: an error above the allowed one"
    return f"failed: {name} has an error {worst:.3g} times what the condition of a point explains"


def evaluate(
    language: Language, package: Package, folder: Path, vectors: Sequence[Vectors]
) -> list[list[list[float]]]:
    """The results of a program that was built, for each set of vectors."""
    write = written(language)
    lines = [" ".join([v.name, *map(write, row)]) for v in vectors for row in v.arguments.tolist()]
    output = _run(language.run(package), folder, "\n".join(lines) + "\n").splitlines()
    if len(output) != len(lines):
        raise ValueError(f"{len(lines)} points asked for, {len(output)} lines came back")
    rows = iter([[_number(token) for token in line.split()] for line in output])
    return [[next(rows) for _ in v.arguments] for v in vectors]


def _run(command: Sequence[str], folder: Path, given: str = "") -> str:
    done = subprocess.run(
        command, cwd=folder, input=given, capture_output=True, check=False,
        encoding="utf-8", errors="replace",
        timeout=TIMEOUT,
    )  # fmt: skip
    if done.returncode:
        raise ValueError((done.stderr or done.stdout or "no message").strip())
    return done.stdout


def _number(token: str) -> float:
    """A double as sixteen hexadecimal digits, as C99's hexadecimal float, or as inf and nan."""
    if len(token) == 16 and "." not in token and "x" not in token:
        return float(struct.unpack(">d", bytes.fromhex(token))[0])
    return float.fromhex(token)


def _first_line(error: Exception) -> str:
    lines = str(error).splitlines()
    return next((line for line in lines if "error" in line.lower()), lines[0] if lines else "")
