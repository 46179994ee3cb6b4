"""Functions of thousands of parts and nodes, as of gradients of models."""

import re

import numpy as np
import pytest
from toolchains import require, run, write

from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.numeric.codegen.languages.c import LONG
from beyondthermal.numeric.codegen.vectors import Vectors
from beyondthermal.numeric.codegen.verify import evaluate
from beyondthermal.numeric.programs.functions import compiled
from beyondthermal.numeric.programs.program import Name, Operation, Program

PARTS = 3000


def long_program(name: str, parts: int) -> Program:
    """A product and a sum for each part, and two results."""
    bodies = [("p0", Operation("*", Name("x"), Name("y")))]
    for k in range(1, parts):
        product = Operation("*", Name(f"p{k - 1}"), Name("x"))
        bodies.append((f"p{k}", Operation("+", product, Name("y"))))
    outputs = (("a", Name(f"p{parts - 1}")), ("b", Name(f"p{parts // 2}")))
    return Program(name, ("x", "y"), tuple(bodies), outputs, ("A long function.", "", "Of x, y."))


@pytest.mark.parametrize("key", ["c", "fortran", "rust", "javascript"])
def test_a_function_of_thousands_of_parts_is_built_and_right(key: str, tmp_path) -> None:
    asked = Package("steady", (long_program("long_one", PARTS),))
    language = LANGUAGES[key]
    require(*language.missing())
    folder = write(key, asked, tmp_path)
    for command in language.build(asked):
        run(*command, cwd=folder)
    point = [[0.5, 3.0]]
    wanted = compiled(asked.programs[0])(0.5, 3.0).tolist()
    sets = [Vectors("long_one", np.array(point), [wanted], [1.0] * 2)]
    assert evaluate(language, asked, folder, sets) == [[wanted]]


def test_in_c_a_long_function_is_compiled_once() -> None:
    short, long = long_program("short_one", LONG // 5 - 2), long_program("long_one", LONG // 5 + 2)
    text = "".join(LANGUAGES["c"].files(Package("steady", (short, long))).values())
    assert re.search(r"INLINE\s+void short_one\(", text)
    assert re.search(r"static\s+void long_one\(", text)
