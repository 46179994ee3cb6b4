"""What a user may get wrong in a model: one line each, with the place, and no traceback."""

import copy
import tomllib
from typing import Any

import pytest

from beyondthermal.derivations.models.file import read_model

BASE = tomllib.loads(
    """
    [symbols]
    g = "positive"
    x = "real"
    [model]
    levels = ["a", "b"]
    hamiltonian = "x*projector(b)"
    [[jump]]
    rate = "g"
    operator = "transition(a, b)"
    reservoir = "bath"
    """
)
AB, BA = "transition(a, b)", "transition(b, a)"

SYMBOLS = {
    "p_a": "p_a in [symbols] is the name of the population of level a: give the symbol another",
    "rho_a_b": "rho_a_b in [symbols] is the name of the matrix element <a|rho|b>",
    "purity": "purity in [symbols] is the name of tr rho²: give the symbol another name",
    "steady_states": "steady_states in [symbols] is the name of the number of steady states",
    "identity": "identity in [symbols] is the name of an operator of the space",
    "transition": "transition in [symbols]: this is a function of operators: give the symbol",
    "I": "I in [symbols]: this is the imaginary unit: give the symbol another name",
    "pi": "pi in [symbols]: a symbol must be a name of",
    "oo": "oo in [symbols]: a symbol must be a name of",
    "2x": "2x in [symbols]: a symbol must be a name of",
    "": "in [symbols]: a symbol must be a name of",
}
DOMAINS: dict[Any, str] = {
    "Real": "y in [symbols]: line 1, column 1: a domain is positive, nonnegative, real, complex",
    "[2, 1]": "y in [symbols]: line 1, column 1: the interval '[2, 1]' has no real numbers",
    "(0, 0)": "has no real numbers in it",
    "(oo, 0)": "has no real numbers in it",
    "(0, g)": "y in [symbols]: the ends of an interval are numbers or oo, not as in '(0, g)': what",
    "[0, 1": "a domain is positive, nonnegative, real",
    ("real",): "y in [symbols]: must be text",
}
MODEL: list[tuple[str, Any, str]] = [
    ("levels", ["a", "a"], "`levels` must differ"),
    ("levels", ["+1", "1"], "`levels` must differ"),
    ("levels", ["2/2", "1"], "`levels` must differ"),
    ("levels", ["p1", "+1"], "`levels` must differ"),
    ("levels", ["-0", "1"], "must be names or numbers"),
    ("levels", [True, "b"], "must be lists of labels"),
    ("hamiltonian", f"x*{AB}", "hamiltonian of [model]: must be Hermitian, but x*transition"),
    ("hamiltonian", f"exp(i*x)*{AB} + exp(i*x)*{BA}", "hamiltonian of [model]: must be Hermitian"),
    ("hamiltonian", "i*projector(a)", "hamiltonian of [model]: must be Hermitian"),
    ("hamiltonian", "sqrt(x)*projector(a)", "hamiltonian of [model]: sqrt(x) has no real value"),
    ("hamiltonian", "log(x)*projector(a)", "log(x) isn't shown to be real"),
    ("hamiltonian", "ket(a)", "must be an operator, but it is a ket"),
    ("hamiltonian", "cos(projector(a))", "cos is taken of numbers"),
    ("hamiltonian", "H", "hamiltonian of [model]: line 1, column 1: unknown name 'H'"),
    ("hamiltonian", "x**", "hamiltonian of [model]: line 1, column 4"),
    ("hamiltonian", "1/0", "division by zero"),
    ("initial", "ket(a)", "initial of [model]: 'ket(a)' must be an operator"),
    ("initial", "cos(x)*projector(a) + sin(x)*projector(b)", "initial of [model]: must have the"),
    (
        "initial",
        "x*projector(a) + (1 - x)*projector(b)",
        "initial of [model]: must not be negative",
    ),
    ("collapse", f"sqrt(g)*{AB}", "collapse of [model]: must be a list"),
    ("collapse", [f"sqrt(x)*{AB}"], "operator 1 in collapse of [model]: sqrt(x) has no real value"),
    ("collapse", [AB, "ket(a)"], "operator 2 in collapse of [model]: 'ket(a)' must be an operator"),
    ("collapse", [1.5], "operator 1 in collapse of [model]: must be text"),
    ("spaces", ["qubit"], "either levels or spaces"),
]
SPACES = ["qutrit", "spin(0)", "spin(1/3)", "spin(300)", "qubit(2)", "fock", "fock(3/2)", "fock(1)"]
RATES: dict[Any, str] = {
    "-g": "rate of jump 1: must not be negative, but -g is -1 at g = 1.",
    "x": "rate of jump 1: must not be negative, but x is -1 at x = -1.",
    "g - 2": "rate of jump 1: must not be negative",
    "cos(x)": "rate of jump 1: must not be negative",
    "log(g)": "rate of jump 1: must not be negative",
    "1/x": "rate of jump 1: must not be negative",
    "g/(exp(x) - 1)": "rate of jump 1: must not be negative",
    "i*g": "rate of jump 1: must not be negative, but I*g is not real",
    "exp(i*x)": "rate of jump 1: must not be negative, but exp(I*x) is not real",
    "sqrt(x)": "rate of jump 1: sqrt(x) has no real value: x is -1 at x = -1",
    "projector(a)": "rate of jump 1: line 1, column 1: there is no function 'projector'",
    "gg": "rate of jump 1: line 1, column 1: unknown name 'gg', did you mean g?",
    "oo": "rate of jump 1: line 1, column 1: oo is no number",
    0.5: "rate of jump 1: must be text",
}
OPERATORS = {
    "bra(a)": "operator of jump 1: 'bra(a)' must be an operator, but it is a bra",
    f"sqrt(x)*{AB}": "operator of jump 1: sqrt(x) has no real value",
    "transition(a)": "transition takes 2 arguments, but got 1",
    "sigma_minus": "operator of jump 1: line 1, column 1: unknown name 'sigma_minus'",
    f"sqrt({AB})": "sqrt is taken of numbers",
    f"{AB}^0.5": "an operator has whole powers",
    f"exp(i*g*exp(i*x))*{AB}": "an exponent that is neither real nor imaginary",
    f"x^x*{AB}": "isn't shown to be real",
}
JOINT: list[tuple[Any, Any, str]] = [
    ([AB], [["-g"]], "rates of jumps 1: must have no negative eigenvalue, but -g is -1 at g = 1"),
    ([AB, BA], [["g", "2*g"], ["2*g", "g"]], "must have no negative eigenvalue, but -3*g**2"),
    ([AB, BA], [["g", "x"], ["x", "g"]], "must have no negative eigenvalue, but g**2 - x**2"),
    ([AB, BA], [["g", "i*g/2"], ["i*g/2", "g"]], "rates of jumps 1: must be a Hermitian matrix"),
    ([AB, BA], [["g"], ["g", "g"]], "rates of jumps 1: must be as many rows"),
    ([AB, "ket(a)"], [["g", 0], [0, "g"]], "operator 2 of jumps 1: 'ket(a)' must be an operator"),
    ([AB, BA], [["g", "q"], ["q", "g"]], "rate 1, 2 of jumps 1: line 1, column 1: unknown name"),
    ([], [], "rates of jumps 1: must be as many rows"),
    (AB, "g", "rates of jumps 1: must be as many rows"),
]
OBSERVABLES: list[tuple[Any, Any, str]] = [
    ("p_a", "projector(a)", "p_a in [observables] is the name of the population of level a"),
    ("purity", "projector(a)", "purity in [observables] is the name of tr rho²"),
    ("x", "projector(a)", "'x' in [observables] must be a new name"),
    ("n", AB, "n in [observables]: must be Hermitian"),
    ("n", "current(cold)", "n in [observables]: line 1, column 9: unknown name 'cold'"),
    ("n", "current(bath, ket(a))", "current is that of an operator"),
    ("n", "sqrt(x)*projector(a)", "n in [observables]: sqrt(x) has no real value"),
]


def model(key: str, value: Any) -> dict[str, Any]:
    data = copy.deepcopy(BASE)
    data["model"][key] = value
    return data


def jump(key: str, value: Any) -> dict[str, Any]:
    data = copy.deepcopy(BASE)
    data["jump"][0][key] = value
    return data


def symbols(**more: Any) -> dict[str, Any]:
    return {**BASE, "symbols": {**BASE["symbols"], **more}}


def joint(operators: Any, rates: Any) -> dict[str, Any]:
    return {**BASE, "jumps": [{"operators": operators, "rates": rates}]}


SLIPS = [
    *((symbols(**{name: "real"}), said) for name, said in SYMBOLS.items()),
    *((symbols(y=list(d) if isinstance(d, tuple) else d), said) for d, said in DOMAINS.items()),
    (symbols(y="complex", y_im="real"), "y_im in [symbols]: the name y_im has a meaning already"),
    (symbols(Γ="real", Gamma="real"), "Gamma in [symbols]: the name Gamma has a meaning already"),
    *((model(key, value), said) for key, value, said in MODEL),
    *(({**BASE, "model": {"spaces": [space]}}, "A space must be") for space in SPACES),
    (
        {**BASE, "model": {"spaces": ["qubit", "qubit"], "hamiltonian": "x*sigma_x(2)"}},
        "there is no function 'sigma_x', that of the first factor is sigma_x_1",
    ),
    *((jump("rate", rate), said) for rate, said in RATES.items()),
    *((jump("operator", operator), said) for operator, said in OPERATORS.items()),
    (jump("reservoir", "1x"), "reservoir of jump 1: '1x' is no name"),
    (jump("bath", "x"), "jump 1: unknown key 'bath'"),
    *((joint(operators, rates), said) for operators, rates, said in JOINT),
    ({**BASE, "jumps": [{"operators": [AB]}]}, "jumps 1: the key rates is missing"),
    ({**BASE, "jumps": {"a": 1}}, "Jumps are written as [[jumps]]"),
    *(({**BASE, "observables": {name: text}}, said) for name, text, said in OBSERVABLES),
]


@pytest.mark.parametrize(("data", "said"), SLIPS, ids=[said for _, said in SLIPS])
def test_a_slip_is_one_line_with_its_place(data: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=r".") as error:
        read_model(data)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "data",
    [
        # What has a value is no slip, and a name of another space's is free.
        symbols(C="real", p_1="real", D="positive", rho_g_e="real"),
        symbols(e="real", a="real", bath="real"),
        model("initial", "cos(x)^2*projector(a) + sin(x)^2*projector(b)"),
        model("collapse", [f"sqrt(-g)*{AB}", f"g^x*{AB}"]),
        {**BASE, "observables": {"bath": "current(bath, projector(a))", "a": "projector(a)"}},
        joint([AB, BA], [["g", "g"], ["g", "g"]]),
    ],
)
def test_what_is_no_slip_is_read(data: dict[str, Any]) -> None:
    assert read_model(data).names["p_b"] == 0 or "jumps" in data


def test_a_level_keeps_its_name_when_a_symbol_of_that_name_is_set() -> None:
    data = symbols(a="positive") | {
        "model": {"levels": ["a", "b"], "hamiltonian": "a*projector(a)"}
    }
    assert read_model(data, {"a": "1/2"}).lindbladian.hamiltonian[0, 0] * 2 == 1


def test_what_is_defined_takes_no_name_from_levels_reservoirs_and_functions() -> None:
    defined = {"a": "2*g", "bath": "g", "current": "g + 1", "n": "a/g"}
    data = {**BASE, "define": defined, "observables": {"heat": "n*current(bath, projector(b))"}}
    model = read_model({**data, "jump": [{**BASE["jump"][0], "rate": "a*n"}]})
    ((rate, _),) = model.lindbladian.jumps
    assert rate == 4 * model.symbols["g"]
    assert model.observables["heat"][1, 1] == -8 * model.symbols["g"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"y": "i"}, "The value of y must be in"),
        ({"y": "x"}, "the value of y: line 1, column 1: unknown name 'x'"),
        ({"q": "1"}, "There is no symbol 'q' to set"),
        ({"y": "1"}, "rate of jump 1: has no finite value for these numbers"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(values: dict[str, str], said: str) -> None:
    data = symbols(y="[0, 3]") | {"jump": [{"rate": "g/(1 - y)^2", "operator": AB}]}
    with pytest.raises(ValueError, match=r".") as error:
        read_model(data, values)
    assert said in str(error.value)


def test_a_complex_symbol_is_set_as_a_whole_or_in_parts() -> None:
    data = symbols(z="complex")
    assert read_model(data, {"z": "2 - 3*i"}).symbols["z_im"] == -3
    assert read_model(data, {"z_re": "2"}).symbols["z_re"] == 2
