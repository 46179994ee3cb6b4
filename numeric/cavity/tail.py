"""What the levels above a cutoff hold at most, and what they do to those below.

The excitation number N is conserved but for the baths, so in a steady state as much probability
flows from N + 1 to N as back.  With n + e = N, e = 0, 1, 2 of the excitations in the qubits,

    <kappa n + gamma e>_{N+1} = <p_c (n + 1) + p (2 - e)>_N,

restricted to a level on each side; from N = 2 on that bounds P_{N+1} by q_N P_N, where

    q_N = (p_c (N + 1) + 2 p) / (kappa (N - 1) + 2 min(kappa, gamma))

decreases to p_c / kappa.  So with p_c < kappa the levels above M hold P_{M+1} / (1 - q_{M+1}) at
most.  Of level M + 1 itself the rest is known by positivity: an element |<a|rho|b>| is at most
(rho_aa + rho_bb) / 2.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from beyondthermal.numeric.arguments import Array

from . import ladder
from .level import LevelEquations

__all__ = [
    "BOUNDING",
    "LEAST",
    "MOST",
    "PUMPS",
    "SPARE",
    "check_tail",
    "enough_everywhere",
    "enough_photons",
    "open_ladder",
    "photons_by_flow",
    "ratio",
]

Number = Any
Levels = tuple[ladder.Level, ...]

# What adds excitations.
PUMPS = ("p", "p_c")
# The rates that q_N is made of.
BOUNDING = ("kappa", "p", "gamma", "p_c")

# What the levels above a cutoff may hold, of what level 2 holds. Where more photons than MOST are
# asked for, fewer may do; fewer than LEAST would save nothing.
SPARE, LEAST, MOST = 1e-16, 4, 75


def ratio(exact: Mapping[str, Number], N: int) -> Number:
    """q_N, the most that level N + 1 holds in units of what level N holds, N >= 2.

    Examples
    --------
    >>> from fractions import Fraction
    >>> ratio({"kappa": Fraction(10), "p": Fraction(1), "gamma": Fraction(0)}, 3)
    Fraction(1, 10)
    """
    kappa, gamma = exact["kappa"], exact["gamma"]
    slower = np.minimum(kappa, gamma) if isinstance(kappa, np.ndarray) else min(kappa, gamma)
    gain = exact.get("p_c", 0) * (N + 1) + 2 * exact["p"]
    return gain / (kappa * (N - 1) + 2 * slower)


def check_tail(rates: Mapping[str, Any], unless: str = "") -> None:
    """Refuse rates, numbers or arrays, at which q_N never falls below one.

    Raises
    ------
    ValueError
        If p_c >= kappa at any point; the message says `unless` what.
    """
    p_c = rates.get("p_c", 0)
    if np.any(endless := p_c >= rates["kappa"]):
        shown = float(np.broadcast_to(p_c, np.shape(endless))[endless].flat[0])
        raise ValueError(
            f"Argument `p_c` must be smaller than `kappa`{unless}, "
            f"or the photon number grows without end, but got {shown:g}."
        )


def enough_photons(rates: Mapping[str, float]) -> int | None:
    """How many photons are enough for doubles at one point; None where the bound asks for many.

    The levels N above hold no more than SPARE of what level 2 holds, by P_{N+1} <= q_N P_N.

    Examples
    --------
    >>> enough_photons({"kappa": 2.0, "p": 0.005, "gamma": 0.001})
    7
    """
    held = 1.0
    for N in range(2, MOST + 2):
        q = ratio(rates, N)
        if held < SPARE * (1 - q):
            return max(N - 1, LEAST)
        held = min(held * q, 1.0)
    return None


def enough_everywhere(rates: Mapping[str, Any]) -> npt.NDArray[np.int16]:
    """`enough_photons` at each point, `kappa` an array; 0 instead of None.

    Examples
    --------
    >>> enough_everywhere({"kappa": np.array([2.0, 0.0002]), "p": 0.005, "gamma": 0.001})
    array([7, 0], dtype=int16)
    """
    held = np.ones(rates["kappa"].shape)
    tried = held.astype(np.int16)
    for N in range(2, MOST + 2):
        q = ratio(rates, N)
        more = ~(held < SPARE * (1 - q))
        if not more.any():
            break
        tried += more
        held = np.minimum(held * q, 1.0)
    return np.where(tried > MOST, 0, np.maximum(tried, LEAST))


def photons_by_flow(photons: Array, flow: Array, rates: Mapping[str, Any]) -> Array:
    """The probabilities of n photons, in a bad cavity from what flows there from n - 1.

    The coupling moves 4 g times the flow (Im GS)_n + (Im SE)_{n+1} from n to n - 1, so that

        kappa P_n = p_c P_{n-1} - 4 g ((Im GS)_n + (Im SE)_{n+1}).

    As populations the P_n cancel there, since nearly all that enters a level leaves it at once. In
    a good cavity this sum would, where the qubits absorb what p_c emits.
    """
    found = photons.copy()
    g, kappa, p_c = rates["g"], rates["kappa"], rates.get("p_c", 0.0)
    bad = np.asarray(kappa > 4 * np.abs(g))
    for n in range(1, len(found)) if bad.any() else ():
        found[n] = np.where(bad, (p_c * found[n - 1] - 4 * g * flow[n]) / kappa, found[n])
    return found


def open_ladder(
    parameters: Mapping[str, Number], top: int, number: Callable[[int], Number]
) -> tuple[Levels, dict[str, Levels]]:
    """Levels 0, …, top of the whole ladder, as a function of level top + 1.

    Parameters
    ----------
    parameters, number
        As for `ladder.solve`.
    top
        The last level that is solved for, at least 1.

    Returns
    -------
    tuple of Level, dict of tuples of Level
        h and t: if levels 0 to top hold the probability w, they are w h + sum_i x_i t[i] with the
        unknowns x_i of level top + 1.  The populations of h add up to 1, those of each t[i] to 0.
    """
    plan = ladder.prepared(parameters)
    # No photon number is cut: those that occur end at top + 3.
    entries = ladder.filled(plan, parameters, top + 3, number)
    present = [plan.present(N, top + 3) for N in range(top + 2)]
    known = _known(plan, entries(top + 1), present[-1], number)
    upward = ladder.steps(plan, entries, present[:-1], known)
    h = ladder.climb(plan, upward, number(1))
    found = {}
    for i in present[-1]:
        t = [{0: number(0)}]
        for step in upward:
            t.append(ladder.following(plan, step, t[-1] | {_column(i): number(1)}))
        w = sum(ladder.trace(plan, level) for level in t)
        t = [{j: x - w * h_N[j] for j, x in t_N.items()} for t_N, h_N in zip(t, h, strict=True)]
        found[plan.unknowns[i].label] = ladder.labelled(plan, t)
    return ladder.labelled(plan, h), found


def _column(i: int) -> int:
    """The column of unknown i of the level that is known."""
    return ladder.ONE - i


def _known(
    plan: LevelEquations, values: Sequence[Number], here: set[int], number: Callable[[int], Number]
) -> dict[int, dict[int, Number]]:
    """The rows of level N = M + 1: x_N itself, and T_N = f L_M x_N - f U_N x_M."""
    size = len(plan.unknowns)
    found = {i: {_column(i): number(1)} for i in here}
    found |= {~i: {} for i, _ in plan.exchange}
    # The tables hold e and e - f L_M.  Columns are merged only where no sum is carried but that of
    # a twin, of which nothing counts but its pivot.
    for sign, table in ((1, plan.exchange), (-1, plan.level)):
        for (i, j), at in table.items():
            if ~i in found:
                k = _column(j) if j < size else j - size
                found[~i][k] = found[~i].get(k, number(0)) + sign * values[at]
    return found
