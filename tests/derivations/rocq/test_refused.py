"""What is exported compiles, assumes the axioms of the real numbers alone, and can't be bent."""

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from derivation_document import document
from toolchains import run

from beyondthermal.derivations.rocq.project import FOLDER, file_of, project, rows_of
from beyondthermal.derivations.rocq.syntax.identifiers import theorem_name

pytestmark = pytest.mark.needs("coqc", "coq_makefile", "make")

# Those that compile within a few seconds; each has a file of its own.
CHEAP = (
    "bound-thermal", "inversion", "cold", "A13-corrected", "A10-refuted", "balanced", "modes",
    "sandwich", "eigenvalues", "phase", "rises", "rising", "A13-refuted", "one-by-one", "onset",
    "cardano",
)  # fmt: skip
# The axioms of the standard library's real numbers.
AXIOMS = {
    "ClassicalDedekindReals.sig_not_dec", "ClassicalDedekindReals.sig_forall_dec",
    "FunctionalExtensionality.functional_extensionality_dep", "Classical_Prop.classic",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files, compiled."""
    here = tmp_path_factory.mktemp("theorems")
    rows = rows_of(document(), {name: [name] for name in CHEAP})
    assert all(row.theorem for row in rows)
    for name, content in project(document(), rows, "Cheap ones").items():
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_bytes(content)
    (here / "said.txt").write_text(run("make", "-j2", cwd=here / FOLDER), encoding="utf-8")
    return here / FOLDER


def test_only_the_axioms_of_the_real_numbers_are_assumed(folder: Path) -> None:
    said = (folder.parent / "said.txt").read_text(encoding="utf-8")
    (block,) = re.findall(r"^Axioms:\n(.*?)^make", said, re.M | re.S)
    named = {line.split()[0] for line in re.findall(r"^\S.*", block, re.M)}
    assert named
    assert named <= AXIOMS
    everything = (folder / "Assumptions.v").read_text(encoding="utf-8")
    assert all(theorem_name(name) in everything for name in CHEAP)


def test_nothing_is_admitted_or_assumed(folder: Path) -> None:
    for path in folder.glob("*.v"):
        words = set(re.findall(r"\w+", path.read_text(encoding="utf-8")))
        assert not words & {"Admitted", "Axiom", "Parameter", "admit", "Conjecture"}, path.name


# A file, what stands in it, and what is put in its place: a bound, a coefficient, a domain, a sign.
BENT: Sequence[tuple[str, str, str]] = (
    ("bound-thermal", "(exp beta_S) < 1 / 3.", "(exp beta_S) < 1 / 4."),
    ("bound-thermal", "  0 <= beta_S ->\n  C (exp", "  -1 <= beta_S ->\n  C (exp"),
    ("inversion", "beta_A < 0 ->\n  beta_S < 0 ->\n  p_E", "beta_S < 0 ->\n  p_E"),
    ("inversion", "> p_G (exp beta_A)", "> 2 * p_G (exp beta_A)"),
    ("cold", "Rabs (C (0) y - 1 / 2) < eps'", "Rabs (C (0) y - 1 / 3) < eps'"),
    ("cold", "/ delta' < y", "y < / delta'"),
    ("A13-corrected", "2 / 3 * sqrt 2 * exp (- (1", "2 / 3 * exp (- (1"),
    ("A10-refuted", "Rabs ((x - y) * (x + y - 2))", "Rabs ((x - y) * (x + y - 2) / 2)"),
    # What isn't refuted: the expansion that is right.
    ("A13-refuted", "2 / 3 * (1 / 2 - exp", "2 / 3 * (1 / 2 - sqrt 2 * exp"),
    ("one-by-one", "Rabs (limit' x - 1 / 2)", "Rabs (limit' x - 1 / 3)"),
    ("onset", "sqrt 5) < 2137 / 1000", "sqrt 5) < 2136 / 1000"),
    ("balanced", "C x x = 0.", "C x (2 * x) = 0."),
    ("modes", "J_S * ket_A = zeros 4 1", "J_A * ket_A = zeros 4 1"),
    ("sandwich", "= tensor J_S", "= tensor J_A"),
    ("eigenvalues", "(Lambda - a + modulus c)", "(Lambda - a + 2 * modulus c)"),
    ("phase", "  0 < x ->\n  modulus", "  -1 < x ->\n  modulus"),
    ("rises", "(ln x - ln y) * (x - y) >= 0.", "(ln x - ln y) * (y - x) >= 0."),
    ("rising", "(ln x > ln y <-> x > y).", "(ln x > ln y <-> x > 2 * y)."),
    ("cardano", "(y ^ 3 - 13 * y ^ 2", "(y ^ 3 - 12 * y ^ 2"),
    ("cardano", "cbrt (2872 / 27 + 32", "cbrt (2873 / 27 + 32"),
    ("cardano", "< 2619 / 1000.", "< 2618 / 1000."),
    ("Definitions", "2 * x + x * y", "3 * x + x * y"),
    ("Definitions", "[0; 1; 1; 0]; [0; 0; 0; 1]", "[0; 1; 1; 0]; [0; 0; 1; 1]"),
    ("Rules", "rule_lt a b : 0 < b - a", "rule_lt a b : 0 <= b - a"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "was", "bent"), BENT)
def test_what_is_bent_is_refused(
    name: str, was: str, bent: str, folder: Path, tmp_path: Path
) -> None:
    for path in (*folder.glob("*.v"), *folder.glob("*.vo"), folder / "_CoqProject"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    own = name if name in ("Rules", "Definitions") else file_of(name)
    text = (tmp_path / f"{own}.v").read_text(encoding="utf-8")
    assert text.count(was) >= 1
    (tmp_path / f"{own}.v").write_text(text.replace(was, bent), encoding="utf-8")
    # Of a definition that is another one, what is said of it has to fail.
    files = {"Definitions": ["Definitions", *map(file_of, ("inversion", "modes"))]}.get(own, [own])
    done = [
        subprocess.run(
            ["coqc", "-q", "-R", ".", "BeyondThermal", f"{file}.v"],
            cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
        )
        for file in files
    ]  # fmt: skip
    assert any(each.returncode for each in done)
    refused = next(each for each in done if each.returncode)
    assert "Error" in refused.stderr
    # It is refused for what it says, not for how it is written.
    assert not [words for words in ("Syntax", "not found") if words in refused.stderr]
