"""Every claim of the paper and every step of the lecture: by name, in the order of the lecture."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from beyondthermal.symbolic.names import expect_known

from .claim import Claim
from .of_the_paper import (
    balances,
    bounds,
    closed_form,
    concurrence,
    edges,
    expansions,
    fluctuations,
    model,
    onset,
    populations,
    steady_state,
    superoperator,
    thermodynamics,
    trajectories,
)
from .of_the_paper.cavity import elimination, liouvillian, noise
from .of_the_paper.numbers import cross_checks, figures, maxima, robustness

__all__ = ["REGISTRY", "Entry", "find", "of_the_paper", "registered"]

Claims = tuple[Claim, ...]


@dataclass(frozen=True)
class Entry:
    """A claim and its place: what it is about, and whether it is only a step on the way."""

    claim: Claim
    topic: str
    is_step: bool


# A row for each file: its topic, the paper's claims, the lecture's steps.
_TOPICS: tuple[tuple[str, Claims, Claims], ...] = (
    ("the model", model.CLAIMS, model.STEPS),
    ("the superoperator", superoperator.CLAIMS, superoperator.STEPS),
    ("the steady state", steady_state.CLAIMS, (*balances.STEPS, *steady_state.STEPS)),
    ("the concurrence", concurrence.CLAIMS, concurrence.STEPS),
    ("the closed form", closed_form.CLAIMS, closed_form.STEPS),
    ("the onset of entanglement", onset.CLAIMS, onset.STEPS),
    ("expansions", expansions.CLAIMS, expansions.STEPS),
    ("edges and corners", edges.CLAIMS, edges.STEPS),
    ("bounds", bounds.CLAIMS, bounds.STEPS),
    ("populations", populations.CLAIMS, populations.STEPS),
    ("the cavity's temperatures", elimination.TEMPERATURES, ()),
    ("heat and entropy", thermodynamics.CLAIMS, thermodynamics.STEPS),
    ("trajectories", trajectories.CLAIMS, trajectories.STEPS),
    ("fluctuations and relaxation", fluctuations.CLAIMS, fluctuations.STEPS),
    ("the cavity", liouvillian.CLAIMS, ()),
    ("the elimination of the cavity", elimination.CLAIMS, elimination.STEPS),
    ("noise", noise.CLAIMS, noise.STEPS),
    ("maxima and thresholds", maxima.CLAIMS, maxima.STEPS),
    ("robustness", robustness.CLAIMS, ()),
    ("figures", figures.CLAIMS, ()),
    ("cross-checks", cross_checks.CLAIMS, ()),
)


def registered(entries: Iterable[Entry]) -> Mapping[str, Entry]:
    """Entries by the names of their claims.

    Raises
    ------
    ValueError
        If two claims have the same name.
    """
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.claim.name in found:
            raise ValueError(f"two claims are called {entry.claim.name!r}.")
        found[entry.claim.name] = entry
    return found


REGISTRY: Mapping[str, Entry] = registered(
    Entry(claim, topic, is_step)
    for topic, claims, steps in _TOPICS
    for is_step, rows in ((False, claims), (True, steps))
    for claim in rows
)


def of_the_paper() -> Claims:
    """The claims that the paper makes, without the steps of the lecture."""
    return tuple(entry.claim for entry in REGISTRY.values() if not entry.is_step)


def find(name: str) -> Claim:
    """The claim or step of this name.

    Raises
    ------
    ValueError
        If there is none.

    Examples
    --------
    >>> find("A3").says
    'A steady state exists: the block with the populations is singular'
    """
    expect_known("ID", [name], REGISTRY, "a claim")
    return REGISTRY[name].claim
