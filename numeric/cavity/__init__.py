"""The full cavity model, Eqs. (7)-(8) and Appendix D, over planes and at points.

`concurrence`, `populations`, `density_matrix`, `photon_statistics`  a whole plane, 13 digits
`precise`   one point, any number of digits
`exact`     one point and a cutoff, in fractions and square roots
`enclose`   the concurrence between two bounds, with and without a cutoff
`gradient`  derivatives of the concurrence by the rates, over a plane
`maximize`, `threshold`  where it is largest, and where it first exceeds a level

Their rates, and what another noise term takes, stand in `rates`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .planes import PhotonStatistics, concurrence, density_matrix, photon_statistics, populations

if TYPE_CHECKING:
    from . import exact, precise
    from .enclosure import enclose
    from .optima.gradient import gradient
    from .optima.optimum import maximize
    from .optima.threshold import threshold
else:
    # A plane needs none of these; each is loaded when it is first asked for.
    _LATER = {
        "enclose": "enclosure",
        "gradient": "optima.gradient",
        "maximize": "optima.optimum",
        "threshold": "optima.threshold",
    }

    def __getattr__(name: str) -> Any:
        if name in ("exact", "precise"):
            return import_module(f".{name}", __name__)
        if name in _LATER:
            return getattr(import_module(f".{_LATER[name]}", __name__), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "PhotonStatistics",
    "concurrence",
    "density_matrix",
    "enclose",
    "exact",
    "gradient",
    "maximize",
    "photon_statistics",
    "populations",
    "precise",
    "threshold",
]
