"""The live part of the page: the first screen, and figures that can be driven."""
