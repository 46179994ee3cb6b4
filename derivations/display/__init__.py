"""What a notebook shows of a result, and plots of planes, lines and populations.

`markdown`  any result in Markdown with formulas; notebooks call it by themselves
`plot`      `plot.plane`, `plot.line`, `plot.populations`: axes of matplotlib
"""

from .of_claims import markdown

__all__ = ["markdown"]
