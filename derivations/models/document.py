"""What a model comes to, for a terminal, for a paper, and for programs.

The same statements go to all three. An expression that no one would read is left out of the first
two, and said to be; the JSON file has everything.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sympy as sp

from beyondthermal.derivations.claims.statements import equation
from beyondthermal.derivations.printing import ascii_maths, latex, unicode_maths, width
from beyondthermal.derivations.report.layout import rows
from beyondthermal.symbolic.master_equation.steady_states import SteadyStates
from beyondthermal.symbolic.symbols import declared

from .model import Model

__all__ = ["described", "fragment", "statements", "to_json"]

# Characters of a line in a terminal, and in a column of a paper.
_COLUMNS, _COLUMN = 72, 46
# A longer expression is left to programs.
_LONG = 250


def statements(model: Model) -> Mapping[str, sp.Basic]:
    """What there is to show of the steady state, by name: each an equation.

    These are the populations, the matrix elements above the diagonal that aren't zero, the
    concurrence, and the observables.
    """
    labels = model.space.labels
    below = {f"rho_{a}_{b}" for i, a in enumerate(labels) for b in labels[: i + 1]}
    found = {}
    for name in model.names:
        if name in {"steady_states", "purity", *below}:
            continue
        value = model.names[name]
        if not (name.startswith("rho_") and value == 0):
            found[name] = equation(declared(name, sp.Reals), value)
    return found


def described(model: Model, *, unicode: bool = True) -> Iterator[str]:
    """The statements in two-dimensional Unicode or ASCII, a few lines each."""
    maths = unicode_maths if unicode else ascii_maths
    for name, shown in statements(model).items():
        if _is_long(shown.rhs):
            yield f"{name}: {_size(shown.rhs)}, see model.json"
        elif width(shown) > _COLUMNS:
            yield f"{name} = {shown.rhs}"
        else:
            yield maths(shown, columns=_COLUMNS)


def fragment(model: Model, claims: Sequence[Mapping[str, Any]]) -> str:
    r"""The model and its steady state in LaTeX, to be \input into a paper; it needs amsmath."""
    lines = ["% The model, its steady state, and what was claimed of it.", _align(_model(model))]
    for name, shown in statements(model).items():
        if _is_long(shown.rhs):
            lines.append(f"% {name} is left out: {_size(shown.rhs)}.")
        else:
            lines += [f"% {name}", _align(rows((shown,), _COLUMN))]
    lines += [
        f"% {_plain(claim['name'])}: {claim['verdict']} ({_plain(claim['claim'])})"
        for claim in claims
    ]
    return "\n".join(lines) + "\n"


def to_json(
    model: Model, title: str, verdicts: Mapping[str, str], claims: Sequence[Mapping[str, Any]]
) -> str:
    """Everything as plain data."""
    lindbladian = model.lindbladian
    document = {
        "title": title,
        "symbols": {name: str(model.domains[name]) for name in model.symbols},
        "values": {n: str(v) for n, v in model.symbols.items() if not v.is_Symbol},
        "levels": model.space.labels,
        "hamiltonian": _entries(lindbladian.hamiltonian),
        "jumps": [
            {"rate": str(rate), "operator": _entries(jump), "reservoir": reservoir}
            for (rate, jump), reservoir in zip(lindbladian.jumps, model.reservoirs, strict=True)
        ],
        "family": None if model.unique else _family(model.family),
        "verdicts": dict(verdicts),
        "results": {
            name: {"text": str(value), "latex": latex(value), "sympy": sp.srepr(value)}
            for name in model.names
            if name != "purity"
            for value in (model.names[name],)
        },
        "claims": list(claims),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _family(family: SteadyStates) -> dict[str, Any]:
    return {
        "description": family.description,
        "basis": [_entries(matrix) for matrix in family.basis],
        "conserved": [_entries(matrix) for matrix in family.conserved],
    }


def _entries(matrix: sp.Matrix) -> list[list[str]]:
    return [[str(entry) for entry in row] for row in matrix.tolist()]


def _model(model: Model) -> list[str]:
    """The master equation: the Hamiltonian, and each jump with its rate."""
    lindbladian = model.lindbladian
    lines = [f"H &= {latex(sp.Matrix(lindbladian.hamiltonian))}"]
    for k, (rate, jump) in enumerate(lindbladian.jumps, 1):
        lines.append(f"\\Gamma_{{{k}}} &= {latex(rate)}, \\quad L_{{{k}}} = {latex(jump)}")
    return lines


def _align(lines: Sequence[str]) -> str:
    body = " \\\\\n  ".join(lines)
    return f"\\begin{{align*}}\n  {body}\n\\end{{align*}}"


def _is_long(expr: sp.Expr) -> bool:
    return bool(sp.count_ops(expr) > _LONG)


def _size(expr: sp.Expr) -> str:
    numerator, denominator = (len(sp.Add.make_args(sp.expand(part))) for part in sp.fraction(expr))
    return f"a fraction of {numerator} over {denominator} terms"


def _plain(text: str) -> str:
    return " ".join(str(text).split())
