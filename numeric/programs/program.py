"""A program: what is behind every fast function, whatever the language.

A program binds parts to names, one after the other, and ends in its outputs. Bodies are trees of a
closed set of nodes, with a fixed order of evaluation. NumPy runs it, and so do C and all other
languages: they agree bit for bit wherever they round alike.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

__all__ = [
    "Call",
    "Name",
    "Node",
    "Number",
    "Operation",
    "Program",
    "applied",
    "apply",
    "arguments_put",
    "called",
    "names",
    "put",
    "renamed",
    "replaced",
    "walk",
]


@dataclass(frozen=True)
class Number:
    """A number that a double holds exactly."""

    value: float


@dataclass(frozen=True)
class Name:
    """An argument, or a part that was bound before."""

    name: str


@dataclass(frozen=True)
class Operation:
    """One of + - * /, rounded once."""

    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class Call:
    """One of the functions of `elementary`: negative, sqrt, exp, log, sin, cos, abs, and so on.

    max and min hand a NaN on; select(a, b, u, v) is u where a > b, and v elsewhere.
    """

    function: str
    operands: tuple["Node", ...]


Node: TypeAlias = Number | Name | Operation | Call


@dataclass(frozen=True)
class Program:
    """A function as a program.

    Attributes
    ----------
    name
        What it computes.
    arguments
        Their names, in order.
    parts
        What is bound, in order.
    outputs
        Names of the results and their bodies.
    about
        What it computes, line by line, where that isn't one of the paper's results.
    """

    name: str
    arguments: tuple[str, ...]
    parts: tuple[tuple[str, Node], ...]
    outputs: tuple[tuple[str, Node], ...]
    about: tuple[str, ...] = field(default=(), repr=False, compare=False)


def applied(node: Node) -> tuple[str, tuple[Node, ...]]:
    """What a node applies and to what, `("+", (x, y))`; nothing for a name or a number."""
    match node:
        case Operation(sign, left, right):
            return sign, (left, right)
        case Call(function, operands):
            return function, operands
    return "", ()


def apply(kind: str, *operands: Node) -> Node:
    """The node that applies this to these: `applied`, undone."""
    return Operation(kind, *operands) if kind in "+-*/" else Call(kind, operands)


def walk(node: Node) -> Iterator[Node]:
    """A node and everything below it, from the left."""
    yield node
    for operand in applied(node)[1]:
        yield from walk(operand)


def names(node: Node) -> Iterator[str]:
    """The names in a tree, each as often as it occurs."""
    return (part.name for part in walk(node) if isinstance(part, Name))


def called(programs: Sequence[Program]) -> frozenset[str]:
    """The functions that programs call: exp, max, and so on."""
    bodies = (body for program in programs for _, body in (*program.parts, *program.outputs))
    nodes = (node for body in bodies for node in walk(body))
    return frozenset(node.function for node in nodes if isinstance(node, Call))


def put(node: Node, rule: Callable[[Node], Node | None]) -> Node:
    """A tree with some of its nodes replaced, from below: those for which the rule isn't None."""
    kind, operands = applied(node)
    node = apply(kind, *(put(operand, rule) for operand in operands)) if kind else node
    found = rule(node)
    return node if found is None else found


def replaced(program: Program, rule: Callable[[Node], Node | None]) -> Program:
    """A program with some of its nodes replaced: those for which the rule isn't None."""
    parts = tuple((name, put(body, rule)) for name, body in program.parts)
    outputs = tuple((name, put(body, rule)) for name, body in program.outputs)
    return replace(program, parts=parts, outputs=outputs)


def arguments_put(program: Program, change: Callable[[Name], Node]) -> Program:
    """A program with something else wherever it takes an argument."""
    taken = set(map(Name, program.arguments))
    return replaced(
        program, lambda node: change(node) if isinstance(node, Name) and node in taken else None
    )


def renamed(program: Program, rename: Callable[[str], str]) -> Program:
    """The same program with other names for its arguments and parts."""
    named = replaced(
        program, lambda node: Name(rename(node.name)) if isinstance(node, Name) else None
    )
    arguments = tuple(map(rename, program.arguments))
    return replace(
        named, arguments=arguments, parts=tuple((rename(name), body) for name, body in named.parts)
    )
