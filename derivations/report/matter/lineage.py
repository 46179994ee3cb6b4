"""What follows from what: on which equations of the document each of the others rests.

It rests on those that prove, or state first, the names in its statement, names that these stand
for included; on those that tell what a function of numbers is evaluated from; and on those that
the lecture refers to on the way to it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import sympy as sp

from beyondthermal.derivations.claims.quantified.table import FUNCTIONS
from beyondthermal.derivations.report.blocks import Equation, Lineage, Prose, Section, Tie
from beyondthermal.derivations.report.inline import inlines
from beyondthermal.symbolic.definitions import DEFINITIONS
from beyondthermal.symbolic.symbols import symbol

__all__ = ["EVALUATED", "LEGEND", "by_chapter", "lineage"]

LEGEND = (
    "A box is an equation on which others rest, in the colour of its verdict and with the paper's "
    "number at its right; lines lead down to what follows. What nothing else rests on is a sign "
    "below the box that it rests on: a disc if it is proved, a ring if it is supported by numbers, "
    "a cross if it is refuted. The signs at the bottom need no other equation."
)

# What functions of numbers are evaluated from: the closed form, heat, or the cavity model.
_CAVITY = ("8", "A8")
EVALUATED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("C_closed", "C_rates", "C_double"), ("A9",)),
    **dict.fromkeys(("rank", "rank_entangled", "rank_line"), ("A9", "6")),
    "S_irr": ("6",), "z_mean": ("6",), "z_theorem": ("B2",), "C_eff": ("A9", "9-temperatures"),
    **dict.fromkeys(("C_full", "C_15", "C_max", "kappa_max", "p_max", "ratio_third"), _CAVITY),
    **dict.fromkeys(("C_traced", "C_X", "I_radiated", "I_alone"), _CAVITY),
    "C_dephased": ("D-dephasing", "A8"), "C_detuned": ("D-detuning", "A8"),
    **dict.fromkeys(("C_pumped", "C_15pumped"), ("D-pump", "A8")),
    "C_kernel": ("A3", "A8"), "order": ("A13-corrected",),
}  # fmt: skip
# What all of it is about, and no equation alone defines; and an equation among unknowns.
_SUBJECT, _AMONG_UNKNOWNS = symbol("rho"), "middle-levels"

Indices = set[int]


def lineage(sections: Sequence[Section]) -> Lineage:
    """The equations of a document, each with those before it that it rests on directly."""
    equations = [b for s in sections for b in s.blocks if isinstance(b, Equation)]
    named = {name: k for k, equation in enumerate(equations) for name in equation.names}
    sources = _Sources(named, _stated(equations))
    told = _told(sections, named)
    above: list[Indices] = []
    ties = []
    for k, equation in enumerate(equations):
        on = {j for j in sources.of(equation) | told[k] if j < k and equations[j].statement}
        indirect = set().union(*(above[j] for j in on))
        above.append(on | indirect)
        ties.append(Tie(equation, tuple(equations[j] for j in sorted(on - indirect))))
    return Lineage(tuple(ties))


def by_chapter(lineage: Lineage) -> list[tuple[Tie, ...]]:
    """The ties of equations that rest on others, chapter by chapter."""
    tied = (tie for tie in lineage.ties if tie.on)
    chapters = groupby(tied, lambda tie: tie.equation.number.partition(".")[0])
    return [tuple(ties) for _, ties in chapters]


def _stated(equations: Sequence[Equation]) -> Mapping[sp.Basic, int]:
    """For each name the first equation that holds and says what it is equal to."""
    found: dict[sp.Basic, int] = {}
    for k, equation in enumerate(equations):
        for part in equation.statement if _AMONG_UNKNOWNS not in equation.names else ():
            for relation in part.atoms(sp.Eq):
                if relation.lhs.is_Symbol and relation.lhs != _SUBJECT:
                    found.setdefault(relation.lhs, k)
    return found


@dataclass(frozen=True)
class _Sources:
    """Where names come from: equations by name, and those that state a symbol first."""

    named: Mapping[str, int]
    stated: Mapping[sp.Basic, int]

    def of(self, equation: Equation) -> Indices:
        """The equations behind the names and the functions in a statement."""
        result, here = equation.result, self.named[equation.names[0]]
        claim, local = result.claim, result.claim.local()
        found = {self.named[n] for part in result.finding.statement for n in _functions(part)
                 if n in self.named}  # fmt: skip
        todo = [name for part in result.finding.statement for name in part.free_symbols]
        seen: set[sp.Basic] = set()
        while todo:
            name = todo.pop()
            if name in seen:
                continue
            seen.add(name)
            at = claim.at.get(name, local.get(name))
            source = self._source(name, here)
            if at is not None:
                todo += at.free_symbols
            if source is not None:
                found.add(source)
            elif at is None and name not in claim.where and self.stated.get(name) != here:
                todo += _meaning(name)
        return found

    def _source(self, name: sp.Basic, here: int) -> int | None:
        """What proves the meaning of a name, or else states it first, if that comes before."""
        by = DEFINITIONS[name].by if name in DEFINITIONS else ""
        places = (self.named.get(by), self.stated.get(name))
        return next((place for place in places if place is not None and place < here), None)


def _meaning(name: sp.Basic) -> set[sp.Basic]:
    """The names in what a name abbreviates; none if it is a solution."""
    if name not in DEFINITIONS or DEFINITIONS[name].by:
        return set()
    return set(DEFINITIONS[name].body().free_symbols)


def _functions(statement: sp.Basic) -> Iterator[str]:
    """The equations from which the functions of numbers in a statement are evaluated."""
    for kind in FUNCTIONS:
        if statement.has(kind):
            yield from EVALUATED[kind.__name__]


def _told(sections: Sequence[Section], named: Mapping[str, int]) -> list[Indices]:
    """For each equation what the paragraphs right before it, or before its neighbours, refer to."""
    found: list[Indices] = []
    for section in sections:
        told: Indices = set()
        after_equation = False
        for block in section.blocks:
            if isinstance(block, Equation):
                found.append(told)
                after_equation = True
            elif isinstance(block, Prose):
                told = set() if after_equation else told
                runs = inlines(block.text, named)
                told = told | {named[run.content] for run in runs if run.kind == "reference"}
                after_equation = False
    return found
