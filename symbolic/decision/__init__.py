"""Claims about expressions, decided: identities, bounds, limits and expansions."""
