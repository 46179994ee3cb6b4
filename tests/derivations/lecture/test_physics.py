"""The chapters from the limits to the numbers: every step is proved, shown and referred to."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, check
from beyondthermal.derivations.claims.of_the_paper import SECTIONS
from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.derivations.lecture import (
    LECTURE,
    bounds,
    cavity,
    limits,
    robustness,
    thermodynamics,
    trajectories,
)
from beyondthermal.derivations.lecture.chapter import Chapter, Picture
from beyondthermal.derivations.printing import unicode_maths
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine.limits import local_weights
from beyondthermal.symbolic.machine.machine import in_named_parts, weights
from beyondthermal.symbolic.symbols import symbols

CHAPTERS: tuple[Chapter, ...] = (
    limits.CHAPTER,
    bounds.CHAPTER,
    *thermodynamics.CHAPTERS,
    cavity.CHAPTER,
    robustness.CHAPTER,
)
PAPER = {claim.name for claims in SECTIONS.values() for claim in claims}
CLAIMS = [part for chapter in CHAPTERS for part in chapter.parts if isinstance(part, Claim)]
STEPS = [claim for claim in CLAIMS if claim.name not in PAPER]
PROSE = [part for chapter in CHAPTERS for part in chapter.parts if isinstance(part, str)]

x, y, v, d, q, z = symbols("x y v d q z")
steps = pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
paragraphs = pytest.mark.parametrize("text", PROSE, ids=lambda text: text[:30])


@steps
def test_a_step_is_proved_and_shown(step: Claim) -> None:
    result = check(step)
    assert result.finding.proof.verdict is step.expected is Verdict.PROVED
    assert result.finding.proof.method
    assert result.finding.statement
    assert all(isinstance(shown, sp.Rel) for shown in result.finding.statement)


@steps
def test_a_step_fits_on_the_line(step: Claim) -> None:
    assert not [s for s in check(step).finding.statement if "↪" in unicode_maths(s)]


@steps
def test_what_is_said_of_a_step_is_one_line(step: Claim) -> None:
    assert step.says
    assert "\n" not in step.says
    assert not step.says.endswith(".")


def test_an_equality_holds_at_a_random_point_too() -> None:
    """Statements without p, w or d are checked once more in numbers, by substitution alone."""
    known = {"x": 7, "y": 11, "z": 13, "u": 3, "v": 5, "t": 2}
    values = {symbol: sp.Rational(value, 17) for symbol, value in zip(
        symbols(" ".join(known)), known.values(), strict=True)}  # fmt: skip
    checked = 0
    for step in STEPS:
        for shown in check(step).finding.statement:
            if isinstance(shown, sp.Eq) and shown.free_symbols <= values.keys():
                left, right = (side.subs(values) for side in shown.args)
                assert left - right == 0, step.name
                checked += 1
    assert checked >= 3


# Where each chapter gets its objects, with one coefficient broken, and the step that has to notice.
def _broken_weights() -> dict[str, sp.Expr]:
    return {**weights(), "A": weights()["A"] + x}


def _broken_local(power_A: int, power_S: int) -> dict[str, sp.Expr]:
    found = local_weights(power_A, power_S)
    return {**found, "E": found["E"] + x * y}


def _broken_corner(power_A: int, power_S: int) -> dict[str, sp.Expr]:
    u, _ = symbols("u v")
    found = local_weights(power_A, power_S)
    shown = {k: w.subs({x: u, y: v}, simultaneous=True) for k, w in found.items()}
    return {**shown, "S": shown["S"] + v}


BROKEN: tuple[tuple[object, str, Callable[..., object], Callable[[], object]], ...] = (
    (bounds, "weights", _broken_weights, bounds.common_denominator),
    (bounds, "weights", _broken_weights, bounds.half_less_population),
    (bounds, "weights", _broken_weights, bounds.balanced_difference),
    (limits, "_in_u_v", _broken_corner, limits.corner_weights),
    (
        limits,
        "local_weights",
        _broken_local,
        lambda: limits.rational_parts.__wrapped__(sp.Integer(1)),
    ),
    (thermodynamics, "weights", _broken_weights, thermodynamics.currents_in_weights),
    (cavity, "weights", _broken_weights, cavity.ceiling),
    (cavity, "cavity_emission", lambda: sp.Integer(2), cavity.slaved),
)


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: getattr(case[3], "__name__", "ratios"))
def test_a_broken_coefficient_is_noticed(
    case: tuple[object, str, Callable[..., object], Callable[..., object]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module, name, broken, step = case
    monkeypatch.setattr(module, name, broken)
    result = check(Claim("broken", "A coefficient is wrong", step))  # type: ignore[arg-type]
    assert result.finding.proof.verdict is not Verdict.PROVED


def test_the_coefficient_of_z_is_the_denominator_of_the_concurrence() -> None:
    """16 d in the characteristic equation, unfolded, is its derivative at z = 0."""
    left, right = trajectories.characteristic().statement[0].args
    slope = sp.diff(right - left, z).subs({z: 0, q: 1})
    assert sp.expand(slope - 16 * d) == 0
    assert in_named_parts().d.free_symbols == set(symbols("S P"))


@paragraphs
def test_dollars_come_in_pairs_and_a_paragraph_ends(text: str) -> None:
    assert text.count("$") % 2 == 0
    assert text[-1] in ".:"
    assert "  " not in text


@paragraphs
def test_references_lead_somewhere(text: str) -> None:
    known = PAPER | {
        part.name for chapter in LECTURE for part in chapter.parts if isinstance(part, Claim)
    }
    words = "".join(text.split("$")[::2])
    assert set(re.findall(r"\(([A-Za-z0-9∞−,=.-]+)\)", words)) <= known


def test_every_chapter_has_its_own_names() -> None:
    names = [claim.name for claim in CLAIMS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-zA-Z0-9=.-]+", step.name) for step in STEPS)


def test_a_correction_follows_its_erratum() -> None:
    for before, claim in pairwise(CLAIMS):
        if claim.name.endswith("-corrected"):
            assert before.name == claim.corrects


def test_pictures_exist_and_come_once() -> None:
    shown = [part.name for chapter in CHAPTERS for part in chapter.parts
             if isinstance(part, Picture)]  # fmt: skip
    assert len(set(shown)) == len(shown)
    assert set(shown) == FIGURES.keys() - {"1b"}
