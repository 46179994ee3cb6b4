"""Errata as sentences: what is printed, what is right, and by how much it matters.

All of it comes from the claims: the statement that was refuted, the one that corrects it, and the
point where what is printed fails, with the numbers found there.
"""

import re
from collections.abc import Mapping
from fractions import Fraction

import sympy as sp

from beyondthermal.derivations.claims.quantified.statements import Quantified
from beyondthermal.derivations.printing import in_a_line
from beyondthermal.symbolic.statement_kinds import of

from .blocks import Equation, Erratum
from .comparisons import table
from .measured import expression, measured, values

__all__ = ["Told", "displayed", "size", "told"]

# A sentence in Unicode, or statements that are displayed.
Told = str | tuple[sp.Basic, ...]

_SIDES = ("left side", "right side")
_REST, _LIMIT, _THERE = "limit of the rest over ", "limit found", "value there"
# What SymPy writes on one line, if there is a function in it.
_TYPED = re.compile(r"(?=.*\b(exp|log|sqrt)\()[\w+*/(). -]+", re.ASCII)
_AS = ", as printed"
# Where in the paper what has no number of its own stands.
_PLACES = {
    "algebra": "After Eq. (2)",
    "balanced-majority": "After Eq. (5), on Fig. 1b",
    "irreversible": "In the abstract",
    "irreversible-maximum": "At the end of the section on entropy production",
    "completeness": "In App. B, before Eq. (B1)",
    "hamiltonian": "In App. B, before Eq. (B1)",
    "B3-state": "In App. B, before Eq. (B3)",
    "B3-gibbs": "In App. B, before Eq. (B1)",
    "A5": "Before Eq. (4)",
    "9-exactly": "Before Eq. (9)",
    "justified": "Before Eq. (9)",
    "as-soon-as": "At the end of the section on the cavity",
    "broadening": "At the end of App. D",
}
_ASIDE = (*_SIDES, "digits that agree", _LIMIT, _THERE, "in numbers")


def told(erratum: Erratum) -> tuple[Told, ...]:
    """An erratum from its first word to its last: sentences, and the displays between them.

    Of several equations only those are shown that differ.
    """
    refuted, corrected = erratum.refuted, erratum.corrected
    right = corrected.statement if corrected else ()
    shown = tuple(part for part in refuted.printed if part not in right) or refuted.printed
    instead = tuple(part for part in right if part not in refuted.printed) or right
    said = f"{_place(refuted.names[0])}: {refuted.result.claim.says.removesuffix(_AS)}."
    printed = displayed(refuted).removesuffix(":") + _where(refuted) + ":"
    parts: list[Told] = [f"{said} {printed}" if shown else said, shown]
    if corrected:
        name, says = corrected.names[0], corrected.result.claim.says
        other = _where(corrected) if _where(corrected) != _where(refuted) else ""
        parts += [f"{_verb(corrected)} ({name}): {says}{other}.", instead]
    else:
        parts.append(f"It is refuted: {refuted.result.finding.proof.method}.")
    return tuple(part for part in (*parts, size(refuted)) if part)


def _where(equation: Equation) -> str:
    """For which values a statement is made, in brackets."""
    return f" ({equation.result.domain})" if equation.result.domain else ""


def _verb(corrected: Equation) -> str:
    """What is set against a statement: the right one, or an instance in which it is wrong."""
    sides = [side for part in corrected.statement for side in part.args]
    numbers = all(isinstance(s, of) and sp.Tuple(*s.args[1:]).free_symbols == set() for s in sides)
    return "Not so in general: an instance is" if numbers else "Right is"


def displayed(refuted: Equation) -> str:
    """What stands before a refuted statement: a sentence of the paper is not a formula in it."""
    read = any(isinstance(part, Quantified) for part in refuted.printed)
    says = refuted.result.claim.says
    return "As it is read here:" if read or "read as" in says else "As printed:"


def size(refuted: Equation) -> str:
    """Where a printed statement fails, and how far it is off there.

    Everything is said with the numbers of this run; of a statement without numbers nothing is.
    """
    finding = refuted.result.finding
    found = finding.proof.counterexample or {}
    shown = [f"{name} is {_short(value)}" for name, value in finding.figures.items()]
    compared = [f"{', '.join(shown)}{_apart(list(finding.figures.values())[:2])}."] if shown else []
    return " ".join(filter(None, (_failure(refuted, found), *compared)))


def _place(name: str) -> str:
    """Where in the paper: an equation, what stands beside one, or a place in the text."""
    if name in _PLACES:
        return f"{_PLACES[name]}, ({name})"
    beside = re.match(r"([A-E]?\d+)(-)?", name)
    if not beside:
        return f"In the text, ({name})"
    return f"Beside Eq. ({beside[1]}), ({name})" if beside[2] else f"In Eq. ({name})"


def _failure(refuted: Equation, found: Mapping[str, str]) -> str:
    """The counter-example as a sentence, by what was found: a limit, two sides, or a point."""
    point = {k: v for k, v in found.items() if k not in _ASIDE and not k.startswith((_REST, "$"))}
    at = f"At {_list(point)}" if point else ""
    if found and (digits := table(refuted)):
        return " ".join(f"{r.quantity} is {r.here}: off by {r.difference}." for r in digits.rows)
    for name, value in found.items():
        if name.startswith(_REST):
            term, part = name.removeprefix(_REST), found["in numbers"].split(",")[0]
            return (
                f"What is left, divided by the last term printed, {expression(term)}, tends to "
                f"{_short(value)}, not to 0: the term is off by {_percent(part)}."
            )
    if _LIMIT in found:
        near = f"; {at[0].lower()}{at[1:]} the value is {_short(found[_THERE])}" if at else ""
        return f"The limit is {_short(found[_LIMIT])}{near}."
    named = {k: v for k, v in found.items() if k.startswith("$")}
    sides = {f"the {name} is": found[name] for name in _SIDES if name in found}
    shown = sides or {f"{name} is": value for name, value in named.items()}
    if not shown:
        return f"It fails at {_list(point)}." if point else ""
    one = "In one element of the matrices, " if sides and _of_operators(refuted) else ""
    start = f"{one}{at[0].lower()}{at[1:]}, " if one and at else one or (f"{at}, " if at else "")
    text = " and ".join(f"{name} {_short(value)}" for name, value in shown.items())
    text = text if start else f"{text[0].upper()}{text[1:]}"
    return f"{start}{text}{_apart(list(shown.values()))}{_closest(refuted)}."


def _closest(refuted: Equation) -> str:
    """That a point is the best one, if what should hold at some point was looked for at each."""
    bodies = [part.body for part in refuted.printed if isinstance(part, Quantified)]
    searched = [v for body in bodies if isinstance(body, Quantified) for v in body.variables]
    shown = ", ".join(f"${in_a_line(name)}$" for name in searched)
    return f", and at no other {shown} of the grid is it closer" if searched else ""


def _of_operators(refuted: Equation) -> bool:
    """Whether the statement is one of matrices, compared element by element."""
    return any(part.is_commutative is False for s in refuted.printed for part in s.args)


def _list(point: Mapping[str, str]) -> str:
    """Where, in six digits at most and without the zeros that a point of a grid ends in."""
    plain = {k: re.sub(r"(\.\d*?)0+$", r"\1", value).rstrip(".") for k, value in point.items()}
    return values({k: measured(value, 6) for k, value in plain.items()}).replace("; ", ", ")


def _short(value: str) -> str:
    """A value to four digits, as mathematics."""
    if _rational(value) is not None:
        return f"${measured(value, 4)}$"
    if below := re.fullmatch(r"below (\S+)(.*)", value):
        return f"below ${measured(below[1])}${below[2]}"
    return expression(value) if _TYPED.fullmatch(value) else value


def _rational(value: str) -> Fraction | None:
    try:
        return Fraction(value)
    except ValueError:
        return None


def _apart(pair: list[str]) -> str:
    """By how much two numbers differ, in parts of the larger."""
    numbers = [n for n in map(_rational, pair) if n is not None]
    if len(numbers) != 2:
        return ""
    difference, largest = abs(numbers[0] - numbers[1]), max(map(abs, numbers))
    if not difference:
        return ": they are equal"
    if not all(numbers):
        return ""
    return f": they differ by {_percent(str(difference / largest))} of the larger"


def _percent(part: str) -> str:
    """A part of one in percent, to two digits.

    Examples
    --------
    >>> _percent("0.41421"), _percent("-1/8"), _percent("1"), _percent("9999/10000")
    ('41 %', '12 %', '100 %', '100 %')
    """
    return f"{float(abs(Fraction(part)) * 100):.2g} %".replace("1e+02", "100")
