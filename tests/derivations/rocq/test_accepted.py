"""The record of what Rocq accepted: of just this statement, and of what is compiled alone."""

import json
from pathlib import Path

import pytest
from console import installed
from derivation_document import document

from beyondthermal.derivations.rocq.accepted import (
    THEOREMS,
    accepted,
    digest,
    listed,
    recorded,
)
from beyondthermal.derivations.rocq.project import FOLDER, project, rows_of


def test_a_record_is_of_one_statement_with_one_tree_and_one_table() -> None:
    whole = document()
    first, second, *_ = whole["results"]
    others = [
        {**first, key: second[key]} for key in ("statement", "where", "at", "tree")
        if first[key] != second[key]
    ]  # fmt: skip
    known = digest(first, whole)
    assert len({known, *(digest(other, whole) for other in others)}) == len(others) + 1
    bent = {**whole, "definitions": {**whole["definitions"], "S": ["+", "x", "x"]}}
    assert digest(first, bent) != known
    assert digest(json.loads(json.dumps(first)), whole) == known


def test_what_is_not_in_the_record_is_not_accepted() -> None:
    whole = document()
    known = [result for result in whole["results"] if accepted(result, whole)]
    assert "bound-thermal" in [result["name"] for result in known]
    assert not any(accepted({**result, "tree": {"rule": "identity"}}, whole) for result in known)
    bent = {**whole, "definitions": {**whole["definitions"], "S": ["+", "x", "x"]}}
    assert not any(accepted(result, bent) for result in known)
    assert not accepted({"name": "C2", "tree": None}, whole)


def test_only_a_compiled_export_is_recorded(tmp_path: Path) -> None:
    rows = rows_of(document(), {"Few": ["balanced", "inversion"]})
    (tmp_path / FOLDER).mkdir()
    for name, content in project(document(), rows, "Few").items():
        (tmp_path / name).write_bytes(content)
    folder = tmp_path / FOLDER
    with pytest.raises(ValueError, match="must be compiled first"):
        recorded(folder)
    for source in folder.glob("*.v"):
        source.with_suffix(".vo").touch()
    assert list(recorded(folder)) == ["balanced", "inversion"]
    theorems = [(row.result, row.theorem.stated) for row in rows if row.theorem]
    assert (folder / THEOREMS).read_bytes() == listed(theorems, document())
    source = (folder / "Few.v").read_text("utf-8")
    for found in recorded(folder).values():
        for line in found["theorem"].splitlines():
            assert line in source.splitlines()


@pytest.mark.parametrize("names", ["C2,A8,A5-corrected", "cardano,edge-A=inf,uncertainty"])
def test_whatever_the_order_of_sets_the_files_are_the_same(
    names: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record has to be that of any run."""
    found = []
    for seed in ("1", "2"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        asked = ("render", "--to", "rocq", "--only", names, "--no-cache", "--out", tmp_path / seed)
        assert installed(*asked).returncode == 0
        files = sorted((tmp_path / seed / FOLDER).iterdir())
        found.append({path.name: path.read_bytes() for path in files})
    assert found[0] == found[1]
