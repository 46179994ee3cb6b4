"""Results in Markdown, with formulas between dollar signs: one function, by the type."""

from collections.abc import Iterable, Sequence
from functools import singledispatch
from typing import Any

import numpy as np
import sympy as sp

from beyondthermal.derivations.printing import latex
from beyondthermal.derivations.report.layout import aligned
from beyondthermal.numeric.precision import mp
from beyondthermal.symbolic.machine.machine import ClosedForm
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.master_equation.steady_state import SteadyState
from beyondthermal.symbolic.master_equation.steady_states import SteadyStates
from beyondthermal.symbolic.named_parts import nested
from beyondthermal.symbolic.prose import several

__all__ = ["display", "markdown", "number", "over", "table"]

# Terms of a density matrix that one can read.
_MOST = 400


@singledispatch
def markdown(result: Any) -> str:
    r"""What a notebook shows of a result.

    Raises
    ------
    TypeError
        If it isn't one of the results that are typeset.

    Examples
    --------
    >>> from beyondthermal.symbolic.machine.machine import closed_form
    >>> print(markdown(closed_form())[:49])
    $$
    \begin{aligned}
    C &= \max(0, (N_1 - N_2)/d) \\
    """
    raise TypeError(f"A {type(result).__name__} is not typeset.")


def display(lines: Iterable[tuple[str, str]]) -> str:
    """Equations below each other, left and right sides in LaTeX."""
    return f"$$\n{aligned([f'{left} &= {right}' for left, right in lines])}\n$$"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines)


def number(value: Any, digits: int = 12) -> str:
    r"""A number in LaTeX.

    Examples
    --------
    >>> number(1.5e-7), number(0.25)
    ('$1.5 \\times 10^{-7}$', '$0.25$')
    """
    mantissa, _, power = mp.nstr(mp.mpmathify(value), digits).partition("e")
    return f"${mantissa} \\times 10^{{{int(power)}}}$" if power else f"${mantissa.rstrip('.')}$"


def over(values: Any, digits: int = 6) -> str:
    r"""A number; of an array the least and the largest that is one.

    Examples
    --------
    >>> over(0.5), over(np.array([0.25, np.nan, 1.0]))
    ('$0.5$', '$0.25$ to $1.0$')
    """
    found = np.asarray(values, float)
    if found.ndim == 0:
        return number(float(found), digits)
    there = found[np.isfinite(found)]
    if not there.size:
        return "no number"
    return f"{number(there.min(), digits)} to {number(there.max(), digits)}"


@markdown.register
def _(form: ClosedForm) -> str:
    parts = zip(("N_1", "N_2", "d"), (form.N1, form.N2, form.d), strict=True)
    return display([("C", r"\max(0, (N_1 - N_2)/d)"), *((k, latex(x)) for k, x in parts)])


@markdown.register
def _(model: Lindbladian) -> str:
    pairs = ((latex(sp.sympify(rate)), latex(jump)) for rate, jump in model.jumps)
    # A bar would end the cell.
    rows = ([f"${text}$".replace("|", r"\vert ") for text in pair] for pair in pairs)
    return f"{display([('H', latex(model.hamiltonian))])}\n\n{table(('rate', 'jump'), rows)}"


@markdown.register
def _(state: SteadyState) -> str:
    size = state.lindbladian.hamiltonian.rows
    if state.terms > _MOST:
        return (
            f"A steady state of {size} levels: {state.terms} terms over a common denominator. "
            "`beyondthermal derive --model` writes them in named parts."
        )
    w, Z = state.numerators, state.denominator
    cells = [[_cell(w, i, j) for j in range(size)] for i in range(size)]
    body = r" \\ ".join(" & ".join(row) for row in cells)
    lines = [(r"\rho", rf"\frac{{1}}{{Z}} \begin{{pmatrix}} {body} \end{{pmatrix}}")]
    for i in range(size):
        for j in range(i, size):
            if w[i, j]:
                lines.append((cells[i][j], latex(_in_factors(w[i, j]))))
    return display([*lines, ("Z", latex(_in_factors(Z)))])


@markdown.register
def _(states: SteadyStates) -> str:
    """The basis M and the conserved Q: ρ(∞) = Σ tr(Q_k ρ(0)) M_k."""
    if sum(sp.count_ops(matrix) for matrix in (*states.basis, *states.conserved)) > _MOST:
        return f"{several(states.dimension, 'independent steady state')}, too long to be shown."
    lines = [(r"\rho(\infty)", r"\sum_k \operatorname{tr}(Q_k \rho(0)) M_k")]
    for letter, matrices in (("M", states.basis), ("Q", states.conserved)):
        lines += [(f"{letter}_{{{k}}}", latex(matrix)) for k, matrix in enumerate(matrices)]
    return display(lines)


def _cell(w: sp.Matrix, i: int, j: int) -> str:
    """The name of a weight: below the diagonal that of the one above, with a star if complex."""
    if not w[i, j]:
        return r"\cdot"
    name = f"w_{{{min(i, j) + 1}{max(i, j) + 1}}}"
    return f"{name}^*" if i > j and w[i, j] != w[j, i] else name


def _in_factors(expr: sp.Expr) -> sp.Expr:
    real, imaginary = expr.as_real_imag()
    return nested(real) + sp.I * nested(imaginary) if imaginary else nested(real)
