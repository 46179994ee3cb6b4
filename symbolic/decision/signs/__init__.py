"""The sign of an expression on a box, with certificates."""
