"""Prose with mathematics in it: what stands between dollar signs is Unicode or LaTeX.

So it is in the table of symbols, in the methods of proofs, in claims and in the lecture.
"""

__all__ = ["unmarked"]


def unmarked(text: str) -> str:
    """A line as a terminal, a file of results or generated code shows it: without the dollars.

    Examples
    --------
    >>> unmarked("population of $G = |00⟩$")
    'population of G = |00⟩'
    """
    return text.replace("$", "")
