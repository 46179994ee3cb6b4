"""The document as one HTML file: native MathML, proofs on demand, nothing to be fetched.

How it looks is in `page.css`; the few lines that make buttons work and wide equations fit are in
`page.js`, those that make elements of what isn't on the first screen in `late.js`. What a block
becomes is in `html_blocks.py`, its words and formulas in `html_text.py`.
"""

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from zlib import compress

from beyondthermal.derivations.report.blocks import Equation, Section, anchor
from beyondthermal.derivations.report.copies import copies
from beyondthermal.derivations.report.layout import names
from beyondthermal.derivations.report.live import screen
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.prose import several

from .html_blocks import section_html, word
from .html_text import bare, plain, prose
from .pandoc import converted, mathml

__all__ = ["to_html"]

# What is late comes first, so that no error in the rest can leave it out.
_SCRIPTS = ("late.js", "page.js")

TITLE = "Steady-state entanglement beyond thermal limits"


def to_html(sections: Sequence[Section], pictures: Mapping[str, bytes], title: str = TITLE) -> str:
    """The whole page; it works offline, from a disk.

    `pictures` are SVG by the key of a figure; figures without one are left out. The title is plain.

    Raises
    ------
    ValueError
        If pandoc is missing or can't read a formula.
    """
    equations = [b for s in sections for b in s.blocks if isinstance(b, Equation)]
    known = names(sections)
    targets = [section.target for section in sections]
    main, contents = [], []
    for target, section in zip(targets, sections, strict=True):
        count = f'<span class="count">{section.number}</span>'
        link = f'<a href="#{target}">{count}{prose(section.heading)}</a>'
        contents.append(f"<li>{link}</li>")
        blocks = section_html(section, known, pictures)
        main.append(f'<section id="{target}">\n<h2>{link}</h2>\n{blocks}\n</section>')
    first = screen.first_screen(sections)
    texts = {anchor(e.names[0]): found for e in equations if (found := copies(e))}
    here = files("beyondthermal.derivations.report")
    values = {
        "title": plain(title),
        "font": _font(here / "font"),
        "css": bare(here.joinpath("page.css").read_text("utf-8") + screen.style()),
        "header": first,
        "counts": ("" if first else f"<h1>{plain(title)}</h1>\n") + _counts(equations),
        "figures": screen.figures() if first and pictures else "",
        "contents": "".join(contents),
        "main": "\n".join(main),
        "copies": _packed(texts),
        "js": bare("".join(here.joinpath(name).read_text("utf-8") for name in _SCRIPTS)),
    }
    page = re.sub(r"@(\w+)@", lambda found: values[found[1]], _PAGE)
    return converted(page, mathml)


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; font-src data:; \
img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; \
form-action 'none'" />
<link rel="icon" href="data:," />
<title>@title@</title>
<style>
@font@@css@</style>
<script>
// The choice of an earlier visit; a browser may refuse to remember.
try { document.documentElement.dataset.scheme = localStorage.getItem("scheme") ?? ""; } catch {}
</script>
</head>
<body>
<a class="skip" href="#content">To the derivation</a>
<header>
<button type="button" id="scheme" title="Light or dark" aria-label="Light or dark">◐</button>
@header@
</header>
<div class="document">
@counts@
<nav aria-label="Contents"><details id="contents" open="">
<summary>Contents</summary>
<ol>@contents@</ol>
</details></nav>
<button type="button" id="print">Print with all proofs</button>
<main id="content" tabindex="-1">
@main@
</main>
</div>
<div id="tip" role="tooltip" hidden=""></div>
<p id="said" role="status" aria-live="polite"></p>
<script type="application/zlib" id="copies">@copies@</script>
<script>
@js@</script>
@figures@
</body>
</html>
"""


def _font(folder: Traversable) -> str:
    """The font of formulas, within the page, and whose it is."""
    copyright_line, *_ = folder.joinpath("OFL.txt").read_text("utf-8").splitlines()
    data = b64encode(folder.joinpath("stix-two-math.woff2").read_bytes()).decode("ascii")
    return (
        f"/* STIX Two Math, a subset. {copyright_line}.\n"
        "SIL Open Font License 1.1: https://openfontlicense.org */\n"
        '@font-face { font-family: "STIX Two Math"; '
        f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}\n'
    )


def _packed(data: object) -> str:
    """Compressed JSON, as text: what only scripts read."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return b64encode(compress(text.encode(), level=9)).decode("ascii")


def _counts(equations: Sequence[Equation]) -> str:
    """What this is, how the claims came out, and what the verdicts mean."""
    counts = Counter(e.result.finding.proof.verdict for e in equations for _ in e.names)
    tally = ", ".join(f"{counts[v]} {v.name.lower()}" for v in Verdict if counts[v])
    legend = "".join(
        f"<dt>{word(verdict)}</dt><dd>{plain(verdict.value)}</dd>"
        for verdict in Verdict
        if counts[verdict]
    )
    if not counts:
        return '<p class="summary">Derived in the run that wrote this page.</p>'
    statements = several(counts.total(), "statement")
    return (
        f'<p class="summary">The derivation, checked. {statements}: {tally}. '
        "Every equation on this page was derived and judged in the run that wrote it; "
        "its proof opens below it.</p>\n"
        f'<dl class="legend">{legend}</dl>'
    )
