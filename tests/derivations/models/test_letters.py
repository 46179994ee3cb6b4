"""A user's symbols keep their letters, and claims are made in them."""

import json
import re
import tomllib
from textwrap import dedent
from typing import Any

import pytest
import sympy as sp
from written_models import WRITTEN
from written_spins import SPINS

from beyondthermal.derivations.claim_files.file import read
from beyondthermal.derivations.claim_files.meaning import questions
from beyondthermal.derivations.models.document import described, fragment, statements, to_json
from beyondthermal.derivations.models.file import read_model
from beyondthermal.derivations.models.model import Model
from beyondthermal.derivations.printing import latex

MODELS = WRITTEN | SPINS
LETTERS = """
    [symbols]
    Gamma_1 = "positive"
    Gamma_2 = "positive"
    L_1 = "positive"
    H = "real"
    S = "positive"
    sigma = "real"
    D = "positive"
    a_1 = "positive"
    Q = "nonnegative"
    [model]
    levels = ["g", "e"]
    hamiltonian = "(sigma + H)*projector(e) + S*(transition(g, e) + transition(e, g))"
    [[jump]]
    rate = "Gamma_2 + D + a_1"
    operator = "transition(g, e)"
    [[jump]]
    rate = "Gamma_1*L_1 + Q"
    operator = "transition(e, g)"
"""
CLAIMED = """
    [symbols]
    "α" = "complex"
    "Γ" = "positive"
    w = "positive"
    T = "positive"
    [model]
    spaces = ["qubit"]
    hamiltonian = "alpha*sigma_plus + conjugate(α)*sigma_minus"
    [[jump]]
    rate = "Γ/(1 - exp(-w/T))"
    operator = "sigma_minus"
    [define]
    width = "Γ/(1 - exp(-w/T))"
    [[claim]]
    name = "population"
    identity = "p_1 = 4*abs(alpha)^2/(width^2 + 8*α*conjugate(α))"
    [[claim]]
    name = "coherence"
    identity = "rho_0_1 = 2*i*conjugate(alpha)*width/(width^2 + 8*(alpha_re^2 + alpha_im^2))"
    [[claim]]
    name = "no inversion"
    bound = "p_1 < 1/2"
    [[claim]]
    name = "without a root"
    identity = "p_1 = 4*abs(alpha)/(width^2 + 8*abs(alpha))"
    expect = "refuted"
"""


def model_of(text: str) -> Model:
    return read_model(tomllib.loads(dedent(text)))


def test_no_letter_of_a_symbol_means_anything_else() -> None:
    model = model_of(LETTERS)
    shown = statements(model)
    assert not {*shown} & {*model.symbols}
    heads = {str(statement.lhs) for statement in shown.values()}
    assert not heads & {*model.symbols}
    text = fragment(model, shown, [])
    # The only rate that is Γ_2 is that of the first jump; no jump or rate has a letter of its own.
    rates = re.findall(r"at the rate } (.*)", text)
    assert [(r"\Gamma_{2}" in rate, r"\Gamma_{1} L_{1}" in rate) for rate in rates] == [
        (True, False),
        (False, True),
    ]
    assert r"\Gamma_{1} &=" not in text
    assert r"L_{1} &=" not in text


def test_the_letters_are_none_of_the_papers() -> None:
    r"""There S is \mathcal S, sigma an entropy production and Q a modulus."""
    model = model_of(LETTERS)
    assert r"\mathcal{S}" in latex(model.symbols["S"])
    shown = statements(model)
    results = json.loads(to_json(model, "", {}, shown, []))["results"].values()
    for text in (fragment(model, shown, []), *(result["latex"] for result in results)):
        assert not any(other in text for other in (r"\mathcal", r"\dot", "|Q|"))
    assert not any("𝒮" in text or "Ṡ" in text for text in described(model, shown))
    assert any("σ" in text or "sigma" in text for text in described(model, shown))


@pytest.mark.parametrize("name", MODELS)
def test_what_is_shown_is_what_was_found(name: str) -> None:
    """Parts put back into the statements, at a point, in the model's symbols alone."""
    model = model_of(MODELS[name].text)
    shown = {k: v for k, v in statements(model).items() if k != "C"}
    parts = {str(v.lhs): v for k, v in shown.items() if k not in model.names}
    inner = {v.lhs: v.rhs for v in parts.values()}
    point = {s: sp.Rational(k + 3, 7 + 2 * k) for k, s in enumerate(model.where)}
    for key in shown.keys() & {*model.names}:
        value = shown[key].rhs
        while value.free_symbols & inner.keys():
            value = value.subs(inner)
        assert value.free_symbols <= {*model.where}
        difference = (value - model.names[key]).evalf(30, subs=point, chop=False)
        assert abs(difference) < sp.Rational(1, 10**15)


@pytest.mark.parametrize("k", range(4))
def test_claims_are_made_in_the_symbols_of_the_file(tmp_path: Any, k: int) -> None:
    path = tmp_path / "own.model.toml"
    path.write_text(dedent(CLAIMED), encoding="utf-8")
    file = read(path)
    asked = questions(file.data, file.claims)[k]
    assert callable(asked), asked
    assert asked().verdict.name.lower() == file.claims[k].expected


def test_labels_are_shown_as_they_were_written() -> None:
    model = model_of(SPINS["a spin"].text)
    heads = [str(statement.lhs) for statement in statements(model).values()]
    assert heads[:3] == ["p_1", "p_0", "p_-1"]
    assert "rho_1_-1" in heads
    data = tomllib.loads(dedent(SPINS["a spin"].text))
    with pytest.raises(ValueError, match=r"p_1 in \[symbols\] is the name of the population"):
        read_model({**data, "symbols": {**data["symbols"], "p_1": "real"}})
