/* The ladder as Python calls it, all variants. */
#include "ladder.h"

/* How many there are: a library of another version isn't taken. */
const int beyondthermal_variants = VARIANTS;

/* Solve `points` points of a variant: `ladder`, or 2 if an argument is out of its domain. */
int beyondthermal_ladder(int number, size_t points, const double *const *rates,
                         const ptrdiff_t *strides, int n_max, double *sums, double *photons,
                         double *flow)
{
    if (number < 0 || number >= VARIANTS || n_max < 1 || n_max > MOST_PHOTONS || !rates || !strides
        || !sums || !photons != !flow)
        return 2;
    return ladder(variants + number, points, rates, strides, n_max, sums, photons, flow);
}

/* The cutoffs of `enough`. Returns 0, or 2 if an argument is out of its domain. */
int beyondthermal_enough(size_t points, const double *const *rates, const ptrdiff_t *strides,
                         short *cutoffs)
{
    if (!rates || !strides || !cutoffs)
        return 2;
    enough(points, rates, strides, cutoffs);
    return 0;
}

/* Solve one point: all rates, of which optional ones may be 0; n_max 0 for the cutoff that is known
 * to be enough. sums: as above. Returns the cutoff, or 0 if none is known or something failed.
 */
int beyondthermal_point(const double rates[PARAMETERS], int n_max, double *sums)
{
    static const ptrdiff_t strides[PARAMETERS];
    const double *given[PARAMETERS], *bounding[4];
    short known = 0;
    int absent = 0, count = 0, number = 0;
    for (int k = 0; k < PARAMETERS; k++)
        if (OPTIONAL >> k & 1 && rates[k] == 0.0)
            absent |= 1 << k;
        else
            given[count++] = rates + k;
    while (variants[number].absent != absent)
        number++;
    for (int k = 0; k < 4; k++)
        bounding[k] = rates + BOUNDING[k];
    if (!n_max && !beyondthermal_enough(1, bounding, strides, &known))
        n_max = known;
    return beyondthermal_ladder(number, 1, given, strides, n_max, sums, NULL, NULL) ? 0 : n_max;
}

/* Python's linkers export this name; the library is loaded by ctypes and never imported. */
void *PyInit__ladder(void);
void *PyInit__ladder(void)
{
    return NULL;
}
