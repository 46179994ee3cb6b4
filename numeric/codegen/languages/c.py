"""C99: a header and a source, with CMake and pkg-config."""

from beyondthermal.numeric.codegen.dialect import words
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.lines import broken, commented
from beyondthermal.numeric.programs.program import Program, walk

from .c_family import CMAKE, KEYWORDS, CFamily

__all__ = ["FAST", "LANGUAGE", "PlainC"]

STRICT = "-std=c99 -Wall -Wextra -Werror -pedantic -Wconversion"
# Loops are vectorised if a root sets no errno, and a comparison no flag.
VECTOR = "-O3 -fno-math-errno -fno-trapping-math"
# What the header recommends.
FAST = "-O3 -march=native -ffp-contract=fast -fno-math-errno -fno-trapping-math"
# In the folder of a header of such a name, the standard one isn't found.
HEADERS = words("""
    assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign
    stdarg stdatomic stdbit stdbool stdckdint stddef stdint stdio stdlib stdnoreturn string tgmath
    threads time uchar wchar wctype
""")
# A function of more nodes is compiled once, not in each loop and for each kind of machine: of twice
# as many gcc makes that in minutes instead of seconds.
LONG = 12_000


class PlainC(CFamily):
    """C99."""

    key = "c"
    title = "C99"
    tools = ("gcc",)
    reserved = KEYWORDS | CMAKE | HEADERS
    dialect = CFamily.spoken()
    # One program whose every operation is rounded, and one as the header recommends.
    building = (
        f"gcc {STRICT} {VECTOR} -ffp-contract=off -o test test.c «module».c -lm",
        f"gcc {STRICT} {FAST} -o fast test.c «module».c -lm",
    )
    running, timing = "./test", "./fast"
    example = (
        "example.c",
        "example.c",
        "cc -I. -o example example.c build/lib«module».a -lm",
        "./example",
    )
    # The header is for C++ too.
    linting = (
        f"gcc -fsyntax-only {STRICT} -Wshadow -Wcast-qual -O2 «module».c test.c",
        f"clang -fsyntax-only {STRICT} -Wshadow -Wunreachable-code «module».c test.c",
        "g++ -fsyntax-only -x c++ -std=c++17 -Wall -Wextra -Werror -pedantic «module».h",
    )
    paths = (
        ("module.h", "«module».h"), ("module.c", "«module».c"), ("test.c", "test.c"),
        ("CMakeLists.txt", "CMakeLists.txt"), ("module.pc.in", "«module».pc.in"),
    )  # fmt: skip

    def fields(self, package: Package) -> dict[str, str]:
        """Header and source, and the test program."""
        first, programs = package.programs[0], package.programs
        arrays = self.numbered("x[{}]", first)
        spelt = {"inline": "INLINE", "memcpy": "memcpy", "uint": "uint64_t", "size": "size_t",
                 "block": "enum { BLOCK = 64 };", "real": self.real(package),
                 "define": "#define SHIFT 6755399441055744.0"}  # fmt: skip
        helpers = self.helpers(programs, spelt)
        functions = [*helpers, *(self._function(package, program) for program in programs)]
        bits = any("uint64_t" in helper for helper in helpers)
        return {
            **self.test(package),
            "within": self.template("within.c", {}),
            "bench": f"{package.module}_{first.name}_array({arrays}, r, count);",
            "upper": package.module.upper(),
            "guard": package.module.upper() + "_H",
            "fast": FAST,
            "includes": "#include <stdint.h>\n#include <string.h>\n" if bits else "",
            "ieee": self.template("ieee.h", {}),
            "wide": self.template("clones.h", {"clones": "CLONES"}),
            "prototypes": "\n".join(self._prototype(package, program) for program in programs),
            "functions": "\n".join(functions).rstrip(),
        }

    def _signatures(self, package: Package, program: Program) -> tuple[str, str]:
        """The heads of the function of a point and of that of whole arrays."""
        real, count = self.real(package), len(program.outputs)
        name = f"{package.module}_{program.name}"
        one = [f"{real}\xa0{argument}" for argument in self.dialect.arguments(program)]
        all_ = [f"const\xa0{real}\xa0*{argument}" for argument in self.dialect.arguments(program)]
        all_ += [f"{real}\xa0*result", "size_t\xa0count"]
        if count > 1:
            one.append(f"{real}\xa0result[{count}]")
        returned = real if count == 1 else "void"
        return f"{returned} {name}({', '.join(one)})", f"void {name}_array({', '.join(all_)})"

    def _prototype(self, package: Package, program: Program) -> str:
        heads = self._signatures(package, program)
        lines = ["/*", commented(self.about(program), " *"), " */"]
        return "\n".join([*lines, *(broken(f"{head};", "    ") for head in heads)]) + "\n"

    def _function(self, package: Package, program: Program) -> str:
        """In double precision and out of sight, where it is inlined; then what calls it."""
        name, names = self.dialect.identifier(program.name), self.dialect.arguments(program)
        count, cast = len(program.outputs), "(float)" if package.single else ""
        given, elements = ", ".join(names), ", ".join(f"{argument}[i]" for argument in names)
        doubles = ", ".join(f"double\xa0{argument}" for argument in names)
        if count == 1:
            kernel, last = f"double {name}({doubles})", ["return {0};"]
            point = f"    return {cast}{name}({given});"
            step = f"result[i] = {cast}{name}({elements});"
        else:
            kernel = f"void {name}({doubles}, double\xa0result[{count}])"
            last = [f"result[{k}] = {{{k}}};" for k in range(count)]
            rounded = {"name": name, "names": given, "count": str(count)}
            point = self.template("singles.c", rounded).rstrip() if cast else (
                f"    {name}({given}, result);")  # fmt: skip
            entry = f"{package.module}_{program.name}" if cast else name
            step = f"{entry}({elements}, result + {count} * i);"
        one, many = self._signatures(package, program)
        bodies = [body for _, body in (*program.parts, *program.outputs)]
        long = sum(1 for body in bodies for _ in walk(body)) > LONG
        fields = {
            "kernel": broken(f"{'static' if long else 'INLINE'} {kernel}", "    "),
            "clones": "" if long else "CLONES\n",
            "body": "\n".join(self.statements(program, last)),
            "one": broken(one, "    "),
            "many": broken(many, "    "),
            "point": point,
            "fetched": "".join(f"        fetch({argument}, END, count);\n" for argument in names),
            "step": broken(f"            {step}", "                "),
        }
        return self.template("function.c", fields)

    def heads(self, package: Package, program: Program) -> list[str]:
        """As the header declares them."""
        return [head.replace("\xa0", " ") for head in self._signatures(package, program)]

    def call(self, package: Package) -> str:
        """The first result, printed."""
        value, count = f"{package.module}_{super().call(package)}", len(package.programs[0].outputs)
        if count > 1:
            start = f"{self.real(package)} result[{count}];"
            value = value.removesuffix(")") + ", result)"
            return f'{start}\n    {value};\n    printf("%.15g\\n", (double)result[0]);'
        return f'printf("%.15g\\n", (double){value});'

    def case(self, package: Package, program: Program) -> str:
        """How the test program calls both functions."""
        name, count = f"{package.module}_{program.name}", len(program.outputs)
        given, arrays = self.numbered("x[{}][0]", program), self.numbered("x[{}]", program)
        one = f"r[0] = {name}({given});" if count == 1 else f"{name}({given}, r);"
        lines = [f'if (strcmp(name, "{program.name}") == 0) {{', f"    n = {count};", f"    {one}",
                 f"    {name}_array({arrays}, s, COPIES);", "}"]  # fmt: skip
        return "\n".join(broken(f"        {line}", "                ") for line in lines)


LANGUAGE = PlainC()
