// Reads lines of a function's name and its arguments, prints the results; or takes the time;
// or checks a file of such lines that have bounds.
// Doubles are written as the sixteen hexadecimal digits of their bits. What is printed comes from
// the function of whole arrays; the other one has to agree.
import { readFileSync } from "node:fs";
import { check, read, written } from "./check.js";
«imported»

const COPIES = 3;
const names = {
  cavity_concurrence: [functions.cavityConcurrence, functions.cavityConcurrenceArray],
  cavity_populations: [functions.cavityPopulations, functions.cavityPopulationsArray],
};

function results(name, values) {
  const [rates, nMax] = [values.slice(0, -1), values.at(-1)];
  const [one, many] = names[name];
  const alone = [one(...rates, nMax)].flat();
  const all = Array.from(many(...rates.map((x) => new Float64Array(COPIES).fill(x)), nMax));
  if (!all.every((value, k) => Object.is(value, alone[k % alone.length]))) {
    throw new Error(`${name} of an array differs from that of a point`);
  }
  return all.slice(-alone.length);
}

function bench(count) {
  const points = Array.from({ length: «rates» }, (_, k) =>
    Float64Array.from({ length: count }, () => k ? 0.01 + 0.1 * Math.random() : 1 + 9 * Math.random()),
  );
  const result = functions.cavityConcurrenceArray(...points, 15);
  let best = Infinity;
  for (let k = 0; k < 3; ++k) {
    const start = performance.now();
    functions.cavityConcurrenceArray(...points, 15, result);
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
