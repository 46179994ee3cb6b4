"""Derives what is stored, and writes the files of this folder."""

import json
from pathlib import Path
from typing import Any

from beyondthermal.numeric.programs import derived
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS
from beyondthermal.numeric.programs.program import Program

from .levels import cavity_model
from .reading import to_data

__all__ = ["derived_files", "main"]

WIDTH = 100


def derived_files() -> dict[str, str]:
    """The text of each file, by its name."""
    names = (*FUNCTIONS, "relaxation_gap")
    programs = {name: getattr(derived, name)() for name in names}
    found = {"programs": programs, "cavity": cavity_model()}
    return {f"{name}.json": _laid_out(data) + "\n" for name, data in found.items()}


def _laid_out(data: Any, depth: int = 0) -> str:
    """JSON in lines: what is too long for one has each of its keys, or as many items as fit."""
    line = json.dumps(data, default=to_data, ensure_ascii=False)
    if len(line) + depth <= WIDTH:
        return line
    data = to_data(data) if isinstance(data, Program) else data
    begin = "\n" + " " * (depth + 1)
    if isinstance(data, dict):
        items = [f"{json.dumps(key)}: {_laid_out(x, depth + 1)}" for key, x in data.items()]
        return "{" + ",".join(begin + item for item in items) + begin[:-1] + "}"
    lines: list[str] = []
    for item in (json.dumps(item, ensure_ascii=False) for item in data):
        if lines and len(lines[-1]) + len(item) + depth < WIDTH:
            lines[-1] += f", {item}"
        else:
            lines.append(item)
    return "[" + ",".join(begin + line for line in lines) + begin[:-1] + "]"


def main() -> None:
    """Write them."""
    for name, text in derived_files().items():
        Path(__file__).with_name(name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
