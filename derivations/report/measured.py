"""Measured numbers, values at a point, and what SymPy types, as prose with mathematics in it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from fractions import Fraction

from beyondthermal.derivations.printing import latex
from beyondthermal.symbolic.formula.letters import Letter
from beyondthermal.symbolic.symbols import TABLE

__all__ = ["are_own", "expression", "measured", "measurements", "own_names", "values"]

_UP = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
# A number in what a run writes, not the index of a letter.
_DECIMAL = re.compile(r"(?<![\w.])(\d+\.\d+(e[+-]?\d+)?|\d+e[+-]?\d+|1/10+(?!\d))")
# A number that is a formula: not of so many digits that its line would have to be broken.
_NUMBER = re.compile(r"(-?[\d./]{1,11}( × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?|-?10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)( g)?")
_SIDES = {"lhs": "left side", "rhs": "right side"}
# Functions of a run that are displayed as the averages that they are.
_AVERAGES = {"I_radiated": "⟨J_S†J_S⟩", "I_alone": "⟨c_1†c_1 + c_2†c_2⟩"}
_TEXTS = {row.name: f"${row.text}$" for row in TABLE} | _SIDES

_OWN = ContextVar("own", default=False)


@contextmanager
def own_names() -> Iterator[None]:
    """What stands as text in prose and proofs has the names of a user's, not those of the paper."""
    before = _OWN.set(True)
    try:
        yield
    finally:
        _OWN.reset(before)


def are_own() -> bool:
    """Whether names are a user's."""
    return _OWN.get()


def values(found: Mapping[str, str]) -> str:
    """Where a refutation fails, in a line of prose.

    Examples
    --------
    >>> values({"beta_S": "40", "printed": "5.69e-10", "kappa": "2*g"})
    '$β_S = 40$; printed $= 5.69 × 10⁻¹⁰$; $κ = 2 g$'
    """
    return "; ".join(_pair(name, _value(value)) for name, value in found.items())


def _pair(name: str, value: str) -> str:
    """What has a name, and its value: an equation if there is one word for it."""
    shown = f"${value}$" if _NUMBER.fullmatch(value) else value
    if " " in name:
        return f"{_value(name)}: {shown}"
    return f"{_name(name)} $=$ {shown}".replace("$ $", " ")


def _name(name: str) -> str:
    """What is called so, in the letters of the table, or of a user's own."""
    if not are_own():
        return _TEXTS.get(name, _value(name))
    own = f"${latex(Letter(name))}$" if name.isidentifier() else _value(name)
    return _SIDES.get(name, own)


def _value(text: str) -> str:
    """A value in print: 2 g, 5.69 × 10⁻¹⁰, brackets of a matrix element as such."""
    text = re.sub(r"<([^<>]*\|[^<>]*)>", r"⟨\1⟩", text).replace("*", " ")
    return re.sub(r"(?<=\d)e\+?(-?)0*(\d+)", lambda m: f" × 10{_raised(m[1] + m[2])}", text)


def measured(text: str, digits: int = 10) -> str:
    """A number to so many digits as print has it; what is no number, or short, stays as it is.

    Examples
    --------
    >>> measured("4.07e-05"), measured("0.00004071"), measured("1/100000")
    ('4.07 × 10⁻⁵', '4.071 × 10⁻⁵', '10⁻⁵')
    >>> measured("0.38695320853", 4), measured("3969/8192", 4), measured("7/2"), measured("0.0")
    ('0.3870', '0.4845', '7/2', '0')
    """
    try:
        number = Fraction(text)
    except ValueError:
        return text
    if number == 0:
        return "0"
    power = re.fullmatch(r"1/1(0+)", text)
    if power and len(power[1]) > 2:
        return f"10{_raised(f'-{len(power[1])}')}"
    if ("/" in text and len(text) < 7) or re.fullmatch(r"-?\d{1,5}", text):
        return text
    mantissa, exponent = f"{float(number):.{digits - 1}e}".split("e")
    if int(exponent) < -2 or int(exponent) > 5:
        # What was found is not given more digits than it has.
        front = mantissa.rstrip("0").rstrip(".")
        sign, front = ("-" if front[0] == "-" else ""), front.lstrip("-")
        return sign + (f"{front} × " if front != "1" else "") + f"10{_raised(str(int(exponent)))}"
    decimals = max(digits - 1 - int(exponent), 0)
    known = len(text.partition(".")[2]) if "e" not in text and "/" not in text else decimals
    return f"{float(number):.{min(decimals, known)}f}"


def measurements(figures: Mapping[str, str]) -> list[str]:
    """Measured numbers by name, a line of prose for each.

    Examples
    --------
    >>> measurements({"$C_max(1/100000)$": "0.4759999187", "non-zero entries": "4.07e-05"})
    ['$C_max(10⁻⁵)$: 0.4759999187', 'Non-zero entries: 4.07 × 10⁻⁵']
    """
    lines = (f"{name}: {value}" if value else name for name, value in figures.items())
    told = (_DECIMAL.sub(lambda found: measured(found[0]), line) for line in lines)
    return [_as_displayed(f"{line[0].upper()}{line[1:]}") for line in told]


def _as_displayed(line: str) -> str:
    for name, shown in _AVERAGES.items():
        line = line.replace(name, shown)
    return line


def expression(text: str) -> str:
    """What SymPy writes on one line as mathematics: letters of the table, no stars.

    Examples
    --------
    >>> expression("-2*exp(-beta_S/2)/3"), expression("-1 + sqrt(2)")
    ('$-2 exp(-β_S/2)/3$', '$-1 + √2$')
    """
    for row in () if are_own() else TABLE:
        text = re.sub(rf"(?<![A-Za-z_]){re.escape(row.name)}(?![A-Za-z_0-9])", row.text, text)
    text = re.sub(r"√\((\w)\)", r"√\1", text.replace("sqrt(", "√("))
    return f"${text.replace('*', ' ')}$"


def _raised(number: str) -> str:
    return number.translate(_UP)
