"""`beyondthermal check --explain`: one claim, and its proof step by step."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from beyondthermal.derivations.claim_files.entry import Entry
from beyondthermal.derivations.claim_files.file import ClaimsFile, read
from beyondthermal.derivations.claim_files.run import results as judged
from beyondthermal.derivations.claims.record import as_data
from beyondthermal.derivations.claims.registry import find
from beyondthermal.derivations.claims.results import results
from beyondthermal.derivations.claims.verdicts import VERDICTS, code_of
from beyondthermal.derivations.console import Terminal
from beyondthermal.derivations.plain_latex import plain
from beyondthermal.derivations.report.proofs import Step, steps, telling
from beyondthermal.symbolic.names import expect_known, spelt
from beyondthermal.symbolic.prose import unmarked

from .terminal import show

__all__ = ["explain_claim", "explain_in_files"]

Data = dict[str, Any]
_WIDTH = 80
_DECIDED = ("proved", "refuted")


def explain_claim(name: str, *, cached: bool = True) -> int:
    """Print a claim of the paper, its domain, the verdict, and the proof.

    Returns
    -------
    int
        A key of `EXIT_CODES`.

    Raises
    ------
    ValueError
        If there is no claim of that name.
    """
    (result,) = results([find(name)], cached=cached)
    data = {**as_data(result), "as_expected": result.as_expected}
    console = Terminal(width=_WIDTH)
    console.print(f"({name}) {data['says']}", style="bold")
    show(console, result.printed or result.shown)
    _print_told(console, {"domain": data["domain"]})
    _print_verdict(console, data)
    return code_of([data])


def explain_in_files(paths: Sequence[Path], name: str, seconds: float) -> int:
    """Print a claim of a file, what is assumed, the verdict, and the proof.

    Returns
    -------
    int
        A key of `EXIT_CODES`.

    Raises
    ------
    ValueError
        If there is a slip in a file, or no claim of that name.
    """
    files = [read(path) for path in paths]
    expect_known(
        "explain", [name], {c.name for file in files for c in file.claims}, "a claim of the file"
    )
    file = next(file for file in files if any(claim.name == name for claim in file.claims))
    file = file.only([name])
    data = next(judged(file, seconds))
    console = Terminal(width=_WIDTH)
    console.print(name, style="bold")
    _print_told(console, {"claimed": data["claim"], **_assumed(file, file.claims[0])})
    if data["slip"]:
        console.print(f"not read: {data['explanation']}", soft_wrap=True)
    else:
        _print_verdict(console, data)
    return code_of([data])


def _assumed(file: ClaimsFile, claim: Entry) -> dict[str, str]:
    """The ranges of the symbols that a claim hangs on, and what names in it stand for."""
    symbols, defined = file.data.get("symbols", {}), file.data.get("define", {})
    used: set[str] = set()
    new = _words(str(claim.settings))
    while new - used:
        used |= new
        texts = [text for name, text in {**symbols, **defined}.items() if spelt(name) in used]
        new = _words(" ".join(texts))
    ranges = (f"{name} in {text}" for name, text in symbols.items() if spelt(name) in used)
    meanings = (f"{name} = {text}" for name, text in defined.items() if spelt(name) in used)
    return {"domain": "; ".join(ranges), "with": "; ".join(meanings)}


def _words(text: str) -> set[str]:
    return {spelt(word) for word in re.findall(r"\w+", text)}


def _print_told(console: Terminal, told: dict[str, str]) -> None:
    for head, text in told.items():
        if text:
            _print_folded(console, f"{head}:".ljust(9) + " ".join(text.split()), 9)


def _print_folded(console: Terminal, text: str, hanging: int, indent: int = 0) -> None:
    console.print(
        textwrap.fill(
            text, _WIDTH, initial_indent=" " * indent, subsequent_indent=" " * hanging,
            break_long_words=False, break_on_hyphens=False,
        ),
        soft_wrap=True,
    )  # fmt: skip


def _print_verdict(console: Terminal, data: Data) -> None:
    """The verdict and the method; then the proof, or what there is in its place."""
    look = VERDICTS[data["verdict"]]
    told = {"verdict": f"{look.sign} {data['verdict']}"}
    if data["verdict"] in _DECIDED:
        told["method"] = data["method"]
    _print_told(console, told)
    console.print(f"\n{look.evidence}", style="bold")
    proofs = (steps(certificate) for certificate in telling(data["certificates"]))
    # Several cases may rest on the same inequality.
    shown = list(dict.fromkeys(map(tuple, proofs)))
    for number, proof in enumerate(shown, 1):
        _print_steps(console, proof, f"{number}. " if len(shown) > 1 else "")
    if not shown:
        _print_folded(console, _without_steps(data), 2, 2)
    for line in _besides(data):
        _print_folded(console, line, 4, 2)


def _without_steps(data: Data) -> str:
    if data["verdict"] not in _DECIDED:
        return f"No certificate; tried: {data['method']}"
    tree = ", but a proof tree, which `derivation.json` has in full" if data.get("tree") else ""
    return f"Decided by: {data['method']}; no certificate{tree}."


def _besides(data: Data) -> Iterator[str]:
    """The counter-example, numbers, and what could be done."""
    for name, value in (data["counterexample"] or {}).items():
        yield f"{name} = {value}"
    for name, value in data.get("figures", {}).items():
        yield f"{name}: {value}"
    if data["verdict"] == "inconclusive":
        lines = data.get("explanation", "").partition("\ntry:")[2].partition("\nagain:")[0]
        if lines:
            yield f"try: {' '.join(lines.split())}"


def _print_steps(console: Terminal, proof: Sequence[Step], lead: str) -> None:
    """Each sentence, and below it what is displayed."""
    hanging = 2 + len(lead)
    for k, (sentence, display) in enumerate(proof):
        text = "".join(
            plain(part) if odd % 2 else part for odd, part in enumerate(sentence.split("$"))
        )
        _print_folded(console, text if k else lead + text, hanging, hanging if k else 2)
        for row in display:
            inset = hanging + (6 if r"\quad" in row[:8] else 4)
            _print_folded(console, unmarked(plain(row)), inset + 2, inset)
