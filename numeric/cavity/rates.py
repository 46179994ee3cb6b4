"""The rates of the full cavity model, Eqs. (7)-(8) and Appendix D: names, domains, defaults, check.

They are the rows of the table of symbols that occur in the model's Hamiltonian and jump operators.
Another noise term touches four places, and what is stored is then derived again:

1. `symbolic.symbols`: its row, with a domain that contains 0;
2. `symbolic.machine.cavity`: its operator, from which the ladder's blocks follow, and
   `numeric.stored.levels` where it leaves rows that cancel;
3. `tail`: the flow of probability, if it adds excitations or takes them;
4. `derivations.cli`: its option.

Nothing else knows it by name but declarations, which readers and type checkers need: `Rates` below
and the signatures of the functions that hand it on.  tests/numeric/cavity/test_rates.py says which
of them lack it.
"""

from collections.abc import Container, Mapping
from functools import reduce
from inspect import Parameter, Signature
from operator import and_, le, lt
from typing import Any, Generic, Required, TypedDict, TypeVar, Unpack

import numpy as np

from beyondthermal.numeric.stored.reading import stored

from .accuracy import Exact, Real, finite

__all__ = [
    "DEFAULTS",
    "MIXING",
    "OPTIONAL",
    "PARAMETERS",
    "Rates",
    "absent",
    "check",
    "complete",
    "exact_rates",
    "exactly",
    "without_zeros",
]

Number = TypeVar("Number")


class Rates(TypedDict, Generic[Number], total=False):
    """The keywords that all functions of the cavity model share, in one common unit."""

    kappa: Required[Number]
    p: Required[Number]
    gamma: Required[Number]
    g: Number
    delta: Number
    gamma_z: Number
    p_c: Number


_DOMAINS: Mapping[str, str] = stored("cavity")["parameters"]

PARAMETERS = tuple(_DOMAINS)
# Without these the ladder has fewer unknowns or fewer entries.
OPTIONAL: tuple[str, ...] = tuple(stored("cavity")["optional"])
DEFAULTS = {"g": 1, **dict.fromkeys(OPTIONAL, 0)}

# Nothing but these leads away from the dark state |A>.
MIXING: tuple[str, ...] = tuple(stored("cavity")["mixing"])

_SIGNATURE = Signature(
    [
        Parameter(name, Parameter.KEYWORD_ONLY, default=DEFAULTS.get(name, Parameter.empty))
        for name in PARAMETERS
    ]
)
_REFUSED = {
    "positive": ("must be positive", le),
    "nonnegative": ("must not be negative", lt),
}


def complete(given: Mapping[str, object]) -> dict[str, Any]:
    """All rates in the order of the table, with the defaults of those that are not given.

    Raises
    ------
    TypeError
        If a name is unknown or missing, as for any other function.

    Examples
    --------
    >>> complete({"kappa": 2, "p": 1, "gamma": 0})
    {'g': 1, 'kappa': 2, 'p': 1, 'gamma': 0, 'delta': 0, 'gamma_z': 0, 'p_c': 0}
    """
    bound = _SIGNATURE.bind(**given)
    bound.apply_defaults()
    return bound.arguments


def check(values: Mapping[str, Any], given: Mapping[str, Any] | None = None) -> None:
    """Refuse rates that are out of their domain, or leave the steady state not unique.

    Parameters
    ----------
    values
        The rates, but for those that are searched for: numbers of any type that can be compared,
        or arrays whose shapes broadcast.
    given
        What the user wrote for them, if that is something else.

    Raises
    ------
    ValueError
        With the first rate that is wrong.
    """
    for name, value in values.items():
        _check_domain(name, value, (given or values)[name])
    if np.any(reduce(and_, (name in values and values[name] == 0 for name in MIXING))):
        *names, last = (f"`{name}`" for name in MIXING)
        count = ("two", "three", "four", "five", "six")[len(MIXING) - 2]
        raise ValueError(
            f"Argument {', '.join(names)} or {last} must not be zero, or the dark state keeps "
            f"what it had and the steady state is not unique, but got 0 for all {count}."
        )


def _check_domain(name: str, value: Any, given: Any) -> None:
    if _DOMAINS[name] in _REFUSED:
        wanted, outside = _REFUSED[_DOMAINS[name]]
        if np.any(wrong := outside(value, 0)):
            shown = float(value[wrong].flat[0]) if isinstance(value, np.ndarray) else given
            raise ValueError(f"Argument `{name}` {wanted}, but got {shown}.")


def exact_rates(**given: Unpack[Rates[Real]]) -> Exact:
    """The rates as fractions, checked, without the optional ones that are zero.

    Examples
    --------
    >>> exact_rates(kappa="1/2", p=0.25, gamma=0, p_c=0)["kappa"]
    Fraction(1, 2)
    """
    return exactly(complete(given))


def exactly(given: Mapping[str, Real]) -> Exact:
    """The same of as many rates as there are."""
    exact = {name: finite(name, value) for name, value in given.items()}
    check(exact, given)
    return without_zeros(exact)


def absent(present: Container[str]) -> tuple[str, ...]:
    """The optional rates that are not there, as `symbolic.machine.cavity.ladder` takes them."""
    return tuple(name for name in OPTIONAL if name not in present)


def without_zeros(values: Mapping[str, Number]) -> dict[str, Number]:
    """The rates without the optional ones that are zero everywhere."""
    return {
        k: value for k, value in values.items() if k not in OPTIONAL or np.any(np.asarray(value))
    }
