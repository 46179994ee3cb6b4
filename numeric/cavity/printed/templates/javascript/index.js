/**
«head»
 */

const ENTRIES = «entries», UNKNOWNS = «unknowns», SHARED = «shared», MOST_PHOTONS = «most_photons»;
«tables»

// The elimination of one level, with the numbers of photons n, what all levels share c, and the
// matrix above at a; one function for each kind of level.
«steps»

const c = new Float64Array(SHARED);
const n = new Float64Array(5);
// Matrices R_N, then for each level 1 over a trace and its unknowns.
const WIDTH = UNKNOWNS + 1;
let work = new Float64Array(0);
const sums = new Float64Array(5);

/**
 * From the top, R_N of R_{N+1}; above the top there is nothing.
 *
 * @param {number} nMax
 */
function downwards(nMax) {
  work.fill(0, (nMax + 3) * ENTRIES, (nMax + 4) * ENTRIES);
  for (let level = nMax + 2; level > 0; --level) {
    for (let k = 0; k < 5; ++k) {
      n[k] = level + k >= 2 && level + k - 2 <= nMax ? level + k - 2 : 0;
    }
    const [below, above] = [level > 1 ? inner : lowest, level > nMax + 1 ? highest : high];
    const step = level > nMax ? above : below;
    step(n, c, work, (level + 1) * ENTRIES, level * ENTRIES);
  }
}

/**
 * From the bottom, x_N = R_N x_{N-1}, scaled to trace one.
 *
 * @param {number} nMax
 * @param {number} levels
 */
function upwards(nMax, levels) {
  work.fill(0, levels, levels + WIDTH);
  work[levels + 1] = 1;
  for (let level = 1; level <= nMax + 2; ++level) {
    const x = levels + level * WIDTH;
    up(work, level * ENTRIES, x - WIDTH + 1, x);
  }
  let share = 1;
  for (let level = nMax + 1; level >= 0; --level) {
    const x = levels + level * WIDTH;
    share *= work[x + WIDTH];
    for (let i = 1; i < WIDTH; ++i) {
      work[x + i] *= share;
    }
  }
}

/**
 * The cutoff that is known to be enough, 0 if that is more than «most»: from N = 2 on level N + 1
 * holds at most q times what level N holds.
 *
«bounding_parameters»
 */
function enough(«bounding») {
  const slower = gamma < kappa ? gamma : kappa;
  let held = 1;
  for (let level = 2; level < «most» + 2; ++level) {
    const q = («gain») / (kappa * (level - 1) + 2 * slower);
    if (held < «spare» * (1 - q)) {
      return Math.max(level - 1, «least»);
    }
    held = Math.min(held * q, 1);
  }
  return 0;
}

/**
«parameters»
 * @param {number} nMax
 */
function allowed(«arguments», nMax) {
  return Number.isInteger(nMax) && nMax >= 0 && nMax <= MOST_PHOTONS &&
    «domain»;
}

/**
 * GG, SS, AA, EE, Im SA of the two qubits.
 *
«parameters»
 * @param {number} nMax
 */
function solve(«arguments», nMax) {
  const cutoff = allowed(«arguments», nMax) ? nMax || enough(«bounding») : 0;
  if (!cutoff) {
    return sums.fill(NaN);
  }
  const levels = (cutoff + 4) * ENTRIES;
  if (work.length < levels + (cutoff + 3) * WIDTH) {
    work = new Float64Array(levels + (cutoff + 3) * WIDTH);
  }
  constants([«given»], c);
  downwards(cutoff);
  upwards(cutoff, levels);
  SUMMED.forEach((i, k) => {
    sums[k] = 0;
    for (let level = 0; i >= 0 && level <= cutoff + 2; ++level) {
      const x = work[levels + level * WIDTH + 1 + i];
      sums[k] = level ? sums[k] + x : x;
    }
  });
  return sums;
}

/**
 * @param {ArrayLike<number>[]} columns
 * @param {ArrayLike<number>} result
 * @param {number} size
 */
function checked(columns, result, size) {
  const { length } = columns[0];
  if (columns.some((column) => column.length !== length) || result.length < size * length) {
    throw new RangeError(`arrays of one length, and ${size} times that for the results`);
  }
}

/**
 * What is the concurrence where it is positive.
 *
«parameters»
 * @param {number} nMax
 */
function excess(«arguments», nMax) {
  const [G, S, A, E, imaginary] = solve(«arguments», nMax);
  const a = Math.abs((S - A) / 2), b = Math.abs(imaginary);
  const high = a > b ? a : b, low = a > b ? b : a;
  const ratio = high > 0 ? low / high : 0;
  return 2 * (high * Math.sqrt(1 + ratio * ratio) - Math.sqrt(G) * Math.sqrt(E));
}

/**
«about_concurrence»
 *
«parameters»
 */
export function cavityConcurrence(«arguments», nMax = 0) {
  const found = excess(«arguments», nMax);
  return found < 0 ? 0 : found;
}

/**
 * The same of every point: into `result`, or else into a new array.
 *
«arrays»
 * @param {number} nMax
 * @param {Float64Array | Float32Array} result
 */
export function cavityConcurrenceArray(
  «arguments», nMax = 0, result = new Float64Array(kappa.length)
) {
  checked([«arguments»], result, 1);
  for (let i = 0; i < kappa.length; ++i) {
    result[i] = cavityConcurrence(«elements», nMax);
  }
  return result;
}

/**
«about_populations»
 *
«parameters»
 */
export function cavityPopulations(«arguments», nMax = 0) {
  return Array.from(solve(«arguments», nMax).subarray(0, 4));
}

/**
 * The same of every point, 4 values a point: into `result`, or else into a new array.
 *
«arrays»
 * @param {number} nMax
 * @param {Float64Array | Float32Array} result
 */
export function cavityPopulationsArray(
  «arguments», nMax = 0, result = new Float64Array(4 * kappa.length)
) {
  checked([«arguments»], result, 4);
  for (let i = 0; i < kappa.length; ++i) {
    result.set(cavityPopulations(«elements», nMax), 4 * i);
  }
  return result;
}
