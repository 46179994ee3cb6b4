"""Limits at infinity by that of another term, which f is, or grows with, far out."""

from collections.abc import Callable
from typing import Any

from beyondthermal.derivations.verify import limits
from beyondthermal.derivations.verify.goals import Goal
from beyondthermal.derivations.verify.statements import Root
from beyondthermal.derivations.verify.terms import inside, minus, read

from ..rules import asserted, proof, relation
from ..statements import hypotheses, quantified, raw, renamed, settling
from ..syntax.identifiers import name_of
from ..syntax.printer import text
from .meaning import said
from .nearness import argument

__all__ = ["Beyond"]

# The writer, a name, a limit, its tree, "limit".
ByTree = Callable[[Any, str, Root, Any, str], Any]


class Beyond:
    """That f is another term where the variable is beyond a constant, or how far, times that."""

    def __init__(self, writer: Any, name: str, root: Root, tree: Any, by_tree: ByTree) -> None:
        self.writer, self.name, self.root, self.tree = writer, name, root, tree
        self.term, self.h = read(tree["to"]), limits.ahead(root, tree["beyond"])
        self.by_tree = by_tree
        self.grows = root.kind != "limit"
        self.value = read(tree["limit"]) if self.grows else root.terms[1]

    def write(self) -> str:
        """Lemmas for the other term, and that it is f; and the tactics that follow."""
        if self.grows:
            self._sign(f"{self.name}'sign")
        outer = self._limit(f"{self.name}'far")
        equal = self._equal(f"{self.name}'equal")
        (v,) = map(name_of, self.root.point)
        fixed = "".join(f" ({name} := {name})" for name in outer)
        far = f"destruct ({self.name}'far) with (eps' := e'){fixed} as (d' & h'd & h'n)"
        bound, sign, more = ("eps'", "", "assumption | ") if not self.grows else (
            "M'", f"apply {self.name}'sign; assumption | ", "")  # fmt: skip
        return "\n".join([
            "intros.",
            f"destruct ({self._rule()}) with ({bound} := {bound}) as (delta' & h'd & h'n);",
            f"  [{sign}intro; lra | | | {more}].",
            f"{{ intros e' h'e. {far}; [assumption .. |].",
            "  exists d'. split; [assumption|]. intros. apply h'n; intuition. }",
            f"{{ intros {v} h'v h'h. cbv beta. {equal} }}",
            "exists delta'. split; [assumption|]. intros. apply h'n; intuition.",
        ])  # fmt: skip

    def _rule(self) -> str:
        """The lemma with its arguments: the variable's domain, f, the other term, how far it is."""
        ((v, end),) = self.root.point.items()
        way = {"limit": "beyond", "limit oo": "grows", "limit -oo": "falls"}[self.root.kind]
        domain = " /\\ ".join(hypotheses([v], self.root.box)) or "True"
        of = (domain, text(self.root.terms[0]), text(self.term), text(self.h))
        functions = " ".join(f"(fun {name_of(v)} => {shown})" for shown in of)
        constant = argument(read(self.tree["beyond"]))
        side = "oo" if end > 0 else "moo"
        return f"rule_{way}_{side} {functions} {argument(self.value)} {constant}"

    def _sign(self, name: str) -> None:
        root = limits.of_its_sign(self.root, self.value)
        new = renamed(root, self.tree["sign"])
        self.writer.core(f"{name}'core", new.root, new.tree)
        variables = [v for v in root.box if v in inside(self.value)]
        term = new.meant(root.terms[0], {})
        lines = ["intros.", *new.put_in(), f"change ({raw(root.kind, term)}).",
                 *settling(term), f"apply {name}'core; exp_end."]  # fmt: skip
        body = raw(root.kind, root.terms[0])
        typed = dict.fromkeys(variables, "R")
        stated = quantified(typed, hypotheses(variables, root.box), body)
        self.writer.lemma(name, stated, "\n".join(lines))

    def _limit(self, name: str) -> list[str]:
        root = self.root.limit(self.term, self.value)
        script = self.by_tree(self.writer, name, root, self.tree["then"], "limit").write()
        free = frozenset(t for part in root.terms for t in inside(part) if type(t) is str)
        gap = text(minus(self.term, self.value), closed=True)
        stated = said(self.writer, root, "limit", free, (gap, ""))
        self.writer.lemma(name, quantified(*stated), script)
        return [name_of(v) for v in stated[0]]

    def _equal(self, name: str) -> str:
        """The lemma that f is this term, or so many times; and how a goal that says so ends."""
        root, tree = self.root, self.tree
        there = asserted(root.box, root.there, tree["defined"], (self.h,))
        whole = ("*", self.term, self.h) if self.grows else self.term
        goal = Goal(root.box, (self.h,), "=", minus(root.terms[0], whole))
        variables = [v for v in root.box if v in {*inside(goal.term), *inside(self.h)}]
        domain = [*hypotheses(variables, root.box), relation(">=", self.h)]
        body = quantified(dict.fromkeys(variables, "R"), domain, relation("=", goal.term))
        last = f"match goal with H : {relation('>=', self.h)} |- _ => rename H into h'g0 end.\n"
        self.writer.lemma(name, body, f"intros.\n{last}{there}{proof(goal, tree['equal'])}")
        apply = f"apply ({' '.join([name, *map(name_of, variables)])}); intuition lra"
        return f"eapply eq_trans; [| {apply}]. ring." if self.grows else f"{apply}."
