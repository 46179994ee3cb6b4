"""What drawings are made of: levels, arrows straight and wavy, boxes, mirrors."""

from typing import Any

import numpy as np

from .colours import Palette

__all__ = ["arrow", "bar", "canvas", "level", "square", "wave", "word"]

Point = tuple[float, float]


def canvas(axes: Any, width: Point, height: Point) -> None:
    """Room for a drawing of these coordinates; `square` makes their units equal."""
    axes.set(xlim=width, ylim=height)
    axes.set_axis_off()


def square(axes: Any) -> None:
    """Widen the limits of axes that have their place, so that both units are equally long."""
    box, limits = axes.get_window_extent(), np.array([axes.get_xlim(), axes.get_ylim()])
    sides = np.array([box.width, box.height])
    half = sides * (np.diff(limits)[:, 0] / sides).max() / 2
    low, high = limits.mean(1) - half, limits.mean(1) + half
    axes.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]))


def word(axes: Any, at: Point, text: str, palette: Palette, *, offset: Point = (0, 0),
         **options: Any) -> None:  # fmt: skip
    """A text, centred unless told otherwise, and away from its place by an offset in points."""
    style = {"ha": "center", "va": "center", "color": palette["ink"]}
    axes.annotate(text, at, xytext=offset, textcoords="offset points", **(style | options))


def level(axes: Any, at: Point, half: float, palette: Palette) -> None:
    """A level: a line as one draws it."""
    x, y = at
    axes.plot([x - half, x + half], [y, y], color=palette["ink"], linewidth=1.6,
              solid_capstyle="round")  # fmt: skip


def arrow(axes: Any, start: Point, end: Point, colour: str, width: float = 1.0,
          style: str = "-|>", head: float = 1.0) -> None:  # fmt: skip
    """A straight arrow with a full head."""
    from matplotlib.patches import FancyArrowPatch

    axes.add_patch(FancyArrowPatch(
        start, end, arrowstyle=f"{style},head_length=3,head_width=1.5", color=colour,
        linewidth=width, shrinkA=0, shrinkB=0, mutation_scale=head, joinstyle="miter",
    ))  # fmt: skip


def wave(axes: Any, start: Point, end: Point, colour: str, waves: int = 4) -> None:
    """A wavy arrow: what leaves is a photon."""
    a, b = np.array(start), np.array(end)
    along = (b - a) / np.linalg.norm(b - a)
    head = b - 0.35 * along
    share = np.linspace(0, 1, 16 * waves + 1)[:, None]
    across = 0.11 * np.sin(2 * np.pi * waves * share) * np.array([-along[1], along[0]])
    axes.plot(*(a + share * (head - a) + across).T, color=colour, linewidth=0.9)
    arrow(axes, tuple(head), tuple(b), colour, 0.9)


def bar(axes: Any, low: Point, size: Point, face: str, edge: str) -> None:
    """A box with round corners."""
    from matplotlib.patches import FancyBboxPatch

    axes.add_patch(FancyBboxPatch(
        low, *size, boxstyle="round,pad=0,rounding_size=0.18", facecolor=face, edgecolor=edge,
        linewidth=0.8,
    ))  # fmt: skip
