"""The first half of the lecture: each step is derived and judged, and a wrong one is noticed."""

import re
from collections.abc import Iterator, Mapping
from types import ModuleType

import pytest
import sympy as sp

from beyondthermal.derivations.claims import of_the_paper as paper
from beyondthermal.derivations.claims.claim import Claim, Result, check
from beyondthermal.derivations.lecture import (
    LECTURE,
    balances,
    closed_form,
    concurrence,
    model,
    onset,
    steady_state,
    superoperator,
)
from beyondthermal.derivations.lecture.chapter import Chapter, Picture
from beyondthermal.derivations.printing import unicode_maths
from beyondthermal.derivations.report.notation import in_rates
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine.machine import closed_form as derived_form
from beyondthermal.symbolic.machine.machine import steady, weights
from beyondthermal.symbolic.symbols import symbols

CHAPTERS = tuple(
    module.CHAPTER for module in (model, superoperator, steady_state, concurrence, closed_form)
)
OF_THE_PAPER = {claim.name for claims in paper.SECTIONS.values() for claim in claims}
EVERYWHERE = {part.name for c in LECTURE for part in c.parts if isinstance(part, Claim)}
STEPS = {
    part.name: part
    for chapter in CHAPTERS
    for part in chapter.parts
    if isinstance(part, Claim) and part.name not in OF_THE_PAPER
}
x, y = symbols("x y")


@pytest.fixture(scope="module")
def results() -> Mapping[str, Result]:
    return {name: check(step) for name, step in STEPS.items()}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_proved_and_shows_what_was_proved(
    name: str, results: Mapping[str, Result]
) -> None:
    result = results[name]
    assert result.finding.proof.verdict is Verdict.PROVED, result.finding.proof.method
    assert result.finding.proof.certificates
    assert result.finding.statement
    assert all(isinstance(shown, sp.Rel) for shown in result.finding.statement)


@pytest.mark.parametrize("name", STEPS)
def test_a_step_can_be_shown_in_both_notations(name: str, results: Mapping[str, Result]) -> None:
    for shown in results[name].finding.statement:
        assert unicode_maths(shown)
        assert unicode_maths(in_rates(shown))


def test_a_step_says_one_line_without_a_full_stop() -> None:
    for step in STEPS.values():
        assert step.says
        assert "\n" not in step.says
        assert not step.says.endswith(".")
        assert re.fullmatch(r"[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*", step.name)


def paragraphs(chapter: Chapter) -> Iterator[str]:
    yield from (part for part in chapter.parts if isinstance(part, str))


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.heading)
def test_prose_is_well_formed(chapter: Chapter) -> None:
    for text in paragraphs(chapter):
        assert text.count("$") % 2 == 0, text
        assert text == text.strip()
        assert "  " not in text
        assert text[0].isupper() or text[0] == "$"
        assert text[-1] in ".:", text


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.heading)
def test_references_lead_somewhere(chapter: Chapter) -> None:
    """What looks like a number or a name in parentheses, outside of mathematics, is a claim."""
    for text in paragraphs(chapter):
        outside = "".join(text.split("$")[::2])
        named = re.findall(r"\(([A-E]?[0-9]+|[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)+)\)", outside)
        assert set(named) <= EVERYWHERE, text


def test_every_claim_of_these_chapters_stands_once() -> None:
    names = [part.name for c in CHAPTERS for part in c.parts if isinstance(part, Claim)]
    assert len(names) == len(set(names))
    sections = ("The model", "Steady state", "Concurrence")
    expected = {claim.name for heading in sections for claim in paper.SECTIONS[heading]}
    assert expected | {"imbalance"} <= set(names)
    assert [part for c in CHAPTERS for part in c.parts if isinstance(part, Picture)] == [
        Picture("1b")
    ]


def test_a_correction_follows_what_it_corrects() -> None:
    for chapter in CHAPTERS:
        names = [part.name if isinstance(part, Claim) else None for part in chapter.parts]
        for part in chapter.parts:
            if isinstance(part, Claim) and part.corrects:
                before = names[: names.index(part.name)]
                assert [name for name in before if name][-1] == part.corrects


# A coefficient raised by one, what it is a coefficient of, and the steps that rest on it.
def raised(values: Mapping[str, sp.Expr], label: str) -> Mapping[str, sp.Expr]:
    return {**values, label: values[label] + x}


@pytest.mark.parametrize("label", "GSAE")
@pytest.mark.parametrize(
    ("module", "step"),
    [
        (balances, "normalisation"), (balances, "computational-basis"), (balances, "tree-theorem"),
        (closed_form, "in-populations"), (closed_form, "three-parts"),
    ],
)  # fmt: skip
def test_a_wrong_weight_is_noticed(
    module: ModuleType, step: str, label: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = raised(weights(), label)
    monkeypatch.setattr(module, "weights", lambda: wrong)
    assert check(STEPS[step]).finding.proof.verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    ("step", "label"),
    [("outer-weights", "G"), ("outer-weights", "E"), ("middle-weights", "S"),
     ("middle-weights", "A"), ("first-balance", "G"), ("diamond-current", "S"),
     ("diamond-current", "E")],
)  # fmt: skip
def test_a_wrong_weight_breaks_the_balances(
    step: str, label: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = raised(weights(), label)
    monkeypatch.setattr(balances, "weights", lambda: wrong)
    assert check(STEPS[step]).finding.proof.verdict is Verdict.REFUTED


@pytest.mark.parametrize("name", ["GS", "SE", "GA", "AE", "GE", "SA"])
def test_a_wrong_equation_of_motion_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right = model.motion()
    wrong = {**right, name: right[name] + symbols("gamma_A")[0] * symbols(f"rho_{name}")[0]}
    monkeypatch.setattr(superoperator, "motion", lambda: wrong)
    steps = ("coherence-G-E", "coherences-one-quantum", "coherence-S-A")
    verdicts = {check(STEPS[step]).finding.proof.verdict for step in steps}
    assert Verdict.REFUTED in verdicts


@pytest.mark.parametrize("part", ["N1", "N2", "d"])
def test_a_wrong_closed_form_is_noticed(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right = derived_form()
    values = {"N1": 2 * right.N1, "N2": right.N2 * sp.sqrt(x), "d": right.d + y**2}
    parts = {name: getattr(right, name) for name in values} | {part: values[part]}
    monkeypatch.setattr(closed_form, "closed_form", lambda: type(right)(**parts))
    assert check(STEPS["three-parts"]).finding.proof.verdict is Verdict.REFUTED


def test_a_wrong_boundary_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = onset.boundary_polynomial() + x * y
    monkeypatch.setattr(onset, "boundary_polynomial", lambda: wrong)
    for step in ("squares-in-parts", "onset-thermal"):
        assert check(STEPS[step]).finding.proof.verdict is Verdict.REFUTED, step
    # Two different roots stay side by side, which is for nobody to call equal.
    assert not check(STEPS["cardano"]).finding.proof


def test_a_wrong_spin_flip_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concurrence, "spin_flip", lambda conjugate: conjugate)
    for step in ("spin-flipped", "rho-rho-tilde", "coherence-leads"):
        assert check(STEPS[step]).finding.proof.verdict is Verdict.REFUTED, step


def test_the_onsets_by_hand_are_on_the_border() -> None:
    """Cardano's numbers as displayed, against C from the numerators of the density matrix."""
    rho = steady().numerators
    gamma_plus, gamma_A, gamma_S = symbols("gamma_plus gamma_A gamma_S")
    *_, first, second = (shown.rhs for shown in STEPS["cardano"].derive().statement)
    root = sp.Rational(13, 3) + sp.cbrt(first) + sp.cbrt(second)
    for shift, sign in ((sp.Rational(1, 1000), 1), (-sp.Rational(1, 1000), -1)):
        there = rho.subs({gamma_plus: 1, gamma_A: 1, gamma_S: sp.N(root, 30) + shift})
        excess = abs(there[1, 2]) - sp.sqrt(there[0, 0] * there[3, 3])
        assert sp.sign(excess) == sign
