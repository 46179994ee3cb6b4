"""Python without any package, and what NumPy and JAX share with it."""

import re
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from keyword import kwlist, softkwlist
from shlex import quote
from textwrap import indent

from beyondthermal.numeric.codegen.dialect import calls
from beyondthermal.numeric.codegen.fitting import fitted, wrapped
from beyondthermal.numeric.codegen.guarding import Bracketed, clipped, guarded, short
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.codegen.lines import unsigned
from beyondthermal.numeric.programs.elementary import ELEMENTARY
from beyondthermal.numeric.programs.program import Program, called

__all__ = ["KEYWORDS", "LANGUAGE", "Python", "Pythonic", "exploded", "signature", "ufuncs"]

# What math raises errors of, at poles and where a value is too large.
PARTIAL = calls().keys() - {"sqrt", "log", "abs", "max", "min", "pow", "cbrt", "atan2"}
CALLS = {
    **{name: name for name in ("sqrt", "abs", "atan2")}, "exp_clipped": "exp",
    **{name: f"_total({name}, {{given}})" for name in PARTIAL},
    "log": "_log", "pow": "_pow", "max": "_larger", "min": "_smaller", "ratio": "_ratio",
}  # fmt: skip
# What has to be imported for functions.
NEEDED = {
    "log": ["inf", "log", "nan"], "ratio": ["copysign", "inf"], "exp_clipped": ["exp"],
    "pow": ["inf", "nan", "pow as power"], "sqrt": ["sqrt"], "atan2": ["atan2"],
    "total": ["copysign", "inf", "nan"], **{name: [name] for name in PARTIAL},
}  # fmt: skip
KEYWORDS = frozenset([*kwlist, *softkwlist, "enumerate", "float", "len", "list", "zip"])
# A folder of such a name would hide a module that the files import, or be hidden by it.
MODULES = frozenset(["jax", "jaxlib", "numpy", "test", *sys.stdlib_module_names])
LINE = 100
# What a name and its body may take: the line without indent, equals sign, and a comma.
COLUMNS = 88
PYTHON = quote(sys.executable)
RULES = "A,B,C4,D2,D3,D4,E,F,I,PIE,RET,SIM,UP,W"


def signature(name: str, arguments: Sequence[str], result: str) -> str:
    """The head of a function, broken where formatters for Python break it."""
    joined = ", ".join(arguments)
    if len(line := f"def {name}({joined}) -> {result}:") <= LINE:
        return line
    if len(joined) + 4 <= LINE:
        return f"def {name}(\n    {joined}\n) -> {result}:"
    return f"def {exploded(name, arguments)} -> {result}:"


def exploded(before: str, items: Sequence[str], brackets: str = "()") -> str:
    """One item a line."""
    return "\n".join([f"{before}{brackets[0]}", *(f"    {item}," for item in items), brackets[1]])


RUFF = f"--quiet --isolated --line-length {LINE}"
MYPY = f"{PYTHON} -m mypy --strict --no-error-summary --python-version 3.11"


def ufuncs(module: str) -> dict[str, str]:
    """What NumPy and JAX call the functions."""
    named = {name: f"{module}.{ELEMENTARY[name].ufunc}" for name in calls()}
    return {**named, "abs": f"{module}.abs"}


class Pythonic(Language):
    """What is the same for all packages in Python."""

    # Packages that the files import.
    packages: tuple[str, ...] = ()
    dependencies: str = ""
    paths = (
        ("python/pyproject.toml.in", "pyproject.toml"), ("test.py.in", "test.py"),
        ("module.py.in", "«module»/__init__.py"),
    )  # fmt: skip
    running = f"{PYTHON} test.py"
    tests = (("python/test_vectors.py.in", "test_vectors.py"),)
    testing = (f"{PYTHON} -m pytest --quiet",)
    installing = (f"{PYTHON} -m pip install .",)
    example = ("python/example.py.in", "example.py", f"{PYTHON} example.py")
    # Rules, format, types.
    linting: tuple[str, ...] = (
        f"{PYTHON} -m ruff check {RUFF} --select {RULES} --ignore D203,D205,D213,D401 .",
        f"{PYTHON} -m ruff format {RUFF} --diff .",
        f"{MYPY} «module»",
    )
    reserved = KEYWORDS | MODULES
    unsafe = re.compile(r'\\|"(?=")')

    def spelt(self, char: str) -> str:
        """As in a string."""
        return f"\\{char}" if char.isprintable() else f"\\U{ord(char):08x}"

    def files(self, package: Package) -> dict[str, str]:
        """Manifest, package, test program."""
        return {**super().files(package), f"{package.module}/py.typed": ""}

    def fields(self, package: Package) -> dict[str, str]:
        """What is the same for all."""
        return {"dependencies": self.dependencies, "first": package.programs[0].name}

    def missing(self) -> list[str]:
        """Packages that can't be imported."""
        return [name for name in self.packages if find_spec(name) is None]

    def docstring(self, program: Program) -> str:
        """What a program computes."""
        lines = wrapped(self.about(program), LINE - 4)
        pairs = zip(lines, ["", *lines], strict=False)
        first, *rest = (line for line, before in pairs if line or before)
        lines = [f'"""{first}', *rest, '"""']
        return "\n".join(f"    {line}".rstrip() for line in lines)

    def statements(self, program: Program) -> tuple[list[str], list[str]]:
        """The parts of a program, one a line, and its results."""
        shorter = fitted(program, short(self.dialect, COLUMNS))
        return self.dialect.body(shorter, "    {name} = {code}"), self.dialect.results(shorter)


class Python(Pythonic):
    """Python's standard library alone."""

    key = "python"
    arrays = "Those with `_array` at their ends take iterables, and return lists."
    title = "Python"
    lacking = tuple((f, f"{f}.py.in") for f in ("max", "min", "ratio", "log", "pow", "total"))
    unknown = ("cbrt",)
    dialect = Bracketed(
        name=str,
        number=unsigned,
        calls=CALLS,
        select="{u} if {a} > {b} else {v}",
        smaller="{u} if {b} < {a} else {v}",
        reserved=KEYWORDS | PARTIAL | {"abs", "atan2", "copysign", "inf", "log", "nan", "sqrt"},
    )  # fmt: skip

    def fields(self, package: Package) -> dict[str, str]:
        """Imports, helpers, functions; one tuple for each program of several outputs."""
        programs = [clipped(guarded(program)) for program in package.programs]
        used, module, names = called(programs), package.module, [p.name for p in programs]
        total = {"total"} if used & PARTIAL else set()
        imported = sorted({name for f in used | total for name in NEEDED.get(f, ())})
        several = any(len(program.outputs) > 1 for program in programs)
        return {
            **super().fields(package),
            "imports": "\n".join(
                [f"from collections.abc import {'Callable, ' if total else ''}Iterable"]
                + _imports(imported)
                + (["from typing import NamedTuple"] if several else [])
            ),
            "all": exploded("__all__ = ", self._names(package), "[]"),
            "functions": "\n\n\n".join(map(self._function, package.programs)),
            "helpers": "".join(f"\n\n{text}" for text in self.supplied(programs, total)),
            "cases": "\n".join(f'    "{name}": {module}.{name},' for name in names),
        }

    def _names(self, package: Package) -> list[str]:
        names = [f"{r.name}{array}" for r in package.programs for array in ("", "_array")]
        names += [_title(r) for r in package.programs if len(r.outputs) > 1]
        return [f'"{name}"' for name in sorted(names)]

    def _function(self, program: Program) -> str:
        names = self.dialect.arguments(program)
        statements, results = self.statements(clipped(guarded(program)))
        several = len(results) > 1
        result = _title(program) if several else "float"
        returned = results[0]
        if several:
            pairs = zip(program.outputs, results, strict=True)
            returned = exploded(result, [f"{name}={code}" for (name, _), code in pairs])
        fields = "\n".join(f"    {name}: float" for name, _ in program.outputs)
        texts = {
            "name": program.name,
            "tuple": self.template("tuple.py.in", {"name": result, "fields": fields,
                                                "of": program.name}) if several else "",
            "head": signature(program.name, [f"{name}: float" for name in names], result),
            "about": self.docstring(program),
            "body": "\n".join([*statements, indent(f"return {returned}", "    ")]),
            "array_head": signature(f"{program.name}_array",
                                    [f"{name}: Iterable[float]" for name in names],
                                    f"list[{result}]"),
            "loop": _loop(program.name, ", ".join(names)),
        }  # fmt: skip
        return self.template("function.py.in", texts).rstrip("\n")


def _loop(name: str, names: str) -> str:
    """The function at all points, broken where formatters for Python break it."""
    loop = f"{name}(*point) for point in zip({names}, strict=True)"
    line = f"    return [{loop}]"
    return line if len(line) <= LINE else f"    return [\n        {loop}\n    ]"


def _imports(names: Sequence[str]) -> list[str]:
    """Where functions come from, one a line if they are many, what is renamed for itself."""
    plain = [name for name in names if " " not in name]
    line = f"from math import {', '.join(plain)}"
    lines = [line if len(line) <= LINE else exploded("from math import ", plain)] if plain else []
    return lines + [f"from math import {name}" for name in names if " " in name]


def _title(program: Program) -> str:
    """The name of a program as that of a class."""
    return "".join(word.capitalize() for word in program.name.split("_"))


LANGUAGE = Python()
