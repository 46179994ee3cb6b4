/*
«about»
 */
«head»
«body»

«clones»
«array»
{
    for (std::size_t i = 0; i < count; ++i) {
«step»
        for (std::size_t k = 0; k < «count»; ++k)
            result[«count» * i + k] = point[k];
    }
}
