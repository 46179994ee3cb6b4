"""Each public function, and each method of a public class, has an example.

Public is what the pages of the reference show. Whether the examples run, `tests/house` sees.
"""

import importlib
import inspect
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pytest
from console import ROOT

# The pages, and how many functions are on each at least: that they are read.
PAGES = {"symbolic": 30, "numeric": 30, "derivations": 25, "plots": 3}
SHOWN = re.compile(r"automodule:: (\S+)\n((?: +:.*\n)*)")


def shown(page: str) -> Iterator[tuple[str, Any]]:
    """What a page documents, by the names that it has there."""
    text = (ROOT / "docs" / "reference" / f"{page}.md").read_text("utf-8")
    for name, options in SHOWN.findall(text):
        module, members = importlib.import_module(name), re.search(r":members:(.*)", options)
        listed = [member.strip() for member in members[1].split(",")] if members else []
        for member in module.__all__ if listed == [""] else listed:
            yield f"{name}.{member}", getattr(module, member)


def asked(name: str, shown: Any) -> Iterator[tuple[str, Any]]:
    """A function, or the methods that a class defines or inherits from the package.

    An attribute says what it is; so does what is calculated when it is asked for.
    """
    if inspect.isroutine(shown):
        yield name, shown
    for base in shown.__mro__ if inspect.isclass(shown) else ():
        if base.__module__.startswith("beyondthermal."):
            for key, value in vars(base).items():
                attribute = key.startswith("_") or isinstance(value, property | cached_property)
                if not attribute and inspect.isroutine(method := getattr(base, key)):
                    yield f"{name}.{key}", method


@pytest.mark.parametrize(("page", "fewest"), PAGES.items())
def test_every_public_function_has_an_example(page: str, fewest: int) -> None:
    found = [pair for entry in shown(page) for pair in asked(*entry)]
    assert len(found) >= fewest
    without = [name for name, it in found if ">>>" not in (inspect.getdoc(it) or "")]
    assert without == []
