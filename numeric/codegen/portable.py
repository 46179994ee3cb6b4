"""Routines of expressions that a user brings: names that every language takes, and their words.

A name may be a letter that the paper uses, differ from another one in its case only, or in an
underscore; languages write names in small letters, or in camel case. So each name becomes one in
small letters that stays apart from all others when its underscores are taken away.
A function stands apart also from what comes with it, as NAME_array, and from all words that mean
something in one of the languages: `int` becomes int1 in each of them.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import count

import sympy as sp

from beyondthermal.numeric.programs.accurate import accurate_program
from beyondthermal.numeric.programs.elementary import ELEMENTARY
from beyondthermal.numeric.programs.program import Program, renamed

from .about import ascii_text, formula
from .dialect import snake
from .languages import LANGUAGES

__all__ = ["MOST_ARGUMENTS", "portable_names", "portable_program"]

# For so many the test programs have room.
MOST_ARGUMENTS = 32
# Words of languages, and names that are taken in them, without regard to case.
RESERVED = frozenset(
    word.lower()
    for language in LANGUAGES.values()
    for word in (*language.reserved, *language.dialect.reserved, *ELEMENTARY)
)
# What a function's name may go on with.
_ENDINGS = ("", "array", "indouble", "with")


def portable_program(
    name: str,
    arguments: Sequence[sp.Symbol],
    outputs: Mapping[str, sp.Expr],
    domains: Mapping[sp.Symbol, sp.Set],
    summary: str,
    module: str = "",
) -> Program:
    """A program of real expressions that all languages take.

    Parameters
    ----------
    name
        Name of the function, as `portable_names` gives it; another one is made portable.
    arguments
        Symbols, in the order of the arguments; at least one.
    outputs
        Real expressions by the names of the results.
    domains
        The domain of each symbol, for the comment.
    summary
        What it computes, in words of any kind.
    module
        Name of the module, from which arguments stand apart, too.

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
    program = accurate_program(name, arguments, outputs, domains)
    own = portable_names([name], [module])[name]
    names = _apart([*program.arguments, *(part for part, _ in program.parts)], [own, module])
    plain = renamed(program, names.__getitem__)
    results = portable_names([key for key, _ in program.outputs])
    plain = replace(
        plain,
        name=own,
        outputs=tuple((results[key], body) for key, body in plain.outputs),
    )
    described = [_described(s, names[str(s)], domains) for s in arguments]
    found = ", ".join(key for key, _ in plain.outputs)
    about = [f"{summary}.", "", *(f"  {line}" for line in formula(plain)), ""]
    return replace(plain, about=(*about, "Arguments:", *described, f"Results: {found}."))


def _described(symbol: sp.Symbol, name: str, domains: Mapping[sp.Symbol, sp.Set]) -> str:
    own = "" if name == str(symbol) else f"{symbol}, "
    return f"  {name}: {own}{ascii_text(str(domains.get(symbol, 'real')))}"


def portable_names(names: Sequence[str], taken: Collection[str] = ()) -> dict[str, str]:
    """A function's name for each of some names, fit for every language, all of them apart.

    Parameters
    ----------
    names
        Identifiers in ASCII.
    taken
        Names that are used otherwise, as that of the module.

    Examples
    --------
    >>> portable_names(["photons", "int", "N", "n", "n_array"])
    {'photons': 'photons', 'int': 'int1', 'N': 'n', 'n': 'n2', 'n_array': 'n_array2'}
    """
    return _apart(names, taken, RESERVED, _ENDINGS)


def _apart(
    names: Sequence[str],
    taken: Collection[str] = (),
    reserved: Collection[str] = (),
    endings: Sequence[str] = ("",),
) -> dict[str, str]:
    """A name for each, with whatever it may end in apart from all others."""
    found: dict[str, str] = {}
    used = {name.replace("_", "").lower() for name in taken}
    for name in names:
        base = re.sub(r"_+", "_", name.lower()).strip("_") or "x"
        base = base if snake(base) == base and base not in reserved else f"{base}1"
        candidates = (base if k == 1 else f"{base}{k}" for k in count(1))
        for candidate in candidates:
            claimed = {candidate.replace("_", "") + ending for ending in endings}
            if used.isdisjoint(claimed):
                break
        found[name] = candidate
        used |= claimed
    return found
