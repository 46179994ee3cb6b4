"""The cavity model in double precision over grids."""

import re

import numpy as np
import pytest
from domains import cavities
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp

from beyondthermal.numeric import cavity, precise


@settings(max_examples=15)
@given(model=cavities, n_max=st.integers(1, 8))
def test_double_precision_agrees_with_mpmath(model, n_max):
    exact = precise.concurrence(**model, n_max=n_max, digits=25)
    with mp.workdps(25):
        assert abs(cavity.concurrence(**model, n_max=n_max) - exact) < 1e-11


def test_resonant_model_is_right_to_rounding_over_decades():
    kappa, p = np.geomspace(1e-2, 1e3, 6)[:, None], np.geomspace(1e-5, 1e-1, 5)
    fast = cavity.concurrence(kappa=kappa, p=p, gamma=1e-3)
    assert fast.shape == (6, 5)
    for i, j in np.ndindex(6, 5):
        rates = {"kappa": float(kappa[i, 0]), "p": float(p[j]), "gamma": 1e-3}
        exact = precise.concurrence(**rates, n_max=15, digits=25)
        with mp.workdps(25):
            assert abs(fast[i, j] - exact) < 1e-14


def test_a_grid_is_its_points_across_chunks():
    kappa = np.geomspace(0.1, 10, 2 * cavity.CHUNK + 3)
    grid = cavity.concurrence(kappa=kappa, p=5e-3, gamma=1e-3, clip=False)
    for k in (0, cavity.CHUNK - 1, cavity.CHUNK, len(kappa) - 1):
        alone = cavity.concurrence(kappa=kappa[k], p=5e-3, gamma=1e-3, clip=False)
        assert grid[k] == pytest.approx(alone, abs=1e-15)


def test_unclipped_is_negative_where_there_is_no_entanglement():
    rates = {"kappa": 2.0, "p": 5e-3, "gamma": 1e-3, "delta": 1.0}
    assert cavity.concurrence(**rates) == 0
    assert cavity.concurrence(**rates, clip=False) < -1e-3


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"kappa": 0}, "Argument `kappa` must be positive, but got 0.0."),
        ({"p": [1, -2]}, "Argument `p` must not be negative, but got -2.0."),
        ({"gamma": np.nan}, "Argument `gamma` must be finite, but got nan."),
        ({"n_max": 0}, "Argument `n_max` must be a positive integer, but got 0."),
        ({"p": [0, 1], "gamma": 0}, "but got 0 for all four."),
    ],
)
def test_what_is_asked_wrongly_is_one_clear_line(change, line):
    with pytest.raises(ValueError, match=re.escape(line)):
        cavity.concurrence(**({"kappa": 1.0, "p": 1.0, "gamma": 1.0} | change))
