/*
«head»
 *
 * Functions of whole arrays take one array for each argument, and `count` points; the results
 * of a point follow each other. With one result it may replace an argument; no other arrays
 * may overlap. Where you compile with
 *   «fast»
 * (gcc or clang) they work on several points at once, exponentials included. With
 * -ffp-contract=off instead of -ffp-contract=fast they are a bit slower, and whatever takes no
 * logarithm is the same bit for bit on all machines. -ffast-math is refused, since it knows
 * neither NaN nor infinity.
 */
#ifndef «guard»
#define «guard»

#include <array>
#include <cfloat>
#include <cmath>
#include <cstddef>
«includes»
«ieee»
«wide»
namespace «module» {

«functions»

}  // namespace «module»

#undef «clones»

#endif  // «guard»
