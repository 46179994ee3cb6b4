"""The condition of a statement as a part of its display: short ones behind it, long ones below."""

import re
from collections.abc import Iterator

from beyondthermal.symbolic.prose import unmarked

from .inline import inlines, tidy

__all__ = ["condition_rows"]

_SPECIAL = re.compile(r"([#%&_])")


def condition_rows(condition: str, columns: int) -> list[str]:
    r"""The lines of a condition in LaTeX, in brackets.

    Parameters
    ----------
    condition
        Prose, with mathematics between dollar signs; its parts stand between semicolons.
    columns
        Characters in a line.

    Examples
    --------
    >>> condition_rows("$β_A$, $β_S ≥ 0$; any Hermitian $ρ$", 60)
    ['(\\beta_A\\text{, }\\beta_S \\ge 0\\text{; any Hermitian }\\rho)']
    """
    lines = list(_broken(condition, columns))
    return [
        f"{'(' if k == 0 else ''}{_latex(line)}{')' if k == len(lines) - 1 else ''}"
        for k, line in enumerate(lines)
    ]


def _broken(condition: str, columns: int) -> Iterator[str]:
    """As many parts in a line as fit; words are broken at spaces, formulas nowhere."""
    line = ""
    for part in re.findall(r"(?:\$[^$]*\$|[^$\s])+\s*", condition):
        if line and len(unmarked(line + part).rstrip()) > columns:
            yield line.rstrip()
            line = ""
        line += part
    if line:
        yield line.rstrip()


def _latex(line: str) -> str:
    return "".join(
        tidy(run.content)
        if run.kind == "maths"
        else rf"\text{{{_SPECIAL.sub(chr(92) + chr(92) + chr(49), run.content)}}}"
        for run in inlines(line)
    )
