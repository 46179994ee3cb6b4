"""Numbers that write down what is done to them: a function run on them becomes a program."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .program import Name, Node, Number, Operation, Program, names

__all__ = ["recorded"]

ONE, MINUS = Number(1.0), Number(-1.0)


class _Tape:
    """The operations in order, each once."""

    def __init__(self) -> None:
        self.parts: dict[Operation, Name] = {}

    def bound(self, operation: Operation) -> "_Recorded":
        name = self.parts.setdefault(operation, Name(f"t{len(self.parts)}"))
        return _Recorded(self, name)


@dataclass(frozen=True, eq=False)
class _Recorded:
    """A number that is known only by its name."""

    tape: _Tape
    node: Node

    def _with(self, sign: str, other: Any, *, turned: bool = False) -> "_Recorded":
        there = other.node if isinstance(other, _Recorded) else Number(float(other))
        left, right = (there, self.node) if turned else (self.node, there)
        # A factor of one changes no bit.
        if sign == "*" and ONE in (left, right):
            return _Recorded(self.tape, right if left == ONE else left)
        return self.tape.bound(Operation(sign, left, right))

    def __add__(self, other: Any) -> "_Recorded":
        return self._with("+", other)

    def __radd__(self, other: Any) -> "_Recorded":
        return self._with("+", other, turned=True)

    def __sub__(self, other: Any) -> "_Recorded":
        return self._with("-", other)

    def __rsub__(self, other: Any) -> "_Recorded":
        return self._with("-", other, turned=True)

    def __mul__(self, other: Any) -> "_Recorded":
        return self._with("*", other)

    def __rmul__(self, other: Any) -> "_Recorded":
        return self._with("*", other, turned=True)

    def __truediv__(self, other: Any) -> "_Recorded":
        return self._with("/", other)

    def __rtruediv__(self, other: Any) -> "_Recorded":
        return self._with("/", other, turned=True)

    def __neg__(self) -> "_Recorded":
        return self._with("*", MINUS.value, turned=True)

    def __pow__(self, exponent: int) -> "_Recorded":
        return self if exponent == 1 else self * self ** (exponent - 1)


def recorded(
    name: str, arguments: Sequence[str], function: Callable[..., dict[str, Any]]
) -> Program:
    """The program of a function of numbers that returns its results by name.

    Operations on whose outcome no result depends are left out.

    Examples
    --------
    >>> program = recorded("mean", ["a", "b"], lambda a, b: {"m": (a + b) / 2, "s": a + b})
    >>> [name for name, _ in program.parts]
    ['t0', 't1']
    """
    tape = _Tape()
    found = function(*(_Recorded(tape, Name(argument)) for argument in arguments))
    nodes = {k: x.node if isinstance(x, _Recorded) else Number(float(x)) for k, x in found.items()}
    bodies = {part.name: operation for operation, part in tape.parts.items()}
    live: set[str] = set()
    asked = [inner for node in nodes.values() for inner in names(node)]
    while asked:
        part = asked.pop()
        if part in bodies and part not in live:
            live.add(part)
            asked.extend(names(bodies[part]))
    parts = tuple((part, body) for part, body in bodies.items() if part in live)
    return Program(name, tuple(arguments), parts, tuple(nodes.items()))
