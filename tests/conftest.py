"""Hypothesis profiles; what is run by night; and nothing that one test sets reaches the next."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from mpmath import mp
from toolchains import require

# "fixed" draws the same examples on every run; HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("fixed", derandomize=True, deadline=None, max_examples=40)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


def pytest_configure(config: pytest.Config) -> None:
    # QuTiP says so when it is imported; warnings are errors here.
    config.addinivalue_line("filterwarnings", "ignore:matplotlib not found:UserWarning")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of a sweep each third case, and the last one, is run each time, the others by night."""
    of_sweeps: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("sweep"):
            of_sweeps.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for cases in of_sweeps.values():
        for k, item in enumerate(cases):
            if (len(cases) - 1 - k) % 3:
                item.add_marker("slow")


@pytest.fixture(autouse=True)
def precision_is_restored() -> Iterator[None]:
    before = mp.prec
    yield
    mp.prec = before


@pytest.fixture
def fresh_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of an empty cache, here and in processes that start from here."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "beyondthermal"


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        require(*mark.args)
