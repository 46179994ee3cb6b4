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
from beyondthermal.numeric.codegen.verify import Outcome, verify
from beyondthermal.numeric.programs.accurate import accurate_program
from beyondthermal.numeric.programs.from_sympy import program_of
from beyondthermal.numeric.programs.functions import compiled
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
