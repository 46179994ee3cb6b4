"""The paper and this package, and how both are cited."""

from dataclasses import dataclass
from importlib.metadata import version

__all__ = ["PAPER", "RELEASED", "Paper", "bibtex", "bibtex_of_package"]

# The day of the release, as the changelog has it.
RELEASED = "unreleased"


@dataclass(frozen=True)
class Paper:
    """A paper: authors as they sign, and where it is printed."""

    authors: tuple[str, ...]
    title: str
    journal: str
    volume: str
    article: str
    year: int
    doi: str

    @property
    def link(self) -> str:
        """Its address for good."""
        return f"https://doi.org/{self.doi}"


PAPER = Paper(
    ("F. Tacchino", "A. Auffèves", "M. F. Santos", "D. Gerace"),
    "Steady state entanglement beyond thermal limits",
    "Phys. Rev. Lett.", "120", "063604", 2018, "10.1103/PhysRevLett.120.063604",
)  # fmt: skip


def bibtex(paper: Paper) -> str:
    """An entry for the paper.

    Examples
    --------
    >>> print(bibtex(PAPER).splitlines()[0])
    @article{Tacchino2018,
    """
    fields = {
        "author": " and ".join(paper.authors),
        "title": paper.title,
        "journal": paper.journal,
        "volume": paper.volume,
        "pages": paper.article,
        "year": str(paper.year),
        "doi": paper.doi,
    }
    return _entry("article", f"{paper.authors[0].split()[-1]}{paper.year}", fields)


def bibtex_of_package(expressions: str) -> str:
    """An entry for this package, with the hash of the expressions that were used.

    Examples
    --------
    >>> print(bibtex_of_package("f942").splitlines()[1])
      author = {{The beyondthermal developers}},
    """
    fields = {
        "author": "{The beyondthermal developers}",
        "title": "beyondthermal",
        "version": version("beyondthermal"),
        "note": f"{RELEASED}; expressions {expressions}",
    }
    return _entry("software", "beyondthermal", fields)


def _entry(kind: str, key: str, fields: dict[str, str]) -> str:
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{kind}{{{key},\n{body}}}"
