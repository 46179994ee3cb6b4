"""The jump process of Appendix B, sampled: Gillespie's exact method, many trajectories at once.

On the eigenstates the process has one cycle, G → S → E → A → G, so that a trajectory is a walk on
the integers n: state n mod 4, turn n div 4. A step up or down is a jump, and what a trajectory
hands to the reservoirs is a difference V(n_end) - V(n_start) of the entropy V along the walk.

All trajectories fill the same window of time. A fixed number of jumps would favour fast ones.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import sympy as sp

from beyondthermal.symbolic.machine.counting import CYCLE, jumps
from beyondthermal.symbolic.operators import BELL_LABELS
from beyondthermal.symbolic.shown import Shown, bundle
from beyondthermal.symbolic.symbols import symbols

from .arguments import real_number
from .extras import needs
from .machine import populations
from .programs.functions import Array, array_function

if TYPE_CHECKING:
    from xarray import Dataset

__all__ = ["Estimate", "Trajectories", "sample"]

Integers = npt.NDArray[np.int64]

x, y, beta_A, beta_S = symbols("x y beta_A beta_S")

# Trajectories that run together: their arrays stay in the second-level cache.
BATCH = 8192


class Estimate(NamedTuple):
    """A sample mean and its standard error."""

    mean: float
    error: float

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return bundle(self)


@dataclass(frozen=True, repr=False)
class Trajectories(Shown):
    """What became of each trajectory; all arrays have one entry for each.

    Attributes
    ----------
    time
        Length of the window, in units of 1/Γ⁺.
    start, end
        First and last state: 0, 1, 2, 3 for G, S, A, E.
    jumps
        Number of jumps.
    net_jumps
        Jumps around the cycle G → S → E → A → G less those against it; four are a turn.
    entropy_flow
        Entropy handed to the reservoirs, the conditional term of Eq. (B4).
    boundary
        log p(start) - log p(end), the boundary term of Eq. (B4).
    """

    time: float
    start: Integers
    end: Integers
    jumps: Integers
    net_jumps: Integers
    entropy_flow: Array
    boundary: Array

    @property
    def entropy(self) -> Array:
        """Entropy production ΔS of each trajectory, Eq. (B2)."""
        return self.entropy_flow + self.boundary

    def entropy_production(self) -> Estimate:
        """Mean rate of ΔS, in units of Γ⁺: an estimate of Eq. (6), without bias.

        Examples
        --------
        >>> sample(0.1, 1.0, time=2.0, count=10_000, seed=1).entropy_production().mean
        0.4625338851555256
        """
        return _estimate(self.entropy / self.time)

    def fluctuation_average(self) -> Estimate:
        """Mean of exp(-ΔS); by the central fluctuation theorem it is 1.

        Trajectories of negative ΔS carry it. Where the mean ΔS is far above 1 a sample of any
        practical size misses them, and then neither the mean nor the error means anything.

        Examples
        --------
        >>> mean, error = sample(0.1, 1.0, time=2.0, count=10_000, seed=1).fluctuation_average()
        >>> abs(mean - 1) < 3 * error
        True
        """
        return _estimate(np.exp(-self.entropy))

    def to_xarray(self) -> "Dataset":
        """All of it along `trajectory`, as xarray has it; the states by their letters.

        Raises
        ------
        ValueError
            If xarray is not installed.

        Examples
        --------
        >>> found = sample(-1.0, 1.0, time=2.0, count=10_000, seed=1).to_xarray()
        >>> found.entropy.groupby("end").mean().round(2).to_series().to_dict()
        {'A': 3.72, 'E': 4.03, 'G': 3.59, 'S': 3.75}
        """
        needs("A Dataset", "scan", "xarray")
        from xarray import Dataset

        letters = np.array(BELL_LABELS)
        ends = {"start": letters[self.start], "end": letters[self.end]}
        names = ("jumps", "net_jumps", "entropy_flow", "boundary", "entropy")
        return Dataset(
            {name: ("trajectory", getattr(self, name)) for name in names},
            {name: ("trajectory", states) for name, states in ends.items()},
            {"time": self.time},
        )


def _estimate(values: Array) -> Estimate:
    return Estimate(float(values.mean()), float(values.std(ddof=1) / np.sqrt(len(values))))


class _Walk(NamedTuple):
    """The process in the order of the cycle: waiting times, odds to go up, entropies of a step."""

    wait: Array
    up: Array
    entropy: Array


def _walk(at_A: float, at_S: float) -> _Walk:
    """The jumps' rates, over Γ⁺, and their entropies at one point."""
    table = {(jump.start, jump.end): jump for jump in jumps()}
    after, before = CYCLE[1:] + CYCLE[:1], CYCLE[-1:] + CYCLE[:-1]
    up = [table[pair] for pair in zip(CYCLE, after, strict=True)]
    down = [table[pair] for pair in zip(CYCLE, before, strict=True)]
    rates = array_function((x, y), [sp.sympify(jump.rate) for jump in up + down])
    upward, downward = rates(np.exp(at_A), np.exp(at_S)).reshape(2, 4)
    entropies = array_function((beta_A, beta_S), [jump.entropy for jump in up])(at_A, at_S)
    return _Walk(1 / (upward + downward), upward / (upward + downward), entropies)


def sample(
    beta_A: float,
    beta_S: float,
    *,
    time: float,
    count: int,
    seed: int | np.random.Generator = 0,
) -> Trajectories:
    """Sample trajectories of the machine that start in its steady state.

    Parameters
    ----------
    beta_A, beta_S
        Inverse temperatures in units of 1/omega_0, within [-170, 170].
    time
        Length of the window of time, in units of 1/Γ⁺.
    count
        Number of trajectories.
    seed
        Seed of NumPy's default generator, or a generator; the same seed gives the same sample.

    Raises
    ------
    ValueError
        If a temperature is out of range, or time or count is not positive.

    Examples
    --------
    >>> found = sample(-1.0, 1.0, time=2.0, count=10_000, seed=1)
    >>> mean, error = found.entropy_production()
    >>> abs(mean - 1.84846862904) < 3 * error
    True
    """
    for name, beta in (("beta_A", beta_A), ("beta_S", beta_S)):
        if not -170 <= real_number(name, beta) <= 170:
            raise ValueError(f"Argument `{name}` must be within [-170, 170], but got {beta}.")
    beta_A, beta_S = float(beta_A), float(beta_S)
    if not 0 < real_number("time", time) < np.inf:
        raise ValueError(f"Argument `time` must be positive and finite, but got {time}.")
    if not isinstance(count, int | np.integer):
        raise ValueError(f"Argument `count` must be an integer, but got {count!r}.")
    if count < 1:
        raise ValueError(f"Argument `count` must be positive, but got {count}.")
    random = _generator(seed)
    walk = _walk(beta_A, beta_S)
    order = np.array([BELL_LABELS.index(label) for label in CYCLE])
    odds = populations(beta_A, beta_S)[order]
    first = np.searchsorted(np.cumsum(odds[:-1]), random.random(count))
    last, made = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    for begin in range(0, count, BATCH):
        batch = slice(begin, begin + BATCH)
        last[batch], made[batch] = _run(walk, first[batch], time, random)
    log_odds, along = np.log(odds), np.append(0.0, np.cumsum(walk.entropy))
    turn, state = np.divmod(last, 4)
    return Trajectories(
        time=float(time),
        start=order[first],
        end=order[state],
        jumps=made,
        net_jumps=last - first,
        entropy_flow=turn * along[4] + (along[state] - along[first]),
        boundary=log_odds[first] - log_odds[state],
    )


def _generator(seed: int | np.random.Generator) -> np.random.Generator:
    try:
        return np.random.default_rng(seed)
    except (TypeError, ValueError):
        raise ValueError(
            f"Argument `seed` must be a non-negative integer or a generator, but got {seed!r}."
        ) from None


def _run(
    walk: _Walk, first: Integers, time: float, random: np.random.Generator
) -> tuple[Integers, Integers]:
    """Where the walks are at the end of the window, and how many jumps they made.

    A walk whose next jump falls outside the window is over; what the waiting time would have been
    beyond it does not matter, the process having no memory.
    """
    last, made = first.copy(), np.zeros_like(first)
    who, place = np.arange(len(first)), first.copy()
    clock, count = np.zeros(len(first)), np.zeros_like(first)
    while len(who):
        state = place & 3
        clock += random.standard_exponential(len(who)) * walk.wait[state]
        inside = clock <= time
        up = random.random(len(who)) < walk.up[state]
        place += np.where(up, inside, -inside.astype(np.int64))
        count += inside
        # Those that are over stay where they are, until enough of them are worth a sorting-out.
        if 4 * np.count_nonzero(inside) <= 3 * len(who):
            over = ~inside
            last[who[over]], made[who[over]] = place[over], count[over]
            who, place, clock, count = who[inside], place[inside], clock[inside], count[inside]
    return last, made
