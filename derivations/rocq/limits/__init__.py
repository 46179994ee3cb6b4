"""Limits and expansions as theorems, in ε and δ."""
