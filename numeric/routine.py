"""A routine: the language-neutral program behind every fast function.

A program binds parts to names, one after the other, and ends in its outputs. Bodies are trees of a
closed set of nodes, with a fixed order of evaluation. NumPy runs it, and so do C and all other
languages: they agree bit for bit wherever they round alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Call", "Name", "Node", "Number", "Operation", "Routine", "names"]


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
    """One of negative, sqrt, exp, log, abs, max, min, or select.

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
    """

    name: str
    arguments: tuple[str, ...]
    parts: tuple[tuple[str, Node], ...]
    outputs: tuple[tuple[str, Node], ...]


def names(node: Node) -> Iterator[str]:
    """The names in a tree, each as often as it occurs."""
    match node:
        case Name(name):
            yield name
        case Operation(_, left, right):
            yield from (*names(left), *names(right))
        case Call(_, operands):
            for operand in operands:
                yield from names(operand)
