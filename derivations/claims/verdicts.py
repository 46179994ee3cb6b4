"""The one table of verdicts: how each is written, coloured and called, and what it exits with.

It is keyed by words, so that files of claims are reported without loading what decides them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["EXIT_CODES", "VERDICTS", "Look", "code_of", "coloured", "exit_code"]

# What every command exits with.
EXIT_CODES: Mapping[int, str] = {
    0: "every verdict is the expected one",
    1: "a claim failed",
    2: "a slip of the user's, on one line",
    3: "nothing failed, but something could not be decided",
}


@dataclass(frozen=True)
class Look:
    """One row of the table.

    Attributes
    ----------
    sign
        Beside the word, so that nothing hangs on colour.
    style
        Its colour on a terminal.
    evidence
        What there is to say for it, as a heading.
    printed, light, dark
        Its colour in LaTeX and Typst, and on a light and a dark page, in hexadecimal.
    exit_code
        What a command exits with if it was not expected; the smallest one wins.
    """

    sign: str
    style: str
    evidence: str
    printed: str
    light: str
    dark: str
    exit_code: int = 1


VERDICTS: Mapping[str, Look] = {
    "proved": Look("✓", "green", "Proof", "1B7837", "00704f", "4cc9a0"),
    "enclosed": Look("✓", "green", "Enclosure", "1B7837", "00704f", "4cc9a0"),
    "supported": Look("≈", "cyan", "Evidence", "2166AC", "0a629c", "74b9ee"),
    "inconclusive": Look("?", "yellow", "What was tried", "8C510A", "80590a", "dfb053", 3),
    "refuted": Look("✗", "red", "Refutation", "B2182B", "b03f00", "ff9a5c"),
}


def coloured(text: str) -> str:
    """A text with the printed colour of each verdict in place of its word between at signs."""
    for word, look in VERDICTS.items():
        text = text.replace(f"@{word}@", look.printed)
    return text


def exit_code(unexpected: Iterable[str]) -> int:
    """What a command exits with after verdicts that were not expected, a key of `EXIT_CODES`.

    Examples
    --------
    >>> exit_code([]), exit_code(["inconclusive"]), exit_code(["inconclusive", "refuted"])
    (0, 3, 1)
    """
    return min((VERDICTS[word].exit_code for word in unexpected), default=0)


def code_of(results: Sequence[Mapping[str, Any]]) -> int:
    """What a command exits with after results as plain data: a claim that can't be read is a slip.

    Examples
    --------
    >>> good, bad = {"as_expected": True}, {"as_expected": False, "verdict": "refuted"}
    >>> code_of([good]), code_of([good, bad]), code_of([bad, {**bad, "slip": True}])
    (0, 1, 2)
    """
    if any(result.get("slip") for result in results):
        return 2
    return exit_code(result["verdict"] for result in results if not result["as_expected"])
