"""Prints the reference of the keys, which lies beside this file as `README.md`."""

from .keys import reference

print(reference(), end="")
