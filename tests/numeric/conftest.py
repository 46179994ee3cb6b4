"""What is computed in C and by NumPy is tested both ways."""

import pytest

from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS


@pytest.fixture(params=["compiled", "numpy"])
def by(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Which of the two runs the paper's functions of arrays."""
    way: str = request.param
    for row in FUNCTIONS.values():
        assert row.fast.loop is not None
        if way == "numpy":
            monkeypatch.setitem(vars(row), "fast", row.by_numpy)
    return way
