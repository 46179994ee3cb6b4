"""The claims, one file for each part of the paper, in the order of a lecture."""

from collections.abc import Mapping

from beyondthermal.derivations.claims.claim import Claim

from . import (
    cavity,
    concurrence,
    cross_checks,
    figures,
    limits,
    model,
    numbers,
    populations,
    robustness,
    steady_state,
    thermodynamics,
    trajectories,
)

__all__ = ["SECTIONS", "find"]

SECTIONS: Mapping[str, tuple[Claim, ...]] = {
    "The model": model.CLAIMS,
    "Steady state": steady_state.CLAIMS,
    "Concurrence": concurrence.CLAIMS,
    "Limits, edges and corners": (*limits.EXPANSIONS, *limits.EDGES, *limits.CORNERS),
    "Bounds and populations": (*limits.BOUNDS, *populations.CLAIMS),
    "Thermodynamics": (*thermodynamics.CLAIMS, *trajectories.CLAIMS),
    "The cavity": cavity.CLAIMS,
    "Numbers": (*numbers.CLAIMS, *robustness.CLAIMS),
    "Figures": figures.CLAIMS,
    "Cross-checks": cross_checks.CLAIMS,
}


def find(name: str) -> Claim:
    """The claim of this name.

    Raises
    ------
    ValueError
        If there is none.
    """
    for claims in SECTIONS.values():
        for claim in claims:
            if claim.name == name:
                return claim
    raise ValueError(f"Argument `ID` must be the name of a claim, but got {name!r}.")
