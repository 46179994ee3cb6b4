"""Numbers: the machine's fast functions and the solvers of the cavity model."""
