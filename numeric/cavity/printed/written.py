"""What the three languages share: templates of this room, and what they are filled with."""

import re
from abc import abstractmethod
from collections.abc import Mapping
from importlib.resources import files

from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.codegen.lines import commented

from .asked import Ladder

__all__ = ["Written"]

_TESTED = "`{}` runs the points of `vectors.txt`: bounds for each result stand behind a colon."
_UNTESTED = "With `--verify` vectors lie here too, and what runs them."
_EXAMPLE = {"kappa": 2.0, "p": 0.005, "gamma": 0.001, "g": 1.0}


class Written(Language):
    """A language that has the ladder."""

    sign = " *"

    def template(self, name: str, fields: Mapping[str, str]) -> str:
        """A template of this room, by LANGUAGE/NAME of another one or of those for formulas."""
        path = files(__package__) / "templates" / (name if "/" in name else f"{self.key}/{name}")
        if not path.is_file():
            return super().template(name, fields)
        text = path.read_text("utf-8")
        return re.sub("«([a-z_]+)»", lambda found: fields[found[1]], text)

    def fields(self, package: Package) -> dict[str, str]:
        """Those of the ladder, and those of the language."""
        assert isinstance(package, Ladder)
        example = [0.1 if rate in package.noise else _EXAMPLE[rate] for rate in package.rates]
        return {
            "how_tested": _TESTED.format(" && ".join(self.testing))
            if package.tested
            else _UNTESTED,
            "rates": str(len(package.rates)),
            "example": ", ".join(map(str, example)),
            **self.of_ladder(package),
        }

    @abstractmethod
    def of_ladder(self, asked: Ladder) -> dict[str, str]:
        """What the templates of this language ask for."""

    @staticmethod
    def described(asked: Ladder, function: str, start: str = " *") -> str:
        """What a function computes, as a comment."""
        return commented(asked.about(function), start)
