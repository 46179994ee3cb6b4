"""Prose: what stands between dollars is mathematics, and nothing is lost on the way."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyondthermal.derivations.report.inline import Run, inlines, maths
from beyondthermal.derivations.report.measured import values

NAMES = {"A4", "6", "bound-thermal"}


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("β_A = −∞", r"\beta_A = -\infty"),
        ("exp(−β_S/2)", r"\exp(-\beta_S/2)"),
        ("max{0, (N1 − N2)/d}", r"\max\lbrace 0, (N_1 - N_2)/d\rbrace"),
        ("{c_i, c_j†} = δ_ij", r"\lbrace c_i, c_j^{\dagger}\rbrace = \delta_{ij}"),
        ("Γ = 4g²/κ", r"\Gamma = 4g^{2}/\kappa"),
        ("5 × 10⁻¹⁶", r"5 \times 10^{-16}"),
        ("√(p_G p_E)", r"\sqrt{p_G p_E}"),
        ("4 + 2√5", r"4 + 2\sqrt{5}"),
        ("Γ⁺, Γ_A", r"\Gamma^{+}, \Gamma_A^{-}"),
        (r"\lvert p_S - p_A \rvert", r"\lvert p_S - p_A \rvert"),
        ("10^12", r"10^{12}"),
    ],
)
def test_unicode_becomes_latex(text, latex):
    assert maths(text) == latex


def test_mathematics_stands_between_dollars():
    assert inlines("half in $A$, C > 0 where $p_S$ wins") == [
        Run("words", "half in "), Run("maths", "A"), Run("words", ", C > 0 where "),
        Run("maths", "p_S"), Run("words", " wins"),
    ]  # fmt: skip


def test_names_of_equations_become_references():
    assert inlines("By Eq. (6), and (A4); not (A5)", NAMES) == [
        Run("words", "By Eq. "), Run("reference", "6"), Run("words", ", and "),
        Run("reference", "A4"), Run("words", "; not (A5)"),
    ]  # fmt: skip


@given(st.text("abcAS pβ_γκ0127+−=<,.:()→ $", max_size=60))
def test_every_letter_of_a_line_is_kept(text):
    """The words and signs survive in their order, whatever stands between dollars."""
    shown = "".join(content for _, content in inlines(text))
    letters = re.sub(r"\\[A-Za-z]+|[^a-zA-Z0-9]", "", shown)
    assert letters == re.sub(r"[^a-zA-Z0-9]", "", text)


@given(st.text("ab S β0=,. (6A4)", max_size=60))
def test_without_dollars_nothing_is_mathematics(text):
    runs = inlines(text, NAMES)
    assert not [content for kind, content in runs if kind == "maths"]
    kept = "".join(f"({c})" if kind == "reference" else c for kind, c in runs)
    assert kept == text


def test_a_counterexample_is_prose_with_mathematics():
    found = {"x": "2", "printed": "0", "$g/κ$": "1/2", "1/2 - $C$": "3e-10", "full": "0.3723837839"}
    shown = "$x = 2$; printed $= 0$; $g/κ = 1/2$; 1/2 - $C$: $3 × 10⁻¹⁰$; full $=$ 0.3723837839"
    assert values(found) == shown
