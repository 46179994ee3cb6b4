"""Data that came with the package, and the programs in it: nothing of them is evaluated.

A program is written down as its arguments, parts and outputs. A body is the name of something, a
number, or a list of what is applied and to what: `["/", "x", ["exp", "y"]]`.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from beyondthermal.numeric.programs.program import Name, Node, Number, Program, applied, apply

__all__ = ["from_data", "stored", "to_data"]

Data = Any


@cache
def stored(name: str) -> Mapping[str, Data]:
    """The content of one of the files beside this one."""
    text = Path(__file__).with_name(f"{name}.json").read_text(encoding="utf-8")
    found: Mapping[str, Data] = json.loads(text)
    return found


def from_data(name: str, data: Mapping[str, Data]) -> Program:
    """The program that was written down so.

    Examples
    --------
    >>> from_data("half", {"arguments": ["x"], "parts": [], "outputs": [["y", ["/", "x", 2.0]]]})
    Program(name='half', arguments=('x',), parts=(), outputs=(('y', Operation(sign='/', \
left=Name(name='x'), right=Number(value=2.0))),))
    """
    parts, outputs = (
        tuple((key, _node(body)) for key, body in data[kind]) for kind in ("parts", "outputs")
    )
    return Program(name, tuple(data["arguments"]), parts, outputs)


def to_data(program: Program) -> dict[str, Data]:
    """A program as it is written down."""
    parts, outputs = (
        [[name, _data(body)] for name, body in bodies]
        for bodies in (program.parts, program.outputs)
    )
    return {"arguments": list(program.arguments), "parts": parts, "outputs": outputs}


def _node(data: Data) -> Node:
    if isinstance(data, str):
        return Name(data)
    if isinstance(data, float):
        return Number(data)
    kind, *operands = data
    return apply(kind, *map(_node, operands))


def _data(node: Node) -> Data:
    if isinstance(node, Name):
        return node.name
    if isinstance(node, Number):
        return node.value
    kind, operands = applied(node)
    return [kind, *map(_data, operands)]
