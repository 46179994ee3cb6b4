"""A slip in a model turns its claims: each rate and coupling doubled, each operator its adjoint.

A claim that is true of any model says nothing of this one.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

import pytest
import sympy as sp

from beyondthermal.derivations.claims.claim import check
from beyondthermal.derivations.claims.registry import find
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine import cavity
from beyondthermal.symbolic.machine.machine import MACHINE

T = TypeVar("T")
Jumps = tuple[tuple[sp.Expr, sp.Matrix], ...]


def forget() -> None:
    """What was derived from the model is derived anew when it is asked for."""
    for name, module in list(sys.modules.items()):
        if name.startswith("beyondthermal"):
            for value in list(vars(module).values()):
                getattr(value, "cache_clear", lambda: None)()


@contextmanager
def machine_with(hamiltonian: sp.Matrix, jumps: Jumps) -> Iterator[None]:
    """The one model object, whoever holds it, with all that it has kept of itself."""
    kept = dict(vars(MACHINE))
    vars(MACHINE).clear()
    vars(MACHINE).update(hamiltonian=hamiltonian, jumps=jumps)
    forget()
    try:
        yield
    finally:
        vars(MACHINE).clear()
        vars(MACHINE).update(kept)
        forget()


@contextmanager
def cavity_with(name: str, terms: object) -> Iterator[None]:
    kept = getattr(cavity, name)
    setattr(cavity, name, terms)
    forget()
    try:
        yield
    finally:
        setattr(cavity, name, kept)
        forget()


def turned(names: str) -> None:
    """None of these claims comes to what it should, and at least one to the very opposite."""
    results = {name: check(find(name)) for name in names.split()}
    assert not [name for name, result in results.items() if result.as_expected]
    assert Verdict.REFUTED in {result.finding.proof.verdict for result in results.values()}


def exchanged(parts: tuple[T, ...], at: int, new: T) -> tuple[T, ...]:
    return (*parts[:at], new, *parts[at + 1 :])


# Beside the master equation itself: what falls with it.
SLIPS = {
    "rate": ("5 A12 balanced 6 A14", "5 A12 balanced 6", "5 A12 balanced 6 bound-thermal",
             "5 A12 balanced 6"),
    "jump": ("5 A12 balanced 6 dark-limit", "5 A12 balanced 6 A9", "5 A12 balanced 6 inversion",
             "5 A12 balanced 6"),
}  # fmt: skip


def test_a_slip_in_the_hamiltonian_turns_claims() -> None:
    with machine_with(2 * MACHINE.hamiltonian, MACHINE.jumps):
        turned("1 A1 levels B2 3 superoperator B3-corrected hamiltonian-corrected")


@pytest.mark.parametrize("kind", SLIPS)
@pytest.mark.parametrize("k", range(len(MACHINE.jumps)))
@pytest.mark.sweep
def test_a_slip_in_a_reservoir_turns_claims(kind: str, k: int) -> None:
    rate, jump = MACHINE.jumps[k]
    slip = (2 * rate, jump) if kind == "rate" else (rate, jump.H)
    with machine_with(MACHINE.hamiltonian, exchanged(MACHINE.jumps, k, slip)):
        turned("2 A2 3 superoperator rate-equations B1-kraus B3-corrected " + SLIPS[kind][k])


# By the parameter of a term: doubled, and with the adjoint of its operator. An operator that is
# Hermitian is its own adjoint.
_QUBIT = "8 9 9-temperatures 9-recast matched-rates above-diagonal"
CAVITY_SLIPS = {
    "g": ("7 9 9-Gamma 9-recast one-photon slaved cold-by-cavity to-and-fro tolerated-detuning",
          "7 9 9-Gamma 9-recast one-photon slaved to-and-fro"),
    "delta": ("D-detuning detuning-drives detuning-leaks", ""),
    "p": (_QUBIT, _QUBIT),
    "gamma": (_QUBIT, _QUBIT),
    "gamma_z": ("D-dephasing dephasing-mixes", ""),
    "kappa": ("8 9 9-Gamma 9-recast one-photon slaved cold-by-cavity to-and-fro",
              "8 9 9-Gamma one-photon slaved"),
    "p_c": ("D-pump", "D-pump"),
}  # fmt: skip


@pytest.mark.parametrize("k", range(len(cavity.HAMILTONIAN)))
def test_a_slip_in_the_coupling_turns_claims(k: int) -> None:
    term = cavity.HAMILTONIAN[k]
    doubled, adjoint = CAVITY_SLIPS[str(term.scale)]
    for names, slip in ((doubled, replace(term, scale=2 * term.scale)), (adjoint, term.dagger)):
        if names:
            with cavity_with("HAMILTONIAN", exchanged(cavity.HAMILTONIAN, k, slip)):
                turned(names)
        else:
            assert slip == term


@pytest.mark.parametrize("k", range(len(cavity.JUMPS)))
@pytest.mark.sweep
def test_a_slip_in_a_loss_or_a_pump_turns_claims(k: int) -> None:
    rate, jump = cavity.JUMPS[k]
    doubled, adjoint = CAVITY_SLIPS[str(rate)]
    for names, slip in ((doubled, (2 * rate, jump)), (adjoint, (rate, jump.dagger))):
        if names:
            with cavity_with("JUMPS", exchanged(cavity.JUMPS, k, slip)):
                turned(names)
        else:
            assert slip == (rate, jump)


def test_the_coupling_doubled_isn_t_the_printed_rate() -> None:
    """Both terms at once: the model is one, with 16 g²/κ in the place of 4 g²/κ."""
    wrong = tuple(
        replace(term, scale=2 * term.scale) if term.word else term for term in cavity.HAMILTONIAN
    )
    with cavity_with("HAMILTONIAN", wrong):
        turned("7 9 9-Gamma 9-recast cold-by-cavity")
    assert check(find("9")).as_expected
