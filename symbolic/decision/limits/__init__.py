"""Limits and expansions, by exact algebra and by numbers along paths."""
