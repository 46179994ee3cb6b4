"""What a reader runs: equations as programs to be pasted, and the derivation in SymPy."""
