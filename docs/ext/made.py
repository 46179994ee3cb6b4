"""What is made of the package's own tables: a line `<!-- keys -->` of a page becomes them."""

import inspect
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import typer
from sphinx.application import Sphinx

from beyondthermal.derivations import models as shipped
from beyondthermal.derivations.claim_files.keys import reference
from beyondthermal.derivations.claims.registry import REGISTRY
from beyondthermal.derivations.claims.verdicts import EXIT_CODES, VERDICTS
from beyondthermal.derivations.cli import app as command_line
from beyondthermal.derivations.models.functionals import FUNCTIONALS
from beyondthermal.derivations.report.inline import written
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.symbolic.formula.forms import FORMS
from beyondthermal.symbolic.formula.functions import ELSEWHERE, FUNCTIONS, Function
from beyondthermal.symbolic.formula.grammar import DOMAINS
from beyondthermal.symbolic.master_equation import spaces

__all__ = ["MADE"]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *([c.replace("|", r"\|") for c in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _typed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def keys() -> str:
    """Every key of files of claims and of models."""
    return reference().partition("\n\n")[2]


def _arguments(row: Function) -> str:
    return str(row.fewest) if row.fewest == row.most else f"{row.fewest} to {row.most}"


def functions() -> str:
    """The functions of formulas, by how many arguments they take and how far they are decided."""
    names: dict[tuple[str, str], list[str]] = {}
    for name, row in FUNCTIONS.items():
        kind = _arguments(row), "in parts" if row.read_only else "yes"
        names.setdefault(kind, []).append(name)
    return table(("functions", "arguments", "decided"), ((_typed(n), *k) for k, n in names.items()))


def elsewhere() -> str:
    """What others call differently."""
    return table(("elsewhere", "here"), ((f"`{a}`", f"`{b}`") for a, b in ELSEWHERE.items()))


def models() -> str:
    """The models that come with the package, and the comments at the head of their files."""
    found = []
    for path in sorted(Path(shipped.__file__).parent.glob("*.model.toml")):
        text = path.read_text("utf-8")
        about = " ".join(line.strip("# ") for line in text.partition("title")[0].splitlines())
        found.append((f"`{path.name.partition('.')[0]}`", tomllib.loads(text)["title"], about))
    return table(("name", "title", "what it is"), found)


def forms() -> str:
    """What binds a name or takes a relation."""
    first = {
        name: (inspect.getdoc(form) or "").partition("\n\n")[0] for name, form in FORMS.items()
    }
    return table(("form", "means"), ((f"`{k}`", v.replace("\n", " ")) for k, v in first.items()))


def domains() -> str:
    """The domains that have a name."""
    return _typed(DOMAINS)


def operators() -> str:
    """The operators of spaces, as their module has them."""
    return f"```text\n{inspect.getdoc(spaces)}\n```"


def functionals() -> str:
    """What is asked of a state."""
    rows = ((f"`{name}`", str(row.count or "any"), "qubits" if row.qubits else "any",
             "always" if row.rational else "of some states")
            for name, row in FUNCTIONALS.items())  # fmt: skip
    return table(("observable", "factors", "of", "closed form"), rows)


def commands() -> str:
    """Every command, from what `--help` prints."""
    found = typer.main.get_command(command_line).commands  # type: ignore[attr-defined] # a group
    return "\n\n".join(_command(name, command) for name, command in found.items())


def _command(name: str, command: typer.core.TyperCommand) -> str:
    says, _, example = (command.help or "").partition("\n\n")
    rows = ((_typed([p.metavar or p.name] if p.param_type_name == "argument" else p.opts),
             p.help or "", f"`{p.default}`" if p.default not in (None, "", False) else "")
            for p in command.params)  # fmt: skip
    shown = f"```console\n$ {example}\n```\n\n" if example else ""
    head = ("argument or option", "says", "without it")
    return f"## `beyondthermal {name}`\n\n{says}\n\n{shown}{table(head, rows)}"


def exit_codes() -> str:
    """What a command exits with."""
    return table(("code", "means"), ((str(c), says) for c, says in EXIT_CODES.items()))


def verdicts() -> str:
    """The verdicts, as they are written."""
    return table(("sign", "verdict", "shown with it"),
                 ((v.sign, word, v.evidence.lower()) for word, v in VERDICTS.items()))  # fmt: skip


def languages() -> str:
    """The languages of generated code."""
    return table(("`--to`", "language"), ((f"`{k}`", v.title) for k, v in LANGUAGES.items()))


def equations() -> str:
    """The paper's numbered equations as they were decided, each with a label of its own."""
    stored = _stored()
    numbers = sorted((n for n in stored if re.fullmatch(r"[A-E]?\d+", n)), key=_in_order)
    parts = []
    for number in numbers:
        claims = [n for n in (number, f"{number}-corrected") if n in stored]
        shown = "\n\n".join(_equation(name, stored[name]) for name in claims)
        parts.append(f"(eq-{number})=\n## ({number})\n\n{shown}\n\n`named by {number}`")
    return "\n\n".join(parts)


def errata() -> str:
    """What is refuted, and what is right instead."""
    stored, parts = _stored(), []
    right = {entry.claim.corrects: name for name, entry in REGISTRY.items()}
    for name in (n for n, found in stored.items() if found["verdict"] == "refuted"):
        shown = "\n\n".join(_equation(n, stored[n]) for n in (name, right.get(name)) if n)
        parts.append(f"## ({name})\n\n{shown}")
    return "\n\n".join(parts)


def _stored() -> Mapping[str, Mapping[str, Sequence[str]]]:
    text = files("beyondthermal.derivations.verify").joinpath("statements.json").read_text("utf-8")
    found: Mapping[str, Mapping[str, Sequence[str]]] = json.loads(text)["claims"]
    return found


def _in_order(number: str) -> tuple[str, int]:
    letter = number[0] if number[0].isalpha() else ""
    return letter, int(number.removeprefix(letter))


def _equation(name: str, found: Mapping[str, Sequence[str]]) -> str:
    look = VERDICTS[str(found["verdict"])]
    says = written(
        REGISTRY[name].claim.says, (), words=str, maths="${}$".format, citation="[{}]".format
    )
    *formulas, domain = found["displayed"]
    shown = "\n\n".join(f"$$\n{formula}\n$$" for formula in formulas)
    return f"{look.sign} **{found['verdict']}** {says}\n\n{shown}\n\n{domain}"


MADE: Mapping[str, Callable[[], str]] = {
    made.__name__: made
    for made in (
        *(keys, functions, elsewhere, forms, domains, models, operators, functionals),
        *(commands, exit_codes, verdicts, languages, equations, errata),
    )
}


def _fill(app: Sphinx, page: str, source: list[str]) -> None:
    source[0] = re.sub(r"^<!-- (\w+) -->$", lambda m: MADE[m[1]](), source[0], flags=re.MULTILINE)


def setup(app: Sphinx) -> dict[str, bool]:
    """Fill each page when it is read."""
    app.connect("source-read", _fill)
    return {"parallel_read_safe": True}
