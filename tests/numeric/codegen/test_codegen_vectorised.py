"""Loops over arrays in C and C++: vectorised, with an exponential that is as good as any."""

import ctypes
import itertools
import math

import numpy as np
import pytest
from mpmath import mp
from toolchains import run, write

from beyondthermal.numeric.codegen.generate import package
from beyondthermal.numeric.codegen.languages.c import FAST, STRICT, VECTOR
from beyondthermal.numeric.codegen.languages.cpp import STRICT as STRICT_CPP
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS

pytestmark = pytest.mark.needs("gcc", "clang")

EVERYTHING = package(list(FUNCTIONS))
NATIVE = f"{VECTOR} -ffp-contract=off -march=native"

PROBE = """
#include "beyondthermal.c"
#define EACH(name) void each_##name(const double *b, double *r, size_t n) \\
    { for (size_t i = 0; i < n; ++i) r[i] = name(b[i]); }
#define PAIR(name) double pair_##name(double a, double b) { return name(a, b); }
EACH(exponential)
EACH(exponential_clipped)
PAIR(larger)
PAIR(smaller)
"""


@pytest.fixture(scope="module")
def probes(tmp_path_factory):
    """The library with its inner functions, by two compilers, as recommended and as is."""
    folder = write("c", EVERYTHING, tmp_path_factory.mktemp("probe"))
    (folder / "probe.c").write_text(PROBE)
    found = []
    for compiler, flags in itertools.product(("gcc", "clang"), (FAST, NATIVE)):
        name = f"./{len(found)}.so"
        options = [*STRICT.split(), *flags.split(), "-shared", "-fPIC"]
        run(compiler, *options, "probe.c", "-o", name, "-lm", cwd=folder)
        found.append(ctypes.CDLL(str(folder / name)))
    return found


def each(library: ctypes.CDLL, name: str, *arrays: np.ndarray) -> np.ndarray:
    """What a function of whole arrays returns."""
    result = np.full(len(arrays[0]), 7.0)
    addresses = [ctypes.c_void_p(array.ctypes.data) for array in (*arrays, result)]
    getattr(library, name)(*addresses, ctypes.c_size_t(len(result)))
    return result


def ulps(found: np.ndarray, exact: np.ndarray) -> float:
    """The largest difference between positive doubles in units of the last place."""
    return float(np.abs(found.view(np.int64) - exact.view(np.int64)).max())


def test_the_exponential_is_within_a_unit_in_the_last_place(probes):
    random = np.random.default_rng(5)
    wide, narrow = random.uniform(-745, 709.7, 200_000), random.uniform(-700, 700, 200_000)
    near = random.uniform(-1, 1, 20_000) * 2.0 ** random.uniform(-60, 3, 20_000)
    for library in probes:
        for b in (wide, narrow, near):
            assert ulps(each(library, "each_exponential", b), np.exp(b)) <= 1
        for b in (narrow, near):
            assert ulps(each(library, "each_exponential_clipped", b), np.exp(b)) <= 1
        few = np.concatenate([narrow[:2000], near[:1000]])
        with mp.workdps(40):
            exact = [mp.exp(mp.mpf(b)) for b in few.tolist()]
            found = each(library, "each_exponential_clipped", few).tolist()
            worst = max(abs(f - e) / math.ulp(float(e)) for f, e in zip(found, exact, strict=True))
        assert worst < 0.75


def test_the_exponential_has_limits_and_no_garbage_beyond(probes):
    below, around, above = [-np.inf, -1e300, -746.0, -745.2], [0.0, -0.0, 5e-324], [709.8, np.inf]
    beyond = np.array([*below, *around, *above])
    limits = [*[0.0] * len(below), *[1.0] * len(around), *[np.inf] * len(above)]
    for library in probes:
        assert each(library, "each_exponential", beyond).tolist() == limits
        for name in ("each_exponential", "each_exponential_clipped"):
            mixed = np.array([1.0, np.nan, -3.0, np.nan, 2.0, -np.nan, 0.5] * 3)
            found = each(library, name, mixed)
            assert np.array_equal(np.isnan(found), np.isnan(mixed))


def test_a_nan_is_handed_on_from_both_sides(probes):
    for library, (name, best) in itertools.product(probes, (("larger", max), ("smaller", min))):
        function = getattr(library, f"pair_{name}")
        function.restype, function.argtypes = ctypes.c_double, [ctypes.c_double] * 2
        for a, b in itertools.product((-math.inf, -1.5, 0.0, 2.0, math.inf, math.nan), repeat=2):
            found = function(a, b)
            if math.isnan(a) or math.isnan(b):
                assert math.isnan(found), (name, a, b)
            else:
                assert found == best(a, b), (name, a, b)


def test_whole_arrays_agree_with_their_points(probes):
    """Any neighbours, any length, any place in memory."""
    random = np.random.default_rng(6)
    special = np.array([np.nan, np.inf, -np.inf, 0.0, -170.0, 170.0, 1e300, -800.0])
    beta_A, beta_S = np.where(
        random.random((2, 1003)) < 0.3,
        random.choice(special, (2, 1003)),
        random.uniform(-60, 60, (2, 1003)),
    )
    for library, name in itertools.product(probes, ("concurrence", "entropy_production")):
        function = getattr(library, f"beyondthermal_{name}")
        function.restype, function.argtypes = ctypes.c_double, [ctypes.c_double] * 2
        alone = np.array([function(a, s) for a, s in zip(beta_A, beta_S, strict=True)])
        for part in (slice(0, None), slice(1, 18), slice(3, 1000), slice(5, 6)):
            found = each(library, f"beyondthermal_{name}_array", beta_A[part], beta_S[part])
            np.testing.assert_allclose(found, alone[part], rtol=5e-16, atol=5e-16)


@pytest.mark.parametrize(
    ("compiler", "flag", "said"),
    [("gcc", "-fopt-info-vec", "optimized: loop vectorized"),
     ("clang", "-Rpass=loop-vectorize", "remark: vectorized loop")],
)  # fmt: skip
def test_loops_over_arrays_are_vectorised(compiler, flag, said, tmp_path):
    folder = write("c", EVERYTHING, tmp_path)
    text = run(compiler, *STRICT.split(), *FAST.split(), flag, "-c", "beyondthermal.c", cwd=folder)
    source = (folder / "beyondthermal.c").read_text().splitlines()
    for name in ("concurrence", "concurrence_from_rates", "entropy_production"):
        head = next(k for k, line in enumerate(source) if f"_{name}_array(" in line)
        loop = next(k for k in range(head, len(source)) if "for (; i < END" in source[k])
        assert any(f".c:{loop + 1}:" in line and said in line for line in text.splitlines()), name


SUMS = """
#include "beyondthermal.hpp"
extern "C" void each(const double *a, const double *b, double *r, std::size_t n)
{ beyondthermal::entropy_production_array(a, b, r, n); }
"""


@pytest.mark.needs("g++")
@pytest.mark.parametrize("key", ["c", "cpp"])
def test_clones_for_wide_vectors_have_the_same_bits(key, tmp_path):
    """As built by CMake; by what knows no clones, with narrow vectors and without any."""
    folder = write(key, package(["entropy_production"]), tmp_path)
    (folder / "each.cpp").write_text(SUMS)
    source, gnu, clang = {
        "c": ("beyondthermal.c", "gcc", "clang"), "cpp": ("each.cpp", "g++", "clang++")
    }[key]  # fmt: skip
    name = {"c": "beyondthermal_entropy_production_array", "cpp": "each"}[key]
    random = np.random.default_rng(7)
    points = random.uniform(-40, 40, (2, 4003))
    ways = [(gnu, ""), (gnu, "-mavx2"), (gnu, "-fno-tree-vectorize"), (clang, "")]
    found, said = [], []
    for k, (compiler, further) in enumerate(ways):
        flags = f"{VECTOR} {further} -ffp-contract=off -fPIC -shared".split()
        remarks = ["-fopt-info-vec"] if compiler == gnu else []
        said.append(run(compiler, *flags, *remarks, source, "-o", f"{k}.so", "-lm", cwd=folder))
        found.append(each(ctypes.CDLL(str(folder / f"{k}.so")), name, *points))
    assert all(f"vectorized using {size} byte vectors" in said[0] for size in (16, 32, 64))
    assert all(np.array_equal(one, other) for one, other in itertools.pairwise(found))


@pytest.mark.needs("g++")
def test_a_header_with_clones_may_be_included_twice(tmp_path):
    folder = write("cpp", EVERYTHING, tmp_path)
    (folder / "each.cpp").write_text(SUMS)
    run("g++", *STRICT_CPP.split(), "-O1", "test.cpp", "each.cpp", "-o", "both", cwd=folder)
    assert float(run("./both", "bench", "100", cwd=folder)) > 0
