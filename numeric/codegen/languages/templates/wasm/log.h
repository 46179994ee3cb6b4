
#include <stdint.h>

/* log(a), within 1 unit in the last place: a is 2^k (1 + f), with 1 + f next to 1. By s = f/(2 + f)
 * log(1 + f) is 2 artanh(s), a series in s^2. */
static inline double log(double a)
{
    if (!(a > 0.0 && a < __builtin_inf()))
        return a == 0.0 ? -__builtin_inf() : a < 0.0 ? __builtin_nan("") : a;
    const int subnormal = a < 0x1p-1022;
    a = subnormal ? a * 0x1p54 : a;
    uint64_t bits;
    __builtin_memcpy(&bits, &a, sizeof bits);
    /* From sqrt(1/2) on the exponent of a counts, below it the one before. */
    const uint64_t half_root = 0x3fe6a09e667f3bcd, one = 0x3ff0000000000000;
    const int64_t whole = (int64_t)(bits + (one - half_root)) >> 52;
    bits -= (uint64_t)(whole - 1023) << 52;
    __builtin_memcpy(&a, &bits, sizeof a);
    const double k = (double)(whole - (subnormal ? 1077 : 1023));
    const double f = a - 1.0;
    const double s = f / (2.0 + f);
    const double z = s * s;
    double series = 2.0 / 23.0;
    for (int n = 21; n > 1; n -= 2)
        series = series * z + 2.0 / n;
    series *= z;
    const double square = 0.5 * f * f;
    const double rest = s * (square + series) + k * 5.497923018708371e-14;
    return k * 0.6931471805598903 - (square - rest - f);
}
