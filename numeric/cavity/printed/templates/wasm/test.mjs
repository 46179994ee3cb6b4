// Reads lines of a function's name and its arguments, prints the results; or takes the time.
// Doubles are written as the sixteen hexadecimal digits of their bits. What is printed comes from
// the function of whole arrays; the other one has to agree.
import { readFileSync } from "node:fs";
import { load } from "./«module».mjs";

const COPIES = 3;
const functions = await load();
const names = {
  cavity_concurrence: [functions.cavityConcurrence, functions.cavityConcurrenceArray],
  cavity_populations: [functions.cavityPopulations, functions.cavityPopulationsArray],
};
const bits = new DataView(new ArrayBuffer(8));

function read(digits) {
  bits.setBigUint64(0, BigInt(`0x${digits}`));
  return bits.getFloat64(0);
}

function written(value) {
  bits.setFloat64(0, value);
  return bits.getBigUint64(0).toString(16).padStart(16, "0");
}

function answer(line) {
  const [name, ...digits] = line.split(" ");
  const values = digits.map(read);
  const nMax = values.pop();
  const [one, many] = names[name];
  const alone = [one(...values, nMax)].flat();
  const all = Array.from(many(...values.map((x) => new Float64Array(COPIES).fill(x)), nMax));
  if (!all.every((value, k) => Object.is(value, alone[k % alone.length]))) {
    throw new Error(`${name} of an array differs from that of a point`);
  }
  return all.slice(-alone.length).map(written).join(" ");
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
  console.log(lines.map(answer).join("\n"));
}
