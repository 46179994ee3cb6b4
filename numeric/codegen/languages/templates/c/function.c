«kernel»
«body»

«one»
{
«point»
}

«many»
{
    for (size_t i = 0; i < count; ++i)
«step»
}
