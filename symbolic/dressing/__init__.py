"""Roots, exponentials and phases replaced by symbols, so that what is left is rational."""
