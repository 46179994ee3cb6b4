"""The truncated cavity model over the rationals, written a second time, from its equations."""

from fractions import Fraction
from itertools import product

import numpy as np
import sympy as sp
from hypothesis import strategies as st

from beyondthermal.symbolic.machine.cavity import EXCITATIONS

__all__ = ["Exact", "matrix", "models"]

KETS = {"G": (1, 0, 0, 0), "S": (0, 1, 1, 0), "A": (0, 1, -1, 0), "E": (0, 0, 0, 1)}

rates = st.fractions(min_value=Fraction(1, 50), max_value=5, max_denominator=50)
optional = st.one_of(st.just(Fraction(0)), rates)
models = st.fixed_dictionaries(
    {"g": rates, "kappa": rates, "p": rates, "gamma": optional},
    optional={"delta": rates.map(lambda x: -x), "gamma_z": rates, "p_c": rates},
)


class Exact:
    """The truncated model of Eqs. (7)-(8) and Appendix D, written a second time.

    Real matrices over the rationals on |q1 q2> a†ⁿ|0>: `a` lowers with the factor n, `a†` raises
    with 1, and what acts on the bra is the transpose of what acts on the ket.
    """

    def __init__(self, n_max, *, g, kappa, p, gamma, delta=0, gamma_z=0, p_c=0):
        number = np.vectorize(Fraction)
        lower, one = np.array([[0, 1], [0, 0]]), np.eye(2, dtype=int)
        cavity = np.eye(n_max + 1, dtype=int)
        up = np.diag(np.ones(n_max, dtype=int), -1)
        down = np.diag(np.arange(1, n_max + 1), 1)
        spins = [np.kron(lower, one), np.kron(one, lower)]
        c = [number(np.kron(spin, cavity)) for spin in spins]
        c_dag = [number(np.kron(spin.T, cavity)) for spin in spins]
        a, a_dag = (number(np.kron(np.eye(4, dtype=int), x)) for x in (down, up))
        n_1, n_2 = (c_dag[i].dot(c[i]) for i in (0, 1))
        identity = number(np.eye(len(a), dtype=int))
        self.hamiltonian = delta * (n_1 - n_2) + g * (
            c_dag[0].dot(a) + c_dag[1].dot(a) + c[0].dot(a_dag) + c[1].dot(a_dag)
        )
        self.jumps = [(kappa, a, a_dag), (p_c, a_dag, a)]
        for i, n in enumerate((n_1, n_2)):
            z = 2 * n - identity
            self.jumps += [(p, c_dag[i], c[i]), (gamma, c[i], c_dag[i]), (gamma_z, z, z)]

    def dissipation(self, rho):
        total = 0 * rho
        for rate, jump, adjoint in self.jumps:
            loss = adjoint.dot(jump)
            back = jump.dot(rho).dot(jump.T)
            total = total + rate * (back - (loss.dot(rho) + rho.dot(loss.T)) / 2)
        return total

    def commutator(self, rho):
        return self.hamiltonian.dot(rho) - rho.dot(self.hamiltonian.T)


def matrix(levels, n_max):
    """Real and imaginary part of the density matrix on the kets of `Exact`."""
    size = 4 * (n_max + 1)
    parts = {"Re": np.full((size, size), Fraction(0)), "Im": np.full((size, size), Fraction(0))}
    for level, values in enumerate(levels):
        for label, value in values.items():
            part, (ket, bra) = "Re" if len(label) == 2 else label[:2], label[-2:]
            n, m = (level - EXCITATIONS["GSAE".index(letter)] for letter in (ket, bra))
            norm = min(sum(map(abs, KETS[ket])), sum(map(abs, KETS[bra])))
            scale = value / norm / int(sp.factorial(min(n, m)))
            for (i, x), (j, y) in product(enumerate(KETS[ket]), enumerate(KETS[bra])):
                at = i * (n_max + 1) + n, j * (n_max + 1) + m
                parts[part][at] += scale * x * y
                if ket != bra:
                    parts[part][at[::-1]] += scale * x * y * (-1 if part == "Im" else 1)
    return parts["Re"], parts["Im"]
