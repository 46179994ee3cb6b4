"""Hypothesis profiles; and nothing that one test sets reaches the next."""

import os
from collections.abc import Iterator

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


@pytest.fixture(autouse=True)
def precision_is_restored() -> Iterator[None]:
    before = mp.prec
    yield
    mp.prec = before


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        require(*mark.args)
