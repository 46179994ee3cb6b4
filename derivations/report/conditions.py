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
    ['(\\beta_A,\\ \\beta_S \\ge 0;\\ \\text{any Hermitian }\\rho)']
    >>> condition_rows("$S$ and $A$ populated", 60)
    ['(S\\text{ and }A\\text{ populated})']
    """
    lines = list(_broken(condition, columns))
    return [
        f"{'(' if k == 0 else ''}{_latex(line)}{')' if k == len(lines) - 1 else ''}"
        for k, line in enumerate(lines)
    ]


def _broken(condition: str, columns: int) -> Iterator[str]:
    """As much in a line as fits; words are broken at spaces, long formulas at commas."""
    line = ""
    for part in _parts(condition, columns):
        if line and len(unmarked(line + part).rstrip()) > columns:
            yield line.rstrip()
            line = ""
        line += part
    if line:
        yield line.rstrip()


def _parts(condition: str, columns: int) -> Iterator[str]:
    for part in re.findall(r"(?:\$[^$]*\$|[^$\s])+\s*", condition):
        if len(unmarked(part)) > columns and part.startswith("$"):
            formula, end = part[1:].rsplit("$", 1)
            *pieces, last = re.split(r"(?<=,) ", formula)
            yield from (f"${piece}$ " for piece in pieces)
            yield f"${last}${end}"
        else:
            yield part


def _latex(line: str) -> str:
    written = (
        tidy(run.content) if run.kind == "maths" else _words(run.content) for run in inlines(line)
    )
    return "".join(written).removesuffix("\\ ")


def _words(text: str) -> str:
    """Words; a comma or a semicolon before them belongs to the formula."""
    sign = text[:1] if text.startswith((",", ";")) else ""
    rest = text.removeprefix(sign).lstrip() if sign else text
    escaped = _SPECIAL.sub(r"\\\1", rest)
    return f"{sign}\\ " * bool(sign) + rf"\text{{{escaped}}}" * bool(rest)
