"""The whole page as a file, and a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser, chromium
from report_document import page


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "derivation.html"
    file.write_text(page(), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found
