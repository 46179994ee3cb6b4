"""The spaces of models: levels by their labels, or products of qubits and truncated oscillators.

Level |1> of a qubit is the excited one, as everywhere in this package:

    sigma_minus = |0><1|            sigma_plus = |1><0|          excited = number = |1><1|
    sigma_x = sigma_plus + sigma_minus     sigma_y = i (sigma_minus - sigma_plus)
    sigma_z = |1><1| - |0><0|
    a = sum_n sqrt(n) |n - 1><n|           a_dagger             number = a_dagger a

On a product the names end in the factor's number, a_2; a name that only one factor has may go
without.
"""

import re
from collections.abc import Sequence
from itertools import product

import sympy as sp

from beyondthermal.symbolic.formula.operators import OperatorNames
from beyondthermal.symbolic.operators import sigma_minus

__all__ = ["MOST_LEVELS", "fock_space", "level_space"]

MOST_LEVELS = 16


def level_space(labels: Sequence[str]) -> OperatorNames:
    """A space of levels by their labels.

    Raises
    ------
    ValueError
        If labels are missing, too many, equal, or neither names nor whole numbers.
    """
    if not 1 <= len(labels) <= MOST_LEVELS:
        raise ValueError(
            f"Argument `levels` must be 1 to {MOST_LEVELS} labels, but got {len(labels)}."
        )
    for label in labels:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,19}|0|[1-9][0-9]{0,3}", label):
            raise ValueError(
                "Argument `levels` must be names or whole numbers, as g, e or 1, "
                f"but got {label[:40]!r}."
            )
    if len(set(labels)) < len(labels):
        raise ValueError(f"Argument `levels` must differ, but got {', '.join(labels)}.")
    identity = {"identity": sp.ImmutableMatrix(sp.eye(len(labels)))}
    return OperatorNames(tuple(labels), identity, tuple((label,) for label in labels))


def fock_space(factors: Sequence[int]) -> OperatorNames:
    """A product of qubits, given as 0, and oscillators, given by their number of levels.

    Examples
    --------
    >>> space = fock_space([0, 3])
    >>> space.labels
    ('00', '01', '02', '10', '11', '12')
    >>> space.operators["a"] == space.operators["a_2"]
    True
    """
    sizes = [factor or 2 for factor in factors]
    if not factors or sp.prod(sizes) > MOST_LEVELS:
        raise ValueError(
            f"Argument `spaces` must have 1 to {MOST_LEVELS} levels in all, "
            f"but got {sp.prod(sizes) if factors else 0}."
        )
    digits = tuple(tuple(map(str, levels)) for levels in product(*map(range, sizes)))
    joint = "" if max(sizes) <= 10 or len(sizes) == 1 else "_"
    operators: dict[str, sp.ImmutableMatrix] = {"identity": sp.ImmutableMatrix(sp.eye(len(digits)))}
    uses: dict[str, int] = {}
    for k, factor in enumerate(factors):
        own = _oscillator(factor) if factor else _qubit()
        before, after = sp.eye(sp.prod(sizes[:k])), sp.eye(sp.prod(sizes[k + 1 :]))
        for name, matrix in own.items():
            whole = sp.ImmutableMatrix(sp.kronecker_product(before, matrix, after))
            operators[f"{name}_{k + 1}"] = operators[name] = whole
            uses[name] = uses.get(name, 0) + 1
    unique = {name: m for name, m in operators.items() if uses.get(name, 1) == 1}
    return OperatorNames(tuple(joint.join(level) for level in digits), unique, digits)


def _qubit() -> dict[str, sp.Matrix]:
    lower, upper = sigma_minus, sigma_minus.H
    return {
        "sigma_minus": lower,
        "sigma_plus": upper,
        "sigma_x": upper + lower,
        "sigma_y": sp.I * (lower - upper),
        "sigma_z": upper * lower - lower * upper,
        "excited": upper * lower,
        "number": upper * lower,
    }


def _oscillator(levels: int) -> dict[str, sp.Matrix]:
    a = sp.Matrix(levels, levels, lambda i, j: sp.sqrt(j) if j == i + 1 else 0)
    return {"a": a, "a_dagger": a.H, "number": a.H * a}
