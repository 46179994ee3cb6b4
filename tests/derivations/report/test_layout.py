"""Displays are broken into lines that fit, and no term is lost by it."""

import re

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from beyondthermal.derivations.claims.claim import check
from beyondthermal.derivations.claims.registry import find
from beyondthermal.derivations.printing import latex, width
from beyondthermal.derivations.report.layout import rows
from beyondthermal.symbolic.symbols import symbol, symbols

x, y, C = symbols("x y C")


def long_sum(terms: int) -> sp.Expr:
    return sp.Add(*((k + 2) * x**k * y ** (k % 3) for k in range(terms)))


def test_a_short_statement_is_one_line():
    assert rows([sp.Eq(C, x + y)]) == ["C &= x + y"]


def test_relations_are_aligned_at_their_sign():
    for relation, sign in ((sp.Lt, "<"), (sp.Ge, r"\ge"), (sp.Ne, r"\ne")):
        assert f"&{sign} " in rows([relation(C, x, evaluate=False)])[0]


@pytest.mark.parametrize("terms", [5, 12, 40])
@pytest.mark.parametrize("columns", [40, 62])
def test_a_long_sum_goes_on_in_the_next_line_with_all_its_terms(terms, columns):
    total = long_sum(terms)
    lines = rows([sp.Eq(C, total, evaluate=False)], columns)
    shown = re.sub(r"&|\\quad|\s", "", "".join(lines)).removeprefix("C=")
    assert shown == re.sub(r"\s", "", latex(total))
    assert all(width_of(line) <= columns for line in lines)


def width_of(line: str) -> int:
    """Characters of a line without its commands and braces."""
    return len(re.sub(r"\\quad|[{}^&\s]", "", line))


def test_a_product_with_a_long_sum_keeps_its_brackets_together():
    lines = rows([sp.Eq(C, long_sum(20) / (3 * y), evaluate=False)], 40)
    assert len(lines) > 2
    joined = "".join(lines)
    assert joined.count(r"\Bigl(") == joined.count(r"\Bigr)") == 1


def test_minima_are_broken_between_their_arguments():
    lines = rows([sp.Eq(C, sp.Min(long_sum(6), long_sum(7), evaluate=False))], 40)
    assert sum(line.count(r"\Bigl\{") for line in lines) == 1
    assert lines[-1].endswith(r"\Bigr\}")


@given(st.integers(2, 30), st.integers(30, 80))
def test_no_line_is_empty_and_ampersands_are_single(terms, columns):
    for line in rows([sp.Eq(C, long_sum(terms), evaluate=False)], columns):
        assert line.count("&") == 1
        assert line.replace("&", "").replace(r"\quad", "").strip()


@pytest.mark.parametrize("name", ["A4", "A9", "uncertainty", "gap", "6", "6-heat"])
def test_the_papers_longest_equations_fit(name):
    for line in rows(check(find(name)).finding.statement):
        assert width_of(re.sub(r"\\(frac|left|right|sqrt|[A-Za-z]+)", "#", line)) < 120


def test_width_is_that_of_the_terminal():
    assert width(x + y) == 5
    assert width(symbol("Z")) == 1
