"""What the printers of LaTeX and of text share."""

from collections.abc import Iterator
from contextlib import contextmanager

import sympy as sp

from beyondthermal.symbolic.statement_kinds import sup

__all__ = ["OneLineExponents", "approached"]


def approached(statement: sp.Basic) -> dict[sp.Symbol, sp.Expr]:
    """Where a supremum is approached, or an expansion made, if that is not at zero."""
    found: dict[sp.Symbol, sp.Expr] = {}
    for order in statement.atoms(sp.Order):
        found |= zip(order.variables, order.point, strict=True)
    found = {variable: at for variable, at in found.items() if at != 0}
    return found | {v: at for upper in statement.atoms(sup) for v, at in upper.point.items()}


class OneLineExponents:
    """What both printers share: an exponent goes on one line."""

    raised = False

    @contextmanager
    def in_exponent(self) -> Iterator[None]:
        """A fraction in here is written with a slash."""
        before, self.raised = self.raised, True
        try:
            yield
        finally:
            self.raised = before
