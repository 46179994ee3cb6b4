"""Entanglement, purity and entropy of density matrices, for arrays of them.

With rho = V V† the square roots of the eigenvalues of rho rho~ are the singular values of
Vᵀ (σ_y ⊗ σ_y) V: no root of a rounding error is taken, and no digit is lost at any rank.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from beyondthermal.numeric.arguments import Array

from .expressions import Complex

__all__ = [
    "concurrence",
    "determinant",
    "entropy",
    "negativity",
    "partial_trace",
    "partial_transpose",
    "purity",
]

_FLIP = np.fliplr(np.diag([-1.0, 1.0, 1.0, -1.0]))


def partial_trace(rho: Complex, sizes: Sequence[int], kept: Sequence[int]) -> Complex:
    """The reduced density matrices of some factors of a product space, in the order given.

    Parameters
    ----------
    rho
        ... × d × d.
    sizes
        The dimensions of the factors, whose product is d.
    kept
        Which factors stay, from 0 on.

    Examples
    --------
    >>> partial_trace(np.diag([0.5, 0.5, 0, 0]).astype(complex), [2, 2], [1]).real
    array([[0.5, 0. ],
           [0. , 0.5]])
    """
    count, axes = len(sizes), range(rho.ndim - 2)
    start = len(axes)
    kets = [start + k for k in range(count)]
    bras = [start + k + (count if k in kept else 0) for k in range(count)]
    taken: Any = rho.reshape(*rho.shape[:-2], *sizes, *sizes)
    own = [kets[k] for k in kept], [bras[k] for k in kept]
    found = np.einsum(taken, [*axes, *kets, *bras], [*axes, *own[0], *own[1]])
    size = math.prod(sizes[k] for k in kept)
    reduced: Complex = found.reshape(*rho.shape[:-2], size, size)
    return reduced


def concurrence(rho: Complex) -> Array:
    """Wootters' concurrence of two qubits, ... × 4 × 4 in the basis |00>, |01>, |10>, |11>.

    Examples
    --------
    >>> bell = np.zeros((4, 4))
    >>> bell[1:3, 1:3] = 0.5
    >>> round(float(concurrence(bell)), 14)
    1.0
    """
    known = np.asarray(np.isfinite(rho).all(axis=(-2, -1)))
    values, vectors = np.linalg.eigh(np.where(known[..., None, None], rho, 0))
    root = vectors * np.sqrt(np.maximum(values, 0))[..., None, :]
    lambdas = np.linalg.svd(np.swapaxes(root, -1, -2) @ _FLIP @ root, compute_uv=False)
    found = np.maximum(2 * lambdas[..., 0] - lambdas.sum(axis=-1), 0)
    return np.asarray(np.where(known, found, np.nan))


def partial_transpose(rho: Complex, sizes: Sequence[int]) -> Complex:
    """The transpose in the first of two factors."""
    one, other = sizes
    parts = rho.reshape(*rho.shape[:-2], one, other, one, other)
    return np.swapaxes(parts, -4, -2).reshape(rho.shape)


def negativity(rho: Complex, sizes: Sequence[int] = (2, 2)) -> Array:
    """The sum of what is negative among the eigenvalues of the partial transpose, its modulus.

    Examples
    --------
    >>> bell = np.zeros((4, 4))
    >>> bell[1:3, 1:3] = 0.5
    >>> round(float(negativity(bell)), 15)
    0.5
    """
    below = np.maximum(-_eigenvalues(partial_transpose(rho, sizes)), 0)
    return np.asarray(below.sum(axis=-1))


def purity(rho: Complex) -> Array:
    """The trace of rho²."""
    return np.asarray((abs(rho) ** 2).sum(axis=(-2, -1)))


def determinant(matrices: Complex) -> Array:
    """The determinants of Hermitian matrices."""
    return np.asarray(np.linalg.det(matrices).real)


def entropy(rho: Complex) -> Array:
    """The von Neumann entropy -tr(rho log rho), in natural units.

    Examples
    --------
    >>> round(float(entropy(np.eye(2) / 2) / np.log(2)), 15)
    1.0
    """
    values = np.maximum(_eigenvalues(rho), 0)
    return -np.asarray((values * np.log(np.where(values > 0, values, 1))).sum(axis=-1))


def _eigenvalues(matrices: Complex) -> Array:
    """Those of Hermitian matrices; NaN where something isn't finite."""
    known = np.asarray(np.isfinite(matrices).all(axis=(-2, -1)))[..., None]
    found = np.linalg.eigvalsh(np.where(known[..., None], matrices, 0))
    return np.where(known, found, np.nan)
