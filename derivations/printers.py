"""SymPy's printers with the names of the table of symbols and the order of `ordering`."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from typing import Any

import sympy as sp
from sympy.printing.latex import LatexPrinter
from sympy.printing.pretty.pretty import PrettyPrinter
from sympy.printing.pretty.stringpict import prettyForm, stringPict

from beyondthermal.symbolic.statement_kinds import sup
from beyondthermal.symbolic.symbols import TABLE, latex_names

from .ordering import factors, is_negative, power, tens, terms, turned

__all__ = ["TeX", "Text", "approached"]

_TEXT = {row.symbol: row.text for row in TABLE}
# Letters and alphabets that LaTeX has only with more than amsmath.
_MORE = {
    "beth", "daleth", "digamma", "eth", "gimel", "hslash", "mho", "varkappa",
    "mathbb", "mathfrak", "mathscr",
}  # fmt: skip
_UP = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def approached(statement: sp.Basic) -> dict[sp.Symbol, sp.Expr]:
    """Where a supremum is approached, or an expansion made, if that is not at zero."""
    found: dict[sp.Symbol, sp.Expr] = {}
    for order in statement.atoms(sp.Order):
        found |= zip(order.variables, order.point, strict=True)
    found = {variable: at for variable, at in found.items() if at != 0}
    return found | {v: at for upper in statement.atoms(sup) for v, at in upper.point.items()}


class _Ordered:
    """What both printers share: an exponent goes on one line."""

    raised = False

    @contextmanager
    def in_exponent(self) -> Iterator[None]:
        """A fraction in here is written with a slash."""
        before, self.raised = self.raised, True
        try:
            yield
        finally:
            self.raised = before


class TeX(_Ordered, LatexPrinter):
    """LaTeX that amsmath reads."""

    def __init__(self) -> None:
        """With the names of the table."""
        super().__init__({"symbol_names": latex_names()})

    def _print_Symbol(self, symbol: sp.Symbol, style: str = "plain") -> str:
        """Names of a user's that SymPy would write with what amsmath has not are set upright."""
        written = str(super()._print_Symbol(symbol, style))
        odd = re.search(r"^_|__|_$", symbol.name) or _MORE & set(re.findall(r"\\(\w+)", written))
        if symbol in self._settings["symbol_names"] or not odd:
            return written
        escaped = symbol.name.replace("_", r"\_")
        return rf"\mathrm{{{escaped}}}"

    def _print_Add(self, expr: sp.Add, order: object = None) -> str:
        return self.sum(terms(expr))

    def sum(self, parts: Sequence[sp.Expr]) -> str:
        """Terms as they stand, with the signs between them."""
        texts = [self._in_brackets(t) if t.is_Add else self._print(t) for t in parts]
        rest = (f" - {t[1:].lstrip()}" if t[0] == "-" else f" + {t}" for t in texts[1:])
        return texts[0] + "".join(rest)

    def _in_brackets(self, expr: sp.Basic) -> str:
        return rf"\left({self._print(expr)}\right)"

    def _print_Mul(self, expr: sp.Expr) -> str:
        minus, above, below, behind = factors(expr)
        sign = "- " * minus
        if not below:
            return sign + self._product((*above, *behind), alone=not minus)
        if self.raised:
            under = self._product(below)
            return f"{sign}{self._product((*above, *behind))}/{under}"
        over, under = (self._product(side or (sp.S.One,), alone=True) for side in (above, below))
        fraction = rf"{sign}\frac{{{over}}}{{{under}}}"
        return f"{fraction} {self._product(behind)}" if behind else fraction

    def _product(self, parts: Sequence[sp.Expr], *, alone: bool = False) -> str:
        """Factors one behind the other, with brackets where they need them."""
        shown = ""
        for k, part in enumerate(parts):
            bare = alone and len(parts) == 1
            brackets = self._needs_mul_brackets(part, k == 0, k == len(parts) - 1) and not bare
            text = self._in_brackets(part) if brackets else self._print(part)
            digits = shown[-1:].isdigit() and text[0].isdigit()
            shown += (r" \cdot " if digits else " " if shown else "") + text
        return shown

    def _print_Rational(self, number: sp.Rational) -> str:
        if number.is_Integer:
            return str(number)
        if found := tens(number):
            digit, ten = found[0], f"10^{{-{found[1]}}}"
            return {1: ten, -1: f"- {ten}"}.get(digit, rf"{digit} \cdot {ten}")
        sign = "- " * bool(number < 0)
        if self.raised:
            return f"{sign}{abs(number.p)}/{number.q}"
        return rf"{sign}\frac{{{abs(number.p)}}}{{{number.q}}}"

    def _print_Pow(self, expr: sp.Pow) -> str:
        expr = power(expr)
        base, exponent = expr.args
        if base == 10 and exponent.is_Integer and exponent < 0:
            return f"10^{{{exponent}}}"
        if exponent.is_Rational and exponent.is_negative and base.is_commutative:
            return self._print_Mul(expr)
        if exponent.is_Rational and abs(exponent.p) == 1:
            return str(super()._print_Pow(expr))
        with self.in_exponent():
            shown = self._print(exponent)
        if base.is_Function and not isinstance(base, sp.exp):
            return str(self._print(base, exp=shown))
        return str(self._helper_print_standard_power(expr, "%s^{%s}"))

    def _helper_print_standard_power(self, expr: sp.Pow, template: str) -> str:
        base, exponent = expr.args
        with self.in_exponent():
            raised = self._print(exponent)
        if not (base.is_Symbol or base.is_Float):
            under = self._print(base)
            atom = base.is_Atom and not (base.is_Number and (base < 0 or base.q != 1))
            return template % (under if atom else rf"\left({under}\right)", raised)
        return template % (self.parenthesize_super(self._print(base)), raised)

    def _print_ExpBase(self, expr: sp.exp, exp: str | None = None) -> str:
        with self.in_exponent():
            shown = rf"e^{{{self._print(expr.args[0])}}}"
        return str(self._do_exponent(shown, exp))

    def _print_Order(self, expr: sp.Order) -> str:
        return rf"O\left({self._print(expr.expr)}\right)"

    def _print_re(self, expr: sp.re, exp: str | None = None) -> str:
        return self._part("Re", expr, exp)

    def _print_im(self, expr: sp.im, exp: str | None = None) -> str:
        return self._part("Im", expr, exp)

    def _part(self, name: str, expr: sp.Expr, exp: str | None) -> str:
        inside = expr.args[0]
        shown = self._print(inside) if inside.is_Symbol else self._in_brackets(inside)
        return str(self._do_exponent(rf"\operatorname{{{name}}} {shown}", exp))

    def _print_Relational(self, expr: sp.Rel) -> str:
        shown = str(super()._print_Relational(turned(expr)))
        at = (rf"{self._print(v)} \to {self._print(p)}" for v, p in approached(expr).items())
        point = ", ".join(at)
        return rf"{shown} \quad ({point})" if point else shown


class Text(_Ordered, PrettyPrinter):
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
        return super()._print_Symbol(sp.Symbol("e")) ** raised

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
