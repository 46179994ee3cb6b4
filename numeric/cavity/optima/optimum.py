"""The largest concurrence over the pump and the cavity's losses, of either model, to any digits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from mpmath import mpf

from beyondthermal.numeric.cavity import precise
from beyondthermal.numeric.cavity.accuracy import Exact, Real
from beyondthermal.numeric.precision import handed_out, mp
from beyondthermal.numeric.sizes import whole
from beyondthermal.symbolic.decision.proof import Proof, Verdict
from beyondthermal.symbolic.machine.stationarity import largest_on_ray
from beyondthermal.symbolic.shown import Shown

from .newton import newton
from .ray import on_ray, ratio
from .search import fixed, highest, plane
from .taylor import Taylor

__all__ = ["Optimum", "maximize"]


@dataclass(frozen=True, repr=False)
class Optimum(Shown):
    """A maximum of the concurrence.

    Attributes
    ----------
    concurrence
        C there, right to 10^-digits.
    location
        The parameters that were varied, right to a relative 10^-digits.
    digits
        The digits asked for.
    gradient, hessian
        The derivatives of C at the location, by the logarithms of these parameters.
    proof
        In the effective model exact, with certificates. In the full model the maximum is one of
        the largest values on a grid, and so supported.
    """

    concurrence: mpf
    location: dict[str, mpf]
    digits: int
    gradient: tuple[mpf, ...]
    hessian: tuple[tuple[mpf, ...], ...]
    proof: Proof


def maximize(
    *,
    over: Sequence[str] = ("p", "kappa"),
    gamma: Real,
    kappa: Real | None = None,
    p: Real | None = None,
    g: Real = 1,
    delta: Real = 0,
    gamma_z: Real = 0,
    p_c: Real = 0,
    digits: int = 12,
    model: str = "full",
) -> Optimum:
    """Where the steady state is most entangled, of all p, of all κ, or of both.

    Parameters
    ----------
    over
        The parameters to vary: `p`, `kappa` or both.
    gamma, kappa, p, g, delta, gamma_z, p_c
        The other ones, in one common unit; `"0.1"` is exactly 1/10.
    digits
        Of the concurrence and, relative, of the location.
    model
        `full`, Eqs. (7)-(8) with the noise of Appendix D, or `effective`, Eqs. (4) and (9).

    Raises
    ------
    ValueError
        If an argument is out of its domain, if there is no entanglement at all, or if C has no
        maximum: in the effective model it always grows as κ falls.

    Examples
    --------
    >>> best = maximize(gamma="0.001")
    >>> mp.nprint([best.concurrence, best.location["kappa"], best.location["p"]], 12)
    [0.386953208504, 2.33212342216, 0.00542375369653]
    >>> best = maximize(over=["p"], kappa=2, gamma="0.001", model="effective")
    >>> mp.nstr(best.concurrence, 12), best.proof.verdict.name
    ('0.422715004869', 'PROVED')
    """
    whole("digits", digits)
    exact = fixed(
        over, model,
        kappa=kappa, p=p, gamma=gamma, g=g, delta=delta, gamma_z=gamma_z, p_c=p_c,
    )  # fmt: skip
    if model == "effective":
        return _effective(over, exact, digits)
    start, _ = highest(*plane(over, exact))
    at, found = newton(exact, start, lambda C: (list(C.gradient), C.hessian), digits)
    if max(mp.eigsy(mp.matrix(found.hessian), eigvals_only=True)) >= 0:
        raise ValueError(f"Argument `over` must name what has a best value, but got {over!r}.")
    arguments: dict[str, Any] = {**exact, **at, "digits": digits}
    value = precise.concurrence(**arguments)
    method = "the largest value on a grid, and Newton's method from there; the Hessian is negative"
    return _rounded(value, at, found, digits, Proof(Verdict.SUPPORTED, method))


def _effective(over: Sequence[str], exact: Exact, digits: int) -> Optimum:
    if "kappa" in over:
        raise ValueError(
            "Argument `over` must not name `kappa` in the effective model, where C grows towards "
            f"1/(2 + γ/p) as κ falls, but got {over!r}."
        )
    root = largest_on_ray(sp.Rational(ratio(exact)))
    p, found = on_ray(exact, root, digits)
    return _rounded(found.value, {"p": p}, found, digits, root.proof)


def _rounded(
    value: mpf, at: Mapping[str, mpf], found: Taylor, digits: int, proof: Proof
) -> Optimum:
    with mp.workdps(digits):
        location = {name: handed_out(+x) for name, x in at.items()}
        gradient = tuple(handed_out(+slope) for slope in found.gradient)
        hessian = tuple(tuple(handed_out(+bend) for bend in row) for row in found.hessian)
        return Optimum(handed_out(+mp.mpf(value)), location, digits, gradient, hessian, proof)
