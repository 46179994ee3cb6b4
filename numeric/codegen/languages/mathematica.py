"""Mathematica: a paclet. Our tests run it in Mathics, but not in Wolfram's kernel."""

import re
from textwrap import wrap

from beyondthermal.numeric.codegen.about import ascii_text
from beyondthermal.numeric.codegen.dialect import calls, camel, words
from beyondthermal.numeric.codegen.fitting import fitted, wrapped
from beyondthermal.numeric.codegen.guarding import Bracketed, floated, guarded, short
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.programs.program import Program

__all__ = ["LANGUAGE", "Mathematica"]

# Contexts that are always there.
CALLS = {
    **{name: name.capitalize() for name in calls()},
    **{f"a{name}": f"Arc{name.capitalize()}"
       for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    "atan2": "ArcTan[{1}, {0}]", "pow": "({0}^{1})",
    "log": "logarithm", "max": "larger", "min": "smaller", "ratio": "quotient", "float": "N",
}  # fmt: skip
CONTEXTS = words("""
    compile developer experimental global internal parallel private system utilities
""")
COLUMNS = 88


def machine(value: float) -> str:
    """A double, marked as one where it has so many digits that it would be taken for more."""
    digits, _, exponent = repr(value).partition("e")
    # Without a point, a number is exact.
    digits += "" if "." in digits else ".0"
    mark = "`" if len(digits.lstrip("-0.").replace(".", "")) > 15 else ""
    return f"{digits}{mark}" + (f"*^{int(exponent)}" if exponent else "")


def quoted(text: str) -> str:
    """A text as a string, in ASCII."""
    plain = re.sub(r'([\\"])', r"\\\1", text)
    return f'"{re.sub("[^ -~]", lambda found: _numbered(found[0]), plain)}"'


def _numbered(char: str) -> str:
    return f"\\:{ord(char):04x}" if ord(char) < 1 << 16 else f"\\|{ord(char):06x}"


class Mathematica(Language):
    """Mathematica 12 and later: names in small letters never meet those of the system."""

    key = "mathematica"
    title = "Mathematica"
    sign = "  "
    parted = re.compile(r"(?<=\()(?=\*)|(?<=\*)(?=\))")
    lacking = (("max", "max.wl"), ("min", "min.wl"), ("ratio", "ratio.wl"), ("log", "log.wl"))
    paths = (("PacletInfo.wl", "PacletInfo.wl"), ("module.wl", "Kernel/«title».wl"))
    identifier = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
    reserved = CONTEXTS
    unknown = ("cbrt", "expm1", "log1p")
    dialect = Bracketed(
        name=camel,
        number=machine,
        calls=CALLS,
        select="If[TrueQ[{a} > {b}], {u}, {v}]",
        brackets="[]",
        reserved=words("larger logarithm quotient real smaller"),
    )  # fmt: skip

    def text(self, text: str) -> str:
        """In ASCII: the encoding that the kernel reads depends on where it runs."""
        return ascii_text(super().text(text))

    def fields(self, package: Package) -> dict[str, str]:
        """The package, in camel case as its name is."""
        helpers = self.supplied([guarded(program) for program in package.programs])
        return {
            "usages": "\n".join(map(self._usage, package.programs)),
            "helpers": "\n".join(helpers),
            "functions": "\n".join(map(self._function, package.programs)),
        }

    def _usage(self, program: Program) -> str:
        name, names = camel(program.name), self.dialect.arguments(program)
        text = program.about[0] if program.about else f"{name}."
        *lines, last = wrap(text, COLUMNS, break_long_words=False)
        pieces = [f"{name}[{', '.join(names)}]: ", *(f"{line} " for line in lines), last]
        return f"{name}::usage = " + " <>\n  ".join(map(quoted, pieces)) + ";"

    def _function(self, program: Program) -> str:
        """A function that is applied to each element of lists."""
        names = self.dialect.arguments(program)
        shorter = fitted(floated(guarded(program)), short(self.dialect, COLUMNS))
        parts = ", ".join(self.dialect.identifier(name) for name, _ in shorter.parts)
        results = self.dialect.results(shorter)
        several = "{\n" + ",\n".join(f"      {code}" for code in results) + "\n    }"
        fields = {
            "about": "\n".join(f"   {line}".rstrip() for line in wrapped(self.about(program), 92)),
            "name": camel(program.name),
            "names": ", ".join(f"{name}_?real" for name in names),
            "locals": "\n      ".join(wrap(parts, COLUMNS)),
            "body": "".join(self.dialect.body(shorter, "    {name} = {code};\n")),
            "returned": results[0] if len(results) == 1 else several,
        }
        return self.template("function.wl", fields)


LANGUAGE = Mathematica()
