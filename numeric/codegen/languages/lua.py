"""Lua: a module, with a rockspec."""

from beyondthermal.numeric.codegen.dialect import Dialect, calls, words
from beyondthermal.numeric.codegen.filling import FORMS
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.codegen.lines import broken, commented
from beyondthermal.numeric.programs.program import Program, called, renamed

__all__ = ["LANGUAGE", "Lua"]

KEYWORDS = words("""
and break do else elseif end false for function goto if in local nil not or repeat return then
true until while
""")
# `require` finds Lua's own under such a name.
BUILTIN = words("coroutine debug io math os package string table utf8 bit bit32 jit")
MATH = ("exp", "sqrt", "log", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "abs")
# A function has room for 200, arguments and what a statement needs for itself included.
MOST_LOCALS = 120
# Lua 5.3 has both in one.
ANGLE = "local atan2 = math.atan2 or math.atan\n"


class Lua(Language):
    """Lua 5.1 to 5.4, and LuaJIT."""

    key = "lua"
    title = "Lua"
    tools = ("lua",)
    running = "lua test.lua"
    arrays = "Those with `_array` at their ends take tables, and if you like one for the results."
    example = ("example.lua", "example.lua", "lua example.lua")
    testing = ("lua test.lua check vectors.txt",)
    # Lua 5.4.4's luac crashes on two files at once.
    linting = ("luac -p «module».lua", "luac -p test.lua")
    sign = "--"
    lacking = (("max", "larger.lua"), ("min", "smaller.lua"))
    unknown = tuple(FORMS)
    paths = (
        ("module.lua", "«module».lua"), ("test.lua", "test.lua"),
        ("module.rockspec", "«module»-«version»-1.rockspec"),
    )  # fmt: skip
    reserved = KEYWORDS | BUILTIN
    dialect = Dialect(
        calls=calls(max="larger", min="smaller", pow="({0}^{1})"),
        select="({a} > {b} and {u} or {v})",
        reserved=KEYWORDS | words("larger module more result smaller values i k").union(MATH),
    )

    def fields(self, package: Package) -> dict[str, str]:
        """Module and test program."""
        first = package.programs[0]
        points = self.numbered("points[{}]", first, 1)
        return {
            "functions": "\n".join(
                [*self._helpers(package), *map(self._function, package.programs)]
            ),
            "names": "\n".join(
                f"  {r.name} = functions.{self.dialect.identifier(r.name)},"
                for r in package.programs
            ),
            "bench": f"{self.dialect.identifier(first.name)}_array({points}",
        }

    def _helpers(self, package: Package) -> list[str]:
        """What the functions call, and nothing else."""
        used = called(package.programs)
        math = [name for name in MATH if name in used and name != "atan2"]
        local = f"local {', '.join(math)} = {', '.join(f'math.{name}' for name in math)}\n"
        texts = [ANGLE] * ("atan2" in used) + self.supplied(package.programs)
        return [local, *texts] if math else texts

    def _function(self, program: Program) -> str:
        """The function of a point, and that of all points of tables."""
        name, names = self.dialect.identifier(program.name), self.dialect.arguments(program)
        count, point = len(program.outputs), f"module.{name}({', '.join(f'{n}[i]' for n in names)})"
        layout = f", {count} values a point," if count > 1 else ""
        every = f"Every point of {name}{layout} into `result`, or else into a new table."
        body = self._body(program)
        step = [f"    result[i] = {point}"] if count == 1 else [
            f"    local values = {{ {point} }}",
            f"    for k = 1, {count} do",
            f"      result[{count} * (i - 1) + k] = values[k]",
            "    end",
        ]  # fmt: skip
        fields = {
            "about": commented(self.about(program), "--"),
            "about_array": commented([every], "--"),
            "name": name,
            "names": ", ".join(names),
            "first": names[0],
            "body": "\n".join(broken(line, "    ") for line in body),
            "step": "\n".join(broken(line, "      ") for line in step),
        }
        return self.template("function.lua", fields)

    def _body(self, program: Program) -> list[str]:
        """Parts in local variables, or where these are too many for Lua in a table."""
        many = len(program.parts) > MOST_LOCALS
        inside = dict.fromkeys(name for name, _ in program.parts if many)
        kept = renamed(program, lambda name: f"more.v_{name}" if name in inside else name)
        body = self.dialect.body(kept, f"  {'' if many else 'local '}{{name}} = {{code}}")
        results = f"  return {', '.join(self.dialect.results(kept))}"
        return [*["  local more = {}"] * many, *body, results]


LANGUAGE = Lua()
