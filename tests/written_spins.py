"""Models of spins, and of levels whose labels have signs, as `written_models` has others."""

import numpy as np
import qutip
from written_models import DOWN, Written, move

__all__ = ["SPINS"]

SPINS = {
    "a spin": Written(
        """
        [symbols]
        D = "real"
        B = "real"
        g = "positive"
        n = "nonnegative"
        [model]
        spaces = ["spin(1)"]
        hamiltonian = "D*S_z^2 + B*S_x"
        [[jump]]
        rate = "g*(n + 1)"
        operator = "S_minus"
        [[jump]]
        rate = "g*n"
        operator = "S_plus"
        """,
        lambda D, B, g, n: (
            D * qutip.jmat(1, "z") ** 2 + B * qutip.jmat(1, "x"),
            [(g * (n + 1)) ** 0.5 * qutip.jmat(1, "-"), (g * n) ** 0.5 * qutip.jmat(1, "+")],
        ),
    ),
    "a larger spin and a qubit": Written(
        """
        [symbols]
        A = "real"
        g = "positive"
        [model]
        spaces = ["spin(3/2)", "qubit"]
        hamiltonian = "A*(S_plus*sigma_minus + S_minus*sigma_plus)"
        [[jump]]
        rate = "1"
        operator = "transition(1/2, 0, 3/2, 0) + transition(-3/2, 1, 3/2, 1)"
        [[jump]]
        rate = "g"
        operator = "sigma_minus"
        [[jump]]
        rate = "g"
        operator = "S_plus + sigma_plus"
        """,
        lambda A, g: (
            A * (qutip.tensor(qutip.jmat(1.5, "+"), DOWN) + qutip.tensor(qutip.jmat(1.5, "-"),
                                                                         DOWN.dag())),
            [qutip.tensor(move(4, 1, 0), move(2, 0, 0)) + qutip.tensor(move(4, 3, 0),
                                                                        move(2, 1, 1)),
             g**0.5 * qutip.tensor(qutip.qeye(4), DOWN),
             g**0.5 * (qutip.tensor(qutip.jmat(1.5, "+"), qutip.qeye(2))
                       + qutip.tensor(qutip.qeye(4), DOWN.dag()))],
        ),
    ),
    "levels with signs": Written(
        """
        [symbols]
        Omega_p = "positive"
        Omega_m = "positive"
        g = "positive"
        [model]
        levels = ["+1", "0", "-1", "E"]
        hamiltonian = '''Omega_p*(transition(+1, E) + transition(E, +1))
                         + Omega_m*(transition(-1, E) + transition(E, -1))'''
        [[jump]]
        rate = "g"
        operator = "transition(0, E)"
        [[jump]]
        rate = "pi*g"
        operator = "transition(+1, 0) + exp(i*pi/3)*transition(-1, 0)"
        """,
        lambda Omega_p, Omega_m, g: (
            Omega_p * (move(4, 0, 3) + move(4, 3, 0)) + Omega_m * (move(4, 2, 3) + move(4, 3, 2)),
            [g**0.5 * move(4, 1, 3),
             (np.pi * g) ** 0.5 * (move(4, 0, 1) + np.exp(1j * np.pi / 3) * move(4, 2, 1))],
        ),
    ),
}  # fmt: skip
