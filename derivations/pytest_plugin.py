"""A plugin for pytest: claims as tests, from files or in Python.

It does nothing until it is used, and imports nothing that calculates until a claim is checked.

- Files `*.claims.toml` are collected, each claim is a test; `*.model.toml` if they are named.
- `@pytest.mark.claims("my.claims.toml")` runs a test for each claim of a file, as its `claim`:
  `claim.check()` raises an AssertionError that explains what is wrong.
- The fixture `claims` checks a whole file, `claims("my.claims.toml")`, and has the assertions of
  `beyondthermal.symbolic`: `claims.limit(expr, {x: oo}, 1)` is `assert_limit`, and so on.

The setting `claims_timeout` is how many seconds a claim of a file may take, 60 by default.
Paths are relative to the test's file.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from .claim_files.file import ClaimsFile, read
from .streams import one_line, printable

__all__ = ["Claims", "FileClaim"]


class _FailedError(AssertionError):
    """A claim of a file that did not come to what was expected; the message explains it."""


class _Judge:
    """Judges claims in a process, which it keeps as long as they come from the same file."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.court: Any = None

    def check(self, file: ClaimsFile, index: int) -> None:
        __tracebackhide__ = True
        from .claim_files.run import Court
        from .claims.ci_formats import message

        if self.court is None or self.court.file is not file:
            self.close()
            self.court = Court(file, self.seconds)
        result = self.court.judge(index)
        if not result["as_expected"]:
            place = f"{result['name']} ({one_line(result['file'])}, line {result['line']})"
            raise _FailedError(printable(f"{place}: {message(result)}"))

    def close(self) -> None:
        if self.court is not None:
            self.court.close()


_JUDGE = pytest.StashKey[_Judge]()


@dataclass(frozen=True, repr=False)
class FileClaim:
    """A claim of a file."""

    file: ClaimsFile
    index: int
    judge: _Judge

    @property
    def name(self) -> str:
        """Its name in the file."""
        return self.file.claims[self.index].name

    def __repr__(self) -> str:
        return f"{self.file.path}: {self.name}"

    def check(self) -> None:
        """Judge it.

        Raises
        ------
        AssertionError
            If it does not come to the expected verdict; the message explains it.
        ValueError
            If there is a slip in the file.
        """
        __tracebackhide__ = True
        self.judge.check(self.file, self.index)


def _claims(path: Path, config: pytest.Config) -> list[FileClaim]:
    here = Path.cwd()
    file = read(path.relative_to(here) if path.is_relative_to(here) else path)
    return [FileClaim(file, k, config.stash[_JUDGE]) for k in range(len(file.claims))]


class Claims:
    """The fixture: `claims(file)`, and `claims.limit` and so on for the `assert_` functions."""

    def __init__(self, folder: Path, config: pytest.Config) -> None:
        self._folder, self._config = folder, config

    def __call__(self, file: str | Path) -> None:
        """Check every claim of a file; one AssertionError explains all that are wrong."""
        __tracebackhide__ = True
        failed = []
        for claim in _claims(self._folder / file, self._config):
            try:
                claim.check()
            except _FailedError as error:
                failed.append(str(error))
        if failed:
            raise _FailedError("\n".join(failed))

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """`assert_name` of `beyondthermal.symbolic.assertions`."""
        from beyondthermal.symbolic import assertions

        found: Callable[..., Any] = getattr(assertions, f"assert_{name}")
        return found


class _File(pytest.File):
    def collect(self) -> Iterator[pytest.Item]:
        try:
            found = _claims(self.path, self.config)
        except (ValueError, OSError) as error:
            raise self.CollectError(one_line(error)) from None
        for claim in found:
            yield _Item.from_parent(self, name=claim.name, claim=claim)


class _Item(pytest.Item):
    def __init__(self, *, claim: FileClaim, **settings: Any) -> None:
        super().__init__(**settings)
        self.claim = claim

    def runtest(self) -> None:
        self.claim.check()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any) -> Any:
        if isinstance(excinfo.value, _FailedError | ValueError):
            return printable(str(excinfo.value))
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.claim.file.claims[self.claim.index].line - 1, self.name


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the setting."""
    parser.addini("claims_timeout", "seconds that a claim of a file may take", default="60")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker."""
    config.addinivalue_line("markers", "claims(*files): run for each claim of the files, as claim")
    config.stash[_JUDGE] = _Judge(float(config.getini("claims_timeout")))


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the process, if there is one."""
    if _JUDGE in config.stash:
        config.stash[_JUDGE].close()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect files of claims."""
    if file_path.name.endswith(".claims.toml"):
        return _File.from_parent(parent, path=file_path)
    if file_path.name.endswith(".model.toml") and parent.session.isinitpath(file_path):
        return _File.from_parent(parent, path=file_path)
    return None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a marked test for each claim."""
    files = [file for mark in metafunc.definition.iter_markers("claims") for file in mark.args]
    if files:
        folder = metafunc.definition.path.parent
        try:
            found = [c for file in files for c in _claims(folder / file, metafunc.config)]
        except (ValueError, OSError) as error:
            pytest.fail(one_line(error), pytrace=False)
        metafunc.parametrize("claim", found, ids=[claim.name for claim in found])


@pytest.fixture
def claims(request: pytest.FixtureRequest) -> Claims:
    """Claims in Python, see `Claims`."""
    return Claims(request.path.parent, request.config)
