"""The machine of the paper: two qubits between two reservoirs, and the cavity that realises it."""
