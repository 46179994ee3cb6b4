"""Limits and expansions of complex functions of one real variable."""
