"""The map of what follows from what: where its boxes stand, and the drawing.

Equations on which several others rest are boxes, each in a row below all those that it rests on
itself. All others are signs below a box that they rest on: a disc, a ring or a cross, by their
verdict.
"""

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from statistics import fmean

from beyondthermal.derivations.report.blocks import Equation, Lineage, anchor
from beyondthermal.symbolic.prose import unmarked

__all__ = ["HEIGHT", "STEP", "WIDTH", "Box", "Chart", "chart", "drawn"]

# Of a box, of a sign below it, between rows, and between boxes.
WIDTH, HEIGHT, STEP, _BETWEEN, _BESIDE = 130, 37, 8, 22, 12
# Characters in a line of the words in a box, and lines.
_LINE, _LINES = 22, 2
_FULL = ("proved", "enclosed")
# So many boxes in a row, if others have room.
_CROWD = 6
_IN_A_ROW = int(WIDTH // STEP)


@dataclass(frozen=True)
class Box:
    """An equation with what hangs on it: where it stands, and on which boxes it rests."""

    equation: Equation | None
    row: int
    on: tuple[int, ...]
    signs: tuple[Equation, ...] = ()
    x: float = 0
    y: float = 0

    @property
    def height(self) -> float:
        """Of the box and its signs."""
        return HEIGHT * bool(self.equation) + STEP * -(-len(self.signs) // _IN_A_ROW)

    def places(self) -> list[tuple[Equation, float, float]]:
        """The middles of its signs."""
        first = self.x + (WIDTH - STEP * (_IN_A_ROW - 1)) / 2
        top = self.y + (HEIGHT + STEP * 0.75 if self.equation else 0)
        return [
            (sign, first + STEP * (k % _IN_A_ROW), top + STEP * (k // _IN_A_ROW))
            for k, sign in enumerate(self.signs)
        ]


@dataclass(frozen=True)
class Chart:
    """All boxes in their places; the last one has the signs of what rests on no box."""

    boxes: tuple[Box, ...]

    @cached_property
    def width(self) -> float:
        """From the left edge to the right one."""
        return max(box.x for box in self.boxes) + WIDTH + 1

    @cached_property
    def height(self) -> float:
        """From the first row to the last sign."""
        return max(box.y + box.height for box in self.boxes) + STEP


def chart(lineage: Lineage) -> Chart:
    """The boxes of a lineage, in rows by the longest way to each, and what hangs on them."""
    boxes = _spread(_hung(lineage))
    rows = [[k for k, box in enumerate(boxes) if box.row == row] for row in _rows(boxes)]
    ordered = _ordered(rows, boxes)
    across = max(map(len, ordered)) * (WIDTH + _BESIDE) - _BESIDE
    y = 1.0
    for row in ordered:
        room = across - len(row) * WIDTH
        for place, k in enumerate(row):
            x = 1 + place * WIDTH + room * (place + 0.5) / len(row)
            boxes[k] = replace(boxes[k], x=round(x, 1), y=round(y, 1))
        y += max(boxes[k].height for k in row) + _BETWEEN
    return Chart(tuple(boxes))


def _rows(boxes: Sequence[Box]) -> range:
    return range(max(box.row for box in boxes) + 1)


def _hung(lineage: Lineage) -> list[Box]:
    """The boxes, with every other equation at the one that fewest others rest on, of its own."""
    carry = Counter(source.names[0] for tie in lineage.ties for source in tie.on)
    boxes: list[Box] = []
    alone: list[Equation] = []
    carried: list[int] = []
    # For each equation the boxes behind it: itself, or those that it rests on.
    behind: dict[str, tuple[int, ...]] = {}
    for equation, sources in lineage.ties:
        name = equation.names[0]
        on = _lowest({k for source in sources for k in behind[source.names[0]]}, boxes)
        if carry[name] > (0 if equation.numbers else 1):
            row = 1 + max((boxes[k].row for k in on), default=-1)
            behind[name] = (len(boxes),)
            boxes.append(Box(equation, row, on))
            carried.append(carry[name])
            continue
        behind[name] = on
        if on:
            k = min(on, key=lambda k: (carried[k], -k))
            boxes[k] = replace(boxes[k], signs=(*boxes[k].signs, equation))
        else:
            alone.append(equation)
    return [*boxes, Box(None, len(_rows(boxes)) if boxes else 0, (), tuple(alone))]


def _spread(boxes: list[Box]) -> list[Box]:
    """With the boxes moved down, as far as what rests on them allows, to rows that have room."""
    last = max(box.row for box in boxes) - 1
    crowd = Counter(box.row for box in boxes)
    lowest = dict.fromkeys(range(len(boxes)), last)
    for k in range(len(boxes) - 2, -1, -1):
        box = boxes[k]
        row = min(range(box.row, lowest[k] + 1), key=lambda row: (crowd[row] >= _CROWD, row))
        crowd.subtract([box.row])
        crowd.update([row])
        boxes[k] = replace(box, row=row)
        for source in box.on:
            lowest[source] = min(lowest[source], row - 1)
    return boxes


def _lowest(found: Iterable[int], boxes: Sequence[Box]) -> tuple[int, ...]:
    """Without the boxes that another one rests on."""
    found = set(found)
    above: set[int] = set()
    todo = [j for k in found for j in boxes[k].on]
    while todo:
        k = todo.pop()
        if k not in above:
            above.add(k)
            todo += boxes[k].on
    return tuple(sorted(found - above))


def _ordered(rows: list[list[int]], boxes: Sequence[Box]) -> list[list[int]]:
    """Each row in the order of the middles of what its boxes rest on, then of what rests on them.

    This keeps lines from crossing, mostly.
    """
    below: dict[int, list[int]] = {k: [] for k in range(len(boxes))}
    for k, box in enumerate(boxes):
        for source in box.on:
            below[source].append(k)
    above = {k: list(box.on) for k, box in enumerate(boxes)}
    for near, order in ((above, rows), (below, rows[::-1])) * 4:
        at = {k: (i + 0.5) / len(row) for row in rows for i, k in enumerate(row)}
        for row in order:
            middle = {k: fmean([at[j] for j in near[k]] or [at[k]]) for k in row}
            row.sort(key=middle.__getitem__)
            at |= {k: (i + 0.5) / len(row) for i, k in enumerate(row)}
    return rows


def drawn(shown: Chart, colours: Mapping[str, str], *, links: bool) -> str:
    """The map as SVG.

    Parameters
    ----------
    shown
        The boxes in their places.
    colours
        Those of the verdicts by their words, and of `ink`, `quiet` and `paper`.
    links
        Whether boxes and signs lead to their equations on the same page.
    """
    lines = "".join(
        f'<path d="{_line(shown.boxes[k], box)}"/>' for box in shown.boxes for k in box.on
    )
    boxes = "".join(_box(box, colours, links) for box in shown.boxes)
    signs: dict[str, list[str]] = {}
    for place in (place for box in shown.boxes for place in box.places()):
        signs.setdefault(place[0].result.word, []).append(_sign(*place, links))
    groups = "".join(
        f'<g stroke="{colours[word]}" fill="{colours[word] if word in _FULL else "none"}">'
        f"{''.join(found)}</g>"
        for word, found in signs.items()
    )
    width, height = shown.width, shown.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" font-family="New Computer Modern, sans-serif" '
        f'font-size="8.5" fill="{colours["ink"]}">'
        f'<g fill="none" stroke="{colours["quiet"]}" stroke-width="0.7">{lines}</g>'
        f"<g>{boxes}</g>{groups}</svg>"
    )


def _line(upper: Box, lower: Box) -> str:
    """From below the signs of a box to the top of one that rests on it."""
    x, y, to_x, to_y = upper.x + WIDTH / 2, upper.y + upper.height, lower.x + WIDTH / 2, lower.y
    bend = max((to_y - y) / 2, _BETWEEN / 2)
    return f"M{x:g} {y:g}C{x:g} {y + bend:g} {to_x:g} {to_y - bend:g} {to_x:g} {to_y:g}"


def _box(box: Box, colours: Mapping[str, str], links: bool) -> str:
    """A frame in the colour of the verdict, in it the number, that of the paper, and words."""
    equation = box.equation
    if equation is None:
        return ""
    left, right = f"{box.x + 5:g}", f"{box.x + WIDTH - 5:g}"
    says = re.split("[:;]", unmarked(equation.result.claim.says))[0]
    words = textwrap.wrap(says, _LINE, max_lines=_LINES, placeholder=" …")
    inside = (
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{WIDTH}" height="{HEIGHT}" rx="4" '
        f'fill="{colours["paper"]}" stroke="{colours[equation.result.word]}" stroke-width="1.5"/>'
        f'<text x="{left}" y="{box.y + 12:g}" font-size="10.5" font-weight="bold">'
        f"{escape(equation.number)}</text>"
    )
    if equation.numbers:
        inside += (
            f'<text x="{right}" y="{box.y + 12:g}" text-anchor="end" fill="{colours["quiet"]}">'
            f"{escape(', '.join(equation.numbers))}</text>"
        )
    for k, line in enumerate(words):
        inside += f'<text x="{left}" y="{box.y + 22.5 + 9.5 * k:g}">{escape(line)}</text>'
    return _linked(equation, inside, links, tab=True)


def _sign(equation: Equation, x: float, y: float, links: bool) -> str:
    """A disc for what is proved, a ring for what numbers say, a cross for what is refuted."""
    mark = f'<circle cx="{x:g}" cy="{y:g}" r="2.3"/>'
    if equation.result.word == "refuted":
        d = f"M{x - 2.2:g} {y - 2.2:g}l4.4 4.4m0 -4.4l-4.4 4.4"
        mark = f'<path d="{d}" stroke-width="1.6"/>'
    return _linked(equation, mark, links, tab=False)


def _linked(equation: Equation, inside: str, links: bool, *, tab: bool) -> str:
    """What leads to an equation, and says which one it is."""
    says = f"{equation.number} {unmarked(equation.result.claim.says)}: {equation.result.word}"
    title = f"<title>{escape(says)}</title>"
    if not links:
        return f"<g>{title}{inside}</g>"
    skip = "" if tab else ' tabindex="-1"'
    return f'<a href="#{anchor(equation.names[0])}"{skip}>{title}{inside}</a>'
