"""The page, on disk and in a browser, for all tests that look at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser, chromium
from report_document import page as whole_page


@pytest.fixture(scope="session")
def page() -> str:
    return whole_page()


@pytest.fixture(scope="session")
def path(page: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "derivation.html"
    file.write_text(page, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found
