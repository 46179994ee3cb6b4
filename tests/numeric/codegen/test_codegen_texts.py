"""A user's texts and names in every language: nothing of them runs, and they are given back."""

import ast
import html
import json
import re
import sys
from functools import cache
from itertools import cycle

import numpy as np
import pytest
import sympy as sp
import tree_sitter
import tree_sitter_julia
from infix import parsed
from nasty import CANARY, NAMES, TEXTS
from toolchains import require, run, write

from beyondthermal.numeric.codegen.dialect import camel
from beyondthermal.numeric.codegen.expression_vectors import expression_vectors
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.numeric.codegen.portable import portable_names, portable_program
from beyondthermal.numeric.codegen.vectors import Vectors
from beyondthermal.numeric.codegen.verify import verify
from beyondthermal.symbolic.symbols import declared

POSITIVE = sp.Interval.open(0, sp.oo)
RUN = [
    pytest.param(key, marks=pytest.mark.needs(*language.tools))
    for key, language in LANGUAGES.items()
    if language.runs
]
# Languages whose comments are plain, and what stands before their lines.
PLAIN = {"c": " *", "cpp": " *", "fortran": "    !>", "go": "//", "lua": "--", "octave": "    %",
         "r": "#", "maple": "    #", "mathematica": "  "}  # fmt: skip
# Those whose comments are HTML, and where these lie.
HTML = {"javascript": "index.d.ts", "wasm": "model.d.mts",
        "java": "src/main/java/model/Model.java"}  # fmt: skip


@cache
def nasty() -> tuple[Package, list[Vectors]]:
    """A function for every name and text, of arguments with such names."""
    words = list(NAMES)
    texts = cycle(TEXTS)
    functions = portable_names(words, ["model"])
    programs, sets = [], []
    for k, word in enumerate(words):
        count = 24 if k % 25 == 0 else 2
        arguments = [declared(words[(k + j) % len(words)], POSITIVE) for j in range(1, count + 1)]
        body = sp.sqrt(arguments[0]) + (k + 1) * sum(arguments[1:])
        where, own = dict.fromkeys(arguments, POSITIVE), functions[word]
        text = f"Value of {word}: {next(texts)}"
        programs.append(portable_program(own, arguments, {own: body}, where, text, "model"))
        sets.append(expression_vectors(programs[-1], arguments, [body], where, 20))
    return Package("model", tuple(programs)), sets


def bare(text: str) -> str:
    """A text without blanks, with the numbers of characters that nobody sees."""
    joined = "".join(text.split())
    return "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in joined)


def told(text: str) -> str:
    """A text, by its words."""
    return " ".join(text.split())


def test_there_is_a_function_for_every_text():
    asked, _ = nasty()
    assert len(asked.programs) >= len(TEXTS)
    assert {told(p.about[0].partition(": ")[2]) for p in asked.programs} == {
        told(f"{text}.") for text in TEXTS
    }


@pytest.mark.parametrize("key", RUN)
def test_nothing_of_a_text_runs_and_every_name_is_right(key, tmp_path):
    asked, sets = nasty()
    folder = write(key, asked, tmp_path)
    outcome = verify(LANGUAGES[key], asked, folder, sets, 0)
    assert outcome.verified, outcome
    assert not list(tmp_path.rglob(f"*{CANARY}*"))


@pytest.mark.parametrize("key", PLAIN)
def test_plain_comments_say_the_text(key, tmp_path):
    asked, _ = nasty()
    sources = [
        p.read_text("utf-8")
        for p in sorted(write(key, asked, tmp_path).rglob("*"))
        if p.suffix in {".h", ".hpp", ".f90", ".go", ".lua", ".m", ".R", ".mpl", ".wl"}
    ]
    said = bare(re.sub(rf"(?m)^{re.escape(PLAIN[key])}", "", "\n".join(sources)))
    for program in asked.programs:
        first = program.about[0].partition(": ")[2]
        if key in {"maple", "mathematica"} and not first.isascii():
            continue
        assert bare(first) in said, first


@pytest.mark.parametrize("key", ["python", "numpy", "jax"])
def test_docstrings_give_the_text_back(key, tmp_path):
    asked, _ = nasty()
    tree = ast.parse((write(key, asked, tmp_path) / "model/__init__.py").read_text("utf-8"))
    found = {node.name: ast.get_docstring(node) for node in tree.body
             if isinstance(node, ast.FunctionDef)}  # fmt: skip
    for program in asked.programs:
        first, _, _ = found[program.name].partition("\n\n")
        assert told(first) == told(program.about[0])


def test_julias_docstrings_give_the_text_back(tmp_path):
    asked, _ = nasty()
    folder = write("julia", asked, tmp_path)
    root = (
        tree_sitter.Parser(tree_sitter.Language(tree_sitter_julia.language()))
        .parse((folder / "src/Model.jl").read_bytes())
        .root_node
    )
    assert not root.has_error
    found = {}
    for node in walk(root):
        assert node.type != "string_interpolation"
        if node.type == "string_literal" and node.text.startswith(b'"""'):
            head, _, rest = node.text.decode()[3:-3].strip().partition("\n\n")
            found[head.partition("(")[0]] = unescaped(rest.partition("\n\n")[0])
    for program in asked.programs:
        assert told(found[program.name]) == told(program.about[0])


@pytest.mark.parametrize("key", ["julia", "maple"])
def test_what_is_parsed_only_is_right_under_every_name(key, tmp_path):
    asked, sets = nasty()
    found = parsed(key, write(key, asked, tmp_path))
    for vectors in sets:
        results = found[vectors.name](*vectors.arguments.T)
        assert vectors.error(np.transpose([results]).tolist()) <= 1, vectors.name


def walk(node):
    yield node
    for child in node.children:
        yield from walk(child)


def unescaped(text: str) -> str:
    r"""A string of Julia: \\, \", \$ and \U with eight digits, and no other escape."""
    assert not re.search(r'(?<!\\)(\\\\)*([$"])', text)
    assert not re.search(r'(?<!\\)(\\\\)*\\[^\\"$U]', text)
    rule = re.compile(r"\\(?:U([0-9a-f]{8})|(.))")
    return rule.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], text)


@pytest.mark.parametrize("key", HTML)
def test_comments_in_html_give_the_text_back(key, tmp_path):
    asked, _ = nasty()
    folder = write(key, asked, tmp_path)
    source = (folder / HTML[key]).read_text("utf-8")
    assert key != "java" or (source.isascii() and "\\" not in source)
    comments = re.findall(r"/\*\*(.*?)\*/", source, re.S)
    said = [bare(html.unescape(re.sub(r"(?m)^ *\*", "", text))) for text in comments]
    for program in asked.programs:
        assert sum(text.startswith(bare(program.about[0])) for text in said) == 1, program.about[0]
    assert not any("@type" in text for text in comments)


@pytest.mark.needs("Rscript")
def test_manual_pages_give_the_text_back(tmp_path):
    asked, _ = nasty()
    folder = write("r", asked, tmp_path)
    script = """
    for (page in Sys.glob("man/*.Rd")) {
      rd <- tools::parse_Rd(page)
      tags <- sapply(rd, attr, "Rd_tag")
      stopifnot(length(tools::checkRd(rd)) == 0, !any(unlist(tags) == "\\\\Sexpr"))
      text <- paste(unlist(rd[[which(tags == "\\\\title")]]), collapse = "")
      tools::Rd2txt(rd, out = nullfile(), stages = c("build", "install", "render"))
      writeBin(charToRaw(enc2utf8(text)), paste0(page, ".txt"))
    }
    """
    run("Rscript", "--vanilla", "-e", script, cwd=folder, env={"LC_ALL": "C.UTF-8"})
    for program in asked.programs:
        found = folder / f"man/{LANGUAGES['r'].dialect.identifier(program.name)}.Rd.txt"
        said = found.read_text("utf-8")
        assert bare(said) == bare(program.about[0].removesuffix("."))
    assert not list(tmp_path.rglob(CANARY))


def test_mathematicas_usage_gives_the_text_back(tmp_path):
    asked, _ = nasty()
    folder = write("mathematica", asked, tmp_path)
    names = [camel(program.name) for program in asked.programs]
    (folder / "asked.json").write_text(json.dumps(names))
    (folder / "evaluate.py").write_text(MATHICS)
    lines = run(sys.executable, "evaluate.py", cwd=folder).splitlines()
    for program, line in zip(asked.programs, lines, strict=True):
        _, _, said = json.loads(line).partition("]: ")
        assert told(said) == told(program.about[0])
    assert not list(tmp_path.rglob(CANARY))


MATHICS = """
import json
from mathics.core.load_builtin import import_and_load_builtins
import_and_load_builtins()
from mathics.session import MathicsSession
session = MathicsSession()
session.evaluate('Get["Kernel/Model.wl"]')
for name in json.load(open("asked.json")):
    print(json.dumps(session.evaluate(f"{name}::usage").value))
"""


def test_maples_description_gives_the_text_back_in_ascii(tmp_path):
    asked, _ = nasty()
    source = (write("maple", asked, tmp_path) / "model.mpl").read_text("ascii")
    code = re.sub(r"(?m)^ *#.*\n", "", source)
    string = r'"(?:[^"\\\n]|\\.)*"'
    found = dict(re.findall(rf"(\w+) := proc\(.*?\)\n +description\s+({string}(?:,\s+{string})*);",
                            code))  # fmt: skip
    for program in asked.programs:
        parts = re.findall(string, found[program.name])
        said = " ".join(re.sub(r"\\(.)", r"\1", part[1:-1]) for part in parts)
        if program.about[0].isascii():
            assert bare(said) == bare(program.about[0])


@pytest.mark.slow
@pytest.mark.needs("cargo", "rustdoc")
def test_no_documentation_in_rust_is_run(tmp_path):
    asked, _ = nasty()
    folder = write("rust", asked, tmp_path)
    assert "0 passed; 0 failed" in run("cargo", "test", "--offline", "--quiet", "--doc", cwd=folder)
    assert not list(tmp_path.rglob(CANARY))
    run("cargo", "doc", "--offline", "--quiet", cwd=folder, env={"RUSTDOCFLAGS": "-Dwarnings"})
    for program in asked.programs:
        page = (folder / f"target/doc/model/fn.{program.name}.html").read_text("utf-8")
        said = html.unescape(re.sub(r"<[^>]*>", "", page))
        for typeset, typed in (("“”", '"'), ("‘’", "'"), ("…", "..."), ("—", "---"), ("–", "--")):
            said = re.sub(f"[{typeset}]", typed, said)
        assert bare(program.about[0]) in bare(said)


@pytest.mark.slow
@pytest.mark.parametrize(
    "key", [*["c", "cpp", "fortran", "go", "java", "javascript", "lua", "octave", "r", "wasm"]]
)
def test_no_linter_complains(key, tmp_path):
    asked, _ = nasty()
    folder = write(key, asked, tmp_path)
    for command in LANGUAGES[key].lint(asked):
        require(command[0])
        run(*command, cwd=folder)
