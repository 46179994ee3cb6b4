"""The table of symbols: every name once, every assumption granted by the domain."""

import pytest
import sympy as sp

from beyondthermal.symbolic.symbols import (
    OPERATOR,
    TABLE,
    Quantity,
    elements,
    latex_names,
    quantity,
    symbol,
    symbols,
)

rows = pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)


def test_names_and_symbols_are_unique() -> None:
    for column in (lambda row: row.name, lambda row: row.symbol, lambda row: row.latex):
        assert len({column(row) for row in TABLE}) == len(TABLE)


@rows
def test_a_row_says_what_a_reader_has_to_know(row: Quantity) -> None:
    assert all((row.name, row.latex, row.text, row.unit, row.meaning))
    assert row.name.isidentifier()
    assert quantity(row.name) is row
    assert symbol(row.name) == row.symbol


@rows
def test_assumptions_follow_from_the_domain(row: Quantity) -> None:
    """No more than the domain grants, and its sign where it has one."""
    assert row.symbol.is_commutative == (row.domain != OPERATOR)
    real = row.domain not in (sp.S.Complexes, OPERATOR)
    assert bool(row.symbol.is_extended_real) == real
    if real:
        assert bool(row.symbol.is_positive) == row.domain.is_subset(sp.Interval.open(0, sp.oo))
        assert bool(row.symbol.is_nonnegative) == row.domain.is_subset(sp.Interval(0, sp.oo))
    assert bool(row.symbol.is_integer) == (row.domain == sp.S.Naturals0)


def test_operators_do_not_commute_and_numbers_do() -> None:
    J_S, J_A, x = symbols("J_S J_A x")
    assert J_S * J_A != J_A * J_S
    assert J_S * x == x * J_S


def test_entries_of_a_generic_matrix_have_two_indices() -> None:
    assert [str(entry) for entry in elements("r", 2, 2)] == ["r_00", "r_01", "r_10", "r_11"]


def test_documents_print_the_latex_of_the_table() -> None:
    gamma_plus, x = symbols("gamma_plus x")
    assert sp.latex(gamma_plus * x, symbol_names=latex_names()) == r"\Gamma^{+} x"
