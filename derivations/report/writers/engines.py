"""The PDF: by Typst, which comes as a wheel, or by latexmk, where TeX Live is installed.

Both work in a folder of their own that is gone afterwards, ask nobody anything, run nothing that
the source might name, and make the same bytes of the same source.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from beyondthermal.numeric.extras import needs

__all__ = ["pdf_by_latexmk", "pdf_by_typst"]

_SECONDS = 120
_OPTIONS = ("-pdf", "-interaction=nonstopmode", "-halt-on-error", "-file-line-error", "-norc")


def pdf_by_typst(source: str, pictures: Mapping[str, bytes]) -> bytes:
    """The PDF of a document in Typst, with the fonts that come with Typst.

    `pictures` are the SVG files `figure-KEY.svg` that it shows, by key.

    Raises
    ------
    ValueError
        If Typst isn't installed, or can't read the source; on one line.
    """
    needs("PDF", "report", "typst")
    import typst

    with tempfile.TemporaryDirectory() as name:
        main = _written(Path(name), "main.typ", source, pictures, "svg")
        try:
            made = typst.compile(main, root=main.parent, ignore_system_fonts=True)
        except RuntimeError as error:
            message = " ".join(str(error).split())
            raise ValueError(f"Typst can't set the document: {message}") from None
    return bytes(made)


def pdf_by_latexmk(source: str, pictures: Mapping[str, bytes]) -> bytes:
    """The PDF of a document in LaTeX, by latexmk and pdflatex.

    `pictures` are the PDF files `figure-KEY.pdf` that it shows, by key.

    Raises
    ------
    ValueError
        If latexmk isn't installed, takes too long, or TeX finds an error; on one line.
    """
    stable = {"SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1", "openin_any": "p"}
    with tempfile.TemporaryDirectory() as name:
        main = _written(Path(name), "main.tex", source, pictures, "pdf")
        command = ["latexmk", *_OPTIONS, "-latexoption=-no-shell-escape", main.name]
        try:
            done = subprocess.run(
                command, cwd=name, env={**os.environ, **stable}, stdin=subprocess.DEVNULL,
                capture_output=True, timeout=_SECONDS, check=False,
            )  # fmt: skip
        except FileNotFoundError:
            raise ValueError(
                "Engine latexmk was not found: install TeX Live or use --engine typst."
            ) from None
        except subprocess.TimeoutExpired:
            raise ValueError(f"latexmk wasn't ready after {_SECONDS} s.") from None
        made = main.with_suffix(".pdf")
        if done.returncode or not made.exists():
            raise ValueError(f"TeX can't set the document: {_message(done.stdout)}")
        return made.read_bytes()


def _written(
    folder: Path, name: str, source: str, pictures: Mapping[str, bytes], ending: str
) -> Path:
    """The source and its pictures, in the folder."""
    for key, content in pictures.items():
        (folder / f"figure-{key}.{ending}").write_bytes(content)
    (folder / name).write_text(source, encoding="utf-8")
    return folder / name


def _message(output: bytes) -> str:
    """What TeX complains of, from all that it says."""
    text = output.decode("utf-8", errors="replace")
    found = re.search(r"^(?:! |\S+\.tex:\d+: )(.*)", text, flags=re.MULTILINE)
    lines = [line for line in text.splitlines() if line.strip()]
    return (found[1] if found else lines[-1] if lines else "it says nothing").strip()
