"""Expressions as gofmt writes them: blanks around the loosest operators of a mixture only.

The rules are those of `binaryExpr` in Go's go/printer.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from beyondthermal.numeric.programs.program import Call, Name, Node, Number, Operation

from .fitting import Tidy

__all__ = ["Gofmt"]

# Go's precedences.
_PRECEDENCE: Mapping[str, int] = {"+": 4, "-": 4, "*": 5, "/": 5}
_OPERATORS: Mapping[str, Callable[[float, float], float]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv
}  # fmt: skip
# A precedence below this cutoff gets blanks.
_ALL, _SUMS, _NONE = 6, 5, 4


@dataclass(frozen=True)
class _Binary:
    """Two operands that stand beside an operator."""

    sign: str
    left: "_Tree"
    right: "_Tree"


@dataclass(frozen=True)
class _Unary:
    """A sign before an operand."""

    operand: "_Tree"


@dataclass(frozen=True)
class _Bracket:
    """A function's name, or nothing, before brackets with operands in them."""

    name: str
    operands: tuple["_Tree", ...]


_Tree: TypeAlias = str | _Binary | _Unary | _Bracket


class Gofmt(Tidy):
    """Go; what could be fused with a sum is rounded by float64(...) first."""

    def code(self, node: Node, outer: int = 0) -> str:
        """A node as an expression that stands alone."""
        return _text(self._rounded(node), 1)

    def _tree(self, node: Node) -> _Tree:
        match _folded(node):
            case Operation(sign, left, right):
                # On the right what is as loose gets brackets, to keep the order.
                looser = _PRECEDENCE[sign] - 1
                left_tree = self._operand(sign, left, looser)
                return _Binary(sign, left_tree, self._operand(sign, right, looser + 1))
            case Call("negative", (operand,)):
                inner = self._rounded(operand)
                signed = isinstance(inner, _Binary | _Unary) or str(inner).startswith("-")
                return _Unary(_Bracket("", (inner,)) if signed else inner)
            case Call("select", operands):
                return _Bracket("choose", tuple(map(self._rounded, operands)))
            case Call("max" | "min" as name, operands):
                return _Bracket(self.calls[name], tuple(map(self._rounded, operands)))
            case Call(function, operands):
                if function not in self.calls:
                    raise ValueError(f"no code for {function}")
                return _Bracket(self.calls[function], tuple(map(self._tree, operands)))
            case Name(name):
                return self.identifier(name)
            case Number(value):
                return self.number(value)

    def _rounded(self, node: Node) -> _Tree:
        """A product that nothing can be added to before it is rounded."""
        tree = self._tree(node)
        product = isinstance(tree, _Binary) and tree.sign == "*"
        return _Bracket("float64", (tree,)) if product else tree

    def _operand(self, sign: str, node: Node, looser: int) -> _Tree:
        tree = self._rounded(node) if sign in "+-" else self._tree(node)
        loose = isinstance(tree, _Binary) and _PRECEDENCE[tree.sign] <= looser
        return _Bracket("", (tree,)) if loose else tree


def _folded(node: Node) -> Node:
    """A sum or product of numbers as a number: Go would compute with them without rounding."""
    if not isinstance(node, Operation):
        return node
    left, right = _folded(node.left), _folded(node.right)
    if isinstance(left, Number) and isinstance(right, Number) and (node.sign != "/" or right.value):
        return Number(_OPERATORS[node.sign](left.value, right.value))
    return Operation(node.sign, left, right)


def _text(tree: _Tree, depth: int) -> str:
    match tree:
        case str():
            return tree
        case _Unary(operand):
            return f"-{_text(operand, depth)}"
        case _Bracket("", (operand,)):
            return f"({_text(operand, max(depth - 1, 1))})"
        case _Bracket(name, operands):
            inner = depth + (len(operands) > 1)
            return f"{name}({', '.join(_text(operand, inner) for operand in operands)})"
    return _binary(tree, _cutoff(tree, depth), depth)


def _binary(tree: _Binary, cutoff: int, depth: int) -> str:
    precedence = _PRECEDENCE[tree.sign]
    blank = " " if precedence < cutoff else ""
    left = _text(tree.left, depth + _differs(tree.left, precedence))
    right = _text(tree.right, depth + 1)
    # Two minus signs in a row would be one token.
    touches = not blank and tree.sign == "-" and right.startswith("-")
    return f"{left}{blank}{tree.sign}{' ' if touches else blank}{right}"


def _differs(tree: _Tree, precedence: int) -> int:
    return 0 if isinstance(tree, _Binary) and _PRECEDENCE[tree.sign] == precedence else 1


def _cutoff(tree: _Binary, depth: int) -> int:
    """Below which precedence there are blanks."""
    if _adjacent(tree):
        return _SUMS
    if depth > 1:
        return _NONE
    return _SUMS if {_PRECEDENCE[sign] for sign in _signs(tree)} == {4, 5} else _ALL


def _signs(tree: _Tree) -> set[str]:
    """The operators side by side, outside of brackets."""
    if not isinstance(tree, _Binary):
        return set()
    return {tree.sign, *_signs(tree.left), *_signs(tree.right)}


def _adjacent(tree: _Tree) -> bool:
    """Whether two minus signs would touch."""
    if not isinstance(tree, _Binary):
        return False
    signed = isinstance(tree.right, _Unary) or str(tree.right).startswith("-")
    return (tree.sign == "-" and signed) or _adjacent(tree.left) or _adjacent(tree.right)
