"""Long fractions written from their ring: what is read again is what was found."""

import tomllib
from textwrap import dedent

import pytest
import sympy as sp
from written_models import WRITTEN

from beyondthermal.derivations.formula_files.loading import load
from beyondthermal.derivations.models.file import read_model
from beyondthermal.derivations.models.model import Model
from beyondthermal.derivations.models.writing import as_code, as_text
from beyondthermal.symbolic.formula.grammar import parse
from beyondthermal.symbolic.polynomial_factors import Product, quotient

SHIPPED = ["driven_atom", "lambda_dark_state", "three_level_maser", "two_qubit_entanglement"]


def model_of(name: str) -> Model:
    if name in SHIPPED:
        found = load(name).model
        assert found is not None
        return found
    return read_model(tomllib.loads(dedent(WRITTEN[name].text)))


@pytest.mark.parametrize("name", [*SHIPPED, "root in a jump", "squeezed bath"])
def test_what_is_written_is_read_as_the_expression(name: str) -> None:
    model = model_of(name)
    known = {str(s): s for s in model.where}
    point = {s: sp.Rational(k + 3, 7 + 2 * k) for k, s in enumerate(model.where)}
    shown = [key for key in model.products if key != "purity"]
    assert len(shown) > model.lindbladian.dimension
    for key in shown:
        value = complex(model.names[key].evalf(20, subs=point))
        text, code = as_text(model.products[key]), as_code(model.products[key])
        for read in (parse(text.replace("I", "i"), known), sp.sympify(code)):
            assert complex(read.evalf(20, subs=point)) == pytest.approx(value, 1e-14, 1e-16)


def test_fractions_are_cancelled_and_as_short_as_sympy_writes_them() -> None:
    ring, x, y = sp.ring("x y", sp.QQ)
    for above, below, text in (
        (-3 * x, x + 2 * y, "-3*x/(x + 2*y)"),
        (x / 2, x**2, "1/(2*x)"),
        (x**2 - y**2, 4 * (x - y) ** 3, "(x + y)/(4*(x - y)**2)"),
        (ring.zero, x, "0"),
    ):
        found = quotient(above, below)
        assert as_text([found]) == text
        assert sp.sympify(as_code([found])) == found.expr
    half = Product(sp.I / 2, quotient(x, y).powers)
    assert as_text([quotient(x, y), Product(-half.constant, half.powers)]) == "x/y - I*x/(2*y)"
