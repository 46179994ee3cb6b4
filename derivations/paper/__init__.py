"""The claims, one file for each part of the paper, in the order of a lecture."""

from collections.abc import Mapping

from beyondthermal.derivations.claim import Claim

from . import concurrence, cross_checks, limits, steady_state

__all__ = ["SECTIONS"]

SECTIONS: Mapping[str, tuple[Claim, ...]] = {
    "Master equation and steady state": steady_state.CLAIMS,
    "Concurrence": concurrence.CLAIMS,
    "Limits, edges and corners": (*limits.EXPANSIONS, *limits.EDGES, *limits.CORNERS),
    "Bounds": limits.BOUNDS,
    "Cross-checks in numbers": cross_checks.CLAIMS,
}
