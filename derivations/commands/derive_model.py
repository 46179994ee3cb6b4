"""`beyondthermal derive --model`: a model from a file, solved, shown, judged and handed on."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import sympy as sp
from rich.padding import Padding

from beyondthermal.derivations.claim_files.contents import contents
from beyondthermal.derivations.claim_files.file import ClaimsFile, read
from beyondthermal.derivations.claim_files.run import results
from beyondthermal.derivations.claims.table import print_table
from beyondthermal.derivations.claims.verdicts import code_of
from beyondthermal.derivations.console import Terminal
from beyondthermal.derivations.files import encoded, expect_writable, write_all
from beyondthermal.derivations.formula_files.file import FormulaFile
from beyondthermal.derivations.formula_files.shipped import path_of
from beyondthermal.derivations.models.document import (
    described,
    equations,
    fragment,
    statements,
    to_json,
)
from beyondthermal.derivations.models.file import read_model
from beyondthermal.derivations.models.model import Model
from beyondthermal.derivations.models.uniqueness import uniqueness
from beyondthermal.derivations.streams import one_line
from beyondthermal.numeric.codegen.generate import languages
from beyondthermal.symbolic.master_equation.lindblad import TooLongError
from beyondthermal.symbolic.master_equation.real_form import real_form

from .own_files import write_file_code

__all__ = ["derive_model"]


def derive_model(
    path: Path,
    folder: Path,
    *,
    settings: Sequence[str] = (),
    to: Sequence[str] = (),
    module: str = "model",
    verified: bool = False,
    seconds: float = 60,
) -> int:
    """Derive the steady state of a model in a file, judge its claims, and write the documents.

    These are `model.json` and `model.tex`, and code in the languages asked for.

    Parameters
    ----------
    path
        The file, or the name of a model that comes with the package, as three_level_maser.
    folder
        Where to write.
    settings
        Numbers in place of symbols, as g=1/2; then the claims, which are made for all, are not
        judged.
    to
        Keys of languages, or `all`.
    module
        Name of the module in other languages.
    verified
        Whether to build and run the code, and compare it with 40 digits.
    seconds
        How long a claim may take.

    Returns
    -------
    int
        A key of `EXIT_CODES`; 1 also if a language failed.

    Raises
    ------
    ValueError
        If there is a slip in the file, or no model in it.
    """
    file = read(path_of(path, "model"))
    if "model" not in file.data:
        raise ValueError(f"{path}: there is no [model] in it.")
    rows = languages(to) if to else []
    values = dict(map(_setting, settings))
    model = _read(file, values)
    expect_writable(folder / "model.json")
    console = Terminal()
    title = str(file.data.get("title", one_line(path.stem)))
    console.rule(title, align="left", style="dim")
    try:
        verdicts = {"steady state": uniqueness(model)}
    except TooLongError as refusal:
        return _without_closed_form(console, model, refusal, folder / "model.tex")
    shown = statements(model)
    _show(console, model, verdicts, shown)
    claims = [] if values else sorted(results(file, seconds), key=lambda r: int(r["line"]))
    if claims:
        print_table(claims)
    texts = {
        "json": to_json(model, title, verdicts, shown, claims),
        "tex": fragment(model, shown, claims),
    }
    made = {folder / f"model.{ending}": encoded(text) for ending, text in texts.items()}
    write_all(made)
    console.print(f"Written: {', '.join(map(one_line, made))}.")
    code = 0
    if rows:
        whole = FormulaFile(file, contents(file.data, model))
        code = write_file_code(whole, rows, folder, module=module, verified=verified)
    return code or code_of(claims)


def _without_closed_form(
    console: Terminal, model: Model, refusal: TooLongError, target: Path
) -> int:
    """What is left: the equations in LaTeX, and the line that says so."""
    console.print(one_line(str(refusal)))
    write_all({target: encoded(equations(model))})
    console.print(f"Written: {one_line(target)}, with the equations.")
    return 3


def _setting(text: str) -> tuple[str, str]:
    """A name and its value."""
    name, equals, value = text.partition("=")
    if not equals:
        raise ValueError(f"Argument `set` must be as g=1/2, but got {text!r}.")
    return name.strip(), value


def _read(file: ClaimsFile, values: Mapping[str, str]) -> Model:
    try:
        return read_model(file.data, values)
    except ValueError as error:
        raise ValueError(f"{file.path}: {error}") from None


def _show(
    console: Terminal, model: Model, verdicts: Mapping[str, str], shown: Mapping[str, sp.Basic]
) -> None:
    lindbladian = model.lindbladian
    labels = zip(model.space.shown, model.space.labels, strict=True)
    listed = (own if own == label else f"{own} (p_{label})" for own, label in labels)
    console.print(f"levels: {', '.join(listed)}", style="dim")
    blocks = ", ".join(map(str, sorted(map(len, real_form(model.dressing.lindbladian).blocks))))
    console.print(
        f"{len(lindbladian.jumps)} jumps; {lindbladian.dimension**2} real unknowns fall into "
        f"blocks of {blocks}", style="dim",
    )  # fmt: skip
    for note in model.notes:
        console.print(f"written as: {note}", style="dim")
    for name, verdict in verdicts.items():
        console.print(f"{name}: {verdict}")
    if model.unique is None:
        console.print(model.family.description)
        for k, (M, Q) in enumerate(zip(model.family.basis, model.family.conserved, strict=True)):
            basis, conserved = (model.dressing.undressed(matrix).tolist() for matrix in (M, Q))
            console.print(f"  M_{k} = {basis}, conserved: {conserved}", soft_wrap=True)
    for text in described(model, shown, unicode=console.speaks_unicode):
        console.print(Padding(text, (0, 0, 0, 4), expand=False))
