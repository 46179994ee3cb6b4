"""The numbers of the full model that the page carries."""

import base64
import zlib

import numpy as np
import pytest

from beyondthermal.derivations.report.live.drawn import PARTS, curves, packed, planes
from beyondthermal.numeric import cavity

RANDOM = np.random.default_rng(2)


def unpacked(text: str, parts: int) -> np.ndarray:
    """The inverse of `packed`, written anew."""
    data = zlib.decompress(base64.b64decode(text))
    low, high = data[: len(data) // 2], data[len(data) // 2 :]
    total, found = 0, []
    for a, b in zip(low, high, strict=True):
        total = (total + a + 256 * b) % 65536
        found.append((total - 65536 if total >= 32768 else total) / (2 * parts))
    return np.array(found)


def test_numbers_are_packed_to_half_a_part() -> None:
    values = RANDOM.uniform(-0.1, 0.5, 1000)
    for parts in PARTS.values():
        error = np.abs(unpacked(packed(values, parts), parts) - values).max()
        assert 0.2 / (2 * parts) < error <= 0.5 / (2 * parts) + 1e-12


def test_the_curves_are_the_full_model() -> None:
    found = curves()
    shape = len(found["gamma"]), len(found["p"]), len(found["kappa"])
    C = unpacked(found["values"], found["parts"]).reshape(shape)
    for paper in (2e-4, 1e-3, 5e-3):
        assert min(abs(p / paper - 1) for p in found["p"]) < 1e-5
    for i, j, k in zip(*(RANDOM.integers(0, n, 40) for n in shape), strict=True):
        at = {"gamma": found["gamma"][i], "p": found["p"][j], "kappa": found["kappa"][k]}
        assert max(C[i, j, k], 0) == pytest.approx(cavity.concurrence(**at), abs=6e-5)


def test_the_planes_are_the_full_model_with_its_noise() -> None:
    found = planes()
    rows, columns = len(found["kappa"]), len(found["p"])
    C = unpacked(found["values"], found["parts"]).reshape(-1, rows, columns)
    of = [(name, at) for name, values in found["strengths"].items() for at in values]
    assert len(of) == len(C)
    for (name, strength), plane in zip(of, C, strict=True):
        j, k = RANDOM.integers(0, rows), RANDOM.integers(0, columns)
        rates = {"gamma": 1e-3, name: strength}
        expected = cavity.concurrence(kappa=found["kappa"][j], p=found["p"][k], **rates)
        assert max(plane[j, k], 0) == pytest.approx(expected, abs=6e-4)
    strong = of.index(("gamma_z", found["strengths"]["gamma_z"][-1]))
    assert C.max() > 1 / 3 > C[strong].max()
