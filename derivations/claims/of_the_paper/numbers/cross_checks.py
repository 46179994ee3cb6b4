"""The closed form against numbers that share nothing with it.

These claims are supported by digits at points, not proved, and say so.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import sympy as sp
from mpmath import mp, mpf

from beyondthermal.derivations.claims.claim import Finding
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.numeric import machine
from beyondthermal.numeric.cavity import precise
from beyondthermal.symbolic.decision.proof import Proof, Verdict
from beyondthermal.symbolic.operator_equations import partial_trace as trace_over_cavity
from beyondthermal.symbolic.symbols import symbols

from .maxima import claim

__all__ = ["CLAIMS"]

DIGITS = 50
# Rates (Γ⁺, Γ_A, Γ_S): thermal, inverted, mixed, balanced, and twelve decades apart.
RATES = (
    ("1", "2", "30"), ("1", "1/3", "1/7"), ("1", "1/50", "40"), ("2", "5", "5"),
    ("1e-6", "1e-9", "1e3"), ("7", "100", "1/10"),
)  # fmt: skip
# Rates (κ, p, γ, δ, γ_z, p_c) in units of g.
CAVITIES = (
    ("2", "5e-3", "1e-3", "0", "0", "0"), ("10", "1e-3", "0", "0", "0", "0"),
    ("3", "1e-2", "1e-3", "1/20", "1e-3", "1/100"),
)  # fmt: skip


def _supported(errors: Sequence[mpf], claimed: mpf, method: str, **figures: str) -> Finding:
    """Supported if no error is above what is claimed, else refuted by the worst one."""
    worst = max(errors)
    shown = {"largest difference": mp.nstr(worst, 2), "points": str(len(errors))} | figures
    verdict = Verdict.SUPPORTED if worst <= claimed else Verdict.REFUTED
    counterexample = None if worst <= claimed else {"difference": mp.nstr(worst, 5)}
    digits = int(-mp.log10(worst)) if worst else DIGITS
    return Finding((), Proof(verdict, method, (), counterexample), shown, digits)


def kernel() -> Finding:
    """(A9) against the null vector of the 16 × 16 superoperator, solved in numbers."""
    errors = []
    for rates in RATES:
        gamma_plus, gamma_A, gamma_S = map(sp.Rational, rates)
        rho = precise.effective_steady_state(
            gamma_plus=str(gamma_plus), gamma_A=str(gamma_A), gamma_S=str(gamma_S), digits=DIGITS
        )
        with mp.workdps(DIGITS + 10):
            betas = [mp.log(mpf(r.p) / r.q) for r in (gamma_A / gamma_plus, gamma_S / gamma_plus)]
            closed = machine.to_digits(*betas, digits=DIGITS)["C"]
            errors.append(abs(closed - precise.wootters(rho, DIGITS)))
    method = f"closed form $=$ Wootters on the numerical kernel at {DIGITS} digits"
    return _supported(errors, mpf(10) ** (2 - DIGITS), method)


def partial_trace() -> Finding:
    """(A8) on the ladder's solution against Wootters on the partial trace (C3)."""
    errors, cutoffs = [], []
    for rates in CAVITIES:
        names = ("kappa", "p", "gamma", "delta", "gamma_z", "p_c")
        arguments: dict[str, Any] = dict(zip(names, rates, strict=True))
        state = precise.steady_state(**arguments, digits=DIGITS)
        traced = precise.partial_trace(precise.full_density_matrix(state))
        with mp.workdps(DIGITS + 10):
            errors.append(abs(precise.wootters(traced, DIGITS) - state.concurrence))
        cutoffs.append(str(state.n_max))
    method = f"Wootters on the partial trace (C3) $=$ (A8) at {DIGITS} digits"
    rho_q, rho_qC = symbols("rho_q rho_qC")
    found = _supported(errors, mpf(10) ** (2 - DIGITS), method, cutoffs=", ".join(cutoffs))
    return replace(found, statement=(equation(rho_q, trace_over_cavity(rho_qC)),))


def richardson(values: Sequence[mpf]) -> mpf:
    """The limit of a sequence in powers of h as h falls to a quarter from term to term."""
    column, k = list(values), 1
    while len(column) > 1:
        column = [b + (b - a) / (4**k - 1) for a, b in pairwise(column)]
        k += 1
    return column[0]


def elimination_order() -> Finding:
    """The order in g/κ of the difference between the full model and the closed form.

    With Γ = 4g²/κ = 1 fixed, κ = 4^k and g = 2^(k-1): g/κ halves from one k to the next, so that
    log2 of the ratio of differences tends to the order, with corrections in powers of (g/κ)².
    """
    digits, p, gamma = 60, Fraction(1, 20), Fraction(1, 100)
    with mp.workdps(digits):
        betas = [mp.log(mpf(r.numerator) / r.denominator) for r in (gamma / p, (gamma + 2) / p)]
        closed = machine.to_digits(*betas, digits=digits)["C"]
        differences = [
            precise.concurrence(kappa=4**k, g=2 ** (k - 1), p=p, gamma=gamma, digits=digits)
            - closed
            for k in range(4, 14)
        ]
        order = richardson([mp.log(a / b, 2) for a, b in pairwise(differences)])
        error = abs(order - 2)
    figures = {"order in $g/κ$": mp.nstr(order, 10), "$κ/g$": "from 32 to 16384"}
    method = (
        "Richardson extrapolation at 60 digits, $κ/g$ doubling nine times at fixed $Γ$, $p$, $γ$"
    )
    return _supported([error], mpf(10) ** -12, method, **figures)


def double_precision() -> Finding:
    """The fast functions against 50 digits, edges and corners included."""
    betas = np.array([-np.inf, -200, -9.5, -2, -1e-300, 0, 0.7, 2.2, 6, 40, 1e300, np.inf])
    fast = machine.concurrence(betas[:, None], betas)
    errors = [
        abs(machine.to_digits(float(a), float(s))["C"] - float(fast[i, j]))
        for i, a in enumerate(betas)
        for j, s in enumerate(betas)
    ]
    return _supported(errors, mpf("5e-16"), "the NumPy function against mpmath at 50 digits")


CLAIMS = (
    claim("evaluate", "Double precision is right to $5 × 10⁻¹⁶$", double_precision),
    claim("kernel", "The closed form is the numerical kernel of the master equation", kernel),
    claim("C3", "The full cavity's two qubits: two ways to their concurrence", partial_trace),
    claim("8-9", "The full cavity tends to the closed form as $(g/κ)²$", elimination_order),
)
