"""The ladder in WebAssembly: the C source, without a C library, and the loader of formulas."""

import shlex

from beyondthermal.numeric.codegen.dialect import camel
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.languages.c import STRICT
from beyondthermal.numeric.codegen.languages.wasm import LANGUAGE as FORMULAS
from beyondthermal.numeric.codegen.languages.wasm import LINK, SCRIPT, TARGET
from beyondthermal.numeric.codegen.lines import broken

from .asked import FUNCTIONS, Ladder
from .c import LANGUAGE as SOURCE
from .javascript import typed
from .written import Written

__all__ = ["LANGUAGE", "WebAssembly"]

# Zeros are written by an instruction instead of a function; blocks of four points are fastest.
_TARGET = f"{TARGET} -mbulk-memory -DWIDTH=4"
_STACK = "-Wl,-z,stack-size=262144"
# As many points does the loader hand over at a time.
_BLOCK = 1024


class WebAssembly(Written):
    """WebAssembly with its 128-bit vectors, for Node and browsers."""

    key, title, tools = FORMULAS.key, FORMULAS.title, FORMULAS.tools
    reserved, reads = FORMULAS.reserved | SOURCE.reserved, FORMULAS.reads
    dialect = FORMULAS.dialect
    reals = FORMULAS.reals
    building = (
        f"clang {_TARGET} -std=c99 -O3 -ffp-contract=off {LINK} {_STACK} "
        "-o «module».wasm «module».c",
    )
    running, testing = FORMULAS.running, FORMULAS.testing
    linting = (
        f"clang {_TARGET} -fsyntax-only {STRICT} -Wshadow «module».c",
        *FORMULAS.linting[1:],
    )
    paths = (
        ("wasm/module.mjs", "«module».mjs"), ("wasm/module.d.mts", "«module».d.mts"),
        ("wasm/math.h", "freestanding/math.h"), ("stdlib.h", "freestanding/stdlib.h"),
        ("wasm/package.json", "package.json"), ("javascript/test.js", "test.mjs"),
        ("javascript/check.js", "check.js"), ("README.md", "README.md"),
    )  # fmt: skip

    def files(self, package: Package) -> dict[str, str]:
        """The source in C with the headers it needs, the loader, its types, and a package."""
        assert isinstance(package, Ladder)
        source = SOURCE.files(package)
        names = (f"{package.module}.h", f"{package.module}.c", "cutoffs.h", "ladder.h", "steps.h")
        return super().files(package) | {name: source[name] for name in names}

    def of_ladder(self, asked: Ladder) -> dict[str, str]:
        """The loader and the test program."""
        numbers = len(asked.rates) + max(FUNCTIONS.values())
        return {
            "guard": asked.module.upper(),
            "imported": f'import {{ load }} from "./{asked.module}.mjs";\n\n'
            "const functions = await load();",
            "script": SCRIPT * asked.tested,
            "numbers": str(numbers),
            "bytes": str(_BLOCK * numbers * 8),
            "log": '#define NAN __builtin_nan("")\n',
            "imports": "",
            "build": shlex.join(self.build(asked)[0]),
            "functions": "\n".join(self._functions(asked, name) for name in FUNCTIONS),
            "types": "\n".join(self._types(asked, name) for name in FUNCTIONS),
        }

    def _functions(self, asked: Ladder, name: str) -> str:
        """The functions of a point and of arrays; the cutoff stands between rates and results."""
        given, call = ", ".join(map(camel, asked.rates)), f"exports.{asked.module}_{name}"
        size, rates = FUNCTIONS[name], len(asked.rates)
        one = f"{call}({given}, nMax)" if size == 1 else f"point({call}, {size}, [{given}, nMax])"
        lines = [
            f"{camel(name)}: ({given}, nMax\xa0=\xa00)\xa0=> {one},",
            f"{camel(name)}Array: ({given}, nMax\xa0=\xa00, result\xa0=\xa0undefined)\xa0=> "
            f"array((...x)\xa0=> {call}_array(...x.slice(0, {rates}), nMax, ...x.slice({rates})), "
            f"{size}, [{given}], result),",
        ]
        return "\n".join(broken(f"    {line}", "      ") for line in lines)

    def _types(self, asked: Ladder, name: str) -> str:
        one, many, returned = typed(asked, name)
        listed = [text.replace("ArrayLike<number>", "RealList") for text in many]
        lines = [
            f"  {camel(name)}({', '.join(one)}): {returned};",
            "  /** The same of every point: into `result`, or else into a new array. */",
            f"  {camel(name)}Array({', '.join(listed)}): Float64Array;",
            f"  {camel(name)}Array<T\xa0extends\xa0RealArray>("
            f"{', '.join(listed).replace('?', '')}, result: T): T;",
        ]
        about = ["  /**", self.described(asked, name, "   *"), "   */"]
        return "\n".join([*about, *(broken(line, "    ") for line in lines)])


LANGUAGE = WebAssembly()
