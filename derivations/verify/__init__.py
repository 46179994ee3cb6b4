"""Re-checks a derivation with Python's whole numbers and fractions alone.

    python derivations/verify derivation.json [statements.json | --any]

It knows nothing of what found the proofs. Read `report.py` first, then `judging.py` and
`rules.py`, which hold the rules; `statements.py` and `unfolding.py` make the roots of the trees.
"""

from .certificates import holds

__all__ = ["holds"]
