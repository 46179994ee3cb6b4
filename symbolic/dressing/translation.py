"""Expressions rewritten, part by part, as rational functions of more symbols.

What isn't rational is a root, an exponential of some kind, or anything else that is real; each
gets a symbol. A symbol of the model under a root is a power of the root's symbol everywhere.
"""

from collections.abc import Iterable
from functools import partial

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Where
from beyondthermal.symbolic.formula.functions import REWRITTEN, rewritten
from beyondthermal.symbolic.master_equation.rates import negative
from beyondthermal.symbolic.symbols import NONNEGATIVE, POSITIVE, declared

from .powers import CIRCULAR, HYPERBOLIC, Basis, Kind, exponent, terms_of
from .replacement import Replacement, reduced

__all__ = ["Translation", "is_hermitian"]

_QUOTIENTS = (sp.tanh, sp.coth, sp.sech, sp.csch, sp.tan, sp.cot, sp.sec, sp.csc)
_KEPT = tuple(kind for kind in REWRITTEN if kind not in _QUOTIENTS)
_EXPONENTIALS = (sp.exp, type(sp.E), *HYPERBOLIC, *CIRCULAR)


class Translation:
    """What the parts of some expressions become.

    Parameters
    ----------
    expressions
        All that will be rewritten.
    where
        Range of each symbol.

    Raises
    ------
    ValueError
        If a part of them may not be real.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> found = Translation([sp.sqrt(x) + x], {})
    >>> found.of(sp.sqrt(x) + x), *map(str, found.replacements)
    (r_1**2 + r_1, 'r_1 = sqrt(x): x is r_1^2')
    """

    def __init__(self, expressions: Iterable[sp.Expr], where: Where) -> None:
        self._where = where
        plain = [_plain(expr) for expr in expressions]
        self._names = {s.name for expr in plain for s in expr.free_symbols}
        self.replacements: list[Replacement] = []
        self._known: dict[sp.Expr, sp.Expr] = {}
        self._bases: dict[tuple[sp.Expr, bool], Basis] = {}
        nodes = [node for expr in plain for node in sp.preorder_traversal(expr)]
        self._find_roots(nodes)
        self._find_bases(node for node in nodes if isinstance(node, _EXPONENTIALS))

    def of(self, expr: sp.Expr) -> sp.Expr:
        """An expression over the symbols that took the place of its parts."""
        return self._of(_plain(expr))

    def reduced(self, polynomial: sp.Expr) -> sp.Expr:
        """A polynomial, multiplied out, with the relations among the symbols made use of."""
        return reduced(polynomial, self.replacements)

    def is_zero(self, made: sp.Expr) -> bool:
        """Whether a rational function of the symbols is zero."""
        return bool(self.reduced(sp.expand(sp.fraction(sp.together(made))[0])) == 0)

    def _find_roots(self, nodes: Iterable[sp.Expr]) -> None:
        """Symbols that are never negative are powers of their roots."""
        orders: dict[sp.Symbol, int] = {}
        for node in nodes:
            if _is_root(node) and node.base.is_Symbol and node.base.is_nonnegative:
                orders[node.base] = sp.ilcm(orders.get(node.base, 1), node.exp.q)
        for s, q in sorted(orders.items(), key=str):
            domain = POSITIVE if s.is_positive else NONNEGATIVE
            root = self._fresh("r", domain)
            meaning = s ** sp.Rational(1, q)
            self.replacements.append(Replacement(root, meaning, domain, q, is_root_of=s))
            self._known[s] = root**q

    def _find_bases(self, nodes: Iterable[sp.Expr]) -> None:
        found: dict[tuple[sp.Expr, bool], list[sp.Rational]] = {}
        hyperbolic = set()
        for node in nodes:
            for u, q, imaginary in terms_of(exponent(node)):
                found.setdefault((u, imaginary), []).append(q)
                hyperbolic |= {u} if isinstance(node, HYPERBOLIC) else set()
        for (u, imaginary), qs in found.items():
            self._expect_real(u)
            kind: Kind = "hyperbolic" if u in hyperbolic else "exponential"
            basis = Basis.of(
                sp.gcd_list(list(map(abs, qs))) * u, "phase" if imaginary else kind, self._fresh
            )
            self._bases[u, imaginary] = basis
            self.replacements += basis.replacements

    def _fresh(self, letter: str, domain: sp.Set) -> sp.Symbol:
        k = 1
        while f"{letter}_{k}" in self._names:
            k += 1
        self._names.add(f"{letter}_{k}")
        return declared(f"{letter}_{k}", domain)

    def _of(self, expr: sp.Expr) -> sp.Expr:
        if expr not in self._known:
            self._known[expr] = self._translated(expr)
        return self._known[expr]

    def _translated(self, expr: sp.Expr) -> sp.Expr:
        if expr.is_Rational or expr.is_Symbol or expr is sp.I:
            return expr
        if expr.is_Add or expr.is_Mul:
            return expr.func(*map(self._of, expr.args))
        if isinstance(expr, sp.conjugate):
            return sp.conjugate(self._of(expr.args[0]))
        if isinstance(expr, _EXPONENTIALS):
            return self._exponential(expr)
        if expr.is_Pow and expr.exp.is_Integer:
            return self._of(expr.base) ** expr.exp
        return self._root(expr) if _is_root(expr) else self._anything(expr)

    def _exponential(self, node: sp.Expr) -> sp.Expr:
        up, down = (sp.prod(map(partial(self._factor, sign), terms_of(exponent(node))))
                    for sign in (1, -1))  # fmt: skip
        even, odd = sp.expand((up + down) / 2), sp.expand((up - down) / 2)
        if isinstance(node, CIRCULAR):
            odd = sp.expand(odd / sp.I)
        first, second = (sp.cosh, sp.cos), (sp.sinh, sp.sin)
        return even if isinstance(node, first) else odd if isinstance(node, second) else up

    def _factor(self, sign: int, term: tuple[sp.Expr, sp.Rational, bool]) -> sp.Expr:
        u, q, imaginary = term
        basis = self._bases[u, imaginary]
        return basis.power(sign * q * u / basis.unit)

    def _root(self, power: sp.Pow) -> sp.Expr:
        """The power of a root; one of a fraction has a whole number or polynomial under it."""
        base, q = power.base, power.exp.q
        if base.is_Integer and q == 2:
            return power
        if base in self._known and base.is_Symbol:
            (root,) = self._known[base].free_symbols
            return root ** (power.exp * sp.Poly(self._known[base], root).degree())
        if said := negative(base, self._where):
            raise ValueError(f"{power} has no real value: {base} {said}")
        above, below = sp.fraction(sp.together(self._of(base)))
        domain = POSITIVE if base.is_positive else NONNEGATIVE
        root = self._fresh("r", domain)
        value = sp.expand(above * below ** (q - 1))
        meaning = base ** sp.Rational(1, q) * self._undone(below)
        self.replacements.append(Replacement(root, meaning, domain, q, value))
        made = root / below
        self._known[base ** sp.Rational(1, q)] = made
        return made**power.exp.p

    def _undone(self, expr: sp.Expr) -> sp.Expr:
        meanings = {r.symbol: r.meaning for r in self.replacements}
        return expr.xreplace(meanings)

    def _anything(self, expr: sp.Expr) -> sp.Expr:
        self._expect_real(expr)
        signs = (expr.is_positive, POSITIVE), (expr.is_nonnegative, NONNEGATIVE), (True, sp.Reals)
        domain = next(domain for holds, domain in signs if holds)
        found = Replacement(self._fresh("f", domain), expr, domain)
        self.replacements.append(found)
        return found.symbol

    def _expect_real(self, expr: sp.Expr) -> None:
        if not expr.is_real and negative(expr**2, self._where):
            raise ValueError(
                f"{expr} isn't shown to be real for all values of its symbols: narrow their domains"
            )


def is_hermitian(matrix: sp.Matrix, where: Where) -> bool:
    """Whether a matrix is Hermitian, whatever roots and functions of real symbols are in it.

    Raises
    ------
    ValueError
        If a part of it may not be real, such as the root of a number that may be negative.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> phi = symbol("phi_c")
    >>> conjugate = sp.cos(phi) - sp.I * sp.sin(phi)
    >>> is_hermitian(sp.Matrix([[0, sp.exp(sp.I * phi)], [conjugate, 0]]), {})
    True
    """
    translation = Translation(matrix.todok().values(), where)
    made = matrix.applyfunc(translation.of)
    return all(translation.is_zero(entry) for entry in (made - made.H).todok().values())


def _plain(expr: sp.Expr) -> sp.Expr:
    """Without quotients of functions, and with phases of numbers as numbers."""
    found = rewritten(sp.sympify(expr), but=_KEPT)
    numbers = {e: e.rewrite(sp.cos) for e in found.atoms(sp.exp) if e.is_number and e.has(sp.I)}
    return found.xreplace(numbers)


def _is_root(node: sp.Expr) -> bool:
    return bool(node.is_Pow and node.exp.is_Rational and not node.exp.is_Integer)
