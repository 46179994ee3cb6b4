"""The public faces: what they list is there, explained, typed, and loaded no sooner than needed."""

import importlib
import inspect
import subprocess
import sys
from types import FunctionType, UnionType
from typing import Any, Union, get_args, get_origin, get_overloads, get_type_hints

import numpy as np
import pytest

from beyondthermal.numeric import machine, thermodynamics

FACES = ("beyondthermal", "beyondthermal.symbolic", "beyondthermal.derivations")
LAZY = ("beyondthermal", "beyondthermal.derivations")
TYPED = (
    *FACES[1:],
    "beyondthermal.numeric.machine",
    "beyondthermal.numeric.thermodynamics",
    "beyondthermal.numeric.trajectories",
)
# One number for numbers, an array for arrays.
ELEMENTWISE = (
    machine.concurrence,
    machine.concurrence_from_rates,
    machine.entropy_production,
    thermodynamics.relaxation_gap,
)


@pytest.mark.parametrize("face", LAZY)
def test_a_face_alone_loads_neither_sympy_nor_numpy(face: str) -> None:
    code = f"import sys, {face}; dir({face}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert face in done.stdout.split()
    assert not {"sympy", "numpy", "mpmath"} & {*done.stdout.split()}


@pytest.mark.parametrize("face", FACES)
def test_a_star_brings_just_what_is_listed(face: str) -> None:
    brought: dict[str, object] = {}
    exec(f"from {face} import *", brought)
    module = importlib.import_module(face)
    assert brought.keys() - {"__builtins__"} == {*module.__all__}
    assert {*module.__all__} <= {*dir(module)}
    assert all(brought[name] == getattr(module, name) for name in module.__all__)


@pytest.mark.parametrize("face", FACES)
def test_the_docstring_names_each_function(face: str) -> None:
    module = importlib.import_module(face)
    functions = [name for name in module.__all__ if name.islower() and name[0] != "_"]
    assert [name for name in functions if f"`{name}`" not in module.__doc__] == []


@pytest.mark.parametrize("face", LAZY)
def test_what_is_not_there_is_no_attribute(face: str) -> None:
    with pytest.raises(AttributeError, match=f"module '{face}' has no attribute 'nothing'"):
        _ = importlib.import_module(face).nothing


def bare(hint: object) -> bool:
    """Any itself, or a union with it."""
    return hint is Any or (get_origin(hint) in (Union, UnionType) and Any in get_args(hint))


@pytest.mark.parametrize("face", TYPED)
def test_every_function_says_what_it_returns(face: str) -> None:
    module = importlib.import_module(face)
    functions = {name: getattr(module, name) for name in module.__all__}
    plain = {k: inspect.unwrap(f) for k, f in functions.items() if not inspect.isclass(f)}
    hints = {k: get_type_hints(f) for k, f in plain.items() if isinstance(f, FunctionType)}
    assert hints
    assert [name for name, hint in hints.items() if "return" not in hint] == []
    assert [name for name, hint in hints.items() if bare(hint["return"])] == []


@pytest.mark.parametrize("function", ELEMENTWISE)
def test_a_number_for_numbers_and_an_array_for_arrays(function: FunctionType) -> None:
    of_numbers, of_arrays = map(get_type_hints, get_overloads(function))
    assert {*of_numbers.values()} == {float}
    assert of_arrays["return"] == np.ndarray[tuple[Any, ...], np.dtype[np.float64]]
    count = len(of_numbers) - 1
    assert isinstance(function(*[1.0] * count), float)
    assert isinstance(function(*[1.0] * (count - 1), [1.0]), np.ndarray)
