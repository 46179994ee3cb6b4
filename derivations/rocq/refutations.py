"""What doesn't hold: at a point of the domain, a relation fails or an entry differs."""

from typing import Any

from beyondthermal.derivations.verify.statements import Root
from beyondthermal.derivations.verify.terms import Term, number, put
from beyondthermal.derivations.verify.values import value

from .equalities import equal
from .statements import raw, renamed, settling
from .syntax.matrices import Kind
from .syntax.printer import number as numeral
from .syntax.printer import text

__all__ = ["refutation"]

_SIGNS = {"=": "eq", "!=": "ne", "<": "lt", ">": "gt", "<=": "le", ">=": "ge"}


def refutation(writer: Any, statement: Any, tree: Any) -> None:
    """A theorem: there is a point where one part of a statement fails."""
    while statement[0] == "and":
        statement, tree = statement[1 + tree["part"]], tree["then"]
    if statement[0] not in _SIGNS:
        raise ValueError("a limit that is another one")
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
    point = {name: numeral(number(text_)) for name, text_ in new.tree["point"].items()}
    point |= {n: numeral(number(t)) for n, t in new.tree.get("unknown", {}).items()}
    at = {v: new.meant(v, point) for v in variables}
    at = {v: put(term, point) for v, term in at.items()}
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
    lines += [f"split; [{_END} |]."] * len(domain)
    there = {v: put(new.meant(v, point), point) for v in root.box}
    if any(side.kind is Kind.MATRIX for side in sides):
        if new.tree["rule"] == "point":
            _value(root, there)
        lines.append(_entry(writer, statement, new.tree.get("which", 0)))
    elif sides[0].kind is Kind.COMPLEX or sides[1].kind is Kind.COMPLEX:
        lines.append("intro h'. apply (f_equal fst) in h'. computed_in h'. by_numbers h'.")
    else:
        lines += _point(root, statement[0], there)
    writer.lemma(writer.name, body, "\n".join(lines), "Theorem")


_END = "first [lra | rewrite ln_1; lra]"


def _point(root: Root, sign: str, at: Any) -> list[str]:
    """The difference of the sides is a number of the wrong sign."""
    term: Term = put(root.terms[0], at)
    found = _value(root, at)
    return [
        f"apply (rule_not_{_SIGNS[sign]} _ _ {text(found, closed=True)}); [| lra].",
        f"change ({raw('=', term).removesuffix(' = 0')} = {text(found)}).",
        *settling(term),
        equal(term, found, frozenset()),
    ]


def _value(root: Root, at: Any) -> Term:
    """The difference of the sides."""
    low, high = value(put(root.terms[0], at))
    if low != high:
        raise ValueError("a point where the sides are not rational")
    return numeral(low)


def _entry(writer: Any, statement: Any, which: int) -> str:
    """One entry differs."""
    matrix = next(s for s in statement[1:] if writer.names.written(s).kind is Kind.MATRIX)
    _, columns = writer.names.size(matrix)
    i, j = divmod(which, columns)
    return (
        f"intro h'. apply (f_equal (fun m => fst (entry m {i} {j}))) in h'.\n"
        "computed_in h'. rewrite ?cos_0, ?sin_0 in h'. by_numbers h'."
    )
