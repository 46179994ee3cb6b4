"""The spaces of models: levels by their labels, or products of qubits, oscillators and spins.

Level |1> of a qubit is the excited one, as everywhere in this package:

    sigma_minus = |0><1|            sigma_plus = |1><0|          excited = number = |1><1|
    sigma_x = sigma_plus + sigma_minus     sigma_y = i (sigma_minus - sigma_plus)
    sigma_z = |1><1| - |0><0|
    a = sum_n sqrt(n) |n - 1><n|           a_dagger             number = a_dagger a

The levels of a spin j are its m = j, …, -j, in this order:

    S_z = sum_m m |m><m|         S_plus = sum_m sqrt(j(j + 1) - m(m + 1)) |m + 1><m|
    S_minus      S_x = (S_plus + S_minus)/2      S_y = (S_plus - S_minus)/(2i)

On a product the names end in the factor's number, a_2; a name that only one factor has may go
without. In names of results a sign or fraction is spelt out: p_m1 is the population of |-1>, p_p3_2
that of |+3/2>.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

import sympy as sp

from beyondthermal.symbolic.formula.operators import OperatorNames
from beyondthermal.symbolic.operators import sigma_minus

__all__ = ["MOST_LEVELS", "Factor", "fock_space", "level_space", "product_space", "read_factor"]

# Numbers take seconds with so many; what is exact has a bound of its own, see `real_form`.
MOST_LEVELS = 64
_NAME, _NUMBER = r"[A-Za-z][A-Za-z0-9]{0,19}", r"0|[+-]?[1-9][0-9]{0,3}(/2)?"
_FACTOR = re.compile(r"(?P<kind>qubit|fock|spin)(\((?P<size>[0-9]{1,3})(?P<half>/2)?\))?")
_IN_NAMES = str.maketrans({"+": "p", "-": "m", "/": "_"})


def level_space(labels: Sequence[str]) -> OperatorNames:
    """A space of levels by their labels.

    Raises
    ------
    ValueError
        If labels are missing, too many, equal, or neither names nor numbers.

    Examples
    --------
    >>> level_space(["+1", "0", "-1"]).labels
    ('p1', '0', 'm1')
    """
    if not 1 <= len(labels) <= MOST_LEVELS:
        raise ValueError(
            f"Argument `levels` must be 1 to {MOST_LEVELS} labels, but got {len(labels)}."
        )
    for label in labels:
        if not re.fullmatch(f"{_NAME}|{_NUMBER}", label):
            raise ValueError(
                "Argument `levels` must be names or numbers, as g, e, 1, -1 or 3/2, "
                f"but got {label[:40]!r}."
            )
    # A formula has no number but its value: +1 and 1 are one level.
    digits = [str(sp.Rational(x)) if re.fullmatch(_NUMBER, x) else x for x in labels]
    names = [label.translate(_IN_NAMES) for label in labels]
    for kind in (digits, names):
        if len(set(kind)) < len(labels):
            raise ValueError(f"Argument `levels` must differ, but got {', '.join(labels)}.")
    identity = {"identity": sp.ImmutableMatrix(sp.eye(len(labels)))}
    return OperatorNames(tuple(names), identity, tuple((digit,) for digit in digits))


@dataclass(frozen=True)
class Factor:
    """One factor of a product: how its levels are called, in formulas and names; its operators."""

    digits: tuple[str, ...]
    names: tuple[str, ...]
    operators: Mapping[str, sp.Matrix]


@cache
def read_factor(text: str) -> Factor:
    """A factor as it is written: "qubit", "fock(n)" with the n lowest levels, or "spin(j)".

    Raises
    ------
    ValueError
        If it is written otherwise, or has no operators.

    Examples
    --------
    >>> read_factor("spin(1)").digits
    ('1', '0', '-1')
    """
    found = _FACTOR.fullmatch(text)
    size = int(found["size"] or 0) if found else 0
    kind = found["kind"] if found and (found["kind"] == "qubit") == (found["size"] is None) else ""
    if kind == "fock":
        _expect_few([size or 1])
    levels = size + 1 if found and found["half"] else 2 * size + 1
    if kind == "spin" and size > 0 and levels <= MOST_LEVELS:
        return _spin(sp.Rational(size, 2 if found and found["half"] else 1))
    if kind == "qubit" or (kind == "fock" and size > 1 and not (found and found["half"])):
        return _fock(size)
    raise ValueError(
        'A space must be "qubit", "fock(n)" with n > 1 or "spin(j)" with j = 1/2, 1, …, '
        f"but got {text[:40]!r}."
    )


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
    _expect_few([factor or 2 for factor in factors])
    return product_space([_fock(factor) for factor in factors])


def product_space(factors: Sequence[Factor]) -> OperatorNames:
    """A product of factors.

    Raises
    ------
    ValueError
        If it has too many levels, or none.
    """
    sizes = [len(factor.digits) for factor in factors]
    _expect_few(sizes)
    digits = tuple(product(*(factor.digits for factor in factors)))
    short = len(factors) == 1 or all(len(name) == 1 for f in factors for name in f.names)
    labels = map(("" if short else "_").join, product(*(factor.names for factor in factors)))
    operators: dict[str, sp.ImmutableMatrix] = {"identity": sp.ImmutableMatrix(sp.eye(len(digits)))}
    uses: dict[str, int] = {}
    for k, factor in enumerate(factors):
        before, after = sp.eye(sp.prod(sizes[:k])), sp.eye(sp.prod(sizes[k + 1 :]))
        for name, matrix in factor.operators.items():
            whole = sp.ImmutableMatrix(sp.kronecker_product(before, matrix, after))
            operators[f"{name}_{k + 1}"] = operators[name] = whole
            uses[name] = uses.get(name, 0) + 1
    unique = {name: m for name, m in operators.items() if uses.get(name, 1) == 1}
    return OperatorNames(tuple(labels), unique, digits)


def _expect_few(sizes: Sequence[int]) -> None:
    levels = sp.prod(sizes[: MOST_LEVELS + 1]) if sizes else 0
    if not 0 < levels <= MOST_LEVELS:
        found = levels if len(sizes) <= MOST_LEVELS else "more"
        raise ValueError(
            f"Argument `spaces` must have 1 to {MOST_LEVELS} levels in all, but got {found}."
        )


def _fock(levels: int) -> Factor:
    """An oscillator by its number of levels, or a qubit for 0."""
    digits = tuple(map(str, range(levels or 2)))
    return Factor(digits, digits, _oscillator(levels) if levels else _qubit())


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


def _spin(j: sp.Rational) -> Factor:
    ms = [j - k for k in range(int(2 * j) + 1)]
    size = len(ms)
    upper = sp.Matrix(
        size, size, lambda a, b: sp.sqrt(j * (j + 1) - ms[b] * ms[a]) if a + 1 == b else 0
    )
    lower = upper.H
    operators = {
        "S_plus": upper,
        "S_minus": lower,
        "S_x": (upper + lower) / 2,
        "S_y": (upper - lower) / (2 * sp.I),
        "S_z": sp.diag(*ms),
    }
    names = (f"{'+' * bool(m > 0)}{m}".translate(_IN_NAMES) for m in ms)
    return Factor(tuple(map(str, ms)), tuple(names), operators)
