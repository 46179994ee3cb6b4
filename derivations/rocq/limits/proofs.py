"""Limits and expansions, in ε and δ: what a bound, or a continuous term, comes to."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from beyondthermal.derivations.verify import limits
from beyondthermal.derivations.verify.goals import obligations
from beyondthermal.derivations.verify.statements import Root
from beyondthermal.derivations.verify.terms import Term, inside, minus, put, read

from ..rules import relation
from ..statements import hypotheses, quantified
from ..syntax.identifiers import name_of
from ..syntax.printer import number, settled, text
from .approach import Side
from .infinity import Beyond
from .meaning import in_terms, meaning, said
from .nearness import Nearness, argument

__all__ = ["limit", "one_by_one"]


def limit(writer: Any, name: str, statement: Any, tree: Any, root: Root) -> Any:
    """A limit or an expansion: its parameters, their domain, what is said; and its tactics."""
    writer.lines.append(by_tree(writer, name, root, tree, in_terms(statement)[0]).write())
    return meaning(writer, statement, root)


def one_by_one(writer: Any, name: str, statement: Any, tree: Any) -> Any:
    """A limit of a limit: there is a function that is the first one, and has the other one."""
    _, term, points, value = statement
    if len(points) != 2:
        raise ValueError("more than two limits one after the other")
    inside_it = tree["inner"]
    first, then = ["limit", term, points[0], inside_it], ["limit", inside_it, points[1], value]
    for which, part in (("first", first), ("then", then)):
        own = f"{name}'{which}"
        writer.state(own, limit(writer, own, part, tree[which], writer.root(part)))
    whole, inner, end = map(writer.names.written, (term, inside_it, value))
    arguments = writer.shown(writer.typed(inner.free))
    shown = " ".join(["limit'", *arguments])
    start = whole.closed if type(term) is list and term[0] == "+" else whole.text
    stop = end.closed if type(value) is list and value[0] in "+*" else end.text
    gaps = f"({start} - {shown})", f"({shown})" if value == 0 else f"({shown} - {stop})"
    bodies = [
        quantified(*said(writer, writer.root(part), "limit", free, (gap, "")))
        for part, free, gap in zip((first, then), (whole.free | inner.free, inner.free | end.free),
                                   gaps, strict=True)
    ]  # fmt: skip
    function = f"fun {' '.join(arguments)} : R => {inner.text}" if arguments else inner.text
    writer.lines.append(f"exists ({function}).\nexact (conj {name}'first {name}'then).")
    kind = " -> ".join(["R"] * (len(arguments) + 1))
    return {}, [], f"exists limit' : {kind},\n  ({bodies[0]}) /\\\n  ({bodies[1]})"


def by_tree(writer: Any, name: str, root: Root, tree: Any, head: str) -> Nearness | Beyond:
    """The proof that a tree has.

    Raises
    ------
    ValueError
        If it goes another way.
    """
    if tree["rule"] == "beyond":
        return Beyond(writer, name, root, tree, by_tree)
    last = tree
    while "of" in last:
        last = last["then"]
    if last["rule"] not in _WAYS:
        raise ValueError(f"limits by {last['rule']!r}")
    return _WAYS[last["rule"]](writer, name, root, tree, head)


def _rules(tree: Any) -> set[str]:
    """The rules that a tree goes by."""
    parts = tree.values() if type(tree) is dict else tree if type(tree) is list else ()
    own = {tree["rule"]} if type(tree) is dict and "rule" in tree else set[str]()
    return own.union(*map(_rules, parts))


class _ByBound(Nearness):
    """That |f| <= K (Σ t) |size|; for "O", |f| <= K |size|."""

    key = "bound"

    @property
    def K(self) -> str:
        return argument(read(self.bound["K"]))

    def lemmas(self, name: str, side: Side, tree: Any) -> None:
        gap = minus(self.f, self.limit) if self.limit else self.f
        to, K = dict(side.to), read(self.bound["K"])
        term = limits.too_large(self.root, gap, self.size, K, to)
        self.goal(f"{name}'bound", side.box, ">=", term, tree)

    def eta(self) -> list[str]:
        stop = argument(number(Fraction(self.bound["end"])))
        if self.head == "O":
            return [f"destruct (rule_stop {stop}) as (eta' & h'0 & h'1); [lra |]."]
        return [f"destruct (rule_small {self.K} eps' {len(self.t)} {stop}) as "
                "(eta' & h'0 & h'1 & h'2); [lra | lra | lra |]."]  # fmt: skip

    def end(self, k: int, size: Term) -> str:
        lemma = self.arguments[f"{self.name}'{k}'bound"]
        bound = f"apply rule_bound; apply {lemma}; exp_end"
        total = f"{self.K} * (0 + {' + '.join(self.t.values())})"
        if self.head == "O":
            return f"{bound}."
        if self.head == "limit":
            return f"apply Rle_lt_trans with ({total}); [{bound} | apply h'2; lra]."
        return (f"apply Rle_trans with ({total} * Rabs {argument(size)}); [{bound} | "
                "apply Rmult_le_compat_r; [apply Rabs_pos | left; apply h'2; lra]].")  # fmt: skip


class _ByContinuity(Nearness):
    """That f is `size` times a term that is continuous up to t = 0, where it is the limit."""

    key = "limit"
    _LEAST = ("unfold eta' in *; repeat match goal with H : _ < Rmin _ _ |- _ => "
              "apply Rmin_Rgt_l in H; destruct H end; ")  # fmt: skip

    @property
    def K(self) -> str:
        return f"(Rabs {argument(self._value(0))} + 1)"

    def _term(self, k: int) -> Term:
        return read(self.bound["sides"][k]["to"])

    def _value(self, k: int) -> Term:
        return put(self._term(k), dict.fromkeys(self.root.point, 0))

    def lemmas(self, name: str, side: Side, tree: Any) -> None:
        term, size = read(tree["to"]), put(self.size, side.to)
        whole = term if size == 1 else ("*", size, term)
        gap = minus(put(self.f, side.to), whole)
        zero, box = dict.fromkeys(self.root.point, 0), limits.closed(side.box, self.root.point)
        facts, known = list[str](), list[str]()
        found = zip(obligations(term), tree["defined"], strict=True)
        for j, ((kind, part), its) in enumerate(found):
            own = f"{name}'defined_{j}"
            self.goal(own, box, kind, part, its)
            if kind == "!=" and "replace" in _rules(tree["equal"]):
                shown = own + "".join(f" {name_of(v)}" for v in box if v in set(inside(part)))
                known.append(f"assert (h'q{j} : {relation(kind, part)}) by (apply ({shown}); lra). "
                             f"denominators h'q{j}.\n")  # fmt: skip
            facts.append(f"assert ({relation(kind, put(part, zero))}).\n"
                         f"{{ apply {self._at_zero(own)}; exp_end || lra. }}\n")  # fmt: skip
        self.goal(f"{name}'equal", side.box, "=", gap, tree["equal"], "".join(known))
        rest = {v: side for v, side in self.root.box.items() if v not in self.root.point}
        value = put(term, zero)
        if self.limit is not None:
            self.goal(f"{name}'value", rest, "=", minus(value, self.limit), tree["value"])
        family = "above" if len(self.t) == 1 else "above_2"
        names = ["t'"] if len(self.t) == 1 else ["fst t'", "snd t'"]
        along = text(settled(term), dict(zip(self.t, names, strict=True)))
        body = f"tends {family} (fun t' => {along}) {argument(value)}"
        script = f"intros.\n{''.join(facts)}continuous {family}_shrinks."
        parameters = ("+", 0, *(v for v in rest if v in set(inside(term))))
        self.lemma(f"{name}'tends", rest, parameters, body, script)

    def _at_zero(self, name: str) -> str:
        found = self.arguments[name]
        for t in self.t.values():
            # As a word: the lemma's own name may end with a letter that has a prime.
            found = re.sub(rf"(?<![\w']){t}(?![\w'])", "0", found)
        return found

    def eta(self) -> list[str]:
        eps, lines = "1" if self.head == "O" else "eps'", []
        least = argument(number(Fraction(self.bound["end"])))
        for k in range(len(self.sides)):
            name = f"{self.name}'{k}'tends"
            lines.append(f"destruct ({self.arguments[name]} {self._reasons(name)}{eps} "
                         f"ltac:(lra)) as (e'{k} & h'e{k} & h't{k}).")  # fmt: skip
            least = f"(Rmin e'{k} {least})"
        positive = "assert (h'0 : 0 < eta') by (unfold eta'; repeat apply Rmin_pos; lra)."
        return [*lines, f"pose (eta' := {least}).", positive]

    def _reasons(self, name: str) -> str:
        """One for each bound on a parameter."""
        shown: Mapping[str, str] = {name_of(v): v for v in self.root.box}
        variables = [shown[v] for v in self.arguments[name][1:-1].split()[1:]]
        return "ltac:(exp_end) " * len(hypotheses(variables, self.root.box))

    def end(self, k: int, size: Term) -> str:
        name, value = f"{self.name}'{k}", argument(self._value(k))
        term = text(settled(self._term(k)), self.t, closed=True)
        there = f"solve [exp_end | {self._LEAST}lra]"
        equal = "apply {}; {}".format(self.arguments[f"{name}'equal"], there)
        at = f" ({', '.join(self.t.values())})" if len(self.t) == 2 else ""
        small = (f"apply (h't{k}{at}); unfold above_2, above; simpl; "
                 f"{self._LEAST}repeat split; lra")  # fmt: skip
        if self.head == "O":
            return f"apply (rule_continuous_O _ _ {term} {value}); [{equal} | {small}]."
        worth = "apply {}; {}".format(self.arguments[f"{name}'value"], there)
        lemma = "rule_continuous_o _" if self.head == "o" else (
            "rule_continuous_0" if self.limit == 0 else "rule_continuous")  # fmt: skip
        return f"apply ({lemma} _ {term} {value}); [{equal} | {worth} | {small}]."


_WAYS: Mapping[str, type[Nearness]] = {"near": _ByBound, "continuous": _ByContinuity}
