"""The document as a Jupyter notebook: prose and equations in Markdown, and cells that derive them.

Chapters open with the derivation in SymPy's own lines, which ends in asserts. At the end `rederive`
checks every claim again, and fails unless all come to the verdict that they should.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from beyondthermal.derivations.claims.claim import check
from beyondthermal.derivations.claims.registry import REGISTRY, find
from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.derivations.figures.sheets import Figure
from beyondthermal.derivations.lecture import LECTURE
from beyondthermal.derivations.report.blocks import (
    Bibliography,
    Block,
    Equation,
    Erratum,
    Formula,
    Glossary,
    Lineage,
    Picture,
    Prose,
    Section,
)
from beyondthermal.derivations.report.code.derivation_steps import IMPORTS, STEPS, Step, before
from beyondthermal.derivations.report.composition import compose
from beyondthermal.derivations.report.layout import aligned, names, rows
from beyondthermal.symbolic.names import expect_known
from beyondthermal.symbolic.prose import unmarked

from .markdown import (
    JUPYTER,
    Known,
    equation,
    erratum,
    escaped,
    formula,
    matter,
    prose,
)

__all__ = ["Derived", "figure", "rederive", "to_notebook", "to_own_notebook"]

_TITLE = """\
# Steady-state entanglement beyond thermal limits: the derivation, rerun

The cells derive the equations in SymPy, step by step, and assert what the text says; the last ones
decide every statement again. Run them from top to bottom; it needs `pip install
"beyondthermal[report]"`."""
_BEFORE = "## What comes before"
_AGAIN = """\
## Every statement, decided again

What the chapters state is decided anew; a cell fails unless each statement comes to the verdict
that it should."""

# Characters in a line of code.
_LINE = 80


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
    expect_known("names", names, REGISTRY, "an equation")
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
    sections = compose(LECTURE, results, only=names)
    return Derived(tuple(b for s in sections for b in s.blocks if isinstance(b, Equation)))


def figure(name: str) -> Figure:
    """A figure of the paper, which a notebook computes anew and draws.

    Raises
    ------
    ValueError
        If there is no such figure.
    """
    expect_known("name", [name], FIGURES)
    return FIGURES[name]


def to_notebook(sections: Sequence[Section]) -> str:
    """A whole document as JSON of nbformat 4.5, without outputs."""
    known = names(sections)
    cells = [_markdown(_TITLE), _code(IMPORTS)]
    if earlier := before(known):
        cells += [_markdown(_BEFORE), *_derived(earlier)]
    for section in sections:
        cells += _cells(section, known)
    if known:
        cells += [_markdown(_AGAIN), *map(_again, filter(_equations_in, sections))]
    return _notebook(cells)


def to_own_notebook(
    sections: Sequence[Section], pictures: Mapping[str, bytes], title: str, path: str
) -> str:
    """The document of a user's file, with cells that read the file and judge its claims again.

    Figures are drawn by cells, which have the drawings as their outputs.
    """
    known = names(sections)
    load = f"import beyondthermal\n\nfile = beyondthermal.load({path!r})\nfile"
    again = "checked = file.check()\nassert checked.as_expected\nchecked"
    cells = [_markdown(f"# {escaped(title)}"), _code(load)]
    for section in sections:
        cells.append(_markdown(f"## {escaped(section.heading)}"))
        cells += [_markdown(text) for text in _texts(section.blocks, known)]
        shown = [block for block in section.blocks if isinstance(block, Picture)]
        cells += [_drawn(b, pictures[b.name]) for b in shown if b.name in pictures]
    return _notebook([*cells, *([_code(again)] if known else [])])


def _notebook(cells: Sequence[Mapping[str, Any]]) -> str:
    numbered = [{**cell, "id": f"cell-{k}"} for k, cell in enumerate(cells)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    notebook = {"cells": numbered, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _cells(section: Section, known: Known) -> Iterator[dict[str, Any]]:
    """The cells of a chapter: its derivation, then text, equations and figures in their order."""
    text = [f"## {section.number} {escaped(section.heading)}".replace("  ", " ")]
    own = names([section])
    if steps := [step for step in STEPS if step.name in own]:
        yield _markdown(text[0])
        yield from _derived(steps)
        text = []
    for kind, group in groupby(section.blocks, type):
        blocks = list(group)
        if kind is Picture:
            if text:
                yield _markdown("\n\n".join(text))
            text = []
            yield from (_code(b.again) for b in blocks if isinstance(b, Picture))
        else:
            text += _texts(blocks, known)
    if text:
        yield _markdown("\n\n".join(text))


def _derived(steps: Sequence[Step]) -> Iterator[dict[str, Any]]:
    for step in steps:
        yield _markdown(prose(step.words, flavour=JUPYTER))
        yield _code(step.code)


def _equations_in(section: Section) -> list[str]:
    return [name for b in section.blocks if isinstance(b, Equation) for name in b.names]


def _again(section: Section) -> dict[str, Any]:
    """The claims of a chapter, and that each of them is as it should be."""
    quoted = [json.dumps(name, ensure_ascii=False) for name in _equations_in(section)]
    arguments = ", ".join(quoted)
    if len(arguments) > _LINE:
        lines = [""]
        for name in quoted:
            if len(lines[-1] + name) > _LINE:
                lines.append("")
            lines[-1] += f" {name}," if lines[-1] else f"    {name},"
        arguments = "\n{}\n".format("\n".join(filter(None, lines)))
    heading = f"# {section.number} {section.heading}".replace("  ", " ")
    asserted = "assert all(one.result.as_expected for one in checked.equations)"
    return _code(f"{heading}\nchecked = rederive({arguments})\n{asserted}\nprint(checked)")


def _texts(blocks: Sequence[Block], known: Known) -> Iterator[str]:
    """Paragraphs, the table of symbols, and the list of errata."""
    for block in blocks:
        if isinstance(block, Prose):
            yield prose(block.text, known, JUPYTER)
        elif isinstance(block, Formula):
            yield formula(block, JUPYTER)
        elif isinstance(block, Equation):
            yield equation(block, known, JUPYTER)
        elif isinstance(block, Bibliography | Glossary | Lineage):
            yield matter(block, JUPYTER)
    errata = [block for block in blocks if isinstance(block, Erratum)]
    if errata:
        yield "\n".join(erratum(shown, known, JUPYTER) for shown in errata)


def _drawn(picture: Picture, svg: bytes) -> dict[str, Any]:
    """A cell that draws a figure, with the drawing and its caption below."""
    caption = f"**Fig. {picture.number}.** {prose(picture.figure.caption, flavour=JUPYTER)}"
    bundles = {"image/svg+xml": svg.decode()}, {"text/markdown": caption}
    outputs = [
        {"output_type": "display_data", "metadata": {}, "data": bundle} for bundle in bundles
    ]
    return {**_code(picture.again), "outputs": outputs}


def _markdown(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source.strip()}


def _code(source: str) -> dict[str, Any]:
    return {
        "cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [],
        "source": source,
    }  # fmt: skip
