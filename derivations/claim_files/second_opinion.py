"""Z3's opinion on algebraic claims: it is said, and never a proof.

Whether a bound or an equation fails at a point where both sides have values is asked of z3. If it
says no, that is what it says. If it names a point, certified numbers have to confirm it: then the
claim is refuted, by them.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import partial
from importlib.util import find_spec
from typing import Any

import sympy as sp

from beyondthermal.symbolic.decision import decide
from beyondthermal.symbolic.decision.proof import Proof, Verdict

__all__ = ["expect_oracle", "second_opinion"]

ORACLES = ("z3",)
_MILLISECONDS, _DIGITS, _LARGEST = 5_000, 30, 64
_UNREAD = "z3 isn't asked: it is about algebraic bounds and equations of real numbers"


def expect_oracle(name: str) -> None:
    """Refuse an oracle that isn't known, or isn't there.

    Raises
    ------
    ValueError
        In one line, which says what to install.
    """
    if name not in ORACLES:
        raise ValueError(f"Option --second-opinion must be z3, but is {name}.")
    if find_spec("z3") is None:
        extra = "beyondthermal[second-opinion]"
        raise ValueError(f'Option --second-opinion needs z3: pip install "{extra}".')


def second_opinion(asked: Callable[[], Proof]) -> tuple[str, Proof | None]:
    """What z3 says of a question, and a refutation if a point of its fails for certain.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> second_opinion(partial(decide.limit, x, {x: 0}, sp.S.Zero))[1] is None
    True
    """
    if not isinstance(asked, partial) or asked.func not in (decide.bound, decide.equality):
        return _UNREAD, None
    if asked.func is decide.bound:
        left, relation, right = asked.args
    else:
        (left, right), relation = asked.args, "="
    try:
        import z3
    except ImportError:
        return "z3 isn't there", None
    problem = _Problem(z3)
    try:
        problem.among(asked.keywords.get("where"), (left, right))
        one, other = problem.term(left), problem.term(right)
    except ValueError:
        return _UNREAD, None
    name = f"z3 {z3.get_version_string()}"
    problem.solver.add(z3.Not(_RELATIONS[relation](one, other)))
    answer = str(problem.solver.check())
    if answer == "unsat":
        return f"{name} says that it holds, which is an opinion and no proof", None
    if answer != "sat":
        return f"{name} has no opinion", None
    point = problem.point()
    found = _confirmed(asked, point, (left, right))
    where = ", ".join(f"{v} = {_shown(value)}" for v, value in point.items())
    if found is None:
        return f"{name} says that it fails, at {where}; that isn't confirmed here", None
    return f"{name} says that it fails, at {where}; certified numbers confirm it", found


def _shown(value: sp.Rational) -> str:
    text = str(value)
    return text if len(text) < _DIGITS else f"{sp.N(value, 10)} or so"


_RELATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    "=": lambda a, b: a == b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


_HEADS = {sp.Lt: "<", sp.Le: "<=", sp.Eq: "=", sp.Ne: "!=", sp.Gt: ">", sp.Ge: ">="}


class _Problem:
    """Terms for z3, and what has to hold for them to have values."""

    def __init__(self, z3: Any) -> None:
        self.z3, self.solver = z3, z3.Solver()
        self.solver.set("timeout", _MILLISECONDS)
        self.names: dict[sp.Symbol, Any] = {}

    def among(self, where: Any, sides: Iterable[sp.Expr]) -> None:
        """The domain: ranges, relations, and what symbols are declared with."""
        parts = [where] if isinstance(where, Mapping) else [*(where or ())]
        for part in parts:
            if isinstance(part, Mapping):
                for v, side in part.items():
                    self._within(v, sp.Interval.open(*side) if isinstance(side, tuple) else side)
            elif part not in (True, sp.true):
                self.solver.add(self._relation(part))
        for v in set[sp.Symbol]().union(*(side.free_symbols for side in sides)):
            self.term(v)

    def _within(self, v: sp.Symbol, side: sp.Set) -> None:
        if side == sp.Reals or side == sp.Interval(-sp.oo, sp.oo):
            return
        if not isinstance(side, sp.Interval):
            raise ValueError("a domain that is no interval")
        for end, is_open, sign in (
            (side.start, side.left_open, 1),
            (side.end, side.right_open, -1),
        ):
            if end.is_finite:
                gap = sign * (self.term(v) - self.term(end))
                self.solver.add(gap > 0 if is_open else gap >= 0)

    def _relation(self, part: Any) -> Any:
        for head, sign in _HEADS.items():
            if isinstance(part, head):
                return _RELATIONS[sign](*(self.term(side) for side in part.args))
        raise ValueError("no relation")

    def term(self, expr: sp.Expr) -> Any:
        """An expression of real numbers; algebraic ones only."""
        z3 = self.z3
        if expr.is_Rational:
            return z3.Q(int(expr.p), int(expr.q))
        if expr.is_Symbol:
            return self._named(expr)
        if expr.is_Add or expr.is_Mul:
            first, *others = map(self.term, expr.args)
            for other in others:
                first = first + other if expr.is_Add else first * other
            return first
        if expr.is_Pow and expr.exp.is_Rational and abs(expr.exp.p) <= _LARGEST:
            return self._power(self.term(expr.base), expr.exp)
        parts = [self.term(part) for part in expr.args] if expr.args else []
        if isinstance(expr, sp.Abs):
            return z3.If(parts[0] >= 0, parts[0], -parts[0])
        if isinstance(expr, sp.Max | sp.Min):
            best, *others = parts
            for other in others:
                better = best >= other if isinstance(expr, sp.Max) else best <= other
                best = z3.If(better, best, other)
            return best
        raise ValueError("no algebraic expression")

    def _named(self, v: sp.Symbol) -> Any:
        if v not in self.names:
            if not v.is_extended_real:
                raise ValueError("a complex number")
            x = self.z3.Int(v.name) if v.is_integer else self.z3.Real(v.name)
            self.names[v] = self.z3.ToReal(x) if v.is_integer else x
            for sign, holds in (("positive", x > 0), ("nonnegative", x >= 0),
                                ("negative", x < 0), ("nonpositive", x <= 0)):  # fmt: skip
                if getattr(v, f"is_{sign}"):
                    self.solver.add(holds)
        return self.names[v]

    def _power(self, base: Any, k: sp.Rational) -> Any:
        """A power; a root is the number >= 0 whose power is what stands under it."""
        if k.q > 1:
            root = self.z3.FreshReal("root")
            self.solver.add(root >= 0, root ** int(k.q) == base)
            base = root
        found = base
        for _ in range(abs(int(k.p)) - 1):
            found = found * base
        if k < 0:
            self.solver.add(base != 0)
            return 1 / found
        return found

    def point(self) -> dict[sp.Symbol, sp.Rational]:
        """Where it says that the claim fails; algebraic numbers to some digits."""
        model, point = self.solver.model(), {}
        for v, name in sorted(self.names.items(), key=str):
            value = model.eval(name, model_completion=True)
            if not self.z3.is_rational_value(value):
                value = value.approx(_DIGITS)
            point[v] = sp.Rational(Fraction(str(value.as_fraction())))
        return point


def _confirmed(
    asked: partial[Proof], point: Mapping[sp.Symbol, sp.Rational], sides: tuple[sp.Expr, sp.Expr]
) -> Proof | None:
    """The refutation at this point, if it lies in the domain."""
    where = asked.keywords.get("where")
    for part in [where] if isinstance(where, Mapping) else [*(where or ())]:
        if isinstance(part, Mapping):
            given = ((v, s) for v, s in part.items() if v in point)
            inside = (
                (sp.Interval.open(*s) if isinstance(s, tuple) else s).contains(point[v])
                for v, s in given
            )
            if not all(found == sp.true for found in inside):
                return None
        elif sp.sympify(part).subs(point) != sp.true:
            return None
    left, right = (sp.sympify(side).subs(point) for side in sides)
    found = (
        decide.equality(left, right) if asked.func is decide.equality
        else decide.bound(left, asked.args[1], right)
    )  # fmt: skip
    if found.verdict is not Verdict.REFUTED:
        return None
    values = {str(v): str(value) for v, value in point.items()}
    method = f"z3 names a point, where it {found.method}"
    return Proof(Verdict.REFUTED, method, (), values | dict(found.counterexample or {}))
