"""Terms, complex numbers and matrices as Rocq writes them."""
