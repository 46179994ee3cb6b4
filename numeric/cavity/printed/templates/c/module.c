/*
«head»
 */
#include "«module».h"

#include <float.h>
#include <math.h>

«ieee»
#include "cutoffs.h"

/* Points are solved together that have the same cutoff, of so many. */
enum { CHUNK = 1024, RATES = «rates» };

typedef void measure_of_sums(const double *sums, double *result);

/* Whether all rates are in their domains, and the steady state is unique. */
static int allowed(«doubles»)
{
    return «domain»;
}

/* The sums of each point, with n_max photons or as many as are known to be enough. */
static void solve(const double *const *given, int n_max, size_t count, double *sums)
{
    static const ptrdiff_t strides[] = {1, 1, 1, 1, 1, 1, 1};
    const request of = {count, given, strides, sums, NULL, NULL};
    short cutoffs[CHUNK];
    if (!n_max)
        enough(variants, &of, cutoffs);
    for (size_t i = 0; i < count; i++)
        if (n_max < 0 || n_max > MOST_PHOTONS || !allowed(«here»))
            cutoffs[i] = 0;
        else if (n_max)
            cutoffs[i] = (short)n_max;
    const int failed = ladders(variants, &of, cutoffs);
    for (size_t i = 0; failed && i < SUMMED * count; i++)
        sums[i] = NAN;
}

static void all(const double **given, int n_max, double *result, size_t count, size_t size,
                measure_of_sums *measured)
{
    double sums[(SUMMED + 1) * CHUNK], found[SUMMED];
    for (size_t start = 0; start < count; start += CHUNK) {
        const size_t here = count - start < CHUNK ? count - start : CHUNK;
        solve(given, n_max, here, sums);
        for (size_t i = 0; i < here; i++) {
            for (size_t k = 0; k < SUMMED; k++)
                found[k] = sums[k * here + i];
            measured(found, result + size * (start + i));
        }
        for (int k = 0; k < RATES; k++)
            given[k] += here;
    }
}

/* 2 (|rho_c| - sqrt(rho_00 rho_11)), Eq. (A8), or 0 if that is more. */
static void concurrence(const double *sums, double *result)
{
    const double a = fabs((sums[1] - sums[2]) / 2), b = fabs(sums[4]);
    const double high = a > b ? a : b, low = a > b ? b : a;
    const double ratio = high > 0 ? low / high : 0;
    const double excess = 2 * (high * sqrt(1 + ratio * ratio) - sqrt(sums[0]) * sqrt(sums[3]));
    *result = excess < 0 ? 0 : excess;
}

static void populations(const double *sums, double *result)
{
    for (int k = 0; k < 4; k++)
        result[k] = sums[k];
}

«functions»
