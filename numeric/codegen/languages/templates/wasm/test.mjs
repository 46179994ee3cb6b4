// Reads lines of a function's name and its arguments, prints the results; or takes the time;
// or checks a file of such lines that have bounds.
// Doubles are written as the sixteen hexadecimal digits of their bits. What is printed comes from
// the function of whole arrays; the other one has to agree.
import { readFileSync } from "node:fs";
import { check, read, written } from "./check.js";
import { load } from "./«module».mjs";

const COPIES = 3;
const functions = await load();
const names = {
«cases»
};

function results(name, values) {
  const [one, many] = names[name];
  const alone = [one(...values)].flat();
  const all = Array.from(many(...values.map((value) => new «real»(COPIES).fill(value))));
  if (!all.every((value, k) => Object.is(value, alone[k % alone.length]))) {
    throw new Error(`${name} of an array differs from that of a point`);
  }
  return all.slice(-alone.length);
}

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
