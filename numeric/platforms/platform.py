"""Two qubits in a cavity as a device has them, Appendix E, and what the model makes of them.

With n thermal photons at the transition's frequency the cavity loses κ (n + 1) and is fed κ n, and
so it is with each qubit: of its lifetime 1/T1 = γ_0 (2 n + 1) is measured. To have thermal photons
at the qubits alone, as Eq. (7) has it, would make hotter devices look more entangled.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np

from beyondthermal.numeric import cavity

from .tuning import Best, best
from .units import magnitude, relative, temperature

__all__ = ["PLATFORMS", "Platform"]

# Of a quantity: an imaginary step, of which the square is nothing.
STEP = 1e-30
_WORDS = {"name", "note"}


@dataclass(frozen=True)
class Platform:
    """A device in its own units: texts as "0.1 meV", or quantities of pint.

    Attributes
    ----------
    name
        What it is.
    omega
        The frequency of qubits and cavity.
    g
        The coupling of a qubit to the cavity.
    kappa, Q
        The cavity's losses, or its quality factor ω/κ.
    T1
        The lifetime of a qubit, or its inverse; without it, qubits lose nothing but to the cavity.
    pump
        The rate at which each qubit is pumped.
    Tphi
        The time in which pure dephasing alone makes a qubit lose its coherence: 1/Tφ = 2 γ_z.
    delta
        Half the difference of the qubits' frequencies.
    temperature
        Of all that surrounds qubits and cavity.
    note
        What its numbers leave open.

    Examples
    --------
    >>> dots = PLATFORMS["quantum-dots"]
    >>> round(float(dots.concurrence()), 4), round(float(dots.concurrence(T1="5 ns")), 4)
    (0.2395, 0.3741)
    """

    name: str
    omega: Any
    g: Any
    kappa: Any = None
    Q: float | None = None
    T1: Any = None
    pump: Any = None
    Tphi: Any = None
    delta: Any = None
    temperature: Any = "0 K"
    note: str = field(default="", repr=False)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from beyondthermal.symbolic.shown import bundle  # SymPy comes with it

        return bundle(self)

    def with_(self, **changes: Any) -> "Platform":
        """The same device with other quantities; kappa and Q take each other's place.

        Raises
        ------
        ValueError
            If there is no such quantity.

        Examples
        --------
        >>> PLATFORMS["circuit-qed"].with_(Q=300).kappa is None
        True
        """
        known = asdict(self).keys() - _WORDS
        if unknown := [name for name in changes if name not in known]:
            raise ValueError(
                f"Argument `{unknown[0]}` is no quantity of a platform; there are "
                f"{', '.join(sorted(known))}."
            )
        other = {"kappa": {"Q": None}, "Q": {"kappa": None}}
        dropped = {k: v for name in changes for k, v in other.get(name, {}).items()}
        return replace(self, **(dropped | changes))

    def per_second(self) -> dict[str, float]:
        """What is given, as rates per second; Q as it is.

        Examples
        --------
        >>> found = PLATFORMS["circuit-qed"].per_second()
        >>> f"{found['g']:.4g} {found['T1']:g}"  # 2π · 10 MHz, 1/(20 µs)
        '6.283e+07 50000'
        """
        if (self.kappa is None) == (self.Q is None):
            raise ValueError("Arguments `kappa` and `Q`: one of them must be given.")
        found = dict.fromkeys(("T1", "pump", "Tphi", "delta"), 0.0)
        for name, value in asdict(self).items():
            if name == "Q" and value is not None:
                found[name] = _positive(name, value)
            elif name == "temperature":
                found[name] = temperature(name, value)
            elif name not in _WORDS and value is not None:
                found[name] = magnitude(name, value)
        if not (found["g"] and found["omega"]):
            raise ValueError("Arguments `g` and `omega` must be positive.")
        return found

    def model(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The model's rates in units of g, of what is given per second: numbers or arrays.

        Examples
        --------
        >>> circuit = PLATFORMS["circuit-qed"]
        >>> pumped = circuit.per_second() | {"pump": np.array([1e5, 1e6])}
        >>> cavity.concurrence(**circuit.model(pumped)).round(4)
        array([0.3635, 0.3587])
        """
        omega, thermal, g = given["omega"], given["temperature"], given["g"]
        with np.errstate(over="ignore"):
            n = 1 / np.expm1(omega / thermal) if np.any(thermal) else 0.0
        kappa = given["kappa"] if "kappa" in given else omega / given["Q"]
        spontaneous = given["T1"] / (2 * n + 1)
        found = {
            "kappa": kappa * (n + 1),
            "p": n * spontaneous + given["pump"],
            "gamma": (n + 1) * spontaneous,
            "delta": given["delta"],
            "gamma_z": given["Tphi"] / 2,
            "p_c": kappa * n,
        }
        return {"g": g / g, **{name: rate / g for name, rate in found.items()}}

    def rates(self, **changes: Any) -> dict[str, Any]:
        """The rates of Eqs. (7)-(8) and Appendix D in units of g, as `cavity.concurrence` has them.

        Parameters
        ----------
        **changes
            Quantities that are not as in the device.

        Raises
        ------
        ValueError
            If a quantity is unknown, or its unit is of another kind.

        Examples
        --------
        >>> found = PLATFORMS["circuit-qed"].rates()
        >>> {name: float(f"{x:.3g}") for name, x in found.items() if x}
        {'g': 1.0, 'kappa': 2.0, 'p': 0.005, 'gamma': 0.000796, 'p_c': 1.12e-06}
        """
        return {k: float(x) for k, x in self.model(self.with_(**changes).per_second()).items()}

    def concurrence(self, **changes: Any) -> float:
        """C of the device in its steady state.

        Examples
        --------
        >>> round(PLATFORMS["circuit-qed"].concurrence(pump="100 kHz"), 4)
        0.3811
        """
        return float(cavity.concurrence(**self.rates(**changes)))

    def uncertain(self, **uncertainties: Any) -> tuple[float, float]:
        """C, and its standard uncertainty by those of some quantities, to first order.

        Parameters
        ----------
        **uncertainties
            Standard uncertainties, in units of the quantities' kinds; independent of each other.

        Returns
        -------
        tuple of float
            Where there is no entanglement the second is that of the distance to it.

        Examples
        --------
        >>> C, error = PLATFORMS["circuit-qed"].uncertain(T1="4 us", kappa="0.5 MHz")
        >>> f"{C:.4f} ± {error:.4f}"
        '0.3949 ± 0.0067'
        """
        self.with_(**uncertainties)
        values, rates = self.per_second(), self.rates()
        by = [name for name, rate in rates.items() if rate]
        gradient = cavity.gradient(**rates, by=by)
        square = 0.0
        for name, uncertainty in uncertainties.items():
            part = float(uncertainty) / self.Q if name == "Q" and self.Q else (
                relative(name, uncertainty, getattr(self, name))
            )  # fmt: skip
            moved: Mapping[str, Any] = {**values, name: values[name] * (1 + 1j * STEP)}
            slopes = [self.model(moved)[rate].imag / STEP for rate in by]
            square += float(part * np.dot(gradient, slopes)) ** 2
        return self.concurrence(), float(np.sqrt(square))

    def best(self, **ranges: tuple[Any, Any]) -> Best:
        """The largest C over one to three quantities that can be tuned.

        Parameters
        ----------
        **ranges
            A quantity's least and largest value, of one kind of unit.

        Raises
        ------
        ValueError
            If a range does not grow, or there are more than three.

        Examples
        --------
        >>> PLATFORMS["circuit-qed"].best(pump=("1 kHz", "10 MHz")).at
        {'pump': '47.08 kHz'}
        """
        return best(self, ranges)


def _positive(name: str, value: Any) -> float:
    if not isinstance(value, int | float) or not 0 < value < np.inf:
        raise ValueError(f"Argument `{name}` must be a positive number, but got {value!r}.")
    return float(value)


# Of Appendix E are g and κ; all else is ours.
PLATFORMS = {
    "quantum-dots": Platform(
        "III-V quantum dots in a microcavity",
        omega="1.3 eV", g="0.1 meV", kappa="0.2 meV", T1="1 ns", pump="0.5 ueV", temperature="4 K",
        note="Appendix E has no T1 and no pump for dots, and whether C passes 1/3 hangs on them.",
    ),
    "circuit-qed": Platform(
        "superconducting circuits",
        omega="6 GHz", g="10 MHz", kappa="20 MHz", T1="20 us", pump="50 kHz", temperature="20 mK",
        note="Appendix E has no frequency, T1, pump and temperature for circuits.",
    ),
}  # fmt: skip
