/*
«about»
 */
«head»
«body»

«clones»
«array»
{
    for (std::size_t i = 0; i < count;) {
        const std::size_t END = count - i < detail::BLOCK ? count : i + detail::BLOCK;
«fetched»        for (; i < END; ++i)
«step»
    }
}
