"""Intervals that certainly contain a value."""
