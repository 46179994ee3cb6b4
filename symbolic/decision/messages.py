"""What a person reads of a claim that did not pass: a few lines of plain text."""

import textwrap
from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy.printing.str import StrPrinter

from .proof import Proof, Verdict

__all__ = ["as_code", "explanation"]

_WIDTH, _LONGEST = 80, 400


def explanation(claim: str, proof: Proof, again: str = "") -> str:
    """Why a claim did not pass, as plain text of a few lines.

    Parameters
    ----------
    claim
        What was claimed, in words.
    proof
        What became of it.
    again
        The line of code that asks again, if there is one.

    Examples
    --------
    >>> from beyondthermal.symbolic.decision import decide
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> print(explanation("tanh(x) -> 2 as x -> oo", decide.limit(sp.tanh(x), {x: sp.oo}, 2)))
    claimed: tanh(x) -> 2 as x -> oo
    found:   1 (in numbers 1.0000000000000000000, 25 digits stable)
    differs: at x = 16: value 0.99999999999997467167 (0 digits agree)
    route:   exact algebra and numbers find another limit
    """
    lines = {"claimed": claim} | _evidence(dict(proof.counterexample or {}))
    lines["route" if proof.counterexample else "tried"] = proof.method
    if proof.verdict is Verdict.INCONCLUSIVE:
        lines["try"] = _advice(proof.method)
    if again:
        lines["again"] = again
    return "\n".join(_folded(f"{head}:".ljust(9), text) for head, text in lines.items() if text)


# What is missing, as the methods put it, and what whoever asks can do about it.
_ADVICE: Mapping[str, str] = {
    "narrow the domain": "a range without these points, or, of an equation, `f != 0` in `where`",
    "larger domain": "relations that are linear, or ranges, which say as much",
    "more is assumed": "a symbol with fewer assumptions, or the range in `where`",
    "alone are complex": "the real and the imaginary part, each for itself",
    "no exact route": "a name for this part, as a symbol with the range of its values",
    "numbers say nothing": "a domain on which both sides have values",
    "no number at any point": "a domain on which both sides have values",
    "smallest margin": "another assumption, or a domain split near the smallest margin",
    "no proof found": "another assumption, or a domain split into parts",
}


def _advice(method: str) -> str:
    return next((advice for missing, advice in _ADVICE.items() if missing in method), "")


def _evidence(seen: dict[str, str]) -> dict[str, str]:
    """What was found, along which paths, and where it differs; names of symbols have no spaces."""
    numbers = seen.pop("in numbers", "")
    rest = next((key for key in seen if key.startswith("limit of the rest")), "limit found")
    limit = seen.pop(rest, "")
    found = limit + (f" (in numbers {numbers})" if numbers else "")
    found = f"{rest}: {found}" if limit and rest != "limit found" else found
    path, other = seen.pop("on the path", ""), seen.pop("on another path", "")
    agree = seen.pop("digits that agree", "")
    values = {
        "value": seen.pop("value there", ""),
        "left side": seen.pop("left side", ""),
        "right side": seen.pop("right side", ""),
    }
    at = ", ".join(f"{name} = {value}" for name, value in seen.items())
    there = ", ".join(f"{name} {value}" for name, value in values.items() if value)
    differs = (f"at {at}: " if at else "") + there + (f" ({agree})" if agree else "")
    return {"found": found, "path": path, "but": other, "differs": differs}


def _folded(head: str, text: str) -> str:
    """One entry of the message, without the middle of a formula that fills pages."""
    if head.startswith("again"):
        return head + text
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"
    return textwrap.fill(
        head + text,
        _WIDTH,
        subsequent_indent=" " * len(head),
        break_long_words=False,
        break_on_hyphens=False,
    )


class _Code(StrPrinter):
    """Text that Python reads back as the same expression: 1/3 would be a floating-point number."""

    def _print_Rational(self, expr: sp.Rational) -> str:
        return f"{'-' * (expr.p < 0)}Rational({abs(expr.p)}, {expr.q})"

    def _print_Dummy(self, expr: sp.Dummy) -> str:
        return str(expr.name)


def as_code(value: Any) -> str:
    """A value as Python code, given the symbols and the names of SymPy."""
    if isinstance(value, str | bool):
        return repr(value)
    if isinstance(value, tuple):
        return f"({', '.join(map(as_code, value))})"
    if isinstance(value, list):
        return f"[{', '.join(map(as_code, value))}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{as_code(k)}: {as_code(v)}" for k, v in value.items()) + "}"
    return str(_Code().doprint(sp.sympify(value)))
