"""What stands in a term as the document has it."""

from collections.abc import Iterable
from typing import Any

from beyondthermal.derivations.verify.terms import is_name

__all__ = ["heads", "names_of", "without_i"]

Data = Any


def without_i(exponent: Data) -> Data:
    """The real number f of an exponent i f."""
    factors = exponent[1:] if type(exponent) is list and exponent[0] == "*" else [exponent]
    if factors.count(["i"]) != 1:
        raise ValueError("an exponential that isn't of i times a real number")
    rest = [factor for factor in factors if factor != ["i"]]
    return ["*", *rest] if rest else 1


def names_of(data: Data) -> Iterable[str]:
    """The names in it, but for those that `of` gives values."""
    if is_name(data):
        yield data
    elif type(data) is list and data and data[0] == "of":
        yield from (name for part in data[2].values() for name in names_of(part))
        yield from (name for name in names_of(data[1]) if name not in data[2])
    elif type(data) is list and data and type(data[0]) is list:
        for row in data:
            for entry in row:
                yield from names_of(entry)
    elif type(data) is list:
        for part in data[1:]:
            yield from names_of(part)


def heads(data: Data) -> set[str]:
    """The heads of operators in it."""
    if type(data) is not list:
        return set()
    own = {data[0]} if data and type(data[0]) is str else set()
    return own.union(*map(heads, data))
