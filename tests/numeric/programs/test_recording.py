"""Functions run on numbers that write down what is done to them."""

from fractions import Fraction
from typing import Any

from beyondthermal.numeric.programs.program import Name, Number, Operation, Program
from beyondthermal.numeric.programs.recording import recorded


def run(program: Program, values: list[Fraction]) -> list[Fraction]:
    known = dict(zip(program.arguments, values, strict=True))

    def value(node: Any) -> Fraction:
        match node:
            case Number(number):
                return Fraction(number)
            case Name(name):
                return known[name]
            case Operation(sign, left, right):
                a, b = value(left), value(right)
                return {"+": a.__add__, "-": a.__sub__, "*": a.__mul__, "/": a.__truediv__}[sign](b)
        raise AssertionError(node)

    for name, body in program.parts:
        known[name] = value(body)
    return [value(body) for _, body in program.outputs]


def test_what_is_recorded_is_what_was_done() -> None:
    def function(a: Any, b: Any) -> dict[str, Any]:
        a * b  # what nothing needs
        return {"r": 2 / (a - 1) + (3 - b) * -a + (1 + b) ** 3 / 2, "s": 1 * a, "t": a, "u": 0.5}

    values = [Fraction(3, 7), Fraction(-5, 2)]
    program = recorded("some", ["a", "b"], function)
    assert run(program, values) == [Fraction(x) for x in function(*values).values()]
    assert not any(body == Operation("*", Name("a"), Name("b")) for _, body in program.parts)
