/*
«head»
 */
#include "«module».h"

#include <float.h>
#include <math.h>
«includes»
«ieee»
/* Loops can be vectorised only over what is inlined. */
#ifdef __GNUC__
#define INLINE static inline __attribute__((always_inline))
#else
#define INLINE static inline
#endif

«wide»
«functions»
