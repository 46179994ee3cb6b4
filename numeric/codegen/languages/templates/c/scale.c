/* A double that is added to a small one and taken off again rounds it to a whole number. */
«define»

/* 2^k for k + SHIFT, with a whole k from -1022 to 1023: the last bits become the exponent. */
«inline» double power_of_two(double shifted)
{
    «uint» bits;
    double power;
    «memcpy»(&bits, &shifted, sizeof bits);
    bits = (bits + 1023u) << 52;
    «memcpy»(&power, &bits, sizeof power);
    return power;
}

/* exp(b)/2^k, where k is b/log(2) rounded, within 0.7 units in the last place; no branches and no
 * calls, so that loops over it can be vectorised. What is left of b after k log(2), the latter in
 * two parts, is at most log(2)/2: Taylor's series, its even and odd powers apart, does the rest. */
«inline» double exponential_reduced(double b, double k)
{
    const double high = b - k * 0.6931471805598903;
    const double low = k * 5.497923018708371e-14;
    const double r = high - low;
    const double q = r * r;
    double even = 1.0 / 479001600.0, odd = 1.0 / 6227020800.0;
    even = even * q + 1.0 / 3628800.0;
    odd = odd * q + 1.0 / 39916800.0;
    even = even * q + 1.0 / 40320.0;
    odd = odd * q + 1.0 / 362880.0;
    even = even * q + 1.0 / 720.0;
    odd = odd * q + 1.0 / 5040.0;
    even = even * q + 1.0 / 24.0;
    odd = odd * q + 1.0 / 120.0;
    even = even * q + 0.5;
    odd = odd * q + 1.0 / 6.0;
    /* What the sum of 1 and r loses is added with the small terms. */
    const double sum = 1.0 + r;
    const double lost = (1.0 - sum) + r + (high - r - low);
    return sum + (lost + q * (even + r * odd));
}
