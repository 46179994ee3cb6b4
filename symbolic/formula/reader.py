"""The grammar of formulas, one method for each of its rules.

    sum:       product (("+" | "-") product)*
    product:   sign power (("*" | "/") sign power)*
    sign:      ("+" | "-")*
    power:     atom [("^" | "**") sign power]              the exponent is a rational number
    atom:      number | name | function "(" sum ("," sum)* ")" | "(" sum ")"

Nothing is evaluated as code, and no text is given to SymPy: it gets parts that have been read.
What a part would come to is bounded before it is built, see `size`.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple, NoReturn

import sympy as sp

from beyondthermal.symbolic.names import hint

from .application import apply
from .functions import Function
from .size import Size, of_power, of_product, of_sum, size
from .tokens import END, GrammarError, Token, shown, tokens

__all__ = ["CONSTANTS", "INFINITIES", "Part", "Reader"]

CONSTANTS: Mapping[str, sp.Expr] = {"pi": sp.pi, "i": sp.I, "I": sp.I}
INFINITIES: Mapping[str, sp.Expr] = {"oo": sp.oo, "+oo": sp.oo, "-oo": -sp.oo}
_NESTED = 64
_DIGITS = 60
_EXPONENT = 64


class Part(NamedTuple):
    """A part that has been read, and what it would come to."""

    expr: sp.Expr
    size: Size


class Reader:
    """Reads one formula from left to right."""

    def __init__(
        self, text: str, names: Mapping[str, sp.Expr], functions: Mapping[str, Function]
    ) -> None:
        self.text, self.names, self.functions = text, names, functions
        self.tokens = tokens(text)
        self.position = self.nested = 0

    @property
    def next(self) -> Token:
        """The token that comes next."""
        return self.tokens[self.position]

    def take(self) -> Token:
        """The token that comes next, and go on."""
        self.position += 1
        return self.tokens[self.position - 1]

    def fail(self, token: Token, reason: str) -> NoReturn:
        """Complain about a token."""
        raise GrammarError(self.text, token.at, reason)

    def expected(self, what: str) -> NoReturn:
        """Complain that something else was expected here."""
        found = self.next.text if self.next.text == END else shown(self.next.text)
        self.fail(self.next, f"expected {what}, but got {found}")

    def end(self) -> None:
        """Complain if there is anything left."""
        if self.next.text != END:
            self.expected("an operator or the end")

    def sum(self) -> Part:
        """A sum, the largest thing that there is."""
        start = self.next
        terms = [self._product()]
        while self.next.text in ("+", "-"):
            sign = self.take().text
            term = self._product()
            terms.append(term if sign == "+" else Part(-term.expr, term.size))
        if len(terms) == 1:
            return terms[0]
        bounds = self._bounded(of_sum([term.size for term in terms]), start)
        return self._built(sp.Add(*(term.expr for term in terms)), bounds, start)

    def _product(self) -> Part:
        start = self.next
        negative = self._sign()
        factors = [self._power()]
        while self.next.text in ("*", "/"):
            sign = self.take()
            negative ^= self._sign()
            factor = self._power()
            factors.append(factor if sign.text == "*" else self._inverse(factor, sign))
        if len(factors) == 1:
            return Part(-factors[0].expr, factors[0].size) if negative else factors[0]
        bounds = self._bounded(of_product([factor.size for factor in factors]), start)
        sign_and_factors = [sp.Integer(-1)] * negative + [factor.expr for factor in factors]
        return self._built(sp.Mul(*sign_and_factors), bounds, start)

    def _inverse(self, part: Part, sign: Token) -> Part:
        if part.expr == 0:
            self.fail(sign, "division by zero")
        return Part(sp.Pow(part.expr, -1), part.size.inverse)

    def _sign(self) -> bool:
        """Signs are counted, not nested; they bind less than a power: -x^2 = -(x^2)."""
        negative = False
        while self.next.text in ("+", "-"):
            negative ^= self.take().text == "-"
        return negative

    def _power(self) -> Part:
        base = self._atom()
        if self.next.text not in ("^", "**"):
            return base
        sign = self.take()
        negative = self._sign()
        exponent = self._inside(sign, self._power).expr * (-1 if negative else 1)
        if not exponent.is_Rational:
            self.fail(
                sign, "an exponent must be a rational number; a general power is exp(b*log(a))"
            )
        if abs(exponent.p) > _EXPONENT * exponent.q or exponent.q > _EXPONENT:
            self.fail(sign, f"exponents and their denominators go up to {_EXPONENT}")
        if base.expr == 0 and exponent <= 0:
            self.fail(sign, "zero to the power of zero or less")
        bounds = self._bounded(of_power(base.size, exponent), sign)
        return self._built(sp.Pow(base.expr, exponent), bounds, sign)

    def _atom(self) -> Part:
        token = self.next
        if token.kind == "number":
            return self._number(self.take())
        if token.kind == "name":
            return self._name(self.take())
        if token.text != "(":
            self.expected("a number, a name or (")
        self.take()
        part = self._inside(token, self.sum)
        self._close()
        return part

    def _close(self) -> None:
        if self.next.text != ")":
            self.expected("an operator or )")
        self.take()

    def _inside(self, token: Token, read: Callable[[], Part]) -> Part:
        self.nested += 1
        if self.nested > _NESTED:
            self.fail(token, f"a formula is nested at most {_NESTED} deep")
        part = read()
        self.nested -= 1
        return part

    def _number(self, token: Token) -> Part:
        mantissa, _, exponent = token.text.lower().partition("e")
        if len(mantissa) > _DIGITS or len(exponent) > 3 or abs(int(exponent or 0)) > _DIGITS:
            self.fail(token, f"a number has at most {_DIGITS} digits")
        exact = Fraction(token.text)
        value = sp.Rational(exact.numerator, exact.denominator)
        return Part(value, size(value))

    def _name(self, token: Token) -> Part:
        name = token.text
        if name in self.functions:
            return self._call(token)
        if self.next.text == "(":
            self.fail(
                token, f"there is no function {shown(name)}{self._close_to(name, self.functions)}"
            )
        expr = self.names.get(name, CONSTANTS.get(name))
        if name in INFINITIES:
            self.fail(
                token, "oo is no number to calculate with: it stands alone, as a value or an end"
            )
        if expr is None:
            self.fail(token, f"unknown name {shown(name)}{self._close_to(name, self.names)}")
        return Part(expr, self._bounded(size(expr), token))

    def _close_to(self, name: str, known: Mapping[str, object]) -> str:
        return f", {hint(name, known)}"

    def _call(self, token: Token) -> Part:
        if self.next.text != "(":
            self.expected(f"( after the function {token.text}")
        arguments = [self._inside(self.take(), self.sum)]
        while self.next.text == ",":
            arguments.append(self._inside(self.take(), self.sum))
        self._close()
        exprs, sizes = zip(*arguments, strict=True)
        try:
            expr, bounds = apply(self.functions[token.text], exprs, sizes)
        except ValueError as error:
            self.fail(token, f"{token.text} {error}")
        return self._built(expr, bounds, token)

    def _bounded(self, bounds: Size, token: Token) -> Size:
        if bounds.excess:
            self.fail(token, f"this part is too large: {bounds.excess}")
        return bounds

    def _built(self, expr: sp.Expr, bounds: Size, token: Token) -> Part:
        # Asked at once, this is quick; SymPy would ask in an order of its own, now and then slowly.
        if expr.is_finite is False or expr.has(sp.zoo, sp.nan, sp.oo, -sp.oo):
            self.fail(token, "this part has no finite value")
        return Part(expr, size(expr) if expr.is_Rational else bounds)
