"""The same functions in other languages: printed from one program, built, run and compared."""
