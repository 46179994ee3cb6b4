"""The concurrence of the full cavity model between two bounds, in ball arithmetic.

A ball contains the true number: every operation widens it by all that it rounds away.  Without a
cutoff the levels up to M are a linear function of level M + 1, of which positivity and the flow of
probability say how large it is at most, `tail`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeAlias

from mpmath import mpf

from beyondthermal.numeric.extras import needs
from beyondthermal.numeric.precision import BALLS, mp
from beyondthermal.numeric.sizes import affordable, ladder_seconds, whole
from beyondthermal.symbolic.machine.cavity import Unknown
from beyondthermal.symbolic.shown import Shown

from . import ladder
from .accuracy import GUARD, Exact, Real
from .ball import Ball, dyadic, rational_balls
from .level import POPULATIONS
from .rates import exact_rates
from .tail import check_tail, open_ladder, ratio

__all__ = ["Enclosure", "enclose"]

Arb: TypeAlias = Any
Balls = dict[str, Arb]

FIRST_CUTOFF, LARGEST_CUTOFF, MOST_DIGITS = 6, 5_000, 50_000
# The last level's probability, among what is read off the levels.
TOP = "top"


@dataclass(frozen=True, repr=False)
class Enclosure(Shown):
    """The concurrence with and without a cutoff, each in a ball that certainly contains it.

    Attributes
    ----------
    n_max
        The largest photon number of the truncated model.
    truncated
        C of the model cut to n_max photons.
    complete
        C of the model without a cutoff.
    cutoff_effect
        A bound on what the cutoff changes, the distance of the two.
    tail
        A bound on the probability of more than n_max + 2 excitations in the complete model.
    """

    n_max: int
    truncated: Ball
    complete: Ball
    cutoff_effect: mpf
    tail: mpf


def enclose(
    *,
    kappa: Real,
    p: Real,
    gamma: Real,
    g: Real = 1,
    delta: Real = 0,
    gamma_z: Real = 0,
    p_c: Real = 0,
    n_max: int | None = None,
    digits: int = 30,
) -> Enclosure:
    """Enclose the concurrence of the full model, Eqs. (7)-(8), (A8) and Appendix D, rigorously.

    A steady state is a density matrix on which every matrix element of the Lindbladian vanishes.
    The complete ball holds for every steady state that has the model's symmetries, that is, whose
    unknowns beyond those of `symbolic.machine.cavity.ladder` are zero.  One exists for p_c < kappa:
    the truncated ones obey the bound of `tail` too, uniformly, so they have a limit.  Were there
    two with different C, no ball could be smaller than their distance.  No moment is assumed to be
    finite, no series to converge; what is trusted is python-flint's arithmetic.

    Parameters
    ----------
    kappa, p, gamma, g, delta, gamma_z, p_c
        Rates in one common unit, p_c < kappa; `"0.1"` is exactly 1/10.
    n_max
        The largest photon number; without it, one at which the complete ball is small enough too.
    digits
        The truncated ball has a radius below 10^-digits.

    Raises
    ------
    ValueError
        If a rate is out of its domain, the steady state is not unique, no cutoff is enough, or
        python-flint is missing.

    Examples
    --------
    >>> found = enclose(kappa=10, p="0.005", gamma="0.001", n_max=4)
    >>> print(found.complete)
    0.36015895453352977521849 ± 8e-23
    >>> print(mp.nstr(found.cutoff_effect, 3), mp.nstr(found.tail, 3))
    2.93e-17 1.76e-26
    """
    exact = exact_rates(kappa=kappa, p=p, gamma=gamma, g=g, delta=delta, gamma_z=gamma_z, p_c=p_c)
    whole("digits", digits)
    if n_max is not None:
        whole("n_max", n_max)
    check_tail(exact)
    return _refined(exact, n_max, digits)


def _refined(exact: Exact, n_max: int | None, digits: int) -> Enclosure:
    """Precision is raised until rounding is small enough, then the cutoff if that is free."""
    needs("An enclosure", "exact", "flint")
    import flint

    allowed = mp.mpf(10) ** -digits
    cutoff, working = n_max or FIRST_CUTOFF, digits + GUARD
    while working <= MOST_DIGITS + digits:
        affordable("digits", digits, ladder_seconds(cutoff, working))
        with BALLS, flint.ctx.workdps(working):
            found, rounding = _enclosed(exact, cutoff, flint)
        if not max(found.truncated.radius, rounding) < allowed:
            working *= 2
        elif n_max or found.complete.radius < allowed:
            return found
        elif cutoff < LARGEST_CUTOFF:
            cutoff, working = cutoff + cutoff // 2, working + working // 8
        else:
            raise ValueError(
                f"Argument `n_max` must be given, because {digits} digits need more than {cutoff} "
                "photons, but got None."
            )
    raise ValueError(f"Argument `digits` must be smaller at these rates, but got {digits}.")


def _enclosed(exact: Exact, n_max: int, flint: Any) -> tuple[Enclosure, mpf]:
    """Both balls at the precision of the moment, and what rounding adds to the complete one."""
    arb = flint.arb
    balls = rational_balls(exact)
    flow = [arb(flint.fmpq(*ratio(exact, n_max + k).as_integer_ratio())) for k in (2, 3)]
    truncated = _concurrence(ladder.two_qubits(ladder.solve(balls, n_max, arb)))
    qubits, tail, rounding = _complete(balls, n_max + 2, flow, arb)
    complete = _concurrence(qubits)
    effect = abs(truncated - complete).upper().min(1)
    found = Enclosure(n_max, _ball(truncated), _ball(complete), dyadic(effect), dyadic(tail))
    return found, dyadic(rounding)


def _complete(parameters: Balls, top: int, flow: Sequence[Arb], arb: Any) -> tuple[Balls, Arb, Arb]:
    """The two qubits, a bound on what is above the top level, and what rounding adds to them.

    Level top + 1 holds flow[0] times what the top level holds, at most; that depends on it, but
    weakly.  So from the bound 1 on each bound gives a smaller one.
    """
    h, t = open_ladder(parameters, top, arb)
    free, felt = _read(h), {label: _read(levels) for label, levels in t.items()}
    unknowns = (Unknown(x.part, x.ket, x.bra) for x in ladder.prepared(parameters).unknowns)
    weights = {unknown.label: unknown.weight(top + 1) for unknown in unknowns}
    held = {x: _held({label: felt[label][x] for label in felt}, weights, arb) for x in free}

    def tail(bound: Arb) -> Arb:
        return (bound / (1 - flow[1])).min(1).upper() if flow[1] < 1 else arb(1)

    def read(bound: Arb) -> Balls:
        weight = 1 - tail(bound) * _share(arb)
        return {x: weight * free[x] + bound * held[x] for x in free}

    bound, smaller = arb(2), arb(1)
    while smaller < bound * 9 / 10:
        bound, smaller = smaller, (flow[0] * read(smaller)[TOP]).min(1).upper()
    qubits, rest = read(bound), tail(bound)
    del qubits[TOP]
    for label in qubits:
        qubits[label] += rest * (_share(arb) if label in POPULATIONS else _coherence(arb))
    rounding = sum(free[x].rad() + bound * sum(y[x].rad() for y in felt.values()) for x in free)
    return qubits, rest, rounding.upper()


def _read(levels: Sequence[ladder.Level]) -> Balls:
    """The two qubits, and the probability of the last level."""
    return ladder.two_qubits(levels) | {TOP: sum(levels[-1][label] for label in POPULATIONS)}


def _held(response: Balls, weights: Mapping[str, int], arb: Any) -> Arb:
    """The response to a level that holds one at most: its populations add up to no more."""
    populations = reduce(lambda a, b: a.union(b), (response[x] for x in POPULATIONS), arb(0))
    coherences = (
        x * _coherence(arb) / arb(weights[label]).sqrt()
        for label, x in response.items()
        if label not in POPULATIONS
    )
    return sum(coherences, populations)


def _share(arb: Any) -> Arb:
    """From 0 to 1, as a probability."""
    return arb(0.5, 0.5)


def _coherence(arb: Any) -> Arb:
    """From -1/2 to 1/2: |<a|rho|b>| <= (rho_aa + rho_bb) / 2."""
    return arb(0, 0.5)


def _concurrence(qubits: Balls) -> Arb:
    """Eq. (A8), which is between 0 and 1 whatever the balls say."""
    difference, Im_SA = qubits["SS"] - qubits["AA"], qubits.get("Im SA", 0)
    coherence = _root(difference * difference + 4 * Im_SA * Im_SA)
    C = (coherence - 2 * _root(qubits["GG"]) * _root(qubits["EE"])).nonnegative_part()
    return C.intersection(_share(type(C))) if C.is_finite() else _share(type(C))


def _root(x: Arb) -> Arb:
    """The root of what is not negative, though its ball may reach below zero."""
    if x.lower() >= 0:
        return x.sqrt()
    half = x.upper().nonnegative_part().sqrt().upper() / 2
    return type(x)(half, half)


def _ball(x: Arb) -> Ball:
    return Ball(dyadic(x.mid()), dyadic(x.rad()))
