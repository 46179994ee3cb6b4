"""Julia: a package without dependencies. Our tests parse and evaluate it, but don't run it."""

import re
from textwrap import indent
from uuid import NAMESPACE_URL, uuid5

from beyondthermal.numeric.codegen.dialect import calls, words
from beyondthermal.numeric.codegen.fitting import fitted, wrapped
from beyondthermal.numeric.codegen.guarding import Bracketed, short
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.codegen.lines import unsigned
from beyondthermal.numeric.programs.program import Program

__all__ = ["LANGUAGE", "Julia"]

KEYWORDS = words("""
    abstract baremodule begin break catch const continue do else elseif end export false finally
    for function global if import in isa let local macro module mutable outer primitive public
    quote return struct true try type using var where while
""")
USED = words("Float32 ifelse promote")
COLUMNS = 88


class Julia(Language):
    """Julia 1.6 and later."""

    key = "julia"
    title = "Julia"
    paths = (("Project.toml.in", "Project.toml"), ("module.jl", "src/«title».jl"))
    identifier = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
    reserved = KEYWORDS | words("base core eval include main")
    unsafe = re.compile(r'[\\$"]')
    # Its max and min hand a NaN on from either side.
    dialect = Bracketed(
        name=str,
        number=unsigned,
        calls=calls(atan2="atan", pow="({0}^{1})"),
        select="ifelse({a} > {b}, {u}, {v})",
        reserved=KEYWORDS | USED,
    )

    def spelt(self, char: str) -> str:
        """As in a string."""
        return f"\\{char}" if char.isprintable() else f"\\U{ord(char):08x}"

    def fields(self, package: Package) -> dict[str, str]:
        """The module, in camel case as its name is."""
        names = (name for program in package.programs for name in self.entries(program))
        return {
            "uuid": str(uuid5(NAMESPACE_URL, f"beyondthermal/{package.module}")),
            "exports": "\n".join(f"export {name}" for name in names),
            "functions": "\n".join(self._function(package, r) for r in package.programs),
        }

    def _function(self, package: Package, program: Program) -> str:
        """The function; and for many points, where it has several results, an array of them."""
        names = self.dialect.arguments(program)
        shorter = fitted(program, short(self.dialect, COLUMNS))
        results = self.dialect.results(shorter)
        results = [f"Float32({code})" for code in results] if package.single else results
        outputs = (name for name, _ in program.outputs)
        pairs = [f"{name} = {code}" for name, code in zip(outputs, results, strict=True)]
        several = "(\n" + "".join(f"    {pair},\n" for pair in pairs) + ")"
        returned = results[0] if len(results) == 1 else several
        fields = {
            "name": program.name,
            "names": ", ".join(names),
            "typed": ", ".join(f"{name}::Real" for name in names),
            "about": "\n".join(self._lines(program)),
            "body": "".join(self.dialect.body(shorter, "    {name} = {code}\n")),
            "returned": indent(f"return {returned}", "    "),
            "count": str(len(results)),
        }
        text = self.template("function.jl", fields)
        return text if len(results) == 1 else f"{text}\n{self.template('array.jl', fields)}"

    def _lines(self, program: Program) -> list[str]:
        """What a program computes; four columns further in, Markdown leaves a line as it is."""
        lines = wrapped(self.about(program), COLUMNS)
        return [f"  {line}" if line.startswith("  ") else line for line in lines]


LANGUAGE = Julia()
