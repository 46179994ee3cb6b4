"""What a person reads and runs: claims, proofs, documents, the command line."""
