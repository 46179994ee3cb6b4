"""What is stored is what is derived, and nobody needs SymPy to use it."""

import json
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from beyondthermal.numeric import stored
from beyondthermal.numeric.cavity import level, rates
from beyondthermal.numeric.labelled import STATE
from beyondthermal.numeric.programs import derived
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS
from beyondthermal.numeric.stored import __main__ as writing
from beyondthermal.numeric.stored import levels
from beyondthermal.numeric.stored.reading import from_data, to_data
from beyondthermal.symbolic.machine import cavity
from beyondthermal.symbolic.operators import BELL_LABELS

FOLDER = Path(stored.__path__[0])
ABSENT = [some for count in range(4) for some in combinations(rates.OPTIONAL, count)]


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return writing.derived_files()


def test_the_files_are_those_that_are_derived(files: dict[str, str]) -> None:
    assert {path.name for path in FOLDER.glob("*.json")} == files.keys()
    for name, text in files.items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, (
            "derive it again: python -m beyondthermal.numeric.stored"
        )


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_program_is_read_as_it_was_derived(name: str) -> None:
    program = getattr(derived, name)()
    assert FUNCTIONS[name].program == program
    assert from_data(name, json.loads(json.dumps(to_data(program)))) == program


def test_the_names_are_those_of_the_exact_floor() -> None:
    assert STATE[1] == tuple(level.LABELS) == BELL_LABELS
    assert level.EXCITATIONS == cavity.EXCITATIONS
    assert levels.OPTIONAL == rates.OPTIONAL


@pytest.mark.parametrize("absent", ABSENT, ids=" ".join)
def test_the_unknowns_of_a_level_are_those_of_the_ladder(absent: tuple[str, ...]) -> None:
    found, expected = level.level_equations(*absent).unknowns, cavity.ladder(*absent).unknowns
    assert [x.label for x in found] == [x.label for x in expected]
    for N in range(4):
        assert [x.photon_numbers(N) for x in found] == [x.photon_numbers(N) for x in expected]


def test_a_number_that_is_no_integer_is_no_entry() -> None:
    """Fractions and balls would become floats."""
    program = from_data("half", {"arguments": [], "parts": [], "outputs": [["y", 0.5]]})
    with pytest.raises(ValueError, match=r"0\.5 is no integer"):
        level.plain(program, level.integer)


WITHOUT_SYMPY = {
    "machine": "from beyondthermal.numeric import machine as m\n"
    "m.concurrence(0.1, 2.0); m.populations([1], 2); m.effective_temperatures(1., 2., 3.)",
    "thermodynamics": "from beyondthermal.numeric import thermodynamics as t\n"
    "t.relaxation_gap(0.1, 2.0); t.entropy_production(1, 2)",
    "cavity": "from beyondthermal.numeric import cavity as c\nr = dict(kappa=2., p=1., gamma=1.)\n"
    "[c.concurrence(**r, delta=d, gamma_z=z, p_c=p) for d in (0, 1) for z in (0, 1)"
    " for p in (0, .1)]; c.photon_statistics(**r); c.density_matrix(**r)",
    "evaluate": ["evaluate", "--beta-a", "0,inf", "--beta-s", "2"],
    "cavity command": ["cavity", "--kappa", "2", "--p", "0.1", "--gamma", "1", "--delta", "1/3"],
    "scan": [
        "scan",
        "--grid",
        "kappa=1:2:3",
        "--out",
        "{out}",
        "--quantity",
        "concurrence,populations,photons",
        "--fix",
        "g=1",
        "--fix",
        "p=1",
        "--fix",
        "gamma=1",
        "--fix",
        "delta=0",
        "--fix",
        "gamma_z=0",
        "--fix",
        "p_c=0",
    ],
}


@pytest.mark.parametrize("used", WITHOUT_SYMPY)
def test_evaluating_needs_no_sympy(used: str, tmp_path: Path) -> None:
    """SymPy may not even be installed."""
    code = WITHOUT_SYMPY[used]
    if isinstance(code, list):
        argv = [word.format(out=tmp_path / "scan") for word in ["beyondthermal", *code]]
        code = f"sys.argv = {argv}\nfrom beyondthermal.derivations.cli import main\n"
        code += "try: main()\nexcept SystemExit as end: assert not end.code, end.code"
    code = f"import sys\nsys.modules['sympy'] = None\n{code}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
