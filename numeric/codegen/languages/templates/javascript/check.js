import { readFileSync } from "node:fs";

const view = new DataView(new ArrayBuffer(8));

/** A double from the sixteen hexadecimal digits of its bits. */
export function read(digits) {
  view.setBigUint64(0, BigInt(`0x${digits}`));
  return view.getFloat64(0);
}

/** The sixteen hexadecimal digits of a double. */
export function written(value) {
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}

/**
 * Checks a file: in each line a function's name, its arguments, and after a colon two bounds for
 * each result. NaN is within NaN.
 */
export function check(path, results) {
  const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
  const wrong = lines.filter((line) => {
    const [point, ends] = line.split(" : ");
    const [name, ...digits] = point.split(" ");
    const bounds = ends.split(" ").map(read);
    const found = results(name, digits.map(read));
    const within = (value, k) =>
      (bounds[2 * k] <= value && value <= bounds[2 * k + 1]) ||
      (Number.isNaN(bounds[2 * k]) && Number.isNaN(value));
    return found.length * 2 !== bounds.length || !found.every(within);
  });
  console.log(`${lines.length} points, ${wrong.length} wrong`, ...wrong.slice(0, 1));
  return wrong.length > 0 || lines.length === 0 ? 1 : 0;
}
