"""Tables of numbers: a claim that says how large numbers are is a row for each of its parts."""

import re
from dataclasses import replace

import pytest
import sympy as sp

from beyondthermal.derivations.claims.quantified.statements import Quantified, is_about_numbers
from beyondthermal.derivations.report.blocks import Equation
from beyondthermal.derivations.report.comparisons import table
from beyondthermal.derivations.report.layout import displays
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.statement_kinds import Printed
from tests.report_document import document, equations

TABLES = {e.names[0]: (e, found) for e in equations() if (found := table(e))}
PRINTED = ("max-0.3869", "max-0.4", "max-0.4479", "broadening")
ORDERS = {"<": "__lt__", "≤": "__le__", ">": "__gt__", "≥": "__ge__", "=": "__eq__"}


def number(shown: str) -> float:
    """A number as a table has it: with a minus sign, and powers of ten in raised digits."""
    plain = re.sub(r"^(below )?\$([^$]*)\$.*", r"\2", shown)
    plain = re.sub(r"^(−?)10(?=[⁻⁰])", r"\g<1>1 × 10", plain).replace("−", "-")
    plain = plain.replace(" × 10", "e").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return float(plain)


def parts_of(equation: Equation) -> tuple[sp.Basic, ...]:
    return equation.printed or equation.statement


def test_whatever_compares_a_number_stands_in_a_table() -> None:
    """In the chapter of numbers only what has nested grids, or joined relations, is displayed."""
    (last,) = (s for s in document() if s.number == "11")
    shown = [b for b in last.blocks if isinstance(b, Equation)]
    displayed = [e.names[0] for e in shown if e.names[0] not in TABLES]
    about = [name for name in displayed if any(map(is_about_numbers, sum(
        (parts_of(e) for e in shown if e.names[0] == name), ())))]  # fmt: skip
    assert about == ["fig-3-region", "fig-4c", "kernel", "evaluate"]
    for equation, _ in TABLES.values():
        assert not displays(equation)


def test_the_paper_has_a_column_where_its_digits_are_compared_and_nowhere_else() -> None:
    of_the_paper = [name for name, (_, found) in TABLES.items() if "paper" in found.heads]
    assert sorted(of_the_paper) == sorted(PRINTED)
    for equation, found in TABLES.values():
        digits = all(isinstance(part, Printed) for part in parts_of(equation))
        assert (found.heads[1] == "paper") is digits


@pytest.mark.parametrize("name", PRINTED)
def test_every_printed_number_lies_where_its_digits_say_or_is_refuted(name: str) -> None:
    equation, found = TABLES[name]
    refuted = equation.result.finding.proof.verdict is Verdict.REFUTED
    inside = []
    for row, part in zip(found.rows, parts_of(equation), strict=True):
        assert isinstance(part, Printed)
        low, high = part.between
        here = number(row.here)
        assert row.claimed == f"${part.args[1]}$ {part.word}"
        inside.append(low - part.unit / 100 <= here <= high + part.unit / 100)
        # What is shown of the run has two digits more than what is printed.
        apart = number(row.difference) - (here - float(part.printed))
        assert abs(apart) <= part.unit / 10
    assert all(inside) is not refuted


@pytest.mark.parametrize("name", [n for n in TABLES if n not in PRINTED])
def test_every_bound_holds_of_the_number_beside_it(name: str) -> None:
    equation, found = TABLES[name]
    compared = 0
    for row, part in zip(found.rows, parts_of(equation), strict=True):
        body = part.body if isinstance(part, Quantified) else part
        assert "e-" not in "".join(row)
        if isinstance(body, Printed) or row.claimed == "holds" or not row.difference:
            continue
        sign, bound = row.claimed.strip("$").split(" ", 1)
        value = float(body.rhs)
        if "frac" not in bound and "{" not in bound:
            assert float(sp.Rational(bound)) == pytest.approx(value)
        assert getattr(number(row.here), ORDERS[sign])(value), row
        difference = number(row.difference)
        assert getattr(difference, ORDERS[sign])(0.0), row
        assert difference == pytest.approx(number(row.here) - value, rel=0.06, abs=1.2e-4)
        compared += 1
    assert compared or any("holds" in row for row in found.rows)


def test_the_figures_of_one_grid_are_not_taken_for_those_of_another() -> None:
    """In Fig. 3a the tightest point is below one third, and the instance above."""
    _, found = TABLES["fig-3a"]
    below, above = (number(row.here) for row in found.rows)
    assert below < 1 / 3 < above
    assert "tightest at" in found.rows[0].here
    assert "for instance at" in found.rows[1].here
    assert "for all" in found.rows[0].quantity
    assert "for some" in found.rows[1].quantity


def test_a_number_without_a_measured_value_is_an_error() -> None:
    for name in ("max-0.3869", "fig-4a"):
        equation, _ = TABLES[name]
        finding = replace(equation.result.finding, figures={})
        bare = replace(equation, result=replace(equation.result, finding=finding))
        with pytest.raises(ValueError, match="has no value"):
            table(bare)
