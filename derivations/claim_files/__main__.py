"""Prints the reference of the keys, which lies beside this file as `README.md`."""

from .keys import reference

__all__: list[str] = []

print(reference(), end="")
