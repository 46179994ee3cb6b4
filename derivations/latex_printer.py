"""SymPy's LaTeX with the names of the table of symbols and the order of `ordering`."""

import re
from collections.abc import Sequence

import sympy as sp
from sympy.printing.latex import LatexPrinter

from beyondthermal.symbolic.symbols import latex_names

from .ordering import factors, power, tens, terms, turned
from .printers import OneLineExponents, approached

__all__ = ["TeX"]

# Letters and alphabets that LaTeX has only with more than amsmath.
_MORE = {
    "beth", "daleth", "digamma", "eth", "gimel", "hslash", "mho", "varkappa",
    "mathbb", "mathfrak", "mathscr",
}  # fmt: skip


class TeX(OneLineExponents, LatexPrinter):
    """LaTeX that amsmath reads."""

    def __init__(self) -> None:
        """With the names of the table; what isn't in it has its own."""
        super().__init__({"symbol_names": latex_names()})

    def _print_Symbol(self, symbol: sp.Symbol, style: str = "plain") -> str:
        """Names of a user's that SymPy would write with what amsmath has not are set upright."""
        written = str(super()._print_Symbol(symbol, style))
        odd = re.search(r"^_|__|_$", symbol.name) or _MORE & set(re.findall(r"\\(\w+)", written))
        if symbol in self._settings["symbol_names"]:
            return written
        if not odd:
            # A word is no product of letters.
            written = re.sub("^[A-Za-z]{2,}", r"\\mathrm{\g<0>}", written)
            return re.sub(r"_\{([A-Za-z]{3,})\}", r"_{\\mathrm{\1}}", written)
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

    def _print_conjugate(self, expr: sp.conjugate, exp: str | None = None) -> str:
        """A star, as the paper writes it; a bar would be a mean to a physicist."""
        (arg,) = expr.args
        inner = self._print(arg) if arg.is_Symbol else self._in_brackets(arg)
        # What has an index keeps it apart, as a symbol of its own.
        starred = f"{inner}^{{*}}" if inner.isalpha() else f"{{{inner}}}^{{*}}"
        return rf"\left({starred}\right)^{{{exp}}}" if exp else starred

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
