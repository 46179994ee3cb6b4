"""Octave and MATLAB: a package folder with one function a file, element by element."""

from collections.abc import Sequence
from shlex import quote

from beyondthermal.numeric.codegen.about import preamble
from beyondthermal.numeric.codegen.dialect import Dialect, calls, words
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.codegen.lines import broken, commented, plain
from beyondthermal.numeric.programs.program import Node, Operation, Program

__all__ = ["LANGUAGE", "Octave"]

KEYWORDS = words("""
__FILE__ __LINE__ arguments break case catch classdef continue do else elseif end end_try_catch
end_unwind_protect endarguments endclassdef endenumeration endevents endfor endfunction endif
endmethods endparfor endproperties endspmd endswitch endwhile enumeration events for function
global if methods otherwise parfor persistent properties return spmd switch try until
unwind_protect unwind_protect_cleanup while
""")
CALLS = calls(max="larger", min="smaller", select="where", pow="power", cbrt="nthroot({0}, 3)")
# What the functions call; a variable of that name would hide it.
CALLED = {
    *CALLS.values(),
    *words("""
    column columns condition double isnan names numel prod result shape single size varargin zeros
"""),
}
OCTAVE = "octave-cli --norc --quiet --no-history"
# At its end Octave reads files of its own, which aren't strict.
STRICT = (
    "warning('error', 'Octave:language-extension'); "
    "cellfun(@__parse_file__, glob('+«module»/*.m')); "
    "warning('off', 'Octave:language-extension');"
)


class _Elementwise(Dialect):
    """Operators that work element by element."""

    def code(self, node: Node, outer: int = 0) -> str:
        """A node as an expression; * and / have a dot before them."""
        if isinstance(node, Operation) and node.sign in "*/":
            code = f"{self.code(node.left, 2)} .{node.sign} {self.code(node.right, 3)}"
            return f"({code})" if outer > 2 else code
        return super().code(node, outer)


class Octave(Language):
    """Octave and MATLAB; arguments are broadcast."""

    key = "octave"
    title = "Octave/MATLAB"
    tools = ("octave-cli",)
    running = f"{OCTAVE} run_tests.m"
    arrays = "Arguments are broadcast; several results are columns."
    example = ("example.m", "example.m", f"{OCTAVE} example.m")
    testing = (f"{OCTAVE} run_tests.m check vectors.txt",)
    # Octave's parser, where what MATLAB doesn't have is an error.
    linting = (f"{OCTAVE} --eval {quote(STRICT)}",)
    reads = "bits"
    lacking = (
        ("max", "larger.m"), ("min", "smaller.m"), ("select", "where.m"), ("several", "columns.m"),
    )  # fmt: skip
    reals = ("double", "single")
    paths = (("run_tests.m", "run_tests.m"),)
    reserved = KEYWORDS
    dialect = _Elementwise(
        name=str,
        number=plain,
        calls=CALLS,
        select="where({a} > {b}, {u}, {v})",
        reserved=KEYWORDS | CALLED,
    )

    def fields(self, package: Package) -> dict[str, str]:
        """What the test program needs to know."""
        return {"bench": self.dialect.identifier(package.programs[0].name)}

    def files(self, package: Package) -> dict[str, str]:
        """A package folder with a file for each function, and the test program."""
        functions = {
            f"+{package.module}/{self.dialect.identifier(r.name)}.m": self._file(package, r)
            for r in package.programs
        }
        return {**functions, **super().files(package)}

    def _file(self, package: Package, program: Program) -> str:
        name, many = self.dialect.identifier(program.name), len(program.outputs) > 1
        arguments = self.dialect.arguments(program)
        output = "[result, names]" if many else "result"
        fields = {
            "signature": f"{output} = {name}({', '.join(arguments)})",
            "about": commented(self._about(name, program), "    %"),
            "head": self.comment(preamble(package.programs, package.source), "    %"),
            "body": "\n".join(self._body(package, program, arguments)),
            "helpers": "".join(f"\n{text}" for text in self.supplied([program])),
        }
        return self.template("function.m", fields).rstrip() + "\n"

    def _about(self, name: str, program: Program) -> list[str]:
        """The help text: MATLAB wants the function's name in capitals at its beginning."""
        first, *others = self.about(program)
        shape = (
            "The result has one row a point and one column for each of the names, which are the "
            "second output."
            if len(program.outputs) > 1
            else "The result has the shape of the arguments."
        )
        return [f"{name.upper()} {first}", *others, "Arguments are broadcast.", shape]

    def _body(self, package: Package, program: Program, arguments: Sequence[str]) -> list[str]:
        lines = [f"{name} = double({name});" for name in arguments] if package.single else []
        lines += self.dialect.body(program, "{name} = {code};")
        results = self.dialect.results(program)
        if len(results) == 1:
            lines.append(f"result = {results[0]};")
        else:
            names = ", ".join(f"'{name}'" for name, _ in program.outputs)
            lines.append(f"names = {{{names}}};")
            lines.append(f"result = columns(size({' + '.join(arguments)}), ...")
            lines += [f"    {code}, ..." for code in results[:-1]]
            lines.append(f"    {results[-1]});")
        lines += ["result = single(result);"] if package.single else []
        return [broken(f"    {line}", "        ", " ...") for line in lines]


LANGUAGE = Octave()
