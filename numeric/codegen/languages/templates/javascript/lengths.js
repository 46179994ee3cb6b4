/**
 * Refuses arrays that differ in length, and one that is too short for the results.
 *
 * @param {number} count results of a point
 * @param {ArrayLike<number>} result
 * @param {...ArrayLike<number>} columns
 */
function sameLength(count, result, ...columns) {
  const { length } = columns[0];
  if (columns.some((column) => column.length !== length) || result.length < count * length) {
    throw new RangeError(`arrays of one length, and ${count} times that for the results`);
  }
}
