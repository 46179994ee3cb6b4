"""A small open system, and what it comes to: in closed form, as functions, in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sympy as sp

from beyondthermal.numeric.arguments import Array
from beyondthermal.numeric.open_systems.generator import Generator, generator
from beyondthermal.numeric.programs.accurate import accurate_program
from beyondthermal.numeric.programs.functions import ArrayFunction, compiled
from beyondthermal.numeric.qutip_operators import to_qutip
from beyondthermal.symbolic.prose import several

from .numbers import Numbers, evolution, spectrum, steady_state_in_numbers
from .solved import Solved

__all__ = ["Model"]


@dataclass(frozen=True, repr=False)
class Model(Solved):
    """A model as its file states it, and what follows from it; see `Solved` for its parts."""

    def __repr__(self) -> str:
        """How much is in it."""
        jumps, symbols = len(self.lindbladian.jumps), len(self.where)
        made = [(self.lindbladian.dimension, "level"), (jumps, "jump"), (symbols, "symbol")]
        return f"<Model: {', '.join(several(*each) for each in made)}>"

    @property
    def where(self) -> Mapping[sp.Symbol, sp.Set]:
        """The domains of the symbols that have no number."""
        return {s: self.domains[name] for name, s in self.symbols.items() if s.is_Symbol}

    @property
    def results(self) -> Mapping[str, sp.Expr]:
        """Populations, concurrence and observables, as far as they depend on a symbol."""
        entangled = [name for name in self.functionals if name != "purity"]
        wanted = [*(f"p_{label}" for label in self.space.labels), *entangled, *self.observables]
        found = {name: self.names[name] for name in wanted if name in self.names}
        return {name: value for name, value in found.items() if value.free_symbols}

    def arguments(self, name: str) -> tuple[sp.Symbol, ...]:
        """The symbols on which a result depends, in the order of the file.

        Examples
        --------
        >>> from beyondthermal import load
        >>> atom = load("driven_atom").model
        >>> atom.arguments("p_e")
        (Omega, Delta, Gamma)
        """
        needed = self.names[name].free_symbols
        return tuple(s for s in self.where if s in needed)

    def function(self, name: str) -> ArrayFunction:
        """A result as a fast function of arrays, of its `arguments`: accurate, and total.

        Examples
        --------
        >>> from beyondthermal import load
        >>> atom = load("driven_atom").model
        >>> atom.function("p_e")([1.0, 2.0], 0.0, 1.0)  # on resonance, of Ω, Δ and Γ
        array([0.33333333, 0.44444444])
        """
        outputs = {name: self.names[name]}
        return compiled(accurate_program(name, self.arguments(name), outputs, self.where))

    @cached_property
    def generator(self) -> Generator:
        """The master equation between real numbers, for any parameters."""
        return generator(self.lindbladian)

    def numbers(self, **parameters: Any) -> Numbers:
        """The steady state in double precision, without algebra, over grids that broadcast.

        Parameters
        ----------
        parameters
            A number or an array for each symbol of the model.

        Raises
        ------
        ValueError
            If one is missing or outside its domain, or there is more than one steady state and no
            `initial` one.

        Examples
        --------
        >>> from beyondthermal import load
        >>> atom = load("driven_atom").model
        >>> found = atom.numbers(Omega=[1.0, 100.0], Delta=0.0, Gamma=1.0)
        >>> found["p_e"].round(4)  # saturation
        array([0.3333, 0.5   ])
        """
        return steady_state_in_numbers(self, self.generator, parameters)

    def evolve(self, times: Any, initial: Any = None, **parameters: Any) -> Numbers:
        """The state at ascending times from zero on, as `numbers`, times behind the grid.

        The initial state is a formula as in the file, a matrix, or that of the file.

        Examples
        --------
        >>> from beyondthermal import load
        >>> atom = load("driven_atom").model
        >>> found = atom.evolve([0.0, 0.0314], "projector(g)", Omega=100.0, Delta=0.0, Gamma=0.01)
        >>> found["p_e"].round(3)  # after half a Rabi period
        array([0., 1.])
        """
        return evolution(self, self.generator, times, initial, parameters)

    def spectrum(self, operator: Any, frequencies: Any, **parameters: Any) -> Array:
        """The Fourier transform of <A†(t)A> - |<A>|² in the steady state, grid × frequencies.

        The operator A is a formula as in the file, or a matrix.

        Examples
        --------
        >>> from beyondthermal import load
        >>> atom = load("driven_atom").model
        >>> omega = [0.0, 5.0, 10.0]
        >>> S = atom.spectrum("transition(g, e)", omega, Omega=10.0, Delta=0.0, Gamma=1.0)
        >>> (S / S[0]).round(3)  # Mollow's triplet: a side band at Ω
        array([1.   , 0.026, 0.331])
        """
        return spectrum(self, self.generator, operator, frequencies, parameters)

    def to_qutip(self, **values: float) -> tuple[Any, list[Any]]:
        """Hamiltonian and collapse operators as QuTiP takes them, given the symbols by name.

        Raises
        ------
        ValueError
            As `numeric.qutip_operators.to_qutip`.

        Examples
        --------
        >>> from beyondthermal import load
        >>> atom = load("driven_atom").model
        >>> H, (decay,) = atom.to_qutip(Omega=1.0, Delta=0.0, Gamma=4.0)
        >>> decay.full().real
        array([[0., 2.],
               [0., 0.]])
        """
        named = {s: values[n] for n, s in self.symbols.items() if n in values}
        dims = [len({*levels}) for levels in zip(*self.space.digits, strict=True)]
        return to_qutip(self.lindbladian, named, dims)
