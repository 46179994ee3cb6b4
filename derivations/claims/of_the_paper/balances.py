"""The steady state by hand: balances, elimination, weights, normalisation."""

from collections.abc import Mapping
from functools import cache

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Statement
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.symbolic.definitions import PLACES
from beyondthermal.symbolic.machine.machine import boltzmann_factors, weights
from beyondthermal.symbolic.operators import BELL
from beyondthermal.symbolic.symbols import symbol, symbols

from .model import golden_rule
from .superoperator import motion

__all__ = ["OCCUPIED", "STEPS", "weighted"]

gamma_plus, x, y, p_G = symbols("gamma_plus x y p_G")
p_S, p_A, p_E, Z = symbols("p_S p_A p_E Z")
OCCUPIED = {"G": p_G, "S": p_S, "A": p_A, "E": p_E}


@cache
def _balances() -> Mapping[str, tuple[sp.Expr, sp.Expr]]:
    """Gain and loss of each population, the rate equations divided by 2Γ⁺."""
    found = {}
    for label, p in OCCUPIED.items():
        scaled = sp.expand(boltzmann_factors(golden_rule(label)) / 2)
        out = sp.factor(-scaled.coeff(p) * p)
        found[label] = (sp.expand(scaled + out), out)
    return found


@cache
def _middle() -> Mapping[sp.Symbol, sp.Expr]:
    """p_S and p_A from the balances of S and A."""
    solved = {}
    for label in "SA":
        gain, loss = _balances()[label]
        solved[OCCUPIED[label]] = gain / sp.cancel(loss / OCCUPIED[label])
    return solved


@cache
def _outer() -> tuple[sp.Expr, sp.Expr]:
    """The factors of p_G and of p_E when p_S and p_A are put into the balance of E."""
    gain, loss = _balances()["E"]
    cleared = sp.expand(sp.cancel((gain - loss).subs(_middle()) * (1 + x) * (1 + y)))
    return cleared.coeff(p_G), -cleared.coeff(p_E)


def weighted(expr: sp.Expr) -> sp.Expr:
    """An expression in the populations, with the derived weights in their place."""
    return sp.expand(expr.subs({p: weights()[k] for k, p in OCCUPIED.items()}))


def coherence_determinant() -> Statement:
    """The pair of coherences along S decays."""
    pair = sp.Matrix([motion()["GS"], motion()["SE"]]).jacobian(symbols("rho_GS rho_SE"))
    damping = boltzmann_factors(-pair.subs(symbol("omega_0"), 0))
    product, fed = sp.Mul(*damping.diagonal()), damping[0, 1] * damping[1, 0]
    return (
        equation(product, sp.expand(product)),
        sp.Gt(sp.expand(product) - fed, 0, evaluate=False),
        sp.Gt(damping.trace(), 0, evaluate=False),
    )


def balances() -> Statement:
    """The four rate equations at rest, in units of 2Γ⁺."""
    return tuple(equation(gain, loss) for gain, loss in _balances().values())


def middle_levels() -> Statement:
    """The second and the third balance, solved for p_S and p_A."""
    return tuple(equation(p, body) for p, body in _middle().items())


def substituted() -> Statement:
    """The fourth balance with p_S and p_A put in."""
    gain, loss = _balances()["E"]
    return (equation(gain.subs(_middle()), loss),)


def cleared() -> Statement:
    """The same, multiplied by (1 + x)(1 + y) and sorted by p_G and p_E."""
    _, loss = _balances()["E"]
    of_G, of_E = _outer()
    factors = (1 + x) * (1 + y)
    outflow = sp.cancel(loss / p_E) * factors
    inflow = [sp.cancel(sp.expand(body).coeff(p_E) * factors) for body in _middle().values()]
    from_E = [-sp.factor(term) for term in inflow]
    return (
        equation(sp.Add(outflow, *from_E, evaluate=False), of_E),
        equation(of_G * p_G, of_E * p_E),
    )


def _equals(labels: str, bodies: Mapping[str, sp.Expr]) -> Statement:
    return tuple(equation(symbol(f"w_{k}"), bodies[k]) for k in labels)


def outer_weights() -> Statement:
    """w_G and w_E, crosswise from the line above."""
    of_G, of_E = _outer()
    return _equals("GE", {"G": of_E, "E": of_G})


def middle_weights() -> Statement:
    """w_S and w_A, and why the denominators 1 + y and 1 + x cancel."""
    w_E, w_G = _outer()
    named = {p: symbol(f"w_{k}") for k, p in OCCUPIED.items()}
    shown: list[sp.Basic] = []
    bodies = {}
    for label in "SA":
        gain, loss = _balances()[label]
        factor = sp.cancel(loss / OCCUPIED[label])
        inflow = sp.expand(gain.subs({p_G: w_G, p_E: w_E}))
        bodies[label] = sp.cancel(inflow / factor)
        product = sp.Mul(factor, bodies[label], evaluate=False)
        shown += [equation(gain.subs(named), side) for side in (inflow, product)]
    return (*shown, *_equals("SA", bodies))


def first_balance() -> Statement:
    """The balance that was not used holds as well."""
    named = {p: symbol(f"w_{k}") for k, p in OCCUPIED.items()}
    return tuple(equation(side.subs(named), weighted(side)) for side in _balances()["G"])


def normalisation() -> Statement:
    """The sum of the weights is Z/Γ⁺³."""
    total, in_units = sp.expand(sp.Add(*weights().values())), Z / gamma_plus**3
    named = sp.Add(*(symbol(f"w_{k}") for k in "GSAE"), evaluate=False)
    return equation(in_units, named), equation(in_units, total)


def computational_basis() -> Statement:
    """The elements of the density matrix in the computational basis."""
    rho = BELL * sp.diag(*OCCUPIED.values()) * BELL.H
    return tuple(equation(symbol(f"rho_{k}"), sp.together(rho[at])) for k, at in PLACES.items())


def tree_theorem() -> Statement:
    """The balances of S, A, E with the normalisation: their determinant is the sum of weights."""
    losses = [loss - gain for gain, loss in (_balances()[k] for k in "SAE")]
    rows = sp.Matrix([sp.Add(*OCCUPIED.values()), *losses]).expand()
    matrix = sp.ImmutableMatrix(rows.jacobian(list(OCCUPIED.values())))
    shown = equation(sp.Determinant(matrix), Z / gamma_plus**3)
    return shown, sp.Gt(Z, 0, evaluate=False)


STEPS = (
    Claim("coherence-determinant", "The pair of coherences along $S$ is damped",
          coherence_determinant),
    Claim("balances", "Four balances, for $G$, $S$, $A$ and $E$", balances),
    Claim("middle-levels", "The middle levels in terms of the bottom and the top",
          middle_levels),
    Claim("substituted", "The balance of $E$, with $p_S$ and $p_A$ inserted", substituted),
    Claim("cleared", "Denominators cleared, sorted by populations", cleared),
    Claim("outer-weights", "The weights of $G$ and $E$", outer_weights),
    Claim("middle-weights", "The weights of $S$ and $A$", middle_weights),
    Claim("first-balance", "The check: the balance of $G$, which was not used",
          first_balance),
    Claim("normalisation", "The sum of the weights", normalisation),
    Claim("computational-basis", "From the Bell basis back to the computational basis",
          computational_basis),
    Claim("tree-theorem", "Three balances and the normalisation: their determinant",
          tree_theorem),
)  # fmt: skip
