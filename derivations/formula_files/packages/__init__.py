"""The formulas of a file as programs and packages of other languages, with test vectors."""
