"""The fast functions, one for each result that the paper states in closed form.

Their programs were derived once, by `numeric.programs.derived`, and come with the package as data.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from beyondthermal.numeric.stored.reading import from_data, stored

from .domains import BETAS, FINITE_BETAS, MODERATE_RATES, RATES, Domain
from .functions import ArrayFunction, compiled
from .in_c.library import loop
from .program import Program

if TYPE_CHECKING:
    from mpmath import mpf

__all__ = ["FUNCTIONS", "WITH_GRADIENT", "Function", "function_of"]


@dataclass(frozen=True)
class Function:
    """One of the paper's results as a function: a row of the table.

    Its arguments, with their units and meanings in the table of symbols, and its results are those
    of the program.

    Attributes
    ----------
    name
        Its name, in all languages.
    summary, equation
        What it computes, and where the paper has it.
    domain
        What the arguments may be.
    gradient
        What they may be for the derivatives; None if there are none, since they have no limits.
    allowed, allowed_slope
        Allowed errors of a value and of a derivative, in units of max(1, |value|).
    """

    name: str
    summary: str
    equation: str
    domain: Domain = BETAS
    gradient: Domain | None = FINITE_BETAS
    allowed: float = 5e-16
    allowed_slope: float = 3e-15

    @cached_property
    def program(self) -> Program:
        """What NumPy and all languages run."""
        return from_data(self.name, stored("programs")[self.name])

    @cached_property
    def reference(self) -> "Callable[..., list[mpf]]":
        """What the function should return, in mpmath."""
        from . import references

        found: Callable[..., list[mpf]] = getattr(references, self.name)
        return found

    @cached_property
    def by_numpy(self) -> ArrayFunction:
        """The program over arrays, run by NumPy."""
        return compiled(self.program)

    @cached_property
    def fast(self) -> ArrayFunction:
        """The same in C where it was built."""
        return replace(self.by_numpy, loop=loop(self.name))


_ROWS = (
    Function("concurrence", "Steady-state concurrence", "Eqs. (4)-(5)", gradient=BETAS),
    Function(
        "concurrence_from_rates", "Steady-state concurrence from the rates", "Eqs. (A9)-(A10)",
        RATES, gradient=None,
    ),
    Function("populations", "Steady-state populations of G, S, A, E", "Eq. (A4)"),
    Function(
        "density_matrix",
        "Steady-state density matrix in the basis |00>, |01>, |10>, |11>, row by row", "Eq. (A4)",
    ),
    Function("heat_currents", "Heat currents from the reservoirs A and S", "below Eq. (6)"),
    Function("entropy_production", "Entropy production rate", "Eq. (6)"),
    Function(
        "effective_temperatures", "Inverse temperatures of the cavity model's two reservoirs",
        "below Eq. (9)", MODERATE_RATES, gradient=None,
    ),
)  # fmt: skip
FUNCTIONS: Mapping[str, Function] = {row.name: row for row in _ROWS}
WITH_GRADIENT = tuple(name for name, row in FUNCTIONS.items() if row.gradient is not None)


def function_of(program: Program) -> Function:
    """The row of a program, or of the program with its gradient."""
    return FUNCTIONS[program.name.removesuffix("_gradient")]
