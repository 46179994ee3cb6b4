"""Whatever is in a formula: one clear line within a second, and nothing is run."""

from pathlib import Path

import pytest
from canary import nothing_is_run
from clock import within

from beyondthermal.symbolic.formula.grammar import parse, parse_interval, parse_relation
from beyondthermal.symbolic.symbols import symbol

SECOND = 1.0
NAMES = {"x": symbol("x"), "y": symbol("y")}


# Look-alikes and what isn't seen are written with escapes.
CODE = [
    *Path(__file__).with_name("hostile_formulas.txt").read_text("utf-8").splitlines(),
    "x\u2264y",
    "x\xd7y",
    "x\xf7y",
    "x\xb7y",
    "\u221ax",
    "\u03d6",
    "\u221e",
    "\xbd",
    "x\xb2",
    "\u2212x",
    "\u03b1",
    "\u0445",
    "\uff58",
    "\U0001d465",
    "x\u200b",
    "x\u202e",
    "\ufeffx",
    "x\xa0+ y",
    "x\u3000y",
    "x\u0301",
    "\uff08x\uff09",
    "x\uff0cy",
    "\u0661",
    "\uff12",
]

NINES = "9" * 60
BOMBS = {
    "a factorial": "factorial(10^9)",
    "a factorial of a factorial": "((9!)!)!",
    "factorials": "!".join(["9"] * 3) + "!" * 60,
    "a binomial coefficient": "binomial(10^9, 10^8)",
    "a binomial coefficient of a root": "binomial(sqrt(2), 10^9)",
    "a binomial coefficient of a fraction": "binomial(1/1000000007, 400)",
    "a gamma function": "gamma(10^9 + 1/2)",
    "a gamma function of a fraction": "gamma(400 + 1/1000000007)",
    "a general power in disguise": "2^(10^9*log(3)/log(2))",
    "a general power of a sum in disguise": "2^((10^9*log(3) + 1)/log(2))",
    "a power of e in disguise": "e^(10^9*log(2))",
    "e to towers": "e^e^e^e^e^e",
    "roots in exponents": "2^(3^(5^sqrt(2)))",
    "a long sum": "sum(k, k, 1, 10^12)",
    "a long sum from afar": "sum(k, k, -(10^12), 0)",
    "sums in sums": "sum(sum(sum(i*j*k, i, 1, 99), j, 1, 99), k, 1, 99)",
    "60 sums in one another": "sum(" * 60 + "x" + ", k, 1, 2)" * 60,
    "a sum of powers": "sum((k + 1)^(k^k), k, 1, 9)",
    "a sum of factorials": "sum((k^k)!, k, 1, 9)",
    "a sum without an index": "sum(" + "x, " * 900 + "1)",
    "a derivative of high order": "diff(x^2, x, 10^9)",
    "a derivative of something large": "diff("
    + "*".join(f"sin(x + {n})" for n in range(99))
    + ", x)",
    "derivatives of derivatives": "diff(" * 8 + "exp(sin(x)*cos(x))*tan(x)" + ", x, 8)" * 8,
    "cases in cases": "piecewise(" * 60 + "x" + ", x < 1, 1)" * 60,
    "many cases": "piecewise(x" + ", x < 1, 1" * 300 + ")",
    "cases in tests": "piecewise(1, " * 20 + "x" + " < 3/2, 2)" * 20,
    "cases in tests in brackets": "piecewise(1, (piecewise(1, x < 1, 2)) < 3/2, 2)",
    "spherical functions": "jn(12, " * 8 + "x - 1" + ")" * 8,
    "cases in tests of spherical functions": "jn(2, piecewise(1, " * 5 + "x" + " < 3/2, x))" * 5,
    "a polynomial of high order": "chebyshevt(10^9, x)",
    "polynomials of polynomials": "chebyshevt(12, " * 12 + "x" + ")" * 12,
    "numbers in polynomials": "laguerre(12, " * 6 + "x" + ")" * 6,
    "a remainder of a large number": "Mod(10^(10^6), 7)",
    "remainders of remainders": "Mod(" * 60 + "x" + ", 3)" * 60,
    "differences of differences": "KroneckerDelta(" * 50 + "x" + ", y)" * 50,
    "a real part of a large power": "re((x + i*y)^999)",
    "indicators of indicators": "Boole(" * 40 + "x" + " < 1)" * 40,
    "a long test": "Boole(" + " & ".join(f"x < {k}" for k in range(900)) + ")",
    "a chain in a test": "Boole(" + " < ".join(map(str, range(900))) + ")",
    "a tower in a test": "piecewise(1, e^e^e^e^e < x, 2)",
    "an unevaluated derivative": "Derivative(x^2, x, 10^9)",
    "an unevaluated sum": "Sum(x^k, (k, 0, 10^12))",
    "moduli of powers": "abs(" * 60 + "(x - 1)" + "^(1/3))" * 60,
    "nothing under a jump": "acot(x - x)",
    "a fraction of a tower": "frac(exp(exp(exp(100))))",
    "floors of towers": "floor(exp(exp(exp(100))))",
    "bars, 900": "|" * 900 + "x",
    "bars in bars": "|" * 70 + "x" + "|" * 70,
    "9**9**9": "9**9**9",
    "9^9^9^9": "9^9^9^9",
    "10^(10^10)": "10^(10^10)",
    "2^(2^64)": "2^(2^64)",
    "2^-(2^64)": "2^-(2^64)",
    "x^(10^9)": "x^(10^9)",
    "x^65": "x^65",
    "x^(1/1000000007)": "x^(1/1000000007)",
    "2^(1/1000000007)": "2^(1/1000000007)",
    "powers of powers": "((x^64)^64)^64",
    "powers of numbers": f"(({NINES}^64)^64)^64",
    "powers of a sum": "((x + y + 1)^64)^64",
    "powers of complex numbers": "((1 + i)^64)^64",
    "a product of powers": "*".join(["(x + y)^64"] * 9),
    "products of numbers": "*".join([f"{NINES}^60"] * 9),
    "a power in disguise": "exp(10^9*log(2))",
    "a power in disguise, with a sum": "exp(3 + 10^9*log(2))",
    "a power in disguise, to less than one": "exp(-(10^9)*log(2))",
    "a power of x in disguise": "exp(10^9*log(x))",
    "a power in disguise, squared": "exp(64*log(exp(64*log(2))))^64",
    "a tower": "exp(exp(exp(exp(10))))",
    "a tower of sinh": "abs(sinh(cosh(sinh(cosh(10)))) - 1)",
    "a huge angle": "sin(exp(exp(100)))",
    "a hidden tower": "exp(exp(1000*x/x) + x - x)",
    "a huge exponent": f"abs(exp(({NINES}^8)^4) - 2)",
    "many digits": "1" * 61,
    "thousands of digits": "1" * 9000,
    "many decimals": "0." + "1" * 5000,
    "a large exponent of ten": "1e999999999",
    "a small exponent of ten": "1e-999999999",
    "brackets, 70": "(" * 70 + "x" + ")" * 70,
    "brackets, 4000": "(" * 4000 + "x" + ")" * 4000,
    "brackets, 100,000": "(" * 100_000 + "x" + ")" * 100_000,
    "open brackets": "(" * 1900,
    "closed brackets": ")" * 1900,
    "powers, 900": "^".join(["x"] * 900),
    "powers of one, 900": "^".join(["1"] * 900),
    "signs": "-" * 3000 + "x",
    "signs in exponents": "x^" + "-" * 3000 + "1",
    "exp of exp": "exp(" * 70 + "x" + ")" * 70,
    "sqrt(1 + sqrt(1 + ": "sqrt(1 + " * 60 + "x" + ")" * 60,
    "1/(1 + 1/(1 + ": "1/(1 + " * 60 + "x" + ")" * 60,
    "log(1 + log(1 + ": "log(1 + " * 60 + "x" + ")" * 60,
    "abs(y - abs(y - ": "abs(y - " * 60 + "x" + ")" * 60,
    "max(x, 1 + max(x, ": "max(x, 1 + " * 60 + "x" + ")" * 60,
    "conjugate": "conjugate(i + " * 60 + "x" + ")" * 60,
    "nested sums of roots": "abs(" + " + ".join(f"sqrt({n})" for n in range(2, 99)) + " - 500)",
    "a long product of roots": "log(" + "*".join(f"(1 + i*sqrt({n}))" for n in range(2, 60)) + ")",
    "an unexpanded modulus": "abs(" + "*".join(f"(1 + i*{n})" for n in range(2, 99)) + ")",
    "eleven in a maximum": "max(" + ", ".join("x" * 11) + ")",
    "too many tokens": "+".join(["x"] * 1001),
    "too many characters": " " * 10_001,
    "a long name": "x" * 9_999,
    "a long number of names": " ".join(["x"] * 2000),
    "a million characters": "x + " * 250_000,
    "spaces and a bracket": " " * 9_000 + ")",
    "a division by zero": "1/(x - x)",
    "a logarithm of zero": "log(x - x)",
    "a pole": "1/tan(pi)",
    "a root of a division by zero": "sqrt(1/(1 - 1))",
}


def timed(read_it, *arguments):
    """What an error says; it came within a second, and is one readable line."""
    with within(SECOND), pytest.raises(ValueError, match=r"\w") as caught, nothing_is_run():
        read_it(*arguments)
    said = str(caught.value)
    assert 10 < len(said) < 500
    assert said.isprintable()
    return said


@pytest.mark.parametrize("text", CODE)
def test_code_is_no_formula(text):
    assert timed(parse, text, NAMES).startswith("line ")
    timed(parse_interval, text)


def test_no_input_is_there_twice():
    assert len(CODE) == len(set(CODE)) >= 200
    assert len(set(BOMBS.values())) == len(BOMBS)


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_a_bomb_does_not_go_off(text):
    assert timed(parse, text, NAMES).startswith("line ")


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_a_bomb_does_not_go_off_elsewhere(text):
    timed(parse_relation, f"x < {text}", NAMES)
    timed(parse_interval, f"(0, {text})")


HARMLESS = {
    "brackets one after the other": "+".join(["(x)"] * 400),
    "an unexpanded modulus": "abs(" + "*".join(f"(1 + i*{n}*x)" for n in range(2, 99)) + ")",
    "a sum of fractions": "abs(y - " + " - ".join(f"1/(x + {n})" for n in range(2, 150)) + ")",
    "a continued fraction": "1/(1 + " * 20 + "x" + ")" * 20,
    "a product of roots": "*".join(f"sqrt({n}*x + 1)" for n in range(2, 150)),
    "roots of numbers": " + ".join(f"{n}^(1/{k})" for n in range(2, 60) for k in (2, 3, 5)),
    "a large power": "(x + y + 1)^64*(x - y)^64",
    "a large number": f"{NINES}^32",
    "large numbers in functions": "exp(1e60) + tanh(1e60) + sin(1e60) + log(1e60)",
    "rounding a large number": "floor(exp(1e60)) + ceil(1e60) + sign(exp(1e60) - 1)",
    "the largest factorial": "500! + binomial(500, 250)",
    "a sum of a hundred": "sum(sin(k*x)/k, k, 1, 100)",
    "a derivative of a product": "diff(" + "*".join(f"(x + {n})" for n in range(1, 14)) + ", x, 2)",
    "eight cases": "piecewise(x" + ", x < 1, 1" * 8 + ")",
    "decimals": " + ".join(f"{n}.123456789*x^{n}" for n in range(60)),
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_what_looks_dangerous_but_is_not_is_read(text):
    with within(SECOND), nothing_is_run():
        parse(text, NAMES)
