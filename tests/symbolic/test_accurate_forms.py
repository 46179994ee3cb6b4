"""Accurate forms are the same functions, and from the ends of domains nothing cancels in them."""

import pytest
import sympy as sp

from beyondthermal.symbolic.accuracy.accurate_forms import Form, forms
from beyondthermal.symbolic.accuracy.without_overflow import without_overflow
from beyondthermal.symbolic.symbols import declared

POSITIVE, ABOVE, SHARE = sp.Interval.open(0, sp.oo), sp.Interval.open(1, sp.oo), sp.Interval(0, 1)
x, y, z = (declared(name, POSITIVE) for name in "xyz")
b, p, r = declared("b", ABOVE), declared("p", SHARE), declared("r", sp.S.Reals)
below = declared("q", sp.Interval.open(-sp.oo, 2))
WHERE = {x: POSITIVE, y: POSITIVE, z: POSITIVE, b: ABOVE, p: SHARE, r: sp.S.Reals,
         below: sp.Interval.open(-sp.oo, 2)}  # fmt: skip
VALUES = {
    "shifted": (b**3 * x - x) / (b**4 * y + b**4 * x - x - y),
    "a share": p * (1 - p) / (2 * p**2 - 2 * p + 1),
    "from above": (2 - below) / (below**2 - 5 * below + 7),
    "inside of a root": sp.sqrt(x * y / (x + y) ** 2) + sp.Max(0, r / (r**2 + x**2)),
    "an exponential": (sp.exp(3 * x / y) - 1) / (sp.exp(2 * x / y) + sp.exp(x / y) * z - 1),
    "a decay": sp.exp(-x) / (1 - sp.exp(-x)) ** 2,
    "a polynomial": x**2 * y + x * y**2 - b,
    "homogeneous of degree 1": x**2 * y / (x**2 + y * z),
    "two groups": x**2 * b / (x**2 + y**2) + 0 * r,
    "a choice": sp.Piecewise((x, x > y), (y, True)) / (x + y),
}
every_value = pytest.mark.parametrize("name", VALUES)


def put_back(form: Form) -> sp.Expr:
    """The value with its parts in place of their symbols."""
    (value,) = form.values.values()
    for symbol, body in reversed(form.parts):
        value = value.xreplace({symbol: body})
    return value


@every_value
@pytest.mark.parametrize("at", [(2, 3, 5), (sp.Rational(1, 7), 11, sp.Rational(1, 3))])
@pytest.mark.sweep
def test_a_form_is_the_same_function(name: str, at: tuple[sp.Expr, ...]) -> None:
    point = {**dict(zip((x, y, z), at, strict=True)), b: sp.Rational(13, 9), p: sp.Rational(2, 7),
             r: -at[0], below: -at[1]}  # fmt: skip
    found = [*forms({"f": VALUES[name]}, WHERE)]
    assert len(found) == 3
    for form in [*found, *map(without_overflow, found)]:
        difference = put_back(form).xreplace(point) - VALUES[name].xreplace(point)
        assert sp.simplify(difference) == 0 or abs(sp.N(difference, 50)) < 1e-45


# A qubit in a squeezed bath; the denominator of a V-type atom whose decays interfere.
SQUEEZED = sp.cos(r) * sp.sinh(x) * sp.cosh(x) - sp.cosh(x) ** 2 + sp.S.Half
INTERFERING = x**2 * y**2 + x**4 - 2 * x**3 * y + y**2 * sp.sqrt(x) * sp.sqrt(z)


@pytest.mark.parametrize("above", [SQUEEZED, INTERFERING])
def test_forms_in_few_generators_are_the_same_function(above: sp.Expr) -> None:
    point = {v: sp.Float(size, 60) for v, size in ((x, "0.2"), (y, "11"), (z, "0.3"), (r, "-0.6"))}
    value = above / (above - y * z)
    found = [*forms({"f": value}, WHERE)]
    for form in [*found, *map(without_overflow, found[-2:])]:
        difference = put_back(form).xreplace(point) - value.xreplace(point)
        assert abs(difference) < 1e-45


def test_squeezing_has_a_form_without_cancellation() -> None:
    """In exponentials and the sine of half the angle all terms have one sign."""
    found = forms({"f": SQUEEZED}, WHERE)
    mixed = [
        any(
            len({term.could_extract_minus_sign() for term in node.args}) > 1
            for node in sp.preorder_traversal(form.values["f"])
            if node.is_Add
        )
        for form in found
    ]
    assert mixed[0]
    assert not all(mixed)


@pytest.mark.parametrize("name", ["shifted", "a share", "an exponential", "a decay"])
def test_from_the_ends_of_domains_all_terms_are_positive(name: str) -> None:
    *_, last = forms({"f": VALUES[name]}, WHERE)
    assert not any(
        term.could_extract_minus_sign()
        for node in sp.preorder_traversal(last.values["f"])
        for term in (node.args if node.is_Add else ())
    )


def test_ratios_are_taken_and_nothing_else_changes_where_numbers_are_of_usual_size() -> None:
    form = without_overflow(Form({"f": x**2 * y / (x**2 + y * z)}, (), WHERE))
    parts = dict(form.parts)
    known: dict[sp.Expr, sp.Expr] = {x: sp.Integer(2), y: sp.Integer(3), z: sp.Integer(5)}
    for symbol, body in form.parts:
        known[symbol] = body.xreplace(known)
    assert [known[s] for s in parts if str(s) in {"m", "x_r", "y_r", "z_r"}] == [1, 2, 3, 5]


def test_what_grows_without_end_keeps_growing() -> None:
    for value in (x**2 / (1 + x), x**3 + x, x * y):
        form = without_overflow(Form({"f": value}, (), WHERE))
        assert not any(str(symbol) == "x_r" for symbol, _ in form.parts)


def test_what_is_too_long_once_multiplied_out_stays_as_it_is() -> None:
    value = (1 + x + y + z) ** 60 / (1 + (x + y + z + b + 1) ** 60)
    assert [form.values for form in forms({"f": value}, WHERE)] == [{"f": value}]
