"""The gradient of the cavity's concurrence, where it is largest, and where it exceeds a level."""
