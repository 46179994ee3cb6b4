"""The claims of a file are theorems that coqc accepts, and refuses once they are bent."""

import re
import subprocess
from pathlib import Path

import pytest
from console import beyondthermal
from toolchains import run

HERE = Path(__file__).parents[3]
(README,) = re.findall(
    r"```toml\n(\[symbols\].*?)```", (HERE / "README.md").read_text("utf-8"), re.S
)
# Words of the language, names of its library, Greek letters, and names that become alike.
ODD = """
title = "Odd (* names *)"
[symbols]
in = "(0, oo)"
in_ = "(0, oo)"
"\u03b2" = "[0, oo)"
match = "real"
S = "(0, 1)"
k = "positive integer"

[define]
end = "in + 1"
R = "end^2 + match^2"
Rabs = "\u03b2/(1 + \u03b2)"
eq_sym = "in/(in + in_)"
H = "S*(1 - S)"

[[claim]]
name = "1/3 bound"
bound = "Rabs < 1"
[[claim]]
name = "1-3 bound"
bound = "R > 1"
[[claim]]
name = '\u03b2 \u2264 1 " (* | open'
bound = "H <= 1/4"
[[claim]]
name = "match"
identity = "R = end^2 + match^2"
[[claim]]
name = "H"
bound = "0 < eq_sym < 1"
[[claim]]
name = "narrowed core"
bound = "H > 0"
[[claim]]
name = "H claim 1"
bound = "abs(match) >= 0"
[[claim]]
name = "narrowed"
bound = "match^3 >= 8"
where = ["match >= 2"]
[[claim]]
name = "wrong"
bound = "H < 1/5"
expect = "refuted"
[[claim]]
name = "whole numbers"
bound = "k > 1"
expect = "refuted"
[[claim]]
name = "related"
bound = "in < end*in_"
where = ["in < in_"]
[[claim]]
name = "sine"
bound = "sin(match) <= 1"
[[claim]]
name = "oscillator"
bound = "\u03b2 < exp(\u03b2)"
"""
NAMES = {
    "1/3 bound": "eq_1_3_bound", "1-3 bound": "eq_1_3_bound_claim", "match": "match_claim",
    "H": "H_claim", "narrowed core": "narrowed_core", "H claim 1": "H_claim_1",
    "narrowed": "narrowed", "wrong": "wrong",
}  # fmt: skip
REASONS = {
    "whole numbers": "a counter-example among whole numbers",
    "related": "relations among symbols are not written",
    "sine": "the checker has no term or no domain",
    "oscillator": "no proof tree was found",
}
needs_rocq = pytest.mark.needs("coqc", "coq_makefile", "make")


def exported(folder: Path, text: str) -> Path:
    (folder / "my.claims.toml").write_text(text, encoding="utf-8")
    done = beyondthermal("render", "my.claims.toml", "--to", "rocq", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert not list(folder.glob("my.*[!l]"))
    return folder / "rocq"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(tmp_path_factory.mktemp("own"), README)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(tmp_path_factory.mktemp("odd"), ODD)


def test_a_theorem_says_what_the_file_says(own: Path) -> None:
    said = (own / "Claims.v").read_text(encoding="utf-8")
    statement = "forall x y : R,\n  1 < x ->\n  1 < y ->\n  C x y < 1 / 3."
    assert f"Theorem two_thermal_reservoirs :\n  {statement}" in said
    assert "Definition C (x : R) (y : R) : R :=\n  Rmax 0 (N1 x y - N2 x y) / d x y." in (
        own / "Definitions.v"
    ).read_text(encoding="utf-8")


def test_every_claim_is_in_the_table(odd: Path) -> None:
    table = (odd / "README.md").read_text(encoding="utf-8")
    for name, theorem in NAMES.items():
        assert re.search(rf"^\| {name} \| \w+ \| `Claims.{theorem}` \|$", table, re.M), name
    for name, reason in REASONS.items():
        assert re.search(rf"^\| {name} \| \w+ \| {reason}", table, re.M), name


def test_a_domain_is_narrowed_by_a_relation_to_a_number(odd: Path) -> None:
    said = (odd / "Claims.v").read_text(encoding="utf-8")
    assert "forall match_ : R,\n  2 <= match_ ->\n  match_ ^ 3 >= 8." in said


@needs_rocq
@pytest.mark.parametrize("of", ["own", "odd"])
def test_what_is_exported_compiles(of: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(of)
    assert "Axioms:" in run("make", "-j2", cwd=folder)


@needs_rocq
@pytest.mark.parametrize(
    ("name", "was", "bent"),
    [
        ("Claims", "C x y < 1 / 3.", "C x y < 1 / 4."),
        ("Claims", "1 < x ->\n  1 < y ->\n  C", "0 < x ->\n  1 < y ->\n  C"),
        ("Definitions", "Rmax 0 (N1 x y - N2 x y)", "Rmax 0 (2 * N1 x y - N2 x y)"),
    ],
)
def test_what_is_bent_is_refused(name: str, was: str, bent: str, own: Path, tmp_path: Path) -> None:
    for file in ("Rules", "Definitions", "Claims"):
        text = (own / f"{file}.v").read_text(encoding="utf-8")
        assert (was in text) or file != name
        (tmp_path / f"{file}.v").write_text(text.replace(was, bent), encoding="utf-8")
        done = subprocess.run(
            ["coqc", "-q", "-R", ".", "BeyondThermal", f"{file}.v"],
            cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert (done.returncode != 0) == (file == "Claims"), done.stderr
    assert "Error" in done.stderr
    assert not [words for words in ("Syntax", "not found") if words in done.stderr]


def test_the_steady_state_of_a_model_is_a_theorem_and_of_another_model_it_is_none(
    tmp_path: Path,
) -> None:
    done = beyondthermal("render", "driven_atom", "--to", "rocq", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "rocq"
    run("make", "-j2", cwd=folder)
    claims = folder / "Claims.v"
    text = claims.read_text("utf-8")
    assert "liouvillian (" in text.partition("Theorem master_equation :")[2].partition("Proof.")[0]
    # Of another Hamiltonian it is the steady state no longer.
    bent = text.replace("1 / 2 * Omega]; [1 / 2 * Omega", "1 / 2 * Omega]; [Omega")
    assert bent != text
    claims.write_text(bent, "utf-8")
    again = subprocess.run(["make"], cwd=folder, capture_output=True, text=True, check=False)
    assert again.returncode
    assert "Syntax" not in again.stderr


def test_complex_symbols_of_a_file_are_complex_numbers(tmp_path: Path) -> None:
    (tmp_path / "z.claims.toml").write_text(
        """
[symbols]
z = "complex"
w = "complex"
[[claim]]
name = "product"
identity = "abs(z*w)^2 = abs(z)^2*abs(w)^2"
[[claim]]
name = "difference"
identity = "abs(z - w)^2 = abs(z)^2 + abs(w)^2 - z*conjugate(w) - w*conjugate(z)"
""",
        "utf-8",
    )
    done = beyondthermal("render", "z.claims.toml", "--to", "rocq", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    run("make", "-j2", cwd=tmp_path / "rocq")
    text = (tmp_path / "rocq" / "Claims.v").read_text("utf-8")
    assert (
        len(re.findall(r"^Theorem (?:product|difference) :\n  forall \w \w : Cplx,", text, re.M))
        == 2
    )
