"""The concurrence with its derivatives, and Newton's method on them at growing precision."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from mpmath import mpf

from beyondthermal.numeric.cavity import ladder
from beyondthermal.numeric.cavity.accuracy import DOUBLE, GUARD, Exact, numbers
from beyondthermal.numeric.precision import mp

from .taylor import Taylor, exponentials

__all__ = ["Conditions", "newton", "series"]

Number = Any
# Of the concurrence: numbers that have to vanish, and their derivatives by the logarithms.
Conditions: TypeAlias = Callable[[Taylor], tuple[list[Number], list[list[Number]]]]

# The first steps are in double; from FIRST photons on cutoff and precision grow with every step.
STEPS, COARSE, N_MAX, FIRST, LARGEST = 40, 1e-5, 30, 10, 400
LONGEST = 0.5


def series(
    exact: Exact, at: Mapping[str, Number], n_max: int, number: Callable[[Any], Number]
) -> Taylor:
    """Eq. (A8), not clipped at 0, in the logarithms of some parameters, to second order.

    Parameters
    ----------
    exact
        All other parameters.
    at
        Where: the values of those that are varied.
    n_max
        Largest photon number.
    number
        `float` or `mp.mpf`.
    """
    varied = dict(zip(at, exponentials([number(x) for x in at.values()]), strict=True))
    fixed = {name: number(x) for name, x in numbers(exact).items()}
    qubits = ladder.two_qubits(ladder.solve(fixed | varied, n_max, number))
    coherence = (qubits["SS"] - qubits["AA"]) ** 2
    if "Im SA" in qubits:
        coherence += 4 * qubits["Im SA"] ** 2
    found: Taylor = coherence**0.5 - 2 * (qubits["GG"] * qubits["EE"]) ** 0.5
    return found


def newton(
    exact: Exact, start: Mapping[str, float], conditions: Conditions, digits: int
) -> tuple[dict[str, mpf], Taylor]:
    """Solve conditions on the concurrence and its derivatives for some of the parameters.

    Every step has another cutoff and another precision than the one before. The last one moves the
    solution by less than 10^-(digits + 2): neither cutoff nor rounding matters.

    Parameters
    ----------
    exact
        All other parameters, without the optional ones that are zero.
    start
        Where to begin.
    conditions
        As many as there are parameters in `start`.
    digits
        Of the solution, relative.

    Returns
    -------
    tuple
        The solution, and the concurrence there with its derivatives.

    Raises
    ------
    ValueError
        If the method doesn't settle, or needs too many photons.
    """
    at: dict[str, Number] = dict(start)
    number: Callable[[Any], Number] = float
    n_max, working = N_MAX, DOUBLE
    for _ in range(STEPS):
        with mp.workdps(working):
            found = series(exact, at, n_max, number)
            misses, slopes = conditions(found)
            move = mp.lu_solve(mp.matrix(slopes), -mp.matrix(misses))
            size = max(map(abs, move))
            move *= min(1, LONGEST / size) if size else 1
            at = {k: number(x * mp.exp(u)) for (k, x), u in zip(at.items(), move, strict=True)}
        if number is mp.mpf and size < mp.mpf(10) ** -(digits + 2):
            return at, found
        if number is mp.mpf:
            n_max, working = n_max + n_max // 2, working + GUARD
            if n_max > LARGEST:
                break
        elif size < COARSE:
            n_max, number, working = FIRST, mp.mpf, DOUBLE + digits + _spread(exact, at)
    raise ValueError(f"Argument `digits` must be smaller at these rates, but got {digits}.")


def _spread(exact: Exact, at: Mapping[str, float]) -> int:
    """Digits for the square of the largest ratio of rates: `accuracy.settled` says why."""
    sizes = [abs(x) for x in (*numbers(exact).values(), *at.values()) if x]
    return 2 * int(mp.ceil(mp.log10(max(sizes) / min(sizes))))
