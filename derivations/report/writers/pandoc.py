"""Mathematics from LaTeX to MathML and to Typst, by pandoc: the whole document in one call.

pandoc takes a tenth of a second to start and next to nothing for a formula.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from html import escape

from beyondthermal.numeric.extras import lacking

__all__ = ["converted", "display", "inline", "mathml", "tied", "typst", "without_marks"]

# A formula in LaTeX, and whether it is a display.
Piece = tuple[str, bool]

# Around LaTeX that is still to be converted: characters that no text has.
_INLINE, _DISPLAY, _END = "\ufdd0", "\ufdd1", "\ufdd2"
# A formula with the bracket before it and what must not begin a line after it.
_TIED = re.compile(rf"([(\[]?){_INLINE}[^{_END}]*{_END}([,.;:)\]]*)")
_MARKED = re.compile(f"([{_INLINE}{_DISPLAY}])([^{_END}]*){_END}")

# A paragraph of its own between two formulas; no formula has it.
_BETWEEN = "¶"
# A letter with an accent, as pandoc writes it; combining characters sit beside the letter there.
_LETTER = r'<mi mathvariant="normal">([A-Za-z])</mi>'
_ACCENT = re.compile('<mover>((?:(?!<mover>).)*?)<mo accent="true">([^<]*)</mo></mover>', re.DOTALL)
_SPACING = {"\u0302": "^", "\u0303": "~", "\u0307": "˙", "\u0308": "¨", "\u0304": "¯"}
# A function's name wants a thin space before what is no bracket, as in log x, and after a factor;
# not where it is the base of a limit or an index itself.
_THIN = '<mspace width="0.167em"></mspace>'
_NAME = r'<mrow><mi mathvariant="normal">\w+</mi><mo>&#8289;</mo></mrow>'
_SCRIPT = "m(?:sub|sup|under|over|frac|root)"
_BEFORE = re.compile(rf"(</m(?:i|n|sub|sup|subsup|sqrt|frac)>)({_NAME})(?!</{_SCRIPT})")
# A bar after an operand closes; pandoc takes every bar for an opening one, and a sign after it for
# that of a number.
_CLOSING = re.compile(r'(</m[^>]+>)<mo stretchy="false" form="prefix">\|</mo><mi>([+−±])</mi>')
# A sign that begins a line is between what stands on both, and no number's own.
_BEGINS = re.compile(r'(<mspace width="[12]\.0em"></mspace>)<mo>([+−±])</mo>')
_BEGINS_IN_TYPST = re.compile(r"(& (?:quad|#h\(2em\))) ([+\-±])")
_AFTER = re.compile(rf"(<(?!{_SCRIPT})[^>]*>)({_NAME})(?=<m(?:i|n|sub|sup|frac|sqrt)>)")


def inline(latex: str) -> str:
    """A formula in the line, to be converted with all others."""
    return f"{_INLINE}{latex}{_END}"


def display(latex: str) -> str:
    """A formula on lines of its own, to be converted with all others."""
    return f"{_DISPLAY}{latex}{_END}"


def tied(text: str) -> str:
    """Text whose formulas stay beside their brackets and punctuation where a line is broken.

    Browsers break a line before and after every formula.
    """
    return _TIED.sub(lambda m: f'<span class="tie">{m[0]}</span>' if m[1] or m[2] else m[0], text)


def without_marks(text: str) -> str:
    """Text without what would mark a formula."""
    return re.sub(f"[{_INLINE}{_DISPLAY}{_END}]", "", text)


def converted(text: str, convert: Callable[[Sequence[Piece]], Iterable[str]]) -> str:
    """A text with what `convert` makes of its formulas in the place of their LaTeX."""
    pieces = list(dict.fromkeys((m[2], m[1] == _DISPLAY) for m in _MARKED.finditer(text)))
    found = dict(zip(pieces, convert(pieces), strict=True))
    return _MARKED.sub(lambda m: found[m[2], m[1] == _DISPLAY], text)


def mathml(pieces: Sequence[Piece]) -> list[str]:
    """A `<math>` element for each formula, given as LaTeX and whether it is a display.

    Raises
    ------
    ValueError
        If pandoc isn't installed or can't read a formula.

    Examples
    --------
    >>> mathml([("x", False)])
    ['<math alttext="x"><mi>x</mi></math>']
    """
    found = _by_pandoc(pieces, "html", ["--mathml"])
    for (latex, _), text in zip(pieces, found, strict=True):
        if not text.startswith("<p><math") or not text.endswith("</math></p>"):
            raise ValueError(f"pandoc can't read the formula {latex!r}.")
    return [_named(_bare(text), latex) for text, (latex, _) in zip(found, pieces, strict=True)]


def typst(pieces: Sequence[Piece]) -> list[str]:
    """Typst mathematics between dollars for each formula, given as for `mathml`.

    Raises
    ------
    ValueError
        If pandoc isn't installed or can't read a formula.
    """
    found = _by_pandoc(pieces, "typst", [])
    for (latex, _), text in zip(pieces, found, strict=True):
        if not text.startswith("$") or not text.endswith("$") or len(text) < 3:
            raise ValueError(f"pandoc can't read the formula {latex!r}.")
    return [_BEGINS_IN_TYPST.sub(r'\1 "" \2', text) for text in found]


def _by_pandoc(pieces: Sequence[Piece], to: str, options: Sequence[str]) -> list[str]:
    """What pandoc makes of each formula, in one call for all."""
    if not pieces:
        return []
    source = f"\n\n{_BETWEEN}\n\n".join(_markdown(*piece) for piece in pieces)
    try:
        import pypandoc

        text = pypandoc.convert_text(
            source, to, "markdown-smart", extra_args=["--wrap=none", "--quiet", *options]
        )
    except (ImportError, OSError):  # pypandoc may be there without pandoc
        raise lacking("HTML or PDF", "report", "pandoc") from None
    found = [part.strip() for part in re.split(rf"(?:<p>)?{_BETWEEN}(?:</p>)?", text)]
    if len(found) != len(pieces):
        raise ValueError(f"pandoc returned {len(found)} formulas for {len(pieces)}.")
    return found


def _markdown(latex: str, display: bool) -> str:
    """A formula in Markdown, on one line: what follows a dollar mustn't be a blank."""
    dollars = "$$" if display else "$"
    return f"{dollars}{' '.join(latex.split())}{dollars}"


def _bare(text: str) -> str:
    """The element alone: without its paragraph, and without what is repeated or goes by default."""
    text = text.removeprefix("<p>").removesuffix("</p>")
    text = re.sub(r"<annotation [^>]*>.*?</annotation>", "", text, flags=re.DOTALL)
    text = re.sub(r"</?semantics>", "", text)
    text = text.replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "")
    # The page's style aligns the columns of a display; brackets stretch by themselves.
    text = re.sub(r'<mtd columnalign="\w+" style="[^"]*">', "<mtd>", text)
    text = re.sub(r'<mo stretchy="true" form="\w+">([()\[\]{}])</mo>', r"<mo>\1</mo>", text)
    # A name of several letters is one element, which is upright without being told.
    text = re.sub(rf"(?:{_LETTER}){{2,}}", lambda found: _one_name(found[0]), text)
    text = re.sub(r'<mo stretchy="false" form="\w+">([()\[\]])</mo>',
                  r'<mo stretchy="false">\1</mo>', text)  # fmt: skip
    text = _CLOSING.sub(r'\1<mo stretchy="false" form="postfix">|</mo><mo>\2</mo>', text)
    text = _BEGINS.sub(r'\1<mo form="infix">\2</mo>', text)
    text = _AFTER.sub(rf"\1\2{_THIN}", _BEFORE.sub(rf"\1{_THIN}\2", text))
    text = re.sub("<mi>([^\\x00-\\x7f])</mi>", _apart, text)
    text = text.replace("></mspace>", "/>").replace('.0em"/>', 'em"/>')
    text = text.replace("<mrow></mrow>", "<mrow/>").replace("<mtd></mtd>", "<mtd/>")
    text = text.replace("&#8289;", "\u2061")
    text = re.sub(r"<mrow>(<m([ion])\b[^>]*>[^<]*</m\2>)</mrow>", r"\1", text)
    while _ACCENT.search(text):  # the innermost first
        text = _ACCENT.sub(_accent, text)
    return text


def _one_name(letters: str) -> str:
    return f"<mi>{''.join(re.findall(_LETTER, letters))}</mi>"


def _named(element: str, latex: str) -> str:
    """An element with its LaTeX as the text of those who can't see it; without its alignment."""
    text = re.sub(r"\\(begin|end){aligned}|&", "", latex).replace(r"\\", "; ")
    said = f'<math alttext="{escape(" ".join(text.split()))}"'
    return element.replace(' display="inline"', "", 1).replace("<math", said, 1)


def _apart(found: re.Match[str]) -> str:
    """A letter that has its accent in it, which no font of formulas has, as letter and accent."""
    parts = unicodedata.normalize("NFD", found[1])
    letter, signs = parts[0], [_SPACING[mark] for mark in parts[1:] if mark in _SPACING]
    if not signs:
        return found[0]
    sign = "".join(signs)
    return f'<mover accent="true"><mi>{letter}</mi><mo>{sign}</mo></mover>'


def _accent(found: re.Match[str]) -> str:
    """An accent close to its letter: browsers look at the element, and at spacing characters."""
    sign = _SPACING.get(found[2], found[2])
    return f'<mover accent="true">{found[1]}<mo>{sign}</mo></mover>'
