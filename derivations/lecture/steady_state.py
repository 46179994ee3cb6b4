"""The steady state, as a student finds it: balance, elimination, weights, normalisation."""

from collections.abc import Mapping
from functools import cache

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.of_the_paper import find
from beyondthermal.symbolic.decision.proof import all_of, identity
from beyondthermal.symbolic.machine.counting import CYCLE, cycle_affinity, cycle_current, jumps
from beyondthermal.symbolic.machine.machine import boltzmann_factors, steady, weights
from beyondthermal.symbolic.symbols import symbol, symbols

from . import balances
from .balances import OCCUPIED, weighted
from .chapter import Chapter

__all__ = ["CHAPTER"]

gamma_plus, x, y, p_G, j = symbols("gamma_plus x y p_G j")


def equal_temperatures() -> Finding:
    """At x = y the populations are those of a Gibbs state."""
    balanced = {k: sp.factor(w.subs(y, x)) for k, w in weights().items()}
    ratios = [(k, sp.cancel(balanced[k] / balanced["G"])) for k in "SAE"]
    statement = [sp.Eq(OCCUPIED[k] / p_G, ratio, evaluate=False) for k, ratio in ratios]
    proof = all_of(*(identity(r * x ** (2 if k == "E" else 1), sp.Integer(1)) for k, r in ratios))
    return Finding(tuple(statement), proof)


@cache
def _bonds() -> Mapping[tuple[str, str], sp.Expr]:
    """Net current along each bond of the cycle, in units of Γ⁺."""
    rates = {(jump.start, jump.end): jump.rate for jump in jumps()}
    bonds = zip(CYCLE, (*CYCLE[1:], CYCLE[0]), strict=True)
    return {(a, b): rates[a, b] * OCCUPIED[a] - rates[b, a] * OCCUPIED[b] for a, b in bonds}


def current() -> Finding:
    """The net current around the diamond, the same on its four bonds."""
    value = sp.factor(weighted(_bonds()["G", "S"]))
    proof = all_of(
        *(identity(weighted(body), value) for body in _bonds().values()),
        identity(value / boltzmann_factors(steady().denominator), cycle_current()),
        method="the weights put into the net current on each of the four bonds",
    )
    named = [sp.Eq(j, body, evaluate=False) for body in _bonds().values()]
    closed = sp.Eq(j, value * gamma_plus**3 / symbol("Z"), evaluate=False)
    return Finding((*named, closed), proof)


def cycle_ratio() -> Finding:
    """Kolmogorov's criterion: the rates around the cycle over those of the way back."""
    rates = {(jump.start, jump.end): jump.rate for jump in jumps()}
    ratio = sp.Mul(*(rates[a, b] / rates[b, a] for a, b in _bonds()))
    affinity = cycle_affinity()
    powers = x ** affinity.coeff(symbol("beta_A")) * y ** affinity.coeff(symbol("beta_S"))
    statement = sp.Eq(ratio, sp.exp(sp.factor(affinity)), evaluate=False)
    proof = all_of(
        identity(ratio, powers), method="four ratios of rates, x = exp(β_A), y = exp(β_S)"
    )
    return Finding((statement,), proof)


CHAPTER = Chapter(
    "The steady state",
    (
        "In the steady state nothing changes any more: the right-hand side of the master equation "
        "is zero. That makes sixteen homogeneous linear equations, and a solution other than zero "
        "exists only if some block of them is singular. The block that holds the populations is, "
        "because it conserves the trace: its equations for the populations add up to zero.",
        find("A3"),
        "We dispose of the other blocks first. A coherence that stands alone, as in "
        "(coherence-G-E) and (coherence-S-A), just decays. For the pair along S we collect the "
        "coefficients of (coherences-one-quantum), leave out the rotation $iω₀$, which all terms "
        "share, and take the determinant of what is left, with the sign of a loss and in units of "
        "$(Γ⁺)²$. From the product of the two losses, first line, we subtract the product of the "
        "two gains, $4y$; that is less than the expanded product contains, and every term that "
        "remains is positive.",
        Claim("coherence-determinant", "The pair of coherences along S is damped",
              balances.coherence_determinant),
        "If the trace and the determinant of a 2 × 2 matrix are positive, both eigenvalues have "
        "positive real parts, so that both coherences die out; $iω₀$ adds a rotation and changes "
        "no modulus. The pair along A follows by exchanging the indices. In the computational "
        "basis the same is said of the blocks of (blocks), all at once.",
        find("A4-zeros"),
        "What is left are the populations. We set the left-hand sides of (rate-equations) to zero, "
        "divide by $2Γ⁺$ so that only $x$ and $y$ remain, and write what arrives on the left and "
        "what leaves on the right, for $G$, $S$, $A$ and $E$ in turn.",
        Claim("balances", "Four balances, for G, S, A and E", balances.balances),
        "Four equations for four unknowns, but their sum is $0 = 0$: one of them is superfluous, "
        "and we set the first aside as a check. The second contains $p_S$ only on the right, the "
        "third $p_A$. We solve each for it.",
        Claim("middle-levels", "The middle levels in terms of the bottom and the top",
              balances.middle_levels),
        "We insert both into the fourth balance, which then knows of $p_G$ and $p_E$ alone.",
        Claim("substituted", "The balance of E, with p_S and p_A inserted", balances.substituted),
        "We multiply by $(1 + x)(1 + y)$ to clear the denominators. On the left $p_G$ has then the "
        "factor $(1 + x) + (1 + y)$. What the left-hand side contains of $p_E$ we subtract from "
        "the right; in the expanded sum all that is negative cancels.",
        Claim("cleared", "Denominators cleared, sorted by populations", balances.cleared),
        "The normalisation is still free. So we may take for $p_E$ the factor of $p_G$, and the "
        "other way round. We call these numbers weights, $w_k$, and each population is its weight "
        "divided by the sum of the four.",
        Claim("outer-weights", "The weights of G and E", balances.outer_weights),
        "The weights of the middle levels follow from (middle-levels). It seems that this brings "
        "the denominators $1 + y$ and $1 + x$ back; but we expand the numerators, group them by "
        "powers, and find that $1 + y$ divides the first and $1 + x$ the second.",
        Claim("middle-weights", "The weights of S and A", balances.middle_weights),
        "Every coefficient is positive, as it has to be for any ring of rates: by the matrix–tree "
        "theorem a weight is a sum over the spanning trees that lead to its level. That is also a "
        "boon to the computer, which has nothing to subtract. Now the balance that we set aside, "
        "that of $G$: both of its sides come out the same.",
        Claim("first-balance", "The check: the balance of G, which was not used",
              balances.first_balance),
        "We add the four weights to normalise. In the rates, after multiplication by the cube of "
        "$Γ⁺$, the sum is called $Z$.",
        Claim("normalisation", "The sum of the weights", balances.normalisation),
        "With $x = Γ_A/Γ⁺$ and $y = Γ_S/Γ⁺$ put back, the populations are these.",
        find("populations"),
        "One goes back to the computational basis with $S$ and $A$ written out. Both contribute "
        "their population in equal parts to $|01⟩$ and $|10⟩$; between these two the coherence of "
        "$S$ is positive and that of $A$ is negative, so that they compete.",
        Claim("computational-basis", "From the Bell basis back to the computational basis",
              balances.computational_basis),
        "We insert the populations, factor, and have the steady state. That $ρ_01 = ρ_10$ and that "
        "$ρ_c$ is real is due to the missing coherence between $S$ and $A$.",
        find("A4"),
        "Is it the only one? We replace the first balance, which wasn't needed, by the condition "
        "that the populations add up to one. A linear system has exactly one solution if its "
        "determinant isn't zero; this one is, once more, the sum of the weights.",
        Claim("tree-theorem", "Three balances and the normalisation: their determinant",
              balances.tree_theorem),
        "The same for the whole block in the computational basis, for any positive rates:",
        find("A4-unique"),
        "Two checks with physics in them. First, let both reservoirs have the same temperature, "
        "$y = x$. A common factor cancels from all weights, and what is left is a Gibbs state: one "
        "Boltzmann factor for each excitation, whichever side of the diamond it sits on.",
        Claim("equal-temperatures", "Equal temperatures: the Gibbs state",
              equal_temperatures),
        "Second, let the temperatures differ. In equilibrium the jumps up and down each bond "
        "balance one by one. Here they needn't: we take the difference of the two on each bond, "
        "in units of $Γ⁺$, insert the weights, and find the same current on all four. What flows "
        "into a level flows out of it on the other side.",
        Claim("diamond-current", "Detailed balance is broken: a current around the diamond",
              current),
        "For $x > y$ reservoir A is the colder one, and the current goes up through $S$ and down "
        "through $A$: each turn takes two quanta from the hot reservoir and gives two to the cold "
        "one. It vanishes for $x = y$ alone. One could have known this before solving "
        "anything: detailed balance holds if and only if the product of the four rates around the "
        "cycle equals the product of the four rates the other way round. We take the ratio.",
        Claim("cycle-ratio", "The rates around the cycle against those of the way back",
              cycle_ratio),
        "It differs from one as soon as the temperatures do. The exponent will come back as the "
        "entropy of a turn. An engine that leaves its working substance entangled has "
        "to be out of equilibrium, and the current is the price.",
    ),
)  # fmt: skip
