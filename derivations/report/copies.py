"""An equation as text to be pasted: LaTeX for a paper, SymPy and NumPy for a program, a theorem."""

import re
from collections.abc import Sequence

import sympy as sp

from beyondthermal.symbolic.prose import unmarked

from .blocks import Equation
from .code.numpy_copies import as_numpy
from .code.sympy_copies import as_sympy
from .layout import rows
from .margins import theorem

__all__ = ["THEOREM", "as_latex", "copies", "offered"]

# The button of the theorem, which the proof shows, too.
THEOREM = "Rocq"


def offered(equation: Equation) -> tuple[str, ...]:
    """What is on the equation's buttons."""
    if not equation.statement:
        return ()
    python = ("Python",) if as_numpy(equation.statement) else ()
    return ("LaTeX", "SymPy", *python, *((THEOREM,) if theorem(equation.result) else ()))


def copies(equation: Equation) -> dict[str, str]:
    """The texts of an equation's buttons, by what is on them; programs begin with its words."""
    statement, tag = equation.statement, ", ".join(equation.numbers)
    name = "eq_" + re.sub(r"\W", "_", equation.names[0], flags=re.ASCII)
    make = {
        "LaTeX": lambda: as_latex(statement, tag, equation.condition),
        "SymPy": lambda: f"{_heading(equation)}\n{as_sympy(statement)}",
        "Python": lambda: f"{_heading(equation)}\n{as_numpy(statement, name)}",
        THEOREM: lambda: theorem(equation.result),
    }
    return {name: make[name]() for name in offered(equation)}


def _heading(equation: Equation) -> str:
    """Comments: the name of the equation, what it says, and for which values."""
    words = f"({', '.join(equation.names)}) {equation.result.claim.says}."
    where = equation.result.domain
    return "\n".join(
        f"# {unmarked(line)}" for line in (words, f"For {where}." * bool(where)) if line
    )


def as_latex(statements: Sequence[sp.Basic], number: str = "", condition: str = "") -> str:
    r"""An align environment that needs only amsmath; the number becomes its tag."""
    lines = rows(statements, condition=condition)
    tag = f" \\tag{{{number}}}" if number else ""
    body = " \\notag\\\\\n  ".join(lines) if number else " \\\\\n  ".join(lines)
    star = "" if number else "*"
    return f"\\begin{{align{star}}}\n  {body}{tag}\n\\end{{align{star}}}"
