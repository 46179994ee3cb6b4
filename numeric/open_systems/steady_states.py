"""Steady states in double precision: a linear solve at each point, for all points at once.

In a block of the real form that conserves the trace, the equations of the populations add up to
zero: the trace takes the place of one of them, and the steady state is a column of the inverse.
The inverse also says how far rounding may have moved it, and whether there is only one. Where
there are several, the initial state decides: with bases R and S of the kernel and the left kernel,
it goes to R (Sᵀ R)⁻¹ Sᵀ rho_0.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from beyondthermal.numeric.arguments import Array

from .expressions import Complex
from .generator import Generator

__all__ = ["SteadyNumbers", "limit_from", "steady_numbers"]

# Where rounding may come to more than this, nothing is known of the steady state.
_WORST = 1e-3
# A singular value of this size, beside the largest, is a zero.
_ZERO = 1e-12
# Doubles in the matrices that are inverted together: 32 MB.
_TOGETHER = 4_000_000


@dataclass(frozen=True)
class SteadyNumbers:
    """Steady states over a grid.

    Attributes
    ----------
    density_matrix
        Grid × d × d; NaN where there is no single steady state in double precision.
    error
        Over the grid: a bound on rounding, relative to the trace.
    """

    density_matrix: Complex
    error: Array


def steady_numbers(generator: Generator, factors: Array) -> SteadyNumbers:
    """The steady state at each point of a grid.

    Parameters
    ----------
    generator
        The master equation.
    factors
        Its functions at the points: grid × functions.
    """
    shape, size = factors.shape[:-1], generator.dimension**2
    flat = factors.reshape(-1, factors.shape[-1])
    found, error = np.zeros((len(flat), size)), np.zeros(len(flat))
    carrying = [b for b in generator.blocks if np.isin(generator.diagonal, b).any()]
    if len(carrying) > 1:
        error[:] = np.inf
    for block in generator.blocks:
        step = max(1, _TOGETHER // block.size**2)
        for start in range(0, len(flat), step):
            part = slice(start, start + step)
            matrices = generator.matrix(flat[part], block)
            trace = np.isin(block, generator.diagonal)
            if trace.any():
                row = int(np.argmax(trace))
                matrices[:, row] = 0
                matrices[:, row, trace] = 1
            inverse, bound = _inverses(matrices)
            if trace.any():
                found[part, block] = inverse[:, :, row]
            error[part] = np.maximum(error[part], bound)
    found[~(error <= _WORST)] = np.nan
    rho = generator.density_matrix(found)
    return SteadyNumbers(rho.reshape(*shape, *rho.shape[1:]), error.reshape(shape))


def limit_from(generator: Generator, factors: Array, initial: Complex) -> Complex:
    """Where the master equation leads from initial states, at each point of a grid.

    Parameters
    ----------
    generator, factors
        As in `steady_numbers`.
    initial
        Density matrices, grid × d × d.
    """
    shape = factors.shape[:-1]
    flat = factors.reshape(-1, factors.shape[-1])
    states = np.broadcast_to(initial, (*shape, *initial.shape[-2:]))
    start = generator.vector(states.reshape(-1, *states.shape[-2:]))
    found = np.zeros_like(start)
    for block in generator.blocks:
        for k, point in enumerate(flat):
            left, right = _kernels(generator.matrix(point, block))
            overlap = np.linalg.solve(left.T @ right, left.T @ start[k, block])
            found[k, block] = right @ overlap
    rho = generator.density_matrix(found)
    return rho.reshape(*shape, *rho.shape[1:])


def _inverses(matrices: Array) -> tuple[Array, Array]:
    """The inverses of n × n matrices, and n·eps times their condition; infinite if singular.

    Rows are measured by their largest entries, so that units don't count.
    """
    scale = abs(matrices).max(axis=-1, keepdims=True)
    scale[scale == 0] = 1
    scaled = matrices / scale
    inverse = np.concatenate([*_inverted(scaled)])
    condition = np.linalg.norm(scaled, 1, (-2, -1)) * np.linalg.norm(inverse, 1, (-2, -1))
    bound = np.finfo(float).eps * condition
    return inverse / np.swapaxes(scale, -1, -2), np.where(np.isnan(bound), np.inf, bound)


def _inverted(matrices: Array) -> Iterator[Array]:
    """All at once; if one of them is singular, one by one."""
    try:
        yield np.asarray(np.linalg.inv(matrices), np.float64)
    except np.linalg.LinAlgError:
        for matrix in matrices:
            try:
                yield np.asarray(np.linalg.inv(matrix)[None], np.float64)
            except np.linalg.LinAlgError:
                yield np.full((1, *matrix.shape), np.nan)


def _kernels(matrix: Array) -> tuple[Array, Array]:
    """Orthonormal bases of the left and the right kernel, as columns."""
    if not np.isfinite(matrix).all():
        unknown = np.full((len(matrix), 1), np.nan)
        return unknown, unknown
    left, values, right = np.linalg.svd(matrix)
    zero = values <= _ZERO * values[0]
    return left[:, zero], right[zero].T
