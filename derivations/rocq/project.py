"""The files of an export: the library, the definitions, a file a chapter, and a table.

What is written depends on the results alone. What can't be written is named in the chapter's file
and in the table, with the reason.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from .accepted import THEOREMS, listed
from .syntax.identifiers import comment, name_of, theorem_name
from .syntax.vocabulary import Vocabulary
from .theorems import Theorem, theorem

__all__ = ["Row", "project", "rows_of"]

Data = Mapping[str, Any]
FOLDER = "rocq"
_HEAD = """From Coq Require Import Reals Lra Psatz Field List.
Require Import Rules{more}.
Import ListNotations.
Open Scope R_scope.
"""
_NOT_PROVED = "{verdict}, and not proved"
_NO_TREE = "decided without a proof tree"


@dataclass(frozen=True)
class Row:
    """A claim: its chapter, its theorem, or why there is none."""

    result: Data
    chapter: str
    theorem: Theorem | None
    reason: str = ""


def rows_of(document: Data, chapters: Mapping[str, Sequence[str]]) -> list[Row]:
    """The theorem of each claim of each chapter, or the reason why there is none."""
    tables, rows = Vocabulary(document), []
    taken = {name_of(name) for name in tables.bodies}
    results = {result["name"]: result for result in document["results"]}
    known: dict[str, str] = {}
    for chapter, names in chapters.items():
        for name in names:
            own = theorem_name(name, frozenset(taken))
            taken.add(own)
            found, reason = _written(results[name], tables, own)
            question = json.dumps([results[name][key] for key in ("statement", "where", "at")])
            if found and known.setdefault(question, own) != own:
                found = found.following(known[question])
            rows.append(Row(results[name], chapter, found, reason))
    return rows


def _written(result: Data, tables: Vocabulary, name: str) -> tuple[Theorem | None, str]:
    if result["verdict"] not in ("proved", "refuted"):
        return None, _NOT_PROVED.format(**result)
    if result["tree"] is None:
        return None, result.get("reason") or _NO_TREE
    try:
        return theorem(result, tables, name), ""
    except ValueError as error:
        return None, str(error)


def project(document: Data, rows: Sequence[Row], title: str) -> dict[str, bytes]:
    """The files of an export by name."""
    tables = Vocabulary(document)
    used = {name: None for row in rows if row.theorem for name in row.theorem.uses}
    model = "\n".join(tables.definition(name) for name in tables.used(used))
    library = files(__package__).joinpath("Rules.v").read_text("utf-8")
    found = {"Rules.v": library, "Definitions.v": _HEAD.format(more="") + "\n" + model + "\n"}
    for chapter in dict.fromkeys(row.chapter for row in rows):
        here = [row for row in rows if row.chapter == chapter]
        found[f"{file_of(chapter)}.v"] = "\n".join(_chapter(here))
    found["Assumptions.v"] = _assumptions(rows)
    names = [name for name in found if name != "Assumptions.v"]
    found["_CoqProject"] = "\n".join(["-R . BeyondThermal", *names, "Assumptions.v", ""])
    found["Makefile"] = _MAKEFILE
    found["README.md"] = _readme(rows, title)
    done = {name: content.encode() for name, content in found.items()}
    done[THEOREMS] = listed(
        ((row.result, row.theorem.stated) for row in rows if row.theorem), document
    )
    return {f"{FOLDER}/{name}": content for name, content in done.items()}


def file_of(chapter: str) -> str:
    """What the file of a chapter is called, without its ending."""
    return theorem_name(chapter).capitalize()


def _chapter(rows: Sequence[Row]) -> Iterator[str]:
    yield _HEAD.format(more=" Definitions")
    for row in rows:
        says = ". ".join(filter(None, (row.result["name"], row.result.get("says"))))
        domain = f" For {row.result['domain']}." if row.result.get("domain") else ""
        yield f"(** {comment(says + '.' + domain)} *)"
        if row.theorem:
            yield "\n".join([*row.theorem.lines, ""])
        else:
            yield f"(* Not written: {comment(row.reason)}. *)\n"


def _assumptions(rows: Sequence[Row]) -> str:
    """What all theorems together assume: the axioms of the real numbers."""
    written = [row for row in rows if row.theorem]
    chapters = dict.fromkeys(file_of(row.chapter) for row in written)
    every = ",\n  ".join(row.theorem.name for row in written if row.theorem) or "I"
    return (
        f"Require Import {' '.join(['Rules', *chapters])}.\n"
        f"Definition all_theorems := (\n  {every}).\nPrint Assumptions all_theorems.\n"
    )


_MAKEFILE = """# make, or make -j2; with Rocq 9, whose library is called Stdlib: make COQ=Stdlib
COQ ?= Coq
COQ_MAKEFILE ?= $(shell command -v coq_makefile || echo rocq makefile)
SOURCES := $(filter %.v,$(shell cat _CoqProject))
all: Makefile.coq
\t@test $(COQ) = Coq || ! grep -q '^From Coq ' $(SOURCES) || \\
\t\tsed -i.old 's/^From Coq /From $(COQ) /' $(SOURCES)
\t$(MAKE) -f Makefile.coq
Makefile.coq: _CoqProject
\t$(COQ_MAKEFILE) -f _CoqProject -o $@
clean:
\t$(MAKE) -f Makefile.coq clean
.PHONY: all clean
"""


def _readme(rows: Sequence[Row], title: str) -> str:
    written = [row for row in rows if row.theorem]
    lines = [
        f"# {title}, for Rocq",
        "",
        f"{len(written)} of {len(rows)} statements are theorems here. `make -j2` checks them; "
        "it needs Coq and nothing else; tried with Coq 8.16 and Rocq 9.0, "
        "which calls its library Stdlib: `make COQ=Stdlib`.",
        "",
        "`Rules.v` has the rules, proved once; `Definitions.v` what the names stand for; and each "
        "chapter has a file. `Assumptions.v` prints what they assume.",
        "In Rocq x/0, √(−1) and log 0 have values; that none of them occurs in a statement "
        "is among what is shown, inside the proofs.",
        "",
        "| statement | verdict | theorem, or why there is none |",
        "|---|---|---|",
    ]
    for row in rows:
        said = f"`{file_of(row.chapter)}.{row.theorem.name}`" if row.theorem else row.reason
        name = str(row.result["name"]).replace("|", "\\|")
        lines.append(f"| {name} | {row.result['verdict']} | {said} |")
    return "\n".join([*lines, ""])
