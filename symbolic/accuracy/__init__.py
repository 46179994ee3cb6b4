"""Expressions in forms whose digits hold: next to zeros, at ends of domains, far away."""
