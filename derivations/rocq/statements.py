"""Parts of statements: domains, quantifiers, and how variables are put in the place of others."""

from collections.abc import Iterable, Mapping
from typing import Any

from beyondthermal.derivations.verify.leaves import INFINITY, Range
from beyondthermal.derivations.verify.statements import Root, exponentials, powers, scaled
from beyondthermal.derivations.verify.terms import Term, inside, put

from .intervals.ends import widened, within
from .syntax.identifiers import name_of
from .syntax.printer import number, settled, text

__all__ = ["Renaming", "hypotheses", "quantified", "raw", "renamed", "settling", "used"]

_RENAMED = {"exp": exponentials, "power": powers, "scale": scaled}


def hypotheses(names: Iterable[str], where: Mapping[str, Range]) -> list[str]:
    """The domain of each variable."""
    found = []
    for name in names:
        low, low_open, high, high_open = where[name]
        v = name_of(name)
        if low != -INFINITY:
            found.append(f"{text(number(low))} {'<' if low_open else '<='} {v}")
        if high != INFINITY:
            found.append(f"{v} {'<' if high_open else '<='} {text(number(high))}")
    return found


def quantified(variables: Mapping[str, str], domain: list[str], body: str) -> str:
    """For all variables in a domain, on lines of their own."""
    groups: dict[str, list[str]] = {}
    for name, kind in variables.items():
        groups.setdefault(kind, []).append(name_of(name))
    if not groups:
        return body
    typed = " ".join(f"({' '.join(names)} : {kind})" for kind, names in groups.items())
    typed = typed[1:-1] if len(groups) == 1 else typed
    return "\n  ".join([f"forall {typed},", *(f"{h} ->" for h in domain), body])


def raw(kind: str, term: Term) -> str:
    """A goal with nothing in the place of exponentials."""
    sign = {">": "0 < {}", ">=": "0 <= {}", "=": "{} = 0", "!=": "{} <> 0"}[kind]
    return sign.format(text(term))


def used(root: Root) -> list[str]:
    """The variables of a root."""
    found = {t for term in (*root.terms, *(t for _, t in root.there)) for t in inside(term)}
    return [name for name in root.box if name in found or name in root.point]


class Renaming:
    """A root in new variables, and how they are put in the place of the old ones."""

    def __init__(self, root: Root, tree: Any, refute: bool) -> None:
        self.old: dict[str, tuple[str, int]] = {}
        self.ends: dict[str, list[str]] = {}
        while tree["rule"] in _RENAMED:
            if tree["rule"] != "exp":
                raise ValueError(f"variables renamed by {tree['rule']!r}")
            before, of = root.box, tree["of"]
            root = exponentials(root, of, tree["k"], refute)
            root = root._replace(box=widened(root.box, of, before))
            for v, X in of.items():
                self.ends[v] = list(within(v, X, tree["k"], before[v], root.box[X]))
            self.old |= {v: (X, tree["k"]) for v, X in tree["of"].items()}
            tree = tree["then"]
        self.root, self.tree = root, tree

    def put_in(self, *, but: Iterable[str] = ()) -> list[str]:
        """New variables in the place of others, but some."""
        return [
            line
            for j, (v, (X, k)) in enumerate(self.old.items()) if v not in but
            for line in (
                f"destruct (rule_exp {name_of(v)} {k} ltac:(lra)) as "
                f"({name_of(X)} & h'p{j} & h'v); subst {name_of(v)}.", *self.ends[v],
            )
        ]  # fmt: skip

    def meant(self, term: Term, by: Mapping[str, Term]) -> Term:
        """A term of the old variables in the new ones; `by` says what some of them are."""
        logs = {v: ("*", k, ("log", X)) for v, (X, k) in self.old.items()}
        return put(term, {**logs, **by})


def renamed(root: Root, tree: Any, *, refute: bool = False) -> Renaming:
    """A root in the variables of its tree."""
    return Renaming(root, tree, refute)


def settling(*terms: Term) -> list[str]:
    """Exponentials of logarithms become powers; those that come of this are looked for again."""
    found, again = dict[str, None](), False

    def visit(t: Any) -> Any:
        nonlocal again
        if type(t) is not tuple:
            return t
        inner = (t[0], *map(visit, t[1:]))
        if t[0] == "exp" and (new := settled(inner)) != inner:
            again = again or inner != t
            found[f"put_in ({text(inner)}) ({text(new)}) by (exponentials)."] = None
            return new
        return inner

    for term in terms:
        visit(term)
    return list(found) * (1 + again)
