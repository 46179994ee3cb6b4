"""A formula as a function: of arrays in double precision, or at one point to any digits."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from warnings import warn

import mpmath
import numpy.typing as npt
import sympy as sp

from beyondthermal.numeric.digits import expression_to_digits
from beyondthermal.numeric.programs.from_sympy import program_of
from beyondthermal.numeric.programs.functions import ArrayFunction, array_function
from beyondthermal.symbolic.decision.enclosures.intervals import UndefinedError
from beyondthermal.symbolic.names import hint, spelt

__all__ = ["Function", "LeftOut", "about", "programmable", "real_parts"]


class LeftOut(UserWarning):
    """A formula that wasn't asked for by name, and of which no program can be made."""


@dataclass(frozen=True, repr=False)
class Function:
    """A formula as a function of arrays that broadcast, or have labels; see `numeric.labelled`.

    Attributes
    ----------
    name
        What it is called.
    arguments
        The names of its arguments.
    parts
        Its real part, and its imaginary part if there is one.
    """

    name: str
    arguments: tuple[str, ...]
    parts: tuple[ArrayFunction | Callable[[], float], ...]

    def __repr__(self) -> str:
        """Its name, and those of its arguments."""
        return f"<{self.name}({', '.join(self.arguments)})>"

    @classmethod
    def of(cls, name: str, arguments: Sequence[sp.Symbol], expr: sp.Expr) -> "Function":
        """The function of an expression.

        Raises
        ------
        ValueError
            If there is something in it that no program has.
        """
        parts = real_parts(name, expr)
        with about(name):
            made = [_compiled(arguments, part) for part in parts]
        return cls(name, tuple(map(str, arguments)), tuple(made))

    @staticmethod
    def to_digits(
        name: str,
        arguments: Sequence[sp.Symbol],
        expr: sp.Expr,
        given: Mapping[sp.Symbol, sp.Expr],
        digits: int,
    ) -> Any:
        """An expression at one point, to so many digits.

        Raises
        ------
        ValueError
            If a value is missing, or there is none of the expression.
        """
        if missing := [str(symbol) for symbol in arguments if symbol not in given]:
            raise ValueError(f"Argument `{missing[0]}` of {name} must be given.")
        point = {s: Fraction(int(v.p), int(v.q)) for s, v in given.items() if v.is_Rational}
        others = {symbol: value for symbol, value in given.items() if symbol not in point}
        try:
            found = [
                expression_to_digits(part.xreplace(others), point, digits=digits)
                for part in real_parts(name, expr)
            ]
        except UndefinedError as error:
            where = ", ".join(f"{symbol} = {value}" for symbol, value in given.items())
            raise ValueError(f"{name} has no value at {where}: {error}.") from None
        # As it is: what rounds is the precision of the moment.
        one = mpmath.mp.make_mpc
        return found[0] if len(found) == 1 else one(tuple(part._mpf_ for part in found))

    def __call__(self, *arguments: npt.ArrayLike, **named: npt.ArrayLike) -> Any:
        """Evaluate at arguments that are given in their order, or by name.

        Raises
        ------
        ValueError
            If one is missing, unknown or given twice, or isn't real; or shapes don't broadcast.
        """
        given = dict(zip(self.arguments, arguments, strict=False))
        for key, value in named.items():
            name = spelt(key)
            if name not in self.arguments:
                raise ValueError(
                    f"{self.name} has no argument {key!r}, {hint(key, self.arguments)}"
                )
            if name in given:
                raise ValueError(f"Argument `{name}` of {self.name} must be given once.")
            given[name] = value
        missing = [name for name in self.arguments if name not in given]
        if missing or len(arguments) > len(self.arguments):
            listed = ", ".join(f"`{name}`" for name in missing or self.arguments)
            raise ValueError(f"{self.name} must be given {listed}{' alone' * (not missing)}.")
        values = [given[name] for name in self.arguments]
        real, *rest = (part(*values) for part in self.parts)
        return real + 1j * rest[0] if rest else real


@contextmanager
def about(name: str) -> Iterator[None]:
    """Say of which formula no program can be made."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{name}: {error}; --digits evaluates it.") from None


def programmable(
    names: Sequence[str], expressions: Mapping[str, sp.Expr], arguments: Sequence[sp.Symbol]
) -> list[str]:
    """Those of some names of whose expressions programs can be made; a warning says what isn't."""
    found = []
    for name in names:
        try:
            parts = real_parts(name, expressions[name])
            with about(name):
                program_of(name, arguments, dict(zip("ab", parts, strict=False)))
            found.append(name)
        except ValueError as error:
            warn(f"Left out: {error}", LeftOut, stacklevel=2)
    return found


def _compiled(arguments: Sequence[sp.Symbol], expr: sp.Expr) -> ArrayFunction | Callable[[], float]:
    """A function; of what hangs on nothing, a number."""
    if not arguments:
        value = float(expr)
        return lambda: value
    return array_function(arguments, expr)


def real_parts(name: str, expr: sp.Expr) -> tuple[sp.Expr, ...]:
    """The real and the imaginary part of an expression; the first alone if it is real.

    Raises
    ------
    ValueError
        If they can't be told, as its symbols are complex.
    """
    if any(symbol.is_extended_real is not True for symbol in expr.free_symbols):
        raise ValueError(f"{name} has complex symbols: there is no function of numbers.")
    if not expr.has(sp.I):
        return (expr,)
    real, imaginary = expr.replace(sp.Abs, _size).as_real_imag()
    if real.has(sp.re, sp.im, sp.I) or imaginary.has(sp.re, sp.im, sp.I):
        raise ValueError(f"{name} has complex parts that can't be told from one another.")
    return (real,) if imaginary == 0 else (real, imaginary)


def _size(value: sp.Expr) -> sp.Expr:
    """The size of a number, in real parts where it is complex."""
    if not value.has(sp.I):
        return sp.Abs(value)
    return sp.sqrt(sp.Add(*(part**2 for part in value.as_real_imag())))
