"""The steps of variants of the ladder as C, which `ladder.h` includes."""

from collections.abc import Iterable, Iterator, Sequence

from beyondthermal.numeric.cavity.rates import OPTIONAL, PARAMETERS
from beyondthermal.numeric.cavity.tail import BOUNDING, LEAST, MOST, SPARE
from beyondthermal.numeric.codegen.dialect import Dialect
from beyondthermal.numeric.programs.program import Program
from beyondthermal.numeric.sizes import LARGEST

from .steps import KINDS, Steps, steps
from .variants import SUMMED, VARIANTS

__all__ = ["printed", "source", "tables"]

# What moves photons from one number to the next.
_FLOW = ("Im GS", "Im SE")

# Of the lanes of a block each name of a vector has one; the numbers of photons are shared by all.
_LANES = "acpx"
_SPOKEN = Dialect(
    name=lambda name: f"{name[0].upper()}({name[1:]})" if name[0] in (*_LANES, "n") else name,
    reserved=(),
)
_HEADS = {
    "constants": "const double *restrict p, double *restrict r",
    **dict.fromkeys(
        KINDS,
        "const double *restrict n, const double *restrict c, const double *restrict a, "
        "double *restrict r",
    ),
    "up": "const double *restrict a, const double *restrict x, double *restrict r",
}


def _function(number: int, program: Program) -> Iterator[str]:
    yield f"CLONES static void {program.name}_{number}({_HEADS[program.name]})"
    yield "{"
    # Above the highest level there is nothing.
    yield from ["(void)a;"] * (program.name == "highest")
    yield "LANES {"
    yield from _SPOKEN.body(program, "D {name}={code};")
    yield from (f"R({k})={body};" for k, body in enumerate(_SPOKEN.results(program)))
    yield "}"
    yield "}"


def _variant(number: int, found: Steps) -> Iterator[str]:
    """The functions of a variant, and its tables."""
    for program in found.programs:
        yield from _function(number, program)
    for name, numbers in tables(found):
        yield f"static const int {name}_{number}[] = {{{', '.join(map(str, numbers))}}};"


def tables(found: Steps) -> Iterator[tuple[str, list[int]]]:
    """Which unknowns are summed over all levels, and which move photons."""
    labels = [unknown.label for unknown in found.plan.unknowns]
    for name, wanted in (("summed", SUMMED), ("flow", _FLOW)):
        yield name, [labels.index(x) if x in labels else -1 for x in wanted]


def _bits(names: Iterable[str]) -> int:
    """A set of rates as a number."""
    return sum(1 << PARAMETERS.index(name) for name in names)


def _row(number: int, absent: Iterable[str], found: Steps) -> str:
    """A variant: what is absent, its sizes, its tables, its functions."""
    rates, shared = found.constants.arguments, found.constants.outputs
    sizes = (
        _bits(absent),
        len(rates),
        len(shared),
        len(found.places),
        len(found.plan.unknowns),
    )
    names = [f"{name}_{number}" for name in ("summed", "flow", *_HEADS)]
    return f"{{{', '.join(map(str, (*sizes, *names)))}}},"


def printed(variants: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of the file `steps.h`, with the variants that lack some rates each."""
    found = [steps(*absent) for absent in variants]
    yield f"enum {{ MOST_PHOTONS = {LARGEST['n_max']}, SUMMED = {len(SUMMED)} }};"
    yield f"enum {{ LEAST = {LEAST}, ENOUGH = {MOST} }};"
    yield f"#define SPARE {SPARE}"
    bounding = ", ".join(str(PARAMETERS.index(name)) for name in BOUNDING)
    yield f"static const int BOUNDING[] = {{{bounding}}};"
    yield f"enum {{ PARAMETERS = {len(PARAMETERS)}, OPTIONAL = {_bits(OPTIONAL)} }};"
    for number, (absent, of) in enumerate(zip(variants, found, strict=True)):
        without = f" without {', '.join(absent)}" if absent else ""
        yield f"/* {', '.join(PARAMETERS)}{without} */"
        yield from _variant(number, of)
    yield "static const variant variants[] = {"
    yield from map(_row, range(len(found)), variants, found)
    yield "};"


def source() -> str:
    """The file `steps.h` with all variants."""
    lines = [
        "/* Made by `python -m beyondthermal.numeric.cavity.kernel`. */",
        *printed(VARIANTS),
    ]
    return "\n".join(lines) + "\n"
