"""The tables of symbols: all that is displayed or assumed, and the values that it may have."""

import re

from beyondthermal.derivations.report.blocks import Glossary
from beyondthermal.symbolic.symbols import OPERATOR
from tests.report_document import document, equations

ROWS = {
    row.name: row
    for section in document()
    for block in section.blocks
    if isinstance(block, Glossary)
    for row in block.rows
}


def test_what_stands_in_a_condition_alone_is_in_a_table():
    assert {"mu_c", "phi_c", "a_0", "b_1", "x_other", "h"} <= ROWS.keys()


def test_every_condition_names_symbols_that_are_in_a_table():
    for equation in equations():
        if equation.condition:
            bodies = equation.result.claim.at.values()
            names = {s.name for body in bodies for s in body.free_symbols}
            assert names <= ROWS.keys() | {"u0", "u1"}


def test_a_number_has_its_values_beside_its_meaning():
    for row in ROWS.values():
        told = re.search(r"; (real|complex|\$.*[≥>≤].*\$)$", row.meaning)
        assert bool(told) == (row.domain != OPERATOR), row.name


def test_a_symbol_has_one_meaning():
    assert not [row.name for row in ROWS.values() if re.search(r"\bor another\b", row.meaning)]
