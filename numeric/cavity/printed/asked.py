"""What is asked for: the ladder with some noise terms, and what its functions take and return."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from beyondthermal.numeric.cavity.kernel.steps import Steps, steps
from beyondthermal.numeric.cavity.rates import MIXING, OPTIONAL, PARAMETERS, absent
from beyondthermal.numeric.cavity.tail import MOST
from beyondthermal.numeric.codegen.about import PAPER, ascii_text
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.stored.reading import stored
from beyondthermal.symbolic.names import expect_known
from beyondthermal.symbolic.prose import unmarked
from beyondthermal.symbolic.symbols import quantity

__all__ = ["FUNCTIONS", "Ladder"]

# Names of functions -> how many results they have.
FUNCTIONS: Mapping[str, int] = {"cavity_concurrence": 1, "cavity_populations": 4}

_ABOUT = {
    "cavity_concurrence": "Steady-state concurrence of the two qubits, Eqs. (7), (8) and (A8).",
    "cavity_populations": "Steady-state populations of |G>, |S>, |A> and |E>, Eqs. (7) and (8).",
}
_DOMAINS = {"positive": "{x} > 0", "nonnegative": "{x} >= 0", "real": "{x} >= -{largest}"}


@cache
def _steps(missing: tuple[str, ...]) -> Steps:
    return steps(*missing)


@dataclass(frozen=True)
class Ladder(Package):
    """The ladder with some noise.

    Attributes
    ----------
    noise
        The optional rates that it has.
    """

    noise: tuple[str, ...] = ()

    @classmethod
    def of(cls, noise: Iterable[str] = (), module: str = "beyondthermal") -> "Ladder":
        """The ladder with the optional rates named.

        Raises
        ------
        ValueError
            If one of them is none.
        """
        expect_known("noise", noise, OPTIONAL)
        missing = absent(set(noise))
        found = _steps(missing)
        present = tuple(name for name in OPTIONAL if name not in missing)
        return cls(module, found.programs, source=PAPER, noise=present)

    @property
    def steps(self) -> Steps:
        """The level step."""
        return _steps(absent(self.noise))

    @property
    def rates(self) -> tuple[str, ...]:
        """The rates in the order in which functions take them."""
        return ("kappa", "p", "gamma", "g", *self.noise)

    @property
    def given(self) -> tuple[str, ...]:
        """The rates in the order in which the ladder takes them."""
        return tuple(name for name in PARAMETERS if name in self.rates)

    @property
    def detuned(self) -> tuple[str, ...]:
        """Noise of either sign."""
        domains = stored("cavity")["parameters"]
        return tuple(name for name in self.noise if domains[name] == "real")

    def allowed(self, unequal: str, name: Mapping[str, str], largest: str) -> list[str]:
        """Conditions for rates to be in their domains, and the steady state to be unique."""
        domains = stored("cavity")["parameters"]
        inside = (f"{_DOMAINS[domains[rate]]} && {{x}} <= {{largest}}" for rate in self.rates)
        found = [
            condition.format(x=name[rate], largest=largest)
            for rate, condition in zip(self.rates, inside, strict=True)
        ]
        mixed = " || ".join(f"{name[rate]} {unequal} 0" for rate in MIXING if rate in self.rates)
        return [*found, f"({mixed})"]

    def about(self, function: str) -> list[str]:
        """What a function computes, in ASCII."""
        units = ((rate, ascii_text(unmarked(quantity(rate).meaning))) for rate in self.rates)
        return [
            _ABOUT[function],
            "",
            "Arguments, rates in one common unit:",
            *(f"  {rate}: {meaning}" for rate, meaning in units),
            "  n_max: largest photon number; 0 for as many as are known to be enough",
            "The result is NaN where an argument is out of its domain, the steady state is not",
            f"unique, or no number of photons up to {MOST} is known to be enough.",
        ]
