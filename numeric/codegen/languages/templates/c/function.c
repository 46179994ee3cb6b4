«kernel»
«body»

«one»
{
«point»
}

CLONES
«many»
{
    for (size_t i = 0; i < count; ++i)
«step»
}
