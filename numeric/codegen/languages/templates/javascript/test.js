// Reads lines of a function's name and its arguments, prints the results; or takes the time;
// or checks a file of such lines that have bounds.
// Doubles are written as the sixteen hexadecimal digits of their bits.
import { readFileSync } from "node:fs";
import { check, read, written } from "./check.js";
import * as functions from "./index.js";

const names = {
«cases»
};
const results = (name, values) => [names[name](...values)].flat();

function bench(count) {
  const points = Array.from({ length: «bench_arguments» }, () =>
    «real».from({ length: count }, () => «bench_width» * Math.random()«bench_shift»),
  );
  const result = functions.«bench»(...points);
  let best = Infinity;
  for (let k = 0; k < 5; ++k) {
    const start = performance.now();
    functions.«bench»(...points, result);
    best = Math.min(best, performance.now() - start);
  }
  return (1e6 * best) / count;
}

if (process.argv[2] === "bench") {
  console.log(bench(Number(process.argv[3])).toFixed(3));
} else if (process.argv[2] === "check") {
  process.exitCode = check(process.argv[3], results);
} else {
  const lines = readFileSync(0, "utf8").split("\n").filter(Boolean);
  const output = lines.map((line) => {
    const [name, ...digits] = line.split(" ");
    return results(name, digits.map(read)).map(written).join(" ");
  });
  console.log(output.join("\n"));
}
