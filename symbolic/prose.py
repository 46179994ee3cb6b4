"""Prose with mathematics in it: what stands between dollar signs is Unicode or LaTeX.

So it is in the table of symbols, in the methods of proofs, in claims and in the lecture.
"""

__all__ = ["several", "unmarked"]


def unmarked(text: str) -> str:
    """A line as a terminal, a file of results or generated code shows it: without the dollars.

    Examples
    --------
    >>> unmarked("population of $G = |00⟩$")
    'population of G = |00⟩'
    """
    return text.replace("$", "")


def several(count: int, noun: str) -> str:
    """A number of things, as one says it.

    Examples
    --------
    >>> several(1, "claim"), several(3, "claim")
    ('1 claim', '3 claims')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
