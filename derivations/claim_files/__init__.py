"""Files of claims, as my.claims.toml: read, judged each within its time, reported."""
