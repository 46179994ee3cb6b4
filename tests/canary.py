"""Nothing that a user writes is run: whoever tries is caught."""

import builtins
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sympy.parsing.sympy_parser

__all__ = ["nothing_is_run"]


@contextmanager
def nothing_is_run() -> Iterator[None]:
    """No text reaches Python's or SymPy's evaluation, and no program is started."""

    def caught(*arguments: object, **_: object) -> None:
        raise AssertionError(f"was run: {str(arguments)[:200]}")

    with pytest.MonkeyPatch.context() as patched:
        for owner, name in (
            (builtins, "eval"), (builtins, "exec"), (builtins, "compile"), (os, "system"),
            (subprocess, "Popen"), (sympy.parsing.sympy_parser, "parse_expr"),
        ):  # fmt: skip
            patched.setattr(owner, name, caught)
        yield
