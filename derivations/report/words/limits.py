"""Limits of one variable and sums that telescope, in words and formulas."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from beyondthermal.derivations.report.terms import name_of, seen
from beyondthermal.symbolic.decision.proof import Certificate

from .bounds import Side, Step, latex_of, range_of, said

__all__ = ["limit_steps", "sum_steps"]

Box = dict[str, Side]
_WIDEST = 100
_INFINITE = {"oo": r"\infty", "-oo": r"-\infty"}


def limit_steps(certificate: Certificate) -> list[Step]:
    """What a limit says, and how it is seen."""
    box = dict(certificate["box"])
    side = box.pop(certificate["along"])
    ranges = [range_of(name_of(name), ends) for name, ends in box.items()]
    sentence = f"For ${', '.join(ranges)}$:" if ranges else "Claimed is the limit"
    name, to = name_of(certificate["along"]), _end(certificate["to"])
    ends = ("to", str(certificate["to"]))
    sign = "^-" if side[2] in ends else "^+" if side[0] in ends else ""
    arrow = f"{name} \\to {to}{'' if to in _INFINITE.values() else sign}"
    claim = f"&\\lim_{{{arrow}}} {_short(certificate['term'], brackets=True)}"
    return [
        Step(sentence, (f"{claim} = {_end(certificate['value'])}",)),
        *_told(certificate, certificate["proof"], box),
    ]


def sum_steps(certificate: Certificate) -> list[Step]:
    """What a sum is, what it is the telescope of, and where that tends to."""
    proof, n = certificate["proof"], name_of(certificate["over"])
    box: Box = certificate["box"]
    ranges = [range_of(name_of(name), ends) for name, ends in box.items()]
    sentence = f"For ${', '.join(ranges)}$:" if ranges else "The sum"
    start = certificate["from"]
    total = f"\\sum_{{{n} = {start}}}^{{\\infty}} {_short(certificate['term'], brackets=True)}"
    inner = {**certificate, "along": certificate["over"], "to": "oo"}
    return [
        Step(sentence, (f"&{total} = {latex_of(certificate['value'])}",)),
        Step(
            f"Each of its terms is $T({n} + 1) - T({n})$ with",
            (f"&T({n}) = {latex_of(proof['telescope'])}",),
        ),
        Step(
            f"so that it is $\\lim T - T({start})$, and $T({n}) \\to {latex_of(proof['limit'])}$:"
        ),
        *_told(inner, proof["tends"], box),
    ]


def _end(tree: Any) -> str:
    return _INFINITE[tree] if isinstance(tree, str) and tree in _INFINITE else latex_of(tree)


def _short(tree: Any, *, brackets: bool = False) -> str:
    shown = latex_of(tree)
    if seen(shown) > _WIDEST:
        return r"\text{(too long to be shown here)}"
    return f"\\left({shown}\\right)" if brackets and isinstance(tree, list) else shown


def _told(asked: Certificate, proof: Any, box: Box) -> Iterator[Step]:
    yield from _RULES[proof["rule"]](asked, proof, box)


def _signs(asked: Certificate, proof: Any, box: Box) -> Iterator[Step]:
    name = proof["of"]
    low, low_open, high, high_open = box[name]
    rest = {other: side for other, side in box.items() if other != name}
    cases = (
        ("below", "< 0", {**box, name: [low, low_open, "0", True]}),
        ("zero", "= 0", rest),
        ("above", "> 0", {**box, name: ["0", True, high, high_open]}),
    )
    for key, relation, there in cases:
        yield Step(f"Where ${name_of(name)} {relation}$:")
        yield from _told(asked, proof[key], there)


def _sides(asked: Certificate, proof: Any, box: Box) -> Iterator[Step]:
    for key in ("above", "below"):
        yield from _expansion(asked, proof[key], box, key)


def _alone(asked: Certificate, proof: Any, box: Box) -> Iterator[Step]:
    side = asked["box"].get(asked["along"], ())
    below = [*side[2:3]] in (["to"], [str(asked["to"])])
    yield from _expansion(asked, proof, box, "below" if below else "above")


def _expansion(asked: Certificate, proof: Any, box: Box, way: str) -> Iterator[Step]:
    """What is put for the variable, signs of parameters, and expansions, one after the other."""
    t = next(name for name in ("t", "s", "\\tau") if name not in (*box, asked["along"]))
    step = t if proof["power"] == 1 else f"{t}^{proof['power']}"
    at, variable = asked["to"], name_of(asked["along"])
    if at in ("oo", "-oo"):
        put = f"{'-' if at == '-oo' else ''}\\frac{{1}}{{{step}}}"
    else:
        sign = "-" if way == "below" else "+"
        put = f"{'-' if sign == '-' else ''}{step}" if at == 0 else f"{_end(at)} {sign} {step}"
    yield Step(f"Put ${variable} = {put}$ with ${t} > 0$, ${t} \\to 0$.")
    for fact in proof["facts"]:
        relation = "> 0" if fact["sign"] == 1 else "< 0"
        yield Step(f"There ${latex_of(fact['of'])} {relation}$.")
        yield from said(fact["proof"], box)
    if proof["small"] is not None:
        small = _sum([proof["small"]["terms"]], None, t)
        yield Step(f"With $\\varepsilon = \\exp(-u)$, $u = {small}$, smaller than all powers:")
    rows = tuple(f"&{_short(step['of'])} = {_of_both(step, t)}" for step in proof["steps"])
    told = "up to powers of its logarithm" if "\\log" in "".join(rows) else ""
    yield Step(f"Then, each $O$ {told}:" if told else "Then", rows)
    infinite = asked["value"] in ("oo", "-oo") if isinstance(asked["value"], str) else False
    yield Step("Its first term grows beyond all bounds." if infinite else
               f"What doesn't vanish with ${t}$ is the limit.")  # fmt: skip


def _of_both(step: Any, t: str) -> str:
    re, im = (step[key] for key in ("re", "im"))
    if not im["terms"] and im["rest"] is None:
        return _sum([re["terms"]], re["rest"], t)
    imaginary = f"i \\left({_sum([im['terms']], im['rest'], t)}\\right)"
    if not re["terms"] and re["rest"] is None:
        return imaginary
    return f"{_sum([re['terms']], re['rest'], t)} + {imaginary}"


def _sum(groups: Sequence[Any], rest: Any, t: str) -> str:
    """The terms with their signs, and the order of what is left."""
    found = [_term(row, t) for rows in groups for row in rows]
    found += [f"O({_powers(Fraction(rest[0]), rest[1], 0, t) or '1'})"] if rest is not None else []
    shown = found[0] if found else "0"
    for term in found[1:]:
        shown += f" - {term[1:]}" if term.startswith("-") else f" + {term}"
    return shown


def _term(row: Any, t: str) -> str:
    powers = _powers(Fraction(row["e"]), row["t"], row["log"], t)
    c = latex_of(row["c"])
    if not powers:
        return c
    if c in ("1", "-1"):
        return f"{c[:-1]}{powers}"
    summed = isinstance(row["c"], list) and row["c"][0] == "+"
    return f"\\left({c}\\right) {powers}" if summed else f"{c} {powers}"


def _powers(e: Fraction, k: int, j: int, t: str) -> str:
    log = f"\\log {t}" if j == 1 else f"\\log^{{{j}}} {t}"
    parts = [
        ("\\varepsilon" if e == 1 else f"\\varepsilon^{{{e}}}") if e else "",
        (t if k == 1 else f"{t}^{{{k}}}") if k else "",
        log if j else "",
    ]
    return " ".join(part for part in parts if part)


_RULES: dict[str, Callable[[Certificate, Any, Box], Iterator[Step]]] = {
    "expansion": _alone, "sides": _sides, "signs": _signs,
}  # fmt: skip
