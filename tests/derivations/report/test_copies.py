"""What the page's buttons copy runs, and is the equation; what its proofs say has words."""

import ast
from typing import Any

import numpy as np
import sympy as sp
from report_document import equations

from beyondthermal.derivations.report.copies import as_latex, as_numpy, as_sympy, copies, offered
from beyondthermal.derivations.report.proofs import steps
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.symbols import symbols


def test_what_is_offered_is_there() -> None:
    for equation in equations():
        assert tuple(copies(equation)) == offered(equation)


def test_the_number_of_an_equation_is_its_tag() -> None:
    for equation in equations():
        if equation.statement and equation.numbers:
            text = as_latex(equation.statement, ", ".join(equation.numbers))
            assert text.count("\\tag{") == 1
            assert text.startswith("\\begin{align}")


def evaluated(text: str) -> list[Any]:
    """What the expressions of a program come to; assignments are carried out."""
    names: dict[str, Any] = {}
    found = []
    for node in ast.parse(text).body:
        if isinstance(node, ast.Expr):
            found.append(eval(compile(ast.Expression(node.value), "copy", "eval"), names))
        else:
            exec(compile(ast.Module([node], []), "copy", "exec"), names)
    return found


def test_sympy_copies_give_the_statement_again() -> None:
    for equation in equations():
        if not equation.statement:
            continue
        again = evaluated(as_sympy(equation.statement))
        for ours, theirs in zip(equation.statement, again, strict=True):
            # Pasting evaluates a little: 4(x - y) is 4x - 4y then, matrices are multiplied.
            if isinstance(theirs, sp.Rel) and sp.sstr(ours) != sp.sstr(theirs):
                assert type(ours) is type(theirs), equation.names
                assert all(map(same, ours.args, theirs.args)), equation.names


def same(one: sp.Basic, other: sp.Basic) -> bool:
    if isinstance(one, sp.logic.boolalg.Boolean):
        return type(one) is type(other) and all(map(same, one.args, other.args))
    if not isinstance(one, sp.Expr | sp.MatrixBase | sp.MatrixExpr):
        return bool(one == other)
    difference = (one - other).doit()
    if isinstance(difference, sp.MatrixBase):
        return all(sp.simplify(entry) == 0 for entry in difference)
    return bool(sp.simplify(difference) == 0)


def sides_of(line: str) -> list[ast.expr]:
    """The two sides of a copied NumPy statement; of a definition the right one."""
    (node,) = ast.parse(line).body
    if isinstance(node, ast.Assign):
        return [node.value]
    assert isinstance(node, ast.Expr)
    if isinstance(node.value, ast.Compare):
        return [node.value.left, *node.value.comparators]
    assert isinstance(node.value, ast.Call)
    return node.value.args


def test_numpy_copies_agree_with_sympy_at_a_point() -> None:
    statements = [s for e in equations() for s in e.statement if as_numpy([s])]
    assert len(statements) > 100
    for statement in statements:
        symbols = sorted(statement.free_symbols, key=str)
        point = {s: sp.Rational(2 * k + 3, k + 2) for k, s in enumerate(symbols)}
        names = {"np": np} | {str(s): float(v) for s, v in point.items()}
        sides = sides_of(as_numpy([statement]).splitlines()[-1])
        for side, expected in zip(sides, statement.args[-len(sides) :], strict=True):
            value = eval(compile(ast.Expression(side), "copy", "eval"), names)
            assert np.allclose(value, complex(expected.subs(point)), rtol=1e-9), statement


def test_every_certificate_has_words() -> None:
    for equation in equations():
        for certificate in equation.result.finding.proof.certificates:
            assert steps(certificate)[0].sentence


def test_a_substitution_is_shown_with_what_comes_of_it() -> None:
    x, y = symbols("x y")
    (certificate,) = positive(x**2 - x + 1, {x: sp.Interval(1, sp.oo)}).certificates
    claim, put, end = steps(certificate)
    assert claim.sentence == r"For $1 \le x$:"
    assert claim.display == (r"&x^{2} - x + 1 > 0",)
    assert put.sentence == r"Put $x = 1 + t$ with $t \ge 0$:"
    assert put.display == ("&t^{2} + t + 1",)
    assert end.sentence == "No coefficient is negative."
    # Between two ends the denominator 1 + t is cleared.
    side = {y: sp.Interval.open(1, sp.Rational(1, 2) + 1)}
    (certificate,) = positive(2 * y - 1, side).certificates
    put = steps(certificate)[1]
    assert put.sentence == (
        r"Put $y = \frac{2 + 3 t}{2 (1 + t)}$ with $t > 0$, and multiply by $(1 + t)$:"
    )
    assert put.display == ("&2 t + 1",)


def test_a_range_that_is_cut_says_into_how_many_boxes() -> None:
    (x,) = symbols("x")
    (certificate,) = positive(x**2 - x + 1, {x: sp.Interval(0, sp.oo)}).certificates
    told = " ".join(step.sentence for step in steps(certificate))
    assert "is cut into" in told
    assert "nor is one in the other boxes" in told
