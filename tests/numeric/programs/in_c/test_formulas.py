"""The compiled functions of arrays: what they were printed from, and what they may be given."""

from pathlib import Path

import numpy as np
import pytest

from beyondthermal.numeric.programs import in_c
from beyondthermal.numeric.programs.functions import CHUNK
from beyondthermal.numeric.programs.in_c.source import source
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS

# Nothing is compiled where there is no compiler.
pytestmark = pytest.mark.needs("gcc")

RANDOM = np.random.default_rng(29)


@pytest.mark.parametrize("name", ["formulas.c", "formulas.h"])
def test_what_is_compiled_is_what_codegen_prints_now(name: str) -> None:
    assert Path(in_c.__file__).with_name(name).read_text("ascii") == source()[name]


def arguments(name: str, count: int) -> list[np.ndarray]:
    """Columns of moderate values and, among temperatures, of those without a number."""
    names = FUNCTIONS[name].program.arguments
    if names != ("beta_A", "beta_S"):
        return list(10 ** RANDOM.uniform(-90, 90, (len(names), count)))
    betas = RANDOM.uniform(-200, 200, (2, count)) * RANDOM.choice([0.01, 0.1, 1], (2, count))
    betas[:, ::17] = RANDOM.choice([-np.inf, np.inf, 0.0, np.nan], betas[:, ::17].shape)
    return list(betas)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_c_and_numpy_are_both_as_near_as_they_may_be(name: str) -> None:
    row = FUNCTIONS[name]
    given = arguments(name, 2 * CHUNK + 3)
    found, wanted = row.fast(*given), row.by_numpy(*given)
    assert found.shape == wanted.shape
    np.testing.assert_array_equal(np.isfinite(found), np.isfinite(wanted))
    np.testing.assert_allclose(found, wanted, rtol=2 * row.allowed, atol=2 * row.allowed)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_no_last_bit_depends_on_how_arrays_lie(name: str) -> None:
    row = FUNCTIONS[name]
    given = arguments(name, 401)
    expected = row.fast(*given)
    tables = [np.stack([x, -x], axis=1) for x in given]
    frozen = [x.copy() for x in given]
    for x in frozen:
        x.flags.writeable = False
    packed = [np.zeros(401, "u1, f8")["f1"] for _ in given]
    for x, value in zip(packed, given, strict=True):
        x[...] = value
    assert not packed[0].flags.aligned
    for same in ([x[:, 0] for x in tables], frozen, packed):
        np.testing.assert_array_equal(row.fast(*same), expected)
    np.testing.assert_array_equal(row.fast(*(x[::-1] for x in given)), expected[::-1])
    np.testing.assert_array_equal(row.fast(*(x[7:8] for x in given)), expected[7:8])
    column = row.fast(given[0][:, None], *(x[:1] for x in given[1:]))
    one_by_one = row.fast(given[0], *(np.full(401, x[0]) for x in given[1:]))
    np.testing.assert_array_equal(column[:, 0], one_by_one)
    assert row.fast(*(x[:0] for x in given)).size == 0


def test_a_plane_that_is_walked_in_chunks_has_each_value_in_its_place() -> None:
    across, along = RANDOM.uniform(-4, 4, CHUNK // 50), RANDOM.uniform(-4, 4, 171)
    for name in ("concurrence", "populations"):
        plane = FUNCTIONS[name].fast(across[:, None], along)
        for i, j in ((0, 0), (3, 170), (len(across) - 1, 0), (len(across) - 1, 170)):
            np.testing.assert_array_equal(
                plane[i, j], FUNCTIONS[name].fast(across[i : i + 1], along[j : j + 1])[0]
            )
