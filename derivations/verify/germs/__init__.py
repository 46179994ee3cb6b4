"""Limits of one variable and sums without an end, from expansions that are computed again here."""
