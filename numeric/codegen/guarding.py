"""What languages need whose signs need brackets, or whose division raises."""

from collections.abc import Callable
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

__all__ = ["Bracketed", "floated", "guarded", "short"]


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
