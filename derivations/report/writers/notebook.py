"""The document as a Jupyter notebook: prose in Markdown, equations as cells that derive them anew.

A cell calls `rederive`, which checks its claims again and fails unless they come to the verdict
that they should. Chapters open with the calls of the package that compute what they are about.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from beyondthermal.derivations.claims.claim import check
from beyondthermal.derivations.claims.registry import REGISTRY, find
from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.derivations.lecture.chapter import Chapter
from beyondthermal.derivations.report.blocks import (
    Block,
    Equation,
    Erratum,
    Glossary,
    Picture,
    Prose,
    Section,
    compose,
)
from beyondthermal.derivations.report.layout import aligned, names, rows
from beyondthermal.symbolic.prose import unmarked

from .markdown import JUPYTER, equation, escaped, glossary, prose

__all__ = ["Derived", "Drawn", "figure", "rederive", "to_notebook"]

_TITLE = """\
# Steady-state entanglement beyond thermal limits: the derivation, rerun

Each cell derives its equations anew and fails unless they come to the verdict that they should.
Run them from top to bottom; it needs `pip install "beyondthermal[report]"`."""
_IMPORTS = """\
import numpy as np

from beyondthermal.derivations.report.writers.notebook import figure, rederive
from beyondthermal.numeric import cavity, machine, precise
from beyondthermal.symbolic import MACHINE, closed_form, onset, steady_state, thermal_bound"""

# Characters in a line of code.
_LINE = 80
# What opens a chapter: the name of an equation in it, what is computed, and how.
_CALLS = (
    ("A4", "The whole derivation of the steady state is one call; its elements are exact.",
     "steady_state(MACHINE).density_matrix"),
    ("A9", "The closed form has three parts, each of them an exact expression.",
     "form = closed_form()\nform.N1, form.N2, form.d"),
    ("A9", "As a function of numbers it takes whole grids: the concurrence at 25 points.",
     "beta = np.linspace(-6, 6, 5)\nmachine.concurrence(beta, beta[:, None]).round(3)"),
    ("onset", "Where entanglement begins for $β_A → −∞$, exactly: the value of $exp(β_S)$.",
     "onset(0)"),
    ("A14", "Infinite temperatures are legal arguments, and stand for limits.",
     "machine.concurrence(0, np.inf), machine.concurrence(-np.inf, np.inf)"),
    ("bound-thermal", "A bound is an object too: a verdict, and how it was reached.",
     "bound = thermal_bound()\nprint(bound.verdict.name, 'by', bound.method)"),
    ("6", "The entropy production in units of $Γ⁺$.", "machine.entropy_production(-2.0, 3.0)"),
    ("8", "The full model at the optimum of Fig. 3a, and with a fifth of the pump.",
     "cavity.concurrence(kappa=2.0, p=np.array([5e-3, 1e-3]), gamma=1e-3)"),
    ("max-0.3869", "The same to thirty digits, with as many photons as that takes.",
     "state = precise.steady_state(kappa=2, p='0.005', gamma='0.001', digits=30)\n"
     "state.concurrence, state.n_max"),
)  # fmt: skip


@dataclass(frozen=True)
class Derived:
    """Equations that were derived in this session, as a notebook shows them."""

    equations: tuple[Equation, ...]

    def _repr_latex_(self) -> str:
        lines = [line for e in self.equations for line in rows(e.statement, condition=e.condition)]
        return f"$$\n{aligned(lines)}\n$$" if lines else ""

    def _repr_markdown_(self) -> str:
        return "\n".join(equation(shown, flavour=JUPYTER) for shown in self.equations)

    def __repr__(self) -> str:
        return "\n".join(
            f"({', '.join(e.names)}) {e.result.finding.proof.verdict.name.lower()}: "
            f"{unmarked(e.result.finding.proof.method)}"
            for e in self.equations
        )


@dataclass(frozen=True)
class Drawn:
    """A figure as a notebook shows it."""

    svg: str
    caption: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"image/svg+xml": self.svg, "text/plain": self.caption}


def rederive(*names: str) -> Derived:
    """Derive equations of the paper and steps of the lecture again, by name.

    Raises
    ------
    ValueError
        If there is no equation or step of that name.
    AssertionError
        If one doesn't come to the verdict that it should.

    Examples
    --------
    >>> rederive("A14")  # doctest: +ELLIPSIS
    (A14) proved: ...
    """
    for name in names:
        if name not in REGISTRY:
            raise ValueError(f"Argument `names` must be names of equations, but got {name!r}.")
    claims = tuple(map(find, names))
    # What one derivation settles is derived once.
    checked = {claim.question: claim for claim in claims}
    found = {question: check(claim) for question, claim in checked.items()}
    results = {claim.name: replace(found[claim.question], claim=claim) for claim in claims}
    for name, result in results.items():
        if not result.as_expected:
            proof, expected = result.finding.proof, result.claim.expected.name
            raise AssertionError(
                f"({name}) is {proof.verdict.name}, not {expected}: {unmarked(proof.method)}"
            )
    (section,) = compose([Chapter("", claims)], results, only=names)
    return Derived(tuple(block for block in section.blocks if isinstance(block, Equation)))


def figure(name: str) -> Drawn:
    """Compute a figure anew and draw it.

    Raises
    ------
    ValueError
        If there is no such figure, or matplotlib is missing.
    """
    from beyondthermal.derivations.figures.drawing import rendered

    if name not in FIGURES:
        raise ValueError(f"Argument `name` must be one of {', '.join(FIGURES)}, but got {name!r}.")
    drawn = FIGURES[name]
    return Drawn(rendered(drawn, drawn.data(), "svg").decode(), unmarked(drawn.caption))


def to_notebook(sections: Sequence[Section]) -> str:
    """A whole document as JSON of nbformat 4.5, without outputs."""
    cells = [_markdown(_TITLE), _code(_IMPORTS)]
    for section in sections:
        cells += _cells(section, names(sections))
    numbered = [{**cell, "id": f"cell-{k}"} for k, cell in enumerate(cells)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    notebook = {"cells": numbered, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _cells(section: Section, known: set[str]) -> Iterator[dict[str, Any]]:
    """The cells of a chapter: neighbours of a kind share one, and errata have had theirs."""
    text = [f"## {escaped(section.heading)}"]
    own = names([section])
    for words, call in ((words, call) for name, words, call in _CALLS if name in own):
        yield _markdown("\n\n".join([*text, prose(words, flavour=JUPYTER)]))
        yield _code(call)
        text = []
    for kind, group in groupby(section.blocks, type):
        blocks = list(group)
        if kind in (Equation, Picture):
            if text:
                yield _markdown("\n\n".join(text))
            text = []
            yield from _calls(blocks)
        else:
            text += _texts(blocks, known)
    if text:
        yield _markdown("\n\n".join(text))


def _calls(blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    equations = [name for b in blocks if isinstance(b, Equation) for name in b.names]
    if equations:
        quoted = [json.dumps(name, ensure_ascii=False) for name in equations]
        arguments = ", ".join(quoted)
        if len(arguments) > _LINE:
            arguments = "\n    " + ",\n    ".join(quoted) + ",\n"
        yield _code(f"rederive({arguments})")
    yield from (_code(f'figure("{b.name}")') for b in blocks if isinstance(b, Picture))


def _texts(blocks: Sequence[Block], known: set[str]) -> Iterator[str]:
    """Paragraphs, the table of symbols, and the list of errata."""
    for block in blocks:
        if isinstance(block, Prose):
            yield prose(block.text, known, JUPYTER)
        elif isinstance(block, Glossary):
            yield glossary(block, JUPYTER)
    errata = [block for block in blocks if isinstance(block, Erratum)]
    if errata:
        yield "\n".join(_erratum(erratum, known) for erratum in errata)


def _erratum(erratum: Erratum, known: set[str]) -> str:
    claim, corrected = erratum.refuted.result.claim, erratum.corrected
    right = f" Right is ({escaped(corrected.names[0])})." if corrected else ""
    return f"- **({escaped(claim.name)})** {prose(claim.says, known, JUPYTER)}.{right}"


def _markdown(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source.strip()}


def _code(source: str) -> dict[str, Any]:
    return {
        "cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [],
        "source": source,
    }  # fmt: skip
