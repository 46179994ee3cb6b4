"""Rust: a crate without dependencies, for `no_std` too."""

import re
from collections.abc import Collection

from beyondthermal.numeric.codegen.dialect import calls, snake, words
from beyondthermal.numeric.codegen.fitting import Tidy, fitted, wrapped
from beyondthermal.numeric.codegen.guarding import short
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.codegen.lines import unsigned
from beyondthermal.numeric.programs.program import Node, Number, Operation, Program, called

__all__ = ["LANGUAGE", "Rust"]

KEYWORDS = words("""
    Self abstract as async await become box break const continue crate do dyn else enum extern
    false final fn for gen if impl in let loop macro match mod move mut override priv pub ref
    return self static struct super trait true try type typeof unsafe unsized use virtual where
    while yield
""")
# Names of crates that are always there, and of folders where Cargo builds.
CRATES = words("alloc build core deps examples incremental proc_macro std test")
HELPERS = words("abs i larger result smaller value")
LINE = 100
# Names as alike as beta_a and beta_s are the paper's; numbers are as Python prints them.
PEDANTIC = (
    "-Wclippy::pedantic -Aclippy::similar-names -Aclippy::unreadable-literal "
    "-Aclippy::too-many-lines -Aclippy::cast-possible-truncation"
)
# What its methods are called; those in every trait are written there.
RENAMED = {"log": "M::ln", "log1p": "M::ln_1p", "expm1": "M::exp_m1", "pow": "M::powf"}
PAIRS = ("atan2", "pow")
ALWAYS = ("M::exp", "M::ln", "M::sqrt")
CLIPPY = "cargo clippy --offline --quiet"


class Rust(Language):
    """Rust 2021."""

    key = "rust"
    title = "Rust"
    sign = "//!"
    paths = (
        ("Cargo.toml", "Cargo.toml"), ("lib.rs", "src/lib.rs"),
        ("check.rs", "examples/check.rs"),
    )  # fmt: skip
    tools = ("cargo", "rustc")
    building = ("cargo build --offline --quiet --release --example check",)
    running = "./target/release/examples/check"
    arrays = (
        "Those with `_array` at their ends take slices, for the results too, and panic if lengths "
        "differ; those with `_with` take elementary functions of yours, without `std`."
    )
    installing = ("cargo build --offline --release",)
    example = (
        "example.rs",
        "examples/example.rs",
        "cargo run --offline --quiet --release --example example",
    )
    testing = ("cargo test --offline --quiet --release",)
    # With and without the standard library.
    linting = (
        "cargo fmt --check",
        f"{CLIPPY} --all-targets -- -Dwarnings",
        f"{CLIPPY} --lib -- -Dwarnings {PEDANTIC}",
        f"{CLIPPY} --lib --no-default-features -- -Dwarnings {PEDANTIC}",
    )
    formatter = (".rs", "rustfmt", "--edition", "2021", "--emit", "stdout")
    reads = "bits"
    # That of the standard library loses its digits next to 1.
    unknown = ("acosh",)
    lacking = (("abs", "abs.rs"), ("max", "larger.rs"), ("min", "smaller.rs"))
    reals = ("f64", "f32")
    # Comments are Markdown, in which a block of code would be compiled and run as a test.
    unsafe = re.compile(r"[\\`*\[\]<&~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
    # The compiler warns of an underscore at the end, and of two in a row.
    identifier = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
    reserved = KEYWORDS | CRATES
    dialect = Tidy(
        name=snake,
        number=unsigned,
        calls=calls("M::{}", abs="abs", max="larger", min="smaller", **RENAMED),
        select="if {a} > {b} {{ {u} }} else {{ {v} }}",
        reserved=KEYWORDS | HELPERS,
    )

    def spelt(self, char: str) -> str:
        """As Markdown, where it may stand in a source."""
        return f"\\{char}" if char.isprintable() else super().spelt(char)

    def fields(self, package: Package) -> dict[str, str]:
        """Library, and the test program as an example."""
        used, first = called(package.programs), package.programs[0]
        columns, single = self.numbered("&x[{}]", first), package.single
        return {
            "helpers": "".join(f"{text}\n" for text in self.supplied(package.programs)),
            **self._methods(used),
            "functions": "\n".join(self._function(package, r) for r in package.programs).rstrip(),
            "cases": "\n".join(self._case(r) for r in package.programs),
            "read": "double(word) as f32" if single else "double(word)",
            "wide": "f64::from(*value)" if single else "*value",
            "widen": "f64::from(*value)" if single else "value",
            "bench": f"routines::{first.name}_array({columns}, &mut result);",
        }  # fmt: skip

    @classmethod
    def _methods(cls, used: Collection[str]) -> dict[str, str]:
        """Further elementary functions, where they are needed."""
        named = {name: cls.dialect.calls.get(name, "") for name in sorted(used)}
        further = {name: call.removeprefix("M::") for name, call in named.items()
                   if call.startswith("M::") and call not in ALWAYS}  # fmt: skip
        heads = [(name, f"    fn {call}(x: f64{', y: f64' * (name in PAIRS)}) -> f64")
                 for name, call in further.items()]  # fmt: skip
        declared = (f"    /// What C calls `{name}`.\n{head};\n" for name, head in heads)
        defined = (f"\n{head} {{\n        x.{further[name]}({'y' * (name in PAIRS)})\n    }}\n"
                   for name, head in heads)  # fmt: skip
        return {"methods": "".join(declared), "std_methods": "".join(defined)}

    def _result(self, package: Package, program: Program) -> str:
        real, count = self.real(package), len(program.outputs)
        return real if count == 1 else f"[{real}; {count}]"

    def _function(self, package: Package, program: Program) -> str:
        """Scalar and array entry, and the scalar one for any elementary functions."""
        real, result, name = self.real(package), self._result(package, program), program.name
        names = self.dialect.arguments(program)
        points = ", ".join(f"{name}: {real}" for name in names)
        slices = ", ".join(f"{name}: &[{real}]" for name in names)
        summary, *rest = self.about(program)
        text = ["```text", *wrapped("\n".join(rest).strip("\n").split("\n"), LINE - 4), "```"]
        fields = {
            "about": self.comment([*wrapped([summary], LINE - 4), "", *text], "///"),
            "name": name,
            "scalar": f"pub fn {name}({points}) -> {result} {{",
            "array": f"pub fn {name}_array({slices}, result: &mut [{result}]) {{",
            "generic": f"pub fn {name}_with<M: Math>({points}) -> {result} {{",
            "names": ", ".join(names),
            "elements": ", ".join(f"{name}[i]" for name in names),
            "lengths": "\n".join(f"    assert_eq!({n}.len(), result.len());" for n in names),
            "body": "\n".join(self._body(package, program)),
        }
        return self.template("function.rs", fields)

    def _body(self, package: Package, program: Program) -> list[str]:
        """Arguments in double precision, parts, and results."""
        several = len(program.outputs) > 1
        # A conditional stands alone in a statement, where it needs no brackets.
        fits = short(self.dialect, LINE - len("    let  = ;"))
        parted = fitted(program, fits, alone=["select"], bound=several or package.single)
        names = map(self.dialect.identifier, program.arguments if package.single else ())
        lines = [f"    let {name} = f64::from({name});" for name in names]
        lines += self.dialect.body(parted, "    let {name} = {code};")
        results = [self._result_code(body, single=package.single) for _, body in parted.outputs]
        return [*lines, f"    [{', '.join(results)}]" if several else f"    {results[0]}"]

    def _result_code(self, node: Node, *, single: bool) -> str:
        code = self.dialect.code(node)
        if not single or isinstance(node, Number):
            return code
        return f"({code}) as f32" if isinstance(node, Operation) else f"{code} as f32"

    def _case(self, program: Program) -> str:
        """How the test program calls a function."""
        call = f"routines::{program.name}({self.numbered('x[{}]', program)})"
        result = f"vec![{call}]" if len(program.outputs) == 1 else f"{call}.to_vec()"
        return f'    if name == "{program.name}" {{\n        return {result};\n    }}'


LANGUAGE = Rust()
