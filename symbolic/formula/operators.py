"""Formulas for operators, over names for them and for the levels of a space.

Levels are met as ket(e), bra(g), projector(e) and transition(e, g) = |e><g|, those of a product as
ket(0, 1). The formula is read by the grammar of all formulas, with symbols that don't commute; then
the matrices take their places.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

import sympy as sp

from beyondthermal.symbolic.symbols import OPERATOR, declared

from .functions import FUNCTIONS, Function
from .grammar import parse

__all__ = ["OperatorNames"]


@dataclass(frozen=True)
class OperatorNames:
    """A space with names for its operators.

    Attributes
    ----------
    labels
        One label for each basis state.
    operators
        d × d matrices by name.
    digits
        How the basis states are addressed: one label for each factor.
    """

    labels: tuple[str, ...]
    operators: Mapping[str, sp.ImmutableMatrix]
    digits: tuple[tuple[str, ...], ...]

    @property
    def shown(self) -> tuple[str, ...]:
        """The labels as they are written in formulas: 1, -1, 3/2 where a label spells signs out."""
        plain = all(digit.isalnum() for digits in self.digits for digit in digits)
        return self.labels if plain else tuple(map(",".join, self.digits))

    def read(
        self,
        text: str,
        names: Mapping[str, sp.Expr],
        functions: Mapping[str, Function] | None = None,
    ) -> sp.ImmutableMatrix:
        """Read a formula for an operator; a number stands for its multiple of the identity.

        Parameters
        ----------
        text
            In the grammar of `parse`, over the operators' names and what follows.
        names
            Numbers by name. A name that is also an operator's stands for the operator.
        functions
            More functions of operators; each takes matrices, and symbols that stand for none, and
            returns a matrix.

        Raises
        ------
        ValueError
            If it is no such formula, or isn't a d × d matrix in the end.

        Examples
        --------
        >>> space = OperatorNames(("g", "e"), {}, (("g",), ("e",)))
        >>> space.read("2*transition(e, g)", {})
        Matrix([
        [0, 0],
        [2, 0]])
        """
        bare = {each for each in names.values() if each.is_Symbol and not each.is_commutative}
        reading = _Reading(self, {}, bare)
        known = {name: reading.named(name, m) for name, m in self.operators.items()}
        levels = {label for digits in self.digits for label in digits if label[0].isalpha()}
        standing = {label: declared(label, OPERATOR) for label in levels - names.keys()}
        expr = parse(text, {**standing, **names, **known}, reading.functions(functions or {}))
        matrix = reading.value(expr)
        size = len(self.labels)
        if matrix.shape == (1, 1) and size > 1:
            matrix = matrix[0, 0] * sp.eye(size)
        if matrix.shape != (size, size):
            raise ValueError(f"{text!r} must be an operator, but it is {_kind(matrix)}.")
        return sp.ImmutableMatrix(matrix.applyfunc(sp.expand))

    def index(self, digits: Sequence[sp.Expr]) -> int:
        """Which basis state it is."""
        wanted = tuple(map(str, digits))
        if wanted not in self.digits:
            known = ", ".join(", ".join(level) for level in self.digits[:8])
            raise ValueError(f"knows no level {', '.join(wanted)}; there are {known}")
        return self.digits.index(wanted)


@dataclass(frozen=True)
class _Reading:
    """What the matrices of one formula are called while it is read: symbols that don't commute."""

    space: OperatorNames
    matrices: dict[sp.Symbol, sp.Matrix]
    # Names that functions take as they are.
    bare: Collection[sp.Expr]

    def named(self, name: str, matrix: sp.Matrix) -> sp.Symbol:
        found = declared(name, OPERATOR)
        self.matrices[found] = matrix
        return found

    def fresh(self, matrix: sp.Matrix) -> sp.Symbol:
        return self.named(f"matrix {len(self.matrices)}", matrix)

    def functions(self, others: Mapping[str, Function]) -> dict[str, Function]:
        """The functions of operators: those of levels, and others that take matrices."""
        most = len(self.space.digits[0])

        def column(*digits: sp.Expr) -> sp.Matrix:
            index = self.space.index(digits)
            return sp.Matrix(len(self.space.labels), 1, lambda k, _: int(k == index))

        def transition(*digits: sp.Expr) -> sp.Expr:
            return self.fresh(column(*digits[:most]) * column(*digits[most:]).H)

        return {
            "ket": Function(lambda *d: self.fresh(column(*d)), most, most),
            "bra": Function(lambda *d: self.fresh(column(*d).H), most, most),
            "projector": Function(lambda *d: transition(*d, *d), most, most),
            "transition": Function(transition, 2 * most, 2 * most),
            "dagger": Function(lambda expr: self.fresh(self.value(expr).H)),
            **{name: _of_numbers(function) for name, function in FUNCTIONS.items()},
            **{name: self._of_matrices(function) for name, function in others.items()},
        }

    def _of_matrices(self, function: Function) -> Function:
        def argument(expr: sp.Expr) -> sp.Expr | sp.Matrix:
            unknown = expr.is_Symbol and expr not in self.matrices
            return expr if unknown or expr in self.bare else self.value(expr)

        def build(*arguments: sp.Expr) -> sp.Expr:
            return self.fresh(function.build(*map(argument, arguments)))

        return Function(build, function.fewest, function.most)

    def value(self, expr: sp.Expr) -> sp.Matrix:
        """The matrix that an expression stands for; a number is a 1 × 1 matrix."""
        if expr.is_commutative:
            return sp.Matrix([[expr]])
        if expr.is_Symbol:
            if expr not in self.matrices:
                raise ValueError(f"{expr} is a level, not an operator: write projector({expr})")
            return self.matrices[expr]
        if expr.is_Add or expr.is_Mul:
            return reduce(self._sum if expr.is_Add else _product, map(self.value, expr.args))
        base, exponent = expr.as_base_exp()
        matrix = self.value(base)
        if not (exponent.is_Integer and exponent >= 0) or matrix.rows != matrix.cols:
            raise ValueError("an operator has whole powers, from zero on, and no other functions")
        return matrix**exponent

    def _sum(self, one: sp.Matrix, other: sp.Matrix) -> sp.Matrix:
        """In a sum a number stands for its multiple of the identity."""
        size = len(self.space.labels)
        if one.shape != other.shape and (1, 1) in (one.shape, other.shape):
            one, other = (m[0, 0] * sp.eye(size) if m.shape == (1, 1) else m for m in (one, other))
        if one.shape != other.shape:
            raise ValueError(f"{_kind(one)} and {_kind(other)} can't be added")
        return one + other


def _of_numbers(function: Function) -> Function:
    """A function that is taken of numbers alone."""

    def build(*arguments: sp.Expr) -> sp.Expr:
        if not all(argument.is_commutative for argument in arguments):
            raise ValueError("is taken of numbers: an operator has whole powers, and dagger")
        return function.build(*arguments)

    return replace(function, build=build)


def _product(one: sp.Matrix, other: sp.Matrix) -> sp.Matrix:
    if one.shape == (1, 1):
        return one[0, 0] * other
    if other.shape == (1, 1):
        return one * other[0, 0]
    if one.cols != other.rows:
        raise ValueError(f"{_kind(one)} can't be multiplied by {_kind(other)}")
    return one * other


def _kind(matrix: sp.Matrix) -> str:
    if matrix.cols == 1:
        return "a number" if matrix.rows == 1 else "a ket"
    return "a bra" if matrix.rows == 1 else "an operator"
