"""Programs of quotients of long polynomials, written from the ring: SymPy's sums are too slow."""
