"""THE table of keys: what a file of claims, or of a model, may hold, and of what form.

The readers ask it, their messages are made of it, and so is the reference page, `README.md` beside
this file.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["FORMS", "KEYS", "KINDS", "VERDICTS", "Form", "Key", "keys", "needed", "reference"]

VERDICTS = ("proved", "refuted", "supported", "inconclusive")
_LONGEST, _DAY = 200, 86_400


@dataclass(frozen=True)
class Form:
    """What a value has to look like: in words, and as a test."""

    words: str
    fits: Callable[[Any], bool]


def _formula(value: Any) -> bool:
    """Formulas are text; whole numbers may be written as such."""
    return isinstance(value, str | int) and not isinstance(value, bool)


def _line(value: Any) -> bool:
    return isinstance(value, str) and value.isprintable() and len(value) <= _LONGEST


def _table(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_formula, value.values()))


def _list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def _rows(value: Any) -> bool:
    rows = isinstance(value, list) and all(isinstance(row, list) for row in value)
    return rows and all(_formula(part) for row in value for part in row)


def _number(value: Any) -> bool:
    return _formula(value) or isinstance(value, float)


def _numbers(value: Any) -> bool:
    return all(map(_number, value)) if isinstance(value, list) else _number(value)


def _range(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and _numbers(value))


def _seconds(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= _DAY


FORMS: Mapping[str, Form] = {
    "line": Form("one line of text", _line),
    "formula": Form("a formula as text", _formula),
    "name": Form("the name of a symbol", _formula),
    "domains": Form(
        "a table of domains or a list of relations as text", lambda v: _table(v) or _list(v)
    ),
    "point": Form(
        'a table of values, or as "x -> 0", as text', lambda v: _table(v) or isinstance(v, str)
    ),
    "rows": Form("rows of formulas as text", _rows),
    "ranges": Form(
        'a table of ranges as [0, 5] or [1, 100, "log"]',
        lambda v: isinstance(v, dict) and all(_range(part) for part in v.values()),
    ),
    "values": Form(
        "a table of numbers, or formulas as text, or lists of them",
        lambda v: isinstance(v, dict) and all(map(_numbers, v.values())),
    ),
    "verdict": Form(", ".join(VERDICTS), lambda v: isinstance(v, str) and v in VERDICTS),
    "truth": Form("true or false", lambda v: isinstance(v, bool)),
    "seconds": Form("positive seconds", _seconds),
    # These have readers of their own.
    "table": Form("a table", lambda v: isinstance(v, dict)),
    "tables": Form("tables with a header in two brackets", lambda v: isinstance(v, list)),
    "texts": Form("a list of formulas as text", lambda v: isinstance(v, list)),
    "labels": Form("a list of labels", lambda v: isinstance(v, list)),
}


@dataclass(frozen=True)
class Key:
    """A row: a key, in which table it stands, and what it says.

    Attributes
    ----------
    table
        `file` for the file itself, else the name of the table.
    name, form
        The key, and a key of `FORMS`.
    says
        What it is for, in a line of Markdown.
    example
        A value as it is written.
    of
        The kinds of claims that may have it; nothing stands for all.
    needed
        Whether it has to be there.
    """

    table: str
    name: str
    form: str
    says: str
    example: str
    of: tuple[str, ...] = ()
    needed: bool = False


KEYS: tuple[Key, ...] = (
    Key("file", "title", "line", "what the file is about", '"Two reservoirs"'),
    Key("file", "symbols", "table", "the domain of each symbol", 'x = "(1, oo)"'),
    Key("file", "units", "table", "the unit of a symbol, for documents and code", 'kappa = "1/s"'),
    Key("file", "meanings", "table", "what a symbol stands for, in words",
        'kappa = "decay of the cavity"'),
    Key("file", "define", "table", "formulas with names, each over those before it",
        'C = "abs(x - y)/(x + y)"'),
    Key("file", "figure", "tables", "figures for documents", "[[figure]]"),
    Key("file", "claim", "tables", "the claims", "[[claim]]"),
    Key("file", "model", "table", "a Lindblad model", "[model]"),
    Key("file", "jump", "tables", "its jumps", "[[jump]]"),
    Key("file", "jumps", "tables", "jumps with a matrix of rates", "[[jumps]]"),
    Key("file", "observables", "table", "its observables, operators by name",
        'photons = "gamma*projector(e)"'),
    Key("claim", "name", "line", "what it is called, once in a file", '"stays below"', needed=True),
    Key("claim", "identity", "formula", "two formulas, or several, with = between them",
        '"tanh(x) = sinh(x)/cosh(x)"', ("identity",), True),
    Key("claim", "bound", "formula", "an inequality, or a chain of them", '"0 <= C < 1/3"',
        ("bound",), True),
    Key("claim", "limit", "formula", "what has a limit", '"C"', ("limit",), True),
    Key("claim", "at", "point", "where its variables go: numbers, oo, -oo, other symbols",
        '{ x = "1", y = "oo" }', ("limit",), True),
    Key("claim", "equals", "formula", "the limit: a formula, oo or -oo; oo*i and the like, or zoo",
        '"1/3"', ("limit",), True),
    Key("claim", "joint", "truth",
        "`false` for one variable after the other, in the order of `at`; else it is the limit on "
        "every path", "false", ("limit",)),
    Key("claim", "expansion", "formula", "what is expanded", '"tanh(x)"', ("expansion",), True),
    Key("claim", "variable", "name", "in which symbol", '"x"', ("expansion",), True),
    Key("claim", "at_point", "formula", "where: a number, oo or -oo", "0", ("expansion",), True),
    Key("claim", "terms", "formula",
        "the leading terms: what is left is small beside the last one, or at most a multiple of "
        "what stands in O()", '"x - x^3/3 + O(x^5)"', ("expansion",), True),
    Key("claim", "steady_state", "rows", "a density matrix, the steady state of the model",
        '[["1", 0], [0, 0]]', ("steady_state",), True),
    Key("claim", "where", "domains",
        "narrower domains of some symbols, or relations among them", '["x < y", "cos(x) != 0"]'),
    Key("claim", "expect", "verdict", "the verdict it should come to, `proved` if none is given",
        '"refuted"'),
    Key("claim", "timeout", "seconds", "how long it may take", "20"),
    Key("claim", "says", "line", "the claim in words, for the report", '"no more than one third"'),
    Key("figure", "of", "line", "what is drawn: formulas or results of the model, by commas",
        '"p_g, p_e"', needed=True),
    Key("figure", "along", "ranges",
        "the range of one symbol, or of two for a plane, the horizontal one first",
        '{ Delta = [-5, 5], Omega = [0.1, 10, "log"] }', needed=True),
    Key("figure", "at", "values",
        "the values of the other symbols; with several of one there are as many curves",
        '{ Gamma = 1, Omega = ["1/2", 2] }'),
    Key("figure", "caption", "line", "words before those that the data make",
        '"Power broadening"'),
    Key("model", "levels", "labels", "the levels of one system", '["g", "e"]'),
    Key("model", "spaces", "labels", "or the factors of several: `qubit`, `fock(4)`, `spin(3/2)`",
        '["qubit", "fock(4)"]'),
    Key("model", "hamiltonian", "formula", "a Hermitian operator",
        '"Omega*(transition(e, g) + transition(g, e))/2"'),
    Key("model", "initial", "formula",
        "the density matrix at the start, where there are several steady states",
        '"projector(g)"'),
    Key("model", "collapse", "texts", "operators of jumps at rate 1",
        '["sqrt(gamma)*sigma_minus"]'),
    Key("jump", "rate", "formula", "its rate, not negative anywhere", '"gamma"', needed=True),
    Key("jump", "operator", "formula", "its operator", '"transition(g, e)"', needed=True),
    Key("jump", "reservoir", "formula", "a name for what drives it, for `current`", '"vacuum"'),
    Key("jumps", "operators", "texts", "operators L_1, L_2, …",
        '["sigma_minus_1", "sigma_minus_2"]', needed=True),
    Key("jumps", "rates", "rows",
        "a Hermitian matrix Γ with no negative eigenvalue anywhere: together the jumps bring "
        "Σ Γ_ij (L_i ρ L_j† − {L_j†L_i, ρ}/2)",
        '[["gamma", "f*gamma"], ["f*gamma", "gamma"]]', needed=True),
    Key("jumps", "reservoir", "formula", "as of a jump", '"vacuum"'),
)  # fmt: skip
# A claim is of the kind of which it has the key; the others say more about it.
KINDS: tuple[str, ...] = tuple(key.name for key in KEYS if key.of == (key.name,))


def keys(table: str, kind: str = "") -> dict[str, Key]:
    """The keys of a table by name; of a claim those that its kind may have.

    Examples
    --------
    >>> [*keys("jump")]
    ['rate', 'operator', 'reservoir']
    """
    rows = (row for row in KEYS if row.table == table)
    return {row.name: row for row in rows if not (kind and row.of) or kind in row.of}


def needed(rows: Mapping[str, Key]) -> Iterable[str]:
    """The names of those that have to be there."""
    return (name for name, row in rows.items() if row.needed)


_HEADINGS = {
    "file": "The file", "claim": "`[[claim]]`, a claim",
    "figure": "`[[figure]]`, a figure", "model": "`[model]`, a Lindblad model",
    "jump": "`[[jump]]`, a jump of the model",
    "jumps": "`[[jumps]]`, several with a matrix of rates",
}  # fmt: skip
_TABLE = "| key | is | says | as in |\n|---|---|---|---|\n"


def reference() -> str:
    """The reference of all keys, in Markdown."""
    start = (
        "# Keys of `*.claims.toml` and `*.model.toml`\n\n"
        "Made of `keys.py` by `python -m beyondthermal.derivations.claim_files`.\n"
        f"A claim has exactly one of {', '.join(f'`{kind}`' for kind in KINDS)}; "
        "what other keys it has hangs on this.\n"
    )
    return start + "".join(
        f"\n## {heading}\n\n{_TABLE}{''.join(map(_row, keys(table).values()))}"
        for table, heading in _HEADINGS.items()
    )


def _row(key: Key) -> str:
    only = f"{' or '.join(f'`{k}`' for k in key.of)}: " if key.of and key.of != (key.name,) else ""
    must = " (needed)" if key.needed and key.name not in KINDS else ""
    says, example = f"{only}{key.says}{must}", f"`{key.example}`"
    return f"| `{key.name}` | {FORMS[key.form].words} | {says} | {example} |\n"
