"""The C of all functions: the sources of a package of `codegen`, before any formatter."""

from beyondthermal.numeric.codegen.generate import package
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS

__all__ = ["source"]


def source() -> dict[str, str]:
    """Names of files and what is in them."""
    files = LANGUAGES["c"].files(package(list(FUNCTIONS), module="formulas"))
    return {name: files[name] for name in ("formulas.c", "formulas.h")}
