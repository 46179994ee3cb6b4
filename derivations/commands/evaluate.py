"""The numbers behind `beyondthermal evaluate`, as a table or as JSON."""

import json
import math
from collections.abc import Mapping, Sequence
from io import StringIO
from itertools import product
from typing import Any

from mpmath import mpf
from rich.table import Table

from beyondthermal.derivations.console import Terminal, working
from beyondthermal.numeric import machine
from beyondthermal.numeric.precision import mp

__all__ = ["as_text", "evaluate_machine", "listing"]


def evaluate_machine(
    betas_A: Sequence[str], betas_S: Sequence[str], digits: int | None, *, as_json: bool
) -> str:
    """Concurrence and populations for every pair of inverse temperatures, given as lists by commas.

    Raises
    ------
    ValueError
        If a value is no number or `digits` no whole number.
    """
    with working("the machine"):
        rows = [_row(*pair, digits) for pair in product(_values(betas_A), _values(betas_S))]
    return json.dumps(rows, indent=1) if as_json else _table(rows, digits)


def _values(lists: Sequence[str]) -> list[str]:
    return [value for values in lists for value in values.split(",")]


def _row(beta_A: str, beta_S: str, digits: int | None) -> dict[str, Any]:
    """The arguments, then what they come to."""
    arguments = {"beta_A": beta_A, "beta_S": beta_S}
    doubles = [_double(name, text) for name, text in arguments.items()]
    if digits is None:
        return arguments | _in_double(*doubles)
    return arguments | as_text(machine.to_digits(beta_A, beta_S, digits=digits), digits)


def _double(name: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if math.isnan(value):
        raise ValueError(f"Argument `{name}` must be a number, but got {text!r}.")
    return value


def _in_double(beta_A: float, beta_S: float) -> dict[str, float]:
    populations = machine.populations(beta_A, beta_S)
    names = ("p_G", "p_S", "p_A", "p_E")
    values = {"C": float(machine.concurrence(beta_A, beta_S))}
    return values | {name: float(p) for name, p in zip(names, populations, strict=True)}


def as_text(values: Mapping[str, mpf], digits: int) -> dict[str, str]:
    """Fixed-point text with `digits` decimals: absolute accuracy is what is promised."""
    with mp.workdps(digits + 5):
        return {
            name: mp.nstr(value, digits, min_fixed=-mp.inf, max_fixed=mp.inf)
            for name, value in values.items()
        }


def _table(rows: Sequence[Mapping[str, Any]], digits: int | None) -> str:
    if digits is not None and digits > 8:
        return "\n\n".join(listing(row) for row in rows)
    table = Table(box=None, pad_edge=False)
    for name in rows[0]:
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(
            *(v if isinstance(v, str) else f"{v:.{15 if k == 'C' else 6}f}" for k, v in row.items())
        )
    target = StringIO()
    Terminal(file=target, width=100).print(table)
    return target.getvalue().rstrip()


def listing(row: Mapping[str, Any]) -> str:
    """One line for each entry."""
    width = max(map(len, row))
    return "\n".join(f"{name:<{width}}  {value}" for name, value in row.items())
