"""Rust: a crate without dependencies, for `no_std` too."""

import re
from collections.abc import Collection, Sequence
from importlib.metadata import version

from beyondthermal.numeric.codegen.dialect import snake
from beyondthermal.numeric.codegen.fitting import Tidy, fitted, functions, inside, wrapped
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.programs.program import Call, Name, Node, Number, Operation, Routine

__all__ = ["LANGUAGE", "Rust"]

WORDS = """
    Self abstract as async await become box break const continue crate do dyn else enum extern
    false final fn for gen if impl in let loop macro match mod move mut override priv pub ref
    return self static struct super trait true try type typeof unsafe unsized use virtual where
    while yield
"""
# Names of crates that are always there, and of folders where Cargo builds.
CRATES = "alloc build core deps examples incremental proc_macro std test"
HELPERS = "abs i larger result smaller value"
KEYWORDS = frozenset(WORDS.split())

# What rustfmt leaves on one line: at most so many columns of a line, of a call's arguments or an
# array's elements, and of a conditional.
LINE, LIST, CONDITIONAL, CONDITIONAL_RESULT = 100, 60, 50, 0
# An array whose elements are no longer than this is filled line by line.
SHORT = 10
# What may stand around a result in an array.
RESULT = len("        () as f32,")
# Names as alike as beta_a and beta_s are the paper's; numbers are as Python prints them.
PEDANTIC = ["-Wclippy::pedantic", "-Aclippy::similar-names", "-Aclippy::unreadable-literal",
            "-Aclippy::too-many-lines", "-Aclippy::cast-possible-truncation"]  # fmt: skip


def _number(value: float) -> str:
    """A literal; clippy takes a plus in the exponent for too many digits."""
    return repr(value).replace("e+", "e")


class Rust(Language):
    """Rust 2021."""

    key = "rust"
    title = "Rust"
    tools = ("cargo", "rustc")
    reads = "bits"
    # The compiler warns of an underscore at the end, and of two in a row.
    identifier = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
    reserved = KEYWORDS | frozenset(CRATES.split())
    dialect = Tidy(
        name=snake,
        number=_number,
        calls={"sqrt": "M::sqrt", "exp": "M::exp", "log": "M::ln", "sin": "M::sin",
               "cos": "M::cos", "abs": "abs",
               "max": "larger", "min": "smaller"},
        select="if {a} > {b} {{ {u} }} else {{ {v} }}",
        reserved=KEYWORDS | frozenset(HELPERS.split()),
    )  # fmt: skip

    def files(self, package: Package) -> dict[str, str]:
        """Manifest, library, and the test program as an example."""
        used, real = functions(package.routines), self._real(package)
        helpers = {"abs": "abs", "max": "larger", "min": "smaller"}
        single = package.single
        fields = {
            "module": package.module,
            "version": ".".join(re.findall(r"\d+", version("beyondthermal"))[:3]),
            "head": self.comment(self.head(package), "//!"),
            "manifest_head": self.comment(self.head(package), "#"),
            "helpers": "".join(self.template(f"{helper}.rs", {}) + "\n"
                               for name, helper in helpers.items() if name in used),
            **self._waves(used),
            "functions": "\n".join(self._function(package, r) for r in package.routines).rstrip(),
            "cases": "\n".join(self._case(r) for r in package.routines),
            "real": real,
            "read": "f64::from_bits(bits) as f32" if single else "f64::from_bits(bits)",
            "widen": "f64::from(*value)" if single else "value",
            "bench": self._bench(package),
            "bench_arguments": str(len(package.routines[0].arguments)),
        }  # fmt: skip
        names = {"Cargo.toml": "Cargo.toml", "lib.rs": "src/lib.rs",
                 "check.rs": "examples/check.rs"}  # fmt: skip
        return {path: self.template(name, fields) for name, path in names.items()}

    @staticmethod
    def _waves(used: Collection[str]) -> dict[str, str]:
        """Sine and cosine among the elementary functions, where they are needed."""
        needed = [(name, word) for name, word in (("sin", "sine"), ("cos", "cosine"))
                  if name in used]  # fmt: skip
        declared = (f"    /// The {word}.\n    fn {name}(x: f64) -> f64;\n"
                    for name, word in needed)  # fmt: skip
        defined = (f"\n    fn {name}(x: f64) -> f64 {{\n        x.{name}()\n    }}\n"
                   for name, _ in needed)  # fmt: skip
        return {"waves": "".join(declared), "std_waves": "".join(defined)}

    def build(self, package: Package) -> Sequence[Sequence[str]]:
        """The optimised example."""
        return [["cargo", "build", "--offline", "--quiet", "--release", "--example", "check"]]

    def run(self, package: Package) -> Sequence[str]:
        """The program that was built."""
        return ["./target/release/examples/check"]

    def lint(self, package: Package) -> Sequence[Sequence[str]]:
        """Formatter and linter, with and without the standard library."""
        clippy = ["cargo", "clippy", "--offline", "--quiet"]
        return [
            ["cargo", "fmt", "--check"],
            [*clippy, "--all-targets", "--", "-Dwarnings"],
            [*clippy, "--lib", "--", "-Dwarnings", *PEDANTIC],
            [*clippy, "--lib", "--no-default-features", "--", "-Dwarnings", *PEDANTIC],
        ]

    def _real(self, package: Package) -> str:
        return "f32" if package.single else "f64"

    def _result(self, package: Package, program: Routine) -> str:
        real, count = self._real(package), len(program.outputs)
        return real if count == 1 else f"[{real}; {count}]"

    def _function(self, package: Package, program: Routine) -> str:
        """Scalar and array entry, and the scalar one for any elementary functions."""
        real, result, name = self._real(package), self._result(package, program), program.name
        names = [self.dialect.identifier(a) for a in program.arguments]
        points = [f"{name}: {real}" for name in names]
        slices = [f"{name}: &[{real}]" for name in names]
        summary, *rest = self.about(program)
        text = ["```text", *wrapped("\n".join(rest).strip("\n").split("\n"), LINE - 4), "```"]
        fields = {
            "about": self.comment([*wrapped([summary], LINE - 4), "", *text], "///"),
            "name": name,
            "scalar": _head(f"pub fn {name}", points, f" -> {result}"),
            "array": _head(f"pub fn {name}_array", [*slices, f"result: &mut [{result}]"], ""),
            "generic": _head(f"pub fn {name}_with<M: Math>", points, f" -> {result}"),
            "names": ", ".join(names),
            "elements": ", ".join(f"{name}[i]" for name in names),
            "lengths": "\n".join(f"    assert_eq!({n}.len(), result.len());" for n in names),
            "body": "\n".join(self._body(package, program)),
        }
        return self.template("function.rs", fields)

    def _body(self, package: Package, program: Routine) -> list[str]:
        """Arguments in double precision, parts, and results."""
        several = len(program.outputs) > 1
        bound = several or package.single
        short = fitted(program, self._fits, alone=["select"], bound=bound)
        short = short if bound else _direct(short)
        self.dialect.body(short, "")
        names = map(self.dialect.identifier, program.arguments if package.single else ())
        lines = [f"    let {name} = f64::from({name});" for name in names]
        for name, body in short.parts:
            lines.append(f"    let {self.dialect.identifier(name)} = {self._statement(body)};")
        results = [self._result_code(body, single=package.single) for _, body in short.outputs]
        return [*lines, *(_array(results) if several else [f"    {results[0]}"])]

    def _result_code(self, node: Node, *, single: bool) -> str:
        """A result, which rustfmt never leaves as a conditional in one line."""
        code = self.dialect.code(node)
        if not single or isinstance(node, Number):
            return self._statement(node, CONDITIONAL_RESULT)
        return f"({code}) as f32" if isinstance(node, Operation) else f"{code} as f32"

    def _statement(self, node: Node, width: int = CONDITIONAL) -> str:
        """An expression; a long conditional in five lines."""
        code = self.dialect.code(node)
        if not (isinstance(node, Call) and node.function == "select") or len(code) <= width:
            return code
        a, b, u, v = map(self.dialect.code, node.operands)
        return f"if {a} > {b} {{\n        {u}\n    }} else {{\n        {v}\n    }}"

    def _fits(self, name: str, node: Node) -> bool:
        """Whether rustfmt leaves a statement as it is."""
        calls = (call for call in (node, *inside(node)) if isinstance(call, Call))
        lists = (", ".join(map(self.dialect.code, call.operands)) for call in calls
                 if call.function not in ("select", "negative"))  # fmt: skip
        if any(len(operands) > LIST for operands in lists):
            return False
        start = max(len(f"    let {self.dialect.identifier(name)} = ;"), RESULT)
        if isinstance(node, Call) and node.function == "select":
            a, b, u, v = (len(self.dialect.code(operand)) for operand in node.operands)
            return max(start + len("if  >  {") + a + b, RESULT + u, RESULT + v) <= LINE
        return start + len(self.dialect.code(node)) <= LINE

    def _case(self, program: Routine) -> str:
        """How the test program calls a routine."""
        call = f"{program.name}({', '.join(f'x[{k}]' for k in range(len(program.arguments)))})"
        result = f"vec![{call}]" if len(program.outputs) == 1 else f"{call}.to_vec()"
        return f'    if name == "{program.name}" {{\n        return {result};\n    }}'

    def _bench(self, package: Package) -> str:
        first = package.routines[0]
        arrays = ", ".join(f"&x[{k}]" for k in range(len(first.arguments)))
        return f"{first.name}_array({arrays}, &mut result);"


def _direct(program: Routine) -> Routine:
    """A program that doesn't bind its only result just before it returns it."""
    if not program.parts:
        return program
    (last, body), (key, result) = program.parts[-1], program.outputs[0]
    if result != Name(last):
        return program
    return Routine(program.name, program.arguments, program.parts[:-1], ((key, body),))


def _head(name: str, arguments: Sequence[str], result: str) -> str:
    """The head of a function, in one line or with an argument a line."""
    line = f"{name}({', '.join(arguments)}){result} {{"
    if len(line) <= LINE:
        return line
    return "\n".join([f"{name}(", *(f"    {a}," for a in arguments), f"){result} {{"])


def _array(elements: Sequence[str]) -> list[str]:
    """An array as rustfmt lays it out."""
    line = ", ".join(elements)
    if len(line) <= LIST and "\n" not in line:
        return [f"    [{line}]"]
    if max(map(len, elements)) > SHORT:
        return ["    [", *(f"        {element}," for element in elements), "    ]"]
    lines = ["       "]
    for element in elements:
        if len(f"{lines[-1]} {element},") > LINE:
            lines.append("       ")
        lines[-1] += f" {element},"
    return ["    [", *lines, "    ]"]


LANGUAGE = Rust()
