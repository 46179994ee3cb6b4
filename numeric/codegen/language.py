"""A language: one row, with what it writes, how that is built, and how it is run.

A file of `languages/` defines one subclass and an instance of it called LANGUAGE; its templates lie
in `languages/templates/KEY/`. Nothing else has to know of it.
"""

import re
import shlex
import shutil
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.resources import files

from beyondthermal.numeric.programs.program import Program, called

from .about import MODEL, Source, digest, preamble
from .dialect import Dialect
from .filling import filled
from .lines import release

__all__ = ["Language", "Package"]


@dataclass(frozen=True)
class Package:
    """What is asked for, whatever the language.

    Attributes
    ----------
    module
        Name of the module, package or library, and prefix of functions where there are no modules.
    programs
        The programs.
    single
        Whether arguments and results are in single precision, right to the last digit: in between
        everything is in double.
    source
        Where the programs come from.
    tested
        Whether test vectors lie beside the sources.
    point
        Arguments of the first program in an example.
    interval
        Where the timing draws its arguments.
    """

    module: str
    programs: tuple[Program, ...]
    single: bool = False
    source: Source = MODEL
    tested: bool = False
    point: tuple[float, ...] = ()
    interval: tuple[float, float] = (-6.0, 6.0)

    @property
    def names(self) -> dict[str, str]:
        """The module's name as it is, and in camel case."""
        title = "".join(part[:1].upper() + part[1:] for part in self.module.split("_"))
        return {"module": self.module, "title": title}

    @property
    def bench(self) -> dict[str, str]:
        """What the timing draws: how many arguments, and from where."""
        low, high = self.interval
        return {
            "bench_arguments": str(len(self.programs[0].arguments)),
            "bench_low": repr(low),
            "bench_high": repr(high),
            "bench_width": repr(high - low),
            "bench_shift": f" {'-' if low < 0 else '+'} {abs(low)!r}" * bool(low),
        }

    @property
    def digest(self) -> str:
        """A hash of the expressions."""
        return digest(self.programs)


def _filled(text: str, fields: Mapping[str, str]) -> str:
    """A template with its fields filled in: «field» stands for a text."""
    return re.sub("«([a-z_]+)»", lambda found: fields[found[1]], text)


class Language(ABC):
    """What the rest of the package asks of a language."""

    key: str
    title: str
    # Executables that building and running need.
    tools: tuple[str, ...] = ()
    # How the test program reads doubles: "hex" is C99's 0x1.8p+1, "bits" sixteen hex digits.
    reads: str = "hex"
    # Whether numbers below 2.2e-308 differ from 0.
    subnormal: bool = True
    identifier: re.Pattern[str] = re.compile(r"[a-z][a-z0-9_]*")
    reserved: Collection[str] = ()
    # What stands before each line of a file's head.
    sign: str = "#"
    # Where a blank parts two characters of a user's text that end a comment together, and which
    # characters are spelt out: whatever its reader would take for more than text.
    parted: re.Pattern[str] = re.compile("(?!)")
    unsafe: re.Pattern[str] = re.compile("(?!)")
    # How nodes are written, and the types of numbers in double and in single precision.
    dialect: Dialect
    reals: tuple[str, str] = ("double", "float")
    # Templates of functions that the language lacks, in the order in which they are written down;
    # `several` stands for several results.
    lacking: tuple[tuple[str, str], ...] = ()
    # Functions of programs that it lacks, too: they are written out in terms of others.
    unknown: Collection[str] = ()
    # Templates, and the paths of the files that they become, which are templates, too.
    paths: tuple[tuple[str, str], ...]
    # Commands, which are templates with names in them: those that build the test program, that
    # which starts it, and those that must succeed in silence.
    building: tuple[str, ...] = ()
    running: str = ""
    timing: str = ""
    linting: tuple[str, ...] = ()
    # Where its own test runner finds the vectors, further files, and commands that run it.
    vectors: str = "vectors.txt"
    tests: tuple[tuple[str, str], ...] = ()
    testing: tuple[str, ...] = ()
    # For README.md: how arrays are taken; commands that build it; an example's template, path and
    # commands, and how its arguments are written.
    arrays: str = ""
    installing: tuple[str, ...] = ()
    example: tuple[str, ...] = ()
    literals: tuple[str, str] = ("{!r}", "{!r}")
    # The end of names of files that a formatter lays out, and its command; nothing for none.
    formatter: tuple[str, ...] = ()

    @abstractmethod
    def fields(self, package: Package) -> dict[str, str]:
        """What the templates of this language ask for, beyond what all do."""

    def files(self, package: Package) -> dict[str, str]:
        """Every file by its path: sources, packaging, and the test program."""
        head = preamble(package.programs, package.source)
        package = self.filled(package)
        fields = {
            **self.names(package),
            "version": release(),
            "head": self.comment(head, self.sign),
            "plain_head": "\n".join(head),
            "manifest_head": self.comment(head, "#"),
            "real": self.real(package),
            "tested": str(package.tested).lower(),
            **package.bench,
            **{f"source_{name}": text for name, text in asdict(package.source).items()},
            **self.fields(package),
        }
        return {
            _filled(path, fields): self.template(name, fields).rstrip() + "\n"
            for name, path in (*self.paths, *(self.tests if package.tested else ()))
        }

    def filled(self, package: Package) -> Package:
        """The same without functions that the language doesn't know."""
        return replace(package, programs=tuple(filled(p, self.unknown) for p in package.programs))

    def real(self, package: Package) -> str:
        """The type of arguments and results."""
        return self.reals[package.single]

    @property
    def runs(self) -> bool:
        """Whether our tests run it; otherwise its files are printed and parsed only."""
        return bool(self.running)

    def build(self, package: Package) -> list[list[str]]:
        """Commands to run in the folder, one after the other; none for an interpreter."""
        return [self.command(text, package) for text in self.building]

    def run(self, package: Package) -> list[str]:
        """The command that starts the test program."""
        return self.command(self.running, package)

    def timed(self, package: Package) -> list[str]:
        """The command that starts the program to be timed, where speed is built on its own."""
        return self.command(self.timing or self.running, package)

    def heads(self, package: Package, program: Program) -> list[str]:
        """How a program is called."""
        names = ", ".join(self.dialect.arguments(program))
        return [f"{self.dialect.identifier(program.name)}({names})"]

    def call(self, package: Package) -> str:
        """What the example shows: by default a value at a point."""
        point = ", ".join(map(self.literals[package.single].format, package.point))
        return f"{self.dialect.identifier(package.programs[0].name)}({point})"

    def lint(self, package: Package) -> list[list[str]]:
        """Commands that must succeed in silence: formatters, linters, strict compilers."""
        return [self.command(text, package) for text in self.linting]

    def command(self, text: str, package: Package) -> list[str]:
        """A command without the fields of its template."""
        return shlex.split(_filled(text, {**self.names(package), "version": release()}))

    def names(self, package: Package) -> dict[str, str]:
        """The names of the module, as the language has them."""
        return {**package.names, "module": self.module(package.module)}

    def module(self, name: str) -> str:
        """A module's name as the language writes it."""
        return name

    def check_module(self, module: str) -> None:
        """Refuse a name that is no identifier of the language.

        Raises
        ------
        ValueError
            If the name is not of the language's grammar, or one of its reserved words.
        """
        own = self.module(module)
        if not self.identifier.fullmatch(own) or own in self.reserved:
            raise ValueError(
                f"Argument `module` must be an identifier of {self.title}, but got {module!r}."
            )

    def missing(self) -> list[str]:
        """Tools that aren't on the path."""
        return [tool for tool in self.tools if shutil.which(tool) is None]

    def template(self, name: str, fields: Mapping[str, str]) -> str:
        """A template with its fields filled in: of this language, or LANGUAGE/NAME of another."""
        folder, _, file = name.rpartition("/")
        root = files("beyondthermal.numeric.codegen.languages") / "templates"
        return _filled((root / (folder or self.key) / file).read_text("utf-8"), fields)

    def supplied(
        self, programs: Sequence[Program], further: Collection[str] = (), **fields: str
    ) -> list[str]:
        """The functions that the language lacks, of those that programs need, and further ones."""
        needed = {*called(programs), *further}
        if any(len(program.outputs) > 1 for program in programs):
            needed.add("several")
        return [self.template(file, fields) for name, file in self.lacking if name in needed]

    @staticmethod
    def comment(lines: Sequence[str], start: str) -> str:
        """Lines as comments, each after the same sign."""
        return "\n".join(f"{start} {line}".rstrip() for line in lines)

    @staticmethod
    def entries(program: Program) -> list[str]:
        """The function, and where it has several results that for arrays."""
        return [program.name, *([f"{program.name}_array"] if len(program.outputs) > 1 else [])]

    @staticmethod
    def numbered(element: str, program: Program, first: int = 0) -> str:
        """An element for each argument, from a template of its number: x[0], x[1], and so on."""
        return ", ".join(element.format(first + k) for k in range(len(program.arguments)))

    def about(self, program: Program) -> list[str]:
        """What a program computes, as lines for a comment: first a user's text, then our own."""
        first, *others = program.about or (f"{program.name}.",)
        return [self.text(first), *others]

    def text(self, text: str) -> str:
        """A user's text, on one line, as it stands in a comment or docstring of the language.

        It ends and starts nothing; control characters, and what turns writing, are spelt out.
        """
        line = self.parted.sub(" ", " ".join(text.split()))
        line = self.unsafe.sub(lambda found: self.spelt(found[0]), line)
        return "".join(char if char.isprintable() else self.spelt(char) for char in line)

    def spelt(self, char: str) -> str:
        """What stands for a character: its number, in languages whose comments are plain text."""
        return f"U+{ord(char):04X}"
