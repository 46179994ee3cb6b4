"""Devices in a notebook: their quantities, what the model makes of them, and what is best."""

from collections.abc import Iterator

from beyondthermal.derivations.printing import latex
from beyondthermal.derivations.report.writers.markdown import escaped
from beyondthermal.numeric.platforms import Best, Platform
from beyondthermal.symbolic.symbols import symbol

from .typeset import markdown, number, table

__all__ = []

# A device's quantities in the letters of Appendix E.
LETTERS = {
    "omega": r"\omega", "g": "g", "kappa": r"\kappa", "Q": "Q", "T1": "T_1", "pump": "p",
    "Tphi": r"T_\phi", "delta": r"\delta", "temperature": "T",
}  # fmt: skip


@markdown.register
def _(device: Platform) -> str:
    given = ((LETTERS[name], getattr(device, name)) for name in LETTERS)
    rows = ((f"${letter}$", escaped(str(value))) for letter, value in given if value is not None)
    return "\n\n".join([table((escaped(device.name), ""), rows), *_modelled(device)])


def _modelled(device: Platform) -> Iterator[str]:
    """The rates in units of g, and C; or why there are none, since nothing was checked so far."""
    try:
        rates, C = device.rates(), device.concurrence()
    except ValueError as error:
        yield escaped(str(error))
        return
    shown = [(f"${latex(symbol(name))}/g$", rate) for name, rate in rates.items() if name != "g"]
    rows = [(letter, number(rate, 6)) for letter, rate in shown if rate]
    yield table(("in the model", ""), [*rows, ("$C$", number(C, 6))])
    if device.note:
        yield escaped(device.note)


@markdown.register
def _(best: Best) -> str:
    rows = [(f"${LETTERS[name]}$", escaped(value)) for name, value in best.at.items()]
    return table(("maximum", ""), [("$C$", number(best.concurrence, 6)), *rows])
