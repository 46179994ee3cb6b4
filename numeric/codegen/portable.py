"""Routines of expressions that a user brings: names that every language takes, and their words.

A name may be a letter that the paper uses, differ from another one in its case only, or in an
underscore; languages write names in small letters, or in camel case. So each name becomes one in
small letters that stays apart from all others when its underscores are taken away.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import sympy as sp

from beyondthermal.numeric.programs.from_sympy import program_of
from beyondthermal.numeric.programs.program import Program, renamed

from .about import ascii_text, formula
from .dialect import snake

__all__ = ["MOST_ARGUMENTS", "portable_program"]

# For so many the test programs have room.
MOST_ARGUMENTS = 32


def portable_program(
    name: str,
    arguments: Sequence[sp.Symbol],
    outputs: Mapping[str, sp.Expr],
    domains: Mapping[sp.Symbol, sp.Set],
    summary: str,
) -> Program:
    """A program of real expressions that all languages take.

    Parameters
    ----------
    name
        Name of the function.
    arguments
        Symbols, in the order of the arguments; at least one.
    outputs
        Real expressions by the names of the results.
    domains
        The domain of each symbol, for the comment.
    summary
        What it computes, one line.

    Raises
    ------
    ValueError
        If there are no arguments or too many, or an expression has parts that no program has.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> N, n = symbols("N n")
    >>> portable_program("ratio", (n, N), {"ratio": n / N}, {}, "A ratio").arguments
    ('n', 'n2')
    """
    if not 0 < len(arguments) <= MOST_ARGUMENTS:
        raise ValueError(
            f"Function {name} must have 1 to {MOST_ARGUMENTS} arguments, but has {len(arguments)}."
        )
    program = program_of(name, arguments, outputs)
    names = _portable([*program.arguments, *(part for part, _ in program.parts)])
    plain = renamed(program, names.__getitem__)
    results = _portable([key for key, _ in program.outputs])
    plain = replace(
        plain,
        name=_portable([name])[name],
        outputs=tuple((results[key], body) for key, body in plain.outputs),
    )
    described = [_described(s, names[str(s)], domains) for s in arguments]
    found = ", ".join(key for key, _ in plain.outputs)
    about = [f"{ascii_text(summary)}.", "", *(f"  {line}" for line in formula(plain)), ""]
    return replace(plain, about=(*about, "Arguments:", *described, f"Results: {found}."))


def _described(symbol: sp.Symbol, name: str, domains: Mapping[sp.Symbol, sp.Set]) -> str:
    own = "" if name == str(symbol) else f"{symbol}, "
    return f"  {name}: {own}{ascii_text(str(domains.get(symbol, 'real')))}"


def _portable(names: Sequence[str]) -> dict[str, str]:
    """A name for each, all of them apart."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        base = re.sub(r"_+", "_", name.lower()).strip("_") or "x"
        base = base if snake(base) == base else f"{base}1"
        candidates = (base if k == 1 else f"{base}{k}" for k in range(1, len(names) + 2))
        found[name] = next(c for c in candidates if c.replace("_", "") not in taken)
        taken.add(found[name].replace("_", ""))
    return found
