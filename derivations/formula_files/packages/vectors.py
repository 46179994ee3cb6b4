"""Test vectors of the functions of a file: points of its domains, and what is right there."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial, reduce

import sympy as sp

from beyondthermal.derivations.formula_files.file import FormulaFile
from beyondthermal.numeric.codegen.expression_vectors import expression_vectors
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.vectors import Vectors
from beyondthermal.numeric.programs.program import Program
from beyondthermal.symbolic.formula.functions import rewritten

from .programs import Routine

__all__ = ["vectors_of"]

POINTS = 1000


def vectors_of(file: FormulaFile, asked: Sequence[Routine], package: Package) -> list[Vectors]:
    """Points of the domains, and what each function should return there, to 40 digits.

    Raises
    ------
    ValueError
        If a function loses its digits at most points.
    """
    pairs = ((asked[k % len(asked)], program) for k, program in enumerate(package.programs))
    return [_vectors(file, routine, program, package.single) for routine, program in pairs]


def _vectors(file: FormulaFile, routine: Routine, program: Program, single: bool) -> Vectors:
    expressions = [*routine.outputs.values()]
    if len(program.outputs) > len(expressions):
        expressions += [_slope(expr, s) for expr in expressions for s in routine.arguments]
    related = file.contents.domains.relations
    found = expression_vectors(
        program, routine.arguments, expressions, file.where, POINTS, related, single=single
    )
    return replace(found, values=len(routine.outputs))


class _Side(sp.Function):
    """On which side of a kink a point is, 1 or -1: the same all around it."""

    def fdiff(self, argindex: int = 1) -> sp.Expr:
        """It does not change."""
        return sp.S.Zero


def _slope(expr: sp.Expr, symbol: sp.Symbol) -> sp.Expr:
    """A derivative beside the kinks: |u| is u times its sign, and of a maximum one side counts.

    So what is zero is exactly zero, and no difference of equal numbers.
    """
    smooth = rewritten(expr, but=(sp.Max, sp.Min))
    smooth = smooth.replace(sp.Max, lambda *each: reduce(partial(_chosen, 1), each))
    smooth = smooth.replace(sp.Min, lambda *each: reduce(partial(_chosen, -1), each))
    smooth = smooth.replace(sp.sign, _Side).replace(sp.Abs, lambda u: u * _Side(u))
    return sp.diff(smooth, symbol).replace(_Side, sp.sign)


def _chosen(sign: int, a: sp.Expr, b: sp.Expr) -> sp.Expr:
    """The larger of two, or with -1 the smaller, as a sum in which one of them has the factor 0."""
    half = sign * _Side(a - b) / 2
    return a * (sp.S.Half + half) + b * (sp.S.Half - half)
