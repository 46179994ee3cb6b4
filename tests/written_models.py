"""Models as people write them, each with what QuTiP is given: Hamiltonian and collapse operators.

They are written down twice, in TOML and in numbers; the populations must agree.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import qutip

__all__ = ["DOWN", "WRITTEN", "Written", "move"]

Judge = tuple[qutip.Qobj, list[qutip.Qobj]]


class Written(NamedTuple):
    """A file's text, and the same model in numbers, given its symbols by name."""

    text: str
    judge: Callable[..., Judge]


# |0> is below |1>, as in the files.
DOWN, NUMBER = qutip.destroy(2), qutip.num(2)
X = DOWN + DOWN.dag()
ONE, TWO = qutip.tensor(DOWN, qutip.qeye(2)), qutip.tensor(qutip.qeye(2), DOWN)


def move(d: int, to: int, start: int) -> qutip.Qobj:
    return qutip.projection(d, to, start)


def thermal(x: float) -> float:
    return 1 / np.expm1(x)


WRITTEN = {
    "root in a jump": Written(
        """
        [symbols]
        kappa = "positive"
        Omega = "real"
        [model]
        spaces = ["qubit"]
        hamiltonian = "Omega*sigma_x + kappa*number"
        [[jump]]
        rate = "1"
        operator = "sqrt(2*kappa)*sigma_minus"
        """,
        lambda kappa, Omega: (Omega * X + kappa * NUMBER, [(2 * kappa) ** 0.5 * DOWN]),
    ),
    "collapse operators": Written(
        """
        [symbols]
        g = "positive"
        u = "nonnegative"
        D = "real"
        [model]
        levels = ["a", "b", "c"]
        hamiltonian = "D*projector(b) + transition(a, c) + transition(c, a)"
        collapse = ["sqrt(g)*transition(a, b)", "sqrt(g + u)*transition(b, c)",
                    "sqrt(g/(1 + u))*(transition(c, a) + transition(b, a)/2)"]
        """,
        lambda g, u, D: (
            D * move(3, 1, 1) + move(3, 0, 2) + move(3, 2, 0),
            [g**0.5 * move(3, 0, 1), (g + u) ** 0.5 * move(3, 1, 2),
             (g / (1 + u)) ** 0.5 * (move(3, 2, 0) + move(3, 1, 0) / 2)],
        ),
    ),
    "interfering decay": Written(
        """
        [symbols]
        "γ_1" = "positive"
        "γ_2" = "positive"
        "Δ" = "real"
        "Ω" = "positive"
        [model]
        levels = ["1", "2", "e"]
        hamiltonian = "Δ*projector(2) + Ω*(transition(e, 1) + transition(1, e))"
        [[jump]]
        rate = "2"
        operator = "sqrt(γ_1)*transition(1, e) + sqrt(γ_2)*transition(2, e)"
        [[jump]]
        rate = "γ_2"
        operator = "transition(1, 2)"
        """,
        lambda gamma_1, gamma_2, Delta, Omega: (
            Delta * move(3, 1, 1) + Omega * (move(3, 2, 0) + move(3, 0, 2)),
            [2**0.5 * (gamma_1**0.5 * move(3, 0, 2) + gamma_2**0.5 * move(3, 1, 2)),
             gamma_2**0.5 * move(3, 0, 1)],
        ),
    ),
    "squeezed bath": Written(
        """
        [symbols]
        r = "real"
        theta = "real"
        g = "positive"
        w = "positive"
        [model]
        spaces = ["qubit"]
        hamiltonian = "w*(cos(theta)*sigma_x + sin(theta)*sigma_y)"
        [[jump]]
        rate = "g"
        operator = "cosh(r)*sigma_minus - exp(2*i*theta)*sinh(r)*sigma_plus"
        """,
        lambda r, theta, g, w: (
            w * (np.cos(theta) * X + np.sin(theta) * 1j * (DOWN - DOWN.dag())),
            [g**0.5 * (np.cosh(r) * DOWN - np.exp(2j * theta) * np.sinh(r) * DOWN.dag())],
        ),
    ),
    "two temperatures": Written(
        """
        [symbols]
        w = "positive"
        T_1 = "positive"
        T_2 = "positive"
        g = "positive"
        h = "positive"
        [model]
        spaces = ["qubit"]
        hamiltonian = "w*number"
        [[jump]]
        rate = "g*(n + 1)"
        operator = "sigma_minus"
        [[jump]]
        rate = "g*n"
        operator = "sigma_plus"
        [[jump]]
        rate = "h*(1 + coth(w/(2*T_2)))/2"
        operator = "sigma_minus"
        [[jump]]
        rate = "h*(coth(w/(2*T_2)) - 1)/2"
        operator = "sigma_plus"
        [define]
        n = "1/(exp(w/T_1) - 1)"
        ratio = "p_1/p_0"
        """,
        lambda w, T_1, T_2, g, h: (
            w * NUMBER,
            [(g * (thermal(w / T_1) + 1)) ** 0.5 * DOWN, (g * thermal(w / T_1)) ** 0.5 * DOWN.dag(),
             (h * (thermal(w / T_2) + 1)) ** 0.5 * DOWN,
             (h * thermal(w / T_2)) ** 0.5 * DOWN.dag()],
        ),
    ),
    "phase around a square": Written(
        """
        [symbols]
        J = "positive"
        chi = "real"
        k = "positive"
        [model]
        levels = [1, 2, 3, 4]
        hamiltonian = '''J*(transition(1, 2) + transition(2, 3) + transition(3, 4))
            + J*exp(i*chi)*transition(4, 1) + J*(transition(2, 1) + transition(3, 2))
            + J*transition(4, 3) + J*exp(-i*chi)*transition(1, 4)'''
        [[jump]]
        rate = "k"
        operator = "transition(1, 3)"
        [[jump]]
        rate = "k"
        operator = "transition(2, 3)"
        """,
        lambda J, chi, k: (
            J * sum(move(4, a, b) + move(4, b, a) for a, b in ((0, 1), (1, 2), (2, 3)))
            + J * (np.exp(1j * chi) * move(4, 3, 0) + np.exp(-1j * chi) * move(4, 0, 3)),
            [k**0.5 * move(4, 0, 2), k**0.5 * move(4, 1, 2)],
        ),
    ),
    "complex drive": Written(
        """
        [symbols]
        eta = "complex"
        g = "positive"
        [model]
        spaces = ["qubit"]
        hamiltonian = "eta*sigma_plus + conjugate(eta)*sigma_minus + abs(eta)*number"
        [[jump]]
        rate = "g + abs(eta)^2"
        operator = "sigma_minus"
        """,
        lambda eta_re, eta_im, g: (
            (eta_re + 1j * eta_im) * DOWN.dag() + (eta_re - 1j * eta_im) * DOWN
            + abs(eta_re + 1j * eta_im) * NUMBER,
            [(g + eta_re**2 + eta_im**2) ** 0.5 * DOWN],
        ),
    ),
    "matrix of rates": Written(
        """
        [symbols]
        gamma = "positive"
        f = "[-1, 1]"
        p = "positive"
        Omega = "real"
        [model]
        spaces = ["qubit", "qubit"]
        hamiltonian = "Omega*f*(sigma_plus_1*sigma_minus_2 + sigma_plus_2*sigma_minus_1)"
        [[jumps]]
        operators = ["sigma_minus_1", "sigma_minus_2"]
        rates = [["gamma", "f*gamma/2"], ["f*gamma/2", "gamma"]]
        [[jump]]
        rate = "p"
        operator = "sigma_plus_1"
        """,
        lambda gamma, f, p, Omega: (
            Omega * f * (ONE.dag() * TWO + TWO.dag() * ONE),
            [(gamma * (1 + s * f / 2) / 2) ** 0.5 * (ONE + s * TWO) for s in (1, -1)]
            + [p**0.5 * ONE.dag()],
        ),
    ),
    "complex matrix of rates": Written(
        """
        [symbols]
        a = "positive"
        b = "positive"
        [model]
        levels = ["0", "L", "R"]
        hamiltonian = "b*(transition(0, L) + transition(L, 0))"
        [[jumps]]
        operators = ["transition(0, L)", "transition(0, R)", "transition(R, L)"]
        rates = [["a", "i*a/2", 0], ["-i*a/2", "a", "a/3"], [0, "a/3", "b + a"]]
        """,
        lambda a, b: (
            b * (move(3, 0, 1) + move(3, 1, 0)),
            from_matrix(
                np.array([[a, 0.5j * a, 0], [-0.5j * a, a, a / 3], [0, a / 3, a + b]]),
                [move(3, 0, 1), move(3, 0, 2), move(3, 2, 1)],
            ),
        ),
    ),
    "any other function": Written(
        """
        [symbols]
        x = "positive"
        y = "real"
        [model]
        spaces = ["qubit"]
        hamiltonian = "log(1 + x)*sigma_x + tanh(y)*number + atan(y)*sigma_y"
        [[jump]]
        rate = "max(x, 1)"
        operator = "sigma_minus"
        [[jump]]
        rate = "exp(-y^2)*sqrt(x + 1)"
        operator = "sigma_plus"
        """,
        lambda x, y: (
            np.log1p(x) * X + np.tanh(y) * NUMBER + np.arctan(y) * 1j * (DOWN - DOWN.dag()),
            [max(x, 1) ** 0.5 * DOWN, (np.exp(-(y**2)) * (x + 1) ** 0.5) ** 0.5 * DOWN.dag()],
        ),
    ),
}  # fmt: skip


def from_matrix(rates: np.ndarray, operators: list[qutip.Qobj]) -> list[qutip.Qobj]:
    """The collapse operators of a matrix of rates, by its eigenvectors."""
    values, vectors = np.linalg.eigh(rates)
    return [
        max(value, 0) ** 0.5 * sum(complex(c) * L for c, L in zip(vector, operators, strict=True))
        for value, vector in zip(values, vectors.T, strict=True)
    ]
