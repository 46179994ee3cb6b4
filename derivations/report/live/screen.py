"""The first screen of the page: the question, the machine to be driven, and what is proved."""

import json
import re
from collections.abc import Sequence
from html import escape
from importlib.metadata import version
from importlib.resources import files

from beyondthermal.derivations.claims.verdicts import VERDICTS
from beyondthermal.derivations.figures.colours import DARK, LIGHT, STOPS
from beyondthermal.derivations.report.blocks import Equation, Erratum, Section, anchor
from beyondthermal.derivations.report.layout import rows
from beyondthermal.derivations.report.matter.citation import (
    PAPER,
    RELEASED,
    bibtex,
    bibtex_of_package,
)
from beyondthermal.derivations.report.writers.html_text import bare, display, prose
from beyondthermal.derivations.report.writers.pandoc import inline

from .code import expressions, functions, ladders
from .still import machine, regions

__all__ = ["QUESTION", "figures", "first_screen", "style"]

QUESTION = "How entangled can two qubits be that are only heated and cooled?"
# The claims on the cards; those of one card are displayed together.
_CARDS = (("4", "5"), ("bound-thermal",), ("supremum",))
_FIGURES = ("figures.js", "cavity.js")
# What the colours of concurrence are called in the style sheet.
_COLOURS = {
    "c0": "none", "c0+": "blue-0", "c1": "blue-1", "c2": "blue-2",
    "c3": "orange-0", "c3+": "orange-1", "c4": "orange-2",
}  # fmt: skip
# Where the point is at first; characters in a line of a card.
_START, _COLUMNS = (-4.0, 5.0), 40


def first_screen(sections: Sequence[Section]) -> str:
    """The first screen with its script; nothing for a document without the claims on the cards."""
    blocks = [(section.target, block) for section in sections for block in section.blocks]
    found = {name: b for _, b in blocks if isinstance(b, Equation) for name in b.names}
    if not {name for names in _CARDS for name in names} <= found.keys():
        return ""
    some, beyond, third = regions()
    values = {
        "question": QUESTION,
        "paper": _paper(),
        "point": machine(*_START),
        "stops": escape(json.dumps([(C, _COLOURS[key]) for C, key in STOPS])),
        "beta_A": str(_START[0]),
        "beta_S": str(_START[1]),
        "some": some,
        "beyond": beyond,
        "third": third,
        "cards": "\n".join(_card([found[name] for name in names]) for names in _CARDS),
        "version": f"beyondthermal {version('beyondthermal')}, {RELEASED}; "
        f"expressions <code>{expressions()}</code>",
        "errata": _errata([target for target, block in blocks if isinstance(block, Erratum)]),
        "bibtex": escape(f"{bibtex(PAPER)}\n\n{bibtex_of_package(expressions())}"),
    }
    markup = re.sub(r"@(\w+)@", lambda name: values[name[1]], _read("screen.html"))
    return f"{markup}<script>\n{functions()}\n</script>\n<script>\n{_read('screen.js')}</script>"


def figures() -> str:
    """The figures that take the place of still ones, as templates, with their script."""
    scripts = ladders(), *map(_read, _FIGURES)
    written = "".join(f"<script>\n{script}</script>\n" for script in scripts)
    return f"{_read('figures.html')}{written}"


def style() -> str:
    """The rules of the first screen and of the live figures."""
    colours = (f"--{name}:light-dark({LIGHT[key]},{DARK[key]});" for key, name in _COLOURS.items())
    return f":root{{{''.join(colours)}}}\n{_read('live.css')}"


def _read(name: str) -> str:
    text = files(__package__).joinpath(name).read_text("utf-8")
    if name.endswith(".html"):
        return re.sub(r"\$([^$]+)\$", lambda tex: inline(tex[1]), text)
    return bare(text)


def _paper() -> str:
    *first, last = map(escape, PAPER.authors)
    where = f"{PAPER.journal} <b>{PAPER.volume}</b>, {PAPER.article} ({PAPER.year})"
    return (
        f"{', '.join(first)} and {last}, <cite>{PAPER.title}</cite>, {where}, "
        f'<a href="{PAPER.link}">doi:{PAPER.doi}</a>'
    )


def _card(equations: Sequence[Equation]) -> str:
    """Claims with their verdicts, as this run has them, and the ways to their proofs."""
    return f"<li>{''.join(map(_claim, equations))}</li>"


def _claim(equation: Equation) -> str:
    result = equation.result
    look, target = VERDICTS[result.word], anchor(equation.names[0])
    tag = "".join(f" ({number})" for number in equation.numbers)
    lines = "".join(display([line]) for line in rows(equation.statement, _COLUMNS))
    return (
        f'<div class="result"><h2>{prose(result.claim.says)}{tag}</h2>'
        f'<div class="lines">{lines}</div>'
        f'<p><b class="{result.word} word"><i>{look.sign}</i> {result.word}</b> '
        f"for {prose(result.domain)} "
        f'<a href="#{target}" data-proof="">{look.evidence}</a></p></div>'
    )


def _errata(targets: Sequence[str]) -> str:
    """One link to all of them."""
    return f'<a href="#{targets[0]}">{len(targets)} errata of the paper</a>' if targets else ""
