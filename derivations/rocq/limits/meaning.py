"""What a limit or an expansion says, in ε and δ."""

from typing import Any

from beyondthermal.derivations.verify.statements import Root

from ..statements import quantified
from .approach import near_hypotheses

__all__ = ["in_terms", "meaning", "said"]


def in_terms(statement: Any) -> tuple[str, list[Any]]:
    """Whether it is a limit, "o" or "O", and of which terms."""
    head, *rest = statement
    terms = [part for part in rest if type(part) is not dict]
    if head == "~":
        head, terms = "limit", [["/", *terms], 1]
    return head, terms


def meaning(writer: Any, statement: Any, root: Root) -> Any:
    """Parameters, their domain, and what a limit or an expansion says."""
    head, terms = in_terms(statement)
    f, value, *size = terms
    if value in ("oo", "-oo"):
        whole = writer.names.written(f)
        return said(writer, root, value, whole.free, (whole.text, ""))
    gap = writer.names.written(["+", f, ["*", -1, value]] if value != 0 else f)
    scale = writer.names.written(size[0]).closed if size else ""
    free = frozenset[str]().union(*(writer.names.written(part).free for part in terms))
    return said(writer, root, head, free, (gap.closed, scale))


def said(
    writer: Any, root: Root, head: str, free: frozenset[str], shown: tuple[str, str]
) -> tuple[dict[str, str], list[str], str]:
    """What a limit says of |gap|, or of what is unbounded; this and a scale are as they are shown.

    `head` is "limit", "o" or "O", or where an infinite limit is.
    """
    variables = writer.typed(free | set(root.point))
    inner = {v: kind for v, kind in variables.items() if v in root.point}
    outer = {v: kind for v, kind in variables.items() if v not in root.point}
    near = [h for v, end in root.point.items() for h in near_hypotheses(v, end, root.box[v])]
    gap, scale = shown
    end = {"limit": f"Rabs {gap} < eps'", "o": f"Rabs {gap} <= eps' * Rabs {scale}",
           "O": f"Rabs {gap} <= K' * Rabs {scale}", "oo": f"M' < {gap}",
           "-oo": f"{gap} < M'"}[head]  # fmt: skip
    inside_it = quantified(inner, [*writer.domain(inner), *near], end)
    start = "forall M' : R," if "oo" in head else "forall eps' : R, 0 < eps' ->"
    start = "exists K' delta' : R" if head == "O" else f"{start}\n  exists delta' : R"
    lines = inside_it.replace("\n  ", "\n    ")
    return outer, writer.domain(outer), f"{start}, 0 < delta' /\\\n  {lines}"
