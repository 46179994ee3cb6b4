"""JAX: functions to compile, to map, and to differentiate."""

from beyondthermal.numeric.codegen.guarding import Bracketed
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.lines import unsigned
from beyondthermal.numeric.programs.program import Program

from .python import KEYWORDS, MYPY, Pythonic, exploded, signature, ufuncs

__all__ = ["LANGUAGE", "Jax"]


class Jax(Pythonic):
    """Python with JAX."""

    key = "jax"
    title = "JAX"
    packages = ("jax",)
    arrays = (
        "Arguments are numbers or arrays that broadcast; several results are along one more axis. "
        "Functions may stand inside of `jax.jit`, `jax.vmap` and `jax.grad`."
    )
    # Some of JAX itself has no types.
    linting = (*Pythonic.linting[:-1], f"{MYPY} --allow-untyped-calls «module»")
    reals = ("jnp.float64", "jnp.float32")
    # XLA's own are ten units off.
    unknown = ("cosh", "sinh")
    lacking = (("exp", "exp.py.in"), ("several", "stack.py.in"))
    dependencies = '"jax>=0.6"'
    # XLA has the processor take them for 0.
    subnormal = False
    # Its maximum and minimum hand a NaN on from either side.
    dialect = Bracketed(
        name=str,
        number=unsigned,
        calls={**ufuncs("jnp"), "exp": "_exp"},
        select="jnp.where({a} > {b}, {u}, {v})",
        smaller="jnp.where({b} < {a}, {u}, {v})",
        reserved=KEYWORDS | {"jax", "jnp", "results"},
    )

    def fields(self, package: Package) -> dict[str, str]:
        """Functions, and their names."""
        names = sorted(f'"{program.name}"' for program in package.programs)
        functions = (self._function(package, program) for program in package.programs)
        helpers = self.supplied(package.programs, real=self.real(package))
        return {
            **super().fields(package),
            "all": exploded("__all__ = ", names, "[]"),
            "functions": "\n\n\n".join(functions),
            "helpers": "".join(f"\n\n{text}" for text in helpers),
        }

    def _function(self, package: Package, program: Program) -> str:
        names = self.dialect.arguments(program)
        statements, results = self.statements(program)
        returned = results[0] if len(results) == 1 else exploded("_stacked", results)
        if len(results) == 1 and package.single:
            returned = f"jnp.asarray({returned}, dtype=jnp.float32)"
        wide = [f"    {name} = jnp.asarray({name}, dtype=jnp.float64)" for name in names]
        texts = {
            "head": signature(program.name, [f"{name}: ArrayLike" for name in names], "jax.Array"),
            "about": self.docstring(program),
            "body": "\n".join([*wide, *statements]),
            "returned": returned.replace("\n", "\n    "),
        }
        return self.template("function.py.in", texts).rstrip("\n")


LANGUAGE = Jax()
