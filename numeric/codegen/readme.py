"""What lies beside the sources of a package as README.md."""

import platform
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from math import isfinite

from beyondthermal.numeric.programs.functions import compiled
from beyondthermal.numeric.programs.program import Program

from .about import preamble
from .language import Language, Package
from .verify import Outcome

__all__ = ["readme"]

_UNTESTED = (
    "No vectors lie here: `beyondthermal codegen` with `--verify` writes them, and what runs them."
)
_TESTED = (
    "runs every line of `{file}`: a function, its arguments, and for each result two bounds, the "
    "least and the largest double as near to the value in 40 digits as `--verify` asks for."
)


def readme(language: Language, package: Package, outcome: Outcome | None = None) -> str:
    """What there is, how it is built, used and tested, and what came of verifying it."""
    origin = preamble(package.programs, package.source)
    fields = {
        "title": f"{language.module(package.module)}: {package.source.sentence} ({language.title})",
        "functions": "\n".join(_function(language, package, p) for p in package.programs),
        "arrays": f"{language.arrays}\n\n" * bool(language.arrays),
        "building": _block(_shown(language, package, language.installing)) or "Nothing to build.",
        "using": _using(language, package),
        "testing": _testing(language, package),
        "verified": _verified(language, package, outcome),
        "origin": _block([line for line in origin if not line.startswith("SPDX")], "text"),
    }
    return language.template("all/README.md", fields)


def _block(lines: Sequence[str], name: str = "sh") -> str:
    """Lines as they are, in a fence that none of them ends; nothing for none."""
    longest = max((len(ticks) for line in lines for ticks in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([f"{fence}{name}", *lines, fence]) if lines else ""


def _shown(language: Language, package: Package, texts: Sequence[str]) -> list[str]:
    """Commands as a user types them."""
    found = (language.command(text, package) for text in texts)
    return [shlex.join("python" if w == sys.executable else w for w in words) for words in found]


def _version(language: Language) -> str:
    """What the first of its tools says of itself."""
    command = language.tools[0] if language.tools else sys.executable
    for option in ("--version", "version", "-v"):
        done = subprocess.run([command, option], capture_output=True, encoding="utf-8", check=False)
        if done.returncode == 0 and (lines := (done.stdout or done.stderr).splitlines()):
            return lines[0]
    return language.tools[0]


def _function(language: Language, package: Package, program: Program) -> str:
    """How a function is called, and what it computes."""
    heads = "\n".join(f"- `{head}`" for head in language.heads(package, program))
    about = (" ".join(line.split()) if k == 0 else line for k, line in enumerate(program.about))
    plain = ("".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in s) for s in about)
    return f"{heads}\n\n{_block([*plain], 'text')}\n"


def _using(language: Language, package: Package) -> str:
    """A program that calls the first function, and what it prints."""
    if not language.example:
        return "As the comments of the sources say.\n"
    name, path, *commands = language.example
    fields = {
        **language.names(package),
        "call": language.call(package),
        "first": package.programs[0].name,
    }
    text = language.template(name, fields).rstrip()
    fence = _block(text.split("\n"), path.rpartition(".")[2])
    run = _block(_shown(language, package, commands))
    program = package.programs[0]
    value = float(compiled(program)(*package.point).flat[0]) if package.point else float("nan")
    printed = f"The first number is {value:.6g}, to six digits.\n" if isfinite(value) else ""
    return f"In `{path}`:\n\n{fence}\n\n{run}\n\n{printed}"


def _testing(language: Language, package: Package) -> str:
    if not package.tested:
        return _UNTESTED
    commands = _block(_shown(language, package, language.testing))
    return f"{commands}\n\n{_TESTED.format(file=language.vectors)}"


def _verified(language: Language, package: Package, outcome: Outcome | None) -> str:
    """Figures of the run that wrote the package, and nothing else."""
    if outcome is None:
        return "Not verified when it was written."
    if not outcome.verified:
        return f"Not verified when it was written: {outcome.note}."
    system = f"{platform.system()} {platform.machine()}, {_version(language)}"
    built = _block(_shown(language, package, language.building))
    said = [f"On {system}, when it was written" + (f", by\n\n{built}\n" if built else ":")]
    said.append(
        f"{outcome.points} points are right. The largest error is {outcome.ulps:.2f} units in the "
        f"last place of 1 (2^-52), and {outcome.error:.2f} of what is allowed."
    )
    if outcome.left_out:
        said.append(f"{outcome.left_out} points were left out: ill-conditioned or no number.")
    if outcome.nanoseconds is not None:
        (how,) = _shown(language, package, [language.timing or language.running])
        first = package.programs[0].name
        said.append(
            f"Of arrays, {first} takes {outcome.nanoseconds:.1f} ns a point on one core "
            f"(`{how} bench COUNT`)."
        )
    return "\n".join(said)
