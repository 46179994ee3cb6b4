"""`beyondthermal derive --model`: a model from a file, solved, shown, judged and handed on."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from rich.padding import Padding

from beyondthermal.derivations.claim_files.file import ClaimsFile, read
from beyondthermal.derivations.claim_files.run import results
from beyondthermal.derivations.claims.table import print_table
from beyondthermal.derivations.claims.verdicts import code_of
from beyondthermal.derivations.console import Terminal
from beyondthermal.derivations.files import encoded, expect_writable, write_all
from beyondthermal.derivations.models.document import described, fragment, to_json
from beyondthermal.derivations.models.file import read_model
from beyondthermal.derivations.models.model import Model
from beyondthermal.derivations.streams import one_line
from beyondthermal.numeric.codegen.expression_vectors import expression_vectors
from beyondthermal.numeric.codegen.generate import languages
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.portable import portable_names, portable_program
from beyondthermal.symbolic.decision.proof import all_of
from beyondthermal.symbolic.master_equation.real_form import real_form
from beyondthermal.symbolic.master_equation.uniqueness import unique_by_enclosures
from beyondthermal.symbolic.names import expect_known

from .codegen import write_code

__all__ = ["derive_model", "write_model_code"]

# In blocks of more unknowns a determinant takes longer than the steady state itself.
_PROVABLE = 16
_POINTS = 1000
_ENDING = ".model.toml"


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
    file = read(_found(path))
    if "model" not in file.data:
        raise ValueError(f"{path}: there is no [model] in it.")
    rows = languages(to) if to else []
    values = dict(map(_setting, settings))
    model = _read(file, values)
    expect_writable(folder / "model.json")
    console = Terminal()
    title = str(file.data.get("title", one_line(path.stem)))
    console.rule(title, align="left", style="dim")
    verdicts = _verdicts(model)
    _show(console, model, verdicts)
    claims = [] if values else sorted(results(file, seconds), key=lambda r: int(r["line"]))
    if claims:
        print_table(claims)
    texts = {"json": to_json(model, title, verdicts, claims), "tex": fragment(model, claims)}
    made = {folder / f"model.{ending}": encoded(text) for ending, text in texts.items()}
    write_all(made)
    console.print(f"Written: {', '.join(map(one_line, made))}.")
    code = write_model_code(model, title, folder, rows, module, verified=verified) if rows else 0
    return code or code_of(claims)


def _setting(text: str) -> tuple[str, str]:
    """A name and its value."""
    name, equals, value = text.partition("=")
    if not equals:
        raise ValueError(f"Argument `set` must be as g=1/2, but got {text!r}.")
    return name.strip(), value


def _found(path: Path) -> Path:
    """The file, or the model of this name that comes with the package."""
    if path.exists() or path.suffix or path.name != str(path):
        return path
    folder = Path(str(files("beyondthermal.derivations.models")))
    own = {file.name.removesuffix(_ENDING): file for file in sorted(folder.glob(f"*{_ENDING}"))}
    expect_known("model", [path.name], own)
    return own[path.name]


def _read(file: ClaimsFile, values: Mapping[str, str]) -> Model:
    try:
        return read_model(file.data, values)
    except ValueError as error:
        raise ValueError(f"{file.path}: {error}") from None


def _verdicts(model: Model) -> dict[str, str]:
    """Whether the steady state is unique for all parameters, as far as that is decided."""
    state = model.unique
    if state is None:
        count = model.family.dimension
        return {"steady state": f"{count} independent ones, whatever the parameters"}
    dressing = model.dressing
    if seen := unique_by_enclosures(dressing.lindbladian, dressing.where, dressing.reduced):
        return {"steady state": f"unique for all parameters, proved: {seen.method}"}
    # A determinant in symbols that hang on each other may vanish where they never are.
    if not dressing.is_free or max(map(len, state.blocks)) > _PROVABLE:
        return {"steady state": "unique for generic parameters"}
    where = dressing.where
    proof = all_of(state.uniqueness_proof(where), *state.block_proofs(where).values())
    if proof:
        return {"steady state": "unique for all parameters, proved"}
    meanings = {each.symbol.name: each.meaning for each in dressing.replacements}
    zero = {k: v for k, v in (proof.counterexample or {}).items() if k != "value"}
    point = ", ".join(f"{meanings.get(name, name)} = {value}" for name, value in zero.items())
    return {"steady state": f"unique for generic parameters; {f'not at {point}' * bool(point)}"}


def _show(console: Terminal, model: Model, verdicts: Mapping[str, str]) -> None:
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
    for text in described(model, unicode=console.speaks_unicode):
        console.print(Padding(text, (0, 0, 0, 4), expand=False))


def write_model_code(
    model: Model, title: str, folder: Path, rows: Sequence[Any], module: str, *, verified: bool
) -> int:
    """Every result of a model as a function in other languages.

    Returns
    -------
    int
        As `codegen.write_code`.

    Raises
    ------
    ValueError
        If the model has no results that depend on a symbol, or one can't be written as a program.
    """
    if not model.results:
        raise ValueError("The model has no results that depend on a symbol: there is no code.")
    names = portable_names([*model.results], [module])
    programs, sets = [], []
    for name, expr in model.results.items():
        arguments, own = model.arguments(name), names[name]
        # A title stands behind words of ours: at the start of a line more texts mean something.
        summary = f"Value of {name} in the steady state: {title}"
        program = portable_program(own, arguments, {own: expr}, model.where, summary, module)
        programs.append(program)
        sets.append(expression_vectors(program, arguments, [expr], model.where, _POINTS))
    asked = Package(module, tuple(programs))
    return write_code(rows, asked, sets, folder, verified=verified, bench=0)
