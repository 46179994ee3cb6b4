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
    "e^x": sp.exp(x),
    "exp(-exp(-1))": sp.exp(-sp.exp(-1)),
    "(2*exp(1))^x": (2 * sp.E) ** x,
    "ln(x)": sp.log(x),
    "x^y": x**y,
    "2^x": sp.Pow(2, x),
    "x^sqrt(2)": x ** sp.sqrt(2),
    "x^(y*log(2))": sp.exp(y * sp.log(2) * sp.log(x)),
    "5!": sp.Integer(120),
    "x!^2": sp.factorial(x) ** 2,
    "-x!": -sp.factorial(x),
    "binomial(5, 2)": sp.Integer(10),
    "besselj(2, x)": sp.besselj(2, x),
    "loggamma(x)": sp.loggamma(x),
    "gamma(5/2)": 3 * sp.sqrt(sp.pi) / 4,
    "erf(x)": sp.erf(x),
    "atan(r) + asin(r) + acos(r)": sp.atan(r) + sp.asin(r) + sp.acos(r),
    "sign(-3) + sign(x)": sp.Integer(0),
    "floor(-5/2) + ceil(5/2)": sp.Integer(0),
    "floor(r)": sp.floor(r),
    "|x - 3|": sp.Abs(x - 3),
    "||r| + x|": sp.Abs(r) + x,
    "abs(sqrt(r))": sp.sqrt(sp.Abs(r)),
    "|(r - 1)^x|": sp.Abs(r - 1) ** x,
    "sum(k^2, k, 1, 3)": sp.Integer(14),
    "sum(x*k, k, 3, 2)": sp.Integer(0),
    "sum(sum(j*k, j, 1, k), k, 1, 3)": sp.Integer(25),
    "diff(x^2*sin(x), x)": x**2 * sp.cos(x) + 2 * x * sp.sin(x),
    "diff(log(x), x, 2)": -(x**-2),
    "diff(atan(r), r)": 1 / (r**2 + 1),
    "piecewise(x, x < 1, 1)": sp.Piecewise((x, x < 1), (1, True)),
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
    "0^x": (1, 2, "zero to a power that may be zero or less"),
    "sin^2(x)": (1, 4, "a power of sin is written behind it: sin(x)^2"),
    "arctan(x)": (1, 1, "there is no function 'arctan', write atan"),
    "tanhh(x)": (1, 1, "did you mean tanh?"),
    "root(x)": (1, 1, "write x^(1/n)"),
    "cbrt(i)": (1, 1, "cbrt is only known for real numbers"),
    "x!!": (1, 2, "!! may mean two things"),
    "x != y": (1, 3, "expected an operator or the end, but got '!='"),
    "|x": (1, 3, "expected an operator or |"),
    "x |": (1, 3, "expected an operator or the end, but got '|'"),
    "x ≤ y": (1, 3, "no formula contains '≤': write <="),
    "x²": (1, 2, "no formula contains '²': write ^2"),
    "exp(exp(5))": (1, 1, "too large or too intricate"),
    "exp(300*exp(1))": (1, 1, "too large or too intricate"),
    "exp((1 + exp(4))^16)": (1, 1, "too large or too intricate"),
    "exp(exp(exp(1)))": (1, 1, "too large or too intricate"),
    "factorial(1e9)": (1, 1, "simple fractions up to 500"),
    "501!": (1, 4, "simple fractions up to 500"),
    "binomial(1e9, 5)": (1, 1, "simple fractions up to 500"),
    "besselj(1e9, x)": (1, 1, "has a whole order from 0 to 12"),
    "besselk(x, x)": (1, 1, "has a whole order from 0 to 12"),
    "besseli(1/2, x)": (1, 1, "has a whole order from 0 to 12"),
    "gamma(1e9 + 1/2)": (1, 1, "simple fractions up to 500"),
    "gamma(0)": (1, 1, "no finite value"),
    "sum(n, n, 1, 1e12)": (1, 1, "at most 100 terms"),
    "sum(n, 1, 2)": (1, 1, "a sum is written as sum(f, n, a, b)"),
    "sum(x, n, 1/2, 2)": (1, 1, "the ends of a sum are whole numbers"),
    "diff(x^2, x, 9)": (1, 1, "derivatives go up to order 8"),
    "diff(x, 2)": (1, 1, "diff(f, x) is taken by a symbol x"),
    "diff(abs(r), r)": (1, 1, "diff is not taken of abs"),
    "diff(log(r), r)": (1, 1, "r may be negative, where a derivative would have a value"),
    "piecewise(x, x < 1)": (1, 19, "expected ','"),
    "piecewise(x)": (1, 1, "as piecewise(f, x < 0, g)"),
    "piecewise(x, y, 1)": (1, 15, "expected a relation, as in x < 0"),
    "piecewise(piecewise(x, x < 1, 1), x < 2, 1)": (1, 1, "not one in another"),
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
    "β": (1, 1, "unknown name 'β'"),
    "x\u00a0+ y": (1, 2, r"no formula contains '\xa0'"),
    "ｘ": (1, 1, "no formula contains 'ｘ'"),
    "٣": (1, 1, "no formula contains '٣'"),
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


def test_a_letter_and_its_name_are_one_symbol_shown_as_it_was_declared():
    for declared_as in ("β_A", "beta_A"):
        symbol_of_it = sp.Symbol(declared_as)
        names = {declared_as: symbol_of_it}
        assert parse("β_A + beta_A", names) == 2 * symbol_of_it
        with pytest.raises(GrammarError, match=f"did you mean {declared_as}"):
            parse("β_B", names)


def test_what_is_declared_stands_for_itself():
    for name in ("e", "gamma", "γ"):
        assert parse(f"2*{name}", {name: x}) == 2 * x
        with pytest.raises(GrammarError, match="a product is written"):
            parse(f"{name}(2)", {name: x})


def test_a_sum_without_an_end_is_left_alone():
    found = parse("sum(x^k/k!, k, 0, oo)", NAMES)
    assert isinstance(found, sp.Sum)
    assert found.free_symbols == {x}
    assert found.doit() == sp.exp(x)


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
    for text in ("oo - oo", "2*oo", "--oo", "1/oo", "(oo)", "oo*i - oo", "i + oo"):
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
    "text", ["", "(1, 1)", "(2, 1)", "[oo, oo)", "(0, i)", "0, 1", "(0; 1)", "(0, x)", "integers"]
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


@pytest.mark.parametrize(
    "name", ["x", "beta_S", "p_0", "_x", "X1", "lambda", "a" * 60, "β_A", "e", "gamma"]
)
def test_names(name):
    assert is_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "", "1x", "a b", "π", "ｘ", "x.y", "__class__", "x__", "__x", "sin", "Max", "pi", "i", "I",
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
