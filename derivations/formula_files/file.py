"""Files of one's own, `*.claims.toml` and `*.model.toml`, as objects: formulas, numbers, claims."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import sympy as sp

from beyondthermal.derivations.claim_files.contents import Contents
from beyondthermal.derivations.claim_files.entry import Entry
from beyondthermal.derivations.claim_files.file import ClaimsFile
from beyondthermal.derivations.claim_files.names import FileNames
from beyondthermal.derivations.claim_files.run import results
from beyondthermal.derivations.figures.sheets import Figure
from beyondthermal.derivations.models.model import Model
from beyondthermal.derivations.models.results import Results
from beyondthermal.derivations.streams import one_line
from beyondthermal.symbolic.names import expect_known, spelt

from .checked import Checked
from .folding import folded
from .function import Function, programmable
from .points import Given, exactly, expect_inside

__all__ = ["FormulaFile"]


@dataclass(frozen=True)
class FormulaFile:
    """A file whose formulas have been read.

    Attributes
    ----------
    source
        The file as it is written.
    contents
        What its names stand for.
    """

    source: ClaimsFile
    contents: Contents

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.source.path

    @property
    def title(self) -> str:
        """What it is about; without a title, what it is called."""
        return str(self.source.data.get("title", one_line(self.path.name.partition(".")[0])))

    @property
    def model(self) -> Model | None:
        """Its model, if there is one."""
        return self.contents.model

    @property
    def claims(self) -> tuple[Entry, ...]:
        """What is claimed in it."""
        return self.source.claims

    @property
    def symbols(self) -> Mapping[str, sp.Symbol]:
        """Its symbols by name, in their order."""
        found = {str(symbol): symbol for symbol in self.contents.domains.sides}
        fixed = self.model.symbols if self.model else {}
        return {n: s for n, s in found.items() if fixed.get(n, s).is_Symbol}

    @property
    def where(self) -> Mapping[sp.Symbol, sp.Set]:
        """The range of each symbol."""
        sides = self.contents.domains.sides
        return {symbol: sides[symbol] for symbol in self.symbols.values()}

    def unit(self, symbol: sp.Symbol) -> str:
        """The unit of a symbol, as the file has it; empty if it says none.

        Examples
        --------
        >>> from beyondthermal import load
        >>> atom = load("driven_atom")
        >>> atom.unit(atom.symbols["Gamma"])
        '1/s'
        """
        return self._told("units", symbol)

    def meaning(self, symbol: sp.Symbol) -> str:
        """What a symbol stands for, in the words of the file.

        Examples
        --------
        >>> from beyondthermal import load
        >>> atom = load("driven_atom")
        >>> atom.meaning(atom.symbols["Omega"])
        'Rabi frequency'
        """
        return self._told("meanings", symbol)

    def _told(self, table: str, symbol: sp.Symbol) -> str:
        texts = self.source.data.get(table, {}).items()
        return next((text for name, text in texts if spelt(name) == str(symbol)), "")

    @property
    def definitions(self) -> Mapping[str, sp.Expr]:
        """What is defined, each formula in those before it; numbers are put in."""
        return self._folded[1]

    @property
    def folded_names(self) -> FileNames:
        """Names where formulas aren't written out; each stands for itself."""
        return self._folded[0]

    @cached_property
    def _folded(self) -> tuple[FileNames, Mapping[str, sp.Expr]]:
        return folded(self.source.data, self.contents, self.symbols)

    @cached_property
    def expressions(self) -> Mapping[str, sp.Expr]:
        """What is defined, and all that there is of a model, written out in the symbols."""
        names = {spelt(name): value for name, value in self.contents.names.items()}
        made: dict[str, Callable[[], sp.Expr]] = {
            name: partial(names.__getitem__, name) for name in self.definitions
        }
        if self.model:
            open_ = self.model.without_closed_form
            known = (name for name in self.model.names if name not in open_)
            made |= {name: partial(self.model.names.__getitem__, name) for name in known}
        return Results(made)

    @cached_property
    def functions(self) -> Mapping[str, Function]:
        """Fast functions of arrays, by the same names."""
        return Results({name: partial(self._function, name) for name in self.expressions})

    def _function(self, name: str) -> Function:
        return Function.of(name, self.arguments(name), self.expressions[name])

    @property
    def results(self) -> tuple[str, ...]:
        """The names of what is defined; of a model also populations, concurrence, observables."""
        model = self.model
        own = [*(f"p_{label}" for label in model.space.labels), "C"] if model else []
        observed = map(spelt, self.source.data.get("observables", {}))
        names = [*self.definitions, *own, *observed]
        return tuple(name for name in dict.fromkeys(names) if name in self.expressions)

    @property
    def programmable(self) -> list[str]:
        """Those of the results that are no definitions, and the definitions that are programs."""
        own = [name for name in self.results if name in self.definitions]
        kept = programmable(own, self.expressions, [*self.symbols.values()])
        return [name for name in self.results if name in kept or name not in own]

    def arguments(self, name: str) -> tuple[sp.Symbol, ...]:
        """The symbols that a formula hangs on, in the order of the file.

        Examples
        --------
        >>> from beyondthermal import load
        >>> atom = load("driven_atom")
        >>> atom.arguments("p_e")
        (Omega, Delta, Gamma)
        """
        self.expect([name])
        needed = self.expressions[name].free_symbols
        return tuple(symbol for symbol in self.symbols.values() if symbol in needed)

    def expect(self, names: Sequence[str], argument: str = "name") -> None:
        """Complain of a name that is none of the formulas.

        Raises
        ------
        ValueError
            If there is one.

        Examples
        --------
        >>> from beyondthermal import load
        >>> atom = load("driven_atom")
        >>> atom.expect(["p_e", "s"])  # silent: both are there
        """
        expect_known(argument, names, tuple(self.expressions), "a formula of the file")

    def digits(self, name: str, digits: int = 50, **values: Given) -> Any:
        """A formula at one point, to so many digits, between bounds that are certain.

        Parameters
        ----------
        name
            One of the formulas.
        digits
            How many are right.
        values
            Numbers for the symbols; a text such as "1/3" or "sqrt(2)" is taken exactly.

        Returns
        -------
        mpf or mpc

        Raises
        ------
        ValueError
            If a value is missing, no number, or not in its domain; or if there is no value there.

        Examples
        --------
        >>> from beyondthermal import load
        >>> atom = load("driven_atom")
        >>> print(atom.digits("p_e", 20, Omega=1, Delta="1/3", Gamma="sqrt(2)"))  # exactly: 9/40
        0.225
        """
        self.expect([name])
        given = {spelt(key): exactly(key, value) for key, value in values.items()}
        expect_known("values", given, self.symbols, "a symbol of the file")
        symbols = {self.symbols[key]: value for key, value in given.items()}
        expect_inside(self.contents.domains, symbols)
        return Function.to_digits(
            name, self.arguments(name), self.expressions[name], symbols, digits
        )

    def figure(self, text: str, caption: str = "") -> Figure:
        """A figure of formulas, for a notebook: along one symbol, or over two with contours.

        Parameters
        ----------
        text
            Names, ranges and values, as C x=0:5 y=1:100:log z=1/2; see `plots.asked`.
        caption
            What comes before what the data say.

        Raises
        ------
        ValueError
            If it can't be drawn.

        Examples
        --------
        >>> from beyondthermal import load
        >>> line = load("driven_atom").figure("p_e Delta=-3:3 Gamma=1 Omega=1/2,1,2")
        >>> list(line.columns)
        ['Delta', 'p_e, Omega = 0.5', 'p_e, Omega = 1', 'p_e, Omega = 2']
        """
        from .plots.asked import asked
        from .plots.drawn import figure_of

        found = asked(text, caption)
        return figure_of(self, found.of, found.along, found.at, caption)

    def check(self, seconds: float = 60) -> Checked:
        """Judge the claims, each within so many seconds.

        Raises
        ------
        ValueError
            If there is a slip in the file.

        Examples
        --------
        >>> from beyondthermal import load
        >>> atom = load("driven_atom")
        >>> atom.check()
        <7 claims: 7 proved>
        """
        found = self.judged(seconds)
        return Checked(tuple(sorted(found, key=lambda result: int(result["line"]))))

    def judged(self, seconds: float = 60) -> Iterator[dict[str, Any]]:
        """What comes of the claims, as they come.

        Examples
        --------
        >>> from beyondthermal import load
        >>> atom = load("driven_atom")
        >>> {found["verdict"] for found in atom.judged()}
        {'proved'}
        """
        return results(self.source, seconds) if self.claims else iter(())

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """For a notebook: what is defined, in LaTeX, and what is claimed."""
        from .display import markdown

        return {"text/markdown": markdown(self), "text/plain": repr(self)}

    def __repr__(self) -> str:
        """Its name, and how much is in it."""
        found = f"{len(self.expressions)} formulas, {len(self.claims)} claims"
        return f"<{one_line(self.path.name)}: {found}>"
