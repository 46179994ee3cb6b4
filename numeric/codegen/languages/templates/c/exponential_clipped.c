/* exp(b) for b from -700 to 700. */
«inline» double exponential_clipped(double b)
{
    const double shifted = b * 1.4426950408889634 + SHIFT;
    const double k = shifted - SHIFT;
    return exponential_reduced(b, k) * power_of_two(shifted);
}
