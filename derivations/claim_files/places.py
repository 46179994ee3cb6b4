"""Where the parts of a TOML file are, which its parser does not say."""

import re
from functools import lru_cache

__all__ = ["FormulaError", "Place", "deep_key", "lines"]

# Section, which of its kind, key; the key "" is the header.
Place = tuple[str, int, str]

_KEY = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
# TOML's parser takes a time quadratic in the number of parts of a key.
_DEEP = re.compile(rf"""(?<![\w"'-]){_KEY}(?:[ \t]*\.[ \t]*{_KEY}){{15}}""")
_STRING = (
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
)
# Strings and comments are skipped, so that nothing in them is taken for a key.
_PART = re.compile(
    r'^[ \t]*\[\[?[ \t]*"?(?P<section>[\w-]+)"?[ \t]*\]'
    rf'|^[ \t]*"?(?P<key>[\w-]+)"?[ \t]*=[ \t]*(?P<value>{_STRING})?'
    rf"|{_STRING}|\#[^\n]*",
    re.DOTALL | re.MULTILINE,
)


def deep_key(text: str) -> bool:
    """Whether there is a key of more than 15 parts."""
    return bool(_DEEP.search(text))


class FormulaError(ValueError):
    """A formula that can't be read: its place, the line and column in it, and what is wrong."""

    def __init__(self, place: Place, line: int, column: int, reason: str) -> None:
        super().__init__(place, line, column, reason)


@lru_cache(maxsize=8)
def lines(text: str) -> dict[Place, tuple[int, int]]:
    r"""Line of each value, from one, and column before it; no column where it is no string.

    Examples
    --------
    >>> lines('[define]\nC = "x"\nn = 1')
    {('define', 0, ''): (1, 0), ('define', 0, 'C'): (2, 5), ('define', 0, 'n'): (3, 0)}
    """
    found: dict[Place, tuple[int, int]] = {}
    count: dict[str, int] = {}
    section, line, at = "", 1, 0
    for match in _PART.finditer(text):
        start = match.start()
        if match["value"]:
            quotes = re.match(r"\"\"\"\n?|'''\n?|.", match["value"])
            start = match.start("value") + (quotes.end() if quotes else 0)
        line, at = line + text.count("\n", at, start), start
        if match["section"]:
            section = match["section"]
            count[section] = count.get(section, -1) + 1
            found[section, count[section], ""] = line, 0
        elif match["key"]:
            column = start - text.rfind("\n", 0, start) - 1 if match["value"] else 0
            found[section, count.get(section, 0), match["key"]] = line, column
    return found
