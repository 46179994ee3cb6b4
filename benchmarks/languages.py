"""The concurrence in every language: python benchmarks/languages.py

First the array entry in C, compiled with what its header recommends, against SymPy's plain
lambdify, A B A B … in one run. Then nanoseconds a point for all languages, each in its own test
program; what isn't installed is named. Needs the extra `test`, and gcc.
"""

import ctypes
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import sympy as sp
from compare import compare

from beyondthermal.numeric.codegen.generate import generated, package
from beyondthermal.numeric.codegen.language import Language
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.numeric.codegen.languages.c import FAST
from beyondthermal.numeric.codegen.vectors import vectors
from beyondthermal.numeric.codegen.verify import verify
from beyondthermal.symbolic.machine import machine as exact
from beyondthermal.symbolic.symbols import symbols

ASKED = package(["concurrence"])


def written(language: Language, folder: Path) -> Path:
    for path, text in generated(language, ASKED).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder / language.key


def array_entry(points: int = 10**7) -> None:
    folder = written(LANGUAGES["c"], Path(tempfile.mkdtemp()))
    command = ["gcc", *FAST, "-shared", "-fPIC", "beyondthermal.c", "-o", "fast.so", "-lm"]
    subprocess.run(command, cwd=folder, check=True)
    library = ctypes.CDLL(str(folder / "fast.so"))
    rng = np.random.default_rng(0)
    beta_A, beta_S = rng.uniform(-6, 6, (2, points))
    out = np.empty(points)
    pointers = [a.ctypes.data_as(ctypes.c_void_p) for a in (beta_A, beta_S, out)]
    expression = exact.closed_form().subs(exact.IN_BETA).concurrence
    plain = sp.lambdify(symbols("beta_A beta_S"), expression, "numpy")

    def in_c() -> None:
        library.beyondthermal_concurrence_array(*pointers, ctypes.c_size_t(points))

    print(f"Concurrence at {points:.0e} points, one thread: {' '.join(FAST)}")
    compare(
        "C array entry / plain lambdify", in_c, lambda: plain(beta_A, beta_S), repeats=7, ours_per=3
    )


def every_language(points: int = 10**6) -> None:
    sets = [vectors(program) for program in ASKED.routines]
    print(f"\n{'language':<28}{'ns/point':>9}{'worst error':>14}")
    for language in LANGUAGES.values():
        with tempfile.TemporaryDirectory() as scratch:
            folder = written(language, Path(scratch))
            outcome = verify(language, ASKED, folder, sets, points)
        if outcome.nanoseconds is None:
            print(f"{language.title:<28}{'':>9}{'':>14}  {outcome.note}")
        else:
            error = f"{outcome.ulps:.2f} ulp"
            print(f"{language.title:<28}{outcome.nanoseconds:>9.1f}{error:>14}  {outcome.note}")


if __name__ == "__main__":
    array_entry()
    every_language()
