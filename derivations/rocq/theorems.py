"""A claim as a theorem: its statement, and lemmas for its parts.

The parts of a statement are those of the checker's root, so that a theorem says what was checked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from beyondthermal.derivations.verify.goals import Goal
from beyondthermal.derivations.verify.leaves import box_of
from beyondthermal.derivations.verify.statements import Root, root_of
from beyondthermal.derivations.verify.terms import Term, inside, minus, parts, read

from .entries import equation, inequality
from .limits.proofs import limit, one_by_one
from .refutations import refutation
from .rules import asserted, logarithms, proof, relation, steps
from .statements import Renaming, hypotheses, quantified, raw, renamed, settling, used
from .syntax.identifiers import name_of
from .syntax.matrices import Kind
from .syntax.printer import complex_names, settled, text
from .syntax.vocabulary import Claimed, Vocabulary

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

    @property
    def stated(self) -> str:
        """What it says, without the proof: the definitions that are its own, and the statement."""
        return "\n".join([*self.definitions, self._statement])

    @property
    def _statement(self) -> str:
        return self.lemmas[-1].partition("\nProof.")[0]

    def following(self, other: str) -> "Theorem":
        """The same theorem, since another one says so."""
        return replace(self, lemmas=[f"{self._statement}\nProof.\nexact {other}.\nQed."])


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
            own = f"{self.name}'{k}"
            shown[own] = found = self.part(own, part, its)
            self.state(own, found)
        if any(part[0] in _LIMITS for part, _ in parts):
            bodies = [quantified(*found) for found in shown.values()]
            body = " /\\\n  ".join(f"({b})" if b[:6] in ("forall", "exists") else b for b in bodies)
            self.lemma(self.name, body, _conjunction(list(shown)), "Theorem")
            return
        kinds = {v: kind for found, _, _ in shown.values() for v, kind in found.items()}
        typed = {v: kinds[v] for v in self._order if v in kinds}
        body = " /\\\n  ".join(body for _, _, body in shown.values())
        *before, last = (f"{own}{_given(found[0])}" for own, found in shown.items())
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
            found: Part = limit(self, name, statement, tree, self.root(statement))
            return found
        if head == "limits":
            both: Part = one_by_one(self, name, statement, tree)
            return both
        raise ValueError(f"statements {head!r} are not written yet")

    def relation(self, name: str, statement: Data, tree: Any) -> Part:
        """A relation between two sides."""
        head, *sides = statement
        written = [self.names.written(side) for side in sides]
        if any(w.kind is not Kind.REAL for w in written):
            found: Part = (equation if head == "=" else inequality)(self, name, statement, tree)
            return found
        variables = self.typed(written[0].free | written[1].free)
        body = f"{written[0].text} {'<>' if head == '!=' else head} {written[1].text}"
        root = self.root(statement)
        new = renamed(root, tree)
        self.core(f"{name}'core", new.root, new.tree)
        term = new.meant(root.terms[0], {})
        lines = [
            f"intros. apply rule_{_SIGNS[head]}.{self._moduli(root.terms)}"
            f" change ({raw(root.kind, root.terms[0])}).",
            *new.put_in(), *settling(term), f"apply {name}'core{_unseen(new.root)}; exp_end.",
        ]  # fmt: skip
        self.lines.append("\n".join(lines))
        return variables, self.domain(variables), body

    def _moduli(self, terms: Iterable[Term]) -> str:
        """Moduli of products, factor by factor, as the checker has them."""
        if not any(parts(term, "modulus") for term in terms) and not any(
            self.names[v].kind is Kind.COMPLEX for v in self.names.at
        ):
            return ""
        known = "".join(f", {own}" for own in reversed(self.names.locals)).removeprefix(", ")
        unfolded = f" unfold {known}." if known else ""
        return f"{unfolded} rewrite ?modulus_mul, ?modulus_re, ?modulus_conj, ?modulus_cis."

    def iff(self, name: str, statement: Data, tree: Any) -> Part:
        """Two relations, one of which holds where the other one does."""
        sign = statement[1][0]
        written = [[self.names.written(side) for side in part[1:]] for part in statement[1:]]
        body = " <-> ".join(f"{a.text} {sign} {b.text}" for a, b in written)
        variables = self.typed(frozenset[str]().union(*(w.free for pair in written for w in pair)))
        root = self.root(statement)
        new = renamed(root, tree)
        old: list[Any] = [new.meant(term, {}) for term in root.terms]
        sides = [(text(e[1]), text(e[2][2])) for e in old]
        chained = self._without_logarithms(new, sign)
        over, by = read(new.tree["over"]), read(new.tree["by"])
        e, f = new.root.terms
        equation = minus(("*", e, over), ("*", by, f))
        there = new.tree["defined"]
        self.core(f"{name}'equal", new.root._replace(kind="=", terms=(equation,)),
                  {"defined": there, "proof": new.tree["equal"]})  # fmt: skip
        kind = "!=" if sign == "=" else ">"
        for which, term, its in zip(("over", "by"), (over, by), new.tree["signs"], strict=True):
            known = [
                (fact, why) for fact, why in zip(new.root.there, there, strict=True)
                if _names(fact[1]) <= _names(term)
            ]  # fmt: skip
            here = new.root._replace(kind=kind, terms=(term,), there=[fact for fact, _ in known])
            own = {"defined": [why for _, why in known], "proof": its}
            self.core(f"{name}'{which}", here, own)
        factors = " ".join(text(settled(term), closed=True) for term in (over, by))
        lines = [
            "intros.", *new.put_in(),
            f"change ({' <-> '.join(f'{a} {sign} {b}' for a, b in sides)}).", *settling(*old),
            *chained, f"apply (rule_iff_{_SIGNS[sign]} _ _ _ _ {factors}).",
            f"{{ apply Rminus_diag_uniq. apply {name}'equal; exp_end. }}",
            f"{{ apply {name}'over; exp_end. }}", f"{{ apply {name}'by; exp_end. }}",
        ]  # fmt: skip
        self.lines.append("\n".join(lines))
        return variables, self.domain(variables), f"({body})"

    def _without_logarithms(self, new: Renaming, sign: str) -> list[str]:
        """Tactics that put a comparison of a and b in the place of one of their logarithms."""
        found = []
        while new.tree["rule"] == "rising":
            which, a, b = new.tree["which"], read(new.tree["a"]), read(new.tree["b"])
            goal = Goal(new.root.box, (), "!=", new.root.terms[which])
            sides = [text(settled(part)) for part in (a, b)]
            equation, *signs = logarithms(goal, new.tree, minus(("log", a), ("log", b)))
            own = steps(f"apply rule_log_{_SIGNS[sign]}.", equation, *signs)
            turned = f"2: {{ apply iff_sym. {own} }}" if which else f"{{ {own} }}"
            found.append(f"apply iff_trans with ({sides[0]} {sign} {sides[1]}).\n{turned}")
            terms = (minus(a, b) if k == which else t for k, t in enumerate(new.root.terms))
            new.root, new.tree = new.root._replace(terms=tuple(terms)), new.tree["then"]
        return found

    def core(self, name: str, root: Root, tree: Any) -> None:
        """What the tree is about, as a lemma."""
        variables = used(root)
        facts = asserted(root.box, root.there, tree["defined"])
        goal = Goal(root.box, (), root.kind, root.terms[0])
        script = f"intros.\n{facts}{proof(goal, tree['proof'])}"
        domain = hypotheses(variables, root.box)
        body = relation(root.kind, root.terms[0])
        typed = dict.fromkeys(variables, Kind.REAL.value)
        typed |= dict.fromkeys(sorted(complex_names(root.terms[0])), Kind.COMPLEX.value)
        self.lemma(name, quantified(typed, domain, body), script)


def _names(term: Term) -> set[Term]:
    return {t for t in inside(term) if type(t) is str}


def _unseen(root: Root) -> str:
    """The values of variables that what is shown doesn't have: they are in denominators alone."""
    seen = set(inside(root.terms[0]))
    return _given(v for v in used(root) if v not in seen)


def _given(variables: Iterable[str]) -> str:
    """Values of variables by name."""
    given = " ".join(f"({name_of(v)} := {name_of(v)})" for v in variables)
    return f" with {given}" if given else ""


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
