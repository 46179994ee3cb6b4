// Reads lines of a function's name and its arguments, prints the results; or takes the time.
// Doubles are written as the sixteen hexadecimal digits of their bits.
import { readFileSync } from "node:fs";
import * as functions from "./index.js";

const names = {
«cases»
};
const view = new DataView(new ArrayBuffer(8));

function read(digits) {
  view.setBigUint64(0, BigInt(`0x${digits}`));
  return view.getFloat64(0);
}

function written(value) {
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}

function bench(count) {
  const points = Array.from({ length: «bench_arguments» }, () =>
    «real».from({ length: count }, () => 12 * Math.random() - 6),
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
} else {
  const lines = readFileSync(0, "utf8").split("\n").filter(Boolean);
  const output = lines.map((line) => {
    const [name, ...digits] = line.split(" ");
    return [names[name](...digits.map(read))].flat().map(written).join(" ");
  });
  console.log(output.join("\n"));
}
