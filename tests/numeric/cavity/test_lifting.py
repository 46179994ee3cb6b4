"""Integer linear systems, exactly: with python-flint, without it, and by SymPy."""

import sys

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from beyondthermal.numeric.cavity import lifting

sizes = st.integers(1, 7)
systems = sizes.flatmap(
    lambda n: st.tuples(
        st.lists(
            st.dictionaries(st.integers(0, n - 1), st.integers(-(10**30), 10**30), max_size=n),
            min_size=n,
            max_size=n,
        ),
        st.lists(st.integers(-(10**6), 10**6), min_size=n, max_size=n),
    )
)


@pytest.fixture(params=["with python-flint", "without it"])
def road(request, monkeypatch):
    if request.param == "without it":
        monkeypatch.setitem(sys.modules, "flint", None)
    else:
        pytest.importorskip("flint")


def dense(rows):
    return sp.Matrix(len(rows), len(rows), lambda i, j: rows[i].get(j, 0))


@given(system=systems)
def test_solution_is_that_of_sympy_at_any_length_of_the_prime(system):
    rows, right = system
    matrix = dense(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "flint", None)
        for prime in (lifting.P, 2**127 - 1):
            patch.setattr(lifting, "P", prime)
            if matrix.det() == 0:
                with pytest.raises(ZeroDivisionError):
                    lifting.solve(rows, right)
            else:
                found = sp.Matrix(
                    [sp.Rational(*x.as_integer_ratio()) for x in lifting.solve(*system)]
                )
                assert matrix * found == sp.Matrix(right)


@pytest.mark.usefixtures("road")
def test_both_roads_solve_and_both_refuse_a_singular_matrix():
    rows, right = [{0: 7, 2: 10**400}, {1: -3, 2: 1}, {0: 1, 1: 1, 2: 1}], [1, 10**500, -2]
    found = sp.Matrix([sp.Rational(*x.as_integer_ratio()) for x in lifting.solve(rows, right)])
    assert dense(rows) * found == sp.Matrix(right)
    assert lifting.solve(rows, [0, 0, 0]) == [0, 0, 0]
    with pytest.raises(ZeroDivisionError):
        lifting.solve([{0: 1, 1: 2}, {0: 2, 1: 4}], [1, 1])
