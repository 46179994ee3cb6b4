"""Lines of reasonable length, and what else several languages ask of a program's text."""

import re
from collections.abc import Iterable
from importlib.metadata import version
from itertools import accumulate

__all__ = ["broken", "commented", "plain", "release", "unsigned"]

COLUMNS = 96
# A line ends in its operator, which therefore clings to what is before it.
_CLINGING = re.compile(r" ([-+*/?:=<>]|\.\*|\./|<-|and|or) ")
_HARD = "\xa0"
_BRACKETS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
# Signs after which a line rather ends than after the next ones.
_RANKS = ",?:", "+-", "*/"


def broken(statement: str, indent: str, mark: str = "", columns: int = COLUMNS) -> str:
    """A statement, broken into lines that fit, as far outside of brackets as possible.

    Parameters
    ----------
    statement
        One line, with its own indent; a no-break space in it becomes a space that isn't broken.
    indent
        What stands before each line but the first.
    mark
        What says that a line goes on, in languages where an operator at its end doesn't.
    columns
        Length of a line.

    Examples
    --------
    >>> print(broken("y = alpha + (beta - gamma)", "    ", columns=20))
    y = alpha +
        (beta - gamma)
    """
    rest = _CLINGING.sub(rf"{_HARD}\1 ", statement)
    lines = []
    while len(rest) > columns - len(mark) and (end := _end(rest, columns - len(mark))):
        lines.append(rest[:end])
        rest = indent + rest[end + 1 :]
    return f"{mark}\n".join([*lines, rest]).replace(_HARD, " ")


def _end(line: str, columns: int) -> int:
    """Where a line is broken best: not too early, outside of brackets, after a weak operator."""
    depths = list(accumulate(_BRACKETS.get(char, 0) for char in line))
    first = len(line) - len(line.lstrip())
    spaces = [at for at in range(first + 1, len(line)) if line[at] == " "]
    fitting = [at for at in spaces if at <= columns]
    late = [at for at in fitting if at > columns // 3] or fitting or spaces[:1]
    return min(late, key=lambda at: (depths[at], _rank(line[at - 1]), -at), default=0)


def _rank(sign: str) -> int:
    return next((rank for rank, signs in enumerate(_RANKS) if sign in signs), len(_RANKS))


def commented(lines: Iterable[str], start: str, columns: int = COLUMNS) -> str:
    """Lines as comments, each after the same sign; what is too long goes on further in.

    Examples
    --------
    >>> print(commented(["  C = alpha + beta", ""], "%", columns=16))
    %   C = alpha +
    %       beta
    %
    """
    found = []
    for line in lines:
        further = " " * (len(line) - len(line.lstrip()) + 4)
        found += broken(line, further, columns=columns - len(start) - 1).split("\n")
    return "\n".join(f"{start} {line}".rstrip() for line in found)


def plain(value: float) -> str:
    """A double that is read back exactly, whole numbers without a point.

    Examples
    --------
    >>> plain(-170.0), plain(0.5)
    ('-170', '0.5')
    """
    return str(int(value)) if value.is_integer() and abs(value) < 1e5 else repr(value)


def unsigned(value: float) -> str:
    """A double that is read back exactly, without a plus in its exponent, as linters want it."""
    return repr(value).replace("e+", "e")


def release() -> str:
    """The version as three numbers, as every packager takes it.

    Examples
    --------
    >>> release().count(".")
    2
    """
    numbers = re.findall(r"\d+", re.split(r"[a-z+]|\.dev|\.post", version("beyondthermal"))[0])
    return ".".join([*numbers, "0", "0"][:3])
