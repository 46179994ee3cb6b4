"""The two notations of a document: the paper's, or the rates throughout."""

from collections.abc import Callable, Mapping

import sympy as sp

from beyondthermal.symbolic.statements import lim
from beyondthermal.symbolic.symbols import symbols, unknowns

__all__ = ["NOTATIONS", "in_rates"]

x, y, beta_A, beta_S = symbols("x y beta_A beta_S")
gamma_plus, gamma_A, gamma_S = symbols("gamma_plus gamma_A gamma_S")

_RELATIONS = (sp.Eq, sp.Ne, sp.Lt, sp.Le, sp.Gt, sp.Ge)
_RATIO = {x: gamma_A / gamma_plus, y: gamma_S / gamma_plus}
_RATES = {**_RATIO, beta_A: sp.log(_RATIO[x]), beta_S: sp.log(_RATIO[y])}


def in_rates(statement: sp.Basic) -> sp.Basic:
    """A statement with every inverse Boltzmann factor and temperature as a ratio of rates.

    The definitions themselves, such as x = Γ_A/Γ⁺, stay as they are; so do limits and expansions,
    in which a temperature is the variable. Named parts keep their names: it's their definitions
    that change.
    """
    if not isinstance(statement, _RELATIONS) or statement.has(sp.Order, lim):
        return statement
    if not statement.free_symbols & set(_RATES) or statement.lhs in _RATES:
        return statement
    left, right = (_tidy(side.subs(_RATES, simultaneous=True)) for side in statement.args)
    if right == 0 and statement.rel_op == "==":
        left = sp.numer(left)
    return statement.func(left, right, evaluate=False)


def _tidy(side: sp.Basic) -> sp.Basic:
    """One fraction where it is rational in its symbols and square roots; its parts otherwise."""
    if not isinstance(side, sp.Expr) or side.is_Atom:
        return side
    roots, named = {}, side
    found = sorted((p for p in side.atoms(sp.Pow) if p.exp == sp.Rational(1, 2)), key=str)
    for name, root in zip(unknowns("root", len(found)), found, strict=True):
        numerator, denominator = sp.fraction(sp.together(root.base))
        if not sp.sqrt(denominator).is_rational_function():
            numerator, denominator = numerator * denominator, denominator**2
        named = named.subs(root, name / sp.sqrt(denominator))
        roots[name] = sp.sqrt(numerator)
    if named.is_rational_function():
        return sp.factor(named).subs(roots)
    return side.func(*(_tidy(argument) for argument in side.args))


NOTATIONS: Mapping[str, Callable[[sp.Basic], sp.Basic]] = {
    "paper": lambda statement: statement,
    "rates": in_rates,
}
