"""The ladder in JavaScript: the level step of one point, printed, and the loops around it."""

from collections.abc import Iterable, Iterator

from beyondthermal.numeric.cavity.kernel.source import tables
from beyondthermal.numeric.cavity.kernel.steps import KINDS
from beyondthermal.numeric.cavity.tail import BOUNDING, LEAST, MOST, SPARE
from beyondthermal.numeric.codegen.dialect import Dialect, camel
from beyondthermal.numeric.codegen.languages.javascript import LANGUAGE as FORMULAS
from beyondthermal.numeric.codegen.lines import broken, plain
from beyondthermal.numeric.programs.program import Program
from beyondthermal.numeric.sizes import LARGEST

from .asked import FUNCTIONS, Ladder
from .written import Written

__all__ = ["LANGUAGE", "JavaScript", "typed"]

# Matrices and levels lie in one array of work: where, the function is told.
_PLACED = "axr"
_HEADS = {
    "constants": "p, c",
    **dict.fromkeys(KINDS, "n, c, work, a, r"),
    "up": "work, a, x, r",
}


def _spoken(name: str) -> str:
    letter, place = name[0], name[1:]
    if letter in _PLACED:
        return f"work[{letter} + {place}]"
    return f"{letter}[{place}]" if letter in "cnp" else name


_ARRAYS = {"p": "number[]"}
_SPOKEN = Dialect(name=_spoken, number=plain)


def _step(program: Program) -> Iterator[str]:
    """A program as a function that writes its results into an array."""
    heads = _HEADS[program.name]
    yield "/**"
    for name in heads.split(", "):
        yield _documented(
            "number" if name in _PLACED else _ARRAYS.get(name, "Float64Array"), [name]
        )
    yield " */"
    yield f"function {program.name}({heads}) {{"
    yield from _SPOKEN.body(program, "  const {name} = {code};")
    letter = "c" if program.name == "constants" else "r"
    results = enumerate(_SPOKEN.results(program))
    yield from (f"  {_spoken(f'{letter}{k}')} = {body};" for k, body in results)
    yield "}"


def _documented(kind: str, names: Iterable[str]) -> str:
    """Arguments of one type, for comments."""
    return "\n".join(f" * @param {{{kind}}} {name}" for name in names)


def typed(asked: Ladder, name: str) -> tuple[list[str], list[str], str]:
    """The arguments of a point and of arrays with their types, and that of the result."""
    one = [*(f"{camel(rate)}: number" for rate in asked.rates), "nMax?: number"]
    many = [*(f"{camel(rate)}: ArrayLike<number>" for rate in asked.rates), "nMax?: number"]
    size = FUNCTIONS[name]
    return one, many, "number" if size == 1 else f"[{', '.join(['number'] * size)}]"


class JavaScript(Written):
    """An ES module for Node and browsers."""

    key, title, tools = FORMULAS.key, FORMULAS.title, FORMULAS.tools
    reserved, reads = FORMULAS.reserved, FORMULAS.reads
    dialect = FORMULAS.dialect
    running, testing = FORMULAS.running, FORMULAS.testing
    linting = FORMULAS.linting
    paths = (
        ("index.js", "index.js"), ("index.d.ts", "index.d.ts"), ("test.js", "test.js"),
        ("README.md", "README.md"), ("javascript/package.json", "package.json"),
        ("javascript/check.js", "check.js"),
    )  # fmt: skip

    def of_ladder(self, asked: Ladder) -> dict[str, str]:
        """The level step, its sizes and tables, and the functions."""
        found = asked.steps
        names = {rate: camel(rate) for rate in asked.rates}
        bounding = [names[rate] for rate in BOUNDING if rate in names]
        return {
            "steps": "\n\n".join("\n".join(_step(program)) for program in found.programs),
            "tables": "\n".join(
                f"const {name.upper()} = [{', '.join(map(str, numbers))}];"
                for name, numbers in tables(found)
                if name != "flow"
            ),
            "imported": 'import * as functions from "./index.js";',
            "script": '\n    "test": "node test.js check vectors.txt"' * asked.tested,
            "entries": str(len(found.places)),
            "unknowns": str(len(found.plan.unknowns)),
            "shared": str(len(found.constants.outputs)),
            "most_photons": str(LARGEST["n_max"]),
            "least": str(LEAST),
            "most": str(MOST),
            "spare": str(SPARE),
            "arguments": ", ".join(names.values()),
            "parameters": _documented("number", names.values()),
            "arrays": _documented("ArrayLike<number>", names.values()),
            "bounding": ", ".join(bounding),
            "bounding_parameters": _documented("number", bounding),
            "given": ", ".join(names[rate] for rate in asked.given),
            "domain": " &&\n    ".join(asked.allowed("!==", names, "Number.MAX_VALUE")),
            "gain": "pC * (level + 1) + 2 * p" if names.keys() >= {*BOUNDING} else "2 * p",
            "elements": ", ".join(f"{name}[i]" for name in names.values()),
            **self._described(asked),
        }

    def _described(self, asked: Ladder) -> dict[str, str]:
        found = {}
        for name in FUNCTIONS:
            about = self.described(asked, name)
            found[f"about_{name.removeprefix('cavity_')}"] = about
        return found | {"types": "\n".join(self._types(asked, name) for name in FUNCTIONS)}

    def _types(self, asked: Ladder, name: str) -> str:
        one, many, returned = typed(asked, name)
        many.append("result?: T")
        return "\n".join([
            "/**", self.described(asked, name), " */",
            broken(f"export declare function {camel(name)}({', '.join(one)}): {returned};", "  "),
            "/** The same of every point: into `result`, or else into a new array. */",
            f"export declare function {camel(name)}Array<T extends RealArray = Float64Array>(",
            *(f"  {argument}," for argument in many), "): T;", "",
        ])  # fmt: skip


LANGUAGE = JavaScript()
