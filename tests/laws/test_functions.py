"""The table of functions is complete: every row has a rule wherever functions are calculated with.

All rows against all uses: read, enclosed, expanded, decided about, run as a program, derived,
written in every language, and shown in LaTeX and NumPy.
"""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from mpmath import mp

from beyondthermal.derivations.report.code.numpy_copies import as_numpy
from beyondthermal.derivations.report.copies import as_latex
from beyondthermal.numeric.codegen.filling import FORMS
from beyondthermal.numeric.codegen.generate import generated
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.numeric.programs.elementary import ELEMENTARY
from beyondthermal.numeric.programs.from_sympy import program_of
from beyondthermal.numeric.programs.functions import array_function, compiled, precise_function
from beyondthermal.numeric.programs.gradient import with_gradient
from beyondthermal.symbolic.decision import decide
from beyondthermal.symbolic.decision.enclosures.enclosure import ENCLOSED, enclose
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.formula.functions import FUNCTIONS, Function
from beyondthermal.symbolic.formula.grammar import GrammarError, parse, parse_relation
from beyondthermal.symbolic.symbols import declared, symbols

x, y = symbols("x y")
z = declared("z", sp.S.Complexes)
NAMES = {"x": x, "y": y, "z": z}
# The other spellings stand for the same rows.
FIRST = {row: name for name, row in reversed(FUNCTIONS.items())}
ROWS = [name for name, row in FUNCTIONS.items() if FIRST[row] == name and not row.read_only]
# Where a function needs more than a positive number.
ARGUMENTS = {
    **dict.fromkeys(("acosh", "acoth", "asec", "acsc"), "1 + x"),
    **dict.fromkeys(("atanh", "asin", "acos"), "x/(1 + x)"), "asech": "1/(1 + x)",
}  # fmt: skip
BESSEL = {"besselj", "bessely", "besseli", "besselk"}
READ_ONLY = [name for name, row in FUNCTIONS.items() if row.read_only and not row.written_out]
# Of these, programs have none.
NO_PROGRAM = {"erf", "erfc", "sinc", "floor", "frac", "ceil", "ceiling", "factorial", "gamma",
              "binomial", "loggamma", *BESSEL}  # fmt: skip
CALLS = {
    name: f"{name}(x, y)" if FUNCTIONS[name].most > 1 else f"{name}({ARGUMENTS.get(name, 'x')})"
    for name in [*ROWS, *READ_ONLY]
}
POINTS = [(0.3, 0.7), (1.25, 0.5), (2.5, 3.0)]
every_function = pytest.mark.parametrize("name", ROWS)

# Of each function something true and something false, which is refuted at a point; x, y > 0.
# An inequality needs values on all of its domain.
WHERE = {name: {x: (0, 1)} for name in ("tan", "cot", "sec", "csc")}
CLAIMS = {
    "exp": ("exp(x + y) = exp(x)*exp(y)", "exp(x*y) > 1", "exp(x) < 1 + x + x^2"),
    "log": ("log(4*x^3/y) = 2*log(2) + 3*log(x) - log(y)", "log(1 + x) > 0", "log(x) > 0"),
    "log1p": ("exp(log1p(x)) = 1 + x", "log1p(x) > 0", "log1p(x) > 1/2"),
    "expm1": ("log(1 + expm1(x)) = x", "expm1(x) > x", "expm1(x) < 2*x"),
    "cbrt": ("cbrt(x)^3 = x", "cbrt(x) > 0", "cbrt(x) > 1"),
    "sqrt": ("sqrt(x*y)^2 = x*y", "sqrt(x*y) <= (x + y)/2", "sqrt(x) < 7"),
    "abs": ("abs(x - y)^2 = (x - y)^2", "abs(x - y) <= x + y", "abs(x - y) < x"),
    "max": ("max(x, y) + min(x, y) = x + y", "max(x, y) >= x", "max(x, y) <= x"),
    "min": ("min(x, y)*max(x, y) = x*y", "min(x, y) <= y", "min(x, y) >= y"),
    "sinh": ("sinh(2*x) = 2*sinh(x)*cosh(x)", "sinh(x) > x", "sinh(x) < 2*x"),
    "cosh": ("cosh(x)^2 - sinh(x)^2 = 1", "cosh(x) > 1", "cosh(x) < 1 + x^2"),
    "tanh": ("tanh(x) = sinh(x)/cosh(x)", "tanh(x) < 1", "tanh(x) > 1/2"),
    "coth": ("coth(x)*tanh(x) = 1", "coth(x) > 1", "coth(x) > 2"),
    "sin": ("sin(2*x + y) = 2*sin(x)*cos(x)*cos(y) + (1 - 2*sin(x)^2)*sin(y)",
            "sin(x)*sin(y) <= 1", "sin(x) > -0.9"),
    "cos": ("cos(x)^2 + sin(x)^2 = 1", "cos(x) >= -1", "cos(x) <= 0.9"),
    "tan": ("tan(x) = sin(2*x)/(1 + cos(2*x))", "tan(x)^2*cos(x)^2 <= 1", "tan(x) > 1/10"),
    "sech": ("sech(x)^2 + tanh(x)^2 = 1", "sech(x) <= 1", "sech(x) > 1/2"),
    "csch": ("csch(x)*sinh(x) = 1", "csch(x) > 0", "csch(x) < 1"),
    "cot": ("cot(x) = sin(2*x)/(1 - cos(2*x))", "cot(x)^2*sin(x)^2 <= 1", "cot(x) > 1"),
    "sec": ("sec(x) = 2*cos(x)/(1 + cos(2*x))", "sec(x) >= 1", "sec(x) < 3/2"),
    "csc": ("csc(x) = 2*sin(x)/(1 - cos(2*x))", "csc(x)*sin(x) <= 1", "csc(x) < 2"),
    "asinh": ("sinh(asinh(x)) = x", "asinh(x) > 0", "asinh(x) > 1"),
    "acosh": ("cosh(acosh(1 + x)) = 1 + x", "acosh(1 + x) > 0", "acosh(1 + x) > 1"),
    "atanh": ("tanh(atanh(x/(1 + x))) = x/(1 + x)", "atanh(x/(1 + x)) > 0",
              "atanh(x/(1 + x)) > 1"),
    "acoth": ("coth(acoth(1 + x)) = 1 + x", "acoth(1 + x) > 0", "acoth(1 + x) > 1"),
    "conjugate": ("conjugate(z)*conjugate(i*z) = -i*conjugate(z^2)", "conjugate(x) > 0",
                  "conjugate(x) > 1"),
}  # fmt: skip
LATEX = {
    "exp": "e^{x}", "expm1": "e^{x}", "log": r"\log", "log1p": r"\log",
    "cbrt": r"\sqrt[3]{x}", "sqrt": r"\sqrt{x}", "abs": r"\left|{x - y}\right|",
    "conjugate": "z^{*}", **{name: rf"\{name}" for name in
    ("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "max", "min")},
    **{name: rf"\operatorname{{{name}}}" for name in
    ("sech", "csch", "asinh", "acosh", "atanh", "acoth")},
}  # fmt: skip


def read(name: str) -> sp.Expr:
    return parse(CALLS[name], NAMES)


def exact(expr: sp.Expr, point: Sequence[float]) -> mp.mpf:
    (value,) = precise_function((x, y), [expr])(*map(mp.mpf, point))
    return value


@every_function
def test_it_is_read_with_as_many_arguments_as_it_has(name: str) -> None:
    row = FUNCTIONS[name]
    first = parse(ARGUMENTS.get(name, "x"), NAMES)
    assert read(name) == row.build(*(first, y)[: row.fewest])
    for count in (row.fewest - 1, row.most + 1):
        with pytest.raises(GrammarError):
            parse(f"{name}({', '.join(['x'] * count)})", NAMES)


@every_function
@pytest.mark.parametrize("point", POINTS)
def test_an_enclosure_contains_the_value(name: str, point: tuple[float, float]) -> None:
    low, high = enclose(read(name), dict(zip((x, y), map(Fraction, point), strict=True)), 128)
    with mp.workdps(60):
        value = exact(read(name), point)
        assert mp.mpf(low.numerator) / low.denominator <= value * (1 + mp.mpf(10) ** -55)
        assert mp.mpf(high.numerator) / high.denominator >= value * (1 - mp.mpf(10) ** -55)
    assert high - low < Fraction(1, 10**30)


@every_function
@pytest.mark.sweep
def test_it_is_expanded_at_a_regular_point(name: str) -> None:
    expr, where = read(name), {y: sp.Interval(3, 4)}
    # It is there what it is, and it has a slope.
    assert decide.limit(expr, {x: 1}, expr.subs(x, 1), where=where)
    slope = sp.diff(expr, x).subs({x: 1, y: 3}).doit()
    quotient = (expr.subs(y, 3) - expr.subs({x: 1, y: 3})) / (x - 1)
    assert decide.limit(quotient, {x: 1}, slope)
    assert decide.limit(quotient, {x: 1}, slope + 1).verdict is Verdict.REFUTED


@every_function
def test_what_is_true_of_it_is_proved_and_what_is_false_refuted(name: str) -> None:
    for text, verdict in zip(CLAIMS[name], [Verdict.PROVED] * 2 + [Verdict.REFUTED], strict=True):
        left, relation, right = parse_relation(text, NAMES)
        if relation == "=":
            found = decide.equality(left, right)
            assert decide.equality(left, right + x / 10**9).verdict is Verdict.REFUTED
        else:
            found = decide.bound(left, relation, right, where=WHERE.get(name))
        assert found.verdict is verdict, (text, found)


@pytest.mark.parametrize("name", [*ROWS, *sorted({*READ_ONLY} - NO_PROGRAM)])
def test_its_program_and_gradient_are_right(name: str) -> None:
    expr = read(name)
    points = np.array(POINTS).T
    values = array_function((x, y), expr)(*points)
    slopes = compiled(with_gradient(program_of("value", (x, y), {"value": expr})))(*points)
    with mp.workdps(40):
        for value, (again, *gradient), point in zip(values, slopes, POINTS, strict=True):
            wanted = [
                mp.diff(lambda a, b: exact(expr, (a, b)), point, n)
                for n in ((0, 0), (1, 0), (0, 1))
            ]
            assert value == again
            np.testing.assert_allclose([value, *gradient], np.array(wanted, float), 1e-14, 1e-15)


@pytest.mark.parametrize("name", [*ROWS, *sorted({*READ_ONLY} - NO_PROGRAM)])
def test_every_language_writes_it(name: str) -> None:
    program = program_of("value", (x, y), {"value": read(name)})
    for language in LANGUAGES.values():
        assert generated(language, Package("steady", (program, with_gradient(program))))


def test_every_language_writes_all_that_programs_consist_of() -> None:
    others = {*"+-*/", "negative", "select"}
    for language in LANGUAGES.values():
        known = {*others, *language.dialect.calls, *language.unknown}
        assert ELEMENTARY.keys() <= known, language.key
        assert FORMS.keys() >= {*language.unknown}, language.key


@every_function
def test_it_is_shown_in_latex_and_in_numpy(name: str) -> None:
    expr = {"conjugate": sp.conjugate(z), "abs": sp.Abs(x - y)}.get(name, read(name))
    statement = sp.Gt(expr, 7, evaluate=False)
    assert LATEX[name] in as_latex([statement])
    # NumPy lacks some.
    missing = {"coth", "sech", "csch", "cot", "sec", "csc", "acoth"}
    assert bool(as_numpy([statement])) == (name not in missing)


def test_a_row_is_rewritten_or_has_rules_of_its_own() -> None:
    for name, row in FUNCTIONS.items():
        if name in ROWS and row.kind:
            assert row.rewritten or (row.kind in ENCLOSED and name in ELEMENTARY), name


def test_no_program_knows_what_is_complex() -> None:
    with pytest.raises(ValueError, match="no program for conjugate"):
        program_of("value", (z,), {"value": sp.conjugate(z)})


@pytest.mark.parametrize("name", ["arctan", "lg", "Gamma", "round", "arg", "Tan"])
def test_what_has_no_complete_row_is_refused(name: str) -> None:
    assert name not in FUNCTIONS
    with pytest.raises(GrammarError, match="there is no function"):
        parse(f"{name}(x)", NAMES)


def test_a_row_that_lacks_a_rule_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FUNCTIONS, "zeta", Function(sp.zeta, kind=sp.zeta))
    assert decide.limit(sp.zeta(x), {x: 3}, sp.zeta(3)).verdict is Verdict.INCONCLUSIVE
    with pytest.raises(ValueError, match="no program for zeta"):
        program_of("value", (x,), {"value": parse("zeta(x)", NAMES)})


@pytest.mark.parametrize("name", READ_ONLY)
def test_what_is_only_read_is_never_decided_wrongly_and_refused_by_programs_that_lack_it(
    name: str,
) -> None:
    value = read_only(name)
    assert value.func is FUNCTIONS[name].kind
    if name in NO_PROGRAM:
        with pytest.raises(ValueError, match="no program for"):
            program_of("value", (x, y), {"value": value})
    assert not decide.equality(value, value + sp.Rational(1, 10**40))
    for relation in ("<", ">"):
        assert not decide.bound(value, relation, value)


# What is a formula in others, with mpmath's function as a judge.
WRITTEN = {
    "jn": ("jn(2, x)", lambda x, y: mp.sqrt(mp.pi / (2 * x)) * mp.besselj(mp.mpf(5) / 2, x)),
    "yn": ("yn(2, x)", lambda x, y: mp.sqrt(mp.pi / (2 * x)) * mp.bessely(mp.mpf(5) / 2, x)),
    "legendre": ("legendre(3, x)", lambda x, y: mp.legendre(3, x)),
    "chebyshevt": ("chebyshevt(4, x)", lambda x, y: mp.chebyt(4, x)),
    "chebyshevu": ("chebyshevu(3, x)", lambda x, y: mp.chebyu(3, x)),
    "hermite": ("hermite(5, x)", lambda x, y: mp.hermite(5, x)),
    "laguerre": ("laguerre(4, x)", lambda x, y: mp.laguerre(4, 0, x)),
    "Heaviside": ("Heaviside(x - 1)", lambda x, y: mp.mpf(x > 1)),
    "KroneckerDelta": ("KroneckerDelta(x, 5/4)", lambda x, y: mp.mpf(x == 1.25)),
    "Mod": ("Mod(x, y)", lambda x, y: x - y * mp.floor(x / y)),
    "re": ("re(x + i*y)", lambda x, y: x),
    "im": ("im(x + i*y)", lambda x, y: y),
    "exp_polar": ("exp_polar(x)", lambda x, y: mp.exp(x)),
}  # fmt: skip


def test_each_formula_in_others_is_judged() -> None:
    assert WRITTEN.keys() == {name for name, row in FUNCTIONS.items() if row.written_out}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_formula_in_others_is_the_function(name: str) -> None:
    text, judge = WRITTEN[name]
    expr = parse(text, NAMES)
    with mp.workdps(40):
        for point in POINTS:
            exactly = dict(zip((x, y), map(sp.Rational, map(str, point)), strict=True))
            value = expr.xreplace(exactly).doit().evalf(40)
            wanted = judge(*(mp.mpf(a.p) / a.q for a in exactly.values()))
            assert abs(mp.mpf(str(value)) - wanted) < mp.mpf(10) ** -35 * (1 + abs(wanted))


def read_only(name: str) -> sp.Expr:
    order = ["2" if name in BESSEL else "y"]
    arguments = ["x - 2"] if FUNCTIONS[name].fewest == 1 else [*order, "x - 2"]
    return parse(f"{name}({', '.join(arguments)})", NAMES)
