"""Programs as NumPy code over arrays that lie in registers."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from beyondthermal.numeric.arguments import Array

from .elementary import ELEMENTARY
from .program import Name, Node, Number, Program, applied, names, renamed

__all__ = ["Kernel", "in_registers"]

# Takes one-dimensional arrays and the registers; returns an array for each output.
Kernel = Callable[..., Sequence[Array]]


class _Registers:
    """Prints nodes as ufunc calls that name the register for their result."""

    def __init__(self, program: Sequence[tuple[str, Node]]) -> None:
        self.count = 0
        self._free: list[str] = []
        self._register_of: dict[str, str] = {}
        self._uses_left = Counter(name for _, body in program for name in names(body))

    def statement(self, name: str, body: Node) -> str:
        """The assignment of a part to its name, which takes over the register."""
        code = self._code(body)
        if isinstance(body, Name) and not name.startswith("result"):
            # A second name for the same content: either may be used up before the other.
            code = self._call("positive", code)
        if code in self._register_of:
            self._register_of[name] = self._register_of.pop(code)
        return f"{name} = {code}"

    def _code(self, node: Node) -> str:
        if isinstance(node, Name):
            return node.name
        if isinstance(node, Number):
            return repr(node.value)
        kind, operands = applied(node)
        return self._call(ELEMENTARY[kind].ufunc, *map(self._code, operands))

    def _call(self, ufunc: str, *operands: str) -> str:
        """The call, its result in the register of an operand that is used up, or in a new one."""
        released = [register for operand in operands for register in self._released(operand)]
        if not released and not self._free:
            self._free.append(f"r{self.count}")
            self.count += 1
        out, *self._free = [*released, *self._free]
        code = f"{ufunc}({', '.join(operands)}, out={out})"
        self._register_of[code] = out
        return code

    def _released(self, operand: str) -> list[str]:
        """The register of an operand that nothing after this needs."""
        self._uses_left[operand] -= 1
        used_up = self._uses_left[operand] <= 0 and operand in self._register_of
        return [self._register_of.pop(operand)] if used_up else []


def _select(a: Array, b: Array, u: Array, v: Array, out: Array) -> Array:
    """U where a > b, v elsewhere; NumPy's where has no out."""
    out[...] = np.where(a > b, u, v)
    return out


def in_registers(program: Program, filled: Sequence[int]) -> tuple[Kernel, int]:
    """The code of some outputs, and how many registers it needs."""
    results = [f"result{k}" for k in filled]
    # Whatever names a program has, none of them is a word of Python or a function of NumPy.
    named = renamed(program, lambda name: f"v_{name}")
    bodies = [named.outputs[k][1] for k in filled]
    steps = [*named.parts, *zip(results, bodies, strict=True)]
    printer = _Registers(steps)
    body = [printer.statement(name, node) for name, node in steps]
    registers = "".join(f"r{k}, " for k in range(printer.count))
    lines = [
        f"def kernel({', '.join((*named.arguments, 'registers'))}):",
        *(f"    {line}" for line in [f"[{registers}] = registers", *body]),
        f"    return {', '.join(results)},",
    ]
    namespace: dict[str, Any] = {**vars(np), "select": _select}
    exec("\n".join(lines), namespace)  # printed from a closed set of node types just above
    return namespace["kernel"], printer.count
