"""Prints the reference of the keys, which lies beside this file as `README.md`."""

from .keys import reference

__all__ = ["main"]


def main() -> None:
    """Print it."""
    print(reference(), end="")


if __name__ == "__main__":
    main()
