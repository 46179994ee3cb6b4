"""The cavity model over a grid, in chunks that outlive a crash."""
