"""The cache: keyed by all that matters, small, where the system wants it, and never trusted."""

import json
import os
import sys
from pathlib import Path

import pytest
from clock import within

from beyondthermal.derivations.claims import cache


@pytest.fixture
def forget(monkeypatch):
    """The hash of the surroundings is taken anew."""
    cache._surroundings.cache_clear()
    yield
    monkeypatch.undo()
    cache._surroundings.cache_clear()


def test_the_source_of_all_three_floors_is_hashed():
    sources = cache.sources()
    assert {name.split("/")[0] for name in sources} == {"symbolic", "numeric", "derivations"}
    assert len(sources) > 200
    here = Path(cache.__file__)
    assert sources["derivations/claims/cache.py"].samefile(here)
    assert all(path.is_file() for path in sources.values())


@pytest.mark.parametrize(
    "name", ["symbolic/symbols.py", "numeric/machine.py", "derivations/claims/trees.py"]
)
@pytest.mark.parametrize("change", ["edited", "renamed", "gone"])
def test_a_change_of_any_source_changes_the_key(name, change, forget, monkeypatch, tmp_path):
    before, sources = cache.key("one"), cache.sources()
    other = tmp_path / "other.py"
    other.write_bytes(sources[name].read_bytes() + b" " * (change == "edited"))
    changed = {k: v for k, v in sources.items() if k != name}
    if change != "gone":
        changed["a" + name if change == "renamed" else name] = other
    monkeypatch.setattr(cache, "sources", lambda: changed)
    assert cache.key("one") == before
    cache._surroundings.cache_clear()
    assert cache.key("one") != before


def test_a_version_of_what_it_runs_on_changes_the_key(forget, monkeypatch):
    before = cache.key("one")
    assert cache.key("two") != before
    cache._surroundings.cache_clear()
    monkeypatch.setattr(cache, "version", lambda name: "0.0")
    assert cache.key("one") != before


def test_what_is_stored_is_loaded(fresh_cache):
    assert cache.load("a") is None
    cache.store("a", {"C": ["½", 1]})
    assert cache.load("a") == {"C": ["½", 1]}
    assert cache.folder() == fresh_cache


CONTENTS = (
    b"", b"\xff\xfe", b"{", b"[" * 200_000, b"[" * 200_000 + b"]" * 200_000, b"\x80\x05K\x01.",
    b"[]", b"{}", b"null", b"1", b'"ab"', b'["a", 1]', b'["a", "b", "c"]', b'["\\udcff", "1"]',
    b'["' + b"0" * 64 + b'", "NaN"]', b'{"a": 1, "b": 2}',
)  # fmt: skip


@pytest.mark.parametrize("content", CONTENTS)
def test_what_cannot_be_read_is_nothing(content, fresh_cache):
    cache.store("a", 1)
    (fresh_cache / "a.json").write_bytes(content)
    assert cache.load("a") is None
    cache.store("a", 2)
    assert cache.load("a") == 2


def endless(path):
    with path.open("wb") as file:
        file.truncate(1 << 40)


SPECIAL = {
    "a pipe": os.mkfifo,
    "a loop of links": lambda path: path.symlink_to(path),
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "a terabyte of nothing": endless,
    "a folder": Path.mkdir,
}


@pytest.mark.parametrize("name", SPECIAL)
def test_what_is_no_file_is_not_waited_for(name, fresh_cache):
    fresh_cache.mkdir(parents=True)
    SPECIAL[name](fresh_cache / "a.json")
    with within(1):
        assert cache.load("a") is None
        cache.store("a", 2)
        cache.tidy()
        assert cache.load("a") == (None if name == "a folder" else 2)


@pytest.mark.parametrize("name", SPECIAL)
def test_the_cache_may_be_anything_itself(name, fresh_cache):
    fresh_cache.parent.mkdir(parents=True)
    SPECIAL[name](fresh_cache)
    with within(1):
        assert cache.load("a") is None
        cache.store("a", 2)
        cache.tidy()


def test_a_cache_that_cannot_be_written_to_is_no_failure(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    cache.store("a", 1)
    assert cache.load("a") is None
    cache.tidy()


def test_the_oldest_go_first(fresh_cache, monkeypatch):
    for age, name in enumerate("abcdef"):
        cache.store(name, "x" * 100)
        os.utime(fresh_cache / f"{name}.json", (1000 - age, 1000 - age))
    assert cache.load("f")  # used, it is the youngest
    monkeypatch.setattr(cache, "MOST_FILES", 4)
    cache.tidy()
    assert {path.stem for path in fresh_cache.iterdir()} == set("fabc")
    size = (fresh_cache / "a.json").stat().st_size
    monkeypatch.setattr(cache, "MOST_BYTES", 5 * size // 2)
    cache.tidy()
    assert {path.stem for path in fresh_cache.iterdir()} == set("fa")


PLACES = {
    "linux": (".cache", "beyondthermal"),
    "darwin": ("Library", "Caches", "beyondthermal"),
    "win32": ("AppData", "Local", "beyondthermal", "Cache"),
}


@pytest.mark.parametrize("system", PLACES)
def test_it_is_where_the_system_wants_it(system, monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    for relative in ("", "here"):
        monkeypatch.setenv("XDG_CACHE_HOME", relative)
        assert cache.folder() == tmp_path.joinpath(*PLACES[system])
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "mine"))
    if system == "win32":
        assert cache.folder() == tmp_path / "mine" / "beyondthermal" / "Cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache.folder() == tmp_path / "xdg" / "beyondthermal"


def test_it_is_json(fresh_cache):
    cache.store("a", {"x": 1})
    seal, text = json.loads((fresh_cache / "a.json").read_text("utf-8"))
    assert json.loads(text) == {"x": 1}
    assert len(seal) == 64
