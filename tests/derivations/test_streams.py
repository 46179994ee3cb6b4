"""What an encoding can't show is in ASCII; what is obeyed rather than seen is escaped."""

import io
import json
import sys
import unicodedata

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st
from sympy.printing.pretty.pretty_symbology import pretty_use_unicode

from beyondthermal.derivations import printing
from beyondthermal.derivations.claims.registry import find
from beyondthermal.derivations.claims.verdicts import VERDICTS
from beyondthermal.derivations.console import Terminal
from beyondthermal.derivations.printing import ascii_maths, unicode_maths
from beyondthermal.derivations.streams import (
    AS_JSON,
    IN_ASCII,
    emit,
    in_ascii,
    one_line,
    printable,
    shown,
)
from beyondthermal.symbolic.symbols import TABLE, symbols


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("β_A ≤ 10⁻³", "beta_A <= 10^-3"),
        ("x² + y¹⁰ − ρ₀₀", "x^2 + y^10 - rho_00"),
        ("Γ⁺, Λ, λ, Ω", "Gamma^+, Lambda, lambda, Omega"),
        ("|ψ⟩⟨φ| ⊗ a†", "|psi><phi| (x) a^+"),
        ("C ≈ 0.39 ± 1e-20 → ∞", "C ~ 0.39 +/- 1e-20 -> oo"),
        ("½ Größe naïve ρ̃", "1/2 Grosse naive rho~"),
        ("╭─┬│╰", "+-+|+"),
        ("中 😀", "\\u4e2d \\U0001f600"),
    ],
)
def test_signs_are_what_they_are_typed_as(text, expected):
    assert in_ascii(text) == expected
    assert text.encode("ascii", IN_ASCII).decode() == expected


def test_an_exponent_goes_on_in_what_the_encoding_has():
    assert "10⁻¹⁰".encode("cp1252", IN_ASCII).decode("cp1252") == "10^-¹0"


def test_all_that_we_write_ourselves_has_an_equivalent():
    texts = [row.text + row.meaning + row.unit for row in TABLE]
    texts += [look.sign for look in VERDICTS.values()]
    for text in texts:
        assert in_ascii(text).isascii()
        assert "\\" not in in_ascii(text).replace("\\", "", text.count("\\"))


@given(st.text(st.characters(categories=None)))
def test_nothing_that_is_shown_can_steer(text):
    for encoding in ("utf-8", "ascii", "cp1252"):
        found = shown(text, encoding).replace("\n", "")
        assert found == printable(found)
        assert all(unicodedata.category(char) not in ("Cc", "Cf", "Cs") for char in found)
    assert "\n" not in one_line(text)


def output(encoding, monkeypatch):
    target = io.TextIOWrapper(io.BytesIO(), encoding, newline="\n")
    monkeypatch.setattr(sys, "stdout", target)
    return target


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252", "utf-16"])
def test_json_for_a_program_comes_back_in_any_encoding(encoding, monkeypatch):
    text = "é β 中 😀 \udcff \x9b \x7f \u202e \x00"
    target = output(encoding, monkeypatch)
    emit(json.dumps([text], ensure_ascii=False), AS_JSON)
    target.flush()
    assert json.loads(target.buffer.getvalue().decode(encoding)) == [text]


def test_a_terminal_reads_no_markup(monkeypatch):
    target = output("ascii", monkeypatch)
    console = Terminal()
    console.rule("[/x] β")
    console.print("[red]a[/red] :smile: ≤", style="bold")
    console.say(("[b]", "bold"), ("[/x] \x1b[2J", ""))
    target.flush()
    lines = target.buffer.getvalue().decode("ascii").splitlines()
    assert "[/x] beta" in lines[0]
    assert lines[1:] == ["[red]a[/red] :smile: <=", "[b][/x] \\x1b[2J"]


def test_formulas_do_not_hang_on_what_standard_output_can_show():
    beta, x = symbols("beta_A x")
    expr = sp.Eq(x, sp.sqrt(beta) / (1 + sp.exp(-beta)))
    found, uncached = {}, printing.width.__wrapped__
    for flag in (True, False):
        before = pretty_use_unicode(flag)
        try:
            found[flag] = unicode_maths(expr), ascii_maths(expr), uncached(expr)
            assert pretty_use_unicode() is flag
        finally:
            pretty_use_unicode(before)
    assert found[True] == found[False]
    assert "β_A" in found[True][0]
    assert found[True][1].isascii()


def test_operators_are_in_ascii_too():
    for statement in find("A4").statement():
        assert ascii_maths(statement).isascii()
