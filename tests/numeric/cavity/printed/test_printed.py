"""The ladder in other languages: what `numeric.cavity` says, to the last bit."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
from console import beyondthermal
from toolchains import require, run

from beyondthermal.numeric import cavity
from beyondthermal.numeric.cavity.printed import LANGUAGES, Ladder, vectors
from beyondthermal.numeric.cavity.rates import OPTIONAL
from beyondthermal.numeric.cavity.tail import enough_everywhere
from beyondthermal.numeric.codegen.generate import generated
from beyondthermal.numeric.codegen.vectors import Vectors
from beyondthermal.numeric.codegen.verify import evaluate, verify

NOISES = ((), ("delta", "p_c"), OPTIONAL)


def write(key: str, asked: Ladder, folder: Path) -> Path:
    """The files of a language; returns their folder."""
    for path, text in generated(LANGUAGES[key], asked).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder / key


@pytest.mark.parametrize("key", LANGUAGES)
@pytest.mark.parametrize("noise", NOISES, ids=" ".join)
def test_each_language_has_the_bits_of_numpy(
    key: str, noise: tuple[str, ...], tmp_path: Path
) -> None:
    require(*LANGUAGES[key].tools)
    asked = Ladder.of(noise)
    folder = write(key, asked, tmp_path)
    found = verify(LANGUAGES[key], asked, folder, vectors(asked, 150), 0)
    assert found.verified, found.note
    assert found.points > 300


# A digit too much, a term too few, a photon too few, a domain that is too wide.
SLIPS = (
    ("javascript", "index.js", "*= share;", "*= share * (1 + Number.EPSILON);"),
    ("javascript", "index.js", "2 * p) / (kappa", "p) / (kappa"),
    ("javascript", "index.js", "p >= 0 &&", "p >= -2 &&"),
    ("c", "ladder.h", "level <= n_max + 2", "level <= n_max"),
    ("c", "beyondthermal.c", "high * sqrt", "1.0000000000000003 * high * sqrt"),
    ("wasm", "cutoffs.h", "SPARE * (1 - q)", "1e-12 * (1 - q)"),
)  # fmt: skip


@pytest.mark.parametrize(("key", "file", "right", "wrong"), SLIPS)
def test_a_slip_is_seen(key: str, file: str, right: str, wrong: str, tmp_path: Path) -> None:
    require(*LANGUAGES[key].tools)
    asked = Ladder.of()
    path = write(key, asked, tmp_path) / file
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    found = verify(LANGUAGES[key], asked, path.parent, vectors(asked, 150), 0)
    assert found.note.startswith("failed")


@pytest.mark.parametrize(("key", "file", "right", "wrong"), [SLIPS[1], SLIPS[4], SLIPS[5]])
def test_the_runner_of_the_language_tells_right_from_wrong(
    key: str, file: str, right: str, wrong: str, tmp_path: Path
) -> None:
    language, asked = LANGUAGES[key], Ladder.of()
    commands = [language.command(text, asked) for text in language.testing]
    require(*language.tools, *(command[0] for command in commands))
    for path, text in generated(language, asked, vectors(asked, 60)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    folder = tmp_path / key

    def passes() -> bool:
        return all(
            subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0
            for command in commands
        )

    assert passes()
    assert "`vectors.txt`" in (folder / "README.md").read_text("utf-8")
    text = (folder / file).read_text("utf-8")
    assert right in text
    (folder / file).write_text(text.replace(right, wrong), encoding="utf-8")
    assert not passes()


@pytest.mark.parametrize("key", LANGUAGES)
def test_strict_compilers_and_linters_have_nothing_to_say(key: str, tmp_path: Path) -> None:
    asked = Ladder.of(OPTIONAL)
    folder = write(key, asked, tmp_path)
    for command in LANGUAGES[key].lint(asked):
        require(command[0])
        run(*command, cwd=folder)
    assert not any("«" in path.read_text("utf-8") for path in folder.rglob("*.*"))


PLANE = """
const kappa = Float64Array.from({ length: 3000 }, (_, k) => 10 ** (-1 + 2.5 * ((k * 0.618) % 1)));
const p = kappa.map((_, k) => 10 ** (-3 + 3.3 * ((k * 0.414) % 1)));
const gamma = kappa.map(() => 0.01), g = kappa.map(() => 1);
const found = cavityConcurrenceArray(kappa, p, gamma, g);
const single = cavityConcurrenceArray(kappa, p, gamma, g, 9, new Float32Array(3000));
const states = cavityPopulationsArray(kappa, p, gamma, g, 9);
const tries = [[kappa, p, gamma, [1]], [kappa, p, gamma, g, 0, new Float64Array(1)]];
const refused = tries.map((given) => {
  try { cavityConcurrenceArray(...given); return "taken"; } catch (error) { return error.name; }
});
const points = Array.from(kappa, (_, k) => cavityConcurrence(kappa[k], p[k], gamma[k], g[k]));
console.log(JSON.stringify([[...kappa], [...p], [...found], points, [...single], [...states],
  refused]));
"""
NAMES = "cavityConcurrence, cavityConcurrenceArray, cavityPopulationsArray"
IMPORTED = {
    "javascript": f'import {{ {NAMES} }} from "./index.js";',
    "wasm": f'import {{ load }} from "./beyondthermal.mjs";\nconst {{ {NAMES} }} = await load();',
}


@pytest.mark.parametrize("key", IMPORTED)
def test_planes_with_a_cutoff_for_each_point(key: str, tmp_path: Path) -> None:
    require(*LANGUAGES[key].tools)
    asked = Ladder.of()
    folder = write(key, asked, tmp_path)
    for command in LANGUAGES[key].build(asked):
        run(*command, cwd=folder)
    (folder / "plane.mjs").write_text(f"{IMPORTED[key]}\n{PLANE}")
    kappa, p, found, alone, single, states, refused = json.loads(
        run("node", "plane.mjs", cwd=folder)
    )
    assert refused == ["RangeError"] * 2
    given = {"kappa": np.array(kappa), "p": np.array(p), "gamma": 0.01}
    known = enough_everywhere(given) > 0
    assert 1000 < known.sum() < 3000
    wanted = np.where(known, cavity.concurrence(**given), np.nan)
    np.testing.assert_array_equal(np.array(found, float), wanted)
    np.testing.assert_array_equal(np.array(alone, float), wanted)
    nine = cavity.concurrence(**given, n_max=9).astype(np.float32)
    np.testing.assert_array_equal(np.array(single, np.float32), nine)
    rows = cavity.populations(**given, n_max=9)
    np.testing.assert_array_equal(np.reshape(states, rows.shape), rows)


SANITIZED = ("-O1", "-g", "-DPLAIN", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")


@pytest.mark.needs("gcc")
def test_noise_may_be_zero_and_arguments_anything(tmp_path: Path) -> None:
    asked = Ladder.of(OPTIONAL)
    folder = write("c", asked, tmp_path)
    sources = ("-o", "test", "test.c", "beyondthermal.c", "-lm")
    subprocess.run(["gcc", "-std=c99", *SANITIZED, *sources], cwd=folder, check=True)
    rng = np.random.default_rng(5)
    rates = np.hstack([10 ** rng.uniform(-2, 1, (40, 3)), np.ones((40, 1)), np.zeros((40, 3))])
    table = np.hstack([rates, np.full((40, 1), 9.0)])
    odd = rng.choice([0.0, -1.0, 1e300, 1e-300, np.inf, np.nan, 5e-324, 1e6, 1.0], (300, 8))
    odd[:, -1] = rng.choice([-1.0, 0.0, 1.0, 2.0, 9.0, 20001.0, 1e9], 300)
    asked_for = Vectors("cavity_concurrence", np.vstack([table, odd]), [], [])
    found = np.array(evaluate(LANGUAGES["c"], asked, folder, [asked_for])[0])[:, 0]
    given = dict(zip(("kappa", "p", "gamma"), table.T, strict=False))
    np.testing.assert_allclose(found[:40], cavity.concurrence(**given, n_max=9), atol=1e-13)
    assert np.isnan(found[40:]).any()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ("--to rust --function cavity", "`to` must be one of all, c, javascript, wasm, but got"),
        ("--to c --function cavity,populations", "The cavity is written alone"),
        ("--to c --function cavity --gradient", "without --gradient"),
        ("--to c --function cavity --precision single", "in double precision"),
        ("--to c --function cavity --noise gamma_x", "`noise` must be one of delta, gamma_z, p_c"),
        ("--to c --noise delta", "--noise is for --function cavity"),
        ("--to c --function cavity --module steps", "`module` must be an identifier of C99"),
    ],
)
def test_slips_of_the_user(arguments: str, complaint: str, tmp_path: Path) -> None:
    done = beyondthermal("codegen", *arguments.split(), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert complaint in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_the_command_writes_and_verifies(tmp_path: Path) -> None:
    require("node")
    options = ("--function", "cavity", "--noise", "gamma_z", "--module", "mine", "--verify")
    done = beyondthermal("codegen", "--to", "javascript", *options, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "verified" in done.stdout
    assert (tmp_path / "javascript" / "README.md").read_text().startswith("# mine")
