"""Maple: a package. Our tests parse and evaluate it, but don't run it."""

from fractions import Fraction
from textwrap import wrap

from beyondthermal.numeric.codegen.about import ascii_text
from beyondthermal.numeric.codegen.dialect import calls, words
from beyondthermal.numeric.codegen.fitting import fitted, wrapped
from beyondthermal.numeric.codegen.guarding import Bracketed, floated, guarded, short
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.codegen.lines import commented
from beyondthermal.numeric.programs.program import Program, called

__all__ = ["LANGUAGE", "Maple"]

KEYWORDS = words("""
    and assuming break by catch description do done elif else end error export fi finally for from
    global if implies in intersect local minus mod module next not od option options or proc quit
    read return save stop subset then to try union until use uses while xor
""")
# Constants, and what a program uses.
PROTECTED = words("""
    Catalan D Digits FAIL I Matrix O Order Pi evalf false gamma infinity larger ln logarithm max
    numelems quotient seq smaller surd true type undefined
""")
ARCS = {f"a{name}": f"arc{name}" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")}
COLUMNS = 84


def exact(value: float) -> str:
    """A double as an integer, a power of two, or a fraction: right at any precision."""
    fraction = Fraction(value)
    top, bottom = fraction.numerator, fraction.denominator
    if bottom == 1:
        power = top.bit_length() - 1
        return f"2^{power}" if power > 52 and top == 2**power else str(top)
    if top == 1 and bottom > 2**52:
        return f"2^(-{bottom.bit_length() - 1})"
    return f"{fraction}" if value < 0 else f"({fraction})"


class Maple(Language):
    """Maple 15 and later."""

    key = "maple"
    title = "Maple"
    paths = (("module.mpl", "«module».mpl"),)
    reserved = KEYWORDS | PROTECTED
    unknown = ("expm1", "log1p")
    dialect = Bracketed(
        name=str,
        number=exact,
        calls=calls(
            log="logarithm",
            max="larger",
            min="smaller",
            ratio="quotient",
            float="evalf",
            pow="({0}^{1})",
            cbrt="surd({0}, 3)",
            atan2="arctan",
            **ARCS,
        ),
        select="`if`({a} > {b}, {u}, {v})",
        reserved=KEYWORDS | PROTECTED,
    )

    def text(self, text: str) -> str:
        """In ASCII: the encoding that Maple reads depends on where it runs."""
        return ascii_text(super().text(text))

    def fields(self, package: Package) -> dict[str, str]:
        """One file to read."""
        used = called([guarded(program) for program in package.programs])
        helpers = {"max": "larger", "min": "smaller", "ratio": "quotient", "log": "logarithm"}
        helpers = {name: helper for name, helper in helpers.items() if name in used}
        exports = ", ".join(name for r in package.programs for name in self.entries(r))
        return {
            "many": commented([self._many(package)], "#"),
            "exports": ",\n        ".join(line.rstrip(",") for line in wrap(exports, COLUMNS)),
            "locals": f"    local {', '.join(helpers.values())};\n" if helpers else "",
            "helpers": "\n".join(self.template(f"{name}.mpl", {}) for name in helpers),
            "functions": "\n".join(map(self._function, package.programs)),
        }

    def _many(self, package: Package) -> str:
        """How functions are called for many points."""
        each = [f"{r.name}~({', '.join(self.dialect.arguments(r))}), or "
                for r in package.programs if len(r.outputs) == 1]  # fmt: skip
        several = "NAME_array where there are several results."
        return f"For many points: {''.join(each[:1])}{several}"

    def _function(self, program: Program) -> str:
        """The procedure; and for many points, where it has several results, a matrix of them."""
        names = self.dialect.arguments(program)
        shorter = fitted(floated(guarded(program)), short(self.dialect, COLUMNS))
        parts = ", ".join(self.dialect.identifier(name) for name, _ in shorter.parts)
        results = self.dialect.results(shorter)
        several = "[\n" + ",\n".join(f"            {code}" for code in results) + "\n        ]"
        fields = {
            "about": self.comment(wrapped(self.about(program), COLUMNS), "    #"),
            "name": program.name,
            "names": ", ".join(names),
            "elements": ", ".join(f"{name}[i]" for name in names),
            "first": names[0],
            "summary": '",\n            "'.join(
                line.replace("\\", r"\\").replace('"', r"\"")
                for line in wrap(self.about(program)[0], COLUMNS, break_long_words=False)
            ),
            "locals": "\n            ".join(["        local", *wrap(parts, COLUMNS - 8)]) + ";\n"
            if parts
            else "",
            "body": "".join(self.dialect.body(shorter, "        {name} := {code};\n")),
            "returned": results[0] if len(results) == 1 else several,
        }
        text = self.template("procedure.mpl", fields)
        return text if len(results) == 1 else f"{text}\n{self.template('array.mpl', fields)}"


LANGUAGE = Maple()
