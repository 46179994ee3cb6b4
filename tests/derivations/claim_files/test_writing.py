"""What physicists write in files of claims: each is decided as it is meant."""

import pytest
from claim_texts import written

from beyondthermal.derivations.claim_files.file import read
from beyondthermal.derivations.claim_files.meaning import questions
from beyondthermal.symbolic.decision.proof import Verdict

SYMBOLS = """[symbols]
"β" = "positive"
T = "positive"
t = "(0, T)"
r = "real"
c = "real"
p = "positive"
u = "[0, 1]"
v = "[0, 1]"
n = "positive integer"
[[claim]]
name = "one"
"""
LIMIT = 'limit = "(r^2 - c^2)/(r - c)"\nequals = '
TERMS = 'expansion = "cos(r)"\nvariable = "r"\nat_point = 0\nterms = '
# What is written, a claim that is true, and one that is false.
WRITTEN = {
    "chain": ('bound = "-1 < tanh(r) < 1"', 'bound = "0 < tanh(r) < 1"'),
    "equations": (
        'identity = "tanh(r) = sinh(r)/cosh(r) = 1 - 2/(e^(2*r) + 1)"',
        'identity = "tanh(r) = sinh(r)/cosh(r) = 1 - 2/(e^(2*r) + 2)"',
    ),
    "Greek": ('bound = "e^β > 1 + beta"', 'bound = "e^β > 1 + 2*beta"'),
    "ends": ('bound = "t*(T - t) <= T^2/4"', 'bound = "t*(T - t) < T^2/4"'),
    "an end in where": (
        'bound = "p < T"\nwhere = { p = "(0, T)" }', 'bound = "p < T"\nwhere = { p = "(0, T]" }'
    ),
    "whole": ('bound = "n >= 1"', 'bound = "n > 1"'),
    "relations": (
        'bound = "u*v <= 1/4"\nwhere = ["u + v <= 1"]',
        'bound = "u*v < 1/4"\nwhere = ["u + v <= 1"]',
    ),
    "points": (
        'identity = "cos(r)*tan(r) = sin(r)"\nwhere = ["cos(r) != 0"]',
        'identity = "cos(r)*tan(r) = 2*sin(r)"\nwhere = ["cos(r) != 0"]',
    ),
    "modulus": (
        'bound = "1 - r^2/c^2 > 0"\nwhere = ["|r| < c"]',
        'bound = "1 - r^2/c^2 > 1/2"\nwhere = ["|r| < c"]',
    ),
    "point": (f'{LIMIT}"2*c"\nat = "r -> c"', f'{LIMIT}"3*c"\nat = {{ r = "c" }}'),
    "order": (f'{TERMS}"1 - r^2/2 + O(r^4)"', f'{TERMS}"1 - r^2/2 + O(r^5)"'),
    "derivative": (
        'identity = "diff(tanh(r), r) = 1/cosh(r)^2"', 'identity = "diff(tanh(r), r) = 1/cosh(r)"'
    ),
    "cases": (
        'bound = "piecewise(r, r < 0, r^2) <= r^2"', 'bound = "piecewise(r, r < 1, r^2) < r^2"'
    ),
    "sum": ('identity = "sum(k*r^k, k, 0, 2) = r + 2*r^2"', 'identity = "sum(r, k, 1, 3) = 2*r"'),
}  # fmt: skip


def asked(folder, text):
    file = read(written(folder, SYMBOLS + text))
    (question,) = questions(file.data, file.claims)
    return question()


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written_is_decided(name, tmp_path):
    true, false = WRITTEN[name]
    assert asked(tmp_path, true)
    assert asked(tmp_path, false).verdict is Verdict.REFUTED


def test_relations_that_leave_nothing_are_refused(tmp_path):
    with pytest.raises(ValueError, match="nothing satisfies"):
        asked(tmp_path, 'bound = "p > 0"\nwhere = ["u < v", "v < u"]')


def test_a_symbol_that_may_be_outside_is_no_point(tmp_path):
    with pytest.raises(ValueError, match="must lie in the range"):
        asked(tmp_path, 'limit = "sqrt(p)"\nat = "p -> c"\nequals = "sqrt(c)"')
