/*
«about»
 */
«head»
«body»

«clones»
«array»
{
    for (std::size_t i = 0; i < count; ++i)
«step»
}
