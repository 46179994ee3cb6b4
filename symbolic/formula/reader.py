"""The grammar of formulas, one method for each of its rules.

    sum:       product (("+" | "-") product)*
    product:   sign power (("*" | "/") sign power)*
    sign:      ("+" | "-")*
    power:     factorial [("^" | "**") sign power]
    factorial: atom "!"*
    atom:      number | name | function "(" sum ("," sum)* ")" | "(" sum ")" | "|" sum "|"

Some functions take a name or a relation as well, see `forms`.

Nothing is evaluated as code, and no text is given to SymPy: it gets parts that have been read.
What a part would come to is bounded before it is built, see `size`.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple, NoReturn, TypeVar

import sympy as sp

from beyondthermal.symbolic.names import hint, spelt

from .application import apply, raised
from .forms import FORMS
from .functions import ELSEWHERE, FUNCTIONS, Function
from .size import Size, of_power, of_product, of_sum, size
from .tokens import END, GrammarError, Token, number, shown, tokens
from .unknown_functions import is_unknown, unknown

__all__ = ["CONSTANTS", "INFINITIES", "Part", "Reader"]

Found = TypeVar("Found")

CONSTANTS: Mapping[str, sp.Expr] = {"pi": sp.pi, "i": sp.I, "I": sp.I, "e": sp.E}
INFINITIES: Mapping[str, sp.Expr] = {"oo": sp.oo, "+oo": sp.oo, "-oo": -sp.oo}
_ANY = "which would be any function in an identity, and there alone"
_NESTED = 64
_EXPONENT = 64
# How many numbers, names and signs are read in all, those of the terms of sums again and again.
_STEPS = 10_000


class Part(NamedTuple):
    """A part that has been read, and what it would come to."""

    expr: sp.Expr
    size: Size


class Reader:
    """Reads one formula from left to right."""

    def __init__(
        self,
        text: str,
        names: Mapping[str, sp.Expr],
        functions: Mapping[str, Function],
        *,
        unknown: bool = False,
    ) -> None:
        self.text, self.functions, self.unknown = text, functions, unknown
        self.names = {spelt(name): value for name, value in names.items()}
        self.typed = tuple(names)
        self.forms = FORMS if functions is FUNCTIONS else {}
        self.tokens = tokens(text)
        self.position = self.nested = self.steps = 0

    @property
    def next(self) -> Token:
        """The token that comes next."""
        return self.tokens[self.position]

    def take(self) -> Token:
        """The token that comes next, and go on."""
        self.position += 1
        self.steps += 1
        if self.steps > _STEPS:
            self.fail(self.tokens[self.position - 1], "the sums in it have too many terms")
        return self.tokens[self.position - 1]

    def fail(self, token: Token, reason: str) -> NoReturn:
        """Complain about a token."""
        raise GrammarError(self.text, token.at, reason)

    def expected(self, what: str) -> NoReturn:
        """Complain that something else was expected here."""
        found = self.next.text if self.next.text == END else shown(self.next.text)
        self.fail(self.next, f"expected {what}, but got {found}")

    def after(self, sign: str, read: Callable[["Reader"], Found]) -> Found:
        """What is read behind a sign that has to come next."""
        if self.next.text != sign:
            self.expected(shown(sign))
        token = self.take()
        self.nested += 1
        self._not_too_deep(token)
        found = read(self)
        self.nested -= 1
        return found

    @contextmanager
    def knowing(self, name: str, value: sp.Expr) -> Iterator[None]:
        """A name stands for a value for a while."""
        before, self.names = self.names, {**self.names, spelt(name): value}
        try:
            yield
        finally:
            self.names = before

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
        bounds = self.bounded(of_sum([term.size for term in terms]), start)
        return self.built(sp.Add(*(term.expr for term in terms)), bounds, start)

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
        bounds = self.bounded(of_product([factor.size for factor in factors]), start)
        sign_and_factors = [sp.Integer(-1)] * negative + [factor.expr for factor in factors]
        return self.built(sp.Mul(*sign_and_factors), bounds, start)

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
        base = self._factorial()
        if self.next.text not in ("^", "**"):
            return base
        sign = self.take()
        negative = self._sign()
        part = self._inside(sign, self._power)
        exponent = -part.expr if negative else part.expr
        if not exponent.is_Rational:
            if base.expr == 0:
                self.fail(sign, "zero to a power that may be zero or less")
            return self._applied("a power", sign, lambda: raised(
                base.expr, exponent, (base.size, part.size)
            ))  # fmt: skip
        if abs(exponent.p) > _EXPONENT * exponent.q or exponent.q > _EXPONENT:
            self.fail(sign, f"exponents and their denominators go up to {_EXPONENT}")
        if base.expr == 0 and exponent <= 0:
            self.fail(sign, "zero to the power of zero or less")
        bounds = self.bounded(of_power(base.size, exponent), sign)
        return self.built(sp.Pow(base.expr, exponent), bounds, sign)

    def _factorial(self) -> Part:
        part, row = self._atom(), FUNCTIONS["factorial"]
        while self.next.text == "!":
            sign, (expr, bounds) = self.take(), part
            if self.next.text == "!":
                self.fail(sign, "!! may mean two things: write (n!)!, or the product")
            part = self._applied("factorial", sign, partial(apply, row, [expr], [bounds]))
        return part

    def _atom(self) -> Part:
        token = self.next
        if token.kind == "number":
            value = number(self.text, self.take())
            return Part(value, size(value))
        if token.kind == "name":
            return self._name(self.take())
        if token.text not in ("(", "|"):
            self.expected("a number, a name or (")
        self.take()
        part = self._inside(token, self.sum)
        if token.text == "(":
            self.close()
            return part
        if self.next.text != "|":
            self.expected("an operator or |")
        self.take()
        modulus = FUNCTIONS["abs"]
        return self._applied("abs", token, lambda: apply(modulus, [part.expr], [part.size]))

    def close(self) -> None:
        """Complain unless a bracket closes here."""
        if self.next.text != ")":
            self.expected("an operator or )")
        self.take()

    def _inside(self, token: Token, read: Callable[[], Part]) -> Part:
        self.nested += 1
        self._not_too_deep(token)
        part = read()
        self.nested -= 1
        return part

    def _not_too_deep(self, token: Token) -> None:
        if self.nested > _NESTED:
            self.fail(token, f"a formula is nested at most {_NESTED} deep")

    def _name(self, token: Token) -> Part:
        name = spelt(token.text)
        if name in self.names and self.next.text != "(":
            return Part(self.names[name], self.bounded(size(self.names[name]), token))
        if name not in self.names and (name in self.functions or name in self.forms):
            return self._call(token, name)
        if name in INFINITIES:
            self.fail(
                token, "oo is no number to calculate with: it stands alone, as a value or an end"
            )
        if self.next.text == "(":
            if name not in self.names and is_unknown(name) and self.unknown:
                return self._arguments(token, unknown(name))
            known = (*self.functions, *self.forms)
            near = f"write {ELSEWHERE[name]}" if name in ELSEWHERE else hint(name, known)
            near = _ANY if is_unknown(name) else near
            near = f"a product is written {token.text}*(…)" if name in self.names else near
            if getattr(self.names.get(f"{name}_1"), "is_commutative", True) is False:
                near = f"that of the first factor is {token.text}_1"
            self.fail(token, f"there is no function {shown(token.text)}, {near}")
        if name not in CONSTANTS:
            self.fail(token, f"unknown name {shown(token.text)}, {hint(token.text, self.typed)}")
        return Part(CONSTANTS[name], size(CONSTANTS[name]))

    def _call(self, token: Token, name: str) -> Part:
        if self.next.text in ("^", "**"):
            self.fail(self.next, f"a power of {token.text} is written behind it: {name}(x)^2")
        if self.next.text != "(":
            self.expected(f"( after the function {token.text}")
        if name in self.forms:
            self.take()
            return self._inside(token, lambda: self.forms[name](self, token))
        return self._arguments(token, self.functions[name])

    def _arguments(self, token: Token, function: Function) -> Part:
        arguments = [self._inside(self.take(), self.sum)]
        while self.next.text == ",":
            arguments.append(self._inside(self.take(), self.sum))
        self.close()
        exprs, sizes = zip(*arguments, strict=True)
        return self._applied(token.text, token, lambda: apply(function, exprs, sizes))

    def _applied(self, name: str, token: Token, build: Callable[[], tuple[sp.Expr, Size]]) -> Part:
        """What is built of parts, which may be refused."""
        try:
            return self.built(*build(), token)
        except GrammarError:
            raise
        except ValueError as error:
            self.fail(token, f"{name} {error}")

    def bounded(self, bounds: Size, token: Token) -> Size:
        """Bounds, unless they are too large."""
        if bounds.excess:
            self.fail(token, f"this part is too large: {bounds.excess}")
        return bounds

    def built(self, expr: sp.Expr, bounds: Size, token: Token) -> Part:
        """A part that has a value."""
        # Asked at once, this is quick; SymPy would ask in an order of its own, now and then slowly.
        found = expr.xreplace({each: each.function for each in expr.atoms(sp.Sum)})
        if found.is_finite is False or found.has(sp.zoo, sp.nan, sp.oo, -sp.oo):
            self.fail(token, "this part has no finite value")
        return Part(expr, size(expr) if expr.is_Rational else bounds)
