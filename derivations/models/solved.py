"""A model, and its steady state in closed form: solved when it is asked for, in parts."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import combinations

import sympy as sp

from beyondthermal.symbolic.dressing.dressing import Dressing, dressed
from beyondthermal.symbolic.formula.operators import OperatorNames
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.master_equation.normal_form import in_factors
from beyondthermal.symbolic.master_equation.observables import expectation
from beyondthermal.symbolic.master_equation.steady_state import (
    NotUniqueError,
    SteadyState,
    steady_state,
)
from beyondthermal.symbolic.master_equation.steady_states import SteadyStates, steady_states
from beyondthermal.symbolic.polynomial_factors import Product
from beyondthermal.symbolic.shown import Shown

from .functionals import Functional, sizes_of
from .results import Results

__all__ = ["Solved"]


@dataclass(frozen=True, repr=False)
class Solved(Shown):
    """A model as its file states it, and what follows from it.

    Attributes
    ----------
    symbols
        Symbols by name, or the numbers that were put in their place.
    domains
        Their domains.
    space
        Levels and operators.
    lindbladian
        The master equation.
    reservoirs
        For each jump the name of its reservoir; empty where it has none.
    observables
        Operators by name.
    initial
        Density matrix at the start, if there is one.
    said
        What the symbols are not quite as they were written for, in words.
    asked
        What [observables] asks of the state beside expectation values, by name.
    """

    symbols: Mapping[str, sp.Expr]
    domains: Mapping[str, sp.Set]
    space: OperatorNames
    lindbladian: Lindbladian
    reservoirs: tuple[str, ...]
    observables: Mapping[str, sp.ImmutableMatrix]
    initial: sp.ImmutableMatrix | None
    said: tuple[str, ...] = ()
    asked: Mapping[str, Functional] = field(default_factory=dict)

    @cached_property
    def dressing(self) -> Dressing:
        """The model over symbols for its roots, exponentials and phases, and the way back."""
        others = [*self.observables.values(), *([] if self.initial is None else [self.initial])]
        return dressed(self.lindbladian, others)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was written in other symbols, in words."""
        return (*self.said, *self.dressing.notes)

    @cached_property
    def family(self) -> SteadyStates:
        """All steady states, over the symbols of `dressing`."""
        return steady_states(self.dressing.lindbladian)

    @cached_property
    def unique(self) -> SteadyState | None:
        """The steady state, if there is only one, over the symbols of `dressing`."""
        try:
            return steady_state(self.dressing.lindbladian)
        except NotUniqueError:
            return None

    @cached_property
    def steady(self) -> tuple[sp.ImmutableMatrix, sp.Expr] | None:
        """Numerators and denominator of the steady state: the only one, or the one reached.

        Both are polynomials over the symbols of `dressing`.
        """
        found = self._solved()
        return None if found is None else self.dressing.normal(*found)

    def _solved(self) -> tuple[sp.ImmutableMatrix, sp.Expr] | None:
        if self.unique is not None:
            return self.unique.numerators, self.unique.denominator
        if self.initial is None:
            return None
        rho = self.family.state_from(self.dressing.matrix(self.initial))
        entries = {at: sp.fraction(sp.together(entry)) for at, entry in rho.todok().items()}
        common = sp.lcm_list([denominator for _, denominator in entries.values()])
        numerators = sp.zeros(*rho.shape)
        for at, (numerator, denominator) in entries.items():
            numerators[at] = sp.expand(numerator * sp.cancel(common / denominator))
        return sp.ImmutableMatrix(numerators), common

    @cached_property
    def names(self) -> Mapping[str, sp.Expr]:
        """What the model provides to definitions and claims, all of it in the steady state.

        `p_e` is a population, `rho_g_e` a matrix element <g|rho|e>, `steady_states` the dimension
        of the kernel; observables come under their own names, and `functionals` where they have a
        closed form. Each is calculated when it is asked for.
        """
        return Results({name: partial(self._sum, name) for name in self.products})

    def _sum(self, name: str) -> sp.Expr:
        return sp.Add(*(product.expr for product in self.products[name]))

    @cached_property
    def products(self) -> Mapping[str, tuple[Product, ...]]:
        """What each of `names` is the sum of; factors stay elements of their ring if they can."""
        dimension = sp.Integer(1 if self.unique else self.family.dimension)
        found: dict[str, Callable[[], tuple[Product, ...]]]
        found = {"steady_states": lambda: (Product(dimension),)}
        if self.unique is None and self.initial is None:
            return Results(found)
        labels = [*enumerate(self.space.labels)]
        for i, one in labels:
            found[f"p_{one}"] = partial(self._entry, i, i)
            found |= {f"rho_{one}_{other}": partial(self._entry, i, j) for j, other in labels}
        for name, each in self.functionals.items():
            if each.is_rational or self._exact[name]:
                found[name] = partial(self._functional, name)
        for name, operator in self.observables.items():
            found[name] = partial(self._value, operator)
        return Results(found)

    @cached_property
    def functionals(self) -> Mapping[str, Functional]:
        """Purity, concurrence and the like by name: those asked for, `purity`, and C of two qubits.

        Which of them are `names` hangs on whether they have a closed form.
        """
        sizes = sizes_of(self.space)
        own = {"purity": "purity"} | ({"C": "concurrence"} if sizes == (2, 2) else {})
        whole = tuple(range(len(sizes)))
        found = {name: Functional(kind, sizes, whole) for name, kind in own.items()}
        return found | dict(self.asked)

    @property
    def without_closed_form(self) -> Mapping[str, str]:
        """Those asked for that have none, and what to say of each."""
        if self.unique is None and self.initial is None:
            return {}
        return {
            name: each.without_closed_form
            for name, each in self.asked.items()
            if not each.is_rational and self._exact[name] is None
        }

    @cached_property
    def _exact(self) -> Mapping[str, Callable[[], sp.Expr] | None]:
        """What has a closed form in some states only."""
        asked = {name: each for name, each in self.functionals.items() if not each.is_rational}
        return {name: each.exact(*self._steady) for name, each in asked.items()}

    def _functional(self, name: str) -> tuple[Product, ...]:
        each = self.functionals[name]
        made = each.exact(*self._steady) if each.is_rational else self._exact[name]
        if made is None:
            raise ValueError(f"{name}: {each.without_closed_form}.")
        return self._whole(made())

    @cached_property
    def numerators(self) -> Mapping[str, sp.Expr]:
        """Populations, matrix elements above the diagonal and observables, times the denominator.

        Elements that are zero are left out. All are polynomials, multiplied out, over the symbols
        of `dressing`.
        """
        rho, _ = self._steady
        labels = self.space.labels
        found = {f"p_{label}": rho[i, i] for i, label in enumerate(labels)}
        for (i, one), (j, other) in combinations(enumerate(labels), 2):
            found |= {f"rho_{one}_{other}": rho[i, j]} if rho[i, j] != 0 else {}
        for name, operator in self.observables.items():
            found[name] = sp.expand((self.dressing.matrix(operator) * rho).trace())
        return found

    def _entry(self, row: int, column: int) -> tuple[Product, ...]:
        if self._in_ring:
            return self._in_ring.element(row, column)
        numerators, denominator = self._steady
        return self._whole(in_factors(numerators[row, column], denominator))

    def _value(self, operator: sp.Matrix) -> tuple[Product, ...]:
        """The expectation value of an operator; not all operators have elements of the ring."""
        if self._in_ring:
            with suppress(ValueError):
                return (self._in_ring.expectation(operator),)
        return self._whole(expectation(self.dressing.matrix(operator), *self._steady))

    @property
    def _in_ring(self) -> SteadyState | None:
        return None if self.dressing.replacements else self.unique

    def _whole(self, value: sp.Expr) -> tuple[Product, ...]:
        return (Product(self.dressing.undressed(value)),)

    @property
    def _steady(self) -> tuple[sp.ImmutableMatrix, sp.Expr]:
        if self.steady is None:
            raise ValueError("There is more than one steady state: an `initial` one is needed.")
        return self.steady
