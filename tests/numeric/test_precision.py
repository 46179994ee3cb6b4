"""Precision belongs to a call: threads don't share it, and the caller's stays as it is."""

import ast
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from threading import Barrier
from typing import Any

import mpmath
import pytest
import sympy as sp
from console import ROOT
from mpmath import mpf

import beyondthermal.numeric.codegen.expression_vectors as codegen
from beyondthermal.derivations.claims.of_the_paper import closed_form
from beyondthermal.derivations.claims.quantified import functions, routes
from beyondthermal.derivations.commands.evaluate import as_text
from beyondthermal.numeric import cavity, machine, precise
from beyondthermal.numeric.codegen.vectors import to_json, vectors
from beyondthermal.numeric.precision import exact_value, handed_out, mp
from beyondthermal.numeric.programs.from_sympy import program_of
from beyondthermal.numeric.programs.functions import precise_function
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS
from beyondthermal.symbolic.symbols import symbols

x, y = symbols("x y")
RATES: dict[str, Any] = {"kappa": 10, "p": "0.005", "gamma": "0.001"}
NOISY = RATES | {"delta": "0.1", "gamma_z": "0.01", "p_c": "0.001"}
FORMULA = [sp.sqrt(x) + sp.pi / 3, sp.exp(x) * sp.log(y) + sp.E, sp.cosh(y) ** sp.Rational(1, 3)]


def element(digits: int) -> Any:
    state = precise.steady_state(**NOISY, n_max=3, digits=digits)
    return [state, state.element("S", 1, "A", 1), precise.full_density_matrix(state)]


def formula(digits: int) -> Any:
    with mp.workdps(digits):
        return [handed_out(v) for v in precise_function((x, y), FORMULA)(mp.mpf(2), mp.mpf(3))]


def checked(_: int) -> Any:
    program = program_of("f", (x, y), {"f": sp.sqrt(x + y)})
    return codegen.expression_vectors(program, (x, y), [sp.sqrt(x + y)], {}, 20).references


# All that takes digits, or has some number of them inside.
CALLS: dict[str, Callable[[int], Any]] = {
    "to_digits": lambda n: machine.to_digits("0.1", 5, digits=n),
    "precise.concurrence": lambda n: precise.concurrence(**RATES, digits=n),
    "precise.populations": lambda n: precise.populations(**NOISY, n_max=4, digits=n),
    "precise.steady_state": element,
    "effective_steady_state": lambda n: precise.effective_steady_state(
        gamma_plus=1, gamma_A="0.5", gamma_S=30, digits=n
    ),
    "wootters": lambda n: precise.wootters(
        precise.effective_steady_state(gamma_plus=1, gamma_A=1, gamma_S=30, digits=n), n
    ),
    "partial_trace": lambda n: precise.partial_trace(
        precise.full_density_matrix(precise.steady_state(**RATES, n_max=2, digits=n))
    ),
    "enclose": lambda n: str(cavity.enclose(**RATES, digits=n).complete),
    "exact": lambda n: cavity.exact.steady_state(**RATES, n_max=2).concurrence.evalf(n),
    "maximize": lambda n: cavity.maximize(
        over=["p"], kappa=2, gamma="0.001", digits=n, model="effective"
    ),
    "maximize in full": lambda n: cavity.maximize(over=["p"], kappa=2, gamma="0.1", digits=n % 7),
    "threshold": lambda n: cavity.threshold(
        kappa=2, gamma="0.001", digits=n, model="effective"
    ),
    "precise_function": formula,
    "expression_vectors": checked,
    "vectors": lambda _: to_json([vectors(FUNCTIONS["concurrence"].program, 400)]),
    "routes.order": lambda n: routes.order(sp.Rational(1, 50), sp.Rational(1, 99), digits=n % 5),
    "C_closed": lambda n: functions._closed(sp.log(2), sp.sqrt(3), digits=n),
    "three_numbers": lambda _: closed_form.three_numbers(),
    "as_text": lambda n: as_text(machine.to_digits(1, 2, digits=n), n),
}  # fmt: skip
SLOW = {"maximize in full", "routes.order", "vectors", "enclose"}
DIGITS = (11, 30, 100, 17, 60, 45, 22, 80)
every_call = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)


@contextmanager
def callers_digits(dps: int) -> Iterator[None]:
    """What a caller has set, and finds again."""
    before = mpmath.mp.prec
    mpmath.mp.dps = dps
    try:
        yield
        assert mpmath.mp.dps == dps
    finally:
        mpmath.mp.prec = before


def written(value: Any) -> str:
    """All bits of it, and whose numbers they are."""
    if isinstance(value, sp.Basic):
        return sp.srepr(value)
    if hasattr(value, "_mpf_") or hasattr(value, "_mpc_"):
        assert type(value) in (mpmath.mpf, mpmath.mpc)
        return str(getattr(value, "_mpf_", None) or value._mpc_)
    if isinstance(value, mpmath.matrix):
        return written(value.tolist())
    if isinstance(value, dict):
        return str({key: written(part) for key, part in value.items()})
    if isinstance(value, list | tuple):
        return str([written(part) for part in value])
    if hasattr(value, "__dataclass_fields__"):
        return str({name: written(getattr(value, name)) for name in value.__dataclass_fields__})
    return str(value)


@every_call
@pytest.mark.sweep
def test_eight_threads_find_what_one_finds(call: Callable[[int], Any]) -> None:
    alone = {digits: written(call(digits)) for digits in DIGITS}
    together = Barrier(len(DIGITS))

    def both(digits: int) -> tuple[int, str]:
        together.wait()
        return digits, written(call(digits))

    with callers_digits(33), ThreadPoolExecutor(len(DIGITS)) as threads:
        for _ in range(1 if call in map(CALLS.get, SLOW) else 4):
            for digits, found in threads.map(both, DIGITS):
                assert found == alone[digits], digits


@every_call
def test_the_callers_precision_neither_changes_nor_counts(call: Callable[[int], Any]) -> None:
    expected = written(call(30))
    for dps in (1, 15, 77):
        with callers_digits(dps):
            assert written(call(30)) == expected


REFUSED: dict[str, Callable[[], Any]] = {
    "to_digits": lambda: machine.to_digits("cold", 1, digits=40),
    "precise": lambda: precise.concurrence(**RATES | {"p": -1}, digits=40),
    "stuck": lambda: precise.concurrence(kappa=1, p="1e-40000", gamma=1, g="1e40000", digits=40),
    "effective_steady_state": lambda: precise.effective_steady_state(
        gamma_plus=0, gamma_A=0, gamma_S=1, digits=40
    ),
    "enclose": lambda: cavity.enclose(**RATES | {"p_c": 11}, digits=40),
    "maximize": lambda: cavity.maximize(gamma=100, digits=40),
    "element": lambda: precise.steady_state(**RATES, n_max=1, digits=40).element("Q", 0, "S", 0),
}


@pytest.mark.parametrize("call", REFUSED.values(), ids=REFUSED)
def test_the_callers_precision_outlives_an_exception(call: Callable[[], Any]) -> None:
    before = mp.prec
    with callers_digits(7), pytest.raises(ValueError, match="Argument `"):
        call()
    assert mp.prec == before


def test_a_careless_function_would_be_noticed() -> None:
    """The comparison tells a wrong precision from the right one, and one context from another."""

    def careless(digits: int) -> mpf:
        mpmath.mp.dps = digits
        return mpmath.sqrt(2)

    with pytest.raises(AssertionError), callers_digits(33):
        careless(20)
    with callers_digits(33):
        found = written(careless(20)), written(careless(33))
    assert found[0] != found[1]
    with pytest.raises(AssertionError):
        written([mp.mpf(1) / 3])


def test_a_precise_function_computes_where_its_arguments_live() -> None:
    function = precise_function((x, y), FORMULA)
    with mpmath.workdps(40):
        expected = [mpmath.sqrt(2) + mpmath.pi / 3, mpmath.exp(2) * mpmath.log(3) + mpmath.e]
        assert function(mpf(2), mpf(3))[:2] == expected
        with mp.workdps(60):
            more = function(mp.mpf(2), mp.mpf(3))
            assert all(type(value) is mp.mpf for value in more)
    with mpmath.workdps(70):
        for value, known in zip(more, expected, strict=False):
            assert mpmath.mpf("1e-42") < abs(value - known) < mpmath.mpf("1e-38")


def test_exact_values() -> None:
    with mp.workdps(50):
        third = mp.mpf(1) / 3
    assert exact_value(third) == exact_value(handed_out(third)) != Fraction(1, 3)
    assert abs(exact_value(third) - Fraction(1, 3)) < Fraction(1, 10**49)
    for bad in (mp.inf, mpmath.nan):
        with pytest.raises(ValueError, match="not finite"):
            exact_value(bad)


SOURCES = sorted(p for floor in ("symbolic", "numeric", "derivations")
                 for p in (ROOT / floor).rglob("*.py"))  # fmt: skip


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_nobody_computes_in_mpmaths_own_context(path: Path) -> None:
    """Of mpmath come types, which may be named but not called, and what has no precision."""
    if path.name == "precision.py":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    taken = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "mpmath"
        for alias in node.names
    }
    assert taken <= {"mpf", "matrix"}
    called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert not [f.id for f in called if isinstance(f, ast.Name) and f.id in taken]
    of_mpmath = [ast.unparse(f) for f in called if ast.unparse(f).startswith("mpmath.")]
    assert set(of_mpmath) <= {"mpmath.mp.make_mpf"}
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]
    assert "mpmath" not in texts or path.parts[-2:] in {
        ("programs", "functions.py"), ("programs", "references.py"), ("claims", "cache.py"),
    }  # fmt: skip
