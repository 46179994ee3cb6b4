"""The variants of the ladder that are compiled, and what is summed over its levels."""

from itertools import chain, combinations

from beyondthermal.numeric.cavity.level import POPULATIONS
from beyondthermal.numeric.cavity.rates import OPTIONAL

__all__ = ["SUMMED", "VARIANTS"]

# The two qubits: Eq. (C3).
SUMMED = (*POPULATIONS, "Im SA")
# Which optional parameters are absent. The number of a variant is its place here.
VARIANTS = tuple(
    chain.from_iterable(combinations(OPTIONAL, k) for k in range(len(OPTIONAL), -1, -1))
)
