/* Unlike fmin, hands a NaN on from either side. */
«inline» double smaller(double a, double b)
{
    const double c = b < a ? b : a;
    return b == b ? c : b;
}
