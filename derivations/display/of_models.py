"""Models in a notebook: what they are made of; nothing is solved for it."""

from collections.abc import Iterator

from beyondthermal.derivations.formula_files.display import range_of
from beyondthermal.derivations.models.model import Model
from beyondthermal.derivations.models.numbers import Numbers
from beyondthermal.derivations.report.writers.markdown import escaped
from beyondthermal.symbolic.prose import several

from .typeset import markdown, over, table

__all__ = []

# Levels whose matrices one can read, and that can be named in a line.
READABLE, NAMED = 8, 20


@markdown.register
def _(model: Model) -> str:
    return "\n\n".join(_paragraphs(model))


@markdown.register
def _(found: Numbers) -> str:
    """Populations, and what the model's observables come to; matrix elements are in it, too."""
    names = [*found.model.observables, *found.model.functionals]
    names += [f"p_{label}" for label in found.model.space.labels[:NAMED]]
    shape = " × ".join(map(str, found.density_matrix.shape[:-2]))
    return table(
        ("", f"{shape} points" if shape else "one point"),
        [(f"`{name}`", over(found[name])) for name in names],
    )


def _paragraphs(model: Model) -> Iterator[str]:
    labels = model.space.labels
    named = f": {', '.join(f'`{label}`' for label in labels)}" if len(labels) <= NAMED else ""
    yield f"{several(len(labels), 'level')}{named}"
    if ranges := ", ".join(f"${range_of(*pair)}$" for pair in model.where.items()):
        yield f"for {ranges}"
    if len(labels) <= READABLE:
        yield markdown(model.lindbladian)
    else:
        yield several(len(model.lindbladian.jumps), "jump")
    if observed := [*model.observables, *model.asked]:
        yield f"observables: {', '.join(f'`{name}`' for name in observed)}"
    yield from map(escaped, model.said)
