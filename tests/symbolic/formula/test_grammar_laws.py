"""Laws of the grammar of formulas, on formulas and texts that Hypothesis makes."""

from fractions import Fraction

import sympy as sp
from hypothesis import example, given
from hypothesis import strategies as st
from names import NAMES

from beyondthermal.symbolic.formula.functions import FUNCTIONS
from beyondthermal.symbolic.formula.grammar import (
    GrammarError,
    parse,
    parse_interval,
    parse_relation,
    parse_value,
)
from beyondthermal.symbolic.formula.size import size
from beyondthermal.symbolic.symbols import symbol

x = symbol("x")


def combined(one, sign, other):
    """Two formulas with their values in Python's fractions; None where there is none."""
    (text, value), (again, second) = one, other
    operation = {"+": Fraction.__add__, "-": Fraction.__sub__, "*": Fraction.__mul__}.get(sign)
    known = value is not None and second is not None and (operation or second)
    return f"({text}) {sign} ({again})", (
        (operation or Fraction.__truediv__)(value, second) if known else None
    )


def raised(one, exponent):
    text, value = one
    known = value is not None and (value or exponent > 0)
    return f"({text})^{exponent}", value**exponent if known else None


def formulas(leaves):
    return st.recursive(
        leaves,
        lambda part: st.one_of(
            st.builds(combined, part, st.sampled_from("+-*/"), part),
            st.builds(raised, part, st.integers(-3, 3)),
            part.map(lambda one: (f"-({one[0]})", None if one[1] is None else -one[1])),
        ),
        max_leaves=8,
    )


def leaves(*texts):
    return st.sampled_from([(text, None) for text in texts])


NUMBERS = (st.integers(0, 99) | st.decimals(0, 9, places=2)).map(lambda n: (str(n), Fraction(n)))


@given(formulas(NUMBERS))
def test_numbers_are_pythons_fractions(formula):
    text, value = formula
    if value is None:
        assert "zero" in error_in(text)
    else:
        found = parse(text, {})
        assert Fraction(int(found.p), int(found.q)) == value


def error_in(text, reader=parse):
    """What the reader says about it; nothing if all is well."""
    try:
        reader(text, NAMES)
    except GrammarError as error:
        return str(error)
    return ""


CALLS = st.sampled_from(["{}", "sqrt({})", "exp({})", "abs({})", "tanh({})", "log(2 + abs({}))"])


@given(formulas(leaves("x", "y", "r", "2", "0.25")), CALLS)
def test_what_is_printed_is_read_again_as_the_same(formula, call):
    text = call.format(formula[0])
    if not error_in(text):
        found = parse(text, NAMES)
        assert parse(str(found), {**NAMES, "E": sp.E}) == found


WORDS = st.sampled_from(
    [
        *FUNCTIONS,
        "x",
        "y",
        "c",
        "i",
        "pi",
        "oo",
        "z",
        *"+-*/^(),<=> \n.",
        "**",
        "2",
        "0",
        "9.5",
        "64",
    ]
)


@given(st.text(max_size=60) | st.lists(WORDS, max_size=25).map("".join))
def test_any_text_is_read_or_refused_on_one_line(text):
    for reader in (parse, parse_relation, parse_value, lambda t, _: parse_interval(t)):
        said = error_in(text, reader)
        assert len(said.splitlines()) <= 1
        assert said.isprintable() or not said


@given(formulas(leaves("x", "2", "7", "0.5")))
@example(("+".join(f"x/{n}" for n in range(2, 99)), None))
@example(("*".join(f"(x/{n} + {n})" for n in range(2, 99)), None))
def test_the_bounds_are_bounds(formula):
    """At x = 1 the numerator and denominator are no larger than foretold."""
    if error_in(formula[0]):
        return
    found = parse(formula[0], NAMES)
    foretold, value = size(found), found.subs(x, 1)
    if value.is_finite:
        assert abs(value.p) <= 2**foretold.above
        assert value.q <= 2**foretold.below
