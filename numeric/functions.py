"""Expressions to fast functions: vectorised NumPy in double precision, mpmath at any precision.

NumPy's cost is memory traffic. Three things keep it down: shared parts are bound once, arrays are
taken in chunks that stay in the processor's cache, and every intermediate result goes to a
register, an array of one chunk that is handed out again as soon as its content is consumed.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import sympy as sp
from sympy.printing.numpy import NumPyPrinter

__all__ = ["ArrayFunction", "Named", "array_function", "clipped", "precise_function"]

# Named parts: each symbol with its body, in the order in which they build on each other.
Named: TypeAlias = Sequence[tuple[sp.Symbol, sp.Expr]]

# Eight registers of this many doubles fill half of a second-level cache of 2 MiB.
CHUNK = 16384

HALF = sp.Rational(1, 2)


class RegisterPrinter(NumPyPrinter):
    """Prints expressions as ufunc calls that name the register for their result.

    The node types are a closed set: +, ×, ÷, integer powers, square roots, exp, |·|, min and max.
    """

    def __init__(self, program: Sequence[tuple[str, sp.Expr]]) -> None:
        super().__init__({"fully_qualified_modules": False})
        self.count = 0
        self._free: list[str] = []
        self._register_of: dict[str, str] = {}
        bodies = [body for _, body in program]
        self._uses_left = Counter(
            str(node) for body in bodies for node in sp.preorder_traversal(body) if node.is_Symbol
        )

    def statement(self, name: str, body: sp.Expr) -> str:
        """The assignment of a part to its name, which takes over the register."""
        code = self.doprint(body)
        if code in self._register_of:
            self._register_of[name] = self._register_of.pop(code)
        return f"{name} = {code}"

    def _call(self, ufunc: str, *operands: str) -> str:
        """The call, its result in the register of an operand that is used up, or in a new one."""
        released = [register for operand in operands for register in self._released(operand)]
        if not released and not self._free:
            self._free.append(f"r{self.count}")
            self.count += 1
        out, *self._free = [*released, *self._free]
        code = f"{ufunc}({', '.join(operands)}, out={out})"
        self._register_of[code] = out
        return code

    def _released(self, operand: str) -> list[str]:
        """The register of an operand that nothing after this needs."""
        self._uses_left[operand] -= 1
        used_up = self._uses_left[operand] <= 0 and operand in self._register_of
        return [self._register_of.pop(operand)] if used_up else []

    def _fold(self, ufunc: str, expressions: Sequence[sp.Expr], result: str = "") -> str:
        """Combine the operands from left to right, numbers last.

        Each is printed only once the one before it is used, which is the order in which the calls
        run: a register must not be handed on while another operand waits for its content.
        """
        for expression in sorted(expressions, key=lambda e: bool(e.is_number)):
            operand = self._print(expression)
            result = self._call(ufunc, result, operand) if result else operand
        return result

    def _print_Add(self, expr: sp.Add, **_: Any) -> str:
        negative = [term for term in expr.args if term.could_extract_minus_sign()]
        positive = [term for term in expr.args if term not in negative]
        if not positive:
            return self._call("negative", self._print(-expr))
        return self._fold("subtract", [-term for term in negative], self._fold("add", positive))

    def _print_Mul(self, expr: sp.Mul) -> str:
        numerator, denominator = sp.fraction(expr)
        if not denominator.is_Integer:
            return self._call("divide", self._print(numerator), self._print(denominator))
        # One square root of the product instead of a product of square roots.
        factors = sp.Mul.make_args(expr)
        radicands = [factor.base for factor in factors if factor.is_Pow and factor.exp == HALF]
        others = [factor for factor in factors if not (factor.is_Pow and factor.exp == HALF)]
        root = self._call("sqrt", self._fold("multiply", radicands)) if radicands else ""
        return self._fold("multiply", others, root)

    def _print_Pow(self, expr: sp.Pow, **_: Any) -> str:
        base, exponent = expr.as_base_exp()
        if exponent == HALF:
            return self._call("sqrt", self._print(base))
        if exponent == 2:
            return self._call("square", self._print(base))
        if exponent.is_Integer and exponent < 0:
            return self._call("divide", "1.0", self._print(base**-exponent))
        raise ValueError(f"no array code for the power {expr}")

    def _print_Abs(self, expr: sp.Abs) -> str:
        return self._call("absolute", self._print(expr.args[0]))

    def _print_exp(self, expr: sp.exp) -> str:
        return self._call("exp", self._print(expr.args[0]))

    # Unlike comparisons, NumPy's maximum and minimum hand a NaN on.
    def _print_Max(self, expr: sp.Max) -> str:
        return self._fold("maximum", expr.args)

    def _print_Min(self, expr: sp.Min) -> str:
        return self._fold("minimum", expr.args)

    def _print_Rational(self, expr: sp.Rational) -> str:
        return repr(float(expr))

    _print_Integer = _print_Rational


@dataclass(frozen=True)
class ArrayFunction:
    """A compiled program over arrays; broadcasts like a ufunc and keeps scalars scalar.

    Attributes
    ----------
    names
        Names of the arguments.
    kernel
        Takes one-dimensional arrays and the registers; returns a list, one array per output.
    registers
        How many registers the kernel needs.
    outputs
        Length of the new last axis; None for a single output without that axis.
    """

    names: tuple[str, ...]
    kernel: Callable[..., Sequence[npt.NDArray[np.float64]]]
    registers: int
    outputs: int | None

    def __call__(self, *arguments: npt.ArrayLike) -> Any:
        """Evaluate at arguments whose shapes broadcast.

        Raises
        ------
        ValueError
            If the shapes don't broadcast, or an argument is complex.
        """
        for name, argument in zip(self.names, arguments, strict=True):
            if np.iscomplexobj(argument):
                raise ValueError(f"Argument `{name}` must be real, but got complex numbers.")
        arrays = [np.asarray(argument, dtype=np.float64) for argument in arguments]
        shape = self._broadcast(arrays)
        result = np.empty(shape if self.outputs is None else (*shape, self.outputs))
        columns = (
            [result] if self.outputs is None else [result[..., k] for k in range(self.outputs)]
        )
        chunk = max(1, min(CHUNK, math.prod(shape)))
        registers = np.empty((self.registers, chunk))
        op_flags: Any = [["readonly"]] * len(arrays) + [["writeonly"]] * len(columns)
        # An argument that is broadcast is walked with stride 0: nothing is copied.
        pieces = np.nditer(
            [*arrays, *columns],
            flags=["external_loop", "buffered", "zerosize_ok"],
            op_flags=op_flags,
            buffersize=chunk,
        )
        with pieces, np.errstate(all="ignore"):
            for views in pieces:
                inputs, outputs = views[: len(arrays)], views[len(arrays) :]
                values = self.kernel(*inputs, registers[:, : inputs[0].size])
                for output, value in zip(outputs, values, strict=True):
                    output[...] = value
        return result[()]

    def _broadcast(self, arrays: Sequence[npt.NDArray[np.float64]]) -> tuple[int, ...]:
        try:
            return np.broadcast_shapes(*(array.shape for array in arrays))
        except ValueError:
            names = _listed([f"`{name}`" for name in self.names])
            shapes = _listed([str(array.shape) for array in arrays])
            raise ValueError(
                f"Arguments {names} must have shapes that broadcast, but got {shapes}."
            ) from None


def _listed(words: Sequence[str]) -> str:
    """A, b and c."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def array_function(
    arguments: Sequence[sp.Symbol], expression: sp.Expr | Sequence[sp.Expr], named: Named = ()
) -> ArrayFunction:
    """Compile into chunked array code: SymPy's lambdify, with registers.

    Parameters
    ----------
    arguments
        Symbols, in the order of the function's arguments.
    expression
        One expression, or a sequence of them for a function with a last axis.
    named
        Parts to bind once, in order; what else is shared is found by SymPy's cse.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> array_function((x, y), [x + y, x / y])([1.0, 4.0], 2.0)
    array([[3. , 0.5],
           [6. , 2. ]])
    """
    several = isinstance(expression, Sequence)
    shared, outputs = sp.cse(expression if several else [expression])
    results = [f"result{k}" for k in range(len(outputs))]
    parts = [(str(name), body) for name, body in [*named, *shared]]
    program = [*parts, *zip(results, outputs, strict=True)]
    printer = RegisterPrinter(program)
    names = tuple(map(str, arguments))
    body = [printer.statement(name, body) for name, body in program]
    registers = "".join(f"r{k}, " for k in range(printer.count))
    lines = [
        f"def kernel({', '.join(names)}, registers):",
        *(f"    {line}" for line in [f"[{registers}] = registers", *body]),
        f"    return {', '.join(results)},",
    ]
    namespace = dict(vars(np))
    exec("\n".join(lines), namespace)  # printed from a closed set of node types just above
    return ArrayFunction(
        names, namespace["kernel"], printer.count, len(outputs) if several else None
    )


def clipped(expr: sp.Expr, low: sp.Expr | int, high: sp.Expr | int) -> sp.Expr:
    """An expression kept between two bounds."""
    return sp.Min(sp.Max(expr, low), high)


def precise_function(
    arguments: Sequence[sp.Symbol], expressions: Sequence[sp.Expr]
) -> Callable[..., Any]:
    """Lambdify for mpmath numbers, at the precision in force when the function is called."""
    function: Callable[..., Any] = sp.lambdify(arguments, expressions, modules="mpmath", cse=True)
    return function
