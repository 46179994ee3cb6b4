"""A form in which nothing overflows, whatever the size of the arguments."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import sympy as sp

from .accurate_forms import Form, each_rational_part
from .carried_forms import Shifts, carried
from .generators import POSITIVE, apart, by_exponentials
from .relative_forms import Unit, exponential_unit, in_unit, size_unit
from .total_forms import total

__all__ = ["without_overflow"]

Part = tuple[sp.Symbol, sp.Expr]
_HYPERBOLIC = (sp.cosh, sp.sinh)
# Beside cosh of it 1 is nothing.
_END = sp.Integer(60)


def without_overflow(form: Form) -> Form:
    """The same form in terms of parts that are neither too large nor too small.

    Values with several exponentials, and algebraic fractions, are measured in the largest of their
    symbols, see `relative_forms`; of rational functions see `total`.
    """
    parts = _Parts(form)
    form = Form({k: _ended(v, parts) for k, v in form.values.items()}, form.parts, form.where)
    found: dict[str, sp.Expr] = {}
    for way in (_by_exponents, _by_sizes, _by_parts):
        rest = {key: value for key, value in form.values.items() if key not in found}
        found |= way(Form(rest, form.parts, form.where), parts)
    values = {key: found[key] for key in form.values}
    return Form(values, _needed([*form.parts, *parts.named], values.values()), form.where)


def _needed(parts: Sequence[Part], values: Iterable[sp.Expr]) -> tuple[Part, ...]:
    """The parts that values are made of."""
    used = {s for value in values for s in value.free_symbols}
    kept = []
    for symbol, body in reversed(parts):
        if symbol in used:
            kept.append((symbol, body))
            used |= body.free_symbols
    return tuple(reversed(kept))


class _Parts:
    """Parts with names; what two have in common is named once."""

    def __init__(self, form: Form) -> None:
        self._taken = {str(v) for v in form.where} | {str(v) for v, _ in form.parts}
        self._known: dict[sp.Expr, sp.Symbol] = {}

    @property
    def named(self) -> list[Part]:
        """All of them, in order."""
        return [(symbol, body) for body, symbol in self._known.items()]

    def symbol(self, name: str, positive: bool) -> sp.Symbol:
        """A name that nothing has."""
        symbol = apart(name, self._taken, POSITIVE if positive else sp.S.Reals)
        self._taken.add(str(symbol))
        return symbol

    def bind(self, name: str, body: sp.Expr, positive: bool) -> sp.Symbol:
        """The name of a body."""
        if body not in self._known:
            self._known[body] = self.symbol(name, positive)
        return self._known[body]

    def total(self, expr: sp.Expr, beside: Collection[sp.Symbol]) -> sp.Expr:
        """A rational part in terms of further parts."""
        value, parts = total(expr, self.symbol, beside)
        same: dict[sp.Symbol, sp.Symbol] = {}
        for symbol, body in parts:
            same[symbol] = self._known.setdefault(body.xreplace(same), symbol)
        return value.xreplace(same)


def _by_exponents(form: Form, parts: _Parts) -> dict[str, sp.Expr]:
    """The values of which exponentials may overflow, in a form in which none does."""
    known = {**form.where, **dict.fromkeys((s for s, _ in form.parts), POSITIVE)}
    values, functions, _ = by_exponentials(form.values, known)
    shifts = {s: found for s, body in (*form.parts, *functions) if (found := _exponent(body))}
    wanted = {key: v for key, v in values.items() if _may_overflow(v, {*shifts})}
    hyperbolic = sorted({n for v in values.values() for n in v.atoms(*_HYPERBOLIC)}, key=str)
    names = {node: parts.symbol("e", False) for node in hyperbolic}
    carriers = shifts | {s: (node.args[0], node.func) for node, s in names.items()}
    hard = {k: v for k, v in values.items() if k in wanted or v.has(*_HYPERBOLIC)}
    hard = {k: v for k, v in hard.items() if sum(map(_weight, v.atoms(sp.Pow))) > 1}
    own = {k: carried(v.xreplace(names), carriers, parts.bind) for k, v in hard.items()}
    done = {key: value for key, value in own.items() if value is not None}
    return done | _in_one_unit({k: v for k, v in wanted.items() if k not in done}, shifts, parts)


def _weight(power: sp.Pow) -> sp.Expr:
    """How often a sum divides; what has a root counts as if it divided twice."""
    if not power.base.is_Add or (power.exp.is_nonnegative and power.exp.is_Integer):
        return sp.S.Zero
    return -power.exp if power.exp.is_Integer else sp.Integer(2)


def _in_one_unit(
    wanted: Mapping[str, sp.Expr], shifts: Shifts, parts: _Parts
) -> dict[str, sp.Expr]:
    """Values of homogeneous parts, of which no more than one divides."""
    used = [s for s in shifts if any(s in value.free_symbols for value in wanted.values())]
    degrees = dict(_degrees(wanted, used))
    if not degrees:
        return {}
    # Parts of several values may have one exponent under several names.
    first = {u: s for s in reversed(used) for u in (shifts[s][0],)}
    exponents = {s: u for u, s in first.items()}
    highest = max(high for _, high in degrees.values())
    unit = exponential_unit(exponents, highest, parts.bind)
    plain = dict(unit.scaled)
    for s in used:
        u, sign = shifts[s]
        e = plain[first[u]]
        pair = (e, unit.one) if sign > 0 else (unit.one, e)
        far = parts.bind(f"{s}_d", unit.difference(*pair), True) if sign else e
        unit.scaled[s] = far
    return {key: _times(wanted[key], unit, parts) for key in degrees}


def _ended(value: sp.Expr, parts: _Parts) -> sp.Expr:
    """With an end of u in cosh(u) and sinh(u), where a quotient of these has a limit."""
    nodes = value.atoms(*_HYPERBOLIC)
    names = {node: sp.Dummy(positive=True) for node in nodes}
    found = dict(_degrees({"": value.xreplace(names)}, names.values()))
    if not any(map(_is_denominator, value.atoms(sp.Pow))) or found.get("", (1,))[0] != 0:
        return value
    inside = {node.args[0] for node in nodes}
    ends = {u: sp.Max(sp.Min(u, _END, evaluate=False), -_END, evaluate=False) for u in inside}
    return value.xreplace({n: n.func(parts.bind("u", ends[n.args[0]], False)) for n in nodes})


def _may_overflow(value: sp.Expr, exponentials: set[sp.Symbol]) -> bool:
    """Whether there are several exponentials, or one below the line."""
    if len(exponentials & value.free_symbols) != 1:
        return bool(exponentials & value.free_symbols)
    return bool(exponentials & sp.fraction(value)[1].free_symbols)


def _exponent(body: sp.Expr) -> tuple[sp.Expr, int] | None:
    """U and 0 of exp(u), u and 1 of exp(u) - 1, u and -1 of 1 - exp(u)."""
    for e in body.atoms(sp.exp):
        for sign, shape in ((0, e), (1, e - 1), (-1, 1 - e)):
            if body == shape:
                return e.exp, sign
    return None


def _by_sizes(form: Form, parts: _Parts) -> dict[str, sp.Expr]:
    """The algebraic fractions that are not rational, in units of their largest symbol."""
    found = {}
    for key, value in form.values.items():
        if value.is_rational_function() or not any(map(_is_denominator, value.atoms(sp.Pow))):
            continue
        sides = {s: form.where.get(s, POSITIVE) for s in sorted(value.free_symbols, key=str)}
        symbols = [s for s, side in sides.items() if side.measure.is_infinite]
        for _, (_, highest) in _degrees({key: value}, symbols):
            found[key] = _times(value, size_unit(symbols, highest, parts.bind), parts)
    return found


def _by_parts(form: Form, parts: _Parts) -> dict[str, sp.Expr]:
    """The others, whose rational parts are total each on its own."""
    return dict(each_rational_part(form.values, parts.total) or form.values)


def _is_denominator(power: sp.Pow) -> bool:
    return bool(power.exp.is_negative and power.base.is_Add)


def _degrees(
    values: Mapping[str, sp.Expr], symbols: Iterable[sp.Symbol]
) -> Iterator[tuple[str, tuple[sp.Expr, sp.Expr]]]:
    """The degree of each value in the symbols, and the highest of its parts."""
    plain = Unit({s: s for s in symbols}, sp.S.One, (sp.S.One, sp.S.One), {})
    for key, value in values.items():
        if plain.scaled and (found := in_unit(value, plain)):
            yield key, found[1:]


def _times(value: sp.Expr, unit: Unit, parts: _Parts) -> sp.Expr:
    """F(x/s, …) s^d, with one factor after the other: what is small meets what is large."""
    found = in_unit(value, unit)
    assert found is not None
    result, degree, _ = found
    if degree == 0:
        return result
    factor = parts.bind("s", unit.powers[bool(degree < 0)], True)
    whole = int(2 * abs(degree))
    for _ in range(whole):
        result = parts.bind("f", result, False) * factor
    rest = 2 * abs(degree) - whole
    return parts.bind("f", result, False) * factor**rest if rest else result
