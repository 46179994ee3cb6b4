"""Nodes as source text: infix operators, calls and names in the manner of a language."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from beyondthermal.numeric.programs.elementary import ELEMENTARY
from beyondthermal.numeric.programs.program import Call, Name, Node, Number, Operation, Program

__all__ = ["PRECEDENCE", "Dialect", "calls", "camel", "snake", "words"]

PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}

# Single capital letters of the paper as words, for languages that write names in small letters.
_WORDS = {"S": "sum", "A": "difference", "P": "product", "Z": "norm", "Q": "current",
          "C": "concurrence", "d": "denominator", "t": "ratio", "Gamma": "decay"}  # fmt: skip


def snake(name: str) -> str:
    """A name of a program in small letters: N1 is n1, dN1_dbeta_A is dn1_dbeta_a.

    Examples
    --------
    >>> snake("S"), snake("beta_A"), snake("dC_dbeta_A")
    ('sum', 'beta_a', 'dconcurrence_dbeta_a')
    """
    first, *rest = name.split("_")
    slope = first[:1] == "d" and first[1:] in _WORDS
    word = "d" + _WORDS[first[1:]] if slope else _WORDS.get(first, first) if not rest else first
    return "_".join([word, *rest]).lower()


def camel(name: str) -> str:
    """A name in camel case: beta_A is betaA.

    Examples
    --------
    >>> camel("beta_A"), camel("entropy_production"), camel("N1"), camel("S")
    ('betaA', 'entropyProduction', 'n1', 'sum')
    """
    first, *rest = snake(name).split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


def words(text: str) -> frozenset[str]:
    """What stands between the blanks of a text, a language's reserved words for instance."""
    return frozenset(text.split())


def calls(template: str = "{}", **others: str) -> dict[str, str]:
    """What a language calls the functions: by a template of their names, but for some others.

    Examples
    --------
    >>> found = calls("Math.{}", log="ln")
    >>> found["exp"], found["log"]
    ('Math.exp', 'ln')
    """
    names = ELEMENTARY.keys() - {*"+-*/", "negative", "select"}
    return {**{name: template.format(name) for name in sorted(names)}, **others}


@dataclass(frozen=True)
class Dialect:
    """How a language writes nodes.

    Attributes
    ----------
    name
        A program's name as an identifier of the language.
    number
        A double as a literal that is read back exactly.
    calls
        Function of a node to the name of a function, or to a template: of its operands as in
        "({0}^{1})", or of what stands in brackets, as in "total(sin, {given})". max and min must
        hand a NaN on.
    select
        Template of select(a, b, u, v), with fields a, b, u, v.
    brackets
        What stands around the operands of a function.
    bare
        Whether -x stands without brackets where nothing stands around it.
    reserved
        Words that are no identifiers: a name among them gets an underscore.
    """

    name: Callable[[str], str] = snake
    number: Callable[[float], str] = repr
    calls: Mapping[str, str] = field(default_factory=dict)
    select: str = "({a} > {b} ? {u} : {v})"
    brackets: str = "()"
    bare: bool = False
    reserved: Collection[str] = ()

    def identifier(self, name: str) -> str:
        """A name of a program as an identifier."""
        found = self.name(name)
        return f"{found}_" if found in self.reserved or found in self._called else found

    @cached_property
    def _called(self) -> frozenset[str]:
        return frozenset(self.calls.values())

    def code(self, node: Node, outer: int = 0) -> str:
        """A node as an expression; brackets keep the order of evaluation."""
        match node:
            case Name(name):
                return self.identifier(name)
            case Number(value):
                return f"({self.number(value)})" if value < 0 and outer else self.number(value)
            case Operation(sign, left, right):
                inner = PRECEDENCE[sign]
                # What stands on the right is bracketed: a + (b + c) isn't a + b + c.
                code = f"{self.code(left, inner)} {sign} {self.code(right, inner + 1)}"
                return f"({code})" if inner < outer else code
            case Call("negative", (operand,)):
                code = f"-{self.code(operand, 3)}"
                return code if self.bare and not outer else f"({code})"
            case Call("select", (a, b, u, v)):
                return self.select.format(
                    a=self.code(a, 1), b=self.code(b, 1), u=self.code(u), v=self.code(v)
                )
            case Call(function, operands):
                if function not in self.calls:
                    raise ValueError(f"no code for {function}")
                inside = ", ".join(map(self.code, operands))
                if "{" in self.calls[function]:
                    alone = (self.code(operand, 3) for operand in operands)
                    return self.calls[function].format(*alone, given=inside)
                return f"{self.calls[function]}{self.brackets[0]}{inside}{self.brackets[1]}"

    def arguments(self, program: Program) -> list[str]:
        """The arguments of a program as identifiers."""
        return list(map(self.identifier, program.arguments))

    def body(self, program: Program, assign: str) -> list[str]:
        """The parts of a program, one statement a line, from a template with name and code."""
        named = [self.identifier(name) for name, _ in program.parts]
        names = [*self.arguments(program), *named]
        if len(set(names)) < len(names):
            raise ValueError(f"two parts of {program.name} have the same name: {names}")
        bodies = (self.code(body) for _, body in program.parts)
        return [
            assign.format(name=name, code=code) for name, code in zip(named, bodies, strict=True)
        ]

    def results(self, program: Program) -> list[str]:
        """The outputs of a program as expressions."""
        return [self.code(body) for _, body in program.outputs]
