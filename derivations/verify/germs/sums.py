"""Sums without an end that telescope.

Where f(n) = T(n + 1) - T(n) for all whole n from a on, and T tends to L, f(a) + f(a + 1) + … is
L - T(a).
"""

from fractions import Fraction
from typing import Any

from ..enclosures.bounds import defined_on
from ..enclosures.fields import same
from ..enclosures.series import read
from ..goals import take
from ..leaves import INFINITY, Box, box_of
from ..polynomials import METER, BadProofError, need
from ..terms import Term, inside, is_name, minus, put
from .limits import Limit, limit_holds

__all__ = ["holds"]

_MOST = 4_000_000


def holds(certificate: dict[str, Any]) -> bool:
    """Whether a certificate shows the value of a sum; malformed ones raise an error."""
    kind, term, over, start, value, box, proof = take(
        certificate, "kind", "term", "over", "from", "value", "box", "proof"
    )
    need(kind == "sum" and is_name(over) and type(start) is int, "no sum")
    parameters = box_of(box)
    f, claimed = read(term), read(value)
    need(over not in parameters, "no variable of its own")
    names = {t for t in (*inside(f), *inside(claimed)) if type(t) is str}
    need(names <= {*parameters, over} and over not in inside(claimed), "a new variable")
    try:
        with METER.limited(_MOST):
            _telescopes(f, over, start, claimed, parameters, proof)
    except BadProofError:
        return False
    return True


def _telescopes(f: Term, n: str, start: int, claimed: Term, parameters: Box, proof: Any) -> None:
    by, last, there, tends = take(proof, "telescope", "limit", "defined", "tends")
    T, L = read(by), read(last)
    side = (Fraction(start), False, INFINITY, True)
    need(all(t in parameters for t in inside(L) if type(t) is str), "no constant")
    need(all(t in parameters or t == n for t in inside(T) if type(t) is str), "a new variable")
    defined_on((f, T, L, claimed), {**parameters, n: side}, there)
    need(same(minus(put(T, {n: ("+", n, 1)}), T), f), "the difference is another one")
    need(same(minus(L, put(T, {n: start})), claimed), "another value")
    limit_holds(Limit(T, L, n, INFINITY, {**parameters, n: side}, False), tends)
