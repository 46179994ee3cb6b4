"""What a certificate says has words, step by step."""

import sympy as sp
from report_document import equations

from beyondthermal.derivations.report.proofs import steps
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.symbols import symbols


def test_every_certificate_has_words() -> None:
    for equation in equations():
        for certificate in equation.result.finding.proof.certificates:
            assert steps(certificate)[0].sentence


def test_a_substitution_is_shown_with_what_comes_of_it() -> None:
    x, y = symbols("x y")
    (certificate,) = positive(x**2 - x + 1, {x: sp.Interval(1, sp.oo)}).certificates
    claim, put, end = steps(certificate)
    assert claim.sentence == r"For $1 \le x$:"
    assert claim.display == (r"&x^{2} - x + 1 > 0",)
    assert put.sentence == r"Put $x = 1 + t$ with $t \ge 0$:"
    assert put.display == ("&t^{2} + t + 1",)
    assert end.sentence == "No coefficient is negative."
    # Between two ends the denominator 1 + t is cleared.
    side = {y: sp.Interval.open(1, sp.Rational(1, 2) + 1)}
    (certificate,) = positive(2 * y - 1, side).certificates
    put = steps(certificate)[1]
    assert put.sentence == (
        r"Put $y = \frac{2 + 3 t}{2 (1 + t)}$ with $t > 0$, and multiply by $(1 + t)$:"
    )
    assert put.display == ("&2 t + 1",)


def test_a_range_that_is_cut_says_into_how_many_boxes() -> None:
    (x,) = symbols("x")
    (certificate,) = positive(x**2 - x + 1, {x: sp.Interval(0, sp.oo)}).certificates
    told = " ".join(step.sentence for step in steps(certificate))
    assert "is cut into" in told
    assert "nor is one in the other boxes" in told
