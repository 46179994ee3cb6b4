"""Mathematics as MathML, as in `derivation.html`: no JavaScript, no network."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from beyondthermal.derivations.report.writers.pandoc import converted, display, inline, mathml


def _inline(writer: Any, node: nodes.math) -> None:
    writer.body.append(inline(node.astext()))
    raise nodes.SkipNode


def _display(writer: Any, node: nodes.math_block) -> None:
    writer.body.append(f'<div class="math">{display(node.astext())}</div>')
    raise nodes.SkipNode


def _convert(app: Sphinx, page: str, template: str, context: dict[str, Any], _: object) -> None:
    if "body" in context:
        context["body"] = converted(context["body"], mathml)


def setup(app: Sphinx) -> dict[str, bool]:
    """Mark each formula, and convert those of a page at once."""
    app.add_html_math_renderer("mathml", (_inline, None), (_display, None))
    app.connect("html-page-context", _convert)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
