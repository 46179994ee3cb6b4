"""`beyondthermal check --explain`: a claim, its domain, its verdict, and its proof in words."""

import pytest
from claim_texts import REFUTED, UNDECIDED, claims, written
from console import beyondthermal

TEXT = """
[symbols]
x = "(0, oo)"
y = "(0, oo)"
z = "(0, 1)"
w = "(-oo, oo)"
n = "integer"
[define]
T = "y"
S = "x + T"
[[claim]]
name = "two"
bound = "S^2 >= 4*x*y"
[[claim]]
name = "same"
identity = "(x + 1)^2 = x^2 + 2*x + 1"
[[claim]]
name = "rim"
limit = "erf(x)"
at = "x -> 0"
equals = "0"
[[claim]]
name = "cut"
limit = "sqrt(-4 + i*x) + w*x*y"
at = "x -> 0"
equals = "2*i"
[[claim]]
name = "sign"
limit = "atan(w/x)"
at = "x -> 0"
equals = "pi*sign(w)/2"
[[claim]]
name = "total"
identity = "sum(z^n, n, 0, oo) = 1/(1 - z)"
"""


def explained(folder, name, text=TEXT):
    return beyondthermal("check", written(folder, text), "--explain", name)


def test_a_claim_of_the_paper():
    done = beyondthermal("check", "--explain", "bound-thermal")
    assert done.returncode == 0
    assert not done.stderr
    for said in (
        "(bound-thermal) The bound on the concurrence",
        "C < 1/3",
        "domain:  β_A, β_S ≥ 0",
        "verdict: ✓ proved",
        "method:  no coefficient is negative in any case; re-checked",
        "  1. For 1 ≤ e^(β_A/2), 1 ≤ e^(β_S/2):\n         e^(β_A/2) + e^(β_S/2) > 0\n",
        "No coefficient is negative.",
    ):
        assert said in done.stdout
    assert done.stdout.count("e^(β_A/2) + e^(β_S/2) > 0") == 1
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_a_claim_of_a_file_with_what_it_hangs_on(tmp_path):
    done = explained(tmp_path, "two")
    assert done.returncode == 0
    assert "claimed: S^2 >= 4*x*y\n" in done.stdout
    assert "domain:  x in (0, oo); y in (0, oo)\n" in done.stdout
    assert "with:    T = y; S = x + T\n" in done.stdout
    assert "x² - 2 x y + y² ≥ 0" in done.stdout
    assert "both sides are the same rational function" in explained(tmp_path, "same").stdout


def test_without_a_certificate_it_says_by_what(tmp_path):
    done = explained(tmp_path, "rim")
    assert done.returncode == 0
    assert "Decided by: " in done.stdout
    assert "no certificate." in " ".join(done.stdout.split())


def test_a_limit_is_told_by_its_expansions(tmp_path):
    told = explained(tmp_path, "cut").stdout.partition("\nProof\n")[2]
    assert "Put x = t with t > 0, t → 0." in told
    assert "√(i x - 4) = 1/4 t - 1/512 t³ + O(t⁵) + i (2 + 1/64 t²" in told
    assert "What doesn't vanish with t is the limit." in told
    told = explained(tmp_path, "sign").stdout.partition("\nProof\n")[2]
    for sign in "<=>":
        assert f"Where w {sign} 0:" in told


def test_a_sum_is_told_by_its_telescope(tmp_path):
    told = explained(tmp_path, "total").stdout.partition("\nProof\n")[2]
    for said in ("T(n + 1) - T(n)", "T(n) = ", "Put n = 1/t", "ε = exp(-u)"):
        assert said in told
    assert not set(told) & set("\\{}$&")


def test_what_is_refuted_has_its_counter_example(tmp_path):
    done = explained(tmp_path, "a", claims(a=REFUTED))
    assert done.returncode == 1
    assert "verdict: ✗ refuted" in done.stdout
    assert "x = " in done.stdout.partition("Refutation")[2]


def test_what_is_undecided_has_what_was_tried_and_what_to_do(tmp_path):
    done = explained(tmp_path, "a", claims(a=UNDECIDED))
    assert done.returncode == 3
    assert "verdict: ? inconclusive" in done.stdout
    assert "No certificate; tried: " in done.stdout.partition("What was tried")[2]


@pytest.mark.parametrize(
    ("arguments", "near"),
    [(["--explain", "bound-termal"], "bound-thermal"), (["FILE", "--explain", "twoo"], "two")],
)
def test_of_an_unknown_name_the_nearest_is_told_on_one_line(arguments, near, tmp_path):
    path = str(written(tmp_path, TEXT))
    done = beyondthermal("check", *(path if a == "FILE" else a for a in arguments))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(f"did you mean {near}?\n")
    assert len(done.stderr.splitlines()) == 1


def test_it_goes_with_no_other_name_nor_report():
    for arguments in (["A4"], ["--list"], ["--format", "json"]):
        done = beyondthermal("check", "--explain", "bound-thermal", *arguments)
        assert done.returncode == 2
        assert "--explain" in done.stderr


def test_a_slip_in_the_claim_is_told(tmp_path):
    done = explained(tmp_path, "b", claims(a=REFUTED, b='bound = "sine(x) < 2"'))
    assert done.returncode == 2
    assert "did you mean sin?" in done.stdout + done.stderr


def test_no_latex_is_left_on_the_terminal():
    for name in ("bound-thermal", "A6"):
        told = beyondthermal("check", "--explain", name).stdout.partition("\nProof\n")[2]
        assert told
        assert not set(told) & set("\\{}$&")
