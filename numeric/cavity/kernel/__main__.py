"""Write `steps.h` anew: `python -m beyondthermal.numeric.cavity.kernel`."""

from pathlib import Path

from .source import source

__all__ = ["main"]


def main() -> None:
    """Write it."""
    Path(__file__).with_name("steps.h").write_text(source(), encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
