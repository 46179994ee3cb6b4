"""Exact derivatives of a program, by the chain rule on its parts.

The derivatives use the values that the program binds anyway. Where a function has a kink, the
derivative is one-sided: max(0, q) has that of q at q = 0, and |q| that of -q.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from .elementary import ELEMENTARY, ONE, ZERO
from .program import Name, Node, Number, Program, applied, apply, names, put

__all__ = ["with_gradient"]


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
        kind, operands = applied(node)
        return apply(kind, *map(self._named, operands)) if kind else node

    def _named(self, node: Node) -> Node:
        flat = self._flat(node)
        if isinstance(flat, Name | Number):
            return flat
        return self._bind(f"v{len(self.parts)}", flat)

    def _slope(self, value: Name, body: Node, argument: str) -> Node:
        """The derivative of a flat body, whose value has a name."""
        kind, operands = applied(body)
        if not kind:
            return self.derivative(body, argument)
        slopes = [self.derivative(operand, argument) for operand in operands]
        if all(slope == ZERO for slope in slopes):
            return ZERO
        return ELEMENTARY[kind].slope(value, operands, slopes)
