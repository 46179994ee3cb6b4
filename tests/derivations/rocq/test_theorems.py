"""What an export says: statements to be read, names of claims, and what is left out."""

from pathlib import Path

import pytest
from console import beyondthermal
from derivation_document import document

from beyondthermal.derivations.claims.results import lecture_claims
from beyondthermal.derivations.rocq.project import project, rows_of
from beyondthermal.derivations.rocq.syntax.identifiers import name_of, theorem_name
from beyondthermal.derivations.rocq.syntax.printer import settled, text

ROWS = {
    row.result["name"]: row
    for row in rows_of(document(), {"claims": [r["name"] for r in document()["results"]]})
}

SAID = {
    "bound-thermal": "C (exp beta_A) (exp beta_S) < 1 / 3.",
    "bound-inverted": "C (exp beta_A) (exp beta_S) = 0.",
    "A12": "N1 x y = Rabs (A x y * (S x y / 2 - 1))",
    "cold": "forall eps' : R, 0 < eps' ->\n  exists delta' : R, 0 < delta' /\\",
    "A10-refuted": "exists (x : R) (y : R),",
    "cardano": "- 11 > 0 <-> y > 13 / 3 + u_0_of_cardano + u_1_of_cardano",
    "A13-refuted": "~ (forall eps' : R, 0 < eps' ->\n  exists delta' : R, 0 < delta' /\\",
    "one-by-one": "Rabs (C x y - limit' x) < eps') /\\\n",
    "onset": "ln (4 + 2 * sqrt 5) >= 2136 / 1000 /\\\n  ln (4 + 2 * sqrt 5) < 2137 / 1000.",
    "modes": "(c_1 * c_1_dagger + c_1_dagger * c_1 = eye 4)%Mx",
}


@pytest.mark.parametrize("name", SAID)
def test_a_theorem_says_what_the_claim_says(name: str) -> None:
    theorem = ROWS[name].theorem
    assert theorem
    assert SAID[name] in theorem.lines[-1]


def test_what_is_left_out_is_named_with_the_reason() -> None:
    unproved = {**document()["results"][0], "name": "unproved", "tree": None}
    (left_out,) = rows_of({**document(), "results": [unproved]}, {"claims": ["unproved"]})
    rows = {**ROWS, "unproved": left_out}
    files = project(document(), list(rows.values()), "All")
    table = files["rocq/README.md"].decode()
    for name, row in rows.items():
        assert f"| {name} |" in table
        if row.theorem is None:
            assert row.reason in table
            assert f"(* Not written: {row.reason}. *)" in files["rocq/Claims.v"].decode()
    assert left_out.theorem is None
    assert all(row.theorem for row in ROWS.values())


def test_all_claims_of_the_paper_have_names_of_their_own() -> None:
    taken: set[str] = set()
    for claim in lecture_claims():
        name = theorem_name(claim.name, frozenset(taken))
        assert name_of(name) == name
        taken.add(name)
    assert {"claim_above_third", "bound_thermal"} <= taken


def test_two_exports_are_the_same() -> None:
    again = rows_of(document(), {"claims": list(ROWS)})
    assert project(document(), again, "All") == project(document(), list(ROWS.values()), "All")


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        (["+", "x", ["*", -2, "y"]], "x - 2 * y"),
        (["*", ["/", -1, 2], "x"], "- (1 / 2 * x)"),
        (["^", ["+", "x", 1], 2], "(x + 1) ^ 2"),
        (["/", "x", ["*", "y", "x"]], "x / (y * x)"),
        (["max", 0, "x", "y"], "Rmax (Rmax 0 x) y"),
        (["exp", ["*", -1, "x"]], "exp (- x)"),
    ],
)
def test_terms_are_written_as_by_hand(term: list[object], shown: str) -> None:
    from beyondthermal.derivations.verify.terms import read

    assert text(read(term)) == shown


def test_exponentials_of_logarithms_are_powers() -> None:
    assert settled(("exp", ("*", -2, ("log", "X")))) == ("/", 1, ("^", "X", 2))
    assert settled(("exp", ("*", ("/", 1, 2), ("log", "X")))) == ("sqrt", "X")


def test_no_name_is_a_word_of_the_language() -> None:
    assert [name_of(name) for name in ("in", "R", "gamma_A")] == ["in_", "R_", "gamma_A"]
    assert theorem_name("edge-S=-inf") == "edge_S_minus_inf"
    assert [name_of(name) for name in ("in_", "Rabs", "Req_le")] == ["in__", "Rabs_", "Req_le_"]
    assert [theorem_name(name) for name in ("\u03b2 below 1", "1/3")] == ["beta_below_1", "eq_1_3"]
    assert theorem_name("gap", frozenset({"gap"})) == "gap_claim"
    assert theorem_name("gap", frozenset({"gap", "gap_claim"})) == "gap_claim_claim"


def test_the_command_writes_what_is_asked_for(tmp_path: Path) -> None:
    done = beyondthermal("render", "--to", "rocq", "--only", "bound-thermal,fig-1b", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    bounds = (tmp_path / "rocq" / "Bounds.v").read_text(encoding="utf-8")
    assert "Theorem bound_thermal :" in bounds
    assert "(* Not written: supported, and not proved. *)" in bounds
    assert not list(tmp_path.glob("derivation*"))
