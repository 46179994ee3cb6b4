"""The claims of a file with their verdicts, as a notebook shows them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from beyondthermal.derivations.claims.verdicts import VERDICTS
from beyondthermal.symbolic.names import expect_known
from beyondthermal.symbolic.prose import several

__all__ = ["Checked"]

Data = Mapping[str, Any]


@dataclass(frozen=True, repr=False)
class Checked:
    """What came of the claims of a file, in their order: of each the data that `--json` has."""

    results: tuple[Data, ...]

    @property
    def as_expected(self) -> bool:
        """Whether every verdict is the one that it should come to."""
        return all(result["as_expected"] for result in self.results)

    def __getitem__(self, name: str | int) -> Data:
        """What came of a claim, by its name or by where it stands.

        Raises
        ------
        ValueError
            If there is none of this name.
        """
        if isinstance(name, int):
            return self.results[name]
        found = {result["name"]: result for result in self.results}
        expect_known("name", [name], found, "a claim of the file")
        return found[name]

    def __iter__(self) -> Iterator[Data]:
        """The claims, one after the other."""
        return iter(self.results)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.results)

    def _repr_markdown_(self) -> str:
        from beyondthermal.derivations.report.writers.markdown import escaped

        rows = (f"| {escaped(name)} | {told} | {verdict} |" for name, told, verdict in self._rows())
        return "\n".join(["| claim | says | verdict |", "|---|---|---|", *rows])

    def __repr__(self) -> str:
        """How many claims came to what."""
        found = Counter(result["verdict"] for result in self.results)
        counts = ", ".join(f"{count} {verdict}" for verdict, count in sorted(found.items()))
        return f"<{several(len(self), 'claim')}{': ' * bool(found)}{counts}>"

    def __str__(self) -> str:
        """A line for each claim."""
        return "\n".join(f"{verdict:<14} {name}: {told}" for name, told, verdict in self._rows())

    def _rows(self) -> Iterator[tuple[str, str, str]]:
        for result in self.results:
            sign = VERDICTS[result["verdict"]].sign
            yield result["name"], result["says"], f"{sign} {result['verdict']}"
