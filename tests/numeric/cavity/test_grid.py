"""The cavity model in double precision over grids: digits, cutoffs, shapes, processes."""

import re
import subprocess
import sys

import numpy as np
import pytest
from domains import cavities
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp

from beyondthermal.numeric import cavity
from beyondthermal.numeric.cavity import grid, precise

PAPER = {"kappa": 2.0, "p": 5e-3, "gamma": 1e-3}
NOISE = {"delta": 0.1, "gamma_z": 0.01, "p_c": 0.02}

decades = st.floats(-6, 1).map(lambda exponent: 10.0**exponent)
wide = st.fixed_dictionaries(
    {
        "kappa": st.floats(-3, 3).map(lambda exponent: 10.0**exponent),
        "ratio": st.floats(-8, 1).map(lambda exponent: 10.0**exponent),
        "gamma": st.just(0.0) | decades,
    },
    optional={
        "delta": st.just(1.0) | decades,
        "gamma_z": decades,
        "pumped": st.floats(-8, -0.5).map(lambda exponent: 10.0**exponent),
    },
)


def rates(drawn):
    """Both pumps in units of kappa: the number of photons stays small."""
    model = dict(drawn)
    model["p"] = model.pop("ratio") * model["kappa"]
    if "pumped" in model:
        model["p_c"] = model.pop("pumped") * model["kappa"]
    return model


@settings(max_examples=40)
@given(drawn=wide)
def test_13_digits_at_a_cutoff_of_its_own_over_twelve_decades(drawn):
    model = rates(drawn)
    found, n_max = cavity.concurrence(**model, clip=False, return_n_max=True)
    state = precise.steady_state(**model, n_max=2 * int(n_max), digits=30)
    with mp.workdps(30):
        G, S, A, E = state.populations
        excess = 2 * (abs(state.density_matrix[1, 2]) - mp.sqrt(G * E))
        assert abs(found - excess) < 1e-13
        for k, population in enumerate((G, S, A, E)):
            assert abs(cavity.populations(**model)[k] - population) < 1e-13


@settings(max_examples=15)
@given(model=cavities, n_max=st.integers(1, 8))
def test_a_given_cutoff_is_that_of_mpmath(model, n_max):
    state = precise.steady_state(**model, n_max=n_max, digits=30)
    light = cavity.photon_statistics(**model, n_max=n_max)
    with mp.workdps(30):
        assert abs(cavity.concurrence(**model, n_max=n_max) - state.concurrence) < 1e-14
        assert light.distribution.shape == (n_max + 1,)
        assert (
            max(abs(a - b) for a, b in zip(light.distribution, state.photons, strict=True)) < 1e-14
        )
        mean = mp.fsum(n * P for n, P in enumerate(state.photons))
        pairs = mp.fsum(n * (n - 1) * P for n, P in enumerate(state.photons))
        assert abs(light.mean / mean - 1) < 1e-13
        assert pairs == 0 or abs(light.g2 * mean**2 / pairs - 1) < 1e-13


def test_each_point_gets_the_photons_it_needs():
    p = np.array([1e-4, 1e-1, 10.0])
    found, n_max = cavity.concurrence(**PAPER | {"p": p}, clip=False, return_n_max=True)
    assert n_max[0] < n_max[1] < n_max[2]
    again = cavity.concurrence(**PAPER | {"p": p}, clip=False, n_max=100)
    assert np.max(np.abs(found - again)) < 1e-13
    starved = cavity.concurrence(**PAPER | {"p": p}, clip=False, n_max=5)
    assert abs(found[2] - starved[2]) > 1e-4


def test_a_point_without_a_cutoff_is_named():
    p_c = np.array([0.1, 1.9999])
    line = "Argument `n_max` or the rates must change: more than 850 photons.*p_c=1.9999"
    with pytest.raises(ValueError, match=line):
        cavity.concurrence(**PAPER, p_c=p_c)
    assert cavity.populations(**PAPER, p_c=p_c, n_max=20).min() > 0


def test_a_grid_is_its_points_across_chunks():
    kappa = np.geomspace(0.1, 10, 2 * grid.CHUNK + 3)
    plane, cutoffs = cavity.concurrence(
        kappa=kappa, p=5e-3, gamma=1e-3, clip=False, return_n_max=True
    )
    for k in (0, grid.CHUNK - 1, grid.CHUNK, len(kappa) - 1):
        alone = cavity.concurrence(
            kappa=kappa[k], p=5e-3, gamma=1e-3, clip=False, n_max=int(cutoffs[k])
        )
        assert plane[k] == pytest.approx(alone, abs=1e-15)


def test_shapes_broadcast():
    kappa, p = np.geomspace(0.5, 5, 4)[:, None], np.geomspace(1e-3, 1e-2, 3)
    model = {"kappa": kappa, "p": p, "gamma": 1e-3}
    plane, n_max = cavity.concurrence(**model, return_n_max=True)
    assert plane.shape == n_max.shape == (4, 3)
    assert cavity.populations(**model).shape == (4, 3, 4)
    assert cavity.density_matrix(**model).shape == (4, 3, 4, 4)
    light = cavity.photon_statistics(**model)
    assert light.mean.shape == light.g2.shape == (4, 3)
    assert light.distribution.shape[:2] == (4, 3)
    assert isinstance(cavity.concurrence(**PAPER), float)
    assert cavity.populations(**PAPER | {"kappa": []}).shape == (0, 4)


def test_a_parameter_that_is_zero_somewhere_is_like_one_that_is_zero():
    delta = np.array([0.0, 0.1])
    together = cavity.concurrence(**PAPER, delta=delta, clip=False)
    for k in range(2):
        alone = cavity.concurrence(**PAPER, delta=float(delta[k]), clip=False)
        assert together[k] == pytest.approx(alone, abs=1e-14)


def test_two_processes_find_the_same_bits():
    kappa = np.geomspace(0.1, 10, 3 * grid.CHUNK)
    one, two = (cavity.concurrence(**PAPER | {"kappa": kappa}, workers=k) for k in (1, 2))
    assert one.tobytes() == two.tobytes()


def test_unclipped_is_negative_where_there_is_no_entanglement():
    assert cavity.concurrence(**PAPER, delta=1.0) == 0
    assert cavity.concurrence(**PAPER, delta=1.0, clip=False) < -1e-3


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"kappa": 0}, "Argument `kappa` must be positive, but got 0.0."),
        ({"p": [1, -2]}, "Argument `p` must not be negative, but got -2.0."),
        ({"gamma": np.nan}, "Argument `gamma` must be a finite number, but got nan."),
        ({"g": 1j}, "Argument `g` must be real, but got complex numbers."),
        ({"n_max": 0}, "Argument `n_max` must be a whole number from 1 to 20000, but got 0."),
        ({"workers": 0}, "Argument `workers` must be a whole number from 1 to 1000, but got 0."),
        ({"p": [0, 1], "gamma": 0}, "but got 0 for all four."),
        ({"p_c": 1}, "Argument `p_c` must be smaller than `kappa` unless `n_max` is given"),
        ({"p": [1, 2], "kappa": [1, 2, 3]}, "Arguments must have shapes that broadcast, but got"),
    ],
)
def test_what_is_asked_wrongly_is_one_clear_line(change, line):
    with pytest.raises(ValueError, match=re.escape(line)):
        cavity.concurrence(**({"kappa": 1.0, "p": 1.0, "gamma": 1.0} | change))


MILLION = """
import resource
import numpy as np
from beyondthermal.numeric import cavity
kappa, p = np.geomspace(0.1, 10, 1000)[:, None], np.geomspace(1e-4, 1e-1, 1000)
cavity.concurrence(kappa=kappa, p=p, gamma=1e-3, **{noise})
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@pytest.mark.slow
@pytest.mark.parametrize("noise", [{}, NOISE])
def test_a_million_points_take_less_than_500_megabytes(noise):
    code = MILLION.replace("{noise}", repr(noise))
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 50 < float(run.stdout) < 500
