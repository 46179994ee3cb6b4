"""Rust, Go and Java from outside: as dependencies, in single precision, and on random programs."""

import math
import subprocess
from pathlib import Path

import numpy as np
import pytest

from beyondthermal.numeric import machine
from beyondthermal.numeric.codegen.generate import generated, languages, package
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.codegen.vectors import Vectors
from beyondthermal.numeric.codegen.verify import evaluate
from beyondthermal.numeric.programs.program import Call, Name, Node, Number, Operation, Program

pytestmark = pytest.mark.needs("cargo", "rustc", "go", "java", "javac")

KEYS = ("rust", "go", "java")
BETAS = ("beta_A", "beta_S")
FUNCTIONS = ("concurrence", "populations")


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def made(key: str, asked: Package, folder: Path) -> tuple[Language, Path]:
    (language,) = languages([key])
    write(folder, {str(path): text for path, text in generated(language, asked).items()})
    return language, folder / key


def built(key: str, asked: Package, folder: Path) -> tuple[Language, Path]:
    language, place = made(key, asked, folder)
    for command in language.build(asked):
        run(place, *command)
    return language, place


def close(found: str, *betas: float) -> None:
    """The concurrence and the populations at a point, and the concurrence at it again."""
    value, *populations, again = map(float, found.split())
    assert value == again == pytest.approx(float(machine.concurrence(*betas)), rel=1e-14)
    assert populations == pytest.approx(np.ravel(machine.populations(*betas)).tolist(), rel=1e-14)
    assert value > 0


MANIFEST = """
[package]
name = "consumer"
version = "1.0.0"
edition = "2018"
[dependencies]
beyondthermal = { path = "../rust", default-features = %s }
"""


def test_cargo_takes_the_crate_as_a_path_dependency(tmp_path: Path) -> None:
    made("rust", package(FUNCTIONS), tmp_path)
    main = """
use beyondthermal::{concurrence, concurrence_array, populations};
fn main() {
    let mut many = [0.0; 2];
    concurrence_array(&[0.0, 4.0], &[0.0, -1.0], &mut many);
    println!("{} {:?} {}", concurrence(4.0, -1.0), populations(4.0, -1.0), many[1]);
}
"""
    consumer = write(tmp_path / "consumer", {"Cargo.toml": MANIFEST % "true", "src/main.rs": main})
    found = run(consumer, "cargo", "run", "--offline", "--quiet")
    close(found.translate(str.maketrans("", "", "[,]")), 4.0, -1.0)


def test_without_the_standard_library_the_crate_takes_anyones_functions(tmp_path: Path) -> None:
    made("rust", package(FUNCTIONS), tmp_path)
    library = """
#![no_std]
use beyondthermal::{concurrence_with, Math};
pub struct Mine;
impl Math for Mine {
    fn exp(x: f64) -> f64 { (0..20).fold(1.0 + x / 1048576.0, |y, _| y * y) }
    fn ln(x: f64) -> f64 { x }
    fn sqrt(x: f64) -> f64 { (0..60).fold(x, |y, _| (y + x / y) / 2.0) }
}
pub fn mine(beta_a: f64, beta_s: f64) -> f64 { concurrence_with::<Mine>(beta_a, beta_s) }
"""
    main = 'fn main() { println!("{}", consumer::mine(4.0, -1.0)); }'
    files = {"Cargo.toml": MANIFEST % "false", "src/lib.rs": library, "src/main.rs": main}
    consumer = write(tmp_path / "consumer", files)
    found = float(run(consumer, "cargo", "run", "--offline", "--quiet"))
    assert found == pytest.approx(float(machine.concurrence(4.0, -1.0)), rel=1e-4)


def test_go_takes_the_module_by_a_replace_directive(tmp_path: Path) -> None:
    made("go", package(FUNCTIONS), tmp_path)
    module = """
module consumer
go 1.19
require beyondthermal v0.0.0
replace beyondthermal => ../go
"""
    main = """
package main
import (
	"fmt"
	"beyondthermal"
)
func main() {
	many := make([]float64, 2)
	beyondthermal.ConcurrenceArray([]float64{0, 4}, []float64{0, -1}, many)
	populations := beyondthermal.Populations(4, -1)
	fmt.Println(beyondthermal.Concurrence(4, -1), populations, many[1])
}
"""
    consumer = write(tmp_path / "consumer", {"go.mod": module, "main.go": main})
    found = run(consumer, "go", "run", "-mod=mod", ".")
    close(found.translate(str.maketrans("", "", "[,]")), 4.0, -1.0)


def test_java_takes_the_class_from_another_package(tmp_path: Path) -> None:
    _, place = built("java", package(FUNCTIONS), tmp_path)
    main = """
package consumer;
import beyondthermal.Beyondthermal;
public class Main {
    public static void main(String[] arguments) {
        double[] many = Beyondthermal.concurrence(new double[] {0, 4}, new double[] {0, -1});
        System.out.print(Beyondthermal.concurrence(4, -1) + " ");
        for (double value : Beyondthermal.populations(4, -1)) System.out.print(value + " ");
        System.out.println(many[1]);
    }
}
"""
    consumer = write(tmp_path, {"consumer/Main.java": main})
    classes = str(place / "target" / "classes")
    run(consumer, "javac", "-cp", classes, "-d", "out", "consumer/Main.java")
    close(run(consumer, "java", "-cp", f"{classes}:out", "consumer.Main"), 4.0, -1.0)


SINGLE = ("concurrence", "entropy_production", "heat_currents", "effective_temperatures")


@pytest.mark.parametrize("key", KEYS)
def test_single_precision_rounds_the_double_result_once(key: str, tmp_path: Path) -> None:
    random = np.random.default_rng(3).uniform(0.01, 9, (200, 4)).astype(np.float32).astype(float)
    found = []
    for single in (False, True):
        asked = package(SINGLE, single=single)
        language, place = built(key, asked, tmp_path / str(single))
        sets = [Vectors(r.name, random[:, : len(r.arguments)], [], []) for r in asked.programs]
        found.append([np.array(rows) for rows in evaluate(language, asked, place, sets)])
    for doubles, singles in zip(*found, strict=True):
        assert np.array_equal(doubles.astype(np.float32), singles)
        assert not np.array_equal(doubles, singles)


@pytest.mark.parametrize("key", KEYS)
def test_the_extremes_hand_on_a_nan_from_both_sides(key: str, tmp_path: Path) -> None:
    operands = tuple(map(Name, BETAS))
    outputs = (("Q_A", Call("max", operands)), ("Q_S", Call("min", operands)))
    asked = Package("extremes", (Program("heat_currents", BETAS, (), outputs),))
    language, place = built(key, asked, tmp_path)
    values = (-math.inf, -1.0, 2.0, math.inf, math.nan)
    points = np.array([(a, b) for a in values for b in values])
    (found,) = evaluate(language, asked, place, [Vectors("heat_currents", points, [], [])])
    expected = np.stack([np.maximum(*points.T), np.minimum(*points.T)], axis=-1)
    np.testing.assert_array_equal(found, expected)


def random_node(random: np.random.Generator, size: int, known: list[Node]) -> Node:
    """Any node of the closed set that every language rounds alike."""
    if size <= 1:
        numbers = [Number(float(n)) for n in (0.5, 3.0, -1.25, 1e20)]
        return (known * 3 + numbers)[random.integers(3 * len(known) + len(numbers))]
    function = random.choice([*"+-*/" * 3, "negative", "abs", "sqrt", "max", "min", "select"])
    count = {"negative": 1, "abs": 1, "sqrt": 1, "select": 4}.get(function, 2)
    sizes = random.multinomial(size - 1, [1 / count] * count)
    operands = tuple(random_node(random, int(s), known) for s in sizes)
    if function == "sqrt":
        operands = (Call("abs", operands),)
    return Operation(function, *operands) if function in "+-*/" else Call(function, operands)


def random_program(name: str, outputs: int, seed: int) -> Program:
    random = np.random.default_rng(seed)
    known: list[Node] = [Name(argument) for argument in BETAS]
    parts = []
    for k in range(12):
        parts.append((f"t{k}", random_node(random, int(random.integers(2, 40)), known)))
        known.append(Name(f"t{k}"))
    results = [random_node(random, 2 + 12 * k, known) for k in range(outputs)]
    # The last output takes every part.
    total = results[-1]
    for part in known[2:]:
        total = Call("max", (total, part))
    outputs = enumerate([*results[:-1], total])
    return Program(name, BETAS, tuple(parts), tuple((f"r{k}", body) for k, body in outputs))


def value(node: Node, known: dict[str, np.float64]) -> np.float64:
    """A node's value by its definition."""
    if isinstance(node, Number):
        return np.float64(node.value)
    if isinstance(node, Name):
        return known[node.name]
    if isinstance(node, Operation):
        a, b = value(node.left, known), value(node.right, known)
        return {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}[node.sign](a, b)
    operands = [value(operand, known) for operand in node.operands]
    if node.function == "select":
        return operands[2] if operands[0] > operands[1] else operands[3]
    functions = {"negative": np.negative, "abs": np.abs, "sqrt": np.sqrt, "max": np.maximum,
                 "min": np.minimum}  # fmt: skip
    return functions[node.function](*operands)


@pytest.mark.parametrize("key", KEYS)
def test_random_programs_are_formatted_and_right_to_the_last_bit(key: str, tmp_path: Path) -> None:
    names = ("concurrence", "populations", "heat_currents", "entropy_production")
    programs = tuple(random_program(n, 1 + k, 40 + k) for k, n in enumerate(names))
    asked = Package("random_programs", programs)
    language, place = built(key, asked, tmp_path)
    for command in language.lint(asked):
        if "clippy" not in command:
            assert run(place, *command) == ""
    points = np.random.default_rng(1).uniform(-3, 3, (40, 2))
    found = evaluate(language, asked, place, [Vectors(n, points, [], []) for n in names])
    with np.errstate(all="ignore"):
        for program, rows in zip(programs, found, strict=True):
            for point, row in zip(points, rows, strict=True):
                known = dict(zip(BETAS, point, strict=True))
                for name, body in program.parts:
                    known[name] = value(body, known)
                expected = [value(body, known) for _, body in program.outputs]
                np.testing.assert_array_equal(row, expected)
    assert np.isfinite(np.concatenate([np.ravel(rows) for rows in found])).mean() > 0.5


@pytest.mark.parametrize(
    ("key", "name"),
    [("rust", "core"), ("rust", "dyn"), ("rust", "a__b"), ("go", "math"), ("go", "float64"),
     ("go", "func"), ("java", "string"), ("java", "java"), ("java", "goto")],
)  # fmt: skip
def test_names_that_would_hide_what_the_files_need_are_refused(key: str, name: str) -> None:
    (language,) = languages([key])
    with pytest.raises(ValueError, match=f"got '{name}'"):
        generated(language, package(FUNCTIONS, module=name))
