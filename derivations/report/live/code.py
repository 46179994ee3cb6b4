"""The functions of the page, as the package writes them in JavaScript."""

import re
from dataclasses import replace
from functools import cache

from beyondthermal.numeric.codegen.generate import generated, package
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.languages import LANGUAGES

__all__ = ["expressions", "functions"]

# What the page calls; a package has more: functions of arrays, and other gradients.
_CALLED = (
    "concurrence", "concurrenceGradient", "densityMatrix", "effectiveTemperatures",
    "entropyProduction", "entropyProductionGradient", "populations",
)  # fmt: skip


@cache
def _package() -> Package:
    with_gradient = package(["concurrence", "entropy_production"], gradient=True)
    others = package(["populations", "density_matrix", "effective_temperatures"])
    return replace(with_gradient, programs=with_gradient.programs + others.programs)


def expressions() -> str:
    """The hash of the expressions behind the functions."""
    return _package().digest


@cache
def functions() -> str:
    """A script that binds `beyondthermal` to an object with the functions of the page.

    Examples
    --------
    >>> functions().splitlines()[-2:]
    ['return { concurrence, concurrenceGradient, densityMatrix, effectiveTemperatures, \
entropyProduction, entropyProductionGradient, populations };', '})();']
    """
    files = generated(LANGUAGES["javascript"], _package())
    (module,) = (text for path, text in files.items() if path.name == "index.js")
    head, _, _ = module.partition("*/")
    bodies = re.findall(r"^export (function (\w+)\(.*?^\})$", module, re.MULTILINE | re.DOTALL)
    called = [body for body, name in bodies if name in _CALLED]
    names = ", ".join(_CALLED)
    return "\n".join(
        [f"{head}*/", "const beyondthermal = (() => {", '"use strict";', *called,
         f"return {{ {names} }};", "})();"]
    )  # fmt: skip
