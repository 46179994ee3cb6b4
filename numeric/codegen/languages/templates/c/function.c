«kernel»
«body»

«one»
{
«point»
}

«clones»«many»
{
    for (size_t i = 0; i < count;) {
        const size_t END = count - i < BLOCK ? count : i + BLOCK;
«fetched»        for (; i < END; ++i)
«step»
    }
}
