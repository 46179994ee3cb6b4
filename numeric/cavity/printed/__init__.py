"""The cavity ladder as a package of another language: C, JavaScript, WebAssembly.

Each has the level step of the ladder with the noise that is asked for, printed from the recorded
programs of `kernel.steps`, and the same loops around it: the same numbers to the last bit.
"""

from collections.abc import Mapping

from .asked import Ladder
from .c import LANGUAGE as C
from .javascript import LANGUAGE as JAVASCRIPT
from .vectors import vectors
from .wasm import LANGUAGE as WASM
from .written import Written

__all__ = ["LANGUAGES", "Ladder", "vectors"]

LANGUAGES: Mapping[str, Written] = {language.key: language for language in (C, JAVASCRIPT, WASM)}
