"""What comes of a run fits one screen, and says what the run found."""

import re
from dataclasses import replace

import pytest
from console import beyondthermal
from rich.cells import cell_len

from beyondthermal.derivations.claims.registry import find
from beyondthermal.derivations.claims.results import lecture_claims, results
from beyondthermal.derivations.commands.overview import LINES, overview
from beyondthermal.derivations.console import Terminal
from beyondthermal.derivations.lecture import HEADLINES, LECTURE
from beyondthermal.derivations.printing import in_a_line
from beyondthermal.symbolic.decision.proof import Proof, Verdict


@pytest.fixture(scope="module")
def chapters():
    """The lecture's results, from the cache where they are."""
    found = {result.claim.name: result for result in results(lecture_claims())}
    return {ch.heading: [found[c.name] for c in lecture_claims([ch])] for ch in LECTURE}


def lines(chapters, tmp_path, width=80, encoding="utf-8", rest=("Written.",)):
    """What is printed on a terminal of this width and encoding."""
    path = tmp_path / f"{width}.{encoding}"
    with path.open("w", encoding=encoding, errors="strict") as file:
        overview(Terminal(file=file, width=width), chapters, rest, "elsewhere")
    return path.read_text(encoding=encoding).splitlines()


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_a_run_fits_one_screen(chapters, width, encoding, tmp_path):
    printed = lines(chapters, tmp_path, width, encoding)
    assert len(printed) <= LINES == 40
    assert max(map(cell_len, printed)) <= width


def test_the_counts_are_those_of_the_run(chapters, tmp_path):
    printed = lines(chapters, tmp_path)
    every = [result.word for found in chapters.values() for result in found]
    for heading, found in [*chapters.items(), ("in all", None)]:
        (row,) = (line for line in printed if line.startswith(f"{heading} "))
        words = [result.word for result in found] if found else every
        counts = [words.count(word) for word in ("proved", "supported", "refuted")]
        assert [int(n) for n in row.removeprefix(heading).split()] == [n for n in counts if n]


def test_the_headlines_are_the_statements_that_were_decided(chapters, tmp_path):
    printed = "\n".join(lines(chapters, tmp_path))
    for name in HEADLINES:
        assert f"✓ ({name}) " in printed
        for statement in find(name).stated:
            assert in_a_line(statement) in printed


def test_what_is_not_so_is_no_headline(chapters, tmp_path):
    """A bound that is refuted isn't displayed, and counted as what it came to."""
    wrong = {
        heading: [
            replace(r, finding=replace(r.finding, proof=Proof(Verdict.REFUTED, "")))
            if r.claim.name == "bound-thermal"
            else r
            for r in found
        ]
        for heading, found in chapters.items()
    }
    printed = lines(wrong, tmp_path)
    assert any(line.startswith("✗ (bound-thermal) ") for line in printed)
    assert not any("C < 1/3" in line for line in printed)
    assert sum("bound-thermal" in line for line in printed) == 1


def test_every_erratum_is_shown_or_counted(chapters, tmp_path):
    refuted = [r.claim.name for found in chapters.values() for r in found if r.printed]
    printed = lines(chapters, tmp_path)
    start = printed.index(f"{len(refuted)} errata, refuted as printed") + 1
    names = [m[1] for line in printed[start:] if (m := re.match(r"✗ \((.+?)\) ", line))]
    assert names == refuted[: len(names)]
    (more,) = (line for line in printed if line.startswith("… and "))
    assert more == f"… and {len(refuted) - len(names)} more: elsewhere"


def test_all_errata_are_shown_where_there_is_room(chapters, tmp_path):
    few = {"The concurrence": chapters["The concurrence"], "Bounds": chapters["Bounds"]}
    printed = lines(few, tmp_path)
    assert "2 errata, refuted as printed" in printed
    assert not any(line.startswith("… and ") for line in printed)


def test_check_of_all_is_a_table_of_topics_and_verbose_has_every_claim():
    short, long = beyondthermal("check"), beyondthermal("check", "-v")
    assert short.returncode == long.returncode == 0
    assert len(short.stdout.splitlines()) <= 40
    assert "heat and entropy" in short.stdout
    assert "B3-gibbs-corrected" in long.stdout
    assert "B3-gibbs" not in short.stdout


def test_one_claim_is_shown_with_its_statement():
    done = beyondthermal("check", "bound-thermal")
    assert "C < 1/3" in done.stdout
    assert "for β_A, β_S ≥ 0" in " ".join(done.stdout.split())


def test_the_bare_command_shows_its_help():
    bare, asked = beyondthermal(), beyondthermal("--help")
    assert bare.returncode == 0
    assert bare.stdout == asked.stdout
    assert "derive" in bare.stdout
    assert not bare.stderr
