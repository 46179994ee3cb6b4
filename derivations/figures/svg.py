"""SVG for pages: smaller, with a title and a description, and with the colours of two schemes."""

import re
from collections.abc import Mapping
from html import escape

import numpy as np

from .axes import Array
from .colours import DARK, LIGHT

__all__ = ["adaptive", "described"]


# In points: a fiftieth of a millimetre, far less than a line is wide.
_TOLERANCE = 0.05


def described(svg: str, key: str, title: str, text: str) -> str:
    """The drawing with a title and a description, without needless points, spaces and notes."""
    svg = re.sub(r'(?<=\bd=")[MLz\d. \n-]{200,}(?=")', lambda found: _shorter(found[0]), svg)
    svg = re.sub(r'(?<=\bd=")[^"]+', lambda found: _relative(found[0]), svg)
    placed = r'(?<= [xy]=")[^"]+|(?<=translate\()[^)]+'
    svg = re.sub(placed, lambda found: _rounded(found[0]), svg)
    svg = re.sub(r"<!--.*?-->|<!DOCTYPE[^>]*>|<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = _short_names(re.sub(r">\s+<", "><", svg))
    head = f"<title>{escape(title)}</title><desc>{escape(text)}</desc>"
    start, end = svg.split("<svg ", 1)
    attributes, content = end.split(">", 1)
    return f'{start}<svg {attributes} id="{key}" role="img">{head}{content}'


def _short_names(svg: str) -> str:
    """Letters that are drawn again and again have names as short as they can be."""
    glyphs = dict.fromkeys(re.findall(r'<use xlink:href="#([^"]+)"', svg))
    names = {glyph: f"g{k}" for k, glyph in enumerate(glyphs)}
    return re.sub(
        r'(?<=\bid=")[^"]+|(?<=href="#)[^"]+', lambda found: names.get(found[0], found[0]), svg
    )


def _rounded(text: str) -> str:
    """Coordinates to a hundredth of a point, without needless zeros."""
    return re.sub(r"-?\d+\.\d+", lambda found: f"{round(float(found[0]), 2):g}", text)


def _relative(path: str) -> str:
    """A path in steps, which are shorter than places; they are exact between rounded places.

    Examples
    --------
    >>> _relative("M 166 162.666 L 164.08 163.19 Q 164 163.2 163.5 163.2 z")
    'M166 162.67l-1.92.52q-.08.01-.58.01z'
    """
    written, at = [], (0, 0)
    for letter, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        values = [round(100 * float(number)) for number in numbers.split()]
        steps = values if letter == "M" else [v - at[k % 2] for k, v in enumerate(values)]
        at = (values[-2], values[-1]) if values else at
        text = " ".join(re.sub(r"^(-?)0\.", r"\1.", f"{step / 100:g}") for step in steps)
        written.append(letter if letter == "M" else letter.lower())
        written.append(re.sub(r" (?=-)|(?<=\.\d) (?=\.)|(?<=\.\d\d) (?=\.)", "", text))
    return "".join(written)


def _shorter(path: str) -> str:
    """The lines of a path within the tolerance, to a hundredth of a point."""
    pieces = []
    for piece in re.findall(r"M[^M]*", path):
        points = np.array([line.split()[1:3] for line in piece.strip().split("\n")
                           if line[0] in "ML"], dtype=float)  # fmt: skip
        kept = points[_kept(points)]
        closed = "z" if "z" in piece else ""
        pieces.append("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in kept) + closed)
    return "".join(pieces)


def _kept(points: Array) -> list[int]:
    """Which points a line needs (Douglas and Peucker)."""
    kept, open_ = {0, len(points) - 1}, [(0, len(points) - 1)]
    while open_:
        first, last = open_.pop()
        if last - first < 2:
            continue
        between, chord = points[first + 1 : last] - points[first], points[last] - points[first]
        length = float(np.hypot(*chord))
        away = (
            np.abs(between[:, 0] * chord[1] - between[:, 1] * chord[0]) / length
            if length > _TOLERANCE
            else np.hypot(*between.T)
        )
        farthest = first + 1 + int(np.argmax(away))
        if away.max() > _TOLERANCE:
            kept.add(farthest)
            open_ += [(first, farthest), (farthest, last)]
    return sorted(kept)


def adaptive(svg: str, key: str, pairs: Mapping[str, str]) -> str:
    """The drawing in light colours, and in dark ones where the reader's scheme is dark.

    Ink is `currentColor`. Other colours are exchanged by rules that find them in the drawing:
    a file that is shown as an image follows the scheme of the page around it.
    """
    ink = LIGHT["ink"]
    rules = [
        f'#{key} [style*="{kind}: {light}"]{{{kind}:{dark}!important}}'
        for light, dark in pairs.items() if light != ink
        for kind in ("fill", "stroke") if f"{kind}: {light}" in svg
    ]  # fmt: skip
    style = (
        f"<style>#{key}{{color:{ink}}}@media(prefers-color-scheme:dark){{#{key}"
        f"{{color:{DARK['ink']}}}{''.join(rules)}}}</style>"
    )
    return svg.replace(ink, "currentColor").replace("</desc>", f"</desc>{style}", 1)
