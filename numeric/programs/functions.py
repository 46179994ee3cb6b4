"""Expressions to fast functions: vectorised NumPy in double precision, mpmath at any precision.

NumPy's cost is memory traffic. Three things keep it down: shared parts are bound once, arrays are
taken in chunks that stay in the processor's cache, and every intermediate result goes to a
register, an array of one chunk that is handed out again as soon as its content is consumed.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from beyondthermal.numeric.arguments import Array, common_shape, real
from beyondthermal.numeric.labelled import PLAIN, Part, through_labels

from .in_c.library import Loop
from .plain import plain
from .program import Number, Program
from .registers import Kernel, in_registers

if TYPE_CHECKING:  # what runs a program needs no SymPy, only what makes one
    import sympy as sp

    from .from_sympy import Named

__all__ = [
    "Array",
    "ArrayFunction",
    "array_function",
    "compiled",
    "precise_function",
]

# Eight registers of this many doubles fill half of a second-level cache of 2 MiB.
CHUNK = 16384


@dataclass(frozen=True)
class ArrayFunction:
    """A compiled program over arrays; broadcasts like a ufunc and keeps scalars scalar.

    Where all arguments are single numbers it runs in `math`, in a fraction of the time; `plain`
    says how far that may be from an element of an array. What `math` refuses is left to NumPy.

    Attributes
    ----------
    names
        Names of the arguments.
    kernel
        Takes one-dimensional arrays and the registers; returns an array for each output.
    registers
        How many registers the kernel needs.
    outputs
        Length of the new last axis; None for a single output without that axis.
    filled
        Which outputs the kernel returns: those that don't vanish everywhere.
    point
        The same of floats.
    loop
        The same of whole arrays, compiled.
    """

    names: tuple[str, ...]
    kernel: Kernel
    registers: int
    outputs: int | None
    filled: tuple[int, ...]
    point: Callable[..., Any]
    loop: Loop | None = None

    def __call__(self, *arguments: npt.ArrayLike) -> Any:
        """Evaluate at arguments whose shapes broadcast, or are labelled: see `numeric.labelled`.

        Raises
        ------
        ValueError
            If the shapes don't broadcast, labels differ, or an argument isn't real.
        """
        for value in arguments:
            if type(value) is not float:
                return self._of_any(*arguments)
        try:
            return self.point(*arguments)
        except (ArithmeticError, TypeError, ValueError):
            return self._of_any(*arguments)

    def _of_any(self, *arguments: npt.ArrayLike) -> Any:
        if len(arguments) != len(self.names):
            called = ", ".join(f"`{name}`" for name in self.names)
            raise TypeError(f"Arguments {called} must be given, but got {len(arguments)} of them.")
        if PLAIN.issuperset(map(type, arguments)):
            return self._evaluated(*arguments)
        axes = () if self.outputs is None else (("output", range(self.outputs)),)
        given = dict(zip(self.names, arguments, strict=True))
        return through_labels(
            lambda known: self._evaluated(*known.values()), given, [Part(None, axes)]
        )

    def _evaluated(self, *arguments: Any) -> Any:
        arrays = [real(n, value) for n, value in zip(self.names, arguments, strict=True)]
        if shape := common_shape(self.names, arrays):
            return self._over(arrays, shape)
        try:
            return self.point(*map(float, arrays))
        except (ArithmeticError, ValueError):
            return self._over(arrays, shape)

    def _over(self, arrays: Sequence[Array], shape: tuple[int, ...]) -> Any:
        # A constant is taken at a point, too.
        arrays = arrays or [np.zeros(())]
        if self.loop is not None:
            return self._by_loop(self.loop, arrays, shape)
        made = np.empty if self.outputs in (None, len(self.filled)) else np.zeros
        result = made(shape if self.outputs is None else (*shape, self.outputs))
        columns = [result] if self.outputs is None else [result[..., k] for k in self.filled]
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
                values = self.kernel(*inputs[: len(self.names)], registers[:, : outputs[0].size])
                for output, value in zip(outputs, values, strict=True):
                    output[...] = value
        return result[()]

    def _by_loop(self, loop: Loop, arrays: Sequence[Array], shape: tuple[int, ...]) -> Any:
        result = np.empty(shape if self.outputs is None else (*shape, self.outputs))
        points = result.reshape(-1, self.outputs or 1)
        if all(x.shape == shape and x.flags.c_contiguous and x.flags.aligned for x in arrays):
            loop(arrays, points)
            return result[()]
        op_flags: Any = [["readonly", "contig", "aligned"]] * len(arrays)
        pieces = np.nditer(
            arrays, flags=["external_loop", "buffered", "zerosize_ok"], op_flags=op_flags,
            order="C", buffersize=CHUNK,
        )  # fmt: skip
        done = 0
        with pieces:
            for views in pieces:
                loop(views, points[done : (done := done + views[0].size)])
        return result[()]


def array_function(
    arguments: "Sequence[sp.Symbol]",
    expression: "sp.Expr | Sequence[sp.Expr]",
    named: "Named" = (),
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
    from .from_sympy import program_of

    several = isinstance(expression, Sequence)
    bodies = expression if several else [expression]
    outputs = {f"result{k}": body for k, body in enumerate(bodies)}
    return compiled(program_of("kernel", arguments, outputs, named), several=several)


def compiled(program: Program, *, several: bool | None = None) -> ArrayFunction:
    """Compile a program into chunked array code.

    Parameters
    ----------
    program
        What to run.
    several
        Whether there is a last axis for the outputs; if not given, where there is more than one.
    """
    several = len(program.outputs) > 1 if several is None else several
    vanishing = [body == Number(0.0) and several for _, body in program.outputs]
    filled = tuple(k for k, zero in enumerate(vanishing) if not zero or all(vanishing))
    kernel, registers = in_registers(program, filled)
    outputs = len(program.outputs) if several else None
    point = plain(program, into=np.array if several else np.float64, several=several)
    return ArrayFunction(program.arguments, kernel, registers, outputs, filled, point)


def precise_function(
    arguments: "Sequence[sp.Symbol]", expressions: "Sequence[sp.Expr]"
) -> Callable[..., Any]:
    """Lambdify for mpmath numbers, at the precision that their context has at the call."""
    import sympy as sp

    from beyondthermal.numeric.precision import in_context_of

    return in_context_of(sp.lambdify(arguments, expressions, modules="mpmath", cse=True))
