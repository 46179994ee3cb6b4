/**
«head»
 *
 * `load` gives the functions. It compiles the .wasm file of the same name, which has to lie beside
 * this one; `npm run build` makes it.
 */

/** Points that are handed over at a time. */
const BLOCK = 1024;
/** Numbers of a point: arguments and results. */
const NUMBERS = «numbers»;
const PAGE = 65536;

async function instantiated(source) {
  if (!(source instanceof URL)) {
    const found = await WebAssembly.instantiate(source«imports»);
    return found instanceof WebAssembly.Instance ? found : found.instance;
  }
  if (source.protocol !== "file:") {
    const response = await fetch(source);
    return instantiated(await response.arrayBuffer());
  }
  const { readFile } = await import(/* webpackIgnore: true */ "node:fs/promises");
  return instantiated(await readFile(source));
}

/**
 * Compiles the module.
 *
 * @param {URL | BufferSource | WebAssembly.Module} source where it lies, or the module itself
 */
export async function load(source = new URL("«module».wasm", import.meta.url)) {
  const { exports } = await instantiated(source);
  const { memory, __heap_base: base } = exports;
  const end = base.value + BLOCK * NUMBERS * «real».BYTES_PER_ELEMENT;
  memory.grow(Math.max(0, Math.ceil((end - memory.buffer.byteLength) / PAGE)));
  let numbers = new «real»(memory.buffer, base.value, BLOCK * NUMBERS);
  const address = (index) => base.value + index * numbers.BYTES_PER_ELEMENT;

  // Whoever lets the memory grow detaches what was a view of it.
  function view() {
    if (numbers.buffer !== memory.buffer) {
      numbers = new «real»(memory.buffer, base.value, BLOCK * NUMBERS);
    }
    return numbers;
  }

  function point(call, count, values) {
    call(...values, address(0));
    return Array.from(view().subarray(0, count));
  }

  function array(call, count, columns, result = new «real»(count * columns[0].length)) {
    const { length } = columns[0];
    if (columns.some((column) => column.length !== length) || result.length < count * length) {
      throw new RangeError(`arrays of one length, and ${count} times that for the results`);
    }
    const places = columns.map((_, k) => k * BLOCK);
    const place = columns.length * BLOCK;
    for (let first = 0; first < length; first += BLOCK) {
      const size = Math.min(BLOCK, length - first);
      columns.forEach((column, k) => {
        const part = ArrayBuffer.isView(column) ? column.subarray : column.slice;
        view().set(part.call(column, first, first + size), places[k]);
      });
      call(...places.map(address), address(place), size);
      result.set(view().subarray(place, place + count * size), count * first);
    }
    return result;
  }

  return {
    exports,
«functions»
  };
}
