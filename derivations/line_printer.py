"""Mathematics in one line, as it is typed: a fraction with a slash, a power with a hat."""

import sympy as sp
from sympy.printing.pretty.stringpict import prettyForm

from .ordering import power, tens
from .text_printer import Text

__all__ = ["Line"]


class Line(Text):
    """Text in one line, in Unicode or ASCII."""

    # A fraction is written with a slash, wherever it stands.
    raised = True

    def _print_Rational(self, number: sp.Rational) -> prettyForm:
        if tens(number):
            return super()._print_Rational(number)
        loose = prettyForm.MUL if number.q > 1 else prettyForm.ATOM
        return prettyForm(str(number), binding=prettyForm.NEG if number < 0 else loose)

    def _print_Pow(self, expr: sp.Pow) -> prettyForm:
        expr = power(expr)
        base, exponent = expr.args
        if base == 10 and exponent.is_Integer:
            return super()._print_Pow(expr)
        if exponent.is_Rational and exponent.is_negative and base.is_commutative:
            return self._print_Mul(expr)
        if exponent == sp.S.Half:
            return self._called("√" if self._use_unicode else "sqrt", base)
        raised = self._within(base, sp.Mul, sp.Pow).right("^", self._within(exponent, sp.Mul))
        return prettyForm(*raised, binding=prettyForm.POW)

    def _print_ExpBase(self, expr: sp.exp) -> prettyForm:
        return self._called("exp", expr.args[0])

    def _print_Abs(self, expr: sp.Abs) -> prettyForm:
        return self._between("|", expr.args[0], "|")

    def _called(self, name: str, argument: sp.Expr) -> prettyForm:
        return prettyForm(*self._between("(", argument, ")").left(name), binding=prettyForm.FUNC)

    def _within(self, expr: sp.Expr, *weaker: type[sp.Basic]) -> prettyForm:
        """In brackets, if it is a sum or binds as weakly."""
        weak = isinstance(expr, (sp.Add, *weaker))
        signed = expr.is_number and (expr.is_negative or (expr.is_Rational and not expr.is_Integer))
        return self._between("(", expr, ")") if weak or signed else self._print(expr)

    def _between(self, left: str, expr: sp.Expr, right: str) -> prettyForm:
        whole = self._print(expr).left(left)
        return prettyForm(*prettyForm(*whole).right(right), binding=prettyForm.ATOM)
