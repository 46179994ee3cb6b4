"""Every function in every language, over its domain, next to its zeros, and far away."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pytest
from infix import parsed
from mpmath import mp
from toolchains import require, run, write

from beyondthermal.numeric.codegen.filling import FORMS, filled
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.numeric.codegen.vectors import Vectors
from beyondthermal.numeric.codegen.verify import evaluate
from beyondthermal.numeric.programs.elementary import ELEMENTARY
from beyondthermal.numeric.programs.errors import HALF_ULP
from beyondthermal.numeric.programs.functions import compiled
from beyondthermal.numeric.programs.program import Call, Name, Program
from beyondthermal.numeric.programs.rounding import rounding_errors


@dataclass(frozen=True)
class Domain:
    """Powers of ten from `low` to `high`, of both signs where `both`, shifted by `start`."""

    low: float
    high: float
    both: bool = True
    start: float = 0.0

    def points(self, count: int = 60) -> np.ndarray:
        random = np.random.default_rng(11)
        sizes = 10 ** random.uniform(self.low, self.high, count)
        return self.start + sizes * (random.choice([-1, 1], count) if self.both else 1)


WIDE = Domain(-290, 290)
# Go takes atan2 of the quotient, of whose sign nothing is left where it underflows.
DOMAINS: Mapping[str, Domain] = {
    "exp": Domain(-20, 2.8), "log": Domain(-290, 290, both=False),
    "sqrt": Domain(-290, 290, both=False), "abs": WIDE, "max": WIDE, "min": WIDE,
    "sin": Domain(-290, 3), "cos": Domain(-290, 3), "tan": Domain(-290, 3),
    "asin": Domain(-290, 0), "acos": Domain(-290, 0), "atan": WIDE, "atan2": Domain(-140, 140),
    "sinh": Domain(-290, 2.8), "cosh": Domain(-290, 2.8), "tanh": Domain(-290, 2.8),
    "asinh": WIDE, "acosh": Domain(-12, 290, both=False, start=1.0), "atanh": Domain(-290, 0),
    "log1p": Domain(-290, 0), "expm1": Domain(-290, 2.8), "cbrt": WIDE,
    "pow": Domain(-2, 2, both=False),
}  # fmt: skip
EXACT = {
    "abs": abs, "max": max, "min": min, "pow": mp.power, "log1p": mp.log1p, "expm1": mp.expm1,
    "cbrt": lambda x: mp.sign(x) * mp.cbrt(abs(x)),
}  # fmt: skip
BINARY = ("max", "min", "atan2", "pow")


def program(name: str) -> Program:
    arguments = ("x", "y") if name in BINARY else ("x",)
    body = Call(name, tuple(map(Name, arguments)))
    return Program(f"of_{name}", arguments, (), (("value", body),), ("A function.", "", "Of x."))


PROGRAMS = tuple(map(program, DOMAINS))
ASKED = Package("steady", PROGRAMS)


def points(name: str) -> Vectors:
    """Arguments, the exact values, and what the analysis of rounding allows at each."""
    columns = [DOMAINS[name].points()]
    columns += [columns[0][::-1]] if name in BINARY else []
    given = np.transpose(columns)
    with mp.workdps(350):
        exact = EXACT.get(name) or getattr(mp, name)
        values = [[exact(*map(mp.mpf, row))] for row in given.tolist()]
    bounds = [rounding_errors(program(name), row) for row in given.tolist()]
    return Vectors(f"of_{name}", given, values, [1.0], bounds=np.array(bounds) + 5e-324)


SETS = {name: points(name) for name in DOMAINS}


def test_every_function_has_a_domain() -> None:
    assert DOMAINS.keys() == ELEMENTARY.keys() - {*"+-*/", "negative", "select"}


@pytest.mark.parametrize("name", DOMAINS)
def test_numpy_is_right(name: str) -> None:
    found = compiled(program(name))(*SETS[name].arguments.T)
    assert SETS[name].error(found[:, None]) <= 1


@pytest.mark.parametrize("name", sorted(DOMAINS.keys() - {"abs", "max", "min"}))
def test_an_error_of_some_units_would_be_seen(name: str) -> None:
    found = np.array(SETS[name].references, dtype=float)
    assert SETS[name].error(found * (1 + 20 * HALF_ULP)) > 1


@pytest.mark.parametrize("name", FORMS)
def test_what_is_written_out_is_right(name: str) -> None:
    found = compiled(filled(program(name), FORMS))(*SETS[name].arguments.T)
    assert SETS[name].error(found[:, None]) <= 1


RUN = [key for key, language in LANGUAGES.items() if language.runs]


@pytest.mark.parametrize("key", RUN)
def test_every_function_is_right(key: str, tmp_path) -> None:
    language = LANGUAGES[key]
    require(*language.missing())
    folder = write(key, ASKED, tmp_path)
    for command in language.build(ASKED):
        run(*command, cwd=folder)
    sets = [*SETS.values()]
    for vectors, found in zip(sets, evaluate(language, ASKED, folder, sets), strict=True):
        assert vectors.error(found) <= 1, (vectors.name, vectors.error(found))


@pytest.mark.parametrize("key", ["julia", "maple"])
def test_every_function_is_right_where_files_are_parsed_only(key: str, tmp_path) -> None:
    functions = parsed(key, write(key, ASKED, tmp_path))
    for vectors in SETS.values():
        found = functions[vectors.name](*vectors.arguments.T)
        assert vectors.error(np.asarray(found)[:, None]) <= 1, vectors.name


@pytest.mark.parametrize("key", RUN)
def test_no_tool_has_a_remark(key: str, tmp_path) -> None:
    language = LANGUAGES[key]
    folder = write(key, ASKED, tmp_path)
    for command in language.lint(ASKED):
        require(command[0])
        run(*command, cwd=folder)
