"""Limits and sums get certificates that the checker accepts, and none that a forger changes."""

import copy
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
import sympy as sp

from beyondthermal.derivations.proofs.claims import certificates_of
from beyondthermal.derivations.report.proofs import steps
from beyondthermal.derivations.verify import holds
from beyondthermal.symbolic.decision import decide
from beyondthermal.symbolic.symbols import assumed, declared

x, a = (declared(name, sp.Reals) for name in "xa")
b = declared("b", sp.Interval.open(0, sp.oo))
n = assumed("n", integer=True)
i, oo, pi, half = sp.I, sp.oo, sp.pi, sp.Rational(1, 2)
RIGHT, LEFT = {x: (0, oo)}, {x: (-oo, 0)}
TINY = sp.Rational(1, 10**40)

# A function, where x goes, its limit, and the domain.
LIMITS: dict[str, Any] = {
    "from both sides": (sp.sin(x) / x, 0, 1, None),
    "next to a cut": (sp.sqrt(-4 + i * x), 0, 2 * i, RIGHT),
    "on its other side": (sp.log(-1 - i * x**2), 0, -i * pi, LEFT),
    "a logarithm that cancels": (sp.asin(2 + i * x), 0, sp.asin(2), LEFT),
    "a product of powers": ((-1 + i * x) ** i, 0, sp.exp(-pi), RIGHT),
    "for each sign": (sp.atan(a / x), 0, pi * sp.sign(a) / 2, RIGHT),
    "moduli": ((abs(x + a) - abs(x - a)) / (2 * x), 0, sp.sign(a), RIGHT),
    "a parameter": ((sp.sqrt(b + x) - sp.sqrt(b)) / x, 0, 1 / (2 * sp.sqrt(b)), RIGHT),
    "exponentials": (x * (sp.coth(x) - 1), oo, 0, None),
    "a power of x": (x**x, 0, 1, RIGHT),
    "an end that is no fraction": (sp.tan(x), pi / 2, oo, {x: (-oo, pi / 2)}),
    "from below a whole number": (sp.floor(2 - x**2), 0, 1, None),
    "what turns for ever": (x * sp.sin(1 / x), 0, 0, None),
}
# A term of n, where the sum begins, and its value.
SUMS: dict[str, Any] = {
    "geometric": (sp.exp(-b * n), 0, 1 / (1 - sp.exp(-b))),
    "with a factor": (n * sp.exp(-b * n), 0, sp.exp(b) / (sp.exp(b) - 1) ** 2),
    "of powers of a half": (half**n, 1, sp.S.One),
    "rational": (1 / (n * (n + 1)), 1, sp.S.One),
}


def of_limit(f, to, value, where) -> list[dict[str, Any]]:
    return certificates_of(partial(decide.limit, f, {x: sp.sympify(to)}, sp.sympify(value),
                                   where=where))  # fmt: skip


def of_sum(f, start, value) -> list[dict[str, Any]]:
    return certificates_of(partial(decide.equality, sp.Sum(f, (n, start, oo)), value))


FOUND = {**{name: of_limit(*row) for name, row in LIMITS.items()},
         **{name: of_sum(*row) for name, row in SUMS.items()}}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_there_is_a_certificate_that_holds_and_can_be_told(name) -> None:
    (found,) = FOUND[name]
    assert holds(found)
    assert steps(found)[0].display


@pytest.mark.parametrize("name", LIMITS)
def test_no_other_limit_has_one(name) -> None:
    f, to, value, where = LIMITS[name]
    value = sp.sympify(value)
    others = [-oo, sp.S.Zero] if value is oo else [value + TINY, value - TINY / 3, value + i, oo]
    for other in others:
        assert not of_limit(f, to, other, where)


def leaves(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Everything in a certificate that has no parts."""
    if isinstance(tree, dict | list):
        for key, part in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from leaves(part, (*path, key))
    else:
        yield path, tree


def changed(certificate: dict[str, Any], path: tuple[Any, ...], to: Any) -> dict[str, Any]:
    """A certificate with something else in one place."""
    forged = copy.deepcopy(certificate)
    at = forged
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = to
    return forged


def forgeries(certificate: dict[str, Any]) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Every number one more and with the other sign, every name another one, every part gone."""
    swaps = {"oo": "-oo", "-oo": "oo", "x": "a", "sin": "cos", "log": "exp", "+": "*"}
    for path, leaf in leaves(certificate):
        if isinstance(leaf, bool) or path[0] == "kind":
            continue
        if isinstance(leaf, int):
            yield from ((path, changed(certificate, path, to)) for to in (leaf + 1, -leaf or 7))
        elif isinstance(leaf, str) and leaf in swaps:
            yield path, changed(certificate, path, swaps[leaf])
        yield path, changed(certificate, path, None)


def accepted(certificate: dict[str, Any]) -> bool:
    """Whether the checker accepts it; what is malformed raises an error."""
    try:
        return holds(certificate)
    except (ArithmeticError, AttributeError, AssertionError, IndexError, KeyError, TypeError,
            ValueError):  # fmt: skip
        return False


def telling(name: str) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Changes in the statement, of another one of which this is no proof, and in what steps say."""
    (found,) = FOUND[name]
    return [
        (path, forged) for path, forged in forgeries(found)
        if path[0] in ("term", "value", "to") or (
            "steps" in path and not {"of", "rest"} & set(path))
    ]  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_some_of_what_is_changed_the_checker_sees(name) -> None:
    rows = telling(name)
    assert len(rows) > 10
    for path, forged in rows[:: len(rows) // 10]:
        assert not accepted(forged), path


@pytest.mark.slow
@pytest.mark.parametrize("name", FOUND)
def test_whatever_is_changed_the_checker_sees_it(name) -> None:
    for path, forged in telling(name):
        assert not accepted(forged), path


def test_a_case_or_a_side_that_is_missing_is_seen() -> None:
    (found,) = FOUND["for each sign"]
    for key in ("below", "zero", "above"):
        forged = copy.deepcopy(found)
        del forged["proof"][key]
        assert not accepted(forged)
        assert not accepted({**found, "proof": found["proof"][key]})
    (found,) = FOUND["from both sides"]
    assert not accepted({**found, "proof": found["proof"]["above"]})
    (found,) = FOUND["a parameter"]
    facts = found["proof"]["facts"]
    assert facts
    for row in facts:
        assert not accepted(changed(found, ("proof", "facts"), [r for r in facts if r != row]))
    assert not accepted(changed(found, ("proof", "facts", 0, "sign"), -1))


# True but for what the rule asks for besides.
TRAPS: dict[str, Any] = {
    "no value for a = 1": ((a**2 - 1) / (a - 1) + x, 0, a + 1, RIGHT),
    "no value next to 0": (x * sp.log(x), 0, 0, LEFT),
    "a root of what swings": (x * sp.sqrt(sp.sin(1 / x)), 0, 0, RIGHT),
    "only for a > 0": (sp.exp(-a / x), 0, 0, RIGHT),
    "not for a = 0": (sp.atan(a / x), 0, pi / 2, RIGHT),
    "the sign changes for ever": (abs(sp.sin(1 / x)) / sp.sin(1 / x), 0, 1, RIGHT),
    "a cut that is met again": (sp.log(-1 + i * x * sp.sin(1 / x)), 0, i * pi, RIGHT),
    "a floor of what swings": (sp.floor(1 / x + sp.sin(1 / x) / x) * x**2, 0, 1, RIGHT),
    "one side alone": (abs(x) / x, 0, 1, None),
}


@pytest.mark.parametrize("name", TRAPS)
def test_traps(name) -> None:
    assert not of_limit(*TRAPS[name])


def test_sums_that_do_not_telescope_to_it() -> None:
    (found,) = FOUND["rational"]
    assert not accepted({**found, "value": 2})
    assert not accepted({**found, "from": 2})
    assert not accepted({**found, "from": 0})  # 1/(n (n + 1)) has no value there
    assert not accepted({**found, "from": -3})
    (found,) = FOUND["geometric"]
    assert not accepted({**found, "box": {"b": ["-oo", True, "oo", True]}})
    # T + 1 is as good a telescope, but tends to 1.
    T = found["proof"]["telescope"]
    assert not accepted(changed(found, ("proof", "telescope"), ["+", T, 1]))
    for f, start in ((sp.S.One, 0), ((-1) ** n, 0), (1 / n, 1), (1 / (n * (n - 3)), 1)):
        assert not of_sum(f, start, sp.S.Half)
