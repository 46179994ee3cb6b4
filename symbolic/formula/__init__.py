"""Formulas written as text, read by a grammar of their own; nothing in them is ever run."""
