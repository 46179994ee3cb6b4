"""Findings that come from other processes are those that this one would make."""

import sympy as sp

from beyondthermal.derivations.claims import results as workers
from beyondthermal.derivations.claims.claim import check
from beyondthermal.derivations.printing import latex
from beyondthermal.symbolic.symbols import symbols

x, y = symbols("x y")
CLAIMS = workers.lecture_claims()


def test_what_comes_back_is_what_was_written():
    """Every equation is displayed as its claim states it: none is evaluated on the way."""
    for claim, found in zip(CLAIMS, workers.results(CLAIMS), strict=True):
        here = check(claim).finding
        assert found.claim is claim
        assert found.finding.proof.verdict is here.proof.verdict
        assert list(map(latex, found.finding.statement)) == list(map(latex, here.statement))


def test_no_statement_is_true_or_false():
    for result in workers.results(CLAIMS):
        for statement in result.finding.statement:
            assert not isinstance(statement, sp.logic.boolalg.BooleanAtom), result.claim.name


def test_relations_are_not_decided_when_they_are_read():
    import pickle

    for stated in (sp.Gt(x, 0, evaluate=False), sp.Eq(x, x, evaluate=False)):
        assert pickle.loads(pickle.dumps(stated)) == stated
