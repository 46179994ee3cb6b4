"""Signs around operators, as they are displayed; `operator_equations` says what they mean."""

import sympy as sp
from sympy.printing.latex import LatexPrinter
from sympy.printing.pretty.pretty import PrettyPrinter
from sympy.printing.pretty.stringpict import prettyForm

__all__ = [
    "Notation",
    "Tr",
    "average",
    "det",
    "direct_sum",
    "dissipator",
    "partial_trace",
    "tensor",
    "transpose",
    "vec",
]


class Notation(sp.Function):
    """Brackets or an infix sign around operators: LaTeX and Unicode, one pair for each class."""

    is_commutative = False
    tex: tuple[str, str, str]
    text: tuple[str, str, str]

    def _latex(self, printer: LatexPrinter) -> str:
        left, between, right = self.tex
        return left + between.join(map(printer.doprint, self.args)) + right

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        left, between, right = self.text
        shown = printer._print(self.args[0])
        for argument in self.args[1:]:
            shown = prettyForm(*shown.right(between, printer._print(argument)))
        return prettyForm(*prettyForm(*shown.left(left)).right(right), binding=prettyForm.FUNC)


class Tr(Notation):
    """The trace."""

    is_commutative = True
    tex, text = (r"\operatorname{Tr}\{", "", r"\}"), ("Tr{", "", "}")


class det(Notation):  # noqa: N801 (mathematics, like sin)
    """The determinant."""

    is_commutative = True
    tex, text = (r"\det\left(", "", r"\right)"), ("det(", "", ")")


class partial_trace(Notation):  # noqa: N801 (mathematics, like sin)
    """The trace over the cavity alone, Eq. (C3)."""

    tex, text = (r"\operatorname{Tr}_C[", "", "]"), ("Tr_C[", "", "]")


class average(Notation):  # noqa: N801 (mathematics, like sin)
    """The mean over all trajectories."""

    is_commutative = True
    tex, text = (r"\langle ", "", r"\rangle"), ("⟨", "", "⟩")


class vec(Notation):  # noqa: N801 (mathematics, like sin)
    """A matrix as the vector of its rows, Eq. (C1)."""

    tex, text = ("|", "", r"\rangle\rangle"), ("|", "", "⟩⟩")


class tensor(Notation):  # noqa: N801 (mathematics, like sin)
    """The tensor product."""

    tex, text = ("(", r" \otimes ", ")"), ("(", " ⊗ ", ")")


class transpose(Notation):  # noqa: N801 (mathematics, like sin)
    """A matrix transposed."""

    tex, text = ("", "", "^{T}"), ("", "", "ᵀ")


class direct_sum(Notation):  # noqa: N801 (mathematics, like sin)
    """Blocks along the diagonal."""

    tex, text = ("", r" \oplus ", ""), ("", " ⊕ ", "")


class dissipator(Notation):  # noqa: N801 (mathematics, like sin)
    """D_o(rho), given o, its adjoint and rho; `doit` writes it out, as below Eq. (2).

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> dissipator(*symbols("o o_dagger rho")).doit()
    2*o*rho*o_dagger - o_dagger*o*rho - rho*o_dagger*o
    """

    tex, text = (r"\mathcal{D}_{", "}(", ")"), ("𝒟[", "](", ")")

    def doit(self, **hints: bool) -> sp.Expr:
        """2 o rho o† - {o† o, rho}."""
        o, dagger, rho = self.args
        return 2 * o * rho * dagger - dagger * o * rho - rho * dagger * o

    def _latex(self, printer: LatexPrinter) -> str:
        o, _, rho = map(printer.doprint, self.args)
        return rf"\mathcal{{D}}_{{{o}}}({rho})"

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        o, _, rho = map(printer._print, self.args)
        inside = prettyForm(*prettyForm(*o.left("𝒟[")).right("](", rho, ")"))
        return prettyForm(*inside.right(""), binding=prettyForm.FUNC)
