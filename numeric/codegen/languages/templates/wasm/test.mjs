// Reads lines of a function's name and its arguments, prints the results; or takes the time.
// Doubles are written as the sixteen hexadecimal digits of their bits. What is printed comes from
// the function of whole arrays; the other one has to agree.
import { readFileSync } from "node:fs";
import { load } from "./«module».mjs";

const COPIES = 3;
const functions = await load();
const names = {
«cases»
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
  const [one, many] = names[name];
  const alone = [one(...values)].flat();
  const all = Array.from(many(...values.map((value) => new «real»(COPIES).fill(value))));
  if (!all.every((value, k) => Object.is(value, alone[k % alone.length]))) {
    throw new Error(`${name} of an array differs from that of a point`);
  }
  return all.slice(-alone.length).map(written).join(" ");
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
  console.log(lines.map(answer).join("\n"));
}
