/* Calls the kernel with arguments of all kinds, to be run under sanitizers. */
#include "ladder.c"

#include <math.h>
#include <stdint.h>
#include <stdio.h>

static uint64_t state = 20240229;

static uint64_t drawn(uint64_t below)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % below;
}

int main(void)
{
    static const double odd[] = {0.0, 1.0, -1.0, 1e300, 1e-300, INFINITY, -INFINITY, NAN, 5e-324, 0.3};
    static const int cutoffs[] = {0, -1, 1000000, MOST_PHOTONS + 1, 1, 2, 3, 5, 9};
    int calls = 0;
    for (; calls < 1200; calls++) {
        const int number = (int)drawn(VARIANTS + 2) - 1, n_max = cutoffs[drawn(9)];
        const size_t points = drawn(12);
        const int light = (int)drawn(2);
        double *columns[8], *sums = malloc(((SUMMED + 1) * points + 1) * sizeof(double));
        const double *rates[8];
        ptrdiff_t strides[8];
        for (int k = 0; k < 8; k++) {
            strides[k] = (ptrdiff_t)drawn(3);
            const size_t count = (size_t)strides[k] * (points ? points - 1 : 0) + 1;
            columns[k] = malloc(count * sizeof(double));
            for (size_t i = 0; i < count; i++)
                columns[k][i] = odd[drawn(10)];
            rates[k] = columns[k];
        }
        const int rows = n_max > 0 && n_max <= MOST_PHOTONS ? n_max + 1 : 1;
        double *photons = malloc(((size_t)rows * points + 1) * sizeof(double));
        double *flow = malloc(((size_t)rows * points + 1) * sizeof(double));
        const int got = beyondthermal_ladder(number, points, rates, strides, n_max, sums,
                                             light ? photons : NULL, light ? flow : NULL);
        const int wrong = number < 0 || number >= VARIANTS || n_max < 1 || n_max > MOST_PHOTONS;
        if (got != (wrong ? 2 : 0))
            return 1;
        if (beyondthermal_ladder(number, points, rates, strides, n_max, sums, photons, NULL) != 2)
            return 1;
        short *cutoffs = malloc((points + 1) * sizeof(short));
        const int unknown = number < 0 || number >= VARIANTS;
        if (beyondthermal_ladders(number, points, rates, strides, sums, cutoffs) != 2 * unknown
            || beyondthermal_ladders(number, points, rates, NULL, sums, cutoffs) != 2)
            return 1;
        for (size_t i = 0; i < points && !unknown; i++)
            if (cutoffs[i] ? cutoffs[i] < LEAST || cutoffs[i] > ENOUGH : !isnan(sums[i]))
                return 1;
        free(cutoffs);
        double one[PARAMETERS], its[SUMMED + 1];
        for (int k = 0; k < PARAMETERS; k++)
            one[k] = odd[drawn(10)];
        const int used = beyondthermal_point(one, n_max, its);
        if (n_max && used != (n_max < 1 || n_max > MOST_PHOTONS ? 0 : n_max))
            return 1;
        for (int k = 0; k < 8; k++)
            free(columns[k]);
        free(sums), free(photons), free(flow);
    }
    printf("%d calls\n", calls);
    return 0;
}
