"""Formulas written as text: what they mean, and where they are wrong."""

from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st
from names import NAMES, c, r, x, y

from beyondthermal.symbolic.formula.grammar import (
    GrammarError,
    is_name,
    parse,
    parse_interval,
    parse_relation,
    parse_value,
)
from beyondthermal.symbolic.symbols import declared, symbol

MEANINGS = {
    "1 + 2*3": sp.Integer(7),
    "2*x - 3*x": -x,
    "-x^2": -(x**2),
    "(-x)^2": x**2,
    "2^3^2": sp.Integer(512),
    "2^-1": sp.Rational(1, 2),
    "x**-2": x**-2,
    "x - -y": x + y,
    "x/y/2": x / (2 * y),
    "x/(y/2)": 2 * x / y,
    "1 - 2 - 3": sp.Integer(-4),
    "8^(1/3)": sp.Integer(2),
    "x^(-1/2)": 1 / sp.sqrt(x),
    "0.1 + 0.2": sp.Rational(3, 10),
    ".5*x": x / 2,
    "1e-3": sp.Rational(1, 1000),
    "2.5E2": sp.Integer(250),
    "abs(x)": x,
    "abs(-x)": x,
    "abs(r)^2": r**2,
    "max(1, 3, 2)": sp.Integer(3),
    "min(x, x)": x,
    "sqrt(4*x^2)": 2 * x,
    "exp(log(x))": x,
    "exp(2*log(x))": x**2,
    "log(exp(r))": r,
    "sinh(x)^2": sp.sinh(x) ** 2,
    "tanh(0)": sp.Integer(0),
    "cos(pi)": sp.Integer(-1),
    "i^2": sp.Integer(-1),
    "I*i": sp.Integer(-1),
    "conjugate(c + i)": sp.conjugate(c) - sp.I,
    "conjugate(r)": r,
    "x\n  + y": x + y,
}


@pytest.mark.parametrize("text", MEANINGS)
def test_a_formula_means_what_it_says(text):
    assert parse(text, NAMES) == MEANINGS[text]


PLACES = {
    "": (1, 1, "expected a number, a name or (, but got the end"),
    "x +": (1, 4, "got the end"),
    "x )": (1, 3, "expected an operator or the end, but got ')'"),
    "(x": (1, 3, "expected an operator or )"),
    "2x": (1, 2, "expected an operator or the end, but got 'x'"),
    "x\n+ \n* y": (3, 1, "expected a number"),
    "x + z": (1, 5, "unknown name 'z'"),
    "x + yy": (1, 5, "did you mean y?"),
    "sine(x)": (1, 1, "there is no function 'sine', did you mean sin?"),
    "x(y)": (1, 1, "there is no function 'x'"),
    "exp": (1, 4, "expected ( after the function exp"),
    "exp()": (1, 5, "expected a number"),
    "exp(x, y)": (1, 1, "exp takes 1 argument, but got 2"),
    "max(x)": (1, 1, "max takes 2 to 10 arguments, but got 1"),
    "max(i, 1)": (1, 1, "max is only known for real numbers"),
    "x^y": (1, 2, "an exponent must be a rational number"),
    "x^sqrt(2)": (1, 2, "an exponent must be a rational number"),
    "x^65": (1, 2, "go up to 64"),
    "x^(1/65)": (1, 2, "go up to 64"),
    "1 + 1/(x - x)": (1, 6, "division by zero"),
    "0^-1": (1, 2, "zero to the power"),
    "0^0": (1, 2, "zero to the power"),
    "log(0)": (1, 1, "no finite value"),
    "tan(pi/2)": (1, 1, "no finite value"),
    "1 + oo": (1, 5, "oo is no number"),
    "x < y": (1, 3, "expected an operator or the end, but got '<'"),
    "x.real": (1, 2, "no formula contains '.'"),
    "β": (1, 1, r"no formula contains '\u03b2'"),
    "x\u00a0+ y": (1, 2, r"no formula contains '\xa0'"),
    "ｘ": (1, 1, r"no formula contains '\uff58'"),
    "٣": (1, 1, r"no formula contains '\u0663'"),
    "1" * 61: (1, 1, "at most 60 digits"),
    "1e61": (1, 1, "at most 60 digits"),
}


@pytest.mark.parametrize("text", PLACES)
def test_an_error_says_where_and_what(text):
    line, column, reason = PLACES[text]
    with pytest.raises(GrammarError) as caught:
        parse(text, NAMES)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert reason in str(caught.value)
    assert str(caught.value).startswith(f"line {line}, column {column}: ")
    assert len(str(caught.value).splitlines()) == 1


def test_nothing_is_expanded():
    assert parse("(x + y)^64", NAMES) == sp.Pow(x + y, 64)
    assert parse("x*(x + y)", NAMES).is_Mul


# Relations, values, domains.


@pytest.mark.parametrize("relation", ["=", "<", "<=", ">", ">="])
def test_a_relation_has_two_sides(relation):
    assert parse_relation(f"x + 1 {relation} 2*y", NAMES) == (x + 1, relation, 2 * y)


def test_two_signs_of_equality_mean_one():
    assert parse_relation("x == y", NAMES) == (x, "=", y)


@pytest.mark.parametrize("text", ["x", "x <", "< x", "x < y < 1", "x = y = 1", "x <> y", "x => y"])
def test_a_relation_is_exactly_one(text):
    with pytest.raises(GrammarError):
        parse_relation(text, NAMES)


def test_infinity_stands_alone():
    assert parse_value(" oo", {}) == sp.oo
    assert parse_value("-oo", {}) == -sp.oo
    assert parse_value("2*x", NAMES) == 2 * x
    for text in ("oo - oo", "2*oo", "--oo", "1/oo", "(oo)"):
        with pytest.raises(GrammarError, match="oo is no number"):
            parse_value(text, {})


DOMAINS = {
    "positive": sp.Interval.open(0, sp.oo),
    "nonnegative": sp.Interval.Ropen(0, sp.oo),
    "real": sp.Reals,
    "complex": sp.S.Complexes,
    "(0, oo)": sp.Interval.open(0, sp.oo),
    "[1, 2)": sp.Interval.Ropen(1, 2),
    "(-oo, 1/3]": sp.Interval.Lopen(-sp.oo, sp.Rational(1, 3)),
    "[-sqrt(2), 2*pi]": sp.Interval(-sp.sqrt(2), 2 * sp.pi),
}


@pytest.mark.parametrize("text", DOMAINS)
def test_domains(text):
    assert parse_interval(text) == DOMAINS[text]


@pytest.mark.parametrize(
    "text", ["", "(1, 1)", "(2, 1)", "[oo, oo)", "(0, i)", "0, 1", "(0; 1)", "(0, x)", "integer"]
)
def test_a_domain_has_real_numbers_in_it(text):
    with pytest.raises(GrammarError):
        parse_interval(text)


@given(st.fractions(), st.fractions(), st.sampled_from("(["), st.sampled_from(")]"))
def test_an_interval_is_read_as_it_is_written(lower, upper, opening, closing):
    text = f"{opening}{lower}, {upper}{closing}"
    if lower < upper and max(map(len, (str(lower), str(upper)))) < 60:
        found = parse_interval(text)
        assert (found.left_open, found.right_open) == (opening == "(", closing == ")")
        assert (Fraction(str(found.inf)), Fraction(str(found.sup))) == (lower, upper)


# Names.


@pytest.mark.parametrize("name", ["x", "beta_S", "p_0", "_x", "X1", "lambda", "a" * 60])
def test_names(name):
    assert is_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "", "1x", "a b", "β", "ｘ", "x.y", "__class__", "x__", "__x", "sin", "Max", "pi", "i", "I",
        "oo", "a" * 61, "x\n", "x-y", "e\u0301",
    ],
)  # fmt: skip
def test_no_names(name):
    assert not is_name(name)


def test_a_declared_symbol_is_that_of_the_table():
    for row in ("x", "p", "omega_0"):
        domain = {"x": "positive", "p": "nonnegative", "omega_0": "real"}[row]
        assert declared(row, parse_interval(domain)) == symbol(row)


@pytest.mark.parametrize(
    ("domain", "assumption"),
    [
        ("(1, oo)", "positive"), ("[0, 1]", "nonnegative"), ("(-2, 0)", "negative"),
        ("(-oo, 0]", "nonpositive"), ("(-1, 1)", "real"), ("[2, 3]", "positive"),
    ],
)  # fmt: skip
def test_a_declared_symbol_knows_its_sign(domain, assumption):
    assert declared("s", parse_interval(domain)) == sp.Symbol("s", **{assumption: True})
