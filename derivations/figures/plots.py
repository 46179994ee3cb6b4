"""Figures of one's own: functions along an axis as curves, or of a plane in bands of colour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil, floor, log10
from typing import Any

import numpy as np

from beyondthermal.numeric.extras import needs

from .axes import DASHED, SMALL, Array, Data, Scale, matrices, number, outlined
from .colours import Palette, blended, ramp
from .sheets import Figure, upright

__all__ = ["Axis", "curves", "legible", "plane"]

_COLOURS = ("blue", "orange", "green", "A", "S", "ink")
_MAP, _CURVE = 0.83, 0.68
# What a value on a contour needs around it, in parts of the frame; and the frame.
_ROOM, _EDGE = 0.035, np.linspace(0, 1, 60)
_FRAME = np.array([(x, y) for x in _EDGE for y in _EDGE if {x, y} & {0.0, 1.0}])
# Values between so many labelled ones have colours of their own.
_BANDS = 5


@dataclass(frozen=True)
class Axis:
    """What stands along an axis.

    Attributes
    ----------
    name
        What its column is called.
    label
        The same with LaTeX in it.
    values
        Increasing numbers.
    log
        Whether the axis is logarithmic.
    """

    name: str
    label: str
    values: Array
    log: bool = False


def legible(latex: str, typed: str) -> str:
    """A label in LaTeX, if it can be set in a drawing; or else as it is typed.

    Raises
    ------
    ValueError
        If matplotlib is missing.
    """
    needs("A figure", "report", "matplotlib")
    from matplotlib.mathtext import MathTextParser

    try:
        MathTextParser("path").parse(latex)
    except ValueError:
        return typed
    return latex


def curves(
    axis: Axis, found: Mapping[str, Array], labels: Sequence[str], label: str, caption: str
) -> Figure:
    """Functions along an axis, each by its name and with its label; what they all are, if any."""
    data = {axis.name: axis.values, **found}
    draw = partial(_draw_curves, axis, dict(zip(found, labels, strict=True)), label)
    title = f"{', '.join(found)} along {axis.name}"
    return Figure(caption, title, lambda: data, draw, partial(_told_curves, axis), _CURVE)


def plane(x: Axis, y: Axis, name: str, values: Array, label: str, caption: str) -> Figure:
    """A function of two variables; y grows with the rows of its values."""
    at_x, at_y = np.meshgrid(x.values, y.values)
    columns = {x.name: at_x, y.name: at_y, name: values}
    data = {key: column.ravel() for key, column in columns.items()}
    scale = _scale(label, values)
    return Figure(
        caption, f"{name} over {x.name} and {y.name}", lambda: data,
        partial(_draw_plane, x, y, name, scale), partial(_told_plane, x, y, name), _MAP, scale,
    )  # fmt: skip


def _draw_curves(
    axis: Axis, labels: Mapping[str, str], label: str, axes: Any, data: Data, palette: Palette
) -> None:
    for k, (name, own) in enumerate(labels.items()):
        style = {} if k < len(_COLOURS) else DASHED
        colour = palette[_COLOURS[k % len(_COLOURS)]]
        axes.plot(axis.values, data[name], color=colour, label=own, **style)
    _label(axes, axis, "x")
    upright(axes, label)
    low, high = (float(side) for side in _range(np.stack([data[name] for name in labels])))
    if 0 <= low < 0.25 * high:
        axes.set_ylim(0, None)
    if len(labels) > 1:
        axes.legend(loc="best", handlelength=1.4, labelspacing=0.25, borderaxespad=0.4)


def _draw_plane(
    x: Axis, y: Axis, name: str, scale: Scale, axes: Any, data: Data, palette: Palette
) -> None:
    """Bands, each painted over all lower ones; where there is no value, the paper is seen."""
    at_x, at_y, z = matrices(data, name)
    _label(axes, x, "x")
    _label(axes, y, "y")
    top = float(scale.levels[-1]) + float(np.ptp(scale.levels))
    for level, colour in zip(scale.levels, scale.colours(palette), strict=False):
        if level < np.nanmax(z):
            axes.contourf(at_x, at_y, z, levels=[level, top], colors=[colour])
    low, high = _range(z)
    lines = {
        level: axes.contour(at_x, at_y, z, levels=[level], colors=palette["ink"], linewidths=0.6,
                            linestyles="solid")
        for level in scale.ticks if low < level < high
    }  # fmt: skip
    for level, place in _places(axes, lines).items():
        labels = axes.clabel(
            lines[level], fmt=scale.ticks[level], manual=[place], inline_spacing=2, fontsize=SMALL
        )
        for label in labels:
            label.set(path_effects=outlined(palette), rotation=0)


def _places(axes: Any, lines: Mapping[float, Any]) -> dict[float, tuple[float, float]]:
    """Where each contour has room for its value: away from the frame, other lines and values."""
    to_frame = axes.transData - axes.transAxes
    ways = {level: to_frame.transform(drawn.get_paths()[0].vertices)
            for level, drawn in lines.items() if drawn.get_paths()[0].vertices.size}  # fmt: skip
    found: dict[float, tuple[float, float]] = {}
    taken: list[Array] = []
    for level, way in ways.items():
        others = np.concatenate([*(o for k, o in ways.items() if k != level), *taken, _FRAME])
        candidates = way[:: max(1, len(way) // 100)]
        room = np.hypot(*(candidates[:, None] - others[None]).transpose(2, 0, 1)).min(axis=1)
        best = int(room.argmax())
        if room[best] > _ROOM:
            x, y = to_frame.inverted().transform(candidates[best])
            found[level] = float(x), float(y)
            taken.append(candidates[best : best + 1])
    return found


def _label(axes: Any, axis: Axis, side: str) -> None:
    getattr(axes, f"set_{side}lim")(axis.values[0], axis.values[-1])
    if axis.log:
        getattr(axes, f"set_{side}scale")("log")
    if side == "y":
        upright(axes, axis.label)
    else:
        axes.set_xlabel(axis.label)


def _range(values: Array) -> tuple[float, float]:
    finite = values[np.isfinite(values)]
    return float(finite.min()), float(finite.max())


def _scale(label: str, values: Array) -> Scale:
    """Bands between round numbers; blue above zero and orange below where there is both."""
    low, high = _range(values)
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        low, high = low - (abs(low) or 1) / 2, high + (abs(high) or 1) / 2
    if 0 <= low < 0.25 * high:
        low = 0.0
    step = _step(high - low)
    first, last = floor(low / step * _BANDS) / _BANDS, ceil(high / step * _BANDS) / _BANDS
    levels = step * np.linspace(first, last, round((last - first) * _BANDS) + 1)
    whole = (step * k for k in range(ceil(first), floor(last) + 1))
    ticks = {value: f"{value:.6g}".replace("-", "\N{MINUS SIGN}") for value in whole}
    bottom, top = float(levels[0]), float(levels[-1])
    size = max(-bottom, top)

    def colour(value: float, palette: Palette) -> str:
        if bottom >= 0 or top <= 0:
            return ramp(min(max((value - bottom) / (top - bottom), 0.0), 1.0), palette)
        return blended(palette["c0"], palette["blue" if value > 0 else "orange"], abs(value) / size)

    return Scale(label, levels, ticks, colour)


def _step(span: float) -> float:
    """The distance of labelled values: 1, 2 or 5 times a power of ten, four to nine of them."""
    power = 10.0 ** floor(log10(span / 4))
    return max(factor for factor in (power, 2 * power, 5 * power) if factor <= span / 4)


def _told_curves(axis: Axis, data: Data) -> str:
    names = [*data][1:]
    told = [f"{name} {_course(axis.values, data[name], axis.name)}" for name in names]
    scale = "logarithmic, " if axis.log else ""
    span = f"{number(axis.values[0])} to {number(axis.values[-1])}"
    return f"Curves along {axis.name}, {scale}from {span}: {'; '.join(told)}."


def _course(x: Array, values: Array, name: str) -> str:
    """Where a curve begins and ends, and its highest point if that lies in between."""
    x, values = x[np.isfinite(values)], values[np.isfinite(values)]
    told = f"goes from {number(values[0])} to {number(values[-1])}"
    for word, best in (("most", int(values.argmax())), ("least", int(values.argmin()))):
        if 0 < best < len(x) - 1 and np.ptp(values):
            told += f", at {word} {number(values[best])} at {name} = {number(x[best])}"
    return told


def _told_plane(x: Axis, y: Axis, name: str, data: Data) -> str:
    z = data[name]
    best, least = int(np.nanargmax(z)), int(np.nanargmin(z))
    ends = " and ".join(
        f"{axis.name} from {number(axis.values[0])} to {number(axis.values[-1])}"
        f"{' (logarithmic)' if axis.log else ''}" for axis in (x, y)
    )  # fmt: skip
    told = (
        f"{number(z[k])} at {x.name} = {number(data[x.name][k])}, "
        f"{y.name} = {number(data[y.name][k])}"
        for k in (best, least)
    )
    return "Map of {} over {}: the largest value in it is {}; the least {}.".format(
        name, ends, *told
    )
