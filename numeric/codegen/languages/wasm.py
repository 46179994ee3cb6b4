"""WebAssembly: the C source without a C library, and an ES module that loads it."""

import shlex
from dataclasses import replace

from beyondthermal.numeric.codegen.dialect import calls, camel, words
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.codegen.lines import broken, commented
from beyondthermal.numeric.programs.program import Program, called

from .c import LANGUAGE as SOURCE
from .c import STRICT
from .javascript import BUILTIN, THROWN, JavaScript

__all__ = ["LANGUAGE", "WebAssembly"]

TARGET = "--target=wasm32 -msimd128 -nostdlib -isystem freestanding"
LINK = (
    "-fvisibility=default -Wl,--no-entry -Wl,--strip-all -Wl,--export-dynamic "
    "-Wl,--export=__heap_base"
)
# What JavaScript brings; the rest is in the source, or an instruction.
IMPORTED = tuple(sorted(calls().keys() - {"sqrt", "exp", "log", "abs", "max", "min"}))
SCRIPT = """\
    "pretest": "npm run build",
    "test": "node test.mjs check vectors.txt",
"""
CHECK = "--strict --noEmit --target es2022 --module nodenext"


def given(name: str) -> str:
    """The arguments of a function of C."""
    return "double a, double b" if name in ("atan2", "pow") else "double a"


class WebAssembly(Language):
    """WebAssembly with its 128-bit vectors, for Node and browsers."""

    key = "wasm"
    title = "WebAssembly"
    tools = ("clang", "wasm-ld", "node")
    # As `npm run build` does.
    building = (
        f"clang {TARGET} -std=c99 -O3 -ffp-contract=off {LINK} -o «module».wasm «module».c",
    )
    running = "node test.mjs"
    linting = (
        f"clang {TARGET} -fsyntax-only {STRICT} -Wshadow «module».c",
        "node --check «module».mjs",
        f"tsc {CHECK} «module».d.mts",
    )
    testing, installing = ("npm test",), ("npm run build",)
    arrays, example = JavaScript.arrays, JavaScript.example
    reads = "bits"
    sign = " *"
    paths = (
        ("module.mjs", "«module».mjs"), ("module.d.mts", "«module».d.mts"),
        ("math.h", "freestanding/math.h"), ("string.h", "freestanding/string.h"),
        ("package.json", "package.json"), ("test.mjs", "test.mjs"),
        ("javascript/check.js", "check.js"),
    )  # fmt: skip
    reserved = frozenset(SOURCE.reserved) | frozenset(JavaScript.reserved) | BUILTIN
    dialect = replace(
        JavaScript.dialect,
        reserved=frozenset(JavaScript.dialect.reserved) | words("array exports point"),
    )
    reals, unsafe, spelt = JavaScript.reals, JavaScript.unsafe, JavaScript.spelt

    def files(self, package: Package) -> dict[str, str]:
        """The source in C with the headers it needs, the loader, its types, and a package."""
        source, names = SOURCE.files(package), (f"{package.module}.h", f"{package.module}.c")
        return super().files(package) | {name: source[name] for name in names}

    def fields(self, package: Package) -> dict[str, str]:
        """The loader and the test program."""
        programs = package.programs
        numbers = max(len(program.arguments) + len(program.outputs) for program in programs)
        names = {program.name: self._names(program)[0] for program in programs}
        pairs = (f"  {key}: [functions.{name}, functions.{name}Array]," for key, name
                 in names.items())  # fmt: skip
        used = called(programs)
        own = [name for name in IMPORTED if name in used]
        imported = [self.template("imported.h", {"name": name, "given": given(name)})
                    for name in own]  # fmt: skip
        log = self.template("log.h", {}) if "log" in used else ""
        return {
            "guard": package.module.upper(),
            "numbers": str(numbers),
            "bytes": str(1024 * numbers * (4 if package.single else 8)),
            "log": log + "".join(imported),
            "imports": ", { Math }" if imported else "",
            "build": shlex.join(self.build(package)[0]),
            "functions": "\n".join(self._functions(package, program) for program in programs),
            "types": "\n".join(self._types(package, program) for program in programs),
            "cases": "\n".join(broken(pair, "    ") for pair in pairs),
            "bench": f"{names[programs[0].name]}Array",
            "script": SCRIPT * package.tested,
        }

    def _names(self, program: Program) -> tuple[str, list[str]]:
        """A function and its arguments."""
        return self.dialect.identifier(program.name), self.dialect.arguments(program)

    def _functions(self, package: Package, program: Program) -> str:
        (name, arguments), count = self._names(program), len(program.outputs)
        given, call = ", ".join(arguments), f"exports.{package.module}_{program.name}"
        one = f"{call}({given})" if count == 1 else f"point({call}, {count}, [{given}])"
        lines = [
            f"{name}: ({given})\xa0=> {one},",
            f"{name}Array: ({given}, result)\xa0=> "
            f"array({call}_array, {count}, [{given}], result),",
        ]
        return "\n".join(broken(f"    {line}", "      ") for line in lines)

    def _types(self, package: Package, program: Program) -> str:
        (name, arguments), count = self._names(program), len(program.outputs)
        one = ", ".join(f"{argument}:\xa0number" for argument in arguments)
        labels = ", ".join(f"{camel(output)}:\xa0number" for output, _ in program.outputs)
        all_ = ", ".join(f"{argument}:\xa0RealList" for argument in arguments)
        typed = self.real(package)
        layout = "" if count == 1 else f", {count} values a point"
        lines = [
            "  /**",
            commented(self.about(program), "   *"),
            "   */",
            f"  {name}({one}): {'number' if count == 1 else f'[{labels}]'};",
            "  /**",
            f"   * Every point{layout}: into `result`, or else into a new array.",
            "   *",
            f"   * {THROWN}",
            "   */",
            f"  {name}Array({all_}): {typed};",
            f"  {name}Array<T\xa0extends\xa0RealArray>({all_}, result:\xa0T): T;",
        ]
        return "\n".join(broken(line, "    ") if "*" not in line else line for line in lines)


LANGUAGE = WebAssembly()
