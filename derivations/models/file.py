"""Models written in TOML: a space, a Hamiltonian, jumps with their rates, and observables.

    [model]
    levels = ["g", "e"]                     # or spaces = ["qubit", "fock(4)"]
    hamiltonian = "Omega*(transition(e, g) + transition(g, e))/2"
    initial = "projector(g)"                # where steady states are many: the one reached from it

    [[jump]]
    rate = "gamma"
    operator = "transition(g, e)"
    reservoir = "vacuum"

    [observables]
    photons = "gamma*projector(e)"
    heat = "current(vacuum, omega*projector(e))"
    F = "fidelity((ket(g) + ket(e))/sqrt(2))"   # <psi|rho|psi>
    C_12 = "concurrence(1, 2)"              # or what else `functionals` has

Jumps may have a matrix of rates together, see `jumps`. Operators come from a fixed list, see
`symbolic.master_equation.spaces`; formulas from the grammar of the claims.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sympy as sp

from beyondthermal.derivations.claim_files.keys import keys
from beyondthermal.symbolic.dressing.translation import is_hermitian
from beyondthermal.symbolic.formula.functions import Function
from beyondthermal.symbolic.formula.grammar import is_name
from beyondthermal.symbolic.formula.operators import OperatorNames
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.master_equation.observables import adjoint_dissipator
from beyondthermal.symbolic.master_equation.rates import negative_eigenvalue
from beyondthermal.symbolic.master_equation.spaces import level_space, product_space, read_factor
from beyondthermal.symbolic.names import spelt
from beyondthermal.symbolic.symbols import OPERATOR, declared

from .formulas import Formulas, formulas, reading
from .functionals import Functional, functional, sizes_of
from .jumps import Jump, jumps
from .model import Model
from .tables import table_of

__all__ = ["read_model"]

Data = Mapping[str, Any]
_OBSERVABLES = 100


def read_model(data: Data, values: Mapping[str, str] | None = None) -> Model:
    """Read the model in a file's data.

    Parameters
    ----------
    data
        The file, as `tomllib` reads it: the tables symbols, model, jump, jumps and observables.
    values
        Numbers, as text, in place of some symbols.

    Raises
    ------
    ValueError
        If something in it is missing, unknown or no formula; the message names the place.

    Examples
    --------
    >>> data = {
    ...     "symbols": {"p": "positive", "gamma": "positive"},
    ...     "model": {"spaces": ["qubit"]},
    ...     "jump": [
    ...         {"rate": "gamma", "operator": "sigma_minus"},
    ...         {"rate": "p", "operator": "sigma_plus"},
    ...     ],
    ... }
    >>> read_model(data).names["p_1"]
    p/(gamma + p)
    """
    table = table_of(data, "model", keys("model"))
    read = formulas(table_of(data, "symbols"), values or {})
    read = read.with_definitions(table_of(data, "define"))
    space = _space(table)
    results = _results(space)
    _expect_free(read, space, results)
    hamiltonian = read.operator(
        "hamiltonian of [model]", table.get("hamiltonian", "0"), space, hermitian=True
    )
    found = jumps(data, space, read)
    pairs = tuple((jump.rate, jump.operator) for jump in found)
    lindbladian = Lindbladian(hamiltonian, pairs, read.where)
    asked = _functionals(data, space)
    observables = _observables(data, space, read, hamiltonian, found, results, asked)
    initial = _initial(table["initial"], space, read) if "initial" in table else None
    reservoirs = tuple(jump.reservoir for jump in found)
    return Model(
        read.symbols,
        read.domains,
        space,
        lindbladian,
        reservoirs,
        observables,
        initial,
        read.said,
        asked,
    )


def _space(table: Data) -> OperatorNames:
    """Levels by label, or factors."""
    if ("levels" in table) == ("spaces" in table):
        raise ValueError("[model] must have either levels or spaces.")
    labels = table.get("levels", table.get("spaces"))
    if not isinstance(labels, list) or any(
        isinstance(label, bool) or not isinstance(label, str | int) for label in labels
    ):
        raise ValueError("Levels and spaces of [model] must be lists of labels.")
    if "levels" in table:
        return level_space([str(label) for label in labels])
    return product_space([read_factor(str(label)) for label in labels])


def _results(space: OperatorNames) -> dict[str, str]:
    """The names of results, and what they are."""
    found: dict[str, str] = {}
    # As they are typed, and as they are shown.
    for labels in (space.labels, space.shown):
        found |= {f"rho_{a}_{b}": f"the matrix element <{a}|rho|{b}>"
                  for a in labels for b in labels}  # fmt: skip
        found |= {f"p_{label}": f"the population of level {label}" for label in labels}
    found |= {"purity": "tr rho²", "steady_states": "the number of steady states"}
    two_qubits = sizes_of(space) == (2, 2)
    return found | ({"C": "the concurrence"} if two_qubits else {})


def _expect_free(read: Formulas, space: OperatorNames, results: Mapping[str, str]) -> None:
    """Complain of a symbol that has the name of a result, or of an operator."""
    operators = dict.fromkeys(space.operators, "an operator of the space")
    for name in read.names:
        if what := {**operators, **results}.get(name):
            raise ValueError(
                f"{name} in [symbols] is the name of {what}: give the symbol another name."
            )


def _initial(text: object, space: OperatorNames, read: Formulas) -> sp.ImmutableMatrix:
    """A density matrix: its trace is 1, and no eigenvalue is negative."""
    place = "initial of [model]"
    rho = read.operator(place, text, space, hermitian=True)
    if not _is_one(rho.trace(), read):
        raise ValueError(f"{place}: must have the trace 1, but has {str(rho.trace())[:60]}.")
    if said := negative_eigenvalue(rho, read.where):
        raise ValueError(f"{place}: must not be negative, but {said}.")
    return rho


def _is_one(value: sp.Expr, read: Formulas) -> bool:
    """Of a real number: i (x - 1) is real only if it is zero."""
    return is_hermitian(sp.I * sp.Matrix([[value - 1]]), read.where)


def _functionals(data: Data, space: OperatorNames) -> dict[str, Functional]:
    """What is asked of the state beside expectation values, by name."""
    found = {}
    for name, text in table_of(data, "observables").items():
        with reading(f"{name[:40]} in [observables]"):
            if isinstance(text, str) and (asked := functional(text, space)):
                found[spelt(name)] = asked
    return found


def _observables(
    data: Data,
    space: OperatorNames,
    read: Formulas,
    hamiltonian: sp.Matrix,
    found: Sequence[Jump],
    results: Mapping[str, str],
    asked: Mapping[str, Functional],
) -> dict[str, sp.ImmutableMatrix]:
    """Operators by name.

    `current(reservoir, O)` is what a reservoir brings of O; `fidelity(psi)` is |psi><psi|, whose
    expectation value is the fidelity with psi.
    """
    table = table_of(data, "observables")
    if len(table) > _OBSERVABLES:
        raise ValueError(f"[observables] has {len(table)} names, more than {_OBSERVABLES}.")
    reservoirs = {jump.reservoir for jump in found if jump.reservoir}

    def current(reservoir: sp.Expr, of: sp.Matrix = hamiltonian) -> sp.Matrix:
        if str(reservoir) not in reservoirs:
            raise ValueError(f"knows no reservoir {reservoir}")
        if getattr(of, "shape", None) != hamiltonian.shape:
            raise ValueError("is that of an operator")
        own = (jump for jump in found if jump.reservoir == str(reservoir))
        return adjoint_dissipator([(jump.rate, jump.operator) for jump in own], of)

    def fidelity(state: sp.Matrix) -> sp.Matrix:
        if not isinstance(state, sp.MatrixBase) or state.rows != hamiltonian.rows:
            raise ValueError("is that with a ket, or with a projector")
        projector = state * state.H
        # Of a projector whose trace is 1 that of the square is 1, too, only if the rank is.
        if any(not _is_one(trace, read) for trace in (projector.trace(), (projector**2).trace())):
            norm = str(sp.sqrt(projector.trace()))[:60]
            raise ValueError(f"is that with a pure state of norm 1, but the norm is {norm}")
        return projector

    functions = {"current": Function(current, 1, 2), "fidelity": Function(fidelity)}
    names = {name: declared(name, OPERATOR) for name in reservoirs}
    observables: dict[str, sp.ImmutableMatrix] = {}
    for given, text in table.items():
        name, place = spelt(given), f"{given[:40]} in [observables]"
        if not is_name(given) or name in read.names or name in observables:
            raise ValueError(f"{given[:40]!r} in [observables] must be a new name.")
        if name in results:
            raise ValueError(f"{place} is the name of {results[name]}: give it another name.")
        if name not in asked:
            observables[name] = read.operator(place, text, space, names, functions, hermitian=True)
    return observables
