"""True statements of `asked` with a slip in them, each false for a reason that is checked here.

A limit that exists has no other value, and grows with what is added to its function; an expansion
fails once a multiple of one of its terms is added to them. An equation or a bound is refuted at a
point, by mpmath, which shares no code with what decides: only real numbers on the way count.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from random import Random
from typing import Any

import sympy as sp
from asked import Case, cases
from mpmath import mp

__all__ = ["DIGITS", "ComplexError", "mutated", "value"]

SIZES = ("1/10^40", "1/10^25", "1/10^12", "1/1000", "1")
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
# A number that is neither an exponent nor a part of one.
COEFFICIENT = re.compile(r"(?<![\w.^/(-])\d+(?![\w.^])|(?<=\()\d+(?=\*)")
RELATION = re.compile(r" (<=|>=|<|>|=) ")
DIGITS, CERTAIN, PLACES = 160, 120, 50


class ComplexError(ValueError):
    """A value that isn't real on the way."""


# Or not of real numbers, or of a function that isn't known here.
_NO_VALUE = (ValueError, ArithmeticError, NameError, TypeError, SyntaxError)


def _real(function: Any) -> Any:
    def checked(*given: Any) -> Any:
        found = function(*given)
        if any(isinstance(u, mp.mpc) for u in (*given, found)):
            raise ComplexError
        return found

    return checked


_NAMES: Mapping[str, Any] = {
    **{name: _real(getattr(mp, name)) for name in (
        *("exp", "log", "sqrt", "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan"),
        *("sinh", "cosh", "tanh", "coth", "sech", "csch", "asinh", "acosh", "atanh", "acoth"),
        *("acot", "asec", "acsc", "asech", "acsch", "gamma", "factorial", "binomial", "erf", "erfc",
          "floor", "ceil", "sign", "frac"),
    )},
    "ln": _real(mp.log), "Abs": _real(abs), "abs": _real(abs), "ceiling": _real(mp.ceil),
    "max": _real(max), "min": _real(min), "cbrt": _real(lambda u: mp.sign(u) * mp.cbrt(abs(u))),
    "pi": mp.pi, "e": mp.e, "oo": mp.inf, "mpf": mp.mpf,
}  # fmt: skip


def value(text: str, point: Mapping[str, Any]) -> Any:
    """What a formula is at a point; an error where that is no real number."""
    code = NUMBER.sub(r"mpf('\g<0>')", text).replace("^", "**")
    found = eval(code, {"__builtins__": {}}, {**_NAMES, **point})
    if isinstance(found, mp.mpc) or not mp.isfinite(found):
        raise ComplexError
    return found


def _points(case: Case, chance: Random) -> Iterator[dict[str, Any]]:
    """Points of the domain: some in the middle, some nearer and nearer to one of the ends."""
    sides = {name: _ends(text) for name, text in case["symbols"].items()}
    for k in range(60):
        far = mp.mpf(10) ** (0 if k < 30 else 15 - k)
        yield {name: _inside(side, far, chance) for name, side in sides.items()}


def _ends(text: str) -> tuple[Any, Any, bool]:
    if text.endswith("integer"):
        return (mp.mpf(1) if "positive" in text else -mp.inf), mp.inf, True
    low, high = text.strip("()[]").split(", ")
    return *(_end(end) for end in (low, high)), False


def _end(text: str) -> Any:
    return {"oo": mp.inf, "-oo": -mp.inf}[text] if text.endswith("oo") else value(text, {})


def _inside(side: tuple[Any, Any, bool], far: Any, chance: Random) -> Any:
    low, high, whole = side
    if whole:
        return mp.mpf(chance.randint(1, 9))
    at = mp.mpf(chance.randint(1, 999)) / 1000 * far
    if mp.isinf(low) and mp.isinf(high):
        return chance.choice([1, -1]) * 3 * at
    if mp.isinf(high):
        return low + 3 * at
    if mp.isinf(low):
        return high - 3 * at
    return chance.choice([low + (high - low) * at, high - (high - low) * at])


def _known_points(case: Case, texts: list[str], chance: Random) -> Iterator[dict[str, Any]]:
    """Those where all of the texts have values, and what is asked of points holds."""
    for point in _points(case, chance):
        try:
            for text in texts:
                value(text, point)
            if all(_holds(relation, point) for relation in case.get("where", ())):
                yield point
        except _NO_VALUE:
            continue


def _holds(relation: str, point: Mapping[str, Any]) -> bool:
    left, sign, right = re.split(r" (<=|>=|<|>|!=) ", relation)
    apart = value(left, point) - value(right, point)
    return {"<": apart < 0, "<=": apart <= 0, ">": apart > 0, ">=": apart >= 0}.get(
        sign, apart != 0
    )


def _limits(case: Case) -> Iterator[Case]:
    limit, equals = case["limit"], case["equals"]
    if "oo" in equals:
        yield {**case, "equals": "-oo" if equals == "oo" else "oo"}
        yield {**case, "limit": f"-({limit})"}
        for size in SIZES:
            yield from ({**case, "equals": f"{sign}1/({size})"} for sign in ("", "-"))
        return
    for size in SIZES:
        for sign in "+-":
            yield {**case, "equals": f"{equals} {sign} {size}"}
            yield {**case, "limit": f"{limit} {sign} {size}"}
    for name, at in case["at"].items():
        near = f"{name}/({name} + 1)" if at == "oo" else f"cos({name} - ({at}))"
        if not at.startswith("-oo"):
            yield from ({**case, "limit": f"{limit} + {near}*{size}"} for size in SIZES)


def _expansions(case: Case) -> Iterator[Case]:
    terms = case["terms"]
    parts = [str(term).replace("**", "^") for term in sp.Add.make_args(sp.sympify(terms, {
        name: sp.Symbol(name) for name in case["symbols"]}))]  # fmt: skip
    for part in parts:
        for size in SIZES:
            # Minus one of the last term would leave a shorter expansion, which is true.
            minus = "2" if size == "1" else size
            yield {**case, "terms": f"{terms} + {size}*({part})"}
            yield {**case, "terms": f"{terms} - {minus}*({part})"}


def _sides(identity: str) -> tuple[str, str]:
    """Both sides; what stands in brackets, as tests of cases do, parts nothing."""
    for found in re.finditer(" = ", identity):
        lhs, rhs = identity[: found.start()], identity[found.end() :]
        if lhs.count("(") == lhs.count(")"):
            return lhs, rhs
    raise ValueError(f"no equation: {identity}")


def _identities(case: Case, chance: Random) -> Iterator[Case]:
    lhs, rhs = _sides(case["identity"])
    name = chance.choice(sorted(case["symbols"]) or ["1"])
    for point in _known_points(case, [lhs, rhs], chance):
        if abs(value(lhs, point) - value(rhs, point)) > mp.mpf(10) ** -CERTAIN:
            continue
        for size in SIZES:
            for more in (size, f"{size}*(1 + {name}^2)", f"{size}*exp({name})/7"):
                for sign in "+-":
                    wrong = f"{rhs} {sign} {more}"
                    if abs(value(lhs, point) - value(wrong, point)) > mp.mpf(10) ** -60:
                        yield {**case, "identity": f"{lhs} = {wrong}"}
        return


def _bounds(case: Case, chance: Random) -> Iterator[Case]:
    parts = RELATION.split(case["bound"])
    if len(parts) != 3:
        return
    lhs, relation, rhs = parts
    points = list(_known_points(case, [lhs, rhs], chance))
    sign = 1 if "<" in relation else -1
    margins = sorted(((sign * (value(rhs, p) - value(lhs, p)), k) for k, p in enumerate(points)))
    if not margins:
        return
    wrong = [f"{lhs} {relation.translate(str.maketrans('<>', '><'))} {rhs}"]
    for margin, _ in [margins[0], margins[0], *chance.sample(margins, min(2, len(margins)))]:
        for size in SIZES:
            over = int(mp.floor((margin + value(size, {})) * 10**PLACES)) + 1
            wrong.append(f"{lhs} {'+' if sign > 0 else '-'} {over}/10^{PLACES} {relation} {rhs}")
    for found in COEFFICIENT.finditer(case["bound"]):
        before, after = case["bound"][: found.start()], case["bound"][found.end() :]
        wrong += [f"{before}({found[0]} {way} {size}){after}" for size in SIZES for way in "+-"]
    nearest = [points[k] for _, k in margins[:12]]
    yield from ({**case, "bound": text} for text in dict.fromkeys(wrong) if _fails(text, nearest))


def _fails(bound: str, points: list[dict[str, Any]]) -> bool:
    """Whether it fails at one of the points, at all of which it has a value."""
    lhs, relation, rhs = RELATION.split(bound)
    sign = 1 if "<" in relation else -1
    least = -(mp.mpf(10) ** -CERTAIN)
    with suppress(*_NO_VALUE):
        return any(sign * (value(rhs, p) - value(lhs, p)) < least for p in points)
    return False


def mutated(group: str) -> Iterator[Case]:
    """False statements made of those of a group that are true and have been proved."""
    with mp.workdps(DIGITS):
        for case in cases(group):
            if case["true"] and case["proved"]:
                wrong = _mutated(case)
                yield from ({**each, "true": False, "proved": False} for each in wrong)


def _mutated(case: Case) -> Iterator[Case]:
    chance = Random(case["name"])
    if "limit" in case:
        return _limits(case)
    if "expansion" in case:
        return _expansions(case)
    return _identities(case, chance) if "identity" in case else _bounds(case, chance)
