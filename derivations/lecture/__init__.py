"""The lecture: the paper's results, step by step, one Markdown file for each chapter."""

from importlib.resources import files

from .chapter import Chapter, read

__all__ = ["HEADLINES", "LECTURE"]

# What the paper is about: the closed form, and how far it goes between which reservoirs.
HEADLINES = ("4", "5", "bound-thermal", "supremum")

_CHAPTERS = sorted(path.name for path in files(__name__).iterdir() if path.name.endswith(".md"))
# A file is called after its place and the name of its chapter.
LECTURE: tuple[Chapter, ...] = tuple(
    read(files(__name__).joinpath(file).read_text("utf-8"), file[3:].removesuffix(".md"))
    for file in _CHAPTERS
)
