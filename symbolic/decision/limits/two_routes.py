"""Both routes to a limit along every path: exact algebra, and numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.enclosures.enclosure import sign_at
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.extrapolation import Number, numbers_along
from beyondthermal.symbolic.decision.paths import Path, paths
from beyondthermal.symbolic.decision.proof import Certificates
from beyondthermal.symbolic.decision.samples import Sample, at, inside_points, middle, value_or_none

from .germs import limit_at_zero

__all__ = ["Walk", "numbers_in_words", "walks"]

_SAMPLES, _MOST_NUMBERS = 3, 4
# Numbers with so many stable digits count as evidence; they agree but for the last few.
_STABLE, _SLACK = 8, 10**3


@dataclass(frozen=True)
class Walk:
    """What is met along one path.

    Attributes
    ----------
    path
        The path.
    samples
        Values of the parameters to compare at; numbers are for the first of them.
    value
        The limit by exact algebra, in the parameters or for the one sample; None if not known.
    certificates
        Its certificates.
    why
        Why there is no exact value.
    number
        The limit by numbers, as far as it was seen; None if it wasn't.
    """

    path: Path
    samples: tuple[Sample, ...]
    value: sp.Expr | None
    certificates: Certificates
    why: str
    number: Number | None

    def contradicts(self, claimed: sp.Expr) -> bool:
        """Whether the exact limit is certainly another one, for some parameters."""
        return self.value is not None and any(
            _differ(at(self.value, sample), at(claimed, sample)) for sample in self.samples
        )

    def number_is(self, claimed: sp.Expr) -> bool | None:
        """Whether the number is the claimed one; None if the number is not good enough."""
        if self.number is None or self.number.digits < _STABLE:
            return None
        if self.number.value.is_infinite or claimed.is_infinite:
            return bool(self.number.value == claimed)
        expected = value_or_none(at(claimed, self.samples[0]), {})
        return expected is None or self.number.is_within(middle(expected), _SLACK)


def _differ(one: sp.Expr, other: sp.Expr) -> bool:
    if one.is_infinite or other.is_infinite:
        return bool(one != other)
    return bool(sign_at(one - other, {}))


def walks(expr: sp.Expr, point: Mapping[sp.Symbol, sp.Expr], box: Box) -> Iterator[Walk]:
    """Both routes along every path; where algebra is stuck, also at values of the parameters."""
    parameters = {v: side for v, side in box.items() if v not in point}
    samples = tuple(inside_points(parameters, _SAMPLES))
    for count, path in enumerate(paths(expr, point, box)):
        walk = _walk(expr, path, parameters, samples, numbers=count < _MOST_NUMBERS)
        yield walk
        if walk.value is None and parameters:
            for sample in samples:
                yield _walk(at(expr, sample), path, {}, (sample,), numbers=True)


def _walk(
    expr: sp.Expr, path: Path, parameters: Box, samples: tuple[Sample, ...], *, numbers: bool
) -> Walk:
    value, why = None, ""
    certificates: Certificates = ()
    try:
        value, certificates = limit_at_zero(path.on(expr), path.t, parameters)
    except NoExactRouteError as error:
        why = str(error)
    number = numbers_along(path, at(expr, samples[0])) if numbers else None
    return Walk(path, samples, value, certificates, why, number)


def numbers_in_words(found: list[Walk], claimed: sp.Expr) -> str:
    """How far the numbers agree with the claim, or what they say instead."""
    answers = [(walk, walk.number_is(claimed)) for walk in found]
    against = [walk for walk, same in answers if same is False]
    if against:
        return f"numbers along {against[0].path} give {against[0].number}"
    seen = [walk.number for walk, same in answers if same and walk.number is not None]
    if not seen:
        return "numbers say nothing"
    paths_seen = f"{len(seen)} path{'s' * (len(seen) > 1)}"
    if claimed.is_infinite:
        return f"numbers grow without end along {paths_seen}"
    return f"numbers agree to {min(number.digits for number in seen)} digits along {paths_seen}"
