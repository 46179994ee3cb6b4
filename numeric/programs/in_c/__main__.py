"""Write `formulas.c` and `formulas.h` anew: `python -m beyondthermal.numeric.programs.in_c`."""

from pathlib import Path

from .source import source

__all__ = ["main"]


def main() -> None:
    """Write them."""
    for name, text in source().items():
        Path(__file__).with_name(name).write_text(text, encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
