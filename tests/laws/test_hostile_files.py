"""Whatever is in a file: one clear line within a second, in bounded memory, and nothing is run."""

from pathlib import Path

import pytest
from claim_texts import CLAIM, FINE, SYMBOLS, claim, definitions
from clock import within

from beyondthermal.derivations.claim_files.file import read
from beyondthermal.derivations.claim_files.meaning import questions
from beyondthermal.derivations.claim_files.places import FormulaError

TEXTS = {
    "empty": "",
    "a comment": "# nothing",
    "no claim": SYMBOLS,
    "not TOML": "claims: [1, 2]",
    "a shell script": "#!/bin/sh\ntouch canary\n",
    "Python": "import os\nos.system('touch canary')\n",
    "XML": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    "YAML": "!!python/object/apply:os.system ['touch canary']",
    "JSON": '{"claim": []}',
    "NUL": FINE + "\0",
    "an escaped NUL": claim('bound = "x > \\u0000"'),
    "an escaped NUL in a name": '[[claim]]\nname = "a\\u0000"\nbound = "1 < 2"',
    "a bell": claim('bound = "x > \\u0007"'),
    "a lone surrogate": claim('bound = "x > \\ud800"'),
    "carriage returns": "a = 1\rb = 2\r",
    "an open string": 'title = "',
    "an open long string": 'title = """' + "x\n" * 10_000,
    "an open array": "claim = [" * 3,
    "arrays, 100,000 deep": "claim = " + "[" * 100_000 + "]" * 100_000,
    "tables, 100,000 deep": "claim = " + "{a = " * 100_000 + "1" + "}" * 100_000,
    "arrays, 200 deep": "claim = " + "[" * 200 + "]" * 200,
    "a key of 100,000 parts": ".".join("a" * 100_000) + " = 1",
    "a key of 16 parts": ".".join("a" * 16) + " = 1",
    "a quoted key of 10,000 parts": ".".join(['"a"'] * 10_000) + " = 1",
    "a key of parts in a table": "a = {" + " . ".join("b" * 10_000) + " = 1}",
    "a header of 100,000 parts": "[" + ".".join("a" * 100_000) + "]",
    "a long line": "x" * 900_000,
    "a long key": "x" * 900_000 + " = 1",
    "a long number": "title = " + "9" * 900_000,
    "a long title": f'title = "{"x" * 900_000}"',
    "too many bytes": "#" * 1_000_001,
    "quotes": '"' * 900_000,
    "backslashes": 'title = "' + "\\" * 900_001 + '"',
    "a key twice": "title = 'a'\ntitle = 'b'",
    "a table twice": "[symbols]\n[symbols]",
    "a table that is a value": "symbols = 1\n[symbols]",
    "a title of two lines": 'title = """a\nb"""\n' + FINE,
    "a number as title": "title = 1\n" + FINE,
    "a terminal's escape in a title": 'title = "\\u001b[2J"\n' + FINE,
    "a date": "title = 2020-01-01\n" + FINE,
    "an unknown key": "titel = 'a'\n" + FINE,
    "an unknown table": "[sybmols]\n" + FINE,
    "claims": FINE.replace("claim", "claims"),
    "a claim that is a table": "[claim]\nname = 'a'",
    "a claim that is text": "claim = 'x'",
    "claims that are text": "claim = ['x']",
    "symbols that are text": "symbols = 'x'\n" + FINE,
    "symbols that are a list": "symbols = ['x']\n" + FINE,
    "a domain that is a number": "[symbols]\nx = 1\n" + FINE,
    "a domain that is code": "[symbols]\nx = '__import__(\"os\")'\n" + FINE,
    "a domain that is empty": "[symbols]\nx = '(1, 0)'\n" + FINE,
    "a domain that is nothing": "[symbols]\nx = ''\n" + FINE,
    "201 symbols": "[symbols]\n" + "".join(f"x{k} = 'real'\n" for k in range(201)) + FINE,
    "201 definitions": definitions("{0} + 1", 201),
    "501 claims": "".join(FINE.replace("one", f"{k}") for k in range(501)),
    "two claims of a name": FINE + FINE,
    "a dunder": "[symbols]\n__class__ = 'real'\n" + FINE,
    "a dunder at the end": "[symbols]\nx__ = 'real'\n" + FINE,
    "a function as a symbol": "[symbols]\nexp = 'real'\n" + FINE,
    "pi as a symbol": "[symbols]\npi = 'real'\n" + FINE,
    "a letter and its name": "[symbols]\n'β' = 'real'\nbeta = 'real'\n" + FINE,
    "pi as a Greek letter": "[symbols]\n'π' = 'real'\n" + FINE,
    "a look-alike": "[symbols]\n'х' = 'real'\n" + FINE,
    "a full-width letter": "[symbols]\n'ｘ' = 'real'\n" + FINE,
    "a symbol with a space": "[symbols]\n'x y' = 'real'\n" + FINE,
    "an empty symbol": "[symbols]\n'' = 'real'\n" + FINE,
    "a symbol of 61 letters": "[symbols]\n" + "x" * 61 + " = 'real'\n" + FINE,
    "a symbol that is code": "[symbols]\n\"__import__('os')\" = 'real'\n" + FINE,
    "a definition of a symbol": SYMBOLS + "[define]\nx = '1'\n" + FINE,
    "a definition of a function": SYMBOLS + "[define]\nsqrt = '1'\n" + FINE,
    "a definition of itself": SYMBOLS + "[define]\nd = 'd + 1'\n" + FINE,
    "a definition of a later one": SYMBOLS + "[define]\nd = 'f'\nf = '1'\n" + FINE,
    "a definition that is a number": SYMBOLS + "[define]\nd = 1\n" + FINE,
    "a definition that is code": SYMBOLS + "[define]\nd = 'x.func'\n" + FINE,
    "definitions that double": definitions("{0}*{0} + 1", 200),
    "definitions that add": definitions("sqrt({0}) + exp({0})", 200),
    "definitions that square": definitions("{0}^2", 200),
    "definitions to the 64": definitions("{0}^64", 3),
    "definitions that nest": definitions("sin({0}) + 1", 200),
    "definitions that divide": definitions("1/(1 + {0})", 200),
    "definitions that take roots": definitions("sqrt(1 + {0})", 200),
    "definitions of a tower": definitions("exp({0} + 10*x/x)", 200),
    "no name": "[[claim]]\nbound = '1 < 2'",
    "an empty claim": "[[claim]]",
    "no kind": CLAIM,
    "two kinds": claim("bound = 'x > 0'\nidentity = 'x = x'"),
    "a misspelt kind": claim("bond = 'x > 0'"),
    "a misspelt key": claim("bound = 'x > 0'\nexpects = 'proved'"),
    "a key of another kind": claim("bound = 'x > 0'\nequals = '0'"),
    "a name that is a number": "[[claim]]\nname = 1\nbound = '1 < 2'",
    "a name of two lines": "[[claim]]\nname = '''a\n::error::b'''\nbound = '1 < 2'",
    "a name with a command for a CI": '[[claim]]\nname = "a\\n::stop-commands::x"\nbound = "1<2"',
    "a long name": f"[[claim]]\nname = '{'n' * 201}'\nbound = '1 < 2'",
    "words of two lines": claim("bound = 'x > 0'\nsays = '''a\nb'''"),
    "a bound that is a number": claim("bound = 1"),
    "a bound that is a list": claim("bound = ['x > 0']"),
    "a bound that is true": claim("bound = true"),
    "a bound without a relation": claim("bound = 'x'"),
    "a bound that is an equation": claim("bound = 'x = 0'"),
    "a bound of three ways": claim("bound = '0 < x > 1'"),
    "a chain of a thousand": claim(f"bound = '{' < '.join('x' * 999)}'"),
    "relations that are numbers": claim("bound = 'x > 0'\nwhere = [1]"),
    "a relation that isn't one": claim("bound = 'x > 0'\nwhere = ['x']"),
    "a relation that never holds": claim("bound = 'x > 0'\nwhere = ['x < -1']"),
    "a relation that is code": claim("bound = 'x > 0'\nwhere = ['eval(1) < x']"),
    "a relation that is a bomb": claim("bound = 'x > 0'\nwhere = ['9^9^9 < x']"),
    "an unknown function of many": claim(f"identity = 'f({', '.join('x' * 12)}) = 1'"),
    "an unknown function of a bomb": claim("identity = 'f(9^9^9) = 1'"),
    "its derivative of high order": claim("identity = 'diff(f(x), x, 10^9) = 0'"),
    "300 values of an unknown function": claim(
        f"identity = '{' + '.join(f'f(x + {k})' for k in range(300))} = 0'"
    ),
    "a rest that is a bomb": claim("identity = 'sin(x) + O(9^9^9) = x'"),
    "a rest of a rest": claim("identity = 'O(O(x)) = O(x)'"),
    "several rests": claim("identity = 'x + O(x) + O(x^2) = O(x)'"),
    "a rest at a bomb": claim("identity = 'exp(x) = 1 + O(x, (x, 9^9^9))'"),
    "cases in a test": claim("identity = 'piecewise(1, piecewise(1, x < 1, 2) < 2, 1) = 1'"),
    "a domain between nothing": claim("bound = 'x > 0'\nwhere = { x = '(x + 1, x)' }"),
    "a domain of integers for a real symbol": claim("bound = '1 > 0'\nwhere = { x = 'integer' }"),
    "a point without an arrow": claim("limit = 'x'\nat = 'x'\nequals = '0'"),
    "a point twice": claim("limit = 'x'\nat = 'x -> 0, x -> 1'\nequals = '0'"),
    "an order that is a bomb": claim(
        "expansion = 'x'\nvariable = 'x'\nat_point = '0'\nterms = 'x + O(9^9^9)'"
    ),
    "a sum to a million million": claim("bound = 'sum(k, k, 1, 10^12) > x'"),
    "a factorial": claim("bound = 'factorial(10^9) > x'"),
    "an identity that is a bound": claim("identity = 'x < 0'"),
    "a bound on the unknown": claim("bound = 'y > 0'"),
    "a bound that is code": claim("bound = 'x.__class__ > 0'"),
    "a bound that is a bomb": claim("bound = '9^9^9 > x'"),
    "a bound with 100,000 brackets": claim(f"bound = '{'(' * 100_000}x > 0'"),
    "a bound with much space": claim(f"bound = 'x >{' ' * 100_000}0'"),
    "a limit without a point": claim("limit = 'x'\nequals = '0'"),
    "a limit without a value": claim("limit = 'x'\nat = { x = '0' }"),
    "a limit at text": claim("limit = 'x'\nat = 'x = 0'\nequals = '0'"),
    "a limit at a list": claim("limit = 'x'\nat = ['x', '0']\nequals = '0'"),
    "a limit at a float": claim("limit = 'x'\nat = { x = 0.1 }\nequals = '0'"),
    "a limit at true": claim("limit = 'x'\nat = { x = true }\nequals = '0'"),
    "a limit in the unknown": claim("limit = 'x'\nat = { y = '0' }\nequals = '0'"),
    "a limit in a number": claim("limit = 'x'\nat = { 1 = '0' }\nequals = '0'"),
    "a limit outside": claim("limit = 'x'\nat = { x = '-1' }\nequals = '0'"),
    "a limit at an infinity outside": claim("limit = 'x'\nat = { x = '-oo' }\nequals = '0'"),
    "a limit at a bomb": claim("limit = 'x'\nat = { x = '9^9^9' }\nequals = '0'"),
    "a limit that is a float": claim("limit = 'x'\nat = { x = '0' }\nequals = 0.5"),
    "a limit of infinity": claim("limit = 'oo'\nat = { x = '0' }\nequals = 'oo'"),
    "a joint of text": claim("limit = 'x'\nat = { x = '0' }\nequals = '0'\njoint = 'no'"),
    "an expansion without terms": claim("expansion = 'x'\nvariable = 'x'\nat_point = '0'"),
    "an expansion in a number": claim(
        "expansion = 'x'\nvariable = '1'\nat_point = '0'\nterms = 'x'"
    ),
    "an expansion outside": claim("expansion = 'x'\nvariable = 'x'\nat_point = '-1'\nterms = 'x'"),
    "a steady state of nothing": claim("steady_state = [['1']]"),
    "a steady state of text": claim("steady_state = '1'"),
    "a steady state of numbers": claim("steady_state = [[0.5]]"),
    "where it is text": claim("bound = 'x > 0'\nwhere = 'x > 0'"),
    "where it is wider": claim("bound = 'x > 0'\nwhere = { x = 'real' }"),
    "where it is complex": claim("bound = 'x > 0'\nwhere = { x = 'complex' }"),
    "where it is empty": claim("bound = 'x > 0'\nwhere = { x = '(1, 1)' }"),
    "where it is unknown": claim("bound = 'x > 0'\nwhere = { y = 'real' }"),
    "where it is a number": claim("bound = 'x > 0'\nwhere = { x = 1 }"),
    "where it is code": claim("bound = 'x > 0'\nwhere = { x = 'eval(1)' }"),
    "an expectation of one's own": claim("bound = 'x > 0'\nexpect = 'true'"),
    "an expectation that is a list": claim("bound = 'x > 0'\nexpect = ['proved']"),
    "no time": claim("bound = 'x > 0'\ntimeout = 0"),
    "negative time": claim("bound = 'x > 0'\ntimeout = -1"),
    "no number of seconds": claim("bound = 'x > 0'\ntimeout = nan"),
    "endless time": claim("bound = 'x > 0'\ntimeout = inf"),
    "time as text": claim("bound = 'x > 0'\ntimeout = '60'"),
    "time as truth": claim("bound = 'x > 0'\ntimeout = true"),
}
BYTES = {
    "not UTF-8": b"title = '\xff'",
    "UTF-16": FINE.encode("utf-16"),
    "an overlong slash": b"title = '\xc0\xaf'",
    "a surrogate in UTF-8": b"title = '\xed\xa0\x80'",
    "an ELF file": b"\x7fELF\x02\x01\x01" + bytes(100),
    "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
    "a pickle": b"cos\nsystem\n(S'touch canary'\ntR.",
    "zeros": bytes(1000),
}
CONTENTS = {name: text.encode("utf-8") for name, text in TEXTS.items()} | BYTES


@pytest.mark.parametrize("name", CONTENTS)
def test_a_hostile_file_is_refused(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = Path("my.claims.toml")
    path.write_bytes(CONTENTS[name])
    with within(1.0), pytest.raises(ValueError, match=r"\w") as caught:
        refuse(path)
    said = str(caught.value)
    assert said.startswith("my.claims.toml: ")
    assert said.isprintable()
    assert len(said) < 500
    assert list(tmp_path.iterdir()) == [tmp_path / path]


def refuse(path):
    """Read a file, form and formulas, as is done before a claim is judged."""
    file = read(path)
    for asked in questions(file.data, file.claims):
        if isinstance(asked, FormulaError):
            raise file.slip(*asked.args)


def test_there_are_enough_of_them():
    assert len(CONTENTS) == len(set(CONTENTS.values())) > 130
