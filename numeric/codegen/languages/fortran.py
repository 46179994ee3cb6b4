"""Fortran 2008: a module with elemental functions, and a manifest for fpm."""

import re
from collections.abc import Sequence
from textwrap import wrap

from beyondthermal.numeric.codegen.dialect import calls, words
from beyondthermal.numeric.codegen.fitting import fitted, wrapped
from beyondthermal.numeric.codegen.guarding import Bracketed, short
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS
from beyondthermal.numeric.programs.program import Name, Program, arguments_put

from .c_family import CTEST

__all__ = ["LANGUAGE", "Fortran"]

# Fortran reserves no word; these make a program hard to read, or stand for what it uses.
KEYWORDS = words("""
    abstract allocatable allocate assign associate asynchronous backspace bind block call case
    character class close codimension common complex concurrent contains contiguous continue
    critical cycle data deallocate default deferred dimension do double elemental else elsewhere
    end endfile entry enum enumerator equivalence error exit extends external final flush forall
    format function generic go goto if image implicit import impure in include inout inquire integer
    intent interface intrinsic is kind len logical memory module namelist non_overridable none
    nopass nullify only open operator optional out parameter pass pause pointer precision
    print private procedure program protected public pure read real recursive result return rewind
    save select selectcase sequence stop submodule subroutine sync target then to type unlock use
    value volatile wait where while write
""")
HELPERS = words("dp i larger merge size smaller sp values")
INTRINSIC = words("""
    ieee_arithmetic ieee_exceptions ieee_features iso_c_binding iso_fortran_env omp_lib
""")
CALLED = words("""
    bench cpu_time evaluate get_command_argument huge index int64 len_trim min random_number
    transfer
""")
FLAGS = "-std=f2008 -Wall -Wextra -Werror -pedantic -fimplicit-none"
SOURCES = "src/«module».f90 app/main.f90"
COLUMNS = 92
# A statement has 255 lines of continuation, and the longest name fills one.
MOST_NAMES = 250


def small(name: str) -> str:
    """A name in small letters, none the same as another: Gamma isn't gamma."""
    return {"Gamma": "decay"}.get(name, name.lower())


def listed(start: str, names: Sequence[str]) -> str:
    """A list of names after a start, continued on the next lines where it is long."""
    lines = wrap(", ".join(names), COLUMNS - len(start)) or [""]
    return start + (" &\n" + " " * len(start)).join(lines)


def _declared(names: Sequence[str]) -> str:
    """Declarations of local variables, so many in each."""
    groups = (names[k : k + MOST_NAMES] for k in range(0, len(names), MOST_NAMES))
    return "\n".join(listed("        real(dp) :: ", group) for group in groups)


class Fortran(Language):
    """Fortran 2008."""

    key = "fortran"
    title = "Fortran 2008"
    sign = "!"
    paths = (
        ("fpm.toml", "fpm.toml"), ("module.f90", "src/«module».f90"),
        ("main.f90", "app/main.f90"), ("CMakeLists.txt", "CMakeLists.txt"),
    )  # fmt: skip
    tools = ("gfortran",)
    # With every warning an error, and no operations fused.
    building = (f"gfortran {FLAGS} -O3 -ffp-contract=off -o test {SOURCES}",)
    running = "./test"
    # With what is checked at run time.
    testing, installing = CTEST, CTEST[:2]
    literals = ("{!r}d0", "{!r}")
    arrays = (
        "Functions with one result are elemental; those with several have subroutines for arrays, "
        "with `_array` at their ends, that put each point's results into a column."
    )
    example = (
        "example.f90", "example.f90",
        "gfortran -Ibuild/modules -o example example.f90 build/lib«module».a", "./example",
    )  # fmt: skip
    linting = (f"gfortran {FLAGS} -fcheck=all -o checked {SOURCES}",)
    reads = "bits"
    lacking = (("max", "max.f90"), ("min", "min.f90"))
    unknown = ("cbrt", "expm1", "log1p")
    reals = ("real(dp)", "real(sp)")
    identifier = re.compile(r"[a-z][a-z0-9_]{0,62}")
    # A module can't have the name of a procedure in it, or of the test program and what it calls.
    reserved = KEYWORDS.union(
        HELPERS, INTRINSIC, CALLED,
        *((name, f"{name}_array", f"{name}_gradient", f"{name}_gradient_array")
          for name in FUNCTIONS),
    )  # fmt: skip
    dialect = Bracketed(
        name=small,
        number=lambda value: f"{value!r}_dp",
        calls=calls(max="larger", min="smaller", pow="({0}**{1})"),
        select="merge({u}, {v}, {a} > {b})",
        reserved=KEYWORDS | HELPERS,
    )

    def fields(self, package: Package) -> dict[str, str]:
        """Module, and a program that evaluates points."""
        public = [name for r in package.programs for name in self.entries(r)]
        return {
            "kinds": "dp => real64, sp => real32" if package.single else "dp => real64",
            "kind": "sp" if package.single else "dp",
            "public": listed("    public :: ", public),
            "only": listed(f"    use {package.module}, only: ", public),
            "functions": "\n".join(self._function(package, r) for r in package.programs),
            "helpers": "\n".join(self.supplied(package.programs)),
            "cases": "\n".join(self._case(r) for r in package.programs),
            "bench": self._bench(package),
            "arguments": str(max(len(r.arguments) for r in package.programs)),
            "outputs": str(len(package.programs[0].outputs)),
            "most": str(max(len(r.outputs) for r in package.programs)),
        }

    def _function(self, package: Package, program: Program) -> str:
        """The elemental function; or the function of a point, and the subroutine for many."""
        real, count = self.real(package), len(program.outputs)
        names = self.dialect.arguments(program)
        wide = [f"{name}_dp" for name in names] if package.single else []
        # In double precision, the arguments have names of their own.
        given = arguments_put(program, lambda argument: Name(f"{argument.name}_dp"))
        shorter = fitted(given if wide else program, short(self.dialect, COLUMNS - 4))
        parts = [self.dialect.identifier(name) for name, _ in shorter.parts]
        statements = [f"{to} = real({name}, dp)" for to, name in zip(wide, names, strict=False)]
        statements += self.dialect.body(shorter, "{name} = {code}")
        results = self.dialect.results(shorter)
        results = [f"real({code}, sp)" for code in results] if package.single else results
        targets = ["value"] if count == 1 else [f"values({k})" for k in range(1, count + 1)]
        statements += [f"{to} = {code}" for to, code in zip(targets, results, strict=True)]
        fields = {
            "about": self.comment(wrapped(self.about(program), COLUMNS), "    !>"),
            "head": listed(
                f"    {'elemental' if count == 1 else 'pure'} function {program.name}(", names
            ),
            "intent": listed(f"        {real}, intent(in) :: ", names),
            "array_head": listed(f"    pure subroutine {program.name}_array(", names),
            "array_intent": listed(
                f"        {real}, intent(in) :: ", [f"{name}(:)" for name in names]
            ),
            "call": listed(
                f"            values(:, i) = {program.name}(", [f"{name}(i)" for name in names]
            ),
            "name": program.name,
            "real": real,
            "target": "value" if count == 1 else "values",
            "shape": "" if count == 1 else f"({count})",
            "locals": _declared([*wide, *parts]),
            "statements": "\n".join(f"        {line}" for line in statements),
        }
        text = self.template("function.f90", fields)
        return text if count == 1 else f"{text}\n{self.template('array.f90', fields)}"

    def _case(self, program: Program) -> str:
        """How the test program calls a function."""
        count = len(program.outputs)
        arguments = self.numbered("x_({})", program, 1).split(", ")
        target = "r_(1)" if count == 1 else f"r_(1:{count})"
        call = listed(f"            {target} = {program.name}(", arguments)
        return f'        case ("{program.name}")\n            n_ = {count}\n{call})'

    def _bench(self, package: Package) -> str:
        """What is timed: the array entry of the first program."""
        first = package.programs[0]
        columns = [f"x_(:, {k})" for k in range(1, len(first.arguments) + 1)]
        if len(first.outputs) == 1:
            return listed(f"            r_(1, :) = {first.name}(", columns) + ")"
        return listed(f"            call {first.name}_array(", columns) + ", r_)"


LANGUAGE = Fortran()
