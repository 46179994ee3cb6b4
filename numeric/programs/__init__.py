"""Formulas as programs that NumPy, mpmath and all languages run alike."""
