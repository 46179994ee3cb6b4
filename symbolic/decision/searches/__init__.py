"""Ways to see the sign of an expression on a box, tried one after the other."""
