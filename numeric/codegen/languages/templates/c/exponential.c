/* exp(b) for any b; two factors make up a power of two that no double holds. */
«inline» double exponential(double b)
{
    const double clipped = smaller(larger(b, -746.0), 710.0);
    const double shifted = clipped * 1.4426950408889634 + SHIFT;
    const double k = shifted - SHIFT;
    const double halved = 0.5 * k + SHIFT;
    const double half = halved - SHIFT;
    return exponential_reduced(clipped, k) * power_of_two(halved) * power_of_two(k - half + SHIFT);
}
