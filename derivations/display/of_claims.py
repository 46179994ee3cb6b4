"""Claims and their proofs in a notebook: the verdict, and what unfolds below it."""

from collections.abc import Iterator, Sequence

import sympy as sp

from beyondthermal.derivations.claim_files.entry import Entry
from beyondthermal.derivations.claims.claim import Claim, Result
from beyondthermal.derivations.claims.verdicts import VERDICTS
from beyondthermal.derivations.report.layout import aligned, rows
from beyondthermal.derivations.report.proofs import steps, telling
from beyondthermal.derivations.report.writers.markdown import escaped
from beyondthermal.symbolic.decision.proof import Proof
from beyondthermal.symbolic.prose import unmarked

from . import of_devices, of_models, of_numbers  # noqa: F401 - register what they typeset
from .typeset import markdown, table

__all__ = ["markdown", "proved"]


def proved(verdict: str, proof: Proof, statement: Sequence[sp.Basic]) -> str:
    """A verdict, what it is about, and a proof that unfolds."""
    return "\n\n".join(_paragraphs(verdict, proof, statement))


def _paragraphs(verdict: str, proof: Proof, statement: Sequence[sp.Basic]) -> Iterator[str]:
    look = VERDICTS[verdict]
    if statement:
        yield _displayed(rows(statement))
    yield f"**{look.sign} {verdict}**: {escaped(unmarked(proof.method))}"
    if proof.counterexample:
        yield table(
            ("counter-example", ""), ((k, escaped(v)) for k, v in proof.counterexample.items())
        )
    if told := list(_told(proof)):
        yield f"<details><summary>{look.evidence}</summary>"
        yield from told
        yield "</details>"


def _told(proof: Proof) -> Iterator[str]:
    """Each sentence of each certificate, and what is displayed below it."""
    for certificate in telling(proof.certificates):
        for sentence, shown in steps(certificate):
            yield sentence
            if shown:
                yield _displayed(shown)


def _displayed(lines: Sequence[str]) -> str:
    return f"$$\n{aligned(lines)}\n$$"


@markdown.register
def _(proof: Proof) -> str:
    return proved(proof.verdict.name.lower(), proof, ())


@markdown.register
def _(claim: Claim) -> str:
    return f"**{claim.name}**: {escaped(claim.says)}\n\n{_displayed(rows(_all(claim.stated)))}"


@markdown.register
def _(result: Result) -> str:
    shown = proved(result.word, result.finding.proof, _all(result.shown))
    return f"**{result.claim.name}**: {escaped(result.claim.says)}\n\n{shown}"


@markdown.register
def _(entry: Entry) -> str:
    lines = (entry.settings.get("says"), entry.statement)
    return f"**{escaped(entry.name)}**: " + ": ".join(escaped(line) for line in lines if line)


def _all(statement: object) -> tuple[sp.Basic, ...]:
    return statement if isinstance(statement, tuple) else (statement,)
