"""The numbers behind `beyondthermal cavity`: in double precision, to digits, exact or enclosed."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

from beyondthermal.derivations.console import working
from beyondthermal.numeric import cavity
from beyondthermal.numeric.cavity.accuracy import finite
from beyondthermal.numeric.cavity.rates import Rates, complete
from beyondthermal.numeric.precision import mp
from beyondthermal.numeric.sizes import whole

from .evaluate import as_text, listing

__all__ = ["evaluate_cavity", "in_units_of_g", "of_a_device"]

POPULATIONS = ("p_G", "p_S", "p_A", "p_E")
# What double precision promises.
DOUBLE = 13
# A fraction longer than this is shown by its digits.
LONGEST = 60


def evaluate_cavity(
    n_max: int | None,
    digits: int | None,
    given: Mapping[str, str],
    *,
    as_json: bool,
    exactly: bool = False,
    enclosed: bool = False,
) -> str:
    """Concurrence, populations and mean photon number of the full model at given rates.

    Raises
    ------
    ValueError
        If a rate is out of its domain, the steady state is not unique, or both `exactly` and
        `enclosed` are asked for.
    """
    if exactly and enclosed:
        raise ValueError("Argument `exact` must not be given with `enclose`, but got both.")
    if digits is not None:
        whole("digits", digits)
    rates: Any = {name: str(rate) for name, rate in complete(given).items()}
    with working("the steady state of qubits and cavity"):
        if exactly:
            found = _exact(rates, n_max or 15, digits or 30, as_json=as_json)
        elif enclosed:
            found = _enclosed(rates, n_max, digits or 30, as_json=as_json)
        elif digits is None or digits <= DOUBLE:
            found = _double(rates, n_max, digits or DOUBLE)
        else:
            found = _precise(rates, n_max, digits)
    if as_json:
        return json.dumps({**rates, **found}, indent=1)
    return listing({name: value for name, value in found.items() if name != "digits"})


def of_a_device(
    name: str, given: Mapping[str, str], settings: Sequence[str], *, silent: bool
) -> dict[str, str]:
    """The rates of a platform, in units of g, which it prints unless it is `silent`.

    Raises
    ------
    ValueError
        If there is no such platform or quantity, or a unit is missing or of another kind.
    """
    from beyondthermal.numeric.platforms import PLATFORMS
    from beyondthermal.numeric.platforms.units import RULE

    device = PLATFORMS.get(name)
    if device is None:
        raise ValueError(f"No platform is called {name}; there are {', '.join(PLATFORMS)}.")
    changes: dict[str, Any] = dict(given)
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not equals:
            raise ValueError(f'Option --set must be NAME=VALUE, as T1="5 ns", but got {setting}.')
        changes[key.strip()] = value.strip().strip("\"'")
    if "Q" in changes:
        changes["Q"] = float(finite("Q", changes["Q"]))
    rates = {key: repr(rate) for key, rate in device.rates(**changes).items()}
    if not silent:
        shown = {key: f"{float(rate):.6g} g" for key, rate in rates.items() if float(rate)}
        print(f"{device.name}\n{listing(shown)}\n{RULE}\n{device.note}\n")
    return rates


def in_units_of_g(given: Mapping[str, str]) -> dict[str, str]:
    """Rates that have units, in units of g, which has one, too."""
    from beyondthermal.numeric.platforms.units import magnitude

    found = {name: magnitude(name, value) for name, value in given.items()}
    return {name: repr(value / found["g"]) for name, value in found.items()}


def _double(rates: Rates[str], n_max: int | None, digits: int) -> dict[str, Any]:
    given: Any = {name: float(finite(name, text)) for name, text in complete(rates).items()}
    C, cutoff = cavity.concurrence(**given, n_max=n_max, return_n_max=True)
    populations = cavity.populations(**given, n_max=n_max)
    values = {"C": C, **dict(zip(POPULATIONS, populations, strict=True))}
    values["photons"] = cavity.photon_statistics(**given, n_max=n_max).mean
    shown = {name: f"{float(value):.{digits}f}" for name, value in values.items()}
    return {**shown, "n_max": int(cutoff), "digits": digits}


def _precise(rates: Rates[str], n_max: int | None, digits: int) -> dict[str, Any]:
    state = cavity.precise.steady_state(**rates, n_max=n_max, digits=digits)
    with mp.workdps(digits):
        values = dict(zip(POPULATIONS, state.populations, strict=True))
        photons = mp.fsum(n * mp.convert(p) for n, p in enumerate(state.photons))
    shown = as_text({"C": state.concurrence, **values, "photons": photons}, digits)
    return {**shown, "n_max": state.n_max, "digits": digits}


def _exact(rates: Rates[str], n_max: int, digits: int, *, as_json: bool) -> dict[str, Any]:
    """Fractions; on the terminal long ones by their first digits, in JSON whole."""
    with _integers_of_any_length():
        return _fractions(rates, n_max, digits, as_json=as_json)


@contextmanager
def _integers_of_any_length() -> Iterator[None]:
    """Python writes 4300 digits at most unless told; these are written and not read."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


def _fractions(rates: Rates[str], n_max: int, digits: int, *, as_json: bool) -> dict[str, Any]:
    state = cavity.exact.steady_state(**rates, n_max=n_max)
    photons = sum((n * P for n, P in enumerate(state.photons)), start=Fraction(0))
    values = dict(zip(POPULATIONS, state.populations, strict=True)) | {"photons": photons}
    decimals = mp.nstr(mp.mpmathify(state.concurrence.evalf(digits + 5)), digits)
    C = str(state.concurrence)
    if as_json:
        fractions = {name: str(value) for name, value in values.items()}
        return {"C": decimals, "C_exact": C, **fractions, "n_max": n_max}
    found = {"C": decimals} | ({"": f"= {C}"} if len(C) <= LONGEST else {})
    return found | {name: _shown(x, digits) for name, x in values.items()} | {"n_max": n_max}


def _shown(value: Fraction, digits: int) -> str:
    if len(str(value)) <= LONGEST:
        return str(value)
    with mp.workdps(digits + 5):
        decimals = mp.nstr(mp.mpf(value.numerator) / value.denominator, digits)
    return f"{decimals}…, exactly {len(str(value.numerator))}/{len(str(value.denominator))} digits"


def _enclosed(
    rates: Rates[str], n_max: int | None, digits: int, *, as_json: bool
) -> dict[str, Any]:
    found = cavity.enclose(**rates, n_max=n_max, digits=digits)
    complete, truncated = str(found.complete), str(found.truncated)
    effect = mp.nstr(found.cutoff_effect, 3)
    if as_json:
        values = {"C": complete, "C_truncated": truncated, "cutoff_effect": effect}
        return values | {"n_max": found.n_max, "digits": digits}
    cutoff = f"{found.n_max} photons; the cutoff changes C by less than {effect}"
    return {"C": complete, "truncated": truncated, "n_max": cutoff}
