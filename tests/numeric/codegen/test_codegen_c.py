"""C and C++ as others use them: installed, linked, in single precision, sanitized."""

import math
import subprocess

import numpy as np
import pytest
from toolchains import points, run, write

from beyondthermal.numeric import machine
from beyondthermal.numeric.codegen.generate import generated, package
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.numeric.codegen.languages.c import FAST, STRICT
from beyondthermal.numeric.codegen.languages.cpp import STRICT as STRICT_CPP
from beyondthermal.numeric.codegen.vectors import Vectors
from beyondthermal.numeric.codegen.verify import evaluate
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS, WITH_GRADIENT

pytestmark = pytest.mark.needs("gcc", "g++", "cmake", "pkg-config", "clang")

EVERYTHING = package(list(FUNCTIONS))
GRADIENTS = package(WITH_GRADIENT, gradient=True)


# Packaging: from an installation to somebody else's program.

USE = {
    "c": r"""
#include <beyondthermal.h>
#include <stdio.h>
int main(void) { printf("%.17g\n", beyondthermal_concurrence(3.0, -5.0)); return 0; }
""",
    "cpp": r"""
#include <beyondthermal.hpp>
#include <cstdio>
int main() { std::printf("%.17g\n", beyondthermal::concurrence(3.0, -5.0)); }
""",
}
CONSUMER = """
cmake_minimum_required(VERSION 3.14)
project(consumer LANGUAGES {language})
find_package(beyondthermal 0.1 REQUIRED CONFIG)
add_executable(consumer main.{key})
target_link_libraries(consumer PRIVATE beyondthermal::beyondthermal)
"""


@pytest.fixture(scope="module", params=["c", "cpp"])
def installed(request, tmp_path_factory):
    """Key of a language, and where CMake has put it."""
    folder = tmp_path_factory.mktemp("installed")
    source = write(request.param, package(["concurrence", "effective_temperatures"]), folder)
    prefix = folder / "prefix"
    run("cmake", "-S", source, "-B", "build", f"-DCMAKE_INSTALL_PREFIX={prefix}", cwd=folder)
    run("cmake", "--build", "build", "--target", "install", cwd=folder)
    return request.param, prefix


def right(output: str) -> bool:
    return math.isclose(float(output), float(machine.concurrence(3.0, -5.0)), rel_tol=2e-15)


def test_found_by_cmake(installed, tmp_path):
    key, prefix = installed
    (tmp_path / f"main.{key}").write_text(USE[key])
    language = {"c": "C", "cpp": "CXX"}[key]
    (tmp_path / "CMakeLists.txt").write_text(CONSUMER.format(key=key, language=language))
    run("cmake", "-S", ".", "-B", "build", f"-DCMAKE_PREFIX_PATH={prefix}", cwd=tmp_path)
    run("cmake", "--build", "build", cwd=tmp_path)
    assert right(run("build/consumer", cwd=tmp_path))


@pytest.mark.parametrize("installed", ["c"], indirect=True)
def test_found_by_pkg_config(installed, tmp_path):
    _, prefix = installed
    (found,) = prefix.rglob("beyondthermal.pc")
    (tmp_path / "main.c").write_text(USE["c"])
    env = {"PKG_CONFIG_PATH": str(found.parent)}
    flags = run("pkg-config", "--cflags", "--libs", "beyondthermal", cwd=tmp_path, env=env)
    run("gcc", "main.c", "-o", "consumer", *flags.split(), cwd=tmp_path)
    assert right(run("./consumer", cwd=tmp_path))


# Other precisions, other flags.


@pytest.mark.parametrize("key", ["c", "cpp"])
@pytest.mark.parametrize("asked", [EVERYTHING, GRADIENTS], ids=["values", "gradients"])
def test_right_as_the_header_recommends(key, asked, tmp_path):
    folder, sets = write(key, asked, tmp_path), points(asked, 400)
    compiler = {"c": ["gcc", "-Wall", "-Werror", "beyondthermal.c", "test.c"],
                "cpp": ["clang++", *STRICT_CPP.split(), "test.cpp"]}[key]  # fmt: skip
    run(*compiler, *FAST.split(), "-o", "test", "-lm", cwd=folder)
    found = evaluate(LANGUAGES[key], asked, folder, sets)
    assert all(v.error(rows) <= 1 for v, rows in zip(sets, found, strict=True))


@pytest.mark.parametrize("key", ["c", "cpp"])
def test_single_precision_is_the_double_result_rounded(key, tmp_path):
    found = {}
    sets = []
    for v in points(EVERYTHING, 400):
        with np.errstate(over="ignore"):
            arguments = v.arguments.astype(np.float32).astype(float)
        sets.append(Vectors(v.name, arguments, v.references, v.allowed))
    for single in (False, True):
        asked = Package("beyondthermal", EVERYTHING.programs, single)
        folder = write(key, asked, tmp_path / str(single))
        run(*LANGUAGES[key].build(asked)[0], cwd=folder)
        found[single] = evaluate(LANGUAGES[key], asked, folder, sets)
    for one, other in zip(found[False], found[True], strict=True):
        with np.errstate(over="ignore"):
            rounded = np.array(one).astype(np.float32).astype(float)
        assert np.array_equal(rounded, np.array(other), equal_nan=True)


@pytest.mark.parametrize("key", ["c", "cpp"])
def test_no_sanitizer_complains(key, tmp_path):
    asked = Package("beyondthermal", (*EVERYTHING.programs, *GRADIENTS.programs[-2:]))
    folder, sets = write(key, asked, tmp_path), points(asked, 400)
    compiler = {"c": ["gcc", *STRICT.split(), "beyondthermal.c", "test.c"],
                "cpp": ["g++", *STRICT_CPP.split(), "test.cpp"]}[key]  # fmt: skip
    checks = "-fsanitize=address,undefined,float-cast-overflow"
    run(*compiler, "-O1", checks, "-fno-sanitize-recover", "-o", "test", "-lm", cwd=folder)
    found = evaluate(LANGUAGES[key], asked, folder, sets)
    assert all(v.error(rows) <= 1 for v, rows in zip(sets, found, strict=True))
    run("./test", "bench", "1000", cwd=folder)


@pytest.mark.parametrize(
    "flags",
    ["-ffast-math", "-ffinite-math-only",
     "-fassociative-math -fno-signed-zeros -fno-trapping-math"],
)  # fmt: skip
@pytest.mark.parametrize("source", ["beyondthermal.c", "test.cpp"])
def test_arithmetic_that_is_not_ieee_is_refused(flags, source, tmp_path):
    folder = write("c" if source.endswith(".c") else "cpp", EVERYTHING, tmp_path)
    command = ["gcc", *flags.split(), "-fsyntax-only", source]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode
    assert "not with -ffast-math" in done.stderr


@pytest.mark.parametrize(
    ("key", "module"),
    [("c", "test"), ("c", "math"), ("c", "class"), ("c", "m"), ("cpp", "std"), ("cpp", "gamma"),
     ("cpp", "int"), ("cpp", "sinf"), ("cpp", "test")],
)  # fmt: skip
def test_names_with_another_meaning_are_refused(key, module):
    with pytest.raises(ValueError, match="`module` must be an identifier of"):
        generated(LANGUAGES[key], package(["concurrence"], module=module))
