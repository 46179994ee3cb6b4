"""The proof of a limit or an expansion: closer than delta, each variable is given by its t > 0."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from beyondthermal.derivations.verify.goals import Goal
from beyondthermal.derivations.verify.judging import left
from beyondthermal.derivations.verify.leaves import Box
from beyondthermal.derivations.verify.statements import Root
from beyondthermal.derivations.verify.terms import Term, inside, minus, put

from ..rules import proof, relation
from ..statements import hypotheses, quantified, renamed, settling
from ..syntax.identifiers import name_of
from ..syntax.printer import number, settled, text
from .approach import Side, Way, sides

__all__ = ["Nearness", "argument"]

_REASON = "first [assumption | near_side | minima]"


def argument(term: Term) -> str:
    """A term as an argument."""
    return text(settled(term), closed=True)


class Nearness(ABC):
    """What both ways to a limit share; `head` is "limit", "o" or "O"."""

    def __init__(self, writer: Any, name: str, root: Root, tree: Any, head: str) -> None:
        self.writer, self.name, self.old, self.head = writer, name, root, head
        self.new = renamed(root, tree)
        self.root, self.tree = self.new.root, self.new.tree
        if len(self.root.point) > 2:
            raise ValueError("a limit in more than two variables")
        self.f, self.size, self.limit = left(self.root)
        self.bound = self.tree[self.key]
        scales = dict(self.new.old.values())
        self.sides = sides(self.root, self.bound["power"], self.bound["end"], scales)
        self.t = {v: f"t'{k}" for k, v in enumerate(self.root.point)}
        self.arguments: dict[str, str] = {}

    # Where the tree has it.
    key: str

    @abstractmethod
    def lemmas(self, name: str, side: Side, tree: Any) -> None:
        """What is shown on a side."""

    @abstractmethod
    def eta(self) -> list[str]:
        """How small t has to be: eta' with h'0 : 0 < eta'."""

    @property
    @abstractmethod
    def K(self) -> str:
        """The constant of "O"."""

    @abstractmethod
    def end(self, k: int, size: Term) -> str:
        """The goal on a side, in t."""

    def write(self) -> str:
        """Lemmas for each side, and the tactics that follow."""
        there = zip(self.root.there, self.tree["defined"], strict=True)
        for k, ((kind, term), tree) in enumerate(there):
            self.goal(f"{self.name}'there_{k}", self.root.box, kind, term, tree)
        for k, (side, tree) in enumerate(zip(self.sides, self.bound["sides"], strict=True)):
            self.lemmas(f"{self.name}'{k}", side, tree)
        return "\n".join(self._script())

    def lemma(self, name: str, box: Box, term: Term, body: str, script: str) -> None:
        """A lemma about a term, whose arguments are kept."""
        names = set(inside(term))
        variables = [v for v in box if v in names]
        typed = dict.fromkeys(variables, "R")
        self.writer.lemma(name, quantified(typed, hypotheses(variables, box), body), script)
        shown = (self.t[v] if v in self.t else name_of(v) for v in variables)
        self.arguments[name] = f"({' '.join([name, *shown])})"

    def goal(self, name: str, box: Box, kind: str, term: Term, tree: Any, known: str = "") -> None:
        """A lemma with its proof; `known` has tactics that come first."""
        script = f"intros.\n{known}{proof(Goal(box, (), kind, term), tree)}"
        self.lemma(name, box, term, relation(kind, term), script)

    def _script(self) -> list[str]:
        old = {v for v, (X, _) in self.new.old.items() if X in self.t}
        lines = ["intros.", *self.new.put_in(but=old), *self.eta()]
        ways: dict[tuple[str, str], str] = {}
        for v, way in ((v, way) for side in self.sides for v, way in side.ways.items()):
            if (v, way.lemma) not in ways:
                k = len(ways)
                ways[v, way.lemma] = f"h'n{k}"
                reasons = "ltac:(lra) h'0" if way.lemma.startswith("rule_near_exp") else "h'0"
                lines.append(f"destruct ({way.lemma} eta' {reasons}) as (d'{k} & h'd{k} & h'n{k}).")
        least = f"d'{len(ways) - 1}"
        for k in reversed(range(len(ways) - 1)):
            least = f"(Rmin d'{k} {least})"
        lines.append(f"exists {f'{self.K}, ' if self.head == 'O' else ''}{least}.")
        lines.append("split; [repeat apply Rmin_pos; assumption|]. intros.")
        return [*lines, self._branches(list(self.t), {}, ways, least)]

    def _branches(
        self,
        ahead: list[str],
        chosen: dict[str, Way],
        ways: Mapping[tuple[str, str], str],
        least: str,
    ) -> str:
        """One way for each variable after the other, then the goal of this side."""
        if not ahead:
            return self._on(next(k for k, side in enumerate(self.sides) if side.ways == chosen))
        v, *rest = ahead
        name, j = name_of(self._before(v)), list(self.t).index(v)
        here = {side.ways[v].lemma: side.ways[v] for side in self.sides}.values()
        parts = [
            f"destruct ({ways[v, way.lemma]} {least} {name}) as "
            f"(t'{j} & h'a{j} & h'b{j} & h'v{j}); [{_REASON} .. |]. subst {name}.\n"
            + self._branches(rest, {**chosen, v: way}, ways, least)
            for way in sorted(here, key=lambda way: way.above is not False)
        ]
        if len(parts) == 1:
            return parts[0]
        end = text(number(self.old.point[self._before(v)]), closed=True)
        cases = f"destruct (Rdichotomy {name} {end}) as [h'c | h'c]; [assumption | |]."
        return "\n".join([cases, *(f"{{ {part} }}" for part in parts)])

    def _before(self, v: str) -> str:
        """What a variable of the point was called."""
        return next((old for old, (X, _) in self.new.old.items() if v == X), v)

    def _on(self, k: int) -> str:
        """On this side: the goal in t, with powers for exponentials."""
        ways = self.sides[k].ways.items()
        by = {self._before(v): put(way.chart, {v: self.t[v]}) for v, way in ways}
        f, size, value = left(self.old)
        gap, size = (self.new.meant(t, by) for t in (minus(f, value) if value else f, size))
        scale = f"Rabs {text(size, closed=True)}"
        said = {"limit": "< eps'", "o": f"<= eps' * {scale}", "O": f"<= {self.K} * {scale}"}
        goal = f"change (Rabs {text(gap, closed=True)} {said[self.head]})."
        return "\n".join([goal, *settling(gap, size), self.end(k, settled(size))])
