"""The languages, one file each; a file dropped in here is found."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from beyondthermal.numeric.codegen.language import Language

__all__ = ["LANGUAGES"]

_FOUND = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
LANGUAGES: Mapping[str, Language] = {
    module.LANGUAGE.key: module.LANGUAGE for module in _FOUND if hasattr(module, "LANGUAGE")
}
