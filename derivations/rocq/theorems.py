"""A claim as a theorem: its statement, and lemmas for its parts.

The parts of a statement are those of the checker's root, so that a theorem says what was checked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from beyondthermal.derivations.verify.goals import Goal
from beyondthermal.derivations.verify.leaves import box_of
from beyondthermal.derivations.verify.statements import Root, root_of
from beyondthermal.derivations.verify.terms import minus, read

from .equalities import LINEAR, by_field
from .limits import limit
from .matrices import Kind
from .printer import name_of, settled, text
from .refutations import refutation
from .rules import asserted, proof, relation
from .statements import hypotheses, quantified, raw, renamed, settling, used
from .vocabulary import Claimed, Vocabulary, names_in

__all__ = ["Theorem", "Writer", "theorem"]

Data = Any
# What is quantified over, with types; the domain; and what is said of it.
Part = tuple[dict[str, str], list[str], str]
_SIGNS = {"=": "eq", "!=": "ne", "<": "lt", ">": "gt", "<=": "le", ">=": "ge"}
_LIMITS = ("limit", "O", "o", "~", "limits")


@dataclass(frozen=True)
class Theorem:
    """Definitions, lemmas, and the theorem; and what they use of the model."""

    name: str
    definitions: list[str]
    lemmas: list[str]
    uses: Mapping[str, None]

    @property
    def lines(self) -> list[str]:
        """All of it, in order."""
        return [*self.definitions, *self.lemmas]

    def following(self, other: str) -> "Theorem":
        """The same theorem, since another one says so."""
        statement = self.lemmas[-1].partition("\nProof.")[0]
        return replace(self, lemmas=[f"{statement}\nProof.\nexact {other}.\nQed."])


def theorem(result: Mapping[str, Any], tables: Vocabulary, name: str) -> Theorem:
    """The theorem of a result that has a tree.

    Raises
    ------
    ValueError
        If there is no such theorem, with the reason.
    """
    names = Claimed(tables, result["where"], result["at"], suffix=name)
    writer = Writer(name, names, tables.document)
    if result["verdict"] == "refuted":
        refutation(writer, result["statement"], result["tree"])
    else:
        writer.prove(result["statement"], result["tree"])
    return Theorem(name, list(names.locals.values()), writer.lines, names.globals)


class Writer:
    """Writes the lemmas of one claim."""

    def __init__(self, name: str, names: Claimed, document: Mapping[str, Any]) -> None:
        self.name, self.names, self.document = name, names, document
        self.box = box_of(names.where)
        self.lines: list[str] = []

    def root(self, statement: Data) -> Root:
        """What the checker shows."""
        return root_of(statement, self.names.where, self.names.at, self.document)

    def prove(self, statement: Data, tree: Any) -> None:
        """A lemma for each part, and a theorem of all."""
        parts = list(_parts(statement, tree))
        if len(parts) == 1:
            self.state(self.name, self.part(self.name, *parts[0]), word="Theorem")
            return
        shown: dict[str, Part] = {}
        for k, (part, its) in enumerate(parts, start=1):
            own = f"{self.name}_{k}"
            shown[own] = found = self.part(own, part, its)
            self.state(own, found)
        if any(part[0] in _LIMITS for part, _ in parts):
            bodies = [quantified(*found) for found in shown.values()]
            body = " /\\\n  ".join(f"({b})" if b.startswith("forall") else b for b in bodies)
            self.lemma(self.name, body, _conjunction(list(shown)), "Theorem")
            return
        kinds = {v: kind for found, _, _ in shown.values() for v, kind in found.items()}
        typed = {v: kinds[v] for v in self._order if v in kinds}
        body = " /\\\n  ".join(body for _, _, body in shown.values())
        *before, last = shown
        script = "".join(f"split; [apply {own}; assumption |]. " for own in before)
        script = f"intros. {script}apply {last}; assumption."
        self.lemma(self.name, quantified(typed, self.domain(typed), body), script, "Theorem")

    def state(self, name: str, found: Part, word: str = "Lemma") -> None:
        """The lemma of a part, whose tactics are the last that were written."""
        script = self.lines.pop()
        self.lemma(name, quantified(*found), script, word)

    def lemma(self, name: str, statement: str, script: str, word: str = "Lemma") -> None:
        """A lemma or a theorem."""
        self.lines.append(f"{word} {name} :\n  {statement}.\nProof.\n{script}\nQed.")

    @property
    def _order(self) -> list[str]:
        return [*self.names.where, *self.names.unknown]

    def typed(self, free: frozenset[str]) -> dict[str, str]:
        """Variables in order, with their types."""
        return {v: self.names[v].kind.value for v in self._order if v in free}

    def shown(self, variables: Mapping[str, str]) -> dict[str, str]:
        """Variables as they are written."""
        return {name_of(v): kind for v, kind in variables.items()}

    def domain(self, variables: Mapping[str, str]) -> list[str]:
        """The domain of real variables."""
        return hypotheses((v for v, kind in variables.items() if kind == "R"), self.box)

    def part(self, name: str, statement: Data, tree: Any) -> Part:
        """A part of a statement; its tactics are the last line."""
        head = statement[0]
        if head in _SIGNS:
            return self.relation(name, statement, tree)
        if head == "iff":
            return self.iff(name, statement, tree)
        if head in ("limit", "O", "o", "~"):
            found: Part = limit(self, name, statement, tree)
            return found
        raise ValueError(f"statements {head!r} are not written yet")

    def relation(self, name: str, statement: Data, tree: Any) -> Part:
        """A relation between two sides."""
        head, *sides = statement
        written = [self.names.written(side) for side in sides]
        if any(w.kind is not Kind.REAL for w in written):
            return self.entries(statement, tree)
        variables = self.typed(written[0].free | written[1].free)
        body = f"{written[0].text} {'<>' if head == '!=' else head} {written[1].text}"
        root = self.root(statement)
        new = renamed(root, tree)
        self.core(f"{name}_core", new.root, new.tree)
        term = new.meant(root.terms[0], {})
        lines = [
            f"intros. apply rule_{_SIGNS[head]}. change ({raw(root.kind, root.terms[0])}).",
            *new.put_in(), *settling(term), f"apply {name}_core; exp_end.",
        ]  # fmt: skip
        self.lines.append("\n".join(lines))
        return variables, self.domain(variables), body

    def iff(self, name: str, statement: Data, tree: Any) -> Part:
        """Two relations, one of which holds where the other one does."""
        sign = statement[1][0]
        written = [[self.names.written(side) for side in part[1:]] for part in statement[1:]]
        body = " <-> ".join(f"{a.text} {sign} {b.text}" for a, b in written)
        variables = self.typed(frozenset[str]().union(*(w.free for pair in written for w in pair)))
        root = self.root(statement)
        new = renamed(root, tree)
        over, by = read(new.tree["over"]), read(new.tree["by"])
        e, f = new.root.terms
        equation = minus(("*", e, over), ("*", by, f))
        self.core(f"{name}_equal", new.root._replace(kind="=", terms=(equation,)),
                  {"defined": new.tree["defined"], "proof": {"rule": "identity"}})  # fmt: skip
        kind = "!=" if sign == "=" else ">"
        for which, term, its in zip(("over", "by"), (over, by), new.tree["signs"], strict=True):
            here = new.root._replace(kind=kind, terms=(term,), there=[])
            self.core(f"{name}_{which}", here, {"defined": [], "proof": its})
        old: list[Any] = [new.meant(term, {}) for term in root.terms]
        sides = [(text(e[1]), text(e[2][2])) for e in old]
        factors = " ".join(text(settled(term), closed=True) for term in (over, by))
        lines = [
            "intros.", *new.put_in(),
            f"change ({' <-> '.join(f'{a} {sign} {b}' for a, b in sides)}).", *settling(*old),
            f"apply (rule_iff_{_SIGNS[sign]} _ _ _ _ {factors}).",
            f"{{ apply Rminus_diag_uniq. apply {name}_equal; exp_end. }}",
            f"{{ apply {name}_over; exp_end. }}", f"{{ apply {name}_by; exp_end. }}",
        ]  # fmt: skip
        self.lines.append("\n".join(lines))
        return variables, self.domain(variables), f"({body})"

    def core(self, name: str, root: Root, tree: Any) -> None:
        """What the tree is about, as a lemma."""
        variables = used(root)
        facts = asserted(root.box, root.there, tree["defined"])
        goal = Goal(root.box, (), root.kind, root.terms[0])
        script = f"intros.\n{facts}{proof(goal, tree['proof'])}"
        domain = hypotheses(variables, root.box)
        body = relation(root.kind, root.terms[0])
        self.lemma(name, quantified(dict.fromkeys(variables, "R"), domain, body), script)

    def _expect_small(self, sides: list[Data]) -> None:
        """Refuse products of large matrices."""
        names = {n for side in sides for n in names_in(side)}
        matrices = [n for n in names if self.names[n].kind is Kind.MATRIX]
        if sum(min(self.names.size(n)) > _LARGEST for n in matrices) > 1:
            raise ValueError(f"products of matrices with more than {_LARGEST} rows")

    def entries(self, statement: Data, tree: Any) -> Part:
        """An equation of complex numbers or of matrices, entry by entry."""
        if tree.get("proofs"):
            raise ValueError("entries that the algebra alone doesn't see to be equal")
        sides = statement[1:]
        if any(self.names.written(side).kind is Kind.MATRIX for side in sides):
            self._expect_small(sides)
        free = frozenset[str]().union(*(self.names.written(side).free for side in sides))
        variables, root = self.typed(free), self.root(statement)
        facts = asserted(root.box, root.there, tree["defined"])
        powers = "".join(f"{line[:-1]}; " for line in settling(*root.terms))
        closing = by_field(map(settled, root.terms))
        closing = closing if closing == LINEAR else f"first [{LINEAR} | {closing}]"
        self.lines.append(f"intros.\n{facts}entries; {powers}{closing}.")
        return variables, self.domain(variables), self.names.sides(sides)


# Products of matrices are written out: larger ones take the proof assistant too long.
_LARGEST = 6


def _conjunction(names: list[str]) -> str:
    *before, found = names
    for name in reversed(before):
        found = f"(conj {name} {found})"
    return f"exact {found}."


def _parts(statement: Data, tree: Any) -> Iterator[tuple[Data, Any]]:
    """The parts of a conjunction with their trees."""
    if statement[0] == "and":
        for part, its in zip(statement[1:], tree["parts"], strict=True):
            yield from _parts(part, its)
    else:
        yield statement, tree
