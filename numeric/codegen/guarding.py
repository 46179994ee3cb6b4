"""What languages need whose signs need brackets, or whose division raises."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from beyondthermal.numeric.programs.program import (
    Call,
    Name,
    Node,
    Number,
    Operation,
    Program,
    arguments_put,
    replaced,
)

from .dialect import Dialect

__all__ = ["Bracketed", "clipped", "floated", "guarded", "short"]

# Within these bounds a power of two is a normal double.
BOUND = 700


@dataclass(frozen=True)
class Bracketed(Dialect):
    """A dialect that writes a - (-b), and brackets a choice inside of an expression.

    Attributes
    ----------
    smaller
        Template of a choice whose condition is better read as b < a, for a number a.

    Examples
    --------
    >>> x = Name("x")
    >>> Bracketed().code(Operation("-", x, Call("negative", (x,))))
    'x - (-x)'
    """

    smaller: str = ""
    bare: bool = True

    def code(self, node: Node, outer: int = 0) -> str:
        """A node as an expression."""
        match node:
            case Call("select", (a, b, u, v)):
                template = self.smaller if self.smaller and isinstance(a, Number) else self.select
                # A number at the end of a condition needs no brackets, whatever its sign.
                sides = {"a": self.code(a), "b": self.code(b)}
                code = template.format(**sides, u=self._choice(u), v=self._choice(v))
                return f"({code})" if outer and template[-1] not in ")]" else code
        return super().code(node, outer)

    def _choice(self, node: Node) -> str:
        """A choice within a choice counts as inside of an expression."""
        return self.code(node, 1 if isinstance(node, Call) and node.function == "select" else 0)


def short(dialect: Dialect, columns: int) -> Callable[[str, Node], bool]:
    """Whether a name and its body take no more than so many columns together."""
    return lambda name, body: len(dialect.identifier(name)) + len(dialect.code(body)) <= columns


def guarded(program: Program) -> Program:
    """A program for a language whose division raises at 0: by an argument, it is a call of `ratio`.

    All other denominators are positive, whatever the arguments are.
    """

    def rule(node: Node) -> Node | None:
        match node:
            case Operation("/", left, Name(name)) if name in program.arguments:
                return Call("ratio", (left, Name(name)))
        return None

    return replaced(program, rule)


def floated(program: Program) -> Program:
    """A program for a language that is exact by default: its arguments go through `float` first."""
    return arguments_put(program, lambda argument: Call("float", (argument,)))


def clipped(program: Program) -> Program:
    """A program in which exp_clipped stands for the exponential of what is clipped."""
    parts = dict(program.parts)

    def rule(node: Node) -> Node | None:
        match node:
            case Call("exp", (operand,)) if _is_clipped(operand, parts):
                return Call("exp_clipped", (operand,))
        return None

    return replaced(program, rule)


def _is_clipped(node: Node, parts: Mapping[str, Node]) -> bool:
    """Whether a node is min(max(..., low), high) with numbers that leave room."""
    match _body(node, parts):
        case Call("min", (inner, Number(high))):
            match _body(inner, parts):
                case Call("max", (_, Number(low))):
                    return -BOUND <= low <= high <= BOUND
    return False


def _body(node: Node, parts: Mapping[str, Node]) -> Node:
    """What a name stands for."""
    while isinstance(node, Name) and node.name in parts:
        node = parts[node.name]
    return node
