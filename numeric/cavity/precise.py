"""The full cavity model at any number of digits, and what it is checked against."""

from dataclasses import dataclass
from itertools import product
from typing import Any, Unpack

from mpmath import matrix, mpf

from beyondthermal.numeric import extras
from beyondthermal.numeric.precision import BALLS, handed_out, mp
from beyondthermal.numeric.programs.functions import precise_function
from beyondthermal.numeric.sizes import affordable, ladder_seconds, whole
from beyondthermal.symbolic.machine.cavity import EXCITATIONS, Unknown
from beyondthermal.symbolic.names import expect_known
from beyondthermal.symbolic.operators import BELL, BELL_LABELS
from beyondthermal.symbolic.shown import Shown

from . import ladder
from .accuracy import GUARD, Answer, Exact, Real, Values, attempt, gap, numbers, settled
from .ball import dyadic, rational_balls
from .level import POPULATIONS
from .rates import Rates, exact_rates
from .tail import check_tail
from .two_qubits import effective_steady_state, partial_trace, wootters

__all__ = [
    "CavityState",
    "concurrence",
    "effective_steady_state",
    "full_density_matrix",
    "partial_trace",
    "populations",
    "steady_state",
    "wootters",
]

Levels = tuple[ladder.Level, ...]


class Parameters(Rates[Real], total=False):
    """The keywords of `steady_state`."""

    n_max: int | None
    digits: int


FIRST_CUTOFF, LARGEST_CUTOFF = 6, 20_000


@dataclass(frozen=True, repr=False)
class CavityState(Shown):
    """The steady state of the full model, every number right to 10^-digits.

    Attributes
    ----------
    n_max
        The largest photon number taken into account.
    digits
        The digits asked for.
    populations
        Those of G, S, A, E.
    density_matrix
        The two qubits, 4 × 4, in the basis |00>, |01>, |10>, |11>.
    concurrence
        That of the two qubits, Eq. (A8).
    photons
        The probabilities of 0, …, n_max photons.
    levels
        The unknowns of each level N = 0, …, n_max + 2, as `ladder.solve` returns them.
    """

    n_max: int
    digits: int
    populations: tuple[mpf, ...]
    density_matrix: matrix
    concurrence: mpf
    photons: tuple[mpf, ...]
    levels: Levels

    def element(self, ket: str, n: int, bra: str, m: int) -> Any:
        """The matrix element <ket, n|rho|bra, m>, kets named G, S, A or E.

        Examples
        --------
        What S and the cavity exchange:

        >>> state = steady_state(kappa=2, p="0.005", gamma="0.001", digits=15)
        >>> print(state.element("S", 0, "G", 1).imag)
        0.00127339129635378
        """
        if not (0 <= n <= self.n_max and 0 <= m <= self.n_max):
            raise ValueError(
                f"Arguments `n` and `m` must be from 0 to {self.n_max}, but got {n} and {m}."
            )
        for name, label in (("ket", ket), ("bra", bra)):
            expect_known(name, [label], BELL_LABELS)
        with mp.workdps(self.digits + GUARD):
            i, j = BELL_LABELS.index(ket), BELL_LABELS.index(bra)
            return handed_out(_element(self.levels, i, n, j, m))


def steady_state(
    *,
    kappa: Real,
    p: Real,
    gamma: Real,
    g: Real = 1,
    delta: Real = 0,
    gamma_z: Real = 0,
    p_c: Real = 0,
    n_max: int | None = None,
    digits: int = 50,
) -> CavityState:
    """Solve the full model, Eqs. (7)-(8) with the noise of Appendix D, for its steady state.

    Parameters
    ----------
    kappa, p, gamma, g, delta, gamma_z, p_c
        Rates in one common unit; `"0.1"` is exactly 1/10.
    n_max
        The largest photon number; without it, one at which the digits no longer change.
    digits
        Absolute accuracy, 10^-digits.

    Raises
    ------
    ValueError
        If a rate is out of its domain, the steady state is not unique, or no cutoff is enough.

    Examples
    --------
    >>> state = steady_state(kappa=10, p="0.005", gamma="0.001", digits=20)
    >>> print(state.n_max, state.concurrence)
    9 0.36015895453353
    """
    exact = exact_rates(kappa=kappa, p=p, gamma=gamma, g=g, delta=delta, gamma_z=gamma_z, p_c=p_c)
    whole("digits", digits)
    if n_max is not None:
        whole("n_max", n_max)
        return _state(_solved(exact, n_max, digits)[0], digits)
    check_tail(exact, " unless `n_max` is given")
    return _state(_converged(exact, digits), digits)


def populations(**parameters: Unpack[Parameters]) -> tuple[mpf, ...]:
    """The populations of G, S, A, E in the steady state; parameters as in `steady_state`.

    Examples
    --------
    >>> p_G, p_S, p_A, p_E = populations(kappa=2, p="0.005", gamma="0.001", digits=15)
    >>> print(p_A - p_S)
    0.449297525447804
    """
    return steady_state(**parameters).populations


def concurrence(**parameters: Unpack[Parameters]) -> mpf:
    """The concurrence in the steady state, Eq. (A8); parameters as in `steady_state`.

    Examples
    --------
    >>> C = concurrence(kappa=2, p="0.005", gamma="0.001", digits=30)
    >>> print(mp.nstr(C, 30))
    0.386505004024533965808763095081
    """
    return steady_state(**parameters).concurrence


def _solved(exact: Exact, n_max: int, digits: int) -> Answer[Levels]:
    """The model cut to n_max photons, with guard digits enough."""

    def solve(working: int) -> Answer[Levels]:
        affordable("digits", digits, ladder_seconds(n_max, working))
        levels = _levels(exact, n_max, working)
        with mp.workdps(working):
            return levels, _values(levels)

    def double() -> Values:
        return _values(ladder.solve({k: float(x) for k, x in exact.items()}, n_max, float))

    return settled(solve, attempt(double), exact, digits)


def _levels(exact: Exact, n_max: int, working: int) -> Levels:
    """The elimination at so many digits: by python-flint, where it is, in a fraction of the time.

    Of its balls only the midpoints are taken: how good they are is found as for mpmath's numbers.
    """
    if not extras.installed("flint"):
        with mp.workdps(working):
            return ladder.solve(numbers(exact), n_max, mp.mpf)
    from flint import arb, ctx

    with BALLS, ctx.workdps(working), mp.workdps(working):
        levels = ladder.solve(rational_balls(exact), n_max, arb)
        return tuple({label: mp.mpf(dyadic(x)) for label, x in level.items()} for level in levels)


def _converged(exact: Exact, digits: int) -> Levels:
    """The model cut where a cutoff half as large again changes nothing."""
    n_max = FIRST_CUTOFF
    levels, values = _solved(exact, n_max, digits)
    while n_max < LARGEST_CUTOFF:
        smaller, n_max = values, n_max + n_max // 2
        levels, values = _solved(exact, n_max, digits)
        top = ladder.photon_distribution(levels)[-1]
        if max(top, gap(smaller, values)) < mp.mpf(10) ** -(digits + 2):
            return levels
    raise ValueError(
        f"Argument `n_max` must be given, because {digits} digits need more than {LARGEST_CUTOFF} "
        "photons, but got None."
    )


def _values(levels: Levels) -> Values:
    """Every unknown, and the product under the root of Eq. (A8)."""
    found: Values = {(N, k): x for N, level in enumerate(levels) for k, x in level.items()}
    qubits = ladder.two_qubits(levels)
    return found | {"GE": qubits["GG"] * qubits["EE"]}


def _state(levels: Levels, digits: int) -> CavityState:
    """What is asked of the levels, rounded to the digits that are certain."""
    with mp.workdps(digits + GUARD):
        qubits = ladder.two_qubits(levels)
        rho_c = mp.mpc((qubits["SS"] - qubits["AA"]) / 2, -qubits.get("Im SA", 0))
        even = (qubits["SS"] + qubits["AA"]) / 2
        excess = 2 * (abs(rho_c) - mp.sqrt(qubits["GG"] * qubits["EE"]))
        photons = ladder.photon_distribution(levels)
    with mp.workdps(digits):
        rho = mp.diag([+qubits["GG"], even, even, +qubits["EE"]])
        rho[1, 2], rho[2, 1] = rho_c, mp.conj(rho_c)
        return CavityState(
            n_max=len(levels) - 3,
            digits=digits,
            populations=tuple(handed_out(+qubits[label]) for label in POPULATIONS),
            density_matrix=handed_out(rho.apply(lambda x: +x)),
            concurrence=handed_out(+max(excess, mp.zero)),
            photons=tuple(handed_out(+x) for x in photons),
            levels=tuple({k: handed_out(x) for k, x in level.items()} for level in levels),
        )


def _element(levels: Levels, ket: int, n: int, bra: int, m: int) -> Any:
    """<ket, n|rho|bra, m>, zero unless both sides have the same number of excitations."""
    if ket > bra:
        return mp.conj(_element(levels, bra, m, ket, n))
    N = n + EXCITATIONS[ket]
    found = mp.mpc(0)
    for part in ("", "Re", "Im") if m + EXCITATIONS[bra] == N else ():
        unknown = Unknown(part, ket, bra)
        x = levels[N].get(unknown.label, 0)
        found += (1j if part == "Im" else 1) * mp.sqrt(unknown.weight(N)) * mp.convert(x)
    return found


def full_density_matrix(state: CavityState) -> matrix:
    """The density matrix of qubit 1, qubit 2 and cavity, d = 4 (n_max + 1), in this order.

    Examples
    --------
    >>> state = steady_state(kappa=2, p="0.005", gamma="0.001", digits=15)
    >>> rho = full_density_matrix(state)
    >>> state.n_max, rho.rows
    (9, 40)
    """
    size = state.n_max + 1
    with mp.workdps(state.digits + GUARD):
        basis = mp.matrix(precise_function((), BELL.tolist())())
        rho = mp.zeros(4 * size)
        for n, m in product(range(size), repeat=2):
            if abs(n - m) <= max(EXCITATIONS):
                bell = mp.matrix(
                    [[_element(state.levels, k, n, b, m) for b in range(4)] for k in range(4)]
                )
                block = basis * bell * basis.T
                for i, j in product(range(4), repeat=2):
                    rho[i * size + n, j * size + m] = block[i, j]
        return handed_out(rho)
