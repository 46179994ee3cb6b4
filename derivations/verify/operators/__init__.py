"""Complex numbers and matrices, and what names stand for."""
