"""The table of printed numbers: each row is a claim, and its difference is what is seen."""

from dataclasses import replace

import pytest

from beyondthermal.derivations.report.blocks import Comparison
from beyondthermal.derivations.report.comparisons import comparison_rows
from beyondthermal.symbolic.statement_kinds import Printed
from tests.report_document import document, equations

TABLES = [
    block for section in document() for block in section.blocks if isinstance(block, Comparison)
]


def test_there_is_one_table_of_the_numbers_that_the_paper_prints():
    (table,) = TABLES
    assert [e.names[0] for e in table.equations] == ["max-0.3869", "max-0.4", "max-0.4479"]
    assert all(equation in equations() for equation in table.equations)


def number(shown):
    """A number as a table has it: with a minus sign, and powers of ten in raised digits."""
    plain = shown.strip("$").replace("−", "-").replace(" × 10", "e")
    return float(plain.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))


@pytest.mark.parametrize("table", TABLES)
def test_every_printed_number_has_a_row_and_lies_where_its_digits_say(table):
    rows = comparison_rows(table)
    parts = [p for e in table.equations for p in e.statement if isinstance(p, Printed)]
    for row, part in zip(rows, parts, strict=True):
        low, high = part.between
        here = number(row.here)
        assert row.paper == f"${part.args[1]}$ {part.word}"
        assert low - part.unit / 100 <= here <= high + part.unit / 100
        # What is shown of the run has two digits more than what is printed.
        apart = number(row.difference) - (here - float(part.printed))
        assert abs(apart) <= part.unit / 100
        assert "e-" not in "".join(row)


def test_a_number_without_a_measured_value_is_an_error():
    (table, *_) = TABLES
    first = table.equations[0]
    finding = replace(first.result.finding, figures={})
    bare = replace(first, result=replace(first.result, finding=finding))
    with pytest.raises(ValueError, match="has no value"):
        comparison_rows(Comparison((bare,)))
