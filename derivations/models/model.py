"""A small open system, and what its steady state comes to: populations, observables, currents."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import combinations
from typing import Any

import sympy as sp

from beyondthermal.numeric.programs.accurate import accurate_program
from beyondthermal.numeric.programs.functions import ArrayFunction, compiled
from beyondthermal.numeric.qutip_operators import to_qutip
from beyondthermal.symbolic.dressing.dressing import Dressing, dressed
from beyondthermal.symbolic.formula.operators import OperatorNames
from beyondthermal.symbolic.master_equation.concurrence import concurrence_in_closed_form
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.master_equation.normal_form import in_factors
from beyondthermal.symbolic.master_equation.observables import expectation
from beyondthermal.symbolic.master_equation.steady_state import (
    NotUniqueError,
    SteadyState,
    steady_state,
)
from beyondthermal.symbolic.master_equation.steady_states import SteadyStates, steady_states

__all__ = ["Model", "Results"]

# Without an X form, the eigenvalues of rho rho~ are only looked for in short matrices.
_SHORT = 60


@dataclass(frozen=True)
class Model:
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
    """

    symbols: Mapping[str, sp.Expr]
    domains: Mapping[str, sp.Set]
    space: OperatorNames
    lindbladian: Lindbladian
    reservoirs: tuple[str, ...]
    observables: Mapping[str, sp.ImmutableMatrix]
    initial: sp.ImmutableMatrix | None
    said: tuple[str, ...] = ()

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

        `p_e` is a population, `rho_g_e` a matrix element <g|rho|e>, `purity` is tr rho²,
        `C` the concurrence of two qubits where it has a closed form, `steady_states` the
        dimension of the kernel; observables come under their own names. Each is calculated when
        it is asked for.
        """
        dimension = 1 if self.unique else self.family.dimension
        found: dict[str, Callable[[], sp.Expr]] = {"steady_states": lambda: sp.Integer(dimension)}
        if self.unique is None and self.initial is None:
            return Results(found)
        labels = [*enumerate(self.space.labels)]
        for i, one in labels:
            found[f"p_{one}"] = partial(self._entry, i, i)
            found |= {f"rho_{one}_{other}": partial(self._entry, i, j) for j, other in labels}
        found["purity"] = self._purity
        found |= self._concurrence()
        observed = {n: partial(self.value, operator) for n, operator in self.observables.items()}
        made = (found | observed).items()
        return Results({n: partial(self._undressed, value) for n, value in made})

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

    @property
    def where(self) -> Mapping[sp.Symbol, sp.Set]:
        """The domains of the symbols that have no number."""
        return {s: self.domains[name] for name, s in self.symbols.items() if s.is_Symbol}

    @property
    def results(self) -> Mapping[str, sp.Expr]:
        """Populations, concurrence and observables, as far as they depend on a symbol."""
        wanted = [*(f"p_{label}" for label in self.space.labels), "C", *self.observables]
        found = {name: self.names[name] for name in wanted if name in self.names}
        return {name: value for name, value in found.items() if value.free_symbols}

    def arguments(self, name: str) -> tuple[sp.Symbol, ...]:
        """The symbols on which a result depends, in the order of the file."""
        needed = self.names[name].free_symbols
        return tuple(s for s in self.where if s in needed)

    def function(self, name: str) -> ArrayFunction:
        """A result as a fast function of arrays, of its `arguments`: accurate, and total."""
        outputs = {name: self.names[name]}
        return compiled(accurate_program(name, self.arguments(name), outputs, self.where))

    def value(self, operator: sp.Matrix) -> sp.Expr:
        """The expectation value of an operator in the steady state."""
        found = expectation(self.dressing.matrix(operator), *self._steady)
        return self.dressing.undressed(found)

    def _undressed(self, made: Callable[[], sp.Expr]) -> sp.Expr:
        return self.dressing.undressed(made())

    def to_qutip(self, **values: float) -> tuple[Any, list[Any]]:
        """Hamiltonian and collapse operators as QuTiP takes them, given the symbols by name.

        Raises
        ------
        ValueError
            As `numeric.qutip_operators.to_qutip`.
        """
        named = {s: values[n] for n, s in self.symbols.items() if n in values}
        dims = [len({*levels}) for levels in zip(*self.space.digits, strict=True)]
        return to_qutip(self.lindbladian, named, dims)

    def _entry(self, row: int, column: int) -> sp.Expr:
        if self.unique is not None and not self.dressing.replacements:
            return in_factors(self.unique.numerator(row, column), self.unique.denominator)
        numerators, denominator = self._steady
        return in_factors(numerators[row, column], denominator)

    def _purity(self) -> sp.Expr:
        numerators, denominator = self._steady
        return sp.expand((numerators * numerators).trace()) / denominator**2

    @property
    def _steady(self) -> tuple[sp.ImmutableMatrix, sp.Expr]:
        if self.steady is None:
            raise ValueError("There is more than one steady state: an `initial` one is needed.")
        return self.steady

    def _concurrence(self) -> Mapping[str, Callable[[], sp.Expr]]:
        """The concurrence, under the name C."""
        if self.space.labels != ("00", "01", "10", "11") or self.steady is None:
            return {}
        numerators, denominator = self.steady
        terms = sum(len(sp.Add.make_args(entry)) for entry in numerators.todok().values())
        x_form = all(i == j or i + j == 3 for i, j in numerators.todok())
        if not x_form and terms > _SHORT:
            return {}
        try:
            found = concurrence_in_closed_form(numerators, denominator)
        except ValueError:
            return {}
        return {"C": lambda: found}


class Results(Mapping[str, sp.Expr]):
    """Expressions by name, each calculated when it is asked for, and kept."""

    def __init__(self, made: Mapping[str, Callable[[], sp.Expr]]) -> None:
        self._made, self._known = made, dict[str, sp.Expr]()

    def __getitem__(self, name: str) -> sp.Expr:
        """The expression of a name."""
        if name not in self._known:
            self._known[name] = self._made[name]()
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._made)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._made)
