"""Long fractions in parts that have names: they come to what was there, and are short."""

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from beyondthermal.symbolic import named_parts as module
from beyondthermal.symbolic import polynomial_factors
from beyondthermal.symbolic.named_parts import named_parts
from beyondthermal.symbolic.polynomial_factors import factored, irreducible, ratio
from beyondthermal.symbolic.residues import modulus, residue
from beyondthermal.symbolic.symbols import symbols

x, y, z = symbols("x y z")
pieces = st.sampled_from([x, y, z, x + y, x * y - z, x**2 + z, y + 2 * z, sp.Rational(3, 2)])
polynomials = st.builds(
    lambda terms: sp.expand(sp.Add(*(sp.Mul(*term) for term in terms))),
    st.lists(st.lists(pieces, min_size=1, max_size=4), min_size=1, max_size=4),
)


def put_back(value: sp.Expr, parts: dict[sp.Symbol, sp.Expr]) -> sp.Expr:
    while names := value.free_symbols & parts.keys():
        value = value.xreplace({name: parts[name] for name in names})
    return value


@given(polynomials, polynomials, polynomials)
@settings(max_examples=40, deadline=None)
def test_parts_put_back_are_the_fractions(one, other, below) -> None:
    found, parts = named_parts({"p": one, "q": one + sp.I * other}, below, sp.Symbol)
    assert sp.cancel(put_back(found["p"], parts) - one / below) == 0
    assert sp.cancel(sp.expand(put_back(found["q"], parts) - (one + sp.I * other) / below)) == 0
    order = [*parts]
    for k, name in enumerate(order):
        assert not parts[name].free_symbols & {*order[:k]} - {sp.Symbol("D")}


@pytest.mark.parametrize("installed", [True, False])
@given(top=polynomials, below=polynomials)
@settings(max_examples=30, deadline=None)
def test_factors_multiply_to_the_polynomial(installed, top, below) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if not installed:
            patch.setattr(polynomial_factors, "flint_ring", lambda _: None)
        irreducible.cache_clear()
        constant, factors = factored(top)
        assert sp.expand(constant * sp.prod(f**k for f, k in factors.items()) - top) == 0
        assert sp.cancel(ratio(top, below) - top / below) == 0
    irreducible.cache_clear()


def test_what_is_not_the_same_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "nested", lambda polynomial: polynomial + 1)
    with pytest.raises(ArithmeticError, match="isn't what it was"):
        named_parts({"p": x * y + z}, x**2 + y**2 + z**2 + x * y * z, sp.Symbol)


def test_a_root_that_all_coefficients_share() -> None:
    constant, factors = factored(sp.sqrt(2) * x**2 - sp.sqrt(2) * y**2)
    assert (constant, factors) == (sp.sqrt(2), {x - y: 1, x + y: 1})


@pytest.mark.parametrize("number", [2, 6, sp.Rational(3, 50), 101, 9973])
def test_residues_know_roots_of_numbers(number) -> None:
    one = (sp.sqrt(number) * x + sp.I * y) ** 3 / (sp.sqrt(number) + y)
    p = modulus([one])
    at: dict[sp.Expr, int] = {x: 7, y: 11}
    assert residue(one * (number - y**2), dict(at), p) == residue(
        sp.expand((sp.sqrt(number) * x + sp.I * y) ** 3 * (sp.sqrt(number) - y)), dict(at), p
    )
    assert residue(one, dict(at), p) != residue(-one, dict(at), p)
