"""The ladder in C99: the loops of the kernel, and the level step with the noise asked for."""

from importlib.resources import files

from beyondthermal.numeric.cavity.kernel.source import printed
from beyondthermal.numeric.cavity.rates import absent
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.languages.c import LANGUAGE as FORMULAS
from beyondthermal.numeric.codegen.languages.c import STRICT, VECTOR
from beyondthermal.numeric.codegen.lines import broken

from .asked import FUNCTIONS, Ladder
from .written import Written

__all__ = ["LANGUAGE", "PlainC"]


class PlainC(Written):
    """C99."""

    key, title, tools = FORMULAS.key, FORMULAS.title, FORMULAS.tools
    reserved = FORMULAS.reserved | {"cutoffs", "ladder", "steps"}
    dialect = FORMULAS.dialect
    testing = FORMULAS.testing
    building = (f"gcc {STRICT} {VECTOR} -ffp-contract=off -o test test.c «module».c -lm",)
    running = "./test"
    linting = (
        f"gcc -fsyntax-only {STRICT} -Wshadow -Wcast-qual -O2 «module».c test.c",
        f"clang -fsyntax-only {STRICT} -Wshadow -Wunreachable-code «module».c test.c",
    )
    paths = (
        ("module.h", "«module».h"), ("module.c", "«module».c"), ("test.c", "test.c"),
        ("README.md", "README.md"),
        ("c/CMakeLists.txt", "CMakeLists.txt"), ("c/module.pc.in", "«module».pc.in"),
    )  # fmt: skip

    def files(self, package: Package) -> dict[str, str]:
        """The loops as the kernel has them, and the steps that they include."""
        assert isinstance(package, Ladder)
        kernel = files("beyondthermal.numeric.cavity.kernel")
        steps = ["/* The level step, made by beyondthermal. */", *printed([absent(package.noise)])]
        return {
            **super().files(package),
            **{name: (kernel / name).read_text("ascii") for name in ("cutoffs.h", "ladder.h")},
            "steps.h": "\n".join(steps) + "\n",
        }

    def of_ladder(self, asked: Ladder) -> dict[str, str]:
        """Heads, and what of the rates is where."""
        names = {rate: rate for rate in asked.rates}
        return {
            "upper": asked.module.upper(),
            "ieee": self.template("c/ieee.h", {}),
            "within": self.template("c/within.c", {}),
            "prototypes": "\n".join(self._prototype(asked, name) for name in FUNCTIONS),
            "functions": "\n".join(self._function(asked, name) for name in FUNCTIONS),
            "doubles": ", ".join(f"double {rate}" for rate in asked.given),
            "here": ", ".join(f"given[{k}][i]" for k in range(len(asked.given))),
            "domain": " &&\n           ".join(asked.allowed("!=", names, "DBL_MAX")),
            "elements": ", ".join(f"x[{k}][0]" for k in range(len(asked.rates))),
            "columns": ", ".join(f"x[{k}]" for k in range(len(asked.rates))),
        }

    def _heads(self, asked: Ladder, name: str) -> tuple[str, str]:
        """The heads of the function of a point and of that of whole arrays."""
        one = [f"double\xa0{rate}" for rate in asked.rates]
        many = [f"const\xa0double\xa0*{rate}" for rate in asked.rates]
        size, whole = FUNCTIONS[name], f"{asked.module}_{name}"
        result = [] if size == 1 else [f"double\xa0result[{size}]"]
        first = ", ".join([*one, "int\xa0n_max", *result])
        second = ", ".join([*many, "int\xa0n_max", "double\xa0*result", "size_t\xa0count"])
        returned = "double" if size == 1 else "void"
        return f"{returned} {whole}({first})", f"void {whole}_array({second})"

    def _prototype(self, asked: Ladder, name: str) -> str:
        heads = [broken(f"{head};", "    ") for head in self._heads(asked, name)]
        return "\n".join(["/*", self.described(asked, name), " */", *heads, ""])

    def _function(self, asked: Ladder, name: str) -> str:
        one, many = (broken(head, "    ") for head in self._heads(asked, name))
        pointers = ", ".join(f"&{rate}" for rate in asked.rates)
        size = FUNCTIONS[name]
        return self.template("function.c", {
            "one": one,
            "many": many,
            "given": ", ".join(asked.given),
            "measured": name.removeprefix("cavity_"),
            "declared": "    double result;\n" if size == 1 else "",
            "call": f"{asked.module}_{name}_array({pointers}, n_max, "
            f"{'&' * (size == 1)}result, 1);",
            "returned": "    return result;\n" if size == 1 else "",
            "size": str(size),
        })  # fmt: skip


LANGUAGE = PlainC()
