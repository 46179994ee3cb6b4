"""Docstrings as pages: "Eq. (A4)" leads to the equation, and the equation back to the function."""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

_NUMBERS = re.compile(r"\(([A-E]?\d{1,2})\)(?!\w)")
_QUOTED = re.compile(r"(`+[^`]*`+)")


def _readable(
    app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]
) -> None:
    """What reStructuredText would take for its own: |00> is no substitution, a* no emphasis."""
    if what == "module" and any(line.startswith("    ") for line in lines):
        lines[1:] = ["", "::", "", *(f"   {line}" for line in lines[1:])]  # a table, as it is typed
        return
    if what in ("attribute", "property"):
        lines[:0] = ["..", ""]  # an empty comment: else what stands before a colon is its type
    for k, line in enumerate(lines):
        if line.lstrip().startswith((">>>", "...")):
            continue
        parts = _QUOTED.split(line)
        plain = [re.sub(r"([|*])", r"\\\1", part) if n % 2 == 0 else part
                 for n, part in enumerate(parts)]  # fmt: skip
        lines[k] = line = "".join(plain)
        if re.search(r"\bEqs?\.", line):
            uses = vars(app.env).setdefault("uses_of_equations", {})
            for number in _NUMBERS.findall(line):
                uses.setdefault(number, set()).add(name)
            lines[k] = _NUMBERS.sub(r":ref:`(\1) <eq-\1>`", line)


def _one_field(app: Sphinx, what: str, name: str, obj: object, _: object, lines: list[str]) -> None:
    """`:ivar a, b:` are two attributes; Sphinx would take the first for the type of the other."""
    lines[:] = [re.sub(r"(?<=,) (?=[\w, ]+:)", "", line) if line.startswith(":ivar ") else line
                for line in lines]  # fmt: skip


def _link_back(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """In place of each `computed by NUMBER`: the functions whose docstrings name it."""
    known = app.env.domains["py"].objects
    uses = vars(app.env).get("uses_of_equations", {})
    for node in [n for n in doctree.findall(nodes.literal) if n.astext().startswith("named by ")]:
        names = sorted(uses.get(node.astext().removeprefix("named by "), set()) & known.keys())
        links: list[nodes.Node] = [nodes.Text("Named by " if names else "")]
        for name in names:
            where = app.builder.get_relative_uri(page, known[name].docname)
            short = nodes.literal(text=name.removeprefix("beyondthermal."))
            links += [nodes.reference("", "", short, refuri=f"{where}#{known[name].node_id}",
                                      internal=True), nodes.Text(" ")]  # fmt: skip
        node.replace_self(links)


def setup(app: Sphinx) -> dict[str, Any]:
    """Look at each docstring, then at each page."""
    app.connect("autodoc-process-docstring", _readable, priority=400)
    app.connect("autodoc-process-docstring", _one_field, priority=600)
    app.connect("doctree-resolved", _link_back)
    return {"parallel_read_safe": False}
