"""Java: one class of static methods, laid out for Maven."""

import re
from importlib.metadata import version
from itertools import chain
from textwrap import wrap
from xml.sax.saxutils import escape

from beyondthermal.numeric.codegen.dialect import calls, camel, words
from beyondthermal.numeric.codegen.fitting import Tidy, fitted, wrapped
from beyondthermal.numeric.codegen.guarding import short
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.programs.program import Operation, Program

__all__ = ["LANGUAGE", "Java"]

KEYWORDS = words("""
    abstract assert boolean break byte case catch char class const continue default do double else
    enum extends false final finally float for goto if implements import instanceof int interface
    long native new null package private protected public return short static strictfp super switch
    synchronized this throw throws transient true try void volatile while
    exports module non open opens permits provides record requires sealed to transitive uses var
    when with yield
""")
# A class of one of these names would hide one of java.lang or of the test program; packages below
# java belong to the platform.
CLASSES = words("""
    appendable boolean byte character check class comparable compiler cloneable deprecated double
    enum error exception float integer iterable java long math module number object override
    package process readable record runnable runtime short string system thread throwable void
    buffered_reader illegal_argument_exception input_stream_reader random string_builder
""")
HELPERS = words("count i result start")
LINE = 100
SOURCES = "src/main/java/«module»/«title».java src/test/java/«module»/Check.java"
# How a comment says what an argument is.
MEANING = re.compile(r"  (\w+): (.*)")


class Java(Language):
    """Java 11 and later."""

    key = "java"
    title = "Java"
    sign = " *"
    paths = (
        ("pom.xml", "pom.xml"), ("Class.java", "src/main/java/«module»/«title».java"),
        ("Check.java", "src/test/java/«module»/Check.java"),
    )  # fmt: skip
    tools = ("java", "javac")
    # With every warning an error.
    building = (f"javac -Xlint:all -Werror -d target/classes {SOURCES}",)
    running = "java -cp target/classes «module».Check"
    literals = ("{!r}", "{!r}f")
    arrays = "Of the same names there are methods that take one array for each argument."
    installing = ("javac -d target/classes src/main/java/«module»/«title».java",)
    example = ("Example.java", "Example.java", "java -cp target/classes Example.java")
    testing = (*building, f"{running} check vectors.txt")
    # The comments are checked, too.
    linting = (
        "javac -Xlint:all -Xdoclint:all/public -Werror --release 11 -d target/lint " + SOURCES,
    )
    reads = "bits"
    unknown = ("acosh", "asinh", "atanh")
    # Javadoc is HTML with tags, and the compiler reads \uXXXX in comments, too; it may take
    # the bytes of a source for those of any encoding.
    unsafe = re.compile(r"[^ -~]|[&<@\\]|(?<=\*)/")
    reserved = KEYWORDS | CLASSES
    dialect = Tidy(
        name=camel,
        calls=calls("Math.{}"),
        reserved=KEYWORDS | HELPERS,
    )

    def spelt(self, char: str) -> str:
        """As HTML, which has no control characters."""
        return f"&#{ord(char)};" if char.isprintable() else Language.spelt(self, char)

    def fields(self, package: Package) -> dict[str, str]:
        """Class and test program."""
        contents, first = package.source.contents, package.programs[0]
        title, arrays = package.names["title"], self.numbered("x[{}]", first)
        return {
            "contents": f"{contents[0].upper()}{contents[1:]}.",
            "functions": "".join(self._function(package, r) for r in package.programs),
            "cases": "\n".join(self._case(package, r) for r in package.programs),
            "cast": "(float) " if package.single else "",
            "version": version("beyondthermal"),
            "bench": f"{title}.{camel(first.name)}({arrays})",
        }

    def _function(self, package: Package, program: Program) -> str:
        """Scalar and array entry; in single precision around one in double."""
        real, name = self.real(package), camel(program.name)
        names = self.dialect.arguments(program)
        summary, *rest = self.about(program)
        found = filter(None, map(MEANING.fullmatch, rest))
        meanings = {match[1]: match[2] for match in found}
        params = [f"@param {name} {escape(meanings.get(argument, argument))}"
                  for name, argument in zip(names, program.arguments, strict=True)]  # fmt: skip
        code = ["<pre>{@code", *"\n".join(rest).strip("\n").split("\n"), "}</pre>"]
        described = wrapped([summary, "", *code, "", *params], LINE - 8)
        fields = {
            "about": self.comment(described, "     *"),
            "real": real,
            "name": name,
            "parameters": ", ".join(f"{real} {n}" for n in names),
            "doubles": ", ".join(f"double {n}" for n in names),
            "arrays": ", ".join(f"{real}[] {n}" for n in names),
            "names": ", ".join(names),
            "params": self.comment(params, "     *"),
            "lengths": ", ".join(f"{n}.length" for n in names),
            "elements": ", ".join(f"{n}[i]" for n in names),
            "count": str(len(program.outputs)),
            "body": "\n".join(self._body(package, program)),
        }
        one = "single" if package.single else "one"
        text = self.template("several.java" if len(program.outputs) > 1 else f"{one}.java", fields)
        # Only heads are longer than a line, and a user's words; braces stay where they are.
        kept = text.replace(") {", ")\N{NO-BREAK SPACE}{").split("\n")
        lines = [
            [line]
            if line.startswith("     *")
            else wrap(line, LINE, subsequent_indent=" " * 12) or [""]
            for line in kept
        ]
        return "\n".join(chain.from_iterable(lines)).replace("\N{NO-BREAK SPACE}", " ")

    def _body(self, package: Package, program: Program) -> list[str]:
        """Parts and results."""
        fits = short(self.dialect, LINE - len("        final double  = ;"))
        shorter = fitted(program, fits)
        lines = self.dialect.body(shorter, "        final double {name} = {code};")
        results = self.dialect.results(shorter)
        if len(results) == 1:
            return [*lines, f"        return {results[0]};"]
        cast = "(float) " if package.single else ""
        for k, (code, (_, node)) in enumerate(zip(results, shorter.outputs, strict=True)):
            place = f"result[start + {k}]" if k else "result[start]"
            bracketed = f"({code})" if cast and isinstance(node, Operation) else code
            lines.append(f"        {place} = {cast}{bracketed};")
        return lines

    def call(self, package: Package) -> str:
        """The first result."""
        return super().call(package) + "[0]" * (len(package.programs[0].outputs) > 1)

    def _case(self, package: Package, program: Program) -> str:
        """How the test program calls a function."""
        arguments = self.numbered("x[{}]", program)
        call = f"{package.names['title']}.{camel(program.name)}({arguments})"
        result = call if len(program.outputs) > 1 else f"new {self.real(package)}[] {{{call}}}"
        return f'            case "{program.name}":\n                return {result};'


LANGUAGE = Java()
