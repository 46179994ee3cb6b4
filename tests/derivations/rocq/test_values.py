"""Values, ends of ranges, limits that are refuted, infinite, or at infinity, large matrices."""

import subprocess
from fractions import Fraction
from pathlib import Path

import mpmath
import pytest
from console import beyondthermal
from toolchains import run

from beyondthermal.derivations.proofs.search import find
from beyondthermal.derivations.rocq.intervals.between import enclosed, log_above, log_below
from beyondthermal.derivations.rocq.project import project, rows_of
from beyondthermal.derivations.verify.terms import read

needs_rocq = pytest.mark.needs("coqc", "coq_makefile", "make")
CLAIMS = """
[symbols]
x = "positive"
y = "positive"
b = "real"

[[claim]]
name = "digits"
bound = "log(7) + exp(1/3)*sqrt(3) - abs(1 - sqrt(5)) < 3128/1000"
[[claim]]
name = "far range"
bound = "exp(b) > 7"
where = ["b >= 2"]
[[claim]]
name = "wrong order"
bound = "exp(y) < 1 + sqrt(2)*y + y^2"
expect = "refuted"
[[claim]]
name = "wrong number"
identity = "exp(-y) = 2 - log(1 + y)"
expect = "refuted"
[[claim]]
name = "wrong limit"
limit = "x*y/(x + 1)"
at = {x = "oo"}
equals = "2*y"
expect = "refuted"
[[claim]]
name = "wrong from below"
limit = "exp(b)*exp(x)/(1 + exp(b))"
at = {b = "-oo"}
equals = "1"
expect = "refuted"
[[claim]]
name = "far out"
limit = "exp(x)*(x - b)/((1 + exp(x))*abs(x - b))"
at = {x = "oo"}
equals = "1"
[[claim]]
name = "grows"
limit = "(b - y)/(2 + exp(b))"
at = {b = "-oo"}
equals = "-oo"
"""
# What stands in it, and what is put in its place: each is false.
BENT = [
    ("ln 7 < 391 / 125", "ln 7 < 3127 / 1000"),
    ("2 <= b", "19 / 10 <= b"),
    ("exp y < 1 + y ^ 2", "exp y < 20 + y ^ 2"),
    ("- 2 * y) < eps'", "- y) < eps'"),
    ("Rabs (x - b)) - 1) < eps'", "Rabs (x - b)) + 1) < eps'"),
    ("(b - y) / (2 + exp b) < M'", "M' < (b - y) / (2 + exp b)"),
    ("(1 + exp b) - 1) < eps'", "(1 + exp b) - 0) < eps'"),
]  # fmt: skip
LEVELS = 8


def refused(folder: Path, name: str, was: str, bent: str) -> str:
    """What coqc says of a file that is bent."""
    path = folder / f"{name}.v"
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, bent), "utf-8")
    done = subprocess.run(
        ["coqc", "-q", "-R", ".", "BeyondThermal", path.name],
        cwd=folder, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    path.write_text(text, "utf-8")
    assert done.returncode
    assert not [words for words in ("Syntax", "not found") if words in done.stderr]
    return done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("values")
    (here / "v.claims.toml").write_text(CLAIMS, "utf-8")
    done = beyondthermal("render", "v.claims.toml", "--to", "rocq", cwd=here)
    assert done.returncode == 0, done.stderr
    assert "8 of 8 statements are theorems" in (here / "rocq" / "README.md").read_text("utf-8")
    run("make", "-j2", cwd=here / "rocq")
    return here / "rocq"


@needs_rocq
@pytest.mark.parametrize(("was", "bent"), BENT)
def test_what_is_false_is_refused(was: str, bent: str, folder: Path) -> None:
    assert "Error" in refused(folder, "Claims", was, bent)


@needs_rocq
def test_a_refuted_limit_is_no_limit(folder: Path) -> None:
    text = (folder / "Claims.v").read_text("utf-8")
    assert "exists (y : R),\n  0 < y /\\\n  ~ (forall eps' : R, 0 < eps' ->" in text


@needs_rocq
def test_products_of_large_matrices_are_written_out(tmp_path: Path) -> None:
    a = [[["sqrt", k] if k == j + 1 else 0 for k in range(LEVELS)] for j in range(LEVELS)]
    number = [[k if k == j else 0 for k in range(LEVELS)] for j in range(LEVELS)]
    statement = ["=", ["+", ["*", "a", "n"], ["*", -1, "n", "a"]], "a"]
    tables = {"definitions": {}, "matrices": {}, "models": {}}
    at = {"a": a, "n": number}
    tree = find(statement, {}, at, tables)
    result = {"name": "lowers", "verdict": "proved", "statement": statement, "where": {},
              "at": at, "tree": tree}  # fmt: skip
    document = {**tables, "results": [result]}
    for name, content in project(document, rows_of(document, {"c": ["lowers"]}), "c").items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    run("make", cwd=tmp_path / "rocq")
    assert "Error" in refused(tmp_path / "rocq", "C", "0; 0; 0; 6; 0]", "0; 0; 0; 7; 0]")


@pytest.mark.parametrize(
    "data",
    [
        ["log", 7], ["exp", ["/", -5, 3]], ["sqrt", ["/", 2, 7]],
        ["*", -3, ["log", ["/", 1, 9]], ["sqrt", 5]],
        ["/", ["exp", 2], ["+", 1, ["*", -1, ["log", 40]]]],
        ["max", 0, ["+", ["abs", ["log", ["/", 2, 9]]], ["*", -1, ["sqrt", 2]]]],
        ["^", ["+", 1, ["sqrt", 3]], 3],
    ],
)  # fmt: skip
def test_a_number_is_where_it_is_said_to_be(data: object) -> None:
    with mpmath.workdps(40):
        exact = value(data)
        for near in (Fraction(1, 1 << 10), Fraction(1, 1 << 20)):
            _, found = enclosed(read(data), near)
            assert mpmath.mpf(found.low.numerator) / found.low.denominator <= exact
            assert exact <= mpmath.mpf(found.high.numerator) / found.high.denominator
            assert found.high - found.low < 100 * near


@pytest.mark.parametrize("x", [Fraction(1), Fraction(16), Fraction(1, 1000), Fraction(7, 5)])
def test_logarithms_are_bounded_from_both_sides(x: Fraction) -> None:
    near = Fraction(1, 1 << 20)
    low, high = log_above(x, near)[0], log_below(x, near)[0]
    with mpmath.workdps(40):
        exact = mpmath.log(mpmath.mpf(x.numerator) / x.denominator)
        assert mpmath.mpf(low.numerator) / low.denominator <= exact
        assert exact <= mpmath.mpf(high.numerator) / high.denominator
    assert high - low < Fraction(1, 10**4)


def value(data: object) -> mpmath.mpf:
    """The value of a term by mpmath."""
    if not isinstance(data, list):
        return mpmath.mpf(data)
    head, *rest = data
    if head == "^":
        return value(rest[0]) ** rest[1]
    first, *others = map(value, rest)
    alone = {"log": mpmath.log, "exp": mpmath.exp, "sqrt": mpmath.sqrt, "abs": abs}
    if head in alone:
        return alone[head](first)
    for other in others:
        first = {"+": first + other, "*": first * other, "/": first / other,
                 "max": max(first, other)}[head]  # fmt: skip
    return first
