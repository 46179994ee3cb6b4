"""NumPy: functions of anything that broadcasts."""

from beyondthermal.numeric.codegen.guarding import Bracketed
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.programs.program import Program

from .python import KEYWORDS, Pythonic, exploded, number, signature

__all__ = ["LANGUAGE", "NumPy"]


class NumPy(Pythonic):
    """Python with NumPy."""

    key = "numpy"
    title = "NumPy"
    packages = ("numpy",)
    dependencies = '"numpy>=1.22"'
    # Its maximum and minimum hand a NaN on from either side.
    dialect = Bracketed(
        name=str,
        number=number,
        calls={"sqrt": "np.sqrt", "exp": "np.exp", "log": "np.log", "sin": "np.sin",
               "cos": "np.cos", "abs": "np.abs",
               "max": "np.maximum", "min": "np.minimum"},
        select="np.where({a} > {b}, {u}, {v})",
        smaller="np.where({b} < {a}, {u}, {v})",
        reserved=KEYWORDS | {"np", "npt"},
    )  # fmt: skip

    def fields(self, package: Package) -> dict[str, str]:
        """Functions, and their names."""
        return {
            **super().fields(package),
            "all": exploded("__all__ = ", [f'"{n}"' for n in sorted(self._names(package))], "[]"),
            "real": "np.float32" if package.single else "np.float64",
            "functions": "\n\n\n".join(map(self._function, package.programs)),
        }

    @staticmethod
    def _names(package: Package) -> list[str]:
        return [program.name for program in package.programs]

    def _function(self, program: Program) -> str:
        """The function that is called, and the formulas for one chunk."""
        names = list(map(self.dialect.identifier, program.arguments))
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
