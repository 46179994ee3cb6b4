"""NumPy: functions of anything that broadcasts."""

from beyondthermal.numeric.codegen.guarding import Bracketed
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.lines import unsigned
from beyondthermal.numeric.programs.program import Program

from .python import KEYWORDS, Pythonic, exploded, signature, ufuncs

__all__ = ["LANGUAGE", "NumPy"]


class NumPy(Pythonic):
    """Python with NumPy."""

    key = "numpy"
    title = "NumPy"
    packages = ("numpy",)
    arrays = (
        "Arguments are numbers or arrays that broadcast; several results are along one more axis. "
        "Inside of `jax.jit` and `jax.vmap` NumPy doesn't run: there is a package for JAX."
    )
    reals = ("np.float64", "np.float32")
    dependencies = '"numpy>=1.22"'
    # Its maximum and minimum hand a NaN on from either side.
    dialect = Bracketed(
        name=str,
        number=unsigned,
        calls=ufuncs("np"),
        select="np.where({a} > {b}, {u}, {v})",
        smaller="np.where({b} < {a}, {u}, {v})",
        reserved=KEYWORDS | {"np", "npt"},
    )

    def fields(self, package: Package) -> dict[str, str]:
        """Functions, and their names."""
        names = sorted(f'"{program.name}"' for program in package.programs)
        return {
            **super().fields(package),
            "all": exploded("__all__ = ", names, "[]"),
            "functions": "\n\n\n".join(map(self._function, package.programs)),
        }

    def _function(self, program: Program) -> str:
        """The function that is called, and the formulas for one chunk."""
        names = self.dialect.arguments(program)
        statements, results = self.statements(program)
        returned = f"({results[0]},)" if len(results) == 1 else exploded("", results)
        texts = {
            "head": signature(program.name, [f"{name}: npt.ArrayLike" for name in names], "Array"),
            "about": self.docstring(program),
            "name": program.name,
            "count": str(len(results)),
            "names": ", ".join(names),
            "inner": signature(f"_{program.name}", [f"{name}: Array" for name in names], "Columns"),
            "body": "\n".join(statements),
            "returned": returned.replace("\n", "\n    "),
        }
        return self.template("function.py.in", texts).rstrip("\n")


LANGUAGE = NumPy()
