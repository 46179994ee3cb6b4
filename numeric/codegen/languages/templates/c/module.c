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

/* Functions of whole arrays exist for narrow and for wide vectors; the processor chooses at load. */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__linux__) \
    && !defined(__AVX2__)
#define CLONES __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define CLONES
#endif

«functions»
