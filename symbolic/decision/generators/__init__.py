"""Expressions as polynomials in exponentials, logarithms, roots and angles: which are zero."""
