"""Reads Julia and Maple as far as our files go, and evaluates them on arrays of points."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

TOKEN = re.compile(r"\s*(\d+(?:\.\d+)?(?:e-?\d+)?|`if`|[A-Za-z_]\w*|<>|[-+*/^()\[\],<>=])")
COMPARE = {">": np.greater, "<": np.less, "=": np.equal, "<>": np.not_equal}
ARCS = {name: getattr(np, f"arc{name}") for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")}
COMMON: Mapping[str, Callable[..., Any]] = {
    name: getattr(np, name)
    for name in ("exp", "sqrt", "abs", "sin", "cos", "tan", "sinh", "cosh", "tanh")
}
JULIA = {**COMMON, "log": np.log, "log1p": np.log1p, "expm1": np.expm1, "cbrt": np.cbrt,
         **{f"a{name}": function for name, function in ARCS.items()}, "atan": lambda *given:
         np.arctan2(*given) if len(given) > 1 else np.arctan(*given),
         "max": np.maximum, "min": np.minimum, "ifelse": np.where,
         "Float32": np.float32}  # fmt: skip
# In Maple, an undefined number differs from no number, and is neither smaller nor larger.
MAPLE = {**COMMON, "ln": np.log, "surd": lambda value, _: np.cbrt(value),
         **{f"arc{name}": function for name, function in ARCS.items()}, "arctan": JULIA["atan"],
         "evalf": lambda value: value, "`if`": np.where, "max": max,
         "Float": lambda value: value, "type": lambda value, _: np.isnan(value)}  # fmt: skip


class Expression:
    """A recursive descent: or, comparison, sum, product, sign, power, atom."""

    def __init__(self, text: str, names: Mapping[str, Any], functions: Mapping[str, Any]) -> None:
        self.tokens = TOKEN.findall(text)
        # Nothing may be skipped.
        assert "".join(self.tokens) == "".join(text.split()), text
        self.names, self.functions = names, functions

    def value(self) -> Any:
        found = self.either()
        assert not self.tokens, self.tokens
        return found

    def next(self, *signs: str) -> str | None:
        return self.tokens.pop(0) if self.tokens and self.tokens[0] in signs else None

    def either(self) -> Any:
        found = self.comparison()
        while self.next("or"):
            found = np.logical_or(found, self.comparison())
        return found

    def comparison(self) -> Any:
        found = self.sum()
        if sign := self.next(*COMPARE):
            other = self.sum()
            both = ~(np.isnan(found) | np.isnan(other))
            return COMPARE[sign](found, other) & both
        return found

    def sum(self) -> Any:
        found = self.product()
        while sign := self.next("+", "-"):
            other = self.product()
            found = found + other if sign == "+" else found - other
        return found

    def product(self) -> Any:
        found = self.signed()
        while sign := self.next("*", "/"):
            # Two signs in a row are an error in Maple.
            assert self.tokens[0] != "-"
            other = self.signed()
            found = found * other if sign == "*" else np.divide(found, other)
        return found

    def signed(self) -> Any:
        return -self.product() if self.next("-") else self.power()

    def power(self) -> Any:
        found = self.atom()
        return np.float64(found) ** self.atom() if self.next("^") else found

    def atom(self) -> Any:
        token = self.tokens.pop(0)
        if token == "(":
            found = self.either()
            assert self.next(")")
            return found
        if token == "[":
            return self.items("]")
        if token[0].isdigit():
            return np.float64(token)
        if self.next("("):
            return self.functions[token](*self.items(")"))
        return self.names[token]

    def items(self, end: str) -> list[Any]:
        found = [self.either()]
        while self.next(","):
            found.append(self.either())
        assert self.next(end)
        return found


@dataclass(frozen=True)
class Procedure:
    """Its statements run in turn; a condition chooses for each point."""

    arguments: tuple[str, ...]
    statements: tuple[str, ...]
    functions: Mapping[str, Any]

    def __call__(self, *values: Any) -> Any:
        constants = {"infinity": np.inf, "undefined": np.nan, "Digits": 10}
        with np.errstate(all="ignore"):
            names = constants | dict(zip(self.arguments, values, strict=True))
            return self.run(list(self.statements), names)

    def run(self, statements: list[str], names: dict[str, Any]) -> Any:
        statement, *rest = statements
        if found := re.fullmatch(r"(\w+) :?= (.*)", statement, re.DOTALL):
            names[found[1]] = Expression(found[2], names, self.functions).value()
            return self.run(rest, names)
        if found := re.fullmatch(
            r"if (.*) then return (.*?)(?: else return (.*?))? end if", statement
        ):
            condition, yes = (
                Expression(text, names, self.functions).value() for text in found.groups()[:2]
            )
            no = self.run([f"return {found[3]}"] if found[3] else rest, names)
            return np.where(condition, yes, no)
        assert statement.startswith("return "), statement
        return Expression(statement.removeprefix("return "), names, self.functions).value()


def julia(source: str) -> dict[str, Procedure]:
    """The functions of a module."""
    found = {}
    for name, given, body in re.findall(
        r"^function (\w+)\((.*?)\)\n(.*?)^end$", source, re.M | re.S
    ):
        arguments = tuple(argument.removesuffix("::Real") for argument in given.split(", "))
        if "::Real" not in given:
            continue
        head, _, returned = body.partition("    return ")
        promoted, *lines = head.splitlines()
        assert promoted == f"    {', '.join(arguments)} = promote({', '.join(arguments)}, 0.0)"
        # A named tuple becomes a list.
        returned = re.sub(r"^ +\w+ = ", "", returned, flags=re.M).strip()
        if returned.startswith("(\n"):
            returned = f"[{returned[1:-1].strip().rstrip(',')}]"
        statements = (*(line.strip() for line in lines), f"return {returned}")
        found[name] = Procedure(arguments, statements, JULIA)
    return found


def maple(source: str) -> dict[str, Procedure]:
    """The procedures of a module, each of which knows the others."""
    code = re.sub(r"^ *#.*\n", "", source, flags=re.M)
    code = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', code)
    found: dict[str, Any] = dict(MAPLE)
    for name, given, body in re.findall(
        r"^    (\w+) := proc\((.*?)\)\n(.*?)^    end proc;$", code, re.M | re.S
    ):
        statements = [" ".join(s.split()) for s in body.split(";") if s.strip()]
        local = [s for s in statements if s.startswith("local ")]
        rest = tuple(s for s in statements if not s.startswith(("local ", "description ")))
        declared = {n for s in local for n in s.removeprefix("local ").split(", ")}
        assigned = {s.partition(" := ")[0] for s in rest if " := " in s}
        if f"    {name.removesuffix('_array')} := proc" not in code or name[-6:] != "_array":
            assert assigned - {"Digits"} == declared, name
            found[name] = Procedure(tuple(given.split(", ")), rest, found)
    return {name: f for name, f in found.items() if isinstance(f, Procedure)}


def parsed(key: str, folder: Path) -> dict[str, Procedure]:
    """The functions of a package in Julia or Maple, by the names of their programs."""
    (source,) = folder.rglob({"julia": "*.jl", "maple": "*.mpl"}[key])
    return {"julia": julia, "maple": maple}[key](source.read_text("utf-8"))
