"""R: a package of vectorised functions, with manual pages."""

import re
from shlex import quote
from textwrap import dedent

from beyondthermal.numeric.codegen.dialect import Dialect, calls, words
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.codegen.lines import broken, commented, plain
from beyondthermal.numeric.programs.program import Program

__all__ = ["LANGUAGE", "R"]

KEYWORDS = words("""
if else repeat while function for next break TRUE FALSE NULL Inf NaN NA NA_integer_ NA_real_
NA_complex_ NA_character_ in T F
""")
# What the functions call; another one of that name in the package would stand before it.
CALLED = words("""
c cat cumsum columns condition count dimnames lapply length lengths list matrix numeric pmax pmin
recycled rep_len unlist where which
""")
# R's own packages can't be replaced.
BUILTIN = words("""
base compiler datasets graphics grDevices grid methods parallel splines stats stats4 tcltk
tools translations utils
""")
# R's parser, and its checker of manual pages.
CHECK = (
    'options(warn = 2); for (path in c("R/«module».R", "test.R")) invisible(parse(path)); '
    'for (page in Sys.glob("man/*.Rd")) stopifnot(length(tools::checkRd(page)) == 0)'
)


class R(Language):
    """R; arguments are recycled as R's own functions do it."""

    key = "r"
    title = "R"
    tools = ("Rscript",)
    running = "Rscript --vanilla test.R"
    linting = (f"Rscript --vanilla -e {quote(CHECK)}",)
    arrays = "Arguments are vectors, recycled as R does it; several results are columns."
    installing = ("R CMD INSTALL .",)
    example = ("example.R", "example.R", "Rscript example.R")
    vectors = "tests/vectors.txt"
    tests = (("vectors.R", "tests/vectors.R"),)
    testing = (
        "R CMD build --no-build-vignettes .",
        "R CMD check --no-manual --no-build-vignettes «module»_«version».tar.gz",
    )
    paths = (
        ("DESCRIPTION", "DESCRIPTION"), ("NAMESPACE", "NAMESPACE"), ("test.R", "test.R"),
        ("Rbuildignore", ".Rbuildignore"), ("module.R", "R/«module».R"),
    )  # fmt: skip
    # Letters, digits and dots, at least two, as R wants it.
    identifier = re.compile(r"[A-Za-z][A-Za-z0-9.]*[A-Za-z0-9]")
    reserved = KEYWORDS | BUILTIN
    unknown = ("cbrt",)
    lacking = (("select", "where.R"), ("several", "columns.R"))
    # pmax and pmin hand a NaN on from either side, and keep the shape of their first argument.
    dialect = Dialect(
        name=str,
        number=plain,
        calls=calls(max="pmax", min="pmin", pow="({0}^{1})"),
        select="where({a} > {b}, {u}, {v})",
        reserved=KEYWORDS | CALLED,
    )

    def module(self, name: str) -> str:
        """R's packages have dots where others have underscores."""
        return name.replace("_", ".")

    def files(self, package: Package) -> dict[str, str]:
        """With a manual page for each function."""
        pages = {f"man/{r.name}.Rd": f"{self._page(r).rstrip()}\n" for r in package.programs}
        return super().files(package) | pages

    def fields(self, package: Package) -> dict[str, str]:
        """A package's files and the test program."""
        programs = package.programs
        exported = ",\n".join(f"  {self.dialect.identifier(r.name)}" for r in programs)
        return {
            "functions": "\n".join([*self.supplied(programs), *map(self._function, programs)]),
            "exports": f"export(\n{exported}\n)",
            "arguments": self.numbered("points[, {}]", programs[0], 1),
            "bench": self.dialect.identifier(programs[0].name),
        }

    def _function(self, program: Program) -> str:
        arguments = ", ".join(self.dialect.arguments(program))
        results = self.dialect.results(program)
        lines = [
            commented(self.about(program), "#"),
            f"{self.dialect.identifier(program.name)} <- function({arguments}) {{",
            *(broken(line, "    ") for line in self.dialect.body(program, "  {name} <- {code}")),
        ]
        if len(results) == 1:
            return "\n".join([*lines, broken(f"  {results[0]}", "    "), "}"]) + "\n"
        named = [
            f"    {name} = {code}" for (name, _), code in zip(program.outputs, results, strict=True)
        ]
        columns = ",\n".join(broken(line, "      ") for line in named)
        last = f"    count = recycled({arguments})"
        return "\n".join([*lines, "  columns(", f"{columns},", last, "  )", "}"]) + "\n"

    def _page(self, program: Program) -> str:
        """The manual page of a function."""
        about = [re.sub(r"([\\%{}])", r"\\\1", line) for line in self.about(program)]
        count = len(program.outputs)
        matrix = f"A matrix with one row a point and {count} named columns."
        vector = "A numeric vector, of the shape of the arguments."
        fields = {
            "name": self.dialect.identifier(program.name),
            "title": broken(about[0].removesuffix("."), "  ", columns=80),
            "arguments": ", ".join(self.dialect.arguments(program)),
            "details": dedent(commented(about[2:], "")),
            "value": vector if count == 1 else matrix,
            "example": ", ".join(["0.5"] * len(program.arguments)),
        }
        return self.template("page.Rd", fields)


LANGUAGE = R()
