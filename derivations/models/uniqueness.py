"""Whether a model's steady state is the only one, in words."""

from collections.abc import Mapping

import sympy as sp

from beyondthermal.symbolic.decision.proof import all_of
from beyondthermal.symbolic.dressing.dressing import Dressing
from beyondthermal.symbolic.master_equation.rates import nonzero_for_positive_rates
from beyondthermal.symbolic.master_equation.uniqueness import unique_by_enclosures
from beyondthermal.symbolic.polynomial_factors import factored
from beyondthermal.symbolic.symbols import declared

from .model import Model

__all__ = ["uniqueness"]

# In blocks of more unknowns a determinant takes longer than the steady state itself.
_PROVABLE = 16


def uniqueness(model: Model) -> str:
    """Whether the steady state is unique for all parameters, as far as that is decided."""
    state = model.unique
    if state is None:
        count = model.family.dimension
        return f"{count} independent ones, whatever the parameters"
    dressing = model.dressing
    if seen := unique_by_enclosures(dressing.lindbladian, dressing.where, dressing.reduced):
        return f"unique for all parameters, proved: {seen.method}"
    if max(map(len, state.blocks)) > _PROVABLE:
        return "unique for generic parameters"
    if not dressing.is_free:
        # A determinant in symbols that hang on each other may vanish where they never are.
        proved = all(_has_no_zero(each, dressing) for each in state.determinants)
        whom = "all parameters, proved" if proved else "generic parameters"
        return f"unique for {whom}"
    where = dressing.where
    proof = all_of(state.uniqueness_proof(where), *state.block_proofs(where).values())
    if proof:
        return "unique for all parameters, proved"
    meanings = {each.symbol.name: each.meaning for each in dressing.replacements}
    found = {k: v for k, v in (proof.counterexample or {}).items() if k != "value"}
    point = ", ".join(f"{meanings.get(name, name)} = {value}" for name, value in found.items())
    return f"unique for generic parameters; {f'not at {point}' * bool(point)}"


def _has_no_zero(determinant: sp.Expr, dressing: Dressing) -> bool:
    """Whether no factor of it has a zero, once the relations among symbols are made use of."""
    polynomial = dressing.reduced(sp.expand(determinant))
    _, factors = factored(polynomial)
    return polynomial != 0 and all(
        bool(nonzero_for_positive_rates(*_free(factor, dressing))) for factor in factors
    )


def _free(polynomial: sp.Expr, dressing: Dressing) -> tuple[sp.Expr, Mapping[sp.Symbol, sp.Set]]:
    """Over t = exp(r) in place of cosh(r) and sinh(r), which hang on each other; and the ranges.

    Powers of t that are divided by have no zeros.
    """
    where = dict(dressing.where)
    hyperbolic = {each.meaning: each.symbol for each in dressing.replacements}
    for meaning, sh in hyperbolic.items():
        ch = hyperbolic.get(sp.cosh(*meaning.args)) if isinstance(meaning, sp.sinh) else None
        if ch is not None and {ch, sh} & polynomial.free_symbols:
            side = where[sh]
            low = 1 if side.inf == 0 else 0
            domain = sp.Interval(low, sp.oo, left_open=not low or side.left_open)
            # No symbol of a model is called so.
            t = declared(f"exp({meaning.args[0]})", domain)
            where[t] = domain
            whole = polynomial.subs({ch: (t + 1 / t) / 2, sh: (t - 1 / t) / 2})
            polynomial = sp.numer(sp.together(sp.expand(whole)))
    return sp.expand(polynomial), where
