"""Terms near a point and far out: expansions, leading terms, limits at infinity."""
