/* Unlike fmax, hands a NaN on from either side. */
«inline» double larger(double a, double b)
{
    const double c = b > a ? b : a;
    return b == b ? c : b;
}
