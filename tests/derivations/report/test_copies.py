"""What the page's buttons copy runs, and is the equation: each is evaluated at a random point."""

import inspect
import random
import re
import subprocess
from pathlib import Path
from types import FunctionType
from typing import Any

import numpy as np
import pytest
import sympy as sp
from mpmath import mp
from report_document import equations

from beyondthermal.derivations.claims.quantified.statements import Quantified
from beyondthermal.derivations.report.blocks import Equation
from beyondthermal.derivations.report.code.bound_names import defined
from beyondthermal.derivations.report.code.numpy_copies import as_numpy
from beyondthermal.derivations.report.code.sympy_copies import as_sympy
from beyondthermal.derivations.report.copies import as_latex, copies, offered
from beyondthermal.numeric import machine
from beyondthermal.symbolic.symbols import symbols

x, y, C, N1, d, beta_S = symbols("x y C N1 d beta_S")
ORDERED = (sp.Lt, sp.Le, sp.Gt, sp.Ge)


def run(text: str) -> dict[str, Any]:
    """What a program leaves behind; it is our own, and runs nowhere but in this test."""
    names: dict[str, Any] = {}
    exec(compile(text, "copy", "exec"), names)
    return names


def by_name(name: str) -> Equation:
    return next(e for e in equations() if name in e.names)


def inserted(expr: sp.Basic, definitions: dict[sp.Symbol, sp.Basic]) -> sp.Basic:
    """An expression in which no defined name is left, found by inserting again and again."""
    while found := {n: definitions[n] for n in expr.free_symbols if n in definitions}:
        expr = expr.xreplace(found)
    return expr


def at_random(names: set[sp.Symbol], seed: int) -> dict[sp.Symbol, mp.mpf]:
    """Numbers for names, complex ones for what isn't real; whole ones for what is whole."""
    draw = random.Random(seed)
    whole = {name: draw.randint(1, 5) for name in sorted(names, key=str)}
    parts = {n: (draw.uniform(0.5, 2), draw.uniform(0.5, 2)) for n in sorted(names, key=str)}
    real = {n: n.is_real or not n.is_complex for n in names}
    return {
        n: mp.mpf(whole[n]) if n.is_integer else mp.mpc(*z) if not real[n] else mp.mpf(z[0])
        for n, z in parts.items()
    }


def value(expr: sp.Basic, point: dict[sp.Symbol, mp.mpf]) -> Any:
    """By mpmath, to 40 digits."""
    with mp.workdps(40):
        return sp.lambdify(list(point), expr, "mpmath")(*point.values())


def difference(wanted: sp.Basic, point: dict[sp.Symbol, mp.mpf]) -> Any:
    """The value; of two sides, how far they are apart."""
    found = value(wanted, point)
    return found[0] - found[1] if isinstance(wanted, sp.Tuple) else found


def is_number(side: sp.Basic) -> bool:
    """Whether mpmath can say what it is."""
    plain = (sp.Add, sp.Mul, sp.Pow, sp.exp, sp.log, sp.Abs, sp.Max, sp.Min, sp.conjugate, sp.im)
    return isinstance(side, sp.Expr) and all(
        (isinstance(node, (*plain, sp.re, sp.Number, sp.NumberSymbol, sp.Symbol)) or node == sp.I)
        and node.is_commutative
        and node.is_infinite is not True
        for node in sp.preorder_traversal(side)
    )


def is_numeric(side: sp.Basic) -> bool:
    """The same, and matrices of numbers."""
    return all(map(is_number, side)) if isinstance(side, sp.MatrixBase) else is_number(side)


def same(one: sp.Basic, other: sp.Basic) -> bool:
    """The same numbers at a random point; the same form, evaluated a little, of all else."""
    if is_number(one) and is_number(other):
        assert one.free_symbols | other.free_symbols == one.free_symbols
        point = at_random(one.free_symbols, 1)
        # Python's SymPy says it another way: exactly, and then to so many digits.
        exact = {n: sp.Float(z, 40) if z.imag == 0 else sp.sympify(z) for n, z in point.items()}
        found = mp.mpmathify(sp.N(other.subs(exact), 30))
        wanted = value(one, point)
        # What cancels is zero to 25 places; a constant such as 10⁻⁴⁸ isn't.
        zero = mp.mpf(10) ** -25 if one.free_symbols else 0
        return bool(abs(found - wanted) <= abs(wanted) * mp.mpf(10) ** -12 + zero)
    if isinstance(one, sp.MatrixBase | sp.MatrixExpr):
        left, right = sp.Matrix(one), sp.Matrix(other)
        return left.shape == right.shape and all(map(same, left, right))
    if isinstance(one, Quantified | sp.Tuple) or type(one).__module__.startswith("beyondthermal"):
        alike = type(one) is type(other) and len(one.args) == len(other.args)
        return alike and all(map(same, one.args, other.args)) if one.args else one == other
    if isinstance(one, sp.Rel | sp.logic.boolalg.BooleanFunction):
        return type(one) is type(other) and all(map(same, one.args, other.args))
    if one == other or not isinstance(one, sp.Expr):
        return bool(one == other)
    return bool(sp.expand(one.doit() - other.doit()) == 0)


def sympy_copy_is(equation: Equation, text: str) -> bool:
    """Whether a program binds what the equation defines, and makes the equation again."""
    names = run(text)
    definitions = defined(equation.statement)
    shown = names["equations"] if len(equation.statement) > 1 else [names["equation"]]
    for ours, theirs in zip(equation.statement, shown, strict=True):
        if type(ours) is not type(theirs):
            return False
        sides = list(ours.args)
        if isinstance(ours, sp.Eq) and definitions.get(ours.lhs) == ours.rhs:
            sides[1] = inserted(ours.rhs, definitions)
        if not all(map(same, sides, theirs.args)):
            return False
    return all(
        same(inserted(body, definitions), names[str(name)]) for name, body in definitions.items()
    )


def test_what_is_offered_is_there() -> None:
    for equation in equations():
        assert tuple(copies(equation)) == offered(equation)


def test_every_sympy_copy_is_the_equation() -> None:
    for equation in equations():
        if equation.statement:
            assert sympy_copy_is(equation, copies(equation)["SymPy"]), equation.names


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("A4", "2*gamma_plus**3", "3*gamma_plus**3"),
        ("A4", "Eq(rho_dot, 0", "Eq(rho_dot, 1"),
        ("A4", "rho_c = gamma_plus*(gamma_A - gamma_S)", "rho_c = gamma_plus*(gamma_S - gamma_A)"),
        ("5", "-P + S**2", "P + S**2"),
        ("balances", "2*p_G", "p_G"),
        ("bell-states", "ket_01 - ket_10", "ket_01 + ket_10"),
        ("onset", "2.1368", "2.1369"),
        ("kernel", "10**48", "10**47"),
        ("A14", "Rational(1, 2)", "Rational(1, 3)"),
        ("A13-corrected", "exp(-beta_S/2)/3", "exp(-beta_S/2)/2"),
    ],
)
def test_a_wrong_sympy_copy_is_seen(name: str, right: str, wrong: str) -> None:
    text = copies(by_name(name))["SymPy"]
    assert right in text
    assert not sympy_copy_is(by_name(name), text.replace(right, wrong, 1))


def numpy_copy_is(equation: Equation, text: str) -> bool:
    """Whether each function of a program returns what the equation has, at a random point."""
    found = {n: f for n, f in run(text).items() if isinstance(f, FunctionType)}
    forms, equal, holds = expected(equation)
    relations = {n: found.pop(n) for n in list(found) if n.startswith("eq_")}
    if len(found) != len(forms) or len(relations) != bool(equal) + bool(holds):
        return False
    compared = [*zip(found.values(), forms, strict=True)]
    compared += [(f, holds if n.endswith("_holds") else equal) for n, f in relations.items()]
    return all(returns(function, wanted) for function, wanted in compared)


def expected(equation: Equation) -> tuple[list[Any], list[Any], list[Any]]:
    """What is on the right of names, pairs of two sides, and inequalities; in what arguments."""
    definitions = defined([s for s in equation.statement if is_numeric(s.args[-1])])
    forms, equal, holds = [], [], []
    for statement in equation.statement:
        if not isinstance(statement, (sp.Eq, *ORDERED)):
            continue
        left, right = statement.args
        one, other = (inserted(side, definitions) for side in statement.args)
        if not is_numeric(other) or not (left in definitions or is_number(one)):
            continue
        names = {n for s in statement.free_symbols for n in inserted(s, definitions).free_symbols}
        if isinstance(statement, sp.Eq) and left in definitions:
            forms.append((other, other.free_symbols))
        elif names and not (left.is_Symbol and not right.free_symbols):
            pair = sp.Tuple(one, other)
            some = equal if isinstance(statement, sp.Eq) else holds
            some.append((pair if some is equal else statement.func(*pair, evaluate=False), names))
    return forms, equal, holds


def returns(function: FunctionType, wanted: Any) -> bool:
    """Whether a function returns what is wanted, by mpmath, for its arguments alone."""
    some = wanted if isinstance(wanted, list) else [wanted]
    names = set().union(*(names for _, names in some))
    if {str(name) for name in names} != set(inspect.signature(function).parameters):
        return False
    is_complex = not all(name.is_real for name in names)
    for seed in range(20):
        point = at_random(names, seed)
        right = [difference(one, point) for one, _ in some]
        # A root of a negative number: not in the domain.
        if is_complex or not any(isinstance(z, mp.mpc) for z in right):
            break
    given = {n.name: complex(z) if isinstance(z, mp.mpc) else float(z) for n, z in point.items()}
    got = function(**given)
    got = got if isinstance(got, tuple) else (got,)
    numbers = [np.array(z.tolist() if isinstance(z, mp.matrix) else z, complex) for z in right]
    return len(got) == len(right) and all(
        np.allclose(ours, theirs, rtol=1e-9, atol=1e-9)
        for ours, theirs in zip(got, numbers, strict=True)
    )


def test_every_numpy_copy_returns_the_equation() -> None:
    shown = [e for e in equations() if "Python" in offered(e)]
    assert len(shown) > 100
    for equation in shown:
        assert numpy_copy_is(equation, copies(equation)["Python"]), equation.names


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("A4", "3*gamma_plus**2", "2*gamma_plus**2"),
        ("A4", "np.conj(rho_c), rho_10", "np.conj(rho_c), rho_01*0"),
        ("4", "np.maximum(0, (N1 - N2)/d)", "(N1 - N2)/d"),
        ("4", "N1, N2, d", "N1, N2, d, x"),
        ("5", "return np.abs(A*(S/2 - 1))", "return A*(S/2 - 1)/2"),
        ("balances", "2*p_G", "p_G"),
        ("imbalance", "<=", ">"),
    ],
)
def test_a_wrong_numpy_copy_is_seen(name: str, right: str, wrong: str) -> None:
    text = copies(by_name(name))["Python"]
    assert right in text
    assert not numpy_copy_is(by_name(name), text.replace(right, wrong, 1))


def test_copies_together_are_the_machine() -> None:
    parts, whole = run(copies(by_name("5"))["Python"]), run(copies(by_name("4"))["Python"])
    beta = np.linspace(-3, 5, 9)
    at = beta, beta[:, None]
    concurrence = whole["C"](*(parts[name](*at) for name in ("N1", "N2", "d")))
    np.testing.assert_allclose(concurrence, machine.concurrence(*at), rtol=1e-11, atol=1e-13)
    rho = run(copies(by_name("A4"))["Python"])["rho"](1.0, np.exp(-1.2), np.exp(2.3))
    np.testing.assert_allclose(rho, machine.density_matrix(-1.2, 2.3), rtol=1e-12)
    pasted = run(copies(by_name("A4"))["SymPy"])["rho"]
    assert pasted.free_symbols == set(symbols("gamma_plus gamma_A gamma_S"))
    assert sp.simplify(pasted.trace()) == 1


def test_nothing_is_evaluated_to_true_or_false() -> None:
    for statement in (sp.Eq(x, x, evaluate=False), sp.Gt(d, 0, evaluate=False), sp.Eq(C, 0)):
        assert isinstance(run(as_sympy([statement]))["equation"], sp.Rel)
    assert run(as_sympy([sp.Eq(C, 0)]))["C"] == C


def test_definitions_are_in_an_order_in_which_they_can_be_computed() -> None:
    lines = [sp.Eq(C, N1 / d), sp.Eq(N1, x), sp.Eq(d, N1 + y), sp.Eq(x, C)]
    assert list(defined(lines)) == [N1, d, C]
    assert as_numpy(lines).count("def ") == 4
    assert run(as_numpy(lines))["C"](x=2.0, y=3.0) == 0.4
    assert "eq_" not in as_numpy([sp.Eq(C, 0), sp.Gt(d, 0, evaluate=False)])


def test_the_number_of_an_equation_is_its_tag() -> None:
    for equation in equations():
        if equation.statement and equation.numbers:
            text = as_latex(equation.statement, ", ".join(equation.numbers))
            assert text.count("\\tag{") == 1
            assert text.startswith("\\begin{align}")


@pytest.mark.needs("pdflatex")
def test_every_latex_copy_compiles_with_amsmath_alone(tmp_path: Path) -> None:
    texts = [made["LaTeX"] for e in equations() if (made := copies(e))]
    head = (
        "\\documentclass{article}\n\\usepackage{amsmath}\n\\allowdisplaybreaks\n\\begin{document}\n"
    )
    source = head + "\n".join([*texts, "\\end{document}\n"])
    assert source.isascii()
    (tmp_path / "copies.tex").write_text(source, encoding="ascii")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "copies.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    assert not re.search("multiply defined|Missing character", done.stdout)
