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
#if defined __FAST_MATH__ || defined __ASSOCIATIVE_MATH__ || defined _M_FP_FAST || \
    (defined __FINITE_MATH_ONLY__ && __FINITE_MATH_ONLY__ > 0) || \
    FLT_EVAL_METHOD < 0 || FLT_EVAL_METHOD == 2
#error "not with -ffast-math, nor with the x87 unit: each operation has to round to a double"
#endif

namespace «module» {

«functions»

}  // namespace «module»

#endif  // «guard»
