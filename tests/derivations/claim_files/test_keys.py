"""One table of keys: the readers, the messages and the reference page say the same."""

import re
import tomllib

import pytest
from claim_texts import CLAIM, SYMBOLS, written
from console import ROOT

from beyondthermal.derivations.claim_files.entry import as_entry
from beyondthermal.derivations.claim_files.file import read
from beyondthermal.derivations.claim_files.keys import FORMS, KEYS, KINDS, keys, needed, reference
from beyondthermal.derivations.models.file import read_model
from beyondthermal.symbolic.decision.proof import Verdict

PAGE = ROOT / "derivations" / "claim_files" / "README.md"
EXAMPLES = {
    key: tomllib.loads(f"value = {key.example}")["value"]
    for key in KEYS if FORMS[key.form].words[:5] != "table" and key.form != "table"
}  # fmt: skip
of_claims = pytest.mark.parametrize("kind", KINDS)


def table(kind):
    """A claim with every key that its kind may have."""
    return {name: EXAMPLES[key] for name, key in keys("claim", kind).items()}


def test_the_page_is_made_of_the_table():
    assert PAGE.read_text(encoding="utf-8") == reference()


def test_the_page_names_every_key_and_form():
    for key in KEYS:
        assert f"| `{key.name}` | {FORMS[key.form].words} |" in reference()


@pytest.mark.parametrize("key", EXAMPLES, ids=lambda key: f"{key.table} {key.name}")
def test_an_example_has_the_form_that_is_asked_for(key):
    assert FORMS[key.form].fits(EXAMPLES[key])
    assert not FORMS[key.form].fits(None)


@of_claims
def test_a_claim_may_have_all_its_keys_and_no_other(kind):
    assert as_entry(table(kind), 0, 1).kind == kind
    others = {key.name for key in KEYS if key.table == "claim"} - table(kind).keys() - set(KINDS)
    for name in others:
        with pytest.raises(ValueError, match=f"unknown key '{name}'"):
            as_entry({**table(kind), name: "1"}, 0, 1)


@of_claims
def test_a_claim_lacks_none_of_those_it_needs(kind):
    for name in set(needed(keys("claim", kind))) - {kind}:
        with pytest.raises(ValueError, match=f"needs the key {name}"):
            as_entry({k: v for k, v in table(kind).items() if k != name}, 0, 1)


@of_claims
def test_a_value_of_another_form_is_told_the_form(kind):
    for name, key in keys("claim", kind).items():
        words = re.escape(FORMS[key.form].words)
        with pytest.raises(ValueError, match=f"{name} of the claim on line 1 must be {words}"):
            as_entry({**table(kind), name: [[None]]}, 0, 1)


@pytest.mark.parametrize("name", sorted({*keys("claim")} - {"at"}))
def test_a_misspelt_key_is_told_the_right_one(name):
    with pytest.raises(ValueError, match=f"did you mean {name}"):
        as_entry({name[:-1] + "_": "x > 0"}, 0, 1)


def test_the_readers_of_models_know_no_other_keys(tmp_path):
    for name in keys("model"):
        with pytest.raises(ValueError, match=f"did you mean {name}"):
            read_model({"model": {f"{name}s": 1}})
    jump = {name: EXAMPLES[key] for name, key in keys("jump").items()}
    for name in jump:
        with pytest.raises(ValueError, match=f"did you mean {name}"):
            read_model({"model": {"levels": ["g", "e"]}, "jump": [{**jump, f"{name}s": 1}]})
    with pytest.raises(ValueError, match="did you mean symbols"):
        read(written(tmp_path, SYMBOLS.replace("symbols", "symbol") + CLAIM))


def test_verdicts_are_those_of_the_engine():
    given = FORMS["verdict"].words.split(", ")
    assert {v.name.lower() for v in Verdict} - set(given) == {"enclosed"}
