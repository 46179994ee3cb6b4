"""A name that is none of a table's: what stands nearest to it, in words."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches

__all__ = ["expect_known", "hint"]

# A list of more names is no help; nor is it to compare more letters.
_LISTED, _LONGEST = 24, 60


def expect_known(
    argument: str, given: Iterable[str], known: Collection[str], kind: str = "one of them"
) -> None:
    """Complain of a name that is none of those known, and name the nearest.

    Raises
    ------
    ValueError
        If there is one.

    Examples
    --------
    >>> expect_known("engine", ["typs"], ["typst", "latexmk"])
    Traceback (most recent call last):
    ValueError: Argument `engine` must be one of typst, latexmk, but got 'typs', did you mean typst?
    """
    for name in given:
        if name not in known:
            listed = f"{'one of ' * (len(known) > 1)}{', '.join(known)}"
            form = listed if len(known) <= _LISTED else f"the name of {kind}"
            near = _nearest(name, known)
            asked = f", did you mean {near}?" if near else "."
            raise ValueError(f"Argument `{argument}` must be {form}, but got {name!r}{asked}")


def hint(name: str, known: Collection[str]) -> str:
    """What to say of an unknown name: the nearest, or else all that are known.

    Examples
    --------
    >>> hint("sine", ["sin", "cos"]), hint("gamma", ["x", "y"])
    ('did you mean sin?', 'known are x, y')
    """
    near = _nearest(name, known)
    return f"did you mean {near}?" if near else f"known are {', '.join(known) or 'none'}"


def _nearest(name: str, known: Iterable[str]) -> str:
    """The name that is most like it, capitals aside; empty if none is."""
    plain = {text.casefold(): text for text in known}
    near = get_close_matches(name[:_LONGEST].casefold(), plain, n=1)
    return plain[near[0]] if near else ""
