"""Models of one's own, as my.model.toml."""
