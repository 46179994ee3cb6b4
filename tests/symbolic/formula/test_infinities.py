"""Values that are infinite: ±oo alone, oo times a direction, and complex infinity."""

import pytest
import sympy as sp
from names import NAMES

from beyondthermal.symbolic.formula.grammar import GrammarError, parse_value


def test_infinities_in_a_direction() -> None:
    assert parse_value("zoo", {}) is sp.zoo
    assert parse_value("-oo*(1 + i)", {}) == -sp.oo * (1 + sp.I)
    assert parse_value("2*i * oo", {}) == parse_value("oo*i", {}) == sp.oo * sp.I


@pytest.mark.parametrize("text", ["oo*i*x", "0*i*oo", "oo*(i - i)"])
def test_a_direction_is_a_number_that_is_not_zero(text: str) -> None:
    with pytest.raises(GrammarError, match="has to be a number"):
        parse_value(text, NAMES)


@pytest.mark.parametrize("text", ["oo*i - oo", "i + oo", "zoo*i", "oo*oo*i"])
def test_nothing_is_calculated_with_them(text: str) -> None:
    with pytest.raises(GrammarError):
        parse_value(text, NAMES)
