"""Devices in their own units: what a platform's numbers make of the cavity model (extra: units).

`rate`, `thermal_photons`  a quantity with its unit, as the model counts it
`Platform`                 a device: its rates, C with its uncertainty, what is best to be tuned
`PLATFORMS`                the two of Appendix E
"""

from .platform import PLATFORMS, Platform
from .tuning import Best
from .units import rate, thermal_photons

__all__ = ["PLATFORMS", "Best", "Platform", "rate", "thermal_photons"]
