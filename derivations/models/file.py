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

Operators come from a fixed list, see `symbolic.master_equation.spaces`; formulas from the grammar
of the claims.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import sympy as sp

from beyondthermal.derivations.claim_files.keys import keys, needed
from beyondthermal.symbolic.decision.boxes import Where
from beyondthermal.symbolic.formula.functions import Function
from beyondthermal.symbolic.formula.grammar import hull, is_name, parse, parse_interval
from beyondthermal.symbolic.formula.operators import OperatorNames
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.master_equation.observables import adjoint_dissipator
from beyondthermal.symbolic.master_equation.rates import negative
from beyondthermal.symbolic.master_equation.spaces import fock_space, level_space
from beyondthermal.symbolic.names import hint, spelt
from beyondthermal.symbolic.symbols import OPERATOR, declared

from .model import Model

__all__ = ["read_model"]

Data = Mapping[str, Any]
_JUMPS, _OBSERVABLES = 64, 100


def read_model(data: Data, values: Mapping[str, str] | None = None) -> Model:
    """Read the model in a file's data.

    Parameters
    ----------
    data
        The file, as `tomllib` reads it: the tables symbols, model, jump and observables.
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
    table = _table(data, "model", tuple(keys("model")))
    domains = {}
    for name, text in _table(data, "symbols").items():
        with _reading(f"{name} in [symbols]"):
            if spelt(name) in domains:
                raise ValueError("the name has a meaning already")
            domains[spelt(name)] = parse_interval(_text(text))
    symbols = _symbols(domains, values or {})
    space = _space(table)
    hamiltonian = _operator(
        "hamiltonian of [model]", table.get("hamiltonian", "0"), space, symbols, hermitian=True
    )
    where = {symbol: hull(domains[name]) for name, symbol in symbols.items() if symbol.is_Symbol}
    jumps, reservoirs = _jumps(data, space, symbols, where)
    lindbladian = Lindbladian(hamiltonian, jumps, where)
    observables = _observables(data, space, symbols, lindbladian, reservoirs)
    initial = _initial(table, space, symbols, where) if "initial" in table else None
    return Model(symbols, domains, space, lindbladian, reservoirs, observables, initial)


def _symbols(domains: Mapping[str, sp.Set], values: Mapping[str, str]) -> dict[str, sp.Expr]:
    """The declared symbols, and numbers in place of those that have one."""
    symbols: dict[str, sp.Expr] = {}
    for name, domain in domains.items():
        if not is_name(name) or domain == sp.S.Complexes:
            raise ValueError(f"{name[:40]!r} in [symbols] must be a name for a real number.")
        symbols[name] = declared(name, domain)
    for name, text in values.items():
        if name not in symbols:
            raise ValueError(f"There is no symbol {name[:40]!r} to set, {hint(name, symbols)}")
        with _reading(f"the value of {name}"):
            symbols[name] = parse(text, {})
        if symbols[name] not in domains[name]:
            raise ValueError(f"The value of {name} must be in {domains[name]}, but is {text}.")
    return symbols


def _space(table: Data) -> OperatorNames:
    """Levels by label, or factors: "qubit", or "fock(n)" with the n lowest levels."""
    if ("levels" in table) == ("spaces" in table):
        raise ValueError("[model] must have either levels or spaces.")
    labels = table.get("levels", table.get("spaces"))
    if not isinstance(labels, list) or not all(isinstance(label, str | int) for label in labels):
        raise ValueError("Levels and spaces of [model] must be lists of labels.")
    if "levels" in table:
        return level_space([str(label) for label in labels])
    factors = []
    for label in labels:
        oscillator = re.fullmatch(r"fock\((\d{1,3})\)", str(label))
        if label != "qubit" and not (oscillator and int(oscillator[1]) > 1):
            raise ValueError(
                f'A space must be "qubit" or "fock(n)" with n > 1, but got {str(label)[:40]!r}.'
            )
        factors.append(int(oscillator[1]) if oscillator else 0)
    return fock_space(factors)


def _operator(
    place: str,
    text: object,
    space: OperatorNames,
    names: Mapping[str, sp.Expr],
    functions: Mapping[str, Function] | None = None,
    *,
    hermitian: bool = False,
) -> sp.ImmutableMatrix:
    with _reading(place):
        matrix = space.read(_text(text), names, functions)
    if hermitian and not (matrix - matrix.H).applyfunc(sp.expand).is_zero_matrix:
        raise ValueError(f"{place}: must be Hermitian, but {text} isn't.")
    return matrix


def _initial(
    table: Data, space: OperatorNames, symbols: Mapping[str, sp.Expr], where: Where
) -> sp.ImmutableMatrix:
    """A density matrix: its trace is 1, and no coefficient e_k of det(t + rho) is negative."""
    place = "initial of [model]"
    rho = _operator(place, table["initial"], space, symbols, hermitian=True)
    if sp.expand(rho.trace()) != 1:
        raise ValueError(f"{place}: must have the trace 1, but has {str(rho.trace())[:60]}.")
    rows = [k for k in range(rho.rows) if any(rho.row(k))]
    for coefficient in (-rho.extract(rows, rows)).charpoly().all_coeffs():
        if found := negative(sp.expand(coefficient), where):
            raise ValueError(f"{place}: must not be negative, but {str(coefficient)[:60]} {found}.")
    return rho


def _jumps(
    data: Data, space: OperatorNames, symbols: Mapping[str, sp.Expr], where: Where
) -> tuple[tuple[tuple[sp.Expr, sp.Matrix], ...], tuple[str, ...]]:
    """Rates with their operators, and the names of reservoirs."""
    rows = data.get("jump", [])
    if not isinstance(rows, list) or len(rows) > _JUMPS:
        raise ValueError(f"Jumps are written as [[jump]], up to {_JUMPS} of them.")
    jumps, reservoirs = [], []
    for k, row in enumerate(rows, 1):
        place = f"jump {k}"
        _expect_keys(place, row, tuple(keys("jump")), tuple(needed(keys("jump"))))
        with _reading(f"rate of {place}"):
            rate = parse(_text(row["rate"]), symbols)
        if found := negative(rate, where):
            raise ValueError(
                f"rate of {place}: must not be negative, but {str(rate)[:60]} {found}."
            )
        jumps.append((rate, _operator(f"operator of {place}", row["operator"], space, symbols)))
        reservoir = _text(row.get("reservoir", ""))
        if reservoir and not is_name(reservoir):
            raise ValueError(f"reservoir of {place}: {reservoir[:40]!r} is no name.")
        reservoirs.append(reservoir)
    return tuple(jumps), tuple(reservoirs)


def _observables(
    data: Data,
    space: OperatorNames,
    symbols: Mapping[str, sp.Expr],
    lindbladian: Lindbladian,
    reservoirs: Sequence[str],
) -> dict[str, sp.ImmutableMatrix]:
    """Operators by name; `current(reservoir, O)` is what a reservoir brings of O."""
    table = _table(data, "observables")
    if len(table) > _OBSERVABLES:
        raise ValueError(f"[observables] has {len(table)} names, more than {_OBSERVABLES}.")

    def current(reservoir: sp.Expr, of: sp.Matrix = lindbladian.hamiltonian) -> sp.Matrix:
        if str(reservoir) not in reservoirs:
            raise ValueError(f"knows no reservoir {reservoir}")
        pairs = zip(lindbladian.jumps, reservoirs, strict=True)
        return adjoint_dissipator([j for j, name in pairs if name == str(reservoir)], of)

    functions = {"current": Function(current, 1, 2)}
    known = {**{name: declared(name, OPERATOR) for name in reservoirs if name}, **symbols}
    found = {}
    for name, text in table.items():
        if not is_name(name) or name in symbols:
            raise ValueError(f"{name[:40]!r} in [observables] must be a new name.")
        place = f"{name} in [observables]"
        found[spelt(name)] = _operator(place, text, space, known, functions, hermitian=True)
    return found


@contextmanager
def _reading(place: str) -> Iterator[None]:
    """Say where in the file a formula stands that can't be read."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from None


def _text(value: object) -> str:
    """A formula: text, or a whole number."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"must be text, but is {str(value)[:40]!r}")
    return str(value)


def _table(data: Data, name: str, known: Sequence[str] | None = None) -> Data:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise ValueError(f"[{name}] must be a table.")
    if known is not None:
        _expect_keys(f"[{name}]", table, known)
    return table


def _expect_keys(
    place: str, table: object, known: Sequence[str], needed: Sequence[str] = ()
) -> None:
    if not isinstance(table, dict):
        raise ValueError(f"{place}: must be a table, but is {str(table)[:40]!r}.")
    for key in table:
        if key not in known:
            raise ValueError(f"{place}: unknown key {key[:40]!r}, {hint(key, known)}")
    for key in needed:
        if key not in table:
            raise ValueError(f"{place}: the key {key} is missing.")
