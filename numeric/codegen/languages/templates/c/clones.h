/* Functions of whole arrays exist for narrow and for wide vectors; the processor chooses at load. */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__GLIBC__) \
    && !defined(__AVX2__)
#define «clones» __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define «clones»
#endif
