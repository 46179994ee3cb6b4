"""`beyondthermal docs`: opens the documentation, where it was built."""

import webbrowser
from pathlib import Path

from beyondthermal.derivations.streams import one_line

__all__ = ["docs"]

_PAGE = Path("docs/_build/html/index.html")
# Beside the package as it is developed, or in the sources from which it was installed.
_SOURCES = Path(__file__).parents[2]


def docs() -> None:
    """Open the documentation, where it was built, and say where that is.

    beyondthermal docs
    """
    for folder in (_SOURCES, Path.cwd()):
        if (page := folder / _PAGE).is_file():
            print(one_line(page))
            webbrowser.open_new_tab(page.as_uri())
            return
    raise ValueError(
        "The documentation isn't built: in the package's sources, pip install '.[docs]' and "
        f"sphinx-build -W --keep-going docs {_PAGE.parent.as_posix()}"
    )
