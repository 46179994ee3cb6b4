"""The table of verdicts is complete, and everything that shows one has it from there."""

from importlib.resources import files

import pytest

from beyondthermal.derivations.claims.verdicts import EXIT_CODES, VERDICTS, coloured, exit_code
from beyondthermal.derivations.report.writers import latex_matter, typst_matter
from beyondthermal.symbolic.decision.proof import Verdict

CSS = files("beyondthermal.derivations.report").joinpath("page.css").read_text("utf-8")


def test_every_verdict_has_a_row():
    assert list(VERDICTS) == [verdict.name.lower() for verdict in Verdict]


def test_only_what_is_not_decided_exits_with_3():
    codes = {word: exit_code([word]) for word in VERDICTS}
    assert {word for word, code in codes.items() if code != 1} == {"inconclusive"}
    assert set(codes.values()) | {exit_code([]), 2} == set(EXIT_CODES)
    for word in VERDICTS:
        assert exit_code([word, "refuted"]) == exit_code(["refuted", word]) == 1


@pytest.mark.parametrize("word", VERDICTS)
def test_documents_have_its_colours(word):
    look = VERDICTS[word]
    assert f"\\definecolor{{{word}}}{{HTML}}{{{look.printed}}}" in coloured(latex_matter._PREAMBLE)
    assert f'{word}: rgb("{look.printed}")' in coloured(typst_matter._PREAMBLE)
    assert f"--{word}: light-dark(#{look.light}, #{look.dark});" in CSS
    assert f".{word}.word {{ color: var(--{word}); }}" in CSS
