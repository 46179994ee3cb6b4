"""Verification tells right programs from wrong ones, and from those that lose digits needlessly."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import sympy as sp
from toolchains import write

from beyondthermal.numeric.codegen.expression_vectors import expression_vectors
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.numeric.codegen.portable import portable_program
from beyondthermal.numeric.codegen.vectors import vectors
from beyondthermal.numeric.codegen.verify import Outcome, verify
from beyondthermal.numeric.programs.accurate import accurate_program
from beyondthermal.numeric.programs.from_sympy import program_of
from beyondthermal.numeric.programs.functions import compiled
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS
from beyondthermal.numeric.programs.program import Program
from beyondthermal.symbolic.symbols import declared

ABOVE, POSITIVE = sp.Interval.open(1, sp.oo), sp.Interval.open(0, sp.oo)
b, x = declared("b", ABOVE), declared("x", POSITIVE)
WHERE = {b: ABOVE, x: POSITIVE}
# At b = 1 it is 1/(3 + 4 x).
HOT = sp.expand(b**2 - b) / sp.expand((b**3 - 1) + 4 * x * (b**4 - b**3))


def outcome(
    program: Program, value: sp.Expr, folder: Path, old: str = "", new: str = ""
) -> Outcome:
    """What comes of the Python package, in whose source a text was replaced."""
    asked = Package("mine", (program,))
    written = write("python", asked, folder)
    source = written / "mine/__init__.py"
    text = source.read_text()
    assert old in text
    source.write_text(text.replace(old, new))
    points = expression_vectors(program, [b, x], [value], WHERE, 400)
    return verify(LANGUAGES["python"], asked, written, [points], 0)


def test_an_accurate_program_is_verified(tmp_path: Path) -> None:
    program = portable_program("hot", [b, x], {"hot": HOT}, WHERE, "A test")
    found = outcome(program, HOT, tmp_path)
    assert found.verified
    assert found.points + found.left_out == 400
    assert found.ulps < 4


@pytest.mark.parametrize("old", ["1.0", "4.0"])
def test_a_coefficient_that_is_wrong_by_a_millionth_of_a_millionth_is_found(
    old: str, tmp_path: Path
) -> None:
    program = portable_program("hot", [b, x], {"hot": HOT}, WHERE, "A test")
    found = outcome(program, HOT, tmp_path, f" {old}", f" {float(old) + 3e-12!r}")
    assert not found.verified
    assert found.error > 2
    assert "hot has an error" in found.note
    assert "times what the condition of a point explains" in found.note


def test_a_form_that_loses_digits_is_no_excuse(tmp_path: Path) -> None:
    """Multiplied out, b² - b and b³ - 1 cancel at b = 1, where the function doesn't."""
    plain = replace(program_of("hot", [b, x], {"hot": HOT}), about=("A test.", "", "Of b."))
    found = outcome(plain, HOT, tmp_path)
    assert not found.verified
    assert found.error > 1e3


def test_what_a_point_explains_is_what_its_arguments_explain() -> None:
    value = 1 / (b - 1 + x * 0)
    program = program_of("pole", [b, x], {"pole": value})
    points = expression_vectors(program, [b, x], [value], WHERE, 200)
    sizes = points.bounds[:, 0] * (points.arguments[:, 0] - 1) / points.arguments[:, 0]
    values = compiled(program)(*points.arguments.T)
    ratio = sizes / (values * 2.0**-53)
    # So many operations, in units of the condition b/(b - 1).
    assert np.all((ratio > 1) & (ratio < 10))


def test_points_without_a_value_or_condition_are_counted() -> None:
    value = sp.sqrt(1 - x / 50) * sp.exp(b - 1)
    program = accurate_program("partly", [b, x], {"partly": value}, WHERE)
    points = expression_vectors(program, [b, x], [value], WHERE, 300)
    assert points.left_out > 30
    assert len(points.arguments) + points.left_out == 300
    assert (points.arguments[:, 1] <= 50).all()
    with pytest.raises(ValueError, match="loses its digits at most points"):
        expression_vectors(program, [b, x], [sp.sqrt(-x)], WHERE, 100)


def test_references_have_their_digits_where_hundreds_cancel() -> None:
    """In 60 digits exp(x) + b - exp(x) is zero from x = 140 on."""
    lost = sp.Add(sp.exp(x), b, sp.Mul(-1, sp.exp(x), evaluate=False), evaluate=False)
    program = program_of("lost", [b, x], {"lost": b + 0 * x})
    points = expression_vectors(program, [b, x], [lost], WHERE, 200)
    assert np.sum(points.arguments[:, 1] > 140) > 30
    values = np.array([float(row[0]) for row in points.references])
    np.testing.assert_array_equal(values, points.arguments[:, 0])


def test_single_precision_is_judged_as_such() -> None:
    program = portable_program("hot", [b, x], {"hot": HOT}, WHERE, "A test")
    points = expression_vectors(program, [b, x], [HOT], WHERE, 400, single=True)
    np.testing.assert_array_equal(points.arguments, points.arguments.astype(np.float32))
    assert np.all(points.arguments > [1, 0])
    values = compiled(program)(*points.arguments.T)
    rounded = values.astype(np.float32)[:, np.newaxis]
    assert 0.4 < points.error(rounded) <= 1
    assert 0.1 < points.ulps(rounded) <= 1
    assert points.error(np.nextafter(rounded, np.float32(9))) > 1
    # Arguments may be floats, but not what is in between.
    plain = sp.lambdify([b, x], HOT, "numpy")(*points.arguments.T.astype(np.float32))
    assert points.error(plain[:, np.newaxis]) > 1e3


def test_functions_of_the_paper_are_judged_in_single_precision() -> None:
    program = FUNCTIONS["entropy_production"].program
    points = vectors(program, 2000, single=True)
    np.testing.assert_array_equal(points.arguments, points.arguments.astype(np.float32))
    # As large as the smaller of both is, it is no single-precision number.
    assert points.left_out > 0
    values = compiled(program)(*points.arguments.T).astype(np.float32)[:, np.newaxis]
    assert 0.4 < points.error(values) <= 1
    assert points.error(values * np.float32(1 + 2**-22)) > 1


@pytest.mark.needs("gcc")
@pytest.mark.parametrize("key", ["c", "python"])
def test_code_in_single_precision_is_verified(key: str, tmp_path: Path) -> None:
    program = portable_program("hot", [b, x], {"hot": HOT}, WHERE, "A test")
    asked = Package("mine", (program,), single=True)
    points = expression_vectors(program, [b, x], [HOT], WHERE, 200, single=True)
    found = verify(LANGUAGES[key], asked, write(key, asked, tmp_path), [points], 0)
    assert found.verified, found.note
