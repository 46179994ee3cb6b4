"""What notebooks show: every result in Markdown whose formulas are LaTeX, and short on a line."""

import re
from itertools import product
from typing import Any

import nbformat
import numpy as np
import pint
import pytest
import sympy as sp
from mpmath import mp
from nbclient import NotebookClient

from beyondthermal import load
from beyondthermal.derivations import from_qutip
from beyondthermal.derivations.claims.registry import find
from beyondthermal.derivations.claims.results import results
from beyondthermal.derivations.display import markdown, plot, typeset
from beyondthermal.derivations.models.file import read_model
from beyondthermal.derivations.printing import latex
from beyondthermal.numeric import cavity, machine, trajectories
from beyondthermal.numeric.platforms import PLATFORMS
from beyondthermal.symbolic import MACHINE, closed_form, steady, steady_states, thermal_bound
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian

RATES = {"kappa": 2, "p": "1/200", "gamma": "1/1000"}
RESULTS: dict[str, Any] = {
    "master equation": lambda: MACHINE,
    "model": lambda: load("two_qubits_four_rates").model,
    "steady state": steady,
    "steady states": lambda: steady_states(Lindbladian(sp.zeros(2, 2), ((1, sp.diag(1, -1)),))),
    "closed form": closed_form,
    "proof": thermal_bound,
    "claim": lambda: find("A8"),
    "result": lambda: next(iter(results([find("A8")]))),
    "claim of a file": lambda: load("two_qubits_unequally_coupled").claims[2],
    "cavity state": lambda: cavity.precise.steady_state(**RATES, digits=20),
    "exact state": lambda: cavity.exact.steady_state(**RATES, n_max=2),
    "enclosure": lambda: cavity.enclose(**RATES, digits=15),
    "optimum": lambda: cavity.maximize(gamma="1/1000", digits=8),
    "trajectories": lambda: trajectories.sample(0.1, 2.0, time=5.0, count=50, seed=1),
    "estimate": lambda: trajectories.sample(
        0.1, 2.0, time=5.0, count=50, seed=1
    ).entropy_production(),
    "photons": lambda: cavity.photon_statistics(kappa=2.0, p=0.005, gamma=0.001),
    "photons over a plane": lambda: cavity.photon_statistics(
        kappa=np.array([1.0, 2.0]), p=np.array([[0.005], [0.0]]), gamma=0.001
    ),
    "model in numbers": lambda: load("driven_atom").model.numbers(Omega=1.0, Delta=0.0, Gamma=1.0),
    "evolution": lambda: load("driven_atom").model.evolve(
        np.linspace(0, 2, 5), np.diag([1, 0]), Omega=np.array([1.0, 2.0]), Delta=0.0, Gamma=1.0
    ),
    "device": lambda: PLATFORMS["quantum-dots"],
    "best of a device": lambda: PLATFORMS["circuit-qed"].best(pump=("1 kHz", "10 MHz")),
}


@pytest.mark.parametrize("name", RESULTS)
def test_it_is_typeset_and_short_where_it_is_printed(name: str) -> None:
    result = RESULTS[name]()
    shown = result._repr_mimebundle_()
    assert len(shown["text/plain"]) < 300
    assert "\n" not in shown["text/plain"]
    text = shown["text/markdown"]
    assert text == markdown(result)
    assert "gamma_" not in text  # in the paper's letters
    assert text.count("$$") % 2 == 0
    for formula in re.findall(r"\$\$(.+?)\$\$", text, re.S):
        assert formula.count("{") == formula.count("}")
        assert formula.count(r"\begin") == formula.count(r"\end")


def test_what_a_file_holds_fits_on_a_line() -> None:
    file = load("driven_atom")
    assert file.check()[0]["name"] == file.claims[0].name
    assert repr(file.check()) == "<7 claims: 7 proved>"
    assert repr(file.functions).startswith("<s, ")
    assert repr(file.functions["p_e"]) == "<p_e(Omega, Delta, Gamma)>"
    for held in (file, file.model, file.expressions, file.functions, file.source, file.check()):
        assert len(repr(held)) < 300


def test_a_proof_unfolds() -> None:
    text = markdown(thermal_bound())
    assert text.startswith("**✓ proved**")
    assert "<details><summary>Proof</summary>\n\n" in text
    assert text.rstrip().endswith("</details>")


@pytest.mark.parametrize("model", [None, "driven_atom", "lambda_dephasing"])
def test_the_weights_that_are_shown_are_the_state(model: str | None) -> None:
    """Above the diagonal each is displayed, in factors; below it are their conjugates."""
    state = steady() if model is None else load(model).model.unique
    text, w = markdown(state), state.numerators
    for i, j in product(range(w.rows), repeat=2):
        if not w[i, j]:
            continue
        if i <= j:
            shown = typeset._in_factors(w[i, j])
            assert sp.expand(shown - w[i, j]) == 0
            assert f"w_{{{i + 1}{j + 1}}} &= {latex(shown)}" in text
        else:
            assert sp.expand(w[i, j] - sp.conjugate(w[j, i])) == 0
            assert (f"w_{{{j + 1}{i + 1}}}^*" in text) == (w[i, j] != w[j, i])
    assert f"Z &= {latex(typeset._in_factors(state.denominator))}" in text


def test_a_bar_does_not_end_a_cell() -> None:
    x = sp.Symbol("x", real=True)
    row = markdown(Lindbladian(sp.zeros(2, 2), ((abs(x), sp.Matrix([[0, 1], [0, 0]])),)))
    assert row.splitlines()[-1].count("|") == 3


def test_what_is_no_result_is_not_typeset() -> None:
    with pytest.raises(TypeError, match="A float is not typeset"):
        markdown(1.5)


def test_a_notebook_shows_it() -> None:
    cell = nbformat.v4.new_code_cell("from beyondthermal.symbolic import steady\nsteady()")
    notebook = nbformat.v4.new_notebook(cells=[cell])
    NotebookClient(notebook, timeout=120).execute()
    (output,) = notebook.cells[0].outputs
    assert output.data["text/markdown"] == markdown(steady())


def test_numbers_of_a_cavity_are_those_of_the_state() -> None:
    state = RESULTS["cavity state"]()
    (shown,) = re.findall(r"\| \$C\$ \| \$(.+?)\$ \|", markdown(state))
    with mp.workdps(25):
        assert abs(mp.mpf(shown) - state.concurrence) < mp.mpf("1e-19")


def test_a_model_is_shown_without_being_solved() -> None:
    model = read_model(load("driven_atom").source.data)
    text = markdown(model)
    assert r"$\Omega > 0$, $\Delta \in \mathbb{R}$, $\Gamma > 0$" in text
    assert "observables: `fluorescence`, `emitted`" in text
    assert not vars(model).keys() & {"unique", "family", "steady", "names"}


def test_a_large_model_has_no_matrices() -> None:
    lower = np.diag(np.sqrt(np.arange(1.0, 10)), 1)
    text = markdown(from_qutip(lower.T @ lower, [lower]))
    assert text.startswith("10 levels: `0`, `1`")
    assert "matrix" not in text


def test_a_device_shows_what_it_is_given_and_what_it_comes_to() -> None:
    circuit = PLATFORMS["circuit-qed"].with_(Q=300)
    text = markdown(circuit)
    assert "| $Q$ | 300 |" in text
    assert "| $g$ | 10 MHz |" in text
    (kappa,) = re.findall(r"\| \$\\kappa/g\$ \| \$(.+?)\$ \|", text)
    assert float(kappa) == pytest.approx(6e9 / 300 / 1e7, rel=1e-5)
    assert f"${circuit.concurrence():.6f}$" in text


def test_a_device_that_cannot_be_says_why() -> None:
    device = PLATFORMS["circuit-qed"].with_(g=pint.application_registry.Quantity(3, "K"))
    assert "must be an energy, a rate, a frequency or a time" in markdown(device)


def test_plots_are_axes() -> None:
    pyplot = pytest.importorskip("matplotlib.pyplot")
    kappa, p = np.geomspace(0.1, 10, 12), np.linspace(1e-3, 0.1, 11)
    plane = plot.plane(cavity.concurrence, kappa=kappa, p=p, gamma=1e-3)
    assert (plane.get_xscale(), plane.get_yscale()) == ("log", "linear")
    assert (plane.get_xlabel(), plane.get_ylabel()) == (r"$\kappa$", "$p$")
    np.testing.assert_array_equal(
        plane.collections[0].get_array().reshape(11, 12),
        cavity.concurrence(kappa=kappa, p=p[:, None], gamma=1e-3),
    )
    _, ax = pyplot.subplots()
    assert plot.line(machine.concurrence, ax=ax, beta_A=-1.0, beta_S=p) is ax
    np.testing.assert_array_equal(
        ax.lines[0].get_ydata(), machine.concurrence(beta_A=-1.0, beta_S=p)
    )
    four = plot.populations(cavity.populations, kappa=kappa, p=0.01, gamma=0.0)
    assert sum(line.get_ydata() for line in four.lines) == pytest.approx(np.ones(12))
    pyplot.close("all")


@pytest.mark.parametrize("arguments", [{"p": 1.0}, {"p": [1.0, 2.0], "kappa": [1.0, 2.0]}])
def test_a_line_has_one_axis(arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="One argument must be arrays of one axis"):
        plot.line(cavity.concurrence, **arguments, gamma=1.0)
