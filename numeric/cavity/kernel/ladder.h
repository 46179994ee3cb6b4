/* The cavity ladder in double precision, cut to n_max photons, for many points at once.
 *
 * steps.h has the elimination of one level, printed from the package's own Python; here are the
 * loops over levels and over blocks of L points, side by side in the lanes of a vector. Only
 * + - * / occur, each rounded once, in the order in which NumPy does them: results are the same to
 * the last bit (build without contraction to fused operations).
 */
#include <stddef.h>
#include <stdlib.h>

/* As many lanes are fast with vectors of four to eight doubles. */
#ifndef WIDTH
#define WIDTH 8
#endif

enum { L = WIDTH };

#define D const double
#define A(k) a[(k) * L + l]
#define C(k) c[(k) * L + l]
#define P(k) p[(k) * L + l]
#define X(k) x[(k) * L + l]
#define R(k) r[(k) * L + l]
#define N(k) n[k]
#define M(k) m[k]
#define LANES for (int l = 0; l < L; l++)

/* The widest vectors that the processor has are chosen when the library is loaded. */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__linux__) \
    && !defined(PLAIN)
#define CLONES __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define CLONES
#endif

typedef struct {
    int absent, rates, shared, entries, unknowns;
    const int *low, *high, *summed, *flow;
    void (*constants)(const double *, double *);
    void (*end)(const double *, const double *, const double *, const double *, double *);
    void (*down)(const double *, const double *, const double *, double *);
    void (*up)(const double *, const double *, double *);
} variant;

#include "steps.h"

enum { VARIANTS = sizeof variants / sizeof *variants, MOST = 64 };

/* Matrices R_N, then for each level 1 over a trace and its unknowns. */
static size_t workspace(const variant *v, int n_max)
{
    return ((size_t)n_max + 4) * (size_t)(v->entries + v->unknowns + 1) * L;
}

/* From the top, R_N of R_{N+1}; above the top there is nothing. */
static void downwards(const variant *v, const double *p, int n_max, double *matrices)
{
    double shared[MOST * L], n[5], m[MOST];
    const size_t size = (size_t)v->entries * L;
    v->constants(p, shared);
    for (size_t k = 0; k < size; k++)
        matrices[((size_t)n_max + 3) * size + k] = 0.0;
    for (int level = n_max + 2; level > 0; level--) {
        double *r = matrices + (size_t)level * size;
        int whole = 1;
        for (int k = 0; k < 5; k++)
            n[k] = level + k >= 2 && level + k - 2 <= n_max ? level + k - 2 : 0;
        for (int i = 0; i < v->unknowns; i++) {
            const int here = level >= v->low[i] && level - v->high[i] <= n_max;
            m[i] = here;
            whole &= here;
        }
        if (whole && v->down)
            v->down(n, shared, r + size, r);
        else
            v->end(m, n, shared, r + size, r);
    }
}

/* From the bottom, x_N = R_N x_{N-1}, scaled to trace one: `levels` has 1 over a trace, then x_N. */
CLONES static void upwards(const variant *v, int n_max, const double *matrices, double *levels)
{
    const size_t width = (size_t)(v->unknowns + 1) * L;
    double share[L];
    for (size_t k = 0; k < width; k++)
        levels[k] = 0.0;
    for (int l = 0; l < L; l++)
        share[l] = levels[L + l] = 1.0;
    for (int level = 1; level <= n_max + 2; level++) {
        double *x = levels + (size_t)level * width;
        v->up(matrices + (size_t)level * (size_t)v->entries * L, x - width + L, x);
    }
    for (int level = n_max + 1; level >= 0; level--) {
        double *x = levels + (size_t)level * width;
        for (int l = 0; l < L; l++)
            share[l] *= x[width + (size_t)l];
        for (size_t i = L; i < width; i += L)
            for (size_t l = 0; l < L; l++)
                x[i + l] *= share[l];
    }
}

/* Unknown i of a level, or zeros where the variant has none. */
static const double *unknown(const variant *v, const double *levels, int level, int i)
{
    static const double zeros[L];
    const size_t width = (size_t)(v->unknowns + 1) * L;
    return i < 0 ? zeros : levels + (size_t)level * width + (size_t)(i + 1) * L;
}

/* The probability of n photons: GG, SS, AA, EE with n, n + 1, n + 1, n + 2 excitations. */
static void counted(const variant *v, const double *levels, int n, double *found)
{
    static const int excitations[] = {0, 1, 1, 2};
    for (int k = 0; k < 4; k++) {
        const double *x = unknown(v, levels, n + excitations[k], v->summed[k]);
        for (int l = 0; l < L; l++)
            found[l] = k ? found[l] + x[l] : x[l];
    }
}

static void scatter(double *to, size_t left, const double *from)
{
    for (size_t l = 0; l < L && l < left; l++)
        to[l] = from[l];
}

/* One block, of which `left` points are wanted: `points` apart lie the rows of the results. */
static void measure(const variant *v, const double *levels, int n_max, size_t points, size_t left,
                    double *sums, double *photons, double *flow)
{
    double found[L];
    for (int k = 0; k < SUMMED; k++) {
        for (int l = 0; l < L; l++)
            found[l] = unknown(v, levels, 0, v->summed[k])[l];
        for (int level = 1; level <= n_max + 2; level++) {
            const double *x = unknown(v, levels, level, v->summed[k]);
            for (int l = 0; l < L; l++)
                found[l] += x[l];
        }
        scatter(sums + (size_t)k * points, left, found);
    }
    counted(v, levels, n_max, found);
    scatter(sums + (size_t)SUMMED * points, left, found);
    for (int n = 0; photons && n <= n_max; n++) {
        counted(v, levels, n, found);
        scatter(photons + (size_t)n * points, left, found);
        const double *s = unknown(v, levels, n, v->flow[0]);
        const double *e = unknown(v, levels, n + 1, v->flow[1]);
        for (int l = 0; l < L; l++)
            found[l] = s[l] + e[l];
        scatter(flow + (size_t)n * points, left, found);
    }
}

/* Values of a block; those of the last point fill what is left of the last block. */
static void gather(int count, size_t points, size_t start, const double *const *rates,
                   const ptrdiff_t *strides, double *values)
{
    for (int k = 0; k < count; k++)
        for (size_t l = 0; l < L; l++) {
            const size_t at = start + l < points ? start + l : points - 1;
            values[(size_t)k * L + l] = rates[k][(ptrdiff_t)at * strides[k]];
        }
}

/* Solve `points` points of a variant; rates[k] has a value every strides[k] doubles.
 *
 * sums: GG, SS, AA, EE, Im SA of the two qubits and the probability of n_max photons, a row of
 * `points` numbers each. photons, flow: n_max + 1 rows, or both null. Returns 0, or 1 if there is
 * not enough memory.
 */
static int ladder(const variant *v, size_t points, const double *const *rates,
                  const ptrdiff_t *strides, int n_max, double *sums, double *photons, double *flow)
{
    double *work = malloc(workspace(v, n_max) * sizeof(double)), p[MOST * L];
    if (!work)
        return 1;
    double *levels = work + ((size_t)n_max + 4) * (size_t)v->entries * L;
    for (size_t start = 0; start < points; start += L) {
        const size_t left = points - start;
        gather(v->rates, points, start, rates, strides, p);
        downwards(v, p, n_max, work);
        upwards(v, n_max, work, levels);
        measure(v, levels, n_max, points, left, sums + start, photons ? photons + start : NULL,
                flow ? flow + start : NULL);
    }
    free(work);
    return 0;
}

/* From N = 2 on level N + 1 holds at most q_N times what level N holds: tail.py. */
CLONES static void bounded(const double *restrict p, int *restrict tried)
{
    double held[L];
    LANES {
        held[l] = 1.0;
        tried[l] = 1;
    }
    for (int level = 2, going = 1; going && level < ENOUGH + 2; level++) {
        going = 0;
        LANES {
            D kappa = P(0), gamma = P(2), slower = gamma < kappa ? gamma : kappa;
            D q = (P(3) * (level + 1) + 2 * P(1)) / (kappa * (level - 1) + 2 * slower);
            const int more = !(held[l] < SPARE * (1 - q));
            going |= more;
            tried[l] += more;
            held[l] = 1.0 < held[l] * q ? 1.0 : held[l] * q;
        }
    }
}

/* The cutoff that is known to be enough at each point, 0 where more than ENOUGH photons are asked
 * for. rates: kappa, p, gamma, p_c, with a value every strides[k] doubles.
 */
static void enough(size_t points, const double *const *rates, const ptrdiff_t *strides,
                   short *cutoffs)
{
    double p[4 * L];
    int tried[L];
    for (size_t start = 0; start < points; start += L) {
        gather(4, points, start, rates, strides, p);
        bounded(p, tried);
        for (size_t l = 0; l < L && start + l < points; l++)
            cutoffs[start + l] =
                (short)(tried[l] > ENOUGH ? 0 : tried[l] < LEAST ? LEAST : tried[l]);
    }
}
