/* What the C library's header would declare: WebAssembly has none. */
#ifndef «guard»_STDLIB_H
#define «guard»_STDLIB_H

#include <stddef.h>

extern unsigned char __heap_base;

/* One piece of memory at a time, behind what the loader uses. */
static inline void *malloc(size_t size)
{
    unsigned char *piece = &__heap_base + «bytes»;
    const size_t page = 65536, pages = ((size_t)piece + size + page - 1) / page;
    const size_t there = __builtin_wasm_memory_size(0);
    if (pages > there && __builtin_wasm_memory_grow(0, pages - there) == (size_t)-1)
        return NULL;
    return piece;
}

static inline void free(void *piece)
{
    (void)piece;
}

#endif
