"""What doesn't hold: at a point of the domain, a relation fails or an entry differs."""

from collections.abc import Iterator, Mapping
from typing import Any

from beyondthermal.derivations.verify.judging import quotient
from beyondthermal.derivations.verify.leaves import INFINITY, End, Range, nonnegative
from beyondthermal.derivations.verify.statements import Root
from beyondthermal.derivations.verify.terms import Term, minus, number, parts, put, read
from beyondthermal.derivations.verify.values import value

from .equalities import equal, in_one_way
from .intervals.values import sign_by_enclosure
from .limits.meaning import in_terms, meaning
from .limits.proofs import limit
from .statements import Renaming, raw, renamed, settling
from .syntax.matrices import Kind
from .syntax.printer import number as numeral
from .syntax.printer import settled, text

__all__ = ["refutation"]

_SIGNS = {"=": "eq", "!=": "ne", "<": "lt", ">": "gt", "<=": "le", ">=": "ge"}


def refutation(writer: Any, statement: Any, tree: Any) -> None:
    """A theorem: there is a point where one part of a statement fails."""
    while statement[0] == "and":
        statement, tree = statement[1 + tree["part"]], tree["then"]
    if statement[0] not in _SIGNS:
        _another_limit(writer, statement, tree)
        return
    sides = [writer.names.written(side) for side in statement[1:]]
    variables = writer.typed(sides[0].free | sides[1].free)
    sign = "<>" if statement[0] == "!=" else statement[0]
    shown = f"{sides[0].text} {sign} {sides[1].text}"
    if any(side.kind is not Kind.REAL for side in sides):
        if statement[0] != "=":
            raise ValueError("an inequality of matrices")
        shown = writer.names.sides(statement[1:])
    root = writer.root(statement)
    new = renamed(root, tree, refute=True)
    body, lines, there = _at_a_point(writer, new, variables, shown)
    which = new.tree.get("which", 0)
    if any(side.kind is Kind.MATRIX for side in sides):
        lines.append(_entry(writer, statement, put(root.terms[which], there), which))
    elif sides[0].kind is Kind.COMPLEX or sides[1].kind is Kind.COMPLEX:
        lines.append("intro h'. apply (f_equal fst) in h'. computed_in h'. by_numbers h'.")
    else:
        lines += _point(root, statement[0], there)
    writer.lemma(writer.name, body, "\n".join(lines), "Theorem")


def _at_a_point(
    writer: Any, new: Renaming, variables: dict[str, str], shown: str
) -> tuple[str, list[str], dict[str, Term]]:
    """That there is a point where something fails; tactics that go there; and where it is."""
    point = {name: numeral(number(text_)) for name, text_ in new.tree["point"].items()}
    point |= {n: numeral(number(t)) for n, t in new.tree.get("unknown", {}).items()}
    at = {v: put(new.meant(v, point), point) for v in variables}
    values = ", ".join(
        f"(re {text(at[v], closed=True)})" if kind == "Cplx" else text(at[v], closed=True)
        for v, kind in variables.items()
    )
    domain = writer.domain(variables)
    body = " /\\\n  ".join([*domain, f"~ ({shown})"])
    if variables:
        typed = " ".join(f"({v} : {k})" for v, k in writer.shown(variables).items())
        body = f"exists {typed},\n  {body}"
    lines = [f"exists {values}."] if variables else []
    there = {v: put(new.meant(v, point), point) for v in writer.box}
    lines += [f"split; [{reason} |]." for reason in _inside(writer, variables, there)]
    return body, lines, there


def _inside(writer: Any, variables: Mapping[str, str], at: Mapping[str, Term]) -> Iterator[str]:
    """Tactics for each bound of the domain, at a point of it."""
    for v, side in ((v, writer.box[v]) for v, kind in variables.items() if kind == "R"):
        exactly = len(set(value(at[v]))) == 1
        for end, is_open, sign in zip(side[::2], side[1::2], (1, -1), strict=True):
            if end in (INFINITY, -INFINITY):
                continue
            if exactly:
                yield "first [lra | rewrite ln_1; lra]"
                continue
            ends = (at[v], numeral(end))[::sign]
            steps = sign_by_enclosure(">" if is_open else ">=", settled(minus(*ends))).splitlines()
            yield "; ".join([f"apply rule_{'lt' if is_open else 'le'}", *(s[:-1] for s in steps)])


def _another_limit(writer: Any, statement: Any, tree: Any) -> None:
    """A theorem: what is printed is not the limit, since another number is."""
    root = writer.root(statement)
    new = renamed(root, tree, refute=True)
    if new.tree["rule"] != "other":
        raise ValueError("another limit on a path")
    _, (f, printed, *size) = in_terms(statement)
    gap = ["+", f, ["*", -1, printed]] if size else f
    whole = quotient(root)
    meant = {X: ["exp", ["*", ["/", 1, k], v]] for v, (X, k) in new.old.items()}
    found = _with(meant, _as_data(in_one_way(read(new.tree["limit"]), nonnegative(new.root.box))))
    name = f"{writer.name}'other"
    point = next(part for part in statement if type(part) is dict)
    which = ["limit", ["/", gap, *size] if size else gap, point, found]
    there = whole._replace(terms=(whole.terms[0], read(found)))
    writer.state(name, limit(writer, name, which, _of_limit(tree), there))
    variables = meaning(writer, which, there)[0]
    outer, _, said = meaning(writer, statement, root)
    body, lines, at = _at_a_point(writer, new, outer, said)
    off = put(minus(read(found), whole.terms[1]) if whole.terms[1] else read(found), at)
    values = " ".join(text(at[v], closed=True) for v in variables)
    reasons = "".join(f"ltac:({reason}) " for reason in _inside(writer, variables, at))
    lines += [
        "intro h'.",
        f"assert (h'l : {raw('!=', off)}).",
        "{",
        *settling(off),
        f"{sign_by_enclosure('!=', settled(off))} }}",
        "apply rule_half in h'l.",
        "destruct (h' _ h'l) as (d'0 & h'd0 & h'n0).",
        f"destruct ({name} {values} {reasons}_ h'l) as (d'1 & h'd1 & h'n1).",
        *_close_to_both(root, "rule_another_o" if size else "rule_another_limit"),
    ]
    writer.lemma(writer.name, body, "\n".join(lines), "Theorem")


def _close_to_both(root: Root, rule: str) -> Iterator[str]:
    """Where the variables are so near the point that both limits can't be."""
    near = [_near_both(k, end, root.box[v]) for k, (v, end) in enumerate(root.point.items())]
    yield from (line for line, _ in near)
    here = " ".join(value for _, value in near)
    yield (f"eapply {rule}; [apply (h'n0 {here}); near_point | apply (h'n1 {here}); near_point | "
           "unfold Rdiv; ring].")  # fmt: skip


def _with(meant: Mapping[str, Any], data: Any) -> Any:
    """Other terms in the place of names, in a term as the document has it."""
    if type(data) is list:
        return [data[0], *(_with(meant, part) for part in data[1:])]
    return meant.get(data, data) if type(data) is str else data


def _as_data(term: Term) -> Any:
    """A term as the document has it."""
    return list(map(_as_data, term)) if type(term) is tuple else term


def _of_limit(tree: Any) -> Any:
    """The tree of the other limit, in the same variables."""
    if tree["rule"] == "other":
        return tree["then"]
    return {**tree, "then": _of_limit(tree["then"])}


def _near_both(k: int, end: End, side: Range) -> tuple[str, str]:
    """A value of a variable that is as near its point as both limits ask for."""
    (low, _, high, _), t = side, f"v'{k}"
    if end in (INFINITY, -INFINITY):
        rule, beyond = "far", low if end == INFINITY else -high
        value = t if end == INFINITY else f"(- {t})"
    else:
        rule, beyond = "near", high - end if high > end else end - low
        value = f"({_numeral(end, 0)} {'+' if high > end else '-'} {t})"
    start = f"rule_{rule}_point d'0 d'1 {_numeral(beyond, int(rule == 'near'))} h'd0 h'd1"
    names = " & ".join(f"h'v{k}{which}" for which in "abcd"[rule == "far" :])
    return f"destruct ({start}{' ltac:(lra)' * (rule == 'near')}) as ({t} & {names}).", value


def _numeral(end: End, otherwise: int) -> str:
    """A number as an argument; another one where it is infinite."""
    return text(numeral(otherwise if abs(end) == INFINITY else end), closed=True)


def _point(root: Root, sign: str, at: Any) -> list[str]:
    """The difference of the sides is a number of the wrong sign."""
    term: Term = put(root.terms[0], at)
    low, high = value(term)
    plain = raw("=", term).removesuffix(" = 0")
    if low == high:
        found = numeral(low)
        return [
            f"apply (rule_not_{_SIGNS[sign]} _ _ {text(found, closed=True)}); [| lra].",
            f"change ({plain} = {text(found)}).", *settling(term), equal(term, found, frozenset()),
        ]  # fmt: skip
    settled_term, kind = settled(term), ">=" if sign in "<>" else ">"
    shown = text(settled_term, closed=True)
    above = sign == "=" and low > 0
    side = "right. " if above else "left. " if sign == "=" else ""
    turned = "" if above else f"apply rule_below_{'le' if kind == '>=' else 'lt'}."
    wrong = settled_term if above else ("*", -1, settled_term)
    return [
        f"apply (rule_not_{_SIGNS[sign]} _ _ {shown}); [change ({plain} = {shown}); "
        f"{''.join(line[:-1] + '; ' for line in settling(term))}reflexivity |].",
        f"{side}{turned}",
        sign_by_enclosure(kind, wrong),
    ]


def _entry(writer: Any, statement: Any, gap: Term, which: int) -> str:
    """One entry differs."""
    matrix = next(s for s in statement[1:] if writer.names.written(s).kind is Kind.MATRIX)
    _, columns = writer.names.size(matrix)
    i, j = divmod(which, columns)
    powers = "".join(f"{line} " for line in settling(gap))
    powers = f"revert h'. {powers}intro h'. " if powers else ""
    roots = dict.fromkeys(parts(settled(gap), "sqrt"))
    powers += "".join(f"known_root {text(r[1], closed=True)} h's{k}. " for k, r in enumerate(roots))
    return (
        f"intro h'. apply (f_equal (fun m => fst (entry m {i} {j}))) in h'.\n"
        f"computed_in h'. {powers}rewrite ?cos_0, ?sin_0 in h'. by_numbers h'."
    )
