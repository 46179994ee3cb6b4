"""Statements that come to each verdict."""

import sympy as sp

from beyondthermal.derivations.claims.claim import Statement
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import symbol

__all__ = ["STATEMENTS"]

_x = symbol("x")
STATEMENTS: dict[Verdict, Statement] = {
    Verdict.PROVED: (sp.Gt(_x, 0, evaluate=False),),
    Verdict.REFUTED: (sp.Lt(_x, 0, evaluate=False),),
    Verdict.INCONCLUSIVE: (),
}
