"""The steady state by hand: balances, elimination, weights, normalisation."""

from collections.abc import Mapping
from functools import cache

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import all_of, identity
from beyondthermal.symbolic.machine.machine import boltzmann_factors, steady, weights
from beyondthermal.symbolic.operators import BELL
from beyondthermal.symbolic.symbols import symbol, symbols

from .model import golden_rule
from .superoperator import motion

__all__ = ["OCCUPIED", "PLACES", "STEPS", "weighted"]

gamma_plus, gamma_A, gamma_S, x, y, p_G = symbols("gamma_plus gamma_A gamma_S x y p_G")
p_S, p_A, p_E, Z = symbols("p_S p_A p_E Z")
# The elements of the density matrix that have a name, row and column.
PLACES = {"rho_00": (0, 0), "rho_01": (1, 1), "rho_10": (2, 2), "rho_11": (3, 3), "rho_c": (1, 2)}
OCCUPIED = {"G": p_G, "S": p_S, "A": p_A, "E": p_E}
POSITIVE = sp.Interval.open(0, sp.oo)


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


def coherence_determinant() -> Finding:
    """The pair of coherences along S decays."""
    pair = sp.Matrix([motion()["GS"], motion()["SE"]]).jacobian(symbols("rho_GS rho_SE"))
    damping = boltzmann_factors(-pair.subs(symbol("omega_0"), 0))
    product, fed = sp.Mul(*damping.diagonal()), damping[0, 1] * damping[1, 0]
    determinant = sp.expand(product) - fed
    everywhere = dict.fromkeys((x, y), POSITIVE)
    proof = all_of(
        identity(sp.expand(damping.det()), determinant),
        positive(determinant, everywhere),
        positive(damping.trace(), everywhere),
        method="determinant and trace have no negative term; $ω₀$ only adds to the imaginary part",
    )
    statement = (equation(product, sp.expand(product)), sp.Gt(determinant, 0, evaluate=False))
    return Finding(statement, proof)


def balances() -> Finding:
    """The four rate equations at rest, in units of 2Γ⁺."""
    statement = [equation(gain, loss) for gain, loss in _balances().values()]
    proofs = [
        identity(sp.expand(2 * (gain - loss)), boltzmann_factors(golden_rule(label)))
        for label, (gain, loss) in _balances().items()
    ]
    return Finding(tuple(statement), all_of(*proofs, method="gain minus loss is $ṗ/(2Γ⁺)$"))


def middle_levels() -> Finding:
    """The second and the third balance, solved for p_S and p_A."""
    statement = tuple(equation(p, body) for p, body in _middle().items())
    rates = [gain - loss for gain, loss in (_balances()[label] for label in "SA")]
    proofs = [identity(rate.subs(_middle()), 0) for rate in rates]
    return Finding(statement, all_of(*proofs, method="put back into both balances"))


def substituted() -> Finding:
    """The fourth balance with p_S and p_A put in."""
    gain, loss = _balances()["E"]
    both = gain.subs(_middle())
    derived = {p: weights()[k] for k, p in OCCUPIED.items()}
    same = identity(both.subs(derived), loss.subs(derived))
    return Finding((equation(both, loss),), all_of(same, method="holds for the derived weights"))


def cleared() -> Finding:
    """The same, multiplied by (1 + x)(1 + y) and sorted by p_G and p_E."""
    gain, loss = _balances()["E"]
    of_G, of_E = _outer()
    factors = (1 + x) * (1 + y)
    outflow = sp.cancel(loss / p_E) * factors
    inflow = [sp.cancel(sp.expand(body).coeff(p_E) * factors) for body in _middle().values()]
    from_E = [-sp.factor(term) for term in inflow]
    statement = (
        equation(sp.Add(outflow, *from_E, evaluate=False), of_E),
        equation(of_G * p_G, of_E * p_E),
    )
    proof = all_of(
        identity(outflow + sp.Add(*from_E), of_E),
        identity((gain - loss).subs(_middle()) * factors, of_G * p_G - of_E * p_E),
    )
    return Finding(statement, proof)


def _equals(labels: str, bodies: Mapping[str, sp.Expr]) -> tuple[sp.Basic, ...]:
    return tuple(equation(symbol(f"w_{k}"), bodies[k]) for k in labels)


def outer_weights() -> Finding:
    """w_G and w_E."""
    of_G, of_E = _outer()
    proof = all_of(
        identity(weights()["E"], of_G), identity(weights()["G"], of_E),
        method="crosswise from the line above; equal to the kernel of the superoperator",
    )  # fmt: skip
    return Finding(_equals("GE", {"G": of_E, "E": of_G}), proof)


def middle_weights() -> Finding:
    """w_S and w_A, and why the denominators 1 + y and 1 + x cancel."""
    w_E, w_G = _outer()
    named = {p: symbol(f"w_{k}") for k, p in OCCUPIED.items()}
    statement, bodies, proofs = [], {}, []
    for label in "SA":
        gain, loss = _balances()[label]
        factor = sp.cancel(loss / OCCUPIED[label])
        inflow = sp.expand(gain.subs({p_G: w_G, p_E: w_E}))
        bodies[label] = sp.cancel(inflow / factor)
        product = sp.Mul(factor, bodies[label], evaluate=False)
        statement += [equation(gain.subs(named), side) for side in (inflow, product)]
        proofs += [identity(inflow, product), identity(bodies[label], weights()[label])]
    method = "multiplied out; equal to the kernel of the superoperator"
    return Finding((*statement, *_equals("SA", bodies)), all_of(*proofs, method=method))


def first_balance() -> Finding:
    """The balance that was not used holds as well."""
    gain, loss = _balances()["G"]
    named = {p: symbol(f"w_{k}") for k, p in OCCUPIED.items()}
    both = weighted(gain)
    statement = (equation(gain.subs(named), both), equation(loss.subs(named), weighted(loss)))
    return Finding(statement, identity(both, weighted(loss)))


def normalisation() -> Finding:
    """The sum of the weights is Z/Γ⁺³."""
    total = sp.expand(sp.Add(*weights().values()))
    in_units = Z / gamma_plus**3
    named = sp.Add(*(symbol(f"w_{k}") for k in "GSAE"), evaluate=False)
    rates = {x: gamma_A / gamma_plus, y: gamma_S / gamma_plus}
    proof = all_of(
        identity(boltzmann_factors(steady().denominator), total),
        identity(total.subs(rates) * gamma_plus**3, steady().denominator),
        method="sum of the four weights; $Z$ is its value in the rates, times $Γ⁺³$",
    )
    statement = (equation(in_units, named), equation(in_units, total))
    return Finding(statement, proof)


def computational_basis() -> Finding:
    """The elements of the density matrix in the computational basis."""
    rho = BELL * sp.diag(*OCCUPIED.values()) * BELL.H
    statement = [equation(symbol(k), sp.together(rho[at])) for k, at in PLACES.items()]
    exact = steady().numerators.applyfunc(boltzmann_factors)
    proof = all_of(
        *(identity(weighted(entry), other) for entry, other in zip(rho, exact, strict=True)),
        method="the weights, turned back, are the kernel of the superoperator",
    )
    return Finding(tuple(statement), proof)


def tree_theorem() -> Finding:
    """The balances of S, A, E with the normalisation: their determinant is the sum of weights."""
    losses = [loss - gain for gain, loss in (_balances()[k] for k in "SAE")]
    rows = sp.Matrix([sp.Add(*OCCUPIED.values()), *losses]).expand()
    matrix = rows.jacobian(list(OCCUPIED.values()))
    total = sp.expand(sp.Add(*weights().values()))
    proof = all_of(
        identity(sp.expand(matrix.det()), total),
        positive(total, {x: POSITIVE, y: POSITIVE}),
        method="expanded; no negative term",
    )
    shown = equation(sp.Determinant(sp.ImmutableMatrix(matrix)), Z / gamma_plus**3)
    return Finding((shown, sp.Gt(Z, 0, evaluate=False)), proof)


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
