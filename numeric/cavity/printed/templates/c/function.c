«many»
{
    const double *given[RATES] = {«given»};
    all(given, n_max, result, count, «size», «measured»);
}

«one»
{
«declared»    «call»
«returned»}
