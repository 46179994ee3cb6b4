"""The variants of the ladder that are compiled: which optional parameters are absent."""

from itertools import chain, combinations

from beyondthermal.numeric.cavity.rates import OPTIONAL

__all__ = ["VARIANTS"]

# The number of a variant is its place here.
VARIANTS = tuple(
    chain.from_iterable(combinations(OPTIONAL, k) for k in range(len(OPTIONAL), -1, -1))
)
