"""Prose: what is mathematics in a line is found, and nothing is lost on the way."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyondthermal.derivations.report.inline import Run, inlines, maths

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A steady state exists", ["A steady state exists"]),
        ("half in A, no S", ["half in ", ("A",), ", no ", ("S",)]),
        ("C < 1/3 for all β_A, β_S ≥ 0",
         [("C < 1/3",), " for all ", (r"\beta_A",), ", ", (r"\beta_S \ge 0",)]),
        ("The exit, and/or the way in", ["The exit, and/or the way in"]),
        ("state a|00⟩ + d|11⟩ is", ["state ", (r"a|00\rangle + d|11\rangle",), " is"]),
        ("where $p_S$ wins", ["where ", ("p_S",), " wins"]),
        ("as κ → 0: done", ["as ", (r"\kappa \to 0",), ": done"]),
    ],
)  # fmt: skip
def test_mathematics_is_found(text, expected):
    wanted = [Run("maths", e[0]) if isinstance(e, tuple) else Run("words", e) for e in expected]
    assert inlines(text) == wanted


def test_names_of_equations_become_references():
    assert inlines("By Eq. (6), and (A4); not (A5)", NAMES) == [
        Run("words", "By Eq. "), Run("reference", "6"), Run("words", ", and "),
        Run("reference", "A4"), Run("words", "; not (A5)"),
    ]  # fmt: skip


@given(st.text("abcAS pβ_γκ0127+−=<,.:()→ ", max_size=60))
def test_every_letter_of_a_line_is_kept(text):
    """The words and signs survive in their order, whatever is called mathematics."""
    shown = "".join(content for _, content in inlines(text))
    letters = re.sub(r"\\[A-Za-z]+|[^a-zA-Z0-9]", "", shown)
    assert letters == re.sub(r"[^a-zA-Z0-9]", "", text)


@given(st.text("ab S pβκ0=<,. →", max_size=60))
def test_mathematics_has_no_space_at_its_ends(text):
    for kind, content in inlines(text):
        assert content
        assert kind == "words" or content == content.strip()
