"""The formulas of a file as programs that every language takes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap

import sympy as sp

from beyondthermal.derivations.formula_files.file import FormulaFile
from beyondthermal.derivations.formula_files.function import about, real_parts
from beyondthermal.derivations.models.outsize import is_outsize, numerators
from beyondthermal.numeric.codegen.about import FORMULAS, MODEL, ascii_text
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.portable import portable_names, portable_program
from beyondthermal.numeric.programs.gradient import with_gradient
from beyondthermal.numeric.programs.program import Program
from beyondthermal.symbolic.accuracy.slopes import slopes
from beyondthermal.symbolic.names import expect_known, spelt

__all__ = ["Routine", "module_of", "package_of", "routines"]

_WIDTH = 84
# A compiler takes a minute for so many, of the denominator and all that stands over it.
_MOST_TERMS = 60_000


@dataclass(frozen=True)
class Routine:
    """A function that is written.

    Attributes
    ----------
    name
        What it is called in the file.
    words
        What it computes.
    outputs
        Real expressions by name, written out in the symbols.
    arguments
        The symbols that they hang on.
    parts
        The names of definitions that it is made of, in order.
    """

    name: str
    words: str
    outputs: Mapping[str, sp.Expr]
    arguments: tuple[sp.Symbol, ...]
    parts: tuple[str, ...] = ()


def routines(file: FormulaFile, names: Sequence[str] = ()) -> tuple[Routine, ...]:
    """The functions of a file: those asked for, or all that hang on a symbol and are real.

    Of a model there are also `populations` and `density_matrix`, in one function each; the latter
    only if it is asked for. Of one with very long results there are the populations alone.

    Raises
    ------
    ValueError
        If there is none of a name, one hangs on nothing, or there are no functions at all; or if
        one has more terms than a compiler takes.
    """
    _expect_short(file, names)
    groups = _groups(file)
    expect_known("function", names, (*file.expressions, *groups), "a formula of the file")
    outsize = file.model is not None and is_outsize(file.model)
    single = [] if outsize else _own(file)
    wanted = names or [*single, *(g for g in groups if g == "populations")]
    asked = dict.fromkeys(wanted)
    found = [_group(file, n, groups[n]) if n in groups else _single(file, n) for n in asked]
    for routine in found:
        if not routine.arguments and names:
            raise ValueError(f"Function {routine.name} hangs on no symbol: there is no code.")
    found = [routine for routine in found if routine.arguments]
    if not found:
        raise ValueError("There are no results that depend on a symbol: there is no code.")
    return tuple(found)


def _expect_short(file: FormulaFile, names: Sequence[str]) -> None:
    """Refuse what has too many terms for a compiler, before it is written out."""
    model = file.model
    if model is None or model.unique is None or not is_outsize(model):
        return
    known, D = numerators(model), len(model.unique.trace)
    terms = {name: D + len(above) for name, above in known.items()}
    terms["populations"] = D + sum(len(known[f"p_{label}"]) for label in model.space.labels)
    terms["density_matrix"] = model.unique.terms
    own = {*file.definitions, *map(str, file.symbols.values())}
    for name in names or ["populations"]:
        bodies = [file.definitions.get(part) for part in (*_parts(file, name), name)]
        if all(body is not None and {*map(str, body.free_symbols)} <= own for body in bodies):
            continue
        count = terms.get(name, model.unique.terms)
        if count > _MOST_TERMS or name not in terms:
            raise ValueError(
                f"Function {name} has {count:,} terms, too many for code: "
                "`beyondthermal evaluate` computes it in numbers."
            )


def _own(file: FormulaFile) -> Iterator[str]:
    """The results that hang on a symbol, and are real."""
    for name in file.programmable:
        if file.arguments(name) and not _complex(file, name):
            yield name


def _complex(file: FormulaFile, name: str) -> bool:
    """Whether there is no real function of a name: it has complex symbols."""
    return any(s.is_extended_real is not True for s in file.expressions[name].free_symbols)


def _groups(file: FormulaFile) -> dict[str, list[str]]:
    if file.model is None or (file.model.unique is None and file.model.initial is None):
        return {}
    labels = file.model.space.labels
    upper = [f"rho_{a}_{b}" for k, a in enumerate(labels) for b in labels[k:]]
    groups = {"populations": [f"p_{label}" for label in labels], "density_matrix": upper}
    return {name: group for name, group in groups.items() if name not in file.expressions}


def _single(file: FormulaFile, name: str) -> Routine:
    outputs = _outputs(name, file.expressions[name])
    where = "in the steady state: " if name not in file.definitions and file.model else "from: "
    words = f"Value of {name} {where}{file.title}"
    return Routine(name, words, outputs, file.arguments(name), tuple(_parts(file, name)))


def _group(file: FormulaFile, name: str, members: Sequence[str]) -> Routine:
    """All populations, or all that is above the diagonal, at once."""
    outputs = {key: e for m in members for key, e in _outputs(m, file.expressions[m]).items()}
    used = {symbol for expr in outputs.values() for symbol in expr.free_symbols}
    arguments = tuple(symbol for symbol in file.symbols.values() if symbol in used)
    words = f"All values of {name} in the steady state: {file.title}"
    return Routine(name, words, outputs, arguments)


def _outputs(name: str, expr: sp.Expr) -> dict[str, sp.Expr]:
    real, *imaginary = real_parts(name, expr)
    return {f"re_{name}": real, f"im_{name}": imaginary[0]} if imaginary else {name: real}


def _parts(file: FormulaFile, name: str) -> Iterator[str]:
    """The names in a definition, each after those that it is made of."""
    seen: list[str] = []

    def walk(body: sp.Expr) -> None:
        for own in sorted(map(str, body.free_symbols)):
            if own in file.definitions and own not in seen:
                walk(file.definitions[own])
                seen.append(own)

    walk(file.definitions.get(name, sp.S.Zero))
    yield from seen


def module_of(file: FormulaFile) -> str:
    """A name for the module, after that of the file, that every language takes.

    Names that are read as words of a language have a 1 behind them.
    """
    stem = re.sub(r"[^a-z0-9]+", "_", ascii_text(spelt(file.path.name.split(".")[0])).lower())
    stem = stem.strip("_")
    return portable_names([stem if re.match("[a-z]", stem) else f"of_{stem}"]).popitem()[1]


def package_of(
    file: FormulaFile,
    asked: Sequence[Routine],
    module: str,
    *,
    gradient: bool = False,
    single: bool = False,
) -> Package:
    """The package of some functions; with gradients, each has a second function beside it.

    Raises
    ------
    ValueError
        If an expression can't be written as a program, or its derivatives are too long.
    """
    model = file.model
    if gradient and model is not None and model.unique is not None and is_outsize(model):
        raise ValueError(
            f"The steady state has {model.unique.terms:,} terms, too many for gradients."
        )
    own = portable_names([routine.name for routine in asked], [module])
    beside = portable_names(
        [*own.values(), *(f"{name}_gradient" for name in own.values())], [module]
    )
    plain = [_program(file, routine, own[routine.name], module) for routine in asked]
    slopes = [
        _about(file, r, _slopes(file, r, p, beside[f"{p.name}_gradient"], module), slopes=True)
        for r, p in zip(asked, plain, strict=True)
        if gradient
    ]
    point = tuple(_inside(file.where.get(symbol, sp.Reals)) for symbol in asked[0].arguments)
    source = MODEL if file.model else FORMULAS
    return Package(
        module, (*plain, *slopes), single, source, point=point, interval=_interval(file, asked[0])
    )


def _interval(file: FormulaFile, routine: Routine) -> tuple[float, float]:
    """Not large, and in the domains of all arguments; without length if these are related."""
    domains = [file.where.get(symbol, sp.Reals) for symbol in routine.arguments]
    low = max(-6.0, *(float(domain.inf) for domain in domains))
    high = min(6.0, *(float(domain.sup) for domain in domains))
    return (0.0, 0.0) if low >= high or file.contents.domains.relations else (low, high)


def _inside(domain: sp.Set) -> float:
    """A number of a domain, for an example."""
    return next((x for x in (0.5, 2.0, -0.5, -2.0, 1.0) if x in domain), float(domain.inf))


def _program(file: FormulaFile, routine: Routine, own: str, module: str) -> Program:
    with about(routine.name):
        program = portable_program(
            own, routine.arguments, routine.outputs, file.where, routine.words, module
        )
    return _about(file, routine, program)


def _slopes(
    file: FormulaFile, routine: Routine, program: Program, name: str, module: str
) -> Program:
    """The values and their derivatives: unless there are too many cases, in forms of their own."""
    derivatives: dict[str, sp.Expr] = {}
    for key, expr in routine.outputs.items():
        found = slopes(expr, routine.arguments, file.where)
        if found is None:
            return replace(with_gradient(program), name=name)
        derivatives |= {
            f"d{key}_d{own}": d for own, d in zip(program.arguments, found, strict=True)
        }
        _expect_few(routine, derivatives.values())
    outputs = {**routine.outputs, **derivatives}
    return portable_program(name, routine.arguments, outputs, file.where, routine.words, module)


def _expect_few(routine: Routine, derivatives: Iterable[sp.Expr]) -> None:
    """Refuse derivatives with too many terms for a compiler, once there are so many."""
    sums = {part for derivative in derivatives for part in derivative.atoms(sp.Add)}
    if (count := sum(len(part.args) for part in sums)) > _MOST_TERMS:
        raise ValueError(
            f"Function {routine.name} has {count:,} terms or more in its gradient, too many for "
            "code: it has code without --gradient, and --function names shorter ones."
        )


def _about(
    file: FormulaFile, routine: Routine, program: Program, *, slopes: bool = False
) -> Program:
    """With a comment of the file's own: formulas as they are written there, units, domains."""
    first = routine.words + ("; and its derivatives" if slopes else "")
    data = file.source.data
    typed = {spelt(k): spelt(str(v)) for k, v in data.get("define", {}).items()}
    observed = {spelt(k): f"expectation of {v}" for k, v in data.get("observables", {}).items()}
    typed |= {k: spelt(v) for k, v in observed.items()}
    used = [*routine.parts, routine.name]
    formulas = [f"{name} = {' '.join(typed[name].split())}" for name in used if name in typed]
    lines = [f"{first}.", *[""] * bool(formulas)]
    for text in formulas:
        lines += (f"  {line}" for line in wrap(text, _WIDTH, subsequent_indent="    "))
    lines += ["", "Arguments:"]
    for name, symbol in zip(program.arguments, routine.arguments, strict=True):
        lines += wrap(f"  {name}: {_described(file, name, symbol)}", _WIDTH + 2)
    results = ", ".join(key for key, _ in program.outputs)
    lines += wrap(f"Results: {results}.", _WIDTH + 2, subsequent_indent="  ")
    return replace(program, about=tuple(lines))


def _described(file: FormulaFile, name: str, symbol: sp.Symbol) -> str:
    """Her name for an argument where it has another one here, what it means, domain, unit."""
    texts = {spelt(k): spelt(str(v)) for k, v in file.source.data["symbols"].items()}
    own = [str(symbol)] if name != str(symbol) else []
    unit, meaning = file.unit(symbol), file.meaning(symbol)
    typed = texts.get(str(symbol), "real")
    parts = [*own, *filter(None, [meaning]), typed, *([f"unit {unit}"] * bool(unit))]
    # What could end a comment is none of these.
    return re.sub(r"[^\w .,^/+()\[\]-]", "?", ascii_text(", ".join(parts)).replace("$", ""))
