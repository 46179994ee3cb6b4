"""Quantities with units: a unit is converted or refused, never stripped.

A rate can be an energy E, which counts as E/ħ; a time T, as 1/T; a rate, as it is; and a frequency
in hertz, which in this field is quoted as g/2π, and counts as 2π times that.
"""

import re
from math import isfinite, pi
from typing import Any

import numpy as np

from beyondthermal.numeric.extras import needs

__all__ = [
    "RULE",
    "magnitude",
    "rate",
    "relative",
    "shown",
    "temperature",
    "thermal_photons",
]

RULE = "Frequencies in hertz are g/2π; energies are ħ times a rate, times one over it."

# A number and a unit: "0.2 meV", "5e-3 1/ns". Nothing else is read, and nothing is evaluated.
_TEXT = re.compile(
    r"([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?)\s*((?:1/)?[A-Za-zµμ]{1,24}(?:/s)?)"
)


def _quantity(name: str, value: Any) -> Any:
    needs("A quantity with a unit", "units", "pint")
    import pint

    registry: Any = pint.application_registry
    wrong = ValueError(f"Argument `{name}` must be a number and its unit, but got {value!r}.")
    if isinstance(value, str):
        if not (read := _TEXT.fullmatch(value.strip())):
            raise wrong
        number, unit = read.groups()
        try:
            value = registry.Quantity(float(number), unit)
        except (pint.PintError, AttributeError):
            raise ValueError(f"Argument `{name}`: there is no unit {unit}.") from None
    if not isinstance(value, registry.Quantity) or np.ndim(value.magnitude):
        raise wrong
    if not isfinite(value.magnitude) or value.magnitude < 0:
        raise ValueError(f"Argument `{name}` must be finite and not negative, but got {value}.")
    if registry.Quantity(0, value.units).to_base_units().magnitude:
        raise ValueError(f"Argument `{name}` must have a unit that begins at zero, not {value}.")
    return value


def shown(name: str, value: Any, factor: float) -> str:
    """A multiple of a quantity, with its unit."""
    return f"{factor * _quantity(name, value):.4g~P}"


def magnitude(name: str, value: Any) -> float:
    """A rate per second, by the rule above.

    Raises
    ------
    ValueError
        If it isn't a quantity with such a unit, finite and not negative.
    """
    quantity = _quantity(name, value)
    ħ = 1 * quantity._REGISTRY.hbar
    if quantity.check("[energy]"):
        return float((quantity / ħ).to("1/s").magnitude)
    if quantity.check("[time]"):
        if not quantity.magnitude:
            raise ValueError(f"Argument `{name}` must not be a time of zero.")
        return float((1 / quantity).to("1/s").magnitude)
    if quantity.check("1/[time]"):
        in_hertz = "hertz" in str(quantity.units)
        return float(quantity.to("1/s").magnitude) * (2 * pi if in_hertz else 1.0)
    raise ValueError(
        f"Argument `{name}` must be an energy, a rate, a frequency or a time, but got {quantity}."
    )


def rate(value: Any) -> float:
    """A rate in 1/s of an energy, a frequency, a time or a rate: a text, or a quantity of pint.

    Raises
    ------
    ValueError
        If it is something else.

    Examples
    --------
    >>> f"{rate('10 MHz'):.5g} {rate('0.1 meV'):.5g} {rate('1 ns'):.5g} {rate('5 1/s'):.5g}"
    '6.2832e+07 1.5193e+11 1e+09 5'
    """
    return magnitude("value", value)


def temperature(name: str, value: Any) -> float:
    """k_B T / ħ per second."""
    quantity = _quantity(name, value)
    if not quantity.check("[temperature]"):
        raise ValueError(f"Argument `{name}` must be a temperature, but got {quantity}.")
    registry = quantity._REGISTRY
    thermal = quantity.to("K") * registry.boltzmann_constant / registry.hbar
    return float(thermal.to("1/s").magnitude)


def relative(name: str, uncertainty: Any, value: Any) -> float:
    """An uncertainty in parts of what it belongs to, both with units of one kind."""
    if value is None:
        raise ValueError(f"Argument `{name}` is not given by the device.")
    error, quantity = _quantity(name, uncertainty), _quantity(name, value)
    if error.dimensionality != quantity.dimensionality:
        raise ValueError(
            f"Argument `{name}` must have a unit of the same kind as {quantity}, but got {error}."
        )
    if not quantity.magnitude:
        raise ValueError(f"Argument `{name}` has no uncertainty in parts of {quantity}.")
    return float((error / quantity).to("").magnitude)


def thermal_photons(omega: Any, T: Any) -> float:
    """Bose's mean number of photons at a frequency and a temperature.

    Examples
    --------
    >>> round(thermal_photons("6 GHz", "200 mK"), 4)
    0.3106
    """
    thermal = temperature("T", T)
    with np.errstate(over="ignore", divide="ignore"):
        return float(1 / np.expm1(np.float64(rate(omega)) / thermal)) if thermal else 0.0
