{
    const auto point = «call»;
    std::array<float, «count»> result{};
    for (std::size_t k = 0; k < «count»; ++k)
        result[k] = static_cast<float>(point[k]);
    return result;
}
