"""SymPy's two-dimensional text with the names of the table and the order of `ordering`."""

from collections.abc import Sequence
from functools import reduce
from typing import Any

import sympy as sp
from sympy.printing.pretty.pretty import PrettyPrinter
from sympy.printing.pretty.stringpict import prettyForm, stringPict

from beyondthermal.symbolic.symbols import TABLE

from .ordering import factors, is_negative, power, tens, terms, turned
from .printers import OneLineExponents, approached

__all__ = ["Text"]

_TEXT = {row.symbol: row.text for row in TABLE}
_UP = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


class Text(OneLineExponents, PrettyPrinter):
    """Two-dimensional text, in Unicode or ASCII."""

    def _print_Symbol(self, symbol: sp.Symbol, **options: Any) -> prettyForm:
        if symbol not in _TEXT or not self._use_unicode:
            return super()._print_Symbol(symbol, **options)
        return prettyForm(_TEXT[symbol], binding=prettyForm.ATOM)

    def _print_Add(self, expr: sp.Add, order: object = None) -> prettyForm:
        return self.sum(terms(expr))

    def sum(self, parts: Sequence[sp.Expr], *, begins: bool = True) -> prettyForm:
        """Terms as they stand, with the signs between them; or a line that goes on with them."""
        sizes = [self._size(part) for part in parts]
        if max(size.height() for size in sizes) > 1:
            sizes = [
                prettyForm(str(abs(part.p))) / prettyForm(str(part.q))
                if part.is_Rational and part.q > 1 and not tens(part)
                else size
                for part, size in zip(parts, sizes, strict=True)
            ]
        shown: list[Any] = []
        for k, (part, size) in enumerate(zip(parts, sizes, strict=True)):
            minus, first = is_negative(part), begins and not k
            if first:
                shown += [_minus(size)] if minus else [size]
            else:
                lead = "" if not k else " "
                shown += [f"{lead}- " if minus else f"{lead}+ ", size]
        whole = stringPict.next(*shown)
        binding = prettyForm.NEG if len(parts) == 1 else prettyForm.ADD
        return prettyForm(*whole, binding=binding)

    def _size(self, term: sp.Expr) -> prettyForm:
        """A term without its sign."""
        if term.is_Mul:
            return self._unsigned(term, alone=not is_negative(term))
        form = self._print(-term if is_negative(term) else term)
        return prettyForm(*form.parens()) if term.is_Add or term.is_Relational else form

    def _print_Mul(self, product: sp.Expr) -> prettyForm:
        form = self._unsigned(product, alone=not factors(product).minus)
        return _minus(form) if factors(product).minus else form

    def _unsigned(self, product: sp.Expr, *, alone: bool) -> prettyForm:
        _, above, below, behind = factors(product)
        if not below:
            return self._times((*above, *behind), alone=alone)
        if self.raised:
            over, under = self._times((*above, *behind)), self._times(below)
            if len(below) > 1:
                under = prettyForm(*under.parens())
            return prettyForm(*over.right("/", under), binding=prettyForm.MUL)
        over, under = (self._times(side, alone=True) for side in (above, below))
        return reduce(prettyForm.__mul__, [over / under, *map(self._print, behind)])

    def _times(self, parts: Sequence[sp.Expr], *, alone: bool = False) -> prettyForm:
        """Factors one behind the other; their brackets come from how they bind."""
        forms = [self._print(part) for part in parts] or [prettyForm("1")]
        if len(forms) > 1:
            return prettyForm.__mul__(*forms)
        (form,) = forms
        loose = form.binding in (prettyForm.ADD, prettyForm.NEG) and not alone
        return prettyForm(*form.parens()) if loose else form

    def _ten(self, exponent: int) -> str:
        """A power of ten on one line."""
        return f"10{str(exponent).translate(_UP)}" if self._use_unicode else f"10^{exponent}"

    def _print_Rational(self, number: sp.Rational) -> prettyForm:
        if found := tens(number):
            digit, ten = found[0], self._ten(-found[1])
            shown = {1: ten, -1: f"-{ten}"}.get(
                digit, f"{digit}{'⋅' if self._use_unicode else '*'}{ten}"
            )
            return prettyForm(shown, binding=prettyForm.NEG if digit < 0 else prettyForm.MUL)
        return super()._print_Rational(number)

    def _print_Pow(self, expr: sp.Pow) -> prettyForm:
        expr = power(expr)
        base, exponent = expr.args
        if base == 10 and exponent.is_Integer:
            return prettyForm(self._ten(exponent), binding=prettyForm.POW)
        if exponent.is_Rational and (exponent.is_negative and base.is_commutative):
            return self._print_Mul(expr)
        if exponent == sp.Rational(1, 2) and self._use_unicode:
            form = self._print(base)
            if form.height() == 1 and not base.is_Add:
                bare = base.is_Symbol or (base.is_Integer and base > 0)
                inside = form if bare else prettyForm(*form.parens())
                return prettyForm(*inside.left("√"), binding=prettyForm.FUNC)
        if exponent.is_Rational and exponent.p == 1 and exponent.q != 1:
            return super()._print_Pow(expr)
        under = self._print(base)
        if base.is_Relational:
            under = prettyForm(*under.parens())
        with self.in_exponent():
            return under ** self._print(exponent)

    def _print_ExpBase(self, expr: sp.exp) -> prettyForm:
        with self.in_exponent():
            raised = self._print(expr.args[0])
        return prettyForm("e", binding=prettyForm.ATOM) ** raised

    def _print_Order(self, expr: sp.Order) -> prettyForm:
        return prettyForm(*prettyForm(*self._print(expr.expr).parens()).left("O"))

    def _print_Relational(self, expr: sp.Rel) -> prettyForm:
        form = super()._print_Relational(turned(expr))
        if not (towards := approached(expr)):
            return form
        arrow = " → " if self._use_unicode else " -> "
        ends = [(self._print(variable), self._print(at)) for variable, at in towards.items()]
        shown: list[Any] = []
        for variable, at in ends:
            shown += [", "] * bool(shown) + [variable, arrow, at]
        point = prettyForm(*prettyForm(*stringPict.next(*shown)).parens())
        return prettyForm(*form.right("  ", point), binding=prettyForm.OPEN)

    def _print_re(self, expr: sp.re) -> prettyForm:
        return self._part("Re", expr)

    def _print_im(self, expr: sp.im) -> prettyForm:
        return self._part("Im", expr)

    def _part(self, name: str, expr: sp.Expr) -> prettyForm:
        form = self._print(expr.args[0])
        inside = [" ", form] if expr.args[0].is_Symbol else [prettyForm(*form.parens())]
        return prettyForm(*prettyForm(name).right(*inside), binding=prettyForm.MUL)

    def _print_Implies(self, expr: sp.Implies, altchar: object = None) -> prettyForm:
        return super()._print_Implies(expr, altchar="⇒" if self._use_unicode else None)

    def _print_Max(self, expr: sp.Max) -> prettyForm:
        return self._helper_print_function(expr.func, expr.args, func_name="max")

    def _print_Min(self, expr: sp.Min) -> prettyForm:
        return self._helper_print_function(expr.func, expr.args, func_name="min")


def _minus(form: prettyForm) -> prettyForm:
    """A form with a minus sign before it."""
    sign = "- " if form.height() > 1 else "-"
    return prettyForm(*stringPict.next(sign, form), binding=prettyForm.NEG)
