"""Where functions are defined in double precision, and points to compare them at."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import sympy as sp

__all__ = ["BETAS", "FINITE_BETAS", "MODERATE_RATES", "RATES", "Domain", "random_points"]

Array: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Domain:
    """What each argument of a function may be.

    Attributes
    ----------
    text
        The domain in words.
    edges
        Its ends, and what is special in between.
    powers
        Whether random arguments are spread over powers of ten, and positive.
    """

    text: str
    edges: tuple[float, ...]
    powers: bool = False

    def example(self, number: int) -> tuple[float, ...]:
        """A point where most functions have values to be looked at."""
        return (4.0, 0.5, 2.0, 3.0, 1.0, 0.25)[:number] if self.powers else (3.0, -5.0)[:number]

    def points(self, number: int, count: int) -> Array:
        """Shape (count, number): edges in all combinations, then random points."""
        edges = np.array(list(product(self.edges, repeat=number)))[:: 1 if number == 2 else 7]
        random = np.random.default_rng(7)
        scale = random.choice([1.0, 6.0, 30.0, 250.0], (max(count - len(edges), 0), 1))
        rest: Array = random.uniform(-1, 1, (len(scale), number))
        rest = 10 ** (rest / 2 * np.sqrt(scale)) if self.powers else rest * scale
        return np.concatenate([edges, rest])[:count]


BETAS = Domain(
    "from -inf to inf, both included; infinities give the limits, NaN gives NaN",
    (-np.inf, -1e300, -800.0, -170.0, -37.5, -9.5, -2.0, -1e-300, 0.0, 5e-324, 0.7, 2.2,
     6.0, 40.0, 169.0, 745.0, 1e17, np.inf, np.nan),
)  # fmt: skip
# Where a value is infinite, or not a number, its derivatives are unspecified.
FINITE_BETAS = replace(BETAS, edges=tuple(filter(math.isfinite, BETAS.edges)))
RATES = Domain(
    "from 0 to inf, in any common unit; NaN gives NaN",
    (0.0, 5e-324, 1e-300, 1e-9, 0.001, 1.0, 2.0, 30.0, 1e5, 1e150, 1e300, np.inf, np.nan),
    powers=True,
)
MODERATE_RATES = Domain(
    "0, inf, or from 1e-100 to 1e100, in any common unit; NaN gives NaN",
    tuple(
        min(max(rate, 1e-100), 1e100) if rate and math.isfinite(rate) else rate
        for rate in RATES.edges
    ),
    powers=True,
)


def random_points(
    domains: "Sequence[sp.Set]",
    count: int,
    seed: int = 7,
    decades: tuple[float, float] = (-2.0, 2.0),
) -> Array:
    """Points of a product of intervals, as far from their ends as powers of ten between two."""
    random = np.random.default_rng(seed)
    columns = [_sampled(domain, random, count, decades) for domain in domains]
    return np.stack(columns, axis=-1)


def _sampled(
    domain: "sp.Set", random: "np.random.Generator", count: int, decades: tuple[float, float]
) -> Array:
    start, stop = float(domain.inf), float(domain.sup)
    far: Array = 10 ** random.uniform(*decades, count)
    if np.isinf(start) and np.isinf(stop):
        return np.where(random.random(count) < 0.5, far, -far)
    if np.isinf(stop):
        return start + far
    if np.isinf(start):
        return stop - far
    near = np.minimum(far, 1) / 2 * (stop - start)
    inside: Array = np.where(random.random(count) < 0.5, start + near, stop - near)
    return np.clip(inside, np.nextafter(start, stop), np.nextafter(stop, start))
