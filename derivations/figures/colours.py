"""The colours of figures and pages: on paper, on a screen, on a dark one. One idea runs through.

Concurrence is blue up to C = 1/3 and orange beyond, with a step at 1/3: where no two temperatures
lead, the colour is another. Separable is the colour of nothing, close to the paper.
"""

from collections.abc import Mapping
from itertools import pairwise

__all__ = ["DARK", "LIGHT", "PALETTES", "PRINT", "STOPS", "THIRD", "blended", "colour_of", "ramp"]

Palette = Mapping[str, str]

THIRD = 1 / 3
# Concurrence and the colour that it has there; in between they are blended in sRGB. At C = 0 the
# region is separable, "c0"; what is entangled begins with "c0+", and 1/3 belongs to the blue.
STOPS: tuple[tuple[float, str], ...] = (
    (0, "c0+"), (1 / 6, "c1"), (THIRD, "c2"), (THIRD, "c3"), (5 / 12, "c3+"), (1 / 2, "c4"),
)  # fmt: skip

# The colours of curves are told apart by people who confuse red and green, too: Okabe and Ito's,
# darker or lighter where 3:1 against the paper asks for it.
LIGHT: Palette = {
    "paper": "#fffefb", "ink": "#1f1f1d", "quiet": "#66645e",
    "A": "#a8325e", "S": "#0b756f", "wash A": "#f7e6ec", "wash S": "#e0f1ee",
    "blue": "#0b5c8f", "orange": "#c24e0a", "green": "#00856a",
    "c0": "#f6f4ee", "c0+": "#cbdce5", "c1": "#7ab0d4", "c2": "#0b5c8f",
    "c3": "#f6be5c", "c3+": "#e5893a", "c4": "#c64a06",
    "e0": "#f6f4ef", "e1": "#b3a2cb", "e2": "#4d2a78",
}  # fmt: skip
DARK: Palette = {
    "paper": "#171816", "ink": "#e4e2db", "quiet": "#a19e95",
    "A": "#f08bb0", "S": "#5cc8bd", "wash A": "#3a212b", "wash S": "#173230",
    "blue": "#5fa9e0", "orange": "#ff9d4f", "green": "#4cc9a0",
    "c0": "#20211f", "c0+": "#203342", "c1": "#285d87", "c2": "#5fa9e0",
    "c3": "#b4540e", "c3+": "#e29438", "c4": "#ffd46e",
    "e0": "#20211e", "e1": "#6a4f96", "e2": "#d3bdf4",
}  # fmt: skip
PRINT: Palette = {**LIGHT, "paper": "#ffffff", "ink": "#000000", "quiet": "#4d4d4d"}
PALETTES: Mapping[str, Palette] = {"print": PRINT, "screen": LIGHT, "dark": DARK}


def blended(first: str, second: str, share: float) -> str:
    """A colour between two, `#rrggbb`, with this share of the second.

    Examples
    --------
    >>> blended("#000000", "#ff8000", 0.5)
    '#804000'
    """
    pairs = zip(bytes.fromhex(first[1:]), bytes.fromhex(second[1:]), strict=True)
    return "#" + bytes(round(a + (b - a) * share) for a, b in pairs).hex()


def colour_of(concurrence: float, palette: Palette) -> str:
    """The colour of a concurrence from 0 to 1/2, `#rrggbb`.

    Examples
    --------
    >>> [colour_of(C, LIGHT) for C in (0, 1 / 6, 1 / 3, 0.5)]
    ['#f6f4ee', '#7ab0d4', '#0b5c8f', '#c64a06']
    """
    if concurrence <= 0:
        return palette["c0"]
    for (low, start), (high, end) in pairwise(STOPS):
        if concurrence <= high:
            return blended(palette[start], palette[end], (concurrence - low) / (high - low))
    return palette[STOPS[-1][1]]


def ramp(share: float, palette: Palette) -> str:
    """The colour of a quantity that knows no threshold, from 0 to 1.

    Examples
    --------
    >>> ramp(1, DARK) == DARK["e2"]
    True
    """
    half = 2 * share
    if half <= 1:
        return blended(palette["e0"], palette["e1"], half)
    return blended(palette["e1"], palette["e2"], half - 1)
