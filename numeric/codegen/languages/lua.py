"""Lua: a module, with a rockspec."""

from collections.abc import Sequence

from beyondthermal.numeric.codegen.dialect import Dialect, calls, words
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.codegen.lines import broken, commented
from beyondthermal.numeric.programs.program import Program, called

__all__ = ["LANGUAGE", "Lua"]

KEYWORDS = words("""
and break do else elseif end false for function goto if in local nil not or repeat return then
true until while
""")
# `require` finds Lua's own under such a name.
BUILTIN = words("coroutine debug io math os package string table utf8 bit bit32 jit")
MATH = ("exp", "sqrt", "log", "sin", "cos", "abs")
HELPERS = {"max": "larger", "min": "smaller"}


class Lua(Language):
    """Lua 5.1 to 5.4, and LuaJIT."""

    key = "lua"
    title = "Lua"
    tools = ("lua",)
    running = "lua test.lua"
    # Lua 5.4.4's luac crashes on two files at once.
    linting = ("luac -p «module».lua", "luac -p test.lua")
    sign = "--"
    paths = (
        ("module.lua", "«module».lua"), ("test.lua", "test.lua"),
        ("module.rockspec", "«module»-«version»-1.rockspec"),
    )  # fmt: skip
    reserved = KEYWORDS | BUILTIN
    dialect = Dialect(
        calls=calls(**HELPERS),
        select="({a} > {b} and {u} or {v})",
        reserved=KEYWORDS | {*MATH, *HELPERS.values(), "module", "result", "values", "i", "k"},
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
        math = [name for name in MATH if name in used]
        local = f"local {', '.join(math)} = {', '.join(f'math.{name}' for name in math)}\n"
        texts = [self.template(f"{name}.lua", {}) for call, name in HELPERS.items() if call in used]
        return [local, *texts] if math else texts

    def _function(self, program: Program) -> str:
        name = self.dialect.identifier(program.name)
        arguments = self.dialect.arguments(program)
        results = ", ".join(self.dialect.results(program))
        body = self.dialect.body(program, "  local {name} = {code}")
        lines = [
            commented(self.about(program), "--"),
            f"function module.{name}({', '.join(arguments)})",
            *(broken(line, "    ") for line in body),
            broken(f"  return {results}", "    "),
            "end", "",
            *_array(name, arguments, len(program.outputs)),
        ]  # fmt: skip
        return "\n".join(lines) + "\n"


def _array(name: str, arguments: Sequence[str], count: int) -> list[str]:
    point = f"module.{name}({', '.join(f'{argument}[i]' for argument in arguments)})"
    layout = f", {count} values a point," if count > 1 else ""
    step = [broken(f"    result[i] = {point}", "      ")] if count == 1 else [
        broken(f"    local values = {{ {point} }}", "      "),
        f"    for k = 1, {count} do",
        f"      result[{count} * (i - 1) + k] = values[k]",
        "    end",
    ]  # fmt: skip
    return [
        commented(
            [f"Every point of {name}{layout} into `result`, or else into a new table."], "--"
        ),
        f"function module.{name}_array({', '.join(arguments)}, result)",
        "  result = result or {}",
        f"  for i = 1, #{arguments[0]} do",
        *step,
        "  end",
        "  return result",
        "end",
    ]


LANGUAGE = Lua()
