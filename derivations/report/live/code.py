"""The functions of the page, as the package writes them in JavaScript."""

import re
from dataclasses import replace
from functools import cache

from beyondthermal.derivations.report.writers.html_text import bare
from beyondthermal.numeric.cavity import printed
from beyondthermal.numeric.codegen.generate import generated, package
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.codegen.languages import LANGUAGES

__all__ = ["NOISES", "expressions", "functions", "ladders"]

# What the page calls; a package has more: functions of arrays, and other gradients.
_CALLED = (
    "concurrence", "concurrenceGradient", "densityMatrix", "effectiveTemperatures",
    "entropyProduction", "entropyProductionGradient", "populations",
)  # fmt: skip

# A ladder for each, since one with all noise is ten times as slow as one of these.
NOISES = ("gamma_z", "delta", "p_c")


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
    module = _module(LANGUAGES["javascript"], _package())
    head, _, _ = module.partition("*/")
    bodies = re.findall(r"^export (function (\w+)\(.*?^\})$", module, re.MULTILINE | re.DOTALL)
    called = [body for body, name in bodies if name in _CALLED]
    names = ", ".join(_CALLED)
    return "\n".join(
        [f"{head}*/", "const beyondthermal = (() => {", '"use strict";', *called,
         f"return {{ {names} }};", "})();"]
    )  # fmt: skip


@cache
def ladders() -> str:
    """A script that binds `cavities`: C of the cavity model, by the one noise that it has beside γ.

    Functions of κ, p, γ, g, the noise and the number of photons, negative where C is zero.

    Examples
    --------
    >>> [line for line in ladders().splitlines() if line.endswith("(() => {")]
    ['gamma_z: (() => {', 'delta: (() => {', 'p_c: (() => {']
    """
    return f"const cavities = {{\n{''.join(map(_ladder, NOISES))}}};\n"


def _ladder(noise: str) -> str:
    """What stands before the functions that are exported, its operators without spaces."""
    module = _module(printed.LANGUAGES["javascript"], printed.Ladder.of([noise]))
    private, _, _ = bare(module).partition("export function")
    private = re.sub(r" ([*/+=-]) (?!-)", r"\1", private)
    return f"{noise}: (() => {{\n{private}return excess;\n}})(),\n"


def _module(language: Language, asked: Package) -> str:
    files = generated(language, asked)
    (module,) = (text for path, text in files.items() if path.name == "index.js")
    return module
