"""What a name stands for is proved by the claim that its definition names."""

import pytest
import sympy as sp

from beyondthermal.derivations.claims.claim import check
from beyondthermal.derivations.claims.registry import find
from beyondthermal.symbolic import definitions
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.definitions import DEFINITIONS, Definition

PROVED = {name: each for name, each in DEFINITIONS.items() if each.by}


@pytest.mark.parametrize("name", PROVED, ids=str)
def test_with_a_slip_in_a_definition_the_claim_behind_it_is_not_proved(
    name: sp.Symbol, monkeypatch: pytest.MonkeyPatch
) -> None:
    body, by = PROVED[name].body(), PROVED[name].by
    if name in find(by).at:
        # There it stands for something else, with which the definition is compared.
        (part,) = find(by).statement
        assert part == sp.Eq(name, body)
        return
    monkeypatch.setitem(DEFINITIONS, name, Definition(lambda: 2 * body, by))
    definitions._body.cache_clear()
    try:
        assert check(find(by)).finding.proof.verdict is not Verdict.PROVED
    finally:
        definitions._body.cache_clear()
