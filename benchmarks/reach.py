"""How many statements that others wrote are proved: python benchmarks/reach.py [--write]

With --write the table goes into `symbolic/decision/README.md`, and what is proved is marked
in `tests/asked`, where it has to stay proved. Needs the extra `test`.
"""

import json
import os
import re
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from asked import GROUPS, Case, answers, cases  # noqa: E402  it isn't installed

README = ROOT / "symbolic" / "decision" / "README.md"
HEAD = "| statements | true: proved | false: proved | median | slowest |\n|---|---|---|---|---|\n"
# What takes the processor longer isn't proved; no clock on the wall says so unless it is endless.
SECONDS, ENDLESS = 5, 60


def table(found: dict[str, list[tuple[Case, str, float]]]) -> str:
    """A row for each group."""
    rows = []
    for group, said in found.items():
        cells = [group.replace("_", " ")]
        for truth in (True, False):
            verdicts = [verdict for case, verdict, _ in said if case["true"] is truth]
            cells.append(f"{verdicts.count('proved')} of {len(verdicts)}")
        times = sorted(seconds for *_, seconds in said)
        cells += [f"{statistics.median(times):.2f} s", f"{times[-1]:.0f} s"]
        rows.append("| " + " | ".join(cells) + " |")
    return HEAD + "\n".join(rows) + "\n"


def asked(group: str) -> Iterator[tuple[Case, str, float]]:
    """Each case of a group with its verdict, and the seconds of the processor."""
    for case, verdict, seconds in answers(cases(group), ENDLESS, os.cpu_count() or 1):
        yield case, verdict if seconds <= SECONDS else "late", min(seconds, SECONDS)


def mark(group: str, said: list[tuple[Case, str, float]]) -> None:
    """Write down which are proved."""
    proved = {c["name"] for c, verdict, _ in said if verdict == "proved"}
    lines = (
        json.dumps({**case, "proved": case["name"] in proved}, ensure_ascii=False)
        for case in cases(group)
    )
    path = ROOT / "tests" / "asked" / f"{group}.json"
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


def main() -> None:
    """The command."""
    found = {g: list(asked(g)) for g in GROUPS}
    print(table(found))
    for said in found.values():
        for case, verdict, _ in said:
            wrong = verdict == ("refuted" if case["true"] else "proved")
            if wrong or verdict.startswith("crashed"):
                print(case["name"], verdict)
    if "--write" in sys.argv[1:]:
        for group, said in found.items():
            mark(group, said)
        text = README.read_text(encoding="utf-8")
        new = re.sub(re.escape(HEAD) + r"(\|.*\n)*", lambda _: table(found), text)
        README.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
