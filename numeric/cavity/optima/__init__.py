"""Where the concurrence of the cavity model is largest, and where it first exceeds a level."""
