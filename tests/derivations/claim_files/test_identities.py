"""What an identity may hold beside formulas: O(·), and functions of which nothing is known."""

import pytest

from beyondthermal.derivations.claim_files.entry import as_entry
from beyondthermal.derivations.claim_files.meaning import questions
from beyondthermal.derivations.claim_files.places import FormulaError

SYMBOLS = {"x": "real", "y": "real", "a": "real", "n": "integer"}

PROVED = [
    "sin(x) = x + O(x^3)",
    "sin(x) + O(x^5) = x - x^3/6 + O(x^5)",
    "log(x) = (x - 1) + O((x - 1)^2, (x, 1))",
    "sin(a + x) + O(x^2, (x, 0)) = sin(a) + x*cos(a) + O(x^2, (x, 0))",
    "1/x + cos(x)^2 + O(x^2) = 1/x + 1 - sin(x)^2 + O(x^2)",
    "a*f(x) + f(x) = (a + 1)*f(x)",
    "f(sin(x)^2 + cos(x)^2, y) = f(1, y)",
    "diff(f(x)*g(x), x) = f(x)*diff(g(x), x) + g(x)*Derivative(f(x), x)",
    "Derivative(x*f(y), (y, 2)) = x*diff(f(y), y, y)",
    "Derivative(f(x, y), x, y) = diff(f(x, y), y, x)",
    "1/f(x) + 1/g(x) = (f(x) + g(x))/(f(x)*g(x))",
    "exp(f(x))*exp(g_2(x)) = exp(f(x) + g_2(x))",
]
# Each is false for some function, or at some point, or off by a small number or power.
OPEN = [
    "sin(x) = x + O(x^4)",
    "sin(x) + O(x^4) = x - x^3*(1/6 + 10^-40) + O(x^4)",
    "sin(x) + O(x^4) = x*(1 + 10^-40) - x^3/6 + O(x^4)",
    "log(x) + x + O(x) = log(x) + O(x)",
    "log(x) = (x - 1) + O((x - 1)^2, (x, 2))",
    "sqrt(x - 1) + x + O(x) = sqrt(x - 1) + O(x)",
    "f(x) = f(-x)",
    "f(x + y) = f(x) + f(y)",
    "f(x, y) = f(y, x)",
    "f(x)*g(x) = f(x)",
    "sqrt(f(x)^2) = f(x)",
    "log(f(x)*g(x)) = log(f(x)) + log(g(x))",
    "diff(f(x), x) = f(x)",
    "diff(f(2*x), x) = diff(f(y), y)",
    "f(x)^2/f(x)*g(x)/g(x)^2 = f(x)/g(x) + 10^-40",
    "f(x) + f(10^-40) = f(x) + f(0)",
    "1/f(x) - 1/g(x) = (f(x) - g(x))/(f(x)*g(x))",
]
REFUSED = {
    "x + O(x^2) = x + O(x^3)": "both sides",
    "x*y = O(x*y)": "which one is small",
    "O(x^3) + x = x": "write x + O(x^3)",
    "x = x + O(x, (z, 0))": "none of the symbols",
    "x + O(x) = x + O(x) = x": "no function 'O'",
    "sine(x) = 1": "did you mean sin",
    "f() = 1": "expected",
    "f(1, 2, 3, 4, 5, 6, 7, 8, 9) = 1": "takes",
    "diff(x^3, x, 9) = 0": "up to order 8",
    "Derivative(x^3, (x, 5), (y, 4)) = 0": "up to order 8",
    "diff(x^3, x + 1) = 0": "by a symbol",
    "diff(x^3) = 0": "expected ','",
}


def asked(text, key="identity", **more):
    claim = {"name": "asked", key: text, **more}
    found, *_ = questions({"symbols": SYMBOLS, "claim": [claim]}, [as_entry(claim, 0, 1)])
    return found


@pytest.mark.parametrize("text", PROVED)
def test_a_true_one_is_proved(text):
    assert asked(text)()


@pytest.mark.parametrize("text", OPEN)
def test_one_that_is_false_somewhere_is_not(text):
    assert not asked(text)()


@pytest.mark.parametrize("text", REFUSED)
def test_what_has_no_meaning_is_told(text):
    found = asked(text)
    assert isinstance(found, FormulaError)
    assert REFUSED[text] in str(found)


def test_functions_that_are_not_known_stand_in_identities_alone():
    for key, more in (("bound", {}), ("limit", {"at": "x -> 0", "equals": "1"})):
        found = asked("f(x) < 1" if key == "bound" else "f(x)", key, **more)
        assert isinstance(found, FormulaError)
        assert "any function in an identity" in str(found)
