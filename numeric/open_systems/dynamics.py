"""Evolution in time and spectra, by the real form of the master equation.

exp(G t) is found by scaling and squaring with the Padé approximant of order 13 (Higham, SIAM J.
Matrix Anal. Appl. 26, 1179 (2005)).

The spectrum of A in the steady state is

    S(ω) = 2 Re ∫_0^oo dt e^(-iωt) (<A†(t) A(0)> - <A†><A>),

the part that isn't coherent scattering, which is a delta at ω = 0. As <A†(t) A(0)> is
tr(A† e^(Lt) A rho), the integral is a solution of (iω - L) X = A rho - <A> rho. The right side has
no trace, so that L - s|rho>>tr, whose inverse exists at ω = 0 too, may stand for L.
"""

import numpy as np

from beyondthermal.numeric.arguments import Array

from .expressions import Complex
from .generator import Generator, Indices

__all__ = ["evolved", "exponential", "spectrum"]

# Numerator and denominator of the approximant: the sum of c_k x^k with these c_k, and with (-1)^k.
_PADE = (
    64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000,
    10559470521600, 670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
)  # fmt: skip
# Up to this norm its error is below rounding.
_LARGEST = 5.37
# Eigenvectors whose condition is beyond this lose too many digits: near an exceptional point.
_CONDITION = 1e4


def exponential(matrices: Array) -> Array:
    """exp(M) of real square matrices, the last two axes.

    Examples
    --------
    >>> exponential(np.array([[0.0, 1.0], [0.0, 0.0]]))
    array([[1., 1.],
           [0., 1.]])
    """
    norm = np.max(np.linalg.norm(matrices, 1, (-2, -1)), initial=0.0)
    halvings = max(0, int(np.ceil(np.log2(norm / _LARGEST)))) if 0 < norm < np.inf else 0
    x = matrices / 2.0**halvings
    x2 = x @ x
    x4 = x2 @ x2
    x6 = x4 @ x2
    powers = (np.broadcast_to(np.eye(x.shape[-1]), x.shape), x2, x4, x6)

    def series(first: int) -> Array:
        low, high = (
            sum(_PADE[k + first] * powers[n] for n, k in enumerate(part, start))
            for part, start in ((range(0, 8, 2), 0), (range(8, 14, 2), 1))
        )
        return np.asarray(low + x6 @ high)

    odd, even = x @ series(1), series(0)
    found = np.asarray(np.linalg.solve(even - odd, even + odd), np.float64)
    for _ in range(halvings):
        found = found @ found
    return found


def evolved(generator: Generator, factors: Array, initial: Complex, times: Array) -> Complex:
    """Density matrices at ascending times, the first axis behind those of the grid.

    Parameters
    ----------
    generator, factors
        The master equation, and its functions at the points: grid × functions.
    initial
        The density matrix at time zero, grid × d × d.
    times
        From zero on, in the unit of one over the unit of rates.
    """
    start = generator.vector(initial)
    shape = np.broadcast_shapes(factors.shape[:-1], start.shape[:-1])
    found = np.zeros((*shape, times.size, start.shape[-1]))
    for block in generator.blocks:
        if start[..., block].any():
            matrices = generator.matrix(factors, block)
            state = np.broadcast_to(start[..., block], (*shape, block.size))[..., None]
            found[..., block] = np.swapaxes(_path(matrices, state, times), -1, -2)
    return generator.density_matrix(found)


def _path(matrices: Array, state: Array, times: Array) -> Array:
    """The vectors exp(G t) x at ascending times, as columns."""
    accuracy = 4 * np.finfo(float).eps * np.max(times, initial=0.0)
    steps = np.diff(times, prepend=0.0)
    if steps[0]:
        state = exponential(matrices * steps[0]) @ state
    if (abs(steps[1:] - steps[-1]) <= accuracy).all():
        # Equal steps: what is known is moved on by as many of them as there are columns.
        propagator = exponential(matrices * (times[-1] - times[0]) / max(times.size - 1, 1))
        while state.shape[-1] < times.size:
            moved = propagator @ state[..., : times.size - state.shape[-1]]
            state, propagator = np.concatenate([state, moved], axis=-1), propagator @ propagator
        return state
    columns, known = [state], dict[float, Array]()
    for step in steps[1:].tolist():
        if step and step not in known:
            known[step] = exponential(matrices * step)
        columns.append(known[step] @ columns[-1] if step else columns[-1])
    return np.concatenate(columns, axis=-1)


def spectrum(
    generator: Generator, factors: Array, rho: Complex, A: Complex, frequencies: Array
) -> Array:
    """The spectrum of an operator at one point of the parameters.

    Parameters
    ----------
    generator, factors
        The master equation and its functions.
    rho
        The steady state, d × d.
    A
        The operator, d × d.
    frequencies
        ω, in the unit of rates.
    """
    begun = A @ rho - np.trace(A @ rho) * rho
    halves = (begun + begun.conj().T) / 2, (begun - begun.conj().T) / 2j
    right = generator.vector(np.stack(halves)).T
    block = _touched(generator, right.T)
    if not block.size:
        return np.zeros(frequencies.shape)
    matrix = generator.matrix(factors, block)
    trace = np.isin(block, generator.diagonal)
    scale = np.linalg.norm(matrix, 1)
    deflated = matrix - scale * np.outer(generator.vector(rho)[block], trace)
    meaning = _functional(generator, A.conj().T)[block]
    return 2 * _resolvent(deflated, meaning, right[block] @ np.array([1, 1j]), frequencies).real


def _touched(generator: Generator, coordinates: Array) -> Indices:
    """The coordinates of all blocks in which a vector is more than rounding."""
    least = 1e-14 * np.max(abs(coordinates), initial=0.0)
    found = [b for b in generator.blocks if np.max(abs(coordinates[..., b])) > least]
    return np.sort(np.concatenate(found)) if found else np.zeros(0, np.intp)


def _functional(generator: Generator, operator: Complex) -> Complex:
    """The row l with l·x = tr(O rho) for the coordinates x of rho."""
    i, j, part = generator.places
    real, imaginary = operator[j, i] + operator[i, j], 1j * (operator[j, i] - operator[i, j])
    return np.asarray(np.where(i == j, operator[i, i], np.where(part == 0, real, imaginary)))


def _resolvent(matrix: Array, left: Complex, right: Complex, frequencies: Array) -> Complex:
    """The numbers l (iω - G)⁻¹ r: by eigenvectors, near an exceptional point by solves."""
    omega = 1j * frequencies.reshape(-1)
    values, vectors = np.linalg.eig(matrix)
    if np.linalg.cond(vectors) < _CONDITION:
        shares = (left @ vectors) * np.linalg.solve(vectors, right)
        found = (1 / (omega[:, None] - values)) @ shares
    else:
        systems = omega[:, None, None] * np.eye(len(matrix)) - matrix
        found = np.linalg.solve(
            systems, np.broadcast_to(right, (omega.size, right.size))[..., None]
        )
        found = found[..., 0] @ left
    return np.asarray(found).reshape(frequencies.shape)
