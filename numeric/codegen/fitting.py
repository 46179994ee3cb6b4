"""Programs whose every statement fits on a line, for languages whose formatters are strict.

What is too long is bound to a name of its own before: no operation changes, nor does its order.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from textwrap import wrap

from beyondthermal.numeric.programs.program import (
    Call,
    Name,
    Node,
    Number,
    Operation,
    Program,
    put,
    walk,
)

from .dialect import Dialect

__all__ = ["Tidy", "fitted", "wrapped"]


@dataclass(frozen=True)
class Tidy(Dialect):
    """A dialect of a language whose sign binds more tightly than any operation.

    Examples
    --------
    >>> x = Name("x")
    >>> Tidy().code(Operation("*", Call("negative", (x,)), Number(-0.5)))
    '-x * (-0.5)'
    """

    def code(self, node: Node, outer: int = 0) -> str:
        """A node as an expression, without brackets around what is negative."""
        match node:
            case Number(value) if value < 0 and outer < 3:
                return self.number(value)
            case Call("negative", (operand,)):
                code = f"-{self.code(operand, 3)}"
                return f"({code})" if outer == 3 else code
        return super().code(node, outer)


def fitted(
    program: Program,
    fits: Callable[[str, Node], bool],
    alone: Collection[str] = (),
    *,
    bound: bool = False,
) -> Program:
    """A program whose statements fit, as far as that is possible.

    Parameters
    ----------
    program
        Any program.
    fits
        Whether a name and its body fit on a line.
    alone
        Functions that stand alone in a statement.
    bound
        Whether a result that such a function makes is bound to a name, too.
    """
    splitter = _Splitter(program, fits, alone)
    for name, body in program.parts:
        splitter.parts.append((name, splitter.short(name, body)))
    outputs = tuple((name, splitter.result(name, body, bound)) for name, body in program.outputs)
    return Program(program.name, program.arguments, tuple(splitter.parts), outputs)


def wrapped(lines: Sequence[str], width: int) -> list[str]:
    """Lines of a comment; those too long go on in the next, further in.

    The first one, a user's, is broken between words only.
    """
    result: list[str] = []
    for k, line in enumerate(lines):
        indent, whole = " " * (len(line) - len(line.lstrip()) + 4), k > 0
        result += wrap(
            line, width, subsequent_indent=indent, break_long_words=whole, break_on_hyphens=whole
        ) or [""]
    return result


def _inside(node: Node) -> list[Node]:
    """Everything below a node."""
    return list(walk(node))[1:]


class _Splitter:
    """Binds what is too long; its names are new to the program."""

    def __init__(
        self, program: Program, fits: Callable[[str, Node], bool], alone: Collection[str]
    ) -> None:
        self.parts: list[tuple[str, Node]] = []
        self._fits = fits
        self._alone = alone
        self._taken = {*program.arguments, *(name for name, _ in program.parts)}

    def short(self, name: str, node: Node) -> Node:
        """A body that fits, once parts of it are bound."""
        while lonely := [part for part in _inside(node) if self._stands_alone(part)]:
            node = self._bind(node, lonely[-1])
        while not self._fits(name, node):
            parts = [part for part in _inside(node) if isinstance(part, Operation | Call)]
            short = [part for part in parts if self._fits(self._free(), part)]
            if not short:
                break
            node = self._bind(node, max(short, key=lambda part: len(_inside(part))))
        return node

    def result(self, name: str, node: Node, bound: bool) -> Node:
        """A result that fits."""
        short = self.short(name, node)
        return self._bind(short, short) if bound and self._stands_alone(short) else short

    def _stands_alone(self, node: Node) -> bool:
        return isinstance(node, Call) and node.function in self._alone

    def _free(self) -> str:
        numbers = range(1, len(self._taken) + 2)
        return next(f"part{k}" for k in numbers if f"part{k}" not in self._taken)

    def _bind(self, node: Node, part: Node) -> Node:
        name = self._free()
        self._taken.add(name)
        self.parts.append((name, self.short(name, part)))
        return put(node, lambda found: Name(name) if found == part else None)
