"""A routine: the language-neutral program behind every fast function.

A program binds parts to names, one after the other, and ends in its outputs. Bodies are trees of a
closed set of nodes, with a fixed order of evaluation. NumPy runs it, and so do C and all other
languages: they agree bit for bit wherever they round alike.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

__all__ = [
    "Call",
    "Name",
    "Node",
    "Number",
    "Operation",
    "Routine",
    "applied",
    "names",
    "renamed",
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
class Routine:
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


def names(node: Node) -> Iterator[str]:
    """The names in a tree, each as often as it occurs."""
    if isinstance(node, Name):
        yield node.name
    for operand in applied(node)[1]:
        yield from names(operand)


def renamed(program: Routine, rename: Callable[[str], str]) -> Routine:
    """The same program with other names for its arguments and parts."""

    def put(node: Node) -> Node:
        match node:
            case Name(name):
                return Name(rename(name))
            case Operation(sign, left, right):
                return Operation(sign, put(left), put(right))
            case Call(function, operands):
                return Call(function, tuple(map(put, operands)))
        return node

    return Routine(
        program.name,
        tuple(map(rename, program.arguments)),
        tuple((rename(name), put(body)) for name, body in program.parts),
        tuple((name, put(body)) for name, body in program.outputs),
        program.about,
    )
