"""The faces of the floor and of its rooms: what they list is there, and loaded when asked for."""

import importlib
import subprocess
import sys

import pytest

FACES = ("numeric", "numeric.cavity", "numeric.scan")


def loaded_by(code: str) -> set[str]:
    """The modules that a fresh process has after this."""
    code += "\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_floor_alone_loads_neither_sympy_nor_numpy() -> None:
    loaded = loaded_by("import beyondthermal.numeric")
    assert not {"sympy", "numpy", "mpmath"} & loaded
    assert "beyondthermal.numeric" in loaded


def test_the_first_number_of_the_machine_loads_little_but_numpy() -> None:
    """What costs time: SymPy and mpmath most of all, then NumPy's random numbers and processes."""
    loaded = loaded_by("from beyondthermal.numeric import machine\nmachine.concurrence(0.1, 2.0)")
    assert "beyondthermal.numeric.machine" in loaded
    assert not {"sympy", "mpmath", "numpy.random", "multiprocessing"} & loaded
    assert not [name for name in loaded if name.startswith("beyondthermal.symbolic")]


def test_a_device_is_had_without_sympy() -> None:
    loaded = loaded_by(
        "from beyondthermal.numeric.platforms import PLATFORMS\nPLATFORMS['circuit-qed'].rates()"
    )
    assert "sympy" not in loaded


def test_a_plane_loads_neither_the_optima_nor_the_enclosure() -> None:
    loaded = loaded_by(
        "from beyondthermal.numeric import cavity\ncavity.concurrence(kappa=2, p=1, gamma=1)"
    )
    room = "beyondthermal.numeric.cavity"
    assert f"{room}.planes" in loaded
    others = ("enclosure", "exact", "optima", "precise")
    assert not [name for name in loaded if name.startswith(tuple(f"{room}.{x}" for x in others))]


@pytest.mark.parametrize("face", FACES)
def test_a_star_brings_just_what_is_listed(face: str) -> None:
    module = importlib.import_module(f"beyondthermal.{face}")
    brought: dict[str, object] = {}
    exec(f"from {module.__name__} import *", brought)
    assert sorted(brought.keys() - {"__builtins__"}) == sorted(module.__all__)
    assert all(brought[name] is getattr(module, name) for name in module.__all__)


@pytest.mark.parametrize("face", FACES)
def test_the_docstring_says_what_each_name_is(face: str) -> None:
    module = importlib.import_module(f"beyondthermal.{face}")
    lower = [name for name in module.__all__ if name.islower()]
    assert [name for name in lower if f"`{name}`" not in (module.__doc__ or "")] == []


@pytest.mark.parametrize("face", FACES)
def test_what_is_not_there_is_no_attribute(face: str) -> None:
    module = importlib.import_module(f"beyondthermal.{face}")
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = module.nothing


def test_the_floor_hands_on_the_doors_of_the_cavity() -> None:
    from beyondthermal.numeric import cavity, exact, optimum, precise, threshold

    assert (exact, precise) == (cavity.exact, cavity.precise)
    assert cavity.maximize is optimum.maximize
    assert cavity.threshold is threshold.threshold
