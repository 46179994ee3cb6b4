"""Equations of complex numbers and of matrices, entry by entry; matrices of one entry in order."""

from collections.abc import Iterable
from typing import Any

from beyondthermal.derivations.verify.leaves import nonnegative
from beyondthermal.derivations.verify.ratios import same
from beyondthermal.derivations.verify.terms import Term, inside, parts

from .equalities import LINEAR, by_field, exponentials, roots
from .rules import asserted
from .statements import renamed, settling
from .syntax.matrices import Kind
from .syntax.printer import complex_names, complex_text, phase, settled, text
from .syntax.vocabulary import names_in

__all__ = ["equation", "inequality"]

Data = Any
# What is quantified over, with types; the domain; and what is said of it.
Part = tuple[dict[str, str], list[str], str]
# Products of matrices, and master equations, are written out: with more rows, or more terms, they
# take the proof assistant too long.
_LARGEST, _LONGEST = 12, 4000


def equation(writer: Any, _: str, statement: Data, tree: Any) -> Part:
    """An equation of complex numbers or of matrices, entry by entry."""
    sides = statement[1:]
    written = [writer.names.written(side) for side in sides]
    if any(side.kind is Kind.MATRIX for side in written):
        _expect_small(writer, sides)
    variables = writer.typed(written[0].free | written[1].free)
    root = writer.root(statement)
    length = sum(1 for term in root.terms for _ in inside(term))
    if _with_head("L", sides) and length > _LONGEST:
        raise ValueError(f"a master equation of {length} terms, of at most {_LONGEST}")
    new = renamed(root, tree)
    if new.tree.get("proofs"):
        raise ValueError("entries that the algebra alone doesn't see to be equal")
    terms, among = [new.meant(term, {}) for term in root.terms], nonnegative(new.root.box)
    lines = ["intros.", *new.put_in()]
    facts = asserted(new.root.box, new.root.there, new.tree["defined"])
    if _with_head("det", sides) and not any(parts(term, "/") for term in terms):
        script = _by_ring(terms, among)
    else:
        script = _by_parts(terms, among, _of_matrices(writer, sides, terms, among))
    writer.lines.append("\n".join([*lines, f"{facts}{script}"]))
    return variables, writer.domain(variables), writer.names.sides(sides)


def _expect_small(writer: Any, sides: list[Data]) -> None:
    """Refuse products of large matrices."""
    models = writer.names.tables.models
    names = {n for side in sides for n in names_in(side) if n not in models}
    matrices = [n for n in names if writer.names[n].kind is Kind.MATRIX]
    if sum(min(writer.names.size(n)) > _LARGEST for n in matrices) > 1:
        raise ValueError(f"products of matrices with more than {_LARGEST} rows")


def _of_matrices(
    writer: Any, sides: list[Data], terms: Iterable[Term], among: frozenset[str]
) -> str:
    """Tactics that take entries apart, with numbers for the exponentials of matrices."""
    if all(writer.names.written(e[1]).kind is not Kind.MATRIX for e in _with_head("exp", sides)):
        return "each_entry; "
    found = [
        f"exponential_is ({text(new)}) ({text(plain)}); "
        for new, plain in dict.fromkeys(exponentials(terms, among))
    ]
    return f"named_exponentials; {''.join(found)}each_entry; real_inverses; "


def _by_parts(terms: list[Term], among: frozenset[str], apart: str) -> str:
    """As real and imaginary parts."""
    if any(("i",) in inside(t) for term in terms for t in parts(term, "exp")):
        raise ValueError("entries with phases")
    powers, left = settling(*terms), list(map(settled, terms))
    if any(parts(root_, "/") for term in terms for root_ in parts(term, "sqrt")):
        powers, left = roots(terms, among)
    first = "".join(f"{line[:-1]}; " for line in powers)
    moduli = dict.fromkeys(t for term in terms for t in parts(term, "modulus"))
    known = {
        f"h'm{k}": complex_text(t[1], complex_names(t), closed=True) for k, t in enumerate(moduli)
    }
    given = "".join(
        f"pose proof (rule_modulus_square {of}) as {name}; computed_in {name}.\n"
        for name, of in known.items()
    )
    closing = by_field(left, known)
    closing = closing if closing == LINEAR else f"first [{LINEAR} | {closing}]"
    return f"{given}written_out; {apart}{first}{closing}."


def _by_ring(terms: Iterable[Term], among: frozenset[str]) -> str:
    """By the ring of complex numbers, and by what squares of roots and moduli are."""
    lines, known, signs = list[str](), list[str](), list[str]()
    for t in dict.fromkeys(t for term in terms for t in inside(settled(term))):
        if type(t) is not tuple:
            continue
        if t[0] == "abs" and same(t, t[1], among):
            signs.append(f"h'a{len(signs)}")
            of = text(t[1], closed=True)
            lines.append(f"pose proof (Rabs_pos_eq {of} ltac:(nonneg)) as {signs[-1]}.")
        elif fact := _square(t):
            known.append(f"h'm{len(known)}")
            lines += [f"pose proof ({fact}) as {known[-1]}.",
                      f"repeat progress to_names_in {known[-1]}."]  # fmt: skip
    given = f" [{' '.join(known)}]" if known else ""
    first = "".join(f"rewrite ?{name}; " for name in signs)
    return "\n".join([*lines, f"complex_numbers; {first}repeat progress to_names; ring{given}."])


def _square(t: Any) -> str:
    """The lemma that says what the square of a root or a modulus is, or the size of a phase."""
    if t[0] == "exp" and ("i",) in inside(t):
        return f"cplx_cis {phase(t[1])}"
    if t[0] == "modulus":
        return f"cplx_modulus {complex_text(t[1], complex_names(t), closed=True)}"
    own = text(t[1], closed=True) if t[0] in ("sqrt", "abs") else ""
    return {"sqrt": f"cplx_root {own} ltac:(nonneg)", "abs": f"cplx_abs {own}"}.get(t[0], "")


def _with_head(head: str, data: Data) -> list[Data]:
    """The parts with this head, in a term or in several."""
    if type(data) is not list:
        return []
    own = [data] if data and data[0] == head else []
    return own + [found for part in data for found in _with_head(head, part)]


def inequality(writer: Any, name: str, statement: Data, tree: Any) -> Part:
    """An inequality of matrices of one entry."""
    head, *sides = statement
    written = [writer.names.written(side) for side in sides]
    if any(side.kind is not Kind.MATRIX for side in written):
        raise ValueError("an inequality of complex numbers")
    if tree["rule"] != "relation":
        raise ValueError("an inequality of entries in which variables are renamed")
    variables = writer.typed(written[0].free | written[1].free)
    root = writer.root(statement)
    writer.core(f"{name}'core", root, tree)
    sign = {"<": "lt", ">": "gt", "<=": "le", ">=": "ge"}[head]
    kind = {">": "pos", ">=": "nonneg"}[root.kind]
    facts = asserted(root.box, root.there, tree["defined"])
    term = text(settled(root.terms[0]), closed=True)
    writer.lines.append(
        f"intros.\n{facts}apply rule_{sign}. apply (rule_equal_{kind} _ {term}).\n"
        f"{{ computed; {by_field(map(settled, root.terms))}. }}\n"
        f"apply {name}'core; exp_end."
    )
    body = f" {head} ".join(f"fst (entry {side.closed} 0 0)" for side in written)
    return variables, writer.domain(variables), body
