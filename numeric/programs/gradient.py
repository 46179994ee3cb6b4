"""Exact derivatives of a program, by the chain rule on its parts.

The derivatives use the values that the program binds anyway. Where a function has a kink, the
derivative is one-sided: max(0, q) has that of q at q = 0, and |q| that of -q.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from .program import Call, Name, Node, Number, Operation, Program, names, put

__all__ = ["with_gradient"]

ZERO, ONE, TWO = Number(0.0), Number(1.0), Number(2.0)


def with_gradient(program: Program) -> Program:
    """The program that returns each output and, after all of them, their derivatives.

    Derivatives are named `dOUTPUT_dARGUMENT`, output by output.

    Parameters
    ----------
    program
        A program; its parts are kept, those of the derivatives stand between them.
    """
    forward = _Forward(program)
    outputs = [(name, forward.bound(body, name)) for name, body in program.outputs]
    derivatives = [
        (f"d{name}_d{argument}", forward.derivative(body, argument))
        for name, body in outputs
        for argument in program.arguments
    ]
    name = f"{program.name}_gradient"
    return _tidied(name, program.arguments, forward.parts, [*outputs, *derivatives])


def _tidied(
    name: str,
    arguments: tuple[str, ...],
    parts: Sequence[tuple[str, Node]],
    outputs: Sequence[tuple[str, Node]],
) -> Program:
    """Without what nothing needs; what was named for the chain rule and is needed once is put in.

    Neither changes an operation or its operands.
    """
    kept, finals = list(parts), list(outputs)
    for part, body in reversed(parts):
        uses = Counter(used for _, node in [*kept, *finals] for used in names(node))[part]
        if uses == 0 or (uses == 1 and re.match(r"d?v\d", part)):
            kept.remove((part, body))
            there: Mapping[Node, Node] = {Name(part): body}
            kept = [(key, put(node, there.get)) for key, node in kept]
            finals = [(key, put(node, there.get)) for key, node in finals]
    return Program(name, arguments, tuple(kept), tuple(finals))


class _Forward:
    """Walks through a program; knows the derivative of everything bound so far."""

    def __init__(self, program: Program) -> None:
        self.arguments = program.arguments
        self.parts: list[tuple[str, Node]] = []
        self._known: dict[tuple[str, str], Node] = {
            (name, argument): ONE if name == argument else ZERO
            for name in program.arguments
            for argument in program.arguments
        }
        for name, body in program.parts:
            self._bind(name, self._flat(body))

    def bound(self, body: Node, name: str) -> Node:
        """A body as a name, bound now if it isn't."""
        flat = self._flat(body)
        return flat if isinstance(flat, Name | Number) else self._bind(name, flat)

    def derivative(self, node: Node, argument: str) -> Node:
        """The derivative of a name or a number."""
        return self._known[node.name, argument] if isinstance(node, Name) else ZERO

    def _bind(self, name: str, body: Node) -> Name:
        self.parts.append((name, body))
        for argument in self.arguments:
            slope = self._slope(Name(name), body, argument)
            if not isinstance(slope, Name | Number):
                self.parts.append((f"d{name}_d{argument}", slope))
                slope = Name(f"d{name}_d{argument}")
            self._known[name, argument] = slope
        return Name(name)

    def _flat(self, node: Node) -> Node:
        """A node whose operands are names and numbers; what is inside them is bound."""
        if isinstance(node, Operation):
            return Operation(node.sign, self._named(node.left), self._named(node.right))
        if isinstance(node, Call):
            return Call(node.function, tuple(map(self._named, node.operands)))
        return node

    def _named(self, node: Node) -> Node:
        flat = self._flat(node)
        if isinstance(flat, Name | Number):
            return flat
        return self._bind(f"v{len(self.parts)}", flat)

    def _slope(self, value: Name, body: Node, argument: str) -> Node:
        """The derivative of a flat body, whose value has a name."""
        if isinstance(body, Name | Number):
            return self.derivative(body, argument)
        if isinstance(body, Operation):
            slopes = [self.derivative(part, argument) for part in (body.left, body.right)]
            return _OPERATIONS[body.sign](value, body.left, body.right, *slopes)
        slopes = [self.derivative(part, argument) for part in body.operands]
        return _call_slope(value, body, slopes)


def _plus(a: Node, b: Node) -> Node:
    if a == ZERO or b == ZERO:
        return b if a == ZERO else a
    return Operation("+", a, b)


def _minus(a: Node, b: Node) -> Node:
    if b == ZERO:
        return a
    return Call("negative", (b,)) if a == ZERO else Operation("-", a, b)


def _times(a: Node, b: Node) -> Node:
    if ZERO in (a, b):
        return ZERO
    if ONE in (a, b):
        return b if a == ONE else a
    return Operation("*", a, b)


def _over(a: Node, b: Node) -> Node:
    return ZERO if a == ZERO else Operation("/", a, b)


_OPERATIONS: Mapping[str, Callable[[Node, Node, Node, Node, Node], Node]] = {
    "+": lambda value, u, v, du, dv: _plus(du, dv),
    "-": lambda value, u, v, du, dv: _minus(du, dv),
    "*": lambda value, u, v, du, dv: _plus(_times(du, v), _times(u, dv)),
    "/": lambda value, u, v, du, dv: _over(_minus(du, _times(value, dv)), v),
}


def _call_slope(value: Name, body: Call, slopes: list[Node]) -> Node:
    if all(slope == ZERO for slope in slopes):
        return ZERO
    (first, *others), slope = body.operands, slopes[0]
    match body.function:
        case "negative":
            return Call("negative", (slope,))
        case "sqrt":
            return _over(slope, _times(TWO, value))
        case "exp":
            return _times(value, slope)
        case "log":
            return _over(slope, first)
        case "abs":
            return Call("select", (first, ZERO, slope, Call("negative", (slope,))))
        case "max":
            # With the number on the right, a NaN on the left keeps its slope.
            return Call("select", (others[0], first, slopes[1], slope))
        case "min":
            return Call("select", (first, others[0], slopes[1], slope))
        case "select":
            return Call("select", (first, others[0], slopes[2], slopes[3]))
    raise ValueError(f"no derivative of {body.function}")
