"""The chapters: prose that is well formed, references that lead somewhere, everything once."""

import re
from itertools import pairwise

import pytest

from beyondthermal.derivations.claims.claim import Claim
from beyondthermal.derivations.claims.registry import REGISTRY, find
from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.derivations.lecture import LECTURE
from beyondthermal.derivations.lecture.chapter import Chapter, Picture, picture, read

CLAIMS = [part for chapter in LECTURE for part in chapter.parts if isinstance(part, Claim)]
PROSE = [part for chapter in LECTURE for part in chapter.parts if isinstance(part, str)]
paragraphs = pytest.mark.parametrize("text", PROSE, ids=lambda text: text[:30])


@paragraphs
def test_prose_is_well_formed(text: str) -> None:
    assert text.count("$") % 2 == 0
    assert text == text.strip()
    assert "  " not in text
    assert "{{" not in text
    assert "![" not in text
    assert text[0].isupper() or text[0] == "$"
    assert text[-1] in ".:"


@paragraphs
def test_references_lead_somewhere(text: str) -> None:
    """What looks like a number or a name in parentheses, outside of mathematics, is a claim."""
    words = "".join(text.split("$")[::2])
    assert set(re.findall(r"\(([A-Za-z0-9∞−,=.-]+)\)", words)) <= REGISTRY.keys()


@paragraphs
def test_mathematics_stands_between_dollars(text: str) -> None:
    """No relation, no Greek letter and no index is left among the words."""
    words = "".join(text.split("$")[::2])
    assert not re.findall(r"[=<>≤≥≃→∞|_^α-ωΓΔΛΣΩ₀-₉⁰-⁹]", words)


def test_every_claim_and_every_step_stands_in_the_lecture_once() -> None:
    assert sorted(claim.name for claim in CLAIMS) == sorted(REGISTRY)


def test_a_correction_follows_what_it_corrects() -> None:
    for before, claim in pairwise(CLAIMS):
        if claim.name.endswith("-corrected"):
            assert before.name == claim.corrects


def test_every_figure_is_in_the_lecture_once() -> None:
    pictures = [p.name for chapter in LECTURE for p in chapter.parts if isinstance(p, Picture)]
    assert sorted(pictures) == sorted(FIGURES)


def test_the_lecture_has_prose_between_its_equations() -> None:
    """No more than a handful of displays without a word from the lecturer."""
    for chapter in LECTURE:
        silent = 0
        for part in chapter.parts:
            silent = silent + 1 if isinstance(part, Claim) else 0
            assert silent <= 8, f"{chapter.heading}: {part}"


def test_markdown_is_read_as_it_is_written() -> None:
    text = "# Heat\n\nOne line.\nAnd another.\n\n{{A4}}\n![](1b)\n\nThe end.\n"
    parts = ("One line. And another.", find("A4"), picture("1b"), "The end.")
    assert read(text) == Chapter("Heat", parts)


def test_a_claim_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="'A99'"):
        read("# Heat\n\n{{A99}}\n")
