"""The equations of a level of the cavity model, derived: `numeric.cavity.level` says what they are.

SymPy is needed here, and where they are written down, but not where they are read.
"""

from collections.abc import Sequence
from functools import cache
from itertools import chain, combinations, product
from typing import Any

import sympy as sp

from beyondthermal.numeric.programs.from_sympy import program_of
from beyondthermal.numeric.programs.program import Program
from beyondthermal.symbolic.machine import cavity
from beyondthermal.symbolic.machine.cavity import HAMILTONIAN, JUMPS, Ladder, ladder, photons
from beyondthermal.symbolic.operators import BELL_LABELS
from beyondthermal.symbolic.prose import unmarked
from beyondthermal.symbolic.symbols import (
    NONNEGATIVE,
    POSITIVE,
    TABLE,
    quantity,
    symbol,
    symbols,
    unknowns,
)

__all__ = ["cavity_model", "entry_programs", "integral", "level_equations"]

TERMS = (*((term.scale, term) for term in HAMILTONIAN), *JUMPS)
PARAMETERS = {row.name: row for row in TABLE if row.symbol in dict(TERMS)}
DOMAINS = {POSITIVE: "positive", NONNEGATIVE: "nonnegative"}
# What a scan has beside its rates.
RESULTS = ("C", "p_G", "p_S", "p_A", "p_E")
# Without the others the ladder has fewer unknowns or fewer entries.
ALWAYS = ("g", "kappa", "p", "gamma")
OPTIONAL = tuple(name for name in PARAMETERS if name not in ALWAYS)
POPULATIONS = tuple(2 * label for label in BELL_LABELS)

# The order of elimination.  A damping rate can vanish: 2 gamma for |E, 0), and that of |S, 0) once
# what returns from above is counted.  Their coupling to a coherence saves them, so each goes in a
# pair whose determinant is a sum of products of one sign.  AA and GG, whose rates may be the
# smallest of all, come last.
ORDER = ("Re GE", "Re AE", "EE & Im SE", "SS & Im GS", "Re GA", "Im SA", "AA", "GG")


def _summed(blocks: Ladder, members: tuple[str, ...]) -> tuple[sp.Matrix, sp.Matrix, sp.Matrix]:
    """The summed row of some populations: columns of level N, columns of N - 1, and e."""
    N = symbol("N")
    f = sp.Matrix([[int(unknown.label in members) for unknown in blocks.unknowns]])
    up, down = f * blocks.from_below, f * blocks.from_above.subs(N, N - 1)
    e = (down + f * blocks.within + up.subs(N, N + 1)).applyfunc(sp.expand)
    return (e - down).applyfunc(sp.expand), up, e


def _sums(absent: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Which rows are summed, and over which unknowns.

    A cavity pump makes that necessary for every row it can.  Strong dephasing mixes S and A: it is
    in the row of each, but not in that of both, the twin of the row of A.
    """
    sums: dict[str, tuple[str, ...]] = {"GG": POPULATIONS}
    if "p_c" not in absent:
        sums |= {label: (label,) for label in ("SS", "AA", "EE")}
        sums |= {} if "delta" in absent else {"Im SA": ("Im SA",)}
    return sums if "gamma_z" in absent else sums | {"twin": ("SS", "AA")}


def _repeated(columns: sp.Matrix) -> dict[int, int]:
    """The columns, other than zero, that appear again later: i -> the last one that is equal."""
    last = {tuple(columns.col(j)): j for j in range(columns.cols) if any(columns.col(j))}
    found = {i: last.get(tuple(columns.col(i)), i) for i in range(columns.cols)}
    return {i: j for i, j in found.items() if i != j}


def integral(row: sp.Matrix) -> sp.Matrix:
    """The row times the common denominator of its coefficients."""
    return row * sp.ilcm(*(sp.Poly(entry).clear_denoms()[0] for entry in row if entry))


def entry_programs(entries: Sequence[sp.Expr]) -> tuple[Program, Program]:
    """From the parameters what all levels share, and from that the entries of one level.

    The arguments of the second are photons(N - 2), …, photons(N + 2), and then what is shared.
    """
    numbers, named = [photons(symbol("N") + k) for k in range(-2, 3)], unknowns("n", 5)
    terms = [sp.Poly(entry, *numbers).as_dict(native=False) for entry in entries]
    constants = list(dict.fromkeys(chain.from_iterable(of.values() for of in terms)))
    shared = dict(zip(constants, unknowns("c", len(constants)), strict=True))
    split = [
        sp.Add(*(shared[x] * sp.Poly.from_dict({m: 1}, *named).as_expr() for m, x in of.items()))
        for of in terms
    ]
    once = program_of("constants", symbols(" ".join(PARAMETERS)), _numbered(constants))
    each = program_of("entries", (*named, *shared.values()), _numbered(split))
    return once, each


def _numbered(expressions: Sequence[sp.Expr]) -> dict[str, sp.Expr]:
    return {f"result{k}": expr for k, expr in enumerate(expressions)}


@cache
def level_equations(*absent: str) -> dict[str, Any]:
    """The ladder without the parameters named, which are zero, as data but for its programs."""
    blocks = ladder(*absent)
    size = len(blocks.unknowns)
    row_of = {unknown.label: i for i, unknown in enumerate(blocks.unknowns)} | {"twin": size}

    rows = sp.Matrix.hstack(blocks.within, blocks.from_below, blocks.from_above)
    whole = [integral(rows.row(i)) for i in range(size)]
    rows = sp.Matrix.vstack(*whole, sp.zeros(1, 3 * size)).as_mutable()
    level, returns, exchange = rows[:, : 2 * size], rows[:, 2 * size :], sp.zeros(size + 1, size)
    sums = _sums(absent)
    for label, members in sums.items():
        i = row_of[label]
        level[i, :size], level[i, size:], exchange[i, :] = _summed(blocks, members)
        returns[i, :] = sp.zeros(1, size)

    # With a detuning the difference of S and A matters too, and where levels cross it is precious.
    merged = _repeated(blocks.from_below) if "delta" in absent else {}
    for (i, j), (matrix, at) in product(merged.items(), ((level, 0), (level, size), (exchange, 0))):
        # c_i x_i + c_j x_j = (c_i - c_j) x_i + c_j (x_i + x_j)
        matrix[:, at + i] = (matrix[:, at + i] - matrix[:, at + j]).applyfunc(sp.expand)

    entries: dict[sp.Expr, int] = {}
    tables = [
        {at: entries.setdefault(entry, len(entries)) for at, entry in matrix.todok().items()}
        for matrix in (level, returns, exchange)
    ]
    order = [tuple(row_of[label] for label in x.split(" & ") if label in row_of) for x in ORDER]
    constants, each = entry_programs(list(entries))
    return {
        "unknowns": [[unknown.part, unknown.ket, unknown.bra] for unknown in blocks.unknowns],
        "order": list(filter(None, order)),
        "merged": sorted(merged.items()),
        "twins": [[row_of["AA"], size]] if "twin" in sums else [],
        **{
            name: [[*at, place] for at, place in table.items()]
            for name, table in zip(("level", "returns", "exchange"), tables, strict=True)
        },
        "constants": constants,
        "entries": each,
    }


def cavity_model() -> dict[str, Any]:
    """All that numbers need of the cavity model: its rates, its equations, and what they mean."""
    dark = BELL_LABELS.index("A")
    return {
        "parameters": {name: DOMAINS.get(row.domain, "real") for name, row in PARAMETERS.items()},
        "optional": list(OPTIONAL),
        # Nothing but these leads away from the dark state |A>.
        "mixing": [
            name
            for name, row in PARAMETERS.items()
            if any(s == row.symbol and term.on_kets[dark].keys() - {dark} for s, term in TERMS)
        ],
        "meanings": {name: unmarked(quantity(name).meaning) for name in (*PARAMETERS, *RESULTS)},
        "excitations": list(cavity.EXCITATIONS),
        "levels": {
            " ".join(absent): level_equations(*absent)
            for count in range(len(OPTIONAL) + 1)
            for absent in combinations(OPTIONAL, count)
        },
    }
