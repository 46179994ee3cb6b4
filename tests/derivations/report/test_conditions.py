"""The condition of a statement stands in its display: all of it, and nothing that always holds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyondthermal.derivations.claims.domains import ANY_MATRIX, condition, domain
from beyondthermal.derivations.claims.regions import EVERYWHERE, RATES, TEMPERATURES, THERMAL
from beyondthermal.derivations.claims.registry import REGISTRY, find
from beyondthermal.derivations.report.conditions import condition_rows
from beyondthermal.derivations.report.layout import rows
from beyondthermal.symbolic.prose import unmarked
from beyondthermal.symbolic.symbols import POSITIVE, symbols

x, y, u, C, beta_A, beta_S, p_G, omega_0 = symbols("x y u C beta_A beta_S p_G omega_0")


@pytest.mark.parametrize("where", [EVERYWHERE, TEMPERATURES, RATES])
def test_what_is_assumed_throughout_is_no_condition(where):
    assert condition(where, {}, list(where)) == ""
    assert domain(where, {}, list(where))


@pytest.mark.parametrize(
    ("where", "at", "given_", "shown"),
    [
        (THERMAL, {}, "", "$β_A$, $β_S ≥ 0$"),
        ({omega_0: POSITIVE}, {}, "", "$ω₀ > 0$"),
        ({p_G: POSITIVE}, {}, "", "$p_G > 0$"),
        (EVERYWHERE, {x: 1 / (1 + u)}, "", "$x = 1/(u + 1)$"),
        (EVERYWHERE, {}, "any Hermitian $ρ$", "any Hermitian $ρ$"),
        (EVERYWHERE, {}, ANY_MATRIX, ""),
    ],
)
def test_anything_else_is_one(where, at, given_, shown):
    assert condition(where, at, [*where, *at], given_) == shown


@pytest.mark.parametrize("name", REGISTRY)
def test_a_display_has_every_part_of_the_condition_of_its_claim(name):
    claim = find(name)
    limited = condition(claim.where, claim.at, [*claim.where, *claim.at], claim.given)
    lines = rows(claim.stated, condition=limited)
    bare = rows(claim.stated)
    assert lines[: len(bare) - 1] == bare[:-1]
    assert "".join(lines).isascii()
    if not limited:
        assert lines == bare
    else:
        added = "".join(lines).removeprefix("".join(bare))
        assert added.count("=") >= unmarked(limited).count("=")
        assert letters(added) == letters("".join(condition_rows(limited, 200)))


def letters(latex):
    """A formula without what only breaks its lines, as one word."""
    return re.sub(r"\\text|\\qquad|\\ |[{}&\s]", "", latex)


PARTS = st.sampled_from(["$x = 1$", "any Hermitian $ρ$", "rates in units of $g$", "$y > 2$"])


@given(st.lists(PARTS, min_size=1, max_size=9), st.integers(12, 60))
def test_no_part_is_lost_where_a_condition_is_broken(parts, columns):
    whole = "; ".join(parts)
    lines = condition_rows(whole, columns)
    assert letters("".join(lines)) == letters("".join(condition_rows(whole, 10_000)))
    assert lines[0][0] == "("
    assert lines[-1][-1] == ")"


def test_a_short_condition_stands_behind_a_single_line_and_a_long_one_below():
    short = rows([C < 1], condition="$β_A$, $β_S ≥ 0$")
    assert short == [r"C &< 1 \qquad (\beta_A,\ \beta_S \ge 0)"]
    below = rows([C < 1], 30, condition="any Hermitian $ρ$; rates in units of $g$")
    assert below[0] == "C &< 1"
    assert len(below) > 1


def test_what_needs_escaping_in_words_is_escaped():
    assert condition_rows("50% & more_or_less #1", 60) == [r"(\text{50\% \& more\_or\_less \#1})"]


def test_a_detuning_has_a_sign_so_that_its_being_positive_is_a_condition():
    (delta,) = symbols("delta")
    assert condition({delta: POSITIVE}, {}, [delta]) == "$δ > 0$"
    claim = find("tolerated-detuning")
    assert "$δ > 0$" in condition(claim.where, claim.at, list(claim.where))
