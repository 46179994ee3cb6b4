/* So many points of arrays at a time. */
«block»

/* Has the next block brought from memory while this one is computed: the processor is slow to see
 * by itself where loops go that compute much. */
«inline» void fetch(const «real» *x, «size» start, «size» count)
{
#ifdef __GNUC__
    for («size» i = start; i < start + BLOCK && i < count; i += 8)
        __builtin_prefetch(x + i);
#else
    (void)x, (void)start, (void)count;
#endif
}
