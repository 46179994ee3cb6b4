"""What a model comes to, for a terminal, for a paper, and for programs.

The same statements go to all of them, long fractions in parts that have names; text and code in the
JSON file are whole.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import sympy as sp

from beyondthermal.derivations.claims.statements import equation
from beyondthermal.derivations.printing import (
    ascii_maths,
    latex,
    unicode_maths,
    width,
)
from beyondthermal.derivations.report.layout import rows
from beyondthermal.symbolic.formula.letters import letters
from beyondthermal.symbolic.master_equation.steady_states import SteadyStates
from beyondthermal.symbolic.named_parts import named_parts
from beyondthermal.symbolic.symbols import declared

from .model import Model
from .outsize import is_outsize, lengths, texts
from .writing import as_code, as_text

__all__ = ["described", "equations", "fragment", "statements", "to_json"]

# Characters of a line in a terminal, and in a column of a paper.
_COLUMNS, _COLUMN = 72, 46
Statements = Mapping[str, sp.Basic]
# In place of D and a, where the model has these.
_LETTERS = ("N", "Q", "b", "c", "f", "h")


def statements(model: Model) -> Statements:
    """What there is to show of the steady state, by name: each an equation.

    These are the populations, the matrix elements above the diagonal that aren't zero, the
    observables and the concurrence, and then the parts of them that have names.
    """
    if is_outsize(model) or model.steady is None:
        return {}
    new = (each.symbol.name for each in model.dressing.replacements)
    taken = {*model.symbols, *model.names, *new}

    def named(name: str) -> sp.Symbol:
        letter, _, index = name.partition("_")
        free = (f"{own}_{index}".rstrip("_") for own in (letter, *_LETTERS))
        return declared(next(own for own in free if own not in taken), sp.Reals)

    results, parts = named_parts(model.numerators, model.steady[1], named)
    shown = _shown(model)
    found = {
        name: equation(declared(shown.get(name, name), sp.Reals), value)
        for name, value in results.items()
    }
    for name in (each for each in model.functionals if each != "purity" and each in model.names):
        found[name] = equation(declared(name, sp.Reals), model.names[name])
    found |= {name.name: equation(name, part) for name, part in parts.items()}
    undressed = model.dressing.undressed
    return {name: equation(each.lhs, undressed(each.rhs)) for name, each in found.items()}


def _shown(model: Model) -> Mapping[str, str]:
    """Names of results with the labels of levels as they are written: p_-1 for p_m1."""
    labels = [*zip(model.space.labels, model.space.shown, strict=True)]
    populations = {f"p_{label}": f"p_{own}" for label, own in labels}
    return populations | {
        f"rho_{one}_{other}": f"rho_{own}_{others}"
        for one, own in labels
        for other, others in labels
    }


def described(model: Model, shown: Statements, *, unicode: bool = True) -> Iterator[str]:
    """The statements in two-dimensional Unicode or ASCII, a few lines each.

    Of polynomials that nobody reads it is said how long they are.
    """
    if is_outsize(model):
        yield from lengths(model)
        return
    maths = unicode_maths if unicode else ascii_maths
    for name, each in shown.items():
        wide = width(own := letters(each)) > _COLUMNS
        yield f"{name} = {each.rhs}" if wide else maths(own, columns=_COLUMNS)


def equations(model: Model) -> str:
    """The model alone in LaTeX, where its steady state has no closed form."""
    return f"% The model.\n{_align(_model(model))}\n"


def fragment(model: Model, shown: Statements, claims: Sequence[Mapping[str, Any]]) -> str:
    r"""The model and its steady state in LaTeX, to be \input into a paper; it needs amsmath."""
    lines = ["% The model, its steady state, and what was claimed of it.", _align(_model(model))]
    for name, each in shown.items():
        lines += [f"% {name}", _align(rows((letters(each),), _COLUMN))]
    lines += [f"% {line}" for line in (lengths(model) if is_outsize(model) else ())]
    lines += [
        f"% {_plain(claim['name'])}: {claim['verdict']} ({_plain(claim['claim'])})"
        for claim in claims
    ]
    return "\n".join(lines) + "\n"


def to_json(
    model: Model,
    title: str,
    verdicts: Mapping[str, str],
    shown: Statements,
    claims: Sequence[Mapping[str, Any]],
) -> str:
    """Everything as plain data."""
    lindbladian = model.lindbladian
    document = {
        "title": title,
        "symbols": {name: str(model.domains[name]) for name in model.symbols},
        "values": {n: str(v) for n, v in model.symbols.items() if not v.is_Symbol},
        "written as": list(model.notes),
        "levels": model.space.labels,
        "hamiltonian": _entries(lindbladian.hamiltonian),
        "jumps": [
            {"rate": str(rate), "operator": _entries(jump), "reservoir": reservoir}
            for (rate, jump), reservoir in zip(lindbladian.jumps, model.reservoirs, strict=True)
        ],
        "family": None if model.unique else _family(model.family, model.dressing.undressed),
        "verdicts": dict(verdicts),
        "results": texts(model) if is_outsize(model) else _results(model, shown),
        "parts": {n: latex(letters(each.rhs)) for n, each in shown.items() if n not in model.names},
        "claims": list(claims),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _results(model: Model, shown: Statements) -> dict[str, dict[str, str]]:
    """All that has a name but the purity; of elements of the matrix those above the diagonal.

    Text and code are whole, LaTeX is in the parts that have names.
    """
    labels = model.space.labels
    below = {f"rho_{a}_{b}" for k, a in enumerate(labels) for b in labels[:k]}
    found = {}
    for name in (name for name in model.products if name not in {"purity", *below}):
        products = model.products[name]
        value = shown[name].rhs if name in shown else model.names[name]
        found[name] = {
            "text": as_text(products), "latex": latex(letters(value)), "sympy": as_code(products)
        }  # fmt: skip
    return found


def _family(family: SteadyStates, undressed: Callable[[sp.Basic], sp.Basic]) -> dict[str, Any]:
    return {
        "description": family.description,
        "basis": [_entries(undressed(matrix)) for matrix in family.basis],
        "conserved": [_entries(undressed(matrix)) for matrix in family.conserved],
    }


def _entries(matrix: sp.Matrix) -> list[list[str]]:
    return [[str(entry) for entry in row] for row in matrix.tolist()]


def _model(model: Model) -> list[str]:
    """The master equation in words: no letter of the model's symbols means anything else."""
    lindbladian = model.lindbladian
    lines = [rf"\text{{Hamiltonian: }} & {_latex(lindbladian.hamiltonian)}"]
    for k, (rate, jump) in enumerate(lindbladian.jumps, 1):
        at = rf"\quad \text{{at the rate }} {latex(letters(rate))}"
        lines.append(rf"\text{{jump {k}: }} & {_latex(jump)} {at}")
    return lines


def _latex(matrix: sp.Matrix) -> str:
    return latex(letters(sp.ImmutableMatrix(matrix)))


def _align(lines: Sequence[str]) -> str:
    body = " \\\\\n  ".join(lines)
    return f"\\begin{{align*}}\n  {body}\n\\end{{align*}}"


def _plain(text: str) -> str:
    return " ".join(str(text).split())
