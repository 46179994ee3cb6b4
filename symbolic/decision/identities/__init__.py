"""Why two sides of an equation agree: polynomials in exponentials, logarithms and roots."""
