"""Go: a module with one package."""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from textwrap import wrap

from beyondthermal.numeric.codegen.dialect import calls, camel, words
from beyondthermal.numeric.codegen.fitting import Tidy, fitted, wrapped
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.programs.program import Call, Node, Number, Operation, Program, called

__all__ = ["LANGUAGE", "Go"]

KEYWORDS = words("""
    break case chan const continue default defer else fallthrough for func go goto if import
    interface map package range return select struct switch type var
    any append bool byte cap clear close comparable complex complex64 complex128 copy delete error
    false float32 float64 imag init int int8 int16 int32 int64 iota len main make max min new nil
    panic print println real recover rune string true uint uint8 uint16 uint32 uint64 uintptr
""")
# The standard library, the command go, and what it treats in a way of its own.
PACKAGES = words("""
    all archive arena bufio builtin bytes cmd cmp compress container context crypto database debug
    embed encoding errors expvar flag fmt go hash html image index internal io iter log maps math
    mime net os path plugin reflect regexp runtime slices sort std strconv strings structs sync
    syscall testing text time toolchain unicode unique unsafe vendor weak
""")
HELPERS = words("choose i larger math result sameLength smaller value values")
LINE = 100
CALLS = {name: f"math.{name.capitalize()}" for name in calls()}
# Functions into which an operation can be fused.
_INLINED = ("negative", "select", "max", "min")
_OPERATORS: Mapping[str, Callable[[float, float], float]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv
}  # fmt: skip


class Go(Language):
    """Go 1.19 and later."""

    key = "go"
    title = "Go"
    sign = "//"
    # Of two of them gofmt makes a quotation mark.
    parted = re.compile("(?<=')(?=')|(?<=`)(?=`)")
    paths = (("go.mod", "go.mod"), ("module.go", "«file».go"), ("main.go", "cmd/check/main.go"))
    tools = ("go", "gofmt")
    # Without asking a repository around it for its version.
    building = ("go build -buildvcs=false -o check ./cmd/check",)
    running = "./check"
    # The formatter only prints what it would change.
    linting = (
        "go vet ./...",
        """sh -c 'changes=$(gofmt -d .) && printf %s "$changes" && test -z "$changes"'""",
    )
    arrays = (
        "Those with `Array` at their ends take slices, the last for the results, and panic if "
        "lengths differ."
    )
    example = ("example.go", "cmd/example/example.go", "go run -buildvcs=false ./cmd/example")
    tests = (("main_test.go", "cmd/check/main_test.go"),)
    testing = ("go test -vet=all ./...",)
    formatter = (".go", "gofmt")
    lacking = (("max", "larger.go"), ("min", "smaller.go"), ("select", "choose.go"))
    reals = ("float64", "float32")
    reserved = KEYWORDS | PACKAGES
    dialect = Tidy(
        name=camel,
        calls={**CALLS, "max": "larger", "min": "smaller", "float64": "float64"},
        select="choose({a}, {b}, {u}, {v})",
        reserved=KEYWORDS | HELPERS,
    )  # fmt: skip

    def fields(self, package: Package) -> dict[str, str]:
        """Package, and the test program as a command."""
        used, first = called(package.programs), package.programs[0]
        arrays = self.numbered("x[{}]", first)
        helpers = [self.template("lengths.go", {}), *self.supplied(package.programs)]
        functions = (self._function(package, r) for r in package.programs)
        return {
            # An underscore in the name of a file may stand before a system or processor.
            "file": package.module.replace("_", ""),
            "imports": '\nimport "math"\n' if used & CALLS.keys() - {"max", "min"} else "",
            "code": "\n".join([*helpers, *functions]).rstrip(),
            "cases": "\n".join(self._case(package, r) for r in package.programs),
            "element": self._result(package, first),
            "bench": f"routines.{camel(f'_{first.name}')}Array({arrays}, result)",
        }

    def _result(self, package: Package, program: Program) -> str:
        real, count = self.real(package), len(program.outputs)
        return real if count == 1 else f"[{count}]{real}"

    def _function(self, package: Package, program: Program) -> str:
        """Scalar and array entry; in single precision around one in double."""
        names = self.dialect.arguments(program)
        name, result = camel(f"_{program.name}"), self._result(package, program)
        fields = {
            "about": self._about(program, name),
            "name": name,
            "real": self.real(package),
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
        separate = f"{', '.join(names)} []{self.real(package)}, result []{result}"
        fields["slices"] = separate if several else f"{', '.join(names)}, result []{result}"
        return f"{self.template(template, fields)}\n{self.template('array.go', fields)}"

    def _about(self, program: Program, name: str) -> str:
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
                result += wrap(line, LINE - 3, break_long_words=False) or [""]
        return self.comment(result, "//").replace("// \t", "//\t")

    def _body(self, program: Program) -> list[str]:
        """Parts and results."""
        short = _rounding(fitted(program, self._fits))
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
        """A tab counts eight columns, and gofmt takes about as many blanks away."""
        code = self.dialect.code(_rounded(node))
        return len(f"{self.dialect.identifier(name)} := {code}") <= LINE

    def heads(self, package: Package, program: Program) -> list[str]:
        """Functions that are exported."""
        names = ", ".join(self.dialect.arguments(program))
        return [f"{camel(f'_{program.name}')}({names})"]

    def call(self, package: Package) -> str:
        """A function that is exported, at a point."""
        name = camel(f"_{package.programs[0].name}")
        return f"{name}({super().call(package).partition('(')[2]}"

    def _case(self, package: Package, program: Program) -> str:
        """How the test program calls a function."""
        call = f"routines.{camel(f'_{program.name}')}({self.numbered('x[{}]', program)})"
        returned = (
            f"\t\treturn []{self.real(package)}{{{call}}}"
            if len(program.outputs) == 1
            else f"\t\tresult := {call}\n\t\treturn result[:]"
        )
        return f'\tcase "{program.name}":\n{returned}'


def _rounding(program: Program) -> Program:
    """A program in which no product can be fused with a sum: Go may do so across statements."""
    parts = tuple((name, _rounded(body)) for name, body in program.parts)
    outputs = tuple((name, _rounded(body)) for name, body in program.outputs)
    return replace(program, parts=parts, outputs=outputs)


def _rounded(node: Node) -> Node:
    """A node whose value is rounded before anything is added to it."""
    found = _within_product(node)
    product = isinstance(found, Operation) and found.sign == "*"
    return Call("float64", (found,)) if product else found


def _within_product(node: Node) -> Node:
    """A node that may be a product; what is added in it is rounded."""
    match _folded(node):
        case Operation(sign, left, right):
            inner = _rounded if sign in "+-" else _within_product
            return Operation(sign, inner(left), inner(right))
        case Call(function, operands):
            inner = _rounded if function in _INLINED else _within_product
            return Call(function, tuple(map(inner, operands)))
        case leaf:
            return leaf


def _folded(node: Node) -> Node:
    """A sum or product of numbers as a number: Go would compute with them without rounding."""
    if not isinstance(node, Operation):
        return node
    left, right = _folded(node.left), _folded(node.right)
    if isinstance(left, Number) and isinstance(right, Number) and (node.sign != "/" or right.value):
        return Number(_OPERATORS[node.sign](left.value, right.value))
    return Operation(node.sign, left, right)


LANGUAGE = Go()
