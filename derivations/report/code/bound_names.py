"""What an equation defines: names to be bound, in an order in which they can be computed."""

from collections.abc import Iterator, Mapping, Sequence

import sympy as sp

from beyondthermal.derivations.claims.quantified.statements import Quantified
from beyondthermal.symbolic.statements import Leading, lim, of

__all__ = ["defined", "needed"]


def defined(statements: Sequence[sp.Basic]) -> dict[sp.Symbol, sp.Basic]:
    """Names and their right-hand sides; one that is used by another one stands before it.

    A name is defined by the first equation of which it is the left-hand side, if other names stand
    on the right. An operator is defined by a matrix only.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> C, N1, x = symbols("C N1 x")
    >>> defined([sp.Eq(C, N1 / 2), sp.Eq(N1, x - 1), sp.Eq(C, x), sp.Eq(x, 0)])
    {N1: x - 1, C: N1/2}
    """
    held = set().union(*map(_held, statements))
    found: dict[sp.Symbol, sp.Basic] = {}
    for statement in statements:
        if not isinstance(statement, sp.Eq) or not _defines(*statement.args):
            continue
        name, body = statement.args
        if name not in found and name not in held and name not in _behind(body, found):
            found[name] = body
    ordered: dict[sp.Symbol, sp.Basic] = {}
    for name in found:
        _place(name, found, ordered)
    return ordered


def needed(
    bodies: Sequence[sp.Basic], definitions: Mapping[sp.Symbol, sp.Basic]
) -> dict[sp.Symbol, sp.Basic]:
    """Those of the definitions, in their order, without which expressions can't be computed."""
    used = set().union(*(_behind(body, definitions) for body in bodies))
    return {name: body for name, body in definitions.items() if name in used}


def _defines(left: sp.Basic, right: sp.Basic) -> bool:
    """Whether it is a name on the left, and something else in other names on the right."""
    if not left.is_Symbol or left in right.free_symbols or not right.free_symbols:
        return False
    if not all(name.is_commutative for name in right.free_symbols):
        return False
    return bool(left.is_commutative) or isinstance(right, sp.MatrixBase)


def _held(statement: sp.Basic) -> Iterator[sp.Basic]:
    """Names that have to stay names: variables of limits and grids, and what is taken elsewhere."""
    for part in sp.preorder_traversal(statement):
        if isinstance(part, lim):
            yield from part.args[1::2]
        elif isinstance(part, of):
            yield part.args[0]
        elif isinstance(part, sp.Order | Quantified):
            yield from part.variables
        elif isinstance(part, Leading):
            yield from part.point


def _behind(body: sp.Basic, found: Mapping[sp.Symbol, sp.Basic]) -> set[sp.Basic]:
    """The names in an expression, in the definitions of these, and so on."""
    names: set[sp.Basic] = set()
    new = set(body.free_symbols)
    while new:
        names |= new
        new = set().union(*(found[n].free_symbols for n in new if n in found)) - names
    return names


def _place(
    name: sp.Symbol, found: Mapping[sp.Symbol, sp.Basic], ordered: dict[sp.Symbol, sp.Basic]
) -> None:
    if name in found and name not in ordered:
        for other in (one for one in found if one in found[name].free_symbols):
            _place(other, found, ordered)
        ordered[name] = found[name]
