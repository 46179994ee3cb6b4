/* The ladder as Python calls it, all variants. */
#include "cutoffs.h"

/* How many there are: a library of another version isn't taken. */
const int beyondthermal_variants = VARIANTS;

/* Solve `points` points of a variant, all with n_max photons: see `request`. Returns 0, 1 if there is
 * not enough memory, or 2 if an argument is out of its domain.
 */
int beyondthermal_ladder(int number, size_t points, const double *const *rates,
                         const ptrdiff_t *strides, int n_max, double *sums, double *photons,
                         double *flow)
{
    if (number < 0 || number >= VARIANTS || n_max < 1 || n_max > MOST_PHOTONS || !rates || !strides
        || !sums || !photons != !flow)
        return 2;
    const request of = {points, rates, strides, sums, photons, flow};
    double *work = malloc(workspace(variants + number, n_max) * sizeof(double));
    if (!work)
        return 1;
    ladder(variants + number, &of, n_max, points, NULL, work);
    free(work);
    return 0;
}

/* The same with as many photons at each point as are known to be enough: these cutoffs are a result,
 * too, and where they are 0 sums are NaN.
 */
int beyondthermal_ladders(int number, size_t points, const double *const *rates,
                          const ptrdiff_t *strides, double *sums, short *cutoffs)
{
    if (number < 0 || number >= VARIANTS || !rates || !strides || !sums || !cutoffs)
        return 2;
    const request of = {points, rates, strides, sums, NULL, NULL};
    enough(variants + number, &of, cutoffs);
    return ladders(variants + number, &of, cutoffs);
}

/* Solve one point: all rates, of which optional ones may be 0; n_max 0 for the cutoff that is known
 * to be enough. Returns the cutoff, or 0 if none is known or something failed.
 */
int beyondthermal_point(const double rates[PARAMETERS], int n_max, double *sums)
{
    static const ptrdiff_t strides[PARAMETERS];
    const double *given[PARAMETERS];
    short known = 0;
    int absent = 0, count = 0, number = 0;
    for (int k = 0; k < PARAMETERS; k++)
        if (OPTIONAL >> k & 1 && rates[k] == 0.0)
            absent |= 1 << k;
        else
            given[count++] = rates + k;
    while (variants[number].absent != absent)
        number++;
    if (n_max)
        return beyondthermal_ladder(number, 1, given, strides, n_max, sums, NULL, NULL) ? 0 : n_max;
    return beyondthermal_ladders(number, 1, given, strides, sums, &known) ? 0 : known;
}

/* Python's linkers export this name; the library is loaded by ctypes and never imported. */
void *PyInit__ladder(void);
void *PyInit__ladder(void)
{
    return NULL;
}
