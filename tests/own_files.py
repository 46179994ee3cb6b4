"""Files of a user's own that the tests of all doors open."""

from pathlib import Path

__all__ = ["CLAIMS", "HOSTILE", "MODELS", "written"]

GAIN = """
title = "Gain of a mode"
[symbols]
kappa = "(0, 2]"
n_th = "positive"
S = "(0, kappa)"
[units]
kappa = "1/s"
[meanings]
kappa = "decay of the mode"
[define]
r = "n_th/kappa"
G = "(1 - exp(-r*S))/(1 + r)"
D = "max(S, n_th)*sqrt(kappa) + abs(S - n_th)"
three = "3"
[[figure]]
of = "G, r"
along = { S = [0, 2] }
at = { kappa = 2, n_th = ["1/2", 3] }
caption = "Saturation"
[[figure]]
of = "D"
along = { n_th = [0.01, 10, "log"], S = "0:2" }
at = { kappa = 1 }
[[claim]]
name = "below one"
bound = "0 < G < 1"
[[claim]]
name = "first order"
says = "Weak gain is linear"
expansion = "G"
variable = "S"
at_point = 0
terms = "r*S/(1 + r) + O(S^2)"
[[claim]]
name = "never negative"
bound = "S < n_th"
where = { kappa = "(1, 2)" }
expect = "refuted"
"""
# What ends a comment, a string, a table or a formula somewhere, and names of the paper's symbols.
HOSTILE = '''
title = "Costs $5 */ \\\\end{document} `x` | <b> % & # {{4}} [Wootters 1998] (A4)"
[symbols]
Q_A = "positive"
sigma = "positive"
eps = "positive"
[units]
sigma = "$/h */ \\\\input{x}"
[meanings]
eps = "<script>alert(1)</script> -- $\\\\input{x}$"
[define]
duration = """Q_A^2
   + sigma*eps"""
int = "duration/(1 + duration)"
[[figure]]
of = "int"
along = { eps = [0, 3], sigma = [1, 100, "log"] }
at = { Q_A = 1 }
caption = "A cost of $5 */ \\\\end{document} `x` | <b> % & # {{4}} [Wootters 1998]"
[[claim]]
name = "A4"
says = "Is $5 % of | that # {more}?"
bound = "int < 1"
'''
CLAIMS = {"gain": GAIN, "hostile": HOSTILE}
MODELS = ("driven_atom", "three_level_maser", "two_qubit_thermal_machine")


def written(folder: Path, name: str) -> Path:
    """A file of claims in a folder."""
    path = folder / f"{name}.claims.toml"
    path.write_text(CLAIMS[name], encoding="utf-8")
    return path
