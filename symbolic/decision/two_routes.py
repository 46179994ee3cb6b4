"""Both routes to a limit along every path: exact algebra, and numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import sympy as sp

from .boxes import Box
from .enclosures.enclosure import sign_at
from .expression_reader import NoExactRouteError
from .limits.germs import limit_at_zero
from .paths import MOST_DIGITS, Path, agreeing_digits, numbers_along, paths
from .proof import Certificates
from .samples import Sample, at, inside_points, numeral, value_or_none

__all__ = ["Walk", "numbers_in_words", "walks"]

_SAMPLES, _MOST_NUMBERS = 3, 4
# Numbers with so many stable digits count as evidence; they agree if they share nearly all.
_STABLE, _SLACK = 8, 3


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
    number, digits
        The limit by numbers, rational or ±oo, and its stable digits; None, 0 if there is none.
    """

    path: Path
    samples: tuple[Sample, ...]
    value: sp.Expr | None
    certificates: Certificates
    why: str
    number: sp.Expr | None
    digits: int

    def contradicts(self, claimed: sp.Expr) -> bool:
        """Whether the exact limit is certainly another one, for some parameters."""
        return self.value is not None and any(
            _differ(at(self.value, sample), at(claimed, sample)) for sample in self.samples
        )

    def number_is(self, claimed: sp.Expr) -> bool | None:
        """Whether the number is the claimed one; None if the number is not good enough."""
        if self.number is None or self.digits < _STABLE:
            return None
        if self.number.is_infinite or claimed.is_infinite:
            return bool(self.number == claimed)
        expected = value_or_none(at(claimed, self.samples[0]), {})
        number = Fraction(self.number.p, self.number.q)
        scale = max(abs(number), Fraction(1, 10**_SLACK))
        return expected is None or agreeing_digits(number, expected, scale) >= self.digits - _SLACK


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
    return Walk(path, samples, value, certificates, why, *(number or (None, 0)))


def numbers_in_words(found: list[Walk], claimed: sp.Expr) -> str:
    """How far the numbers agree with the claim, or what they say instead."""
    answers = [(walk, walk.number_is(claimed)) for walk in found]
    against = [walk for walk, same in answers if same is False]
    if against:
        walk = against[0]
        assert walk.number is not None
        return f"numbers along {walk.path} give {numeral(walk.number)} ({walk.digits} digits)"
    digits = [walk.digits for walk, same in answers if same]
    if not digits:
        return "numbers say nothing"
    plural = "s" * (len(digits) > 1)
    return f"numbers agree to {min(*digits, MOST_DIGITS)} digits along {len(digits)} path{plural}"
