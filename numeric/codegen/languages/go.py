"""Go: a module with one package."""

import re
from collections.abc import Sequence
from textwrap import wrap

from beyondthermal.numeric.codegen.dialect import camel
from beyondthermal.numeric.codegen.fitting import fitted, functions, wrapped
from beyondthermal.numeric.codegen.gofmt import Gofmt
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.programs.program import Node, Routine

__all__ = ["LANGUAGE", "Go"]

WORDS = """
    break case chan const continue default defer else fallthrough for func go goto if import
    interface map package range return select struct switch type var
    any append bool byte cap clear close comparable complex complex64 complex128 copy delete error
    false float32 float64 imag init int int8 int16 int32 int64 iota len main make max min new nil
    panic print println real recover rune string true uint uint8 uint16 uint32 uint64 uintptr
"""
# The standard library, the command go, and what it treats in a way of its own.
PACKAGES = """
    all archive arena bufio builtin bytes cmd cmp compress container context crypto database debug
    embed encoding errors expvar flag fmt go hash html image index internal io iter log maps math
    mime net os path plugin reflect regexp runtime slices sort std strconv strings structs sync
    syscall testing text time toolchain unicode unique unsafe vendor weak
"""
HELPERS = "choose i larger math result sameLength smaller value values"
KEYWORDS = frozenset(WORDS.split())
LINE = 100
MATH = frozenset(["sqrt", "exp", "log", "sin", "cos", "abs"])


class Go(Language):
    """Go 1.19 and later."""

    key = "go"
    title = "Go"
    tools = ("go", "gofmt")
    identifier = re.compile(r"[a-z][a-z0-9_]*")
    reserved = KEYWORDS | frozenset(PACKAGES.split())
    dialect = Gofmt(
        name=camel,
        calls={"sqrt": "math.Sqrt", "exp": "math.Exp", "log": "math.Log", "sin": "math.Sin",
               "cos": "math.Cos", "abs": "math.Abs",
               "max": "larger", "min": "smaller"},
        reserved=KEYWORDS | frozenset(HELPERS.split()),
    )  # fmt: skip

    def files(self, package: Package) -> dict[str, str]:
        """Module file, package, and the test program as a command."""
        used, real = functions(package.routines), self._real(package)
        helpers = {"max": "larger", "min": "smaller", "select": "choose"}
        code = self.template("lengths.go", {}) + "\n"
        code += "".join(self.template(f"{helper}.go", {}) + "\n"
                       for name, helper in helpers.items() if name in used)  # fmt: skip
        code += "\n".join(self._function(package, r) for r in package.routines).rstrip()
        fields = {
            "module": package.module,
            "head": self.comment(self.head(package), "//"),
            "imports": '\nimport "math"\n' if used & MATH else "",
            "code": code,
            "cases": "\n".join(self._case(package, r) for r in package.routines),
            "real": real,
            "element": self._result(package, package.routines[0]),
            "bench": self._bench(package),
            "bench_arguments": str(len(package.routines[0].arguments)),
        }
        # An underscore in the name of a file may stand before a system or processor.
        names = {"go.mod": "go.mod", "module.go": f"{package.module.replace('_', '')}.go",
                 "main.go": "cmd/check/main.go"}  # fmt: skip
        return {path: self.template(name, fields) for name, path in names.items()}

    def build(self, package: Package) -> Sequence[Sequence[str]]:
        """The command, without asking a repository around it for its version."""
        return [["go", "build", "-buildvcs=false", "-o", "check", "./cmd/check"]]

    def run(self, package: Package) -> Sequence[str]:
        """The program that was built."""
        return ["./check"]

    def lint(self, package: Package) -> Sequence[Sequence[str]]:
        """Vet, and the formatter, which only prints what it would change."""
        silent = 'changes=$(gofmt -d .) && printf %s "$changes" && test -z "$changes"'
        return [["go", "vet", "./..."], ["sh", "-c", silent]]

    def _real(self, package: Package) -> str:
        return "float32" if package.single else "float64"

    def _result(self, package: Package, program: Routine) -> str:
        real, count = self._real(package), len(program.outputs)
        return real if count == 1 else f"[{count}]{real}"

    def _function(self, package: Package, program: Routine) -> str:
        """Scalar and array entry; in single precision around one in double."""
        names = [self.dialect.identifier(a) for a in program.arguments]
        name, result = camel(f"_{program.name}"), self._result(package, program)
        fields = {
            "about": self._about(program, name),
            "name": name,
            "real": self._real(package),
            "result": result,
            "names": ", ".join(names),
            "elements": ", ".join(f"{name}[i]" for name in names),
            "lengths": ", ".join(f"len({name})" for name in names),
            "body": "\n".join(self._body(program)),
            "double": camel(program.name),
            "double_result": result.replace("32", "64"),
            "widened": ", ".join(f"float64({name})" for name in names),
        }
        several = len(program.outputs) > 1
        template = ("singles.go" if several else "single.go") if package.single else "double.go"
        separate = f"{', '.join(names)} []{self._real(package)}, result []{result}"
        fields["slices"] = separate if several else f"{', '.join(names)}, result []{result}"
        return f"{self.template(template, fields)}\n{self.template('array.go', fields)}"

    def _about(self, program: Routine, name: str) -> str:
        """A comment as gofmt wants it: what stands further in is code, between empty lines."""
        first, *rest = self.about(program)
        lines = [f"{name} computes the {first[0].lower()}{first[1:]}"]
        for line in rest:
            if line.startswith(" ") and lines[-1].endswith(","):
                lines[-1] += f" {line.strip()}"
            else:
                lines.append(line)
        result: list[str] = []
        for line in lines:
            if result and result[-1] and line.startswith(" ") != result[-1].startswith("\t"):
                result.append("")
            if line.startswith(" "):
                result += [f"\t{part.strip()}" for part in wrapped([line], LINE - 10)]
            elif line or result[-1]:
                result += wrap(line, LINE - 3) or [""]
        return self.comment(result, "//").replace("// \t", "//\t")

    def _body(self, program: Routine) -> list[str]:
        """Parts and results."""
        short = fitted(program, self._fits)
        lines = self.dialect.body(short, "\t{name} := {code}")
        results = self.dialect.results(short)
        if len(results) == 1:
            return [*lines, f"\treturn {results[0]}"]
        line = f"\treturn [{len(results)}]float64{{{', '.join(results)}}}"
        if len(line) <= LINE - 7:
            return [*lines, line]
        head, _, _ = line.partition("{")
        return [*lines, f"{head}{{", *(f"\t\t{code}," for code in results), "\t}"]

    def _fits(self, name: str, node: Node) -> bool:
        """A tab counts eight columns."""
        return len(f"{self.dialect.identifier(name)} := {self.dialect.code(node)}") <= LINE - 8

    def _case(self, package: Package, program: Routine) -> str:
        """How the test program calls a routine."""
        arguments = ", ".join(f"x[{k}]" for k in range(len(program.arguments)))
        call = f"routines.{camel(f'_{program.name}')}({arguments})"
        real = self._real(package)
        returned = (
            f"\t\treturn []{real}{{{call}}}"
            if len(program.outputs) == 1
            else f"\t\tresult := {call}\n\t\treturn result[:]"
        )
        return f'\tcase "{program.name}":\n{returned}'

    def _bench(self, package: Package) -> str:
        first = package.routines[0]
        arrays = ", ".join(f"x[{k}]" for k in range(len(first.arguments)))
        return f"routines.{camel(f'_{first.name}')}Array({arrays}, result)"


LANGUAGE = Go()
