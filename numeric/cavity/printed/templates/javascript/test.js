// Reads lines of a function's name and its arguments, prints the results; or takes the time.
// Doubles are written as the sixteen hexadecimal digits of their bits.
import { readFileSync } from "node:fs";
import * as functions from "./index.js";

const names = {
  cavity_concurrence: functions.cavityConcurrence,
  cavity_populations: functions.cavityPopulations,
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
} else {
  const lines = readFileSync(0, "utf8").split("\n").filter(Boolean);
  const output = lines.map((line) => {
    const [name, ...digits] = line.split(" ");
    return [names[name](...digits.map(read))].flat().map(written).join(" ");
  });
  console.log(output.join("\n"));
}
