"""That two terms are equal: by `field`, once roots, moduli and logarithms are written alike.

The checker's algebra says what each of them is, `sqrt (4 * x) = 2 * sqrt x`; this is shown, put in,
and what is left is one of rational functions, modulo the squares of the roots and moduli.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from math import lcm

from beyondthermal.derivations.verify.polynomials import Atom, Monomial, Polynomial, split_off
from beyondthermal.derivations.verify.ratios import quotient_of, same
from beyondthermal.derivations.verify.terms import Term, fraction, inside, minus, parts

from .syntax.identifiers import name_of
from .syntax.printer import complex_names, settled, text

__all__ = [
    "LINEAR", "atom", "by_field", "equal", "exponentials", "in_one_way", "product_of", "raised",
    "roots", "total_of",
]  # fmt: skip

# What closes an equation between polynomials, whose monomials are as good as variables.
LINEAR = "clear; lra"
_KNOWN = {"sqrt": "known_root", "cbrt": "known_cube", "abs": "known_modulus"}
_FUNCTIONS = ("sqrt", "cbrt", "abs", "max", "min", "exp", "log")


def polynomial(p: Polynomial) -> Term:
    """A polynomial, whose atoms are written out, as a term."""
    rows = [product_of(value, factors_of(key)) for key, value in sorted(p.items())]
    return total_of(rows)


def factors_of(key: Monomial) -> list[Term]:
    """The powers in a product; z times its conjugate is |z|²."""
    powers = dict(key)
    found = list[Term]()
    for n, k in key:
        of = n.inner[0] if isinstance(n, Atom) and n.kind == "conj" else {}
        for ((z, _),) in of:
            both = min(k, powers.get(z, 0))
            powers |= {n: k - both, z: powers.get(z, 0) - both}
            found += [("^", ("modulus", z, ("conj", z)), 2 * both)] if both else []
    return [*(raised(atom(n), k) for n, k in powers.items() if k), *found]


def total_of(parts: list[Term]) -> Term:
    """A sum, which need not be one."""
    return parts[0] if len(parts) == 1 else ("+", *parts) if parts else 0


def product_of(value: Fraction, factors: list[Term]) -> Term:
    """A multiple of a product."""
    if value == 1 and factors:
        return factors[0] if len(factors) == 1 else ("*", *factors)
    return ("*", fraction(value), *factors) if factors else fraction(value)


def raised(base: Term, k: int) -> Term:
    """A power, which need not be one."""
    return base if k == 1 else ("^", base, k)


def atom(name: str) -> Term:
    """A variable, or what an atom of the checker stands for."""
    if not isinstance(name, Atom):
        return str(name)
    top, low = map(polynomial, name.inner)
    if name.kind in ("i", "modulus"):
        return ("i",) if name.kind == "i" else ("modulus", top, low)
    return (name.kind, top if low == 1 else ("/", top, low))


def equal(a: Term, b: Term, among: frozenset[str]) -> str:
    """Tactics for the goal a = b; `among` holds the variables that are >= 0."""
    writer = _Writer(among)
    ends = [writer(settled(term)) for term in (a, b)]
    return " ".join([*writer.lines, f"{by_field(ends)}."])


def by_field(terms: Iterable[Term], known: Iterable[str] = ()) -> str:
    """What closes an equation in which each root and modulus is written in one way.

    `known` holds hypotheses that say what squares are.
    """
    found = dict.fromkeys(t for term in terms for t in inside(term) if type(t) is tuple)
    lines, squares = list[str](), list(known)
    for t in found:
        if t[0] in _KNOWN:
            squares.append(f"h's{len(squares)}")
            lines.append(f"{_KNOWN[t[0]]} {text(t[1], closed=True)} {squares[-1]}")
    if not squares and not any(t[0] == "/" and type(t[2]) is not int for t in found):
        return LINEAR
    by = f" [{' '.join(squares)}]" if squares else ""
    return "; ".join([*lines, f"field{by}", "nonzero"])


class _Writer:
    """Writes functions in one way, and keeps the tactics that do so in the goal."""

    def __init__(self, among: frozenset[str]) -> None:
        self.among = among
        self.lines: list[str] = []
        self._known: dict[Term, Term] = {}

    def __call__(self, term: Term) -> Term:
        """The term, with functions written in one way."""
        if type(term) is not tuple:
            return term
        head, *rest = term
        if head == "modulus":
            return self.modulus(term)
        if head in ("max", "min") and len(rest) > 2:
            return self((head, (head, *rest[:-1]), rest[-1]))
        found = (head, *(part if head == "^" and k else self(part) for k, part in enumerate(rest)))
        if head not in _FUNCTIONS:
            return found
        if found not in self._known:
            self._known[found] = _WAYS[head](self, *found[1:])
        return self._known[found]

    def put(self, old: Term, new: Term, proof: str) -> Term:
        """Have `new` in the place of `old`."""
        if text(old) != text(new):
            self.lines.append(f"put_in ({text(old)}) ({text(new)}) by ({proof}).")
        return new

    def sqrt(self, of: Term) -> Term:
        """A root is a factor times a root of what has no squares."""
        old = ("sqrt", of)
        whole = in_one_way(old, self.among)
        for name in _atoms(old, self.among, "sqrt"):
            under = polynomial(name.inner[0])
            if under == of and whole == old:
                return old
            factor = in_one_way(("/", old, ("sqrt", under)), self.among)
            if same(of, ("*", ("^", factor, 2), under), self.among):
                if any(value < 0 for value in name.inner[0].values()):
                    self.lines.append(f"try assert (0 <= {text(of)}) by nonneg.")
                reason = by_field([of, factor, under])
                proof = f"apply rule_sqrt; [nonneg | {reason}]"
                return self.put(old, ("*", factor, ("sqrt", under)), proof)
        reason = by_field([of, whole])
        return self.put(old, whole, f"apply rule_sqrt_out; [nonneg | {reason}]")

    def cbrt(self, of: Term) -> Term:
        """A cube root of a polynomial with whole coefficients, over a number."""
        top, _ = quotient_of(of, self.among)
        size = lcm(*(v.denominator for v in top.values()))
        over = next((d for d in range(1, 100) if d**3 % size == 0), size)
        under = polynomial({key: v * over**3 for key, v in top.items()})
        reason = by_field([of, under])
        proof = f"apply rule_cbrt; [nonneg | radicand | {reason}]"
        return self.put(("cbrt", of), ("*", fraction(Fraction(1, over)), ("cbrt", under)), proof)

    def abs(self, of: Term) -> Term:
        """A modulus, without factors that have a sign."""
        whole = in_one_way(("abs", of), self.among)
        reason = by_field([of, whole])
        return self.put(("abs", of), whole, f"apply rule_abs; [nonneg | {reason}]")

    def modulus(self, term: Term) -> Term:
        """A modulus of a complex number, written in one way; of a sum of squares it is that sum."""
        known = "".join(f"destruct {name_of(n)}; " for n in sorted(complex_names(term)))
        squares = "rewrite ?Rpow_mult_distr, ?rule_modulus_square"
        reason = f"{squares}; {known}computed; ring"
        new = in_one_way(term, self.among)
        return self.put(term, new, f"apply rule_modulus; [nonneg | {reason}]")

    def extreme(self, head: str, a: Term, b: Term) -> Term:
        """A maximum or minimum, by a modulus."""
        far = ("abs", minus(a, b))
        sign = far if head == "max" else ("*", -1, far)
        self.put((head, a, b), ("/", ("+", a, b, sign), 2), f"apply rule_{head}")
        return ("/", ("+", a, b, self(far) if head == "max" else ("*", -1, self(far))), 2)

    def exp(self, of: Term) -> Term:
        """An exponential of what is written in one way."""
        new = ("exp", in_one_way(of, self.among))
        self.put(("exp", of), new, f"f_equal; {by_field([of, new[1]])}")
        return self.put(new, settled(new), "exponentials")

    def log(self, of: Term) -> Term:
        """A logarithm as a sum of logarithms."""
        whole, inside_it = in_one_way(("log", of), self.among), _factored(of, self.among)
        same = f"[f_equal; {by_field([of, inside_it])} | logarithms]"
        return self.put(
            ("log", of), whole, f"transitivity (ln {text(inside_it, closed=True)}); {same}"
        )


_WAYS: Mapping[str, Callable[..., Term]] = {
    "sqrt": _Writer.sqrt, "cbrt": _Writer.cbrt, "abs": _Writer.abs, "exp": _Writer.exp,
    "log": _Writer.log,
    "max": lambda writer, a, b: writer.extreme("max", a, b),
    "min": lambda writer, a, b: writer.extreme("min", a, b),
}  # fmt: skip


def roots(terms: Iterable[Term], among: frozenset[str]) -> tuple[list[str], list[Term]]:
    """Tactics that write roots in one way, and the roots then."""
    writer = _Writer(among)
    found = [writer(t) for t in dict.fromkeys(t for term in terms for t in parts(term, "sqrt"))]
    return writer.lines, found


def exponentials(terms: Iterable[Term], among: frozenset[str]) -> Iterator[tuple[Term, Term]]:
    """Each exponential in them with its exponent written in one way, and what it is then."""
    for t in dict.fromkeys(t for term in terms for t in parts(term, "exp")):
        new = ("exp", in_one_way(t[1], among))
        if settled(new) != new:
            yield new, settled(new)


def in_one_way(term: Term, among: frozenset[str]) -> Term:
    """A term in the one way in which the checker writes it."""
    top, factors = quotient_of(term, among)
    low = [(polynomial(dict(key)), k) for key, k in sorted(factors.items())]
    below = [raised(base, k) for base, k in low]
    above = polynomial(top)
    if not below:
        return above
    return ("/", above, below[0] if len(below) == 1 else ("*", *below))


def _factored(term: Term, among: frozenset[str]) -> Term:
    """A quotient of products, whose logarithm is a sum."""
    top, factors = quotient_of(term, among)
    content, common, rest = split_off(top, among)
    powers = [raised(atom(name), k) for name, k in common.items()]
    above = [fraction(content.numerator), *powers, polynomial(rest)]
    below = [fraction(content.denominator),
             *(("^", polynomial(dict(key)), k) for key, k in sorted(factors.items()))]  # fmt: skip
    return ("/", ("*", *above), ("*", *below))


def _atoms(term: Term, among: frozenset[str], kind: str) -> list[Atom]:
    top, _ = quotient_of(term, among)
    return [n for key in top for n, _ in key if isinstance(n, Atom) and n.kind == kind]
