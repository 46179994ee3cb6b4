"""From names of functions and languages to files."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from beyondthermal.numeric.programs.gradient import with_gradient
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS, WITH_GRADIENT
from beyondthermal.symbolic.names import expect_known

from .about import PAPER, describe
from .intervals import to_lines
from .language import Language, Package
from .languages import LANGUAGES
from .layout import laid_out
from .readme import readme
from .vectors import Vectors

__all__ = ["generated", "languages", "package"]


def package(
    functions: Sequence[str],
    *,
    gradient: bool = False,
    single: bool = False,
    module: str = "beyondthermal",
) -> Package:
    """What is to be written, whatever the language.

    Parameters
    ----------
    functions
        Keys of `FUNCTIONS`.
    gradient
        Whether each function comes with a second one, NAME_gradient, that returns the values and
        their derivatives with respect to both inverse temperatures.
    single
        Whether arguments and results are in single precision.
    module
        Name of the module, library or package.

    Raises
    ------
    ValueError
        If there is no such function, or it has no gradient.
    """
    expect_known("function", functions, FUNCTIONS)
    for name in functions:
        if gradient and name not in WITH_GRADIENT:
            raise ValueError(
                f"Argument `gradient` needs a function of both inverse temperatures, not {name}."
            )
    programs = [FUNCTIONS[name].program for name in dict.fromkeys(functions)]
    programs += [with_gradient(program) for program in programs] if gradient else []
    described = (replace(program, about=tuple(describe(program))) for program in programs)
    point = FUNCTIONS[functions[0]].domain.example(len(programs[0].arguments))
    return Package(module, tuple(described), single, PAPER, point=point)


def languages(names: Sequence[str]) -> list[Language]:
    """Languages by their keys; `all` is every one.

    Raises
    ------
    ValueError
        If there is no such language.
    """
    expect_known("to", names, ("all", *LANGUAGES))
    return [language for key, language in LANGUAGES.items() if key in names or "all" in names]


def generated(
    language: Language, asked: Package, sets: Sequence[Vectors] = ()
) -> dict[PurePosixPath, str]:
    """The files of a language, in a folder of its own, with the licence.

    With test vectors, one set for each program, they lie beside the sources, with what the
    language's own test runner needs. Where the formatter of the language is installed, sources
    are as it writes them.

    Raises
    ------
    ValueError
        If the module's name is no identifier of the language.
    """
    language.check_module(asked.module)
    tested = bool(sets and language.testing)
    asked = replace(asked, tested=tested)
    files = {"LICENSE": language.template("all/LICENSE", {}), "README.md": readme(language, asked)}
    files |= language.files(asked)
    files |= {language.vectors: to_lines(language, sets)} if tested else {}
    ending, *formatter = language.formatter or ("",)
    files = {
        path: laid_out(text, formatter) if path.endswith(ending) else text
        for path, text in files.items()
    }
    return {PurePosixPath(language.key) / path: text for path, text in files.items()}
