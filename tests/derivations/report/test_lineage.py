"""What follows from what: the edges are those of the run, and the map shows each equation once."""

from itertools import combinations
from xml.etree import ElementTree

import sympy as sp
from report_document import document, equations

from beyondthermal.derivations.claims.claim import Claim, Finding, Result
from beyondthermal.derivations.claims.quantified.table import FUNCTIONS
from beyondthermal.derivations.claims.verdicts import VERDICTS
from beyondthermal.derivations.report.blocks import Equation, Lineage, Prose, Section, anchor
from beyondthermal.derivations.report.matter.lineage import EVALUATED, lineage
from beyondthermal.derivations.report.matter.map import HEIGHT, WIDTH, chart, drawn
from beyondthermal.symbolic.decision.proof import Proof, Verdict
from beyondthermal.symbolic.symbols import symbols

(LINEAGE,) = (b for section in document() for b in section.blocks if isinstance(b, Lineage))
CHART = chart(LINEAGE)
COLOURS = {name: f"#{k:06x}" for k, name in enumerate((*VERDICTS, "ink", "quiet", "paper"))}
d, Z, x, u, v = symbols("d Z x u v")


def behind(found: Lineage) -> dict[str, set[str]]:
    """All that an equation rests on, directly or not, by name."""
    above: dict[str, set[str]] = {}
    for tie in found.ties:
        names = {source.names[0] for source in tie.on}
        above[tie.equation.names[0]] = names.union(*(above[name] for name in names))
    return above


def equation(name: str, *statement: sp.Basic, verdict: Verdict = Verdict.PROVED) -> Equation:
    """One that no derivation has made."""
    finding = Finding(statement, Proof(verdict, "by decree"))
    result = Result(Claim(name, "Something", statement), finding, 0.0)
    return Equation((name,), result, result.shown, result.printed)


def made(*blocks: Equation | Prose) -> dict[str, set[str]]:
    return behind(lineage([Section("", blocks)]))


def test_nothing_rests_on_what_comes_later_or_is_refuted() -> None:
    seen: list[Equation] = []
    for tie in LINEAGE.ties:
        assert all(source in seen and source.statement for source in tie.on)
        seen.append(tie.equation)
    assert seen == equations()


def test_the_results_rest_on_the_derivation() -> None:
    above = behind(LINEAGE)
    assert {"A9", "three-parts", "A4", "populations", "rate-equations", "1", "2"} <= above[
        "bound-thermal"
    ]
    assert {"6-heat", "populations"} <= above["6"]
    assert {"9", "9-Gamma", "9-temperatures", "A9"} <= above["fig-2b-limit"]
    assert "8" in above["fig-2b"]
    assert "populations" not in above["1"]
    assert "A9" not in above["6"], "the entropy production knows nothing of the concurrence"


def test_who_uses_a_name_rests_on_what_states_it_first() -> None:
    found = made(
        equation("a", sp.Eq(u, x)), equation("b", sp.Eq(v, u + 1)), equation("c", sp.Eq(v, 2)),
        equation("d", v > 0), equation("e", x > 0),
    )  # fmt: skip
    assert found == {"a": set(), "b": {"a"}, "c": {"b", "a"}, "d": {"b", "a"}, "e": set()}


def test_what_is_refuted_states_nothing() -> None:
    wrong = equation("wrong", sp.Eq(u, x), verdict=Verdict.REFUTED)
    assert made(wrong, equation("b", u > 0)) == {"wrong": set(), "b": set()}


def test_the_lecture_refers_to_what_it_uses() -> None:
    on_the_way = Prose("With (a) we find this.")
    found = made(
        equation("a", x > 0), on_the_way, equation("b", x > 1), equation("c", x > 2),
        Prose("Something else."), equation("d", x > 3),
    )  # fmt: skip
    assert found == {"a": set(), "b": {"a"}, "c": {"a"}, "d": set()}


def test_an_edge_is_not_drawn_where_there_is_a_longer_way() -> None:
    found = lineage(
        [Section("", (equation("a", sp.Eq(u, x)), equation("b", sp.Eq(v, u)),
                      equation("c", u + v > 0)))]
    )  # fmt: skip
    assert [source.names for source in found.ties[2].on] == [("b",)]


def test_every_function_of_numbers_is_evaluated_from_equations_of_the_document() -> None:
    names = {name for e in equations() for name in e.names}
    assert {name for sources in EVALUATED.values() for name in sources} <= names
    assert EVALUATED.keys() == {kind.__name__ for kind in FUNCTIONS}


def test_every_equation_is_on_the_map_once() -> None:
    boxes = [box.equation for box in CHART.boxes if box.equation]
    signs = [sign for box in CHART.boxes for sign in box.signs]
    assert sorted(e.names for e in (*boxes, *signs)) == sorted(e.names for e in equations())


def test_boxes_are_below_what_they_rest_on_and_beside_each_other() -> None:
    for box in CHART.boxes:
        assert all(CHART.boxes[k].row < box.row for k in box.on)
        assert 0 <= box.x <= CHART.width - WIDTH
        assert 0 <= box.y <= CHART.height - HEIGHT * bool(box.equation)
    for one, other in combinations(CHART.boxes, 2):
        beside = abs(one.x - other.x) >= WIDTH
        below = other.y >= one.y + one.height or one.y >= other.y + other.height
        assert beside or below


def test_the_drawing_links_each_equation_and_colours_it_by_its_verdict() -> None:
    root = ElementTree.fromstring(drawn(CHART, COLOURS, links=True))
    svg = "{http://www.w3.org/2000/svg}"
    links = root.findall(f".//{svg}a")
    assert sorted(a.get("href") for a in links) == sorted(
        f"#{anchor(e.names[0])}" for e in equations()
    )
    refuted = [sign for box in CHART.boxes for sign in box.signs if sign.result.word == "refuted"]
    crosses = root.findall(f".//{svg}g[@stroke='{COLOURS['refuted']}']/{svg}a/{svg}path")
    assert len(crosses) == len(refuted) > 0
    by_box = {f"#{anchor(b.equation.names[0])}": b.equation for b in CHART.boxes if b.equation}
    frames = {a.get("href"): a.find(f"{svg}rect") for a in links}
    for href, shown in by_box.items():
        frame = frames[href]
        assert frame is not None
        assert frame.get("stroke") == COLOURS[shown.result.word]


def test_a_map_of_nothing_is_a_map() -> None:
    assert ElementTree.fromstring(drawn(chart(Lineage(())), COLOURS, links=True)) is not None
