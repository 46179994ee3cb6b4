«kernel»
«body»

«one»
{
«point»
}

«clones»«many»
{
    for (size_t i = 0; i < count; ++i)
«step»
}
