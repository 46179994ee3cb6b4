"""Files of claims as text, for the tests that read and judge them."""

__all__ = [
    "CLAIM",
    "FINE",
    "PROVED",
    "REFUTED",
    "SYMBOLS",
    "TEXT",
    "UNDECIDED",
    "claim",
    "claims",
    "definitions",
    "written",
]

TEXT = '''\
title = "Two thermal reservoirs"

[symbols]
x = "(1, oo)"   # name = "domain"
y = "positive"

[define]
C = "abs(x - y)/(x + y)"
D = "C + 1"

[[claim]]
name = "stays below"
bound = "C < 1"
where = { y = "(0, 5)" }
timeout = 20
says = "no more than # one"

[[claim]]   # [[claim]]
name = "cold and hot"
limit = "C"
at = { x = "1", y = "oo" }
equals = 1
joint = true

[[claim]]
name = "tail"
expansion = "C"
variable = "y"
at_point = "oo"
terms = """
1 - 2*x/y
"""

[[claim]]
name = "the same"
identity = "D - 1 = C"

[[claim]]
name = "wrong"
limit = "C"
at = { y = "oo" }
equals = "1/2"
joint = false
expect = "refuted"
'''
SYMBOLS = '[symbols]\nx = "positive"\n'
CLAIM = '[[claim]]\nname = "one"\n'
FINE = CLAIM + 'bound = "1 < 2"\n'


def claim(text: str) -> str:
    return SYMBOLS + CLAIM + text + "\n"


def definitions(formula: str, count: int) -> str:
    """Each of them uses the one before."""
    return SYMBOLS + '[define]\nd0 = "x + 1"\n' + "".join(
        f'd{k} = "{formula.format(f"d{k - 1}")}"\n' for k in range(1, count)
    ) + FINE  # fmt: skip


def written(folder, text):
    file = folder / "my.claims.toml"
    file.write_text(text, encoding="utf-8")
    return file


def claims(**formulas):
    heads = '[symbols]\nx = "positive"\n'
    return heads + "".join(f'[[claim]]\nname = "{n}"\n{text}\n' for n, text in formulas.items())


PROVED, REFUTED = 'bound = "x + 1 > x"', 'bound = "x > 1"'
UNDECIDED = 'bound = "sin(x)*sin(pi*x) < 1"'
