"""Qubit operators, the embedding of two qubits, and the Bell basis.

The computational basis is |00>, |01>, |10>, |11>, qubit 1 first, |1> the excited level.
The Bell basis is G = |00>, S = (|01> + |10>)/sqrt2, A = (|01> - |10>)/sqrt2, E = |11>.
"""

import sympy as sp

__all__ = ["BELL", "BELL_LABELS", "J_A", "J_S", "c_1", "c_2", "number", "sigma_minus", "sigma_y"]

sigma_minus = sp.ImmutableMatrix([[0, 1], [0, 0]])
sigma_y = sp.ImmutableMatrix([[0, -sp.I], [sp.I, 0]])

c_1 = sp.ImmutableMatrix(sp.kronecker_product(sigma_minus, sp.eye(2)))
c_2 = sp.ImmutableMatrix(sp.kronecker_product(sp.eye(2), sigma_minus))

# The collective modes, and the excitation number H0/omega_0.
J_S = c_1 + c_2
J_A = c_1 - c_2
number = c_1.H * c_1 + c_2.H * c_2

# Columns are the Bell states, so that BELL.H * rho * BELL is rho in the Bell basis.
BELL_LABELS = ("G", "S", "A", "E")
BELL = sp.ImmutableMatrix(
    [
        [1, 0, 0, 0],
        [0, 1 / sp.sqrt(2), 1 / sp.sqrt(2), 0],
        [0, 1 / sp.sqrt(2), -1 / sp.sqrt(2), 0],
        [0, 0, 0, 1],
    ]
)
