"""WebAssembly: the C source without a C library, and an ES module that loads it."""

import shlex
from collections.abc import Sequence

from beyondthermal.numeric.codegen.dialect import camel
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.codegen.lines import broken, called, commented, release
from beyondthermal.numeric.programs.program import Routine

from .c import LANGUAGE as SOURCE
from .javascript import BUILTIN, JavaScript

__all__ = ["LANGUAGE", "WebAssembly"]

STRICT = ["-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-Wconversion"]
TARGET = ["--target=wasm32", "-msimd128", "-nostdlib", "-isystem", "freestanding"]
LINK = ["-fvisibility=default", "-Wl,--no-entry", "-Wl,--strip-all",
        "-Wl,--export-dynamic", "-Wl,--export=__heap_base"]  # fmt: skip
CHECK = ["--strict", "--noEmit", "--target", "es2022", "--module", "nodenext"]


class WebAssembly(Language):
    """WebAssembly with its 128-bit vectors, for Node and browsers."""

    key = "wasm"
    title = "WebAssembly"
    tools = ("clang", "wasm-ld", "node")
    reads = "bits"
    reserved = frozenset(SOURCE.reserved) | frozenset(JavaScript.reserved) | BUILTIN
    dialect = JavaScript.dialect

    def files(self, package: Package) -> dict[str, str]:
        """The source in C with the headers it needs, the loader, its types, and a package."""
        module, source = package.module, SOURCE.files(package)
        fields = {**self._loader(package), **self._test(package)}
        names = {"module.mjs": f"{module}.mjs", "module.d.mts": f"{module}.d.mts",
                 "math.h": "freestanding/math.h", "string.h": "freestanding/string.h",
                 "package.json": "package.json", "test.mjs": "test.mjs"}  # fmt: skip
        files = {path: self.template(name, fields) for name, path in names.items()}
        return files | {name: source[name] for name in (f"{module}.h", f"{module}.c")}

    def build(self, package: Package) -> Sequence[Sequence[str]]:
        """As `npm run build` does."""
        module = package.module
        flags = ["-std=c99", "-O3", "-ffp-contract=off", *LINK]
        return [["clang", *TARGET, *flags, "-o", f"{module}.wasm", f"{module}.c"]]

    def run(self, package: Package) -> Sequence[str]:
        """Node."""
        return ["node", "test.mjs"]

    def lint(self, package: Package) -> Sequence[Sequence[str]]:
        """The compilers of C and of TypeScript."""
        module = package.module
        return [
            ["clang", *TARGET, "-fsyntax-only", *STRICT, "-Wshadow", f"{module}.c"],
            ["node", "--check", f"{module}.mjs"],
            ["tsc", *CHECK, f"{module}.d.mts"],
        ]

    def _loader(self, package: Package) -> dict[str, str]:
        """What the loader and the package consist of."""
        programs = package.routines
        numbers = max(len(program.arguments) + len(program.outputs) for program in programs)
        guard = package.module.upper()
        used = called(programs)
        waves = [self.template("wave.h", {"name": name}) for name in ("sin", "cos") if name in used]
        log = self.template("log.h", {}) if "log" in used else ""
        return {
            "module": package.module,
            "guard": guard,
            "version": release(),
            "head": commented(self.head(package), " *"),
            "numbers": str(numbers),
            "bytes": str(1024 * numbers * (4 if package.single else 8)),
            "real": _typed(package),
            "log": log + "".join(waves),
            "imports": ", { Math }" if waves else "",
            "build": shlex.join(self.build(package)[0]),
            "functions": "\n".join(self._functions(package, program) for program in programs),
            "types": "\n".join(self._types(package, program) for program in programs),
        }

    def _names(self, program: Routine) -> tuple[str, list[str]]:
        """A function and its arguments."""
        identifier = self.dialect.identifier
        return identifier(program.name), [identifier(name) for name in program.arguments]

    def _functions(self, package: Package, program: Routine) -> str:
        (name, arguments), count = self._names(program), len(program.outputs)
        given, call = ", ".join(arguments), f"exports.{package.module}_{program.name}"
        one = f"{call}({given})" if count == 1 else f"point({call}, {count}, [{given}])"
        lines = [
            f"{name}: ({given}) => {one},",
            f"{name}Array: ({given}, result) => array({call}_array, {count}, [{given}], result),",
        ]
        return "\n".join(broken(f"    {line}", "      ") for line in lines)

    def _types(self, package: Package, program: Routine) -> str:
        (name, arguments), count = self._names(program), len(program.outputs)
        one = ", ".join(f"{argument}:\xa0number" for argument in arguments)
        labels = ", ".join(f"{camel(output)}:\xa0number" for output, _ in program.outputs)
        all_ = ", ".join(f"{argument}:\xa0RealList" for argument in arguments)
        typed = _typed(package)
        layout = "" if count == 1 else f", {count} values a point"
        lines = [
            "  /**",
            commented(self.about(program), "   *"),
            "   */",
            f"  {name}({one}): {'number' if count == 1 else f'[{labels}]'};",
            f"  /** Every point{layout}: into `result`, or else into a new array. */",
            f"  {name}Array({all_}): {typed};",
            f"  {name}Array<T\xa0extends\xa0RealArray>({all_}, result:\xa0T): T;",
        ]
        return "\n".join(broken(line, "    ") if "*" not in line else line for line in lines)

    def _test(self, package: Package) -> dict[str, str]:
        """What the test program needs to know."""
        first, programs = package.routines[0], package.routines
        names = {program.name: self._names(program)[0] for program in programs}
        pairs = (f"  {key}: [functions.{name}, functions.{name}Array]," for key, name
                 in names.items())  # fmt: skip
        return {
            "cases": "\n".join(broken(pair, "    ") for pair in pairs),
            "bench": f"{names[first.name]}Array",
            "bench_arguments": str(len(first.arguments)),
        }


def _typed(package: Package) -> str:
    return "Float32Array" if package.single else "Float64Array"


LANGUAGE = WebAssembly()
