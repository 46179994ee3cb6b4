"""JavaScript: an ES module with types, and a package.json."""

import re

from beyondthermal.numeric.codegen.dialect import Dialect, calls, camel, words
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.codegen.lines import broken, commented, plain
from beyondthermal.numeric.programs.program import Program

__all__ = ["LANGUAGE", "THROWN", "JavaScript"]

KEYWORDS = words("""
abstract arguments as async await boolean break byte case catch char class const continue
debugger default delete do double else enum eval export extends false final finally float for
from function get goto if implements import in instanceof int interface let long native new
null of package private protected public return set short static super switch synchronized this
throw throws transient true try typeof undefined var void volatile while with yield
""")
# A package of such a name can't be imported: Node gives its own.
BUILTIN = words("""
assert buffer child_process cluster console constants crypto dgram dns domain events fs http
http2 https inspector module net node_modules os path perf_hooks process punycode querystring
readline repl stream string_decoder sys timers tls trace_events tty url util v8 vm wasi
worker_threads zlib
""")
# What functions of arrays do with slips.
THROWN = "@throws {RangeError} if arrays differ in length, or `result` is too short"
CHECK = "--strict --noEmit --allowJs --checkJs --noUnusedLocals"


class JavaScript(Language):
    """ES2015 modules, for Node and browsers."""

    key = "javascript"
    title = "JavaScript"
    tools = ("node",)
    running = "node test.js"
    # TypeScript's compiler, on the source and on its types.
    linting = (
        "node --check index.js",
        f"tsc {CHECK} --target es2020 --module nodenext index.js index.d.ts",
    )
    testing = ("npm test",)
    arrays = (
        "Those with `Array` at their ends take one array for each argument, and if you like one "
        "for the results; they throw a RangeError where lengths differ."
    )
    example = ("example.mjs", "example.mjs", "node example.mjs")
    reads = "bits"
    sign = " *"
    # A comment with types and links is HTML, and ends in a slash.
    unsafe = re.compile(r"[&<@]|(?<=\*)/")
    # The kind of typed array that results are put into, if none is given.
    reals = ("Float64Array", "Float32Array")
    paths = tuple(
        (name, name) for name in ("index.js", "index.d.ts", "package.json", "test.js", "check.js")
    )
    reserved = KEYWORDS | BUILTIN
    # Math.max and Math.min hand a NaN on from either side.
    dialect = Dialect(
        name=camel,
        number=plain,
        calls=calls("Math.{}"),
        reserved=KEYWORDS | {"i", "result", "sameLength"},
    )

    def spelt(self, char: str) -> str:
        """As HTML, which has no control characters."""
        return f"&#{ord(char)};" if char.isprintable() else Language.spelt(self, char)

    def fields(self, package: Package) -> dict[str, str]:
        """Module, types, test program."""
        programs = package.programs
        return {
            "functions": "\n".join(self._function(package, r) for r in programs),
            "lengths": self.template("lengths.js", {}),
            "types": "\n".join(self._types(package, r) for r in programs),
            "cases": "\n".join(f"  {r.name}: functions.{self._name(r)}," for r in programs),
            "bench": f"{self._name(programs[0])}Array",
            "script": '\n    "test": "node test.js check vectors.txt"' * package.tested,
        }

    def _name(self, program: Program) -> str:
        return self.dialect.identifier(program.name)

    def _function(self, package: Package, program: Program) -> str:
        """The function of a point, and that of arrays."""
        name, names = self._name(program), self.dialect.arguments(program)
        results, count = self.dialect.results(program), len(program.outputs)
        parts = self.dialect.body(program, "  const {name} = {code};")
        body = [broken(line, "    ") for line in parts]
        size, point = f"{names[0]}.length", f"{name}({', '.join(f'{n}[i]' for n in names)})"
        if count == 1:
            body += [broken(f"  return {results[0]};", "    ")]
            step = f"result[i] = {point}"
        else:
            body += ["  return [", *(broken(f"    {r},", "      ") for r in results), "  ];"]
            size, step = f"{count}\xa0*\xa0{size}", f"result.set({point}, {count} * i)"
        given = f"result\xa0=\xa0new\xa0{self.real(package)}({size})"
        fields = {
            "about": commented(self.about(program), " *"),
            "about_array": commented(_about_array(program, name), " *"),
            "parameters": self.comment([f"@param {{number}} {n}" for n in names], " *"),
            "arrays": self.comment([f"@param {{ArrayLike<number>}} {n}" for n in names], " *"),
            "returned": "number" if count == 1 else "number[]",
            "name": name,
            "names": ", ".join(names),
            "first": names[0],
            "thrown": THROWN,
            "body": "\n".join(body),
            "head": broken(f"export function {name}Array({', '.join([*names, given])}) {{", "    "),
            "lengths": broken(f"  sameLength({count}, result, {', '.join(names)});", "    "),
            "step": broken(f"    {step};", "      "),
        }
        return self.template("function.js", fields)

    def _types(self, package: Package, program: Program) -> str:
        name, arguments = self._name(program), self.dialect.arguments(program)
        labels = [f"{camel(output)}:\xa0number" for output, _ in program.outputs]
        returned = "number" if len(labels) == 1 else f"[{', '.join(labels)}]"
        scalar = ", ".join(f"{argument}:\xa0number" for argument in arguments)
        return "\n".join([
            "/**", commented(self.about(program), " *"), " */",
            broken(f"export declare function {name}({scalar}): {returned};", "  "), "",
            "/**", commented(_about_array(program, name), " *"), " *", f" * {THROWN}", " */",
            f"export declare function {name}Array<T extends RealArray = {self.real(package)}>(",
            *(f"  {argument}: ArrayLike<number>," for argument in arguments),
            "  result?: T,", "): T;", "",
        ])  # fmt: skip


def _about_array(program: Program, name: str) -> list[str]:
    layout = "" if len(program.outputs) == 1 else f", {len(program.outputs)} values a point"
    return [f"Every point of `{name}`{layout}: into `result`, or else into a new array."]


LANGUAGE = JavaScript()
