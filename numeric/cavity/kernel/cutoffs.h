/* How many photons are enough at each of many points, and the ladder with so many at each. */
#include "ladder.h"

/* From N = 2 on level N + 1 holds at most q_N times what level N holds: tail.py. Two vectors at a
 * time keep the divider busy.
 */
enum { PAIR = 2 * L };

CLONES static void bounded(const double *restrict p, int *restrict tried)
{
    double held[PAIR];
    for (int l = 0; l < PAIR; l++) {
        held[l] = 1.0;
        tried[l] = 1;
    }
    for (int level = 2, going = 1; going && level < ENOUGH + 2; level++) {
        going = 0;
        for (int l = 0; l < PAIR; l++) {
            D kappa = p[l], gamma = p[2 * PAIR + l], slower = gamma < kappa ? gamma : kappa;
            D gain = p[3 * PAIR + l] * (level + 1) + 2 * p[PAIR + l];
            D q = gain / (kappa * (level - 1) + 2 * slower);
            const int more = !(held[l] < SPARE * (1 - q));
            going |= more;
            tried[l] += more;
            held[l] = 1.0 < held[l] * q ? 1.0 : held[l] * q;
        }
    }
}

/* The rates that the bound takes: kappa, p, gamma, p_c; 0 for those that a variant lacks. */
static void bounding(const variant *v, const request *of, const double **rates, ptrdiff_t *strides)
{
    static const double zero = 0.0;
    for (int k = 0; k < 4; k++) {
        int at = 0;
        for (int i = 0; i < BOUNDING[k]; i++)
            at += !(v->absent >> i & 1);
        const int lacks = v->absent >> BOUNDING[k] & 1;
        rates[k] = lacks ? &zero : of->rates[at];
        strides[k] = lacks ? 0 : of->strides[at];
    }
}

/* The cutoff that is known to be enough at each point, 0 where more than ENOUGH photons are asked
 * for.
 */
static void enough(const variant *v, const request *of, short *cutoffs)
{
    const double *rates[4];
    ptrdiff_t strides[4];
    bounding(v, of, rates, strides);
    for (size_t start = 0; start < of->points; start += PAIR) {
        const size_t left = of->points - start;
        double p[4 * PAIR];
        int tried[PAIR];
        for (size_t k = 0; k < 4; k++)
            for (size_t l = 0; l < PAIR; l++)
                p[k * PAIR + l] = rates[k][(ptrdiff_t)(start + (l < left ? l : 0)) * strides[k]];
        bounded(p, tried);
        for (size_t l = 0; l < PAIR && l < left; l++)
            cutoffs[start + l] =
                (short)(tried[l] > ENOUGH ? 0 : tried[l] < LEAST ? LEAST : tried[l]);
    }
}

/* The places of each cutoff, one cutoff after the other; ends[k]: where those of cutoff k end. */
static void sorted(size_t points, const short *cutoffs, short most, size_t *places, size_t *ends)
{
    for (int k = 0; k < most + 2; k++)
        ends[k] = 0;
    for (size_t i = 0; i < points; i++)
        ends[cutoffs[i] + 1]++;
    for (int k = 0; k < most; k++)
        ends[k + 1] += ends[k];
    /* So far they are where those begin. */
    for (size_t i = 0; i < points; i++)
        places[ends[cutoffs[i]]++] = i;
}

/* Solve each point with its own cutoff, those together that have the same; where it is 0, sums are
 * NaN. Returns 0, or 1 if there is not enough memory.
 */
static int ladders(const variant *v, const request *of, const short *cutoffs)
{
    short most = 0;
    for (size_t i = 0; i < of->points; i++)
        most = cutoffs[i] > most ? cutoffs[i] : most;
    const size_t numbers = of->points + (size_t)most + 2;
    double *work = malloc(workspace(v, most) * sizeof(double) + numbers * sizeof(size_t));
    if (!work)
        return 1;
    size_t *places = (size_t *)(work + workspace(v, most)), *ends = places + of->points;
    sorted(of->points, cutoffs, most, places, ends);
    for (size_t row = 0; row < SUMMED + 1; row++)
        for (size_t i = 0; i < ends[0]; i++)
            of->sums[row * of->points + places[i]] = NAN;
    for (int k = 1; k <= most; k++)
        ladder(v, of, k, ends[k] - ends[k - 1], places + ends[k - 1], work);
    free(work);
    return 0;
}
