/* The cavity ladder in double precision, cut to n_max photons, for many points at once.
 *
 * steps.h has the elimination of one level, printed from the package's own Python; here are the
 * loops over levels and over blocks of L points, side by side in the lanes of a vector. Only
 * + - * / occur, each rounded once, in the order in which NumPy does them: results are the same to
 * the last bit (build without contraction to fused operations).
 */
#include <math.h>
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
#define LANES for (int l = 0; l < L; l++)

/* The widest vectors that the processor has are chosen when the library is loaded. */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__linux__) \
    && !defined(PLAIN)
#define CLONES __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define CLONES
#endif

/* The numbers of photons N - 2, ..., N + 2, what all levels share, R_{N+1} -> R_N. */
typedef void step(const double *, const double *, const double *, double *);

typedef struct {
    int absent, rates, shared, entries, unknowns;
    const int *summed, *flow;
    void (*constants)(const double *, double *);
    step *highest, *high, *inner, *lowest;
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
    double shared[MOST * L], n[5];
    const size_t size = (size_t)v->entries * L;
    v->constants(p, shared);
    for (size_t k = 0; k < size; k++)
        matrices[((size_t)n_max + 3) * size + k] = 0.0;
    for (int level = n_max + 2; level > 0; level--) {
        double *r = matrices + (size_t)level * size;
        step *down = level > 1 ? v->inner : v->lowest;
        if (level > n_max)
            down = level > n_max + 1 ? v->highest : v->high;
        for (int k = 0; k < 5; k++)
            n[k] = level + k >= 2 && level + k - 2 <= n_max ? level + k - 2 : 0;
        down(n, shared, r + size, r);
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

/* What is asked for. rates[k] has a value of each point every strides[k] doubles. sums: GG, SS, AA,
 * EE, Im SA of the two qubits and the probability of n_max photons, a row of `points` numbers each.
 * photons, flow: n_max + 1 rows, or both null.
 */
typedef struct {
    size_t points;
    const double *const *rates;
    const ptrdiff_t *strides;
    double *sums, *photons, *flow;
} request;

/* A block of places from `start` on; the last one fills what is left of the last block. */
static void block(size_t start, size_t count, const size_t *places, size_t *here)
{
    for (size_t l = 0; l < L; l++) {
        const size_t at = start + l < count ? start + l : count - 1;
        here[l] = places ? places[at] : at;
    }
}

static void gather(int count, const request *of, const size_t *here, double *values)
{
    for (int k = 0; k < count; k++)
        for (size_t l = 0; l < L; l++)
            values[(size_t)k * L + l] = of->rates[k][(ptrdiff_t)here[l] * of->strides[k]];
}

static void scatter(double *row, const size_t *here, const double *from)
{
    for (size_t l = 0; l < L; l++)
        row[here[l]] = from[l];
}

/* The results of one block. */
static void measure(const variant *v, const double *levels, int n_max, const size_t *here,
                    const request *of)
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
        scatter(of->sums + (size_t)k * of->points, here, found);
    }
    counted(v, levels, n_max, found);
    scatter(of->sums + (size_t)SUMMED * of->points, here, found);
    for (int n = 0; of->photons && n <= n_max; n++) {
        counted(v, levels, n, found);
        scatter(of->photons + (size_t)n * of->points, here, found);
        const double *s = unknown(v, levels, n, v->flow[0]);
        const double *e = unknown(v, levels, n + 1, v->flow[1]);
        for (int l = 0; l < L; l++)
            found[l] = s[l] + e[l];
        scatter(of->flow + (size_t)n * of->points, here, found);
    }
}

/* Solve a variant at `count` places; null are all points in their order. */
static void ladder(const variant *v, const request *of, int n_max, size_t count,
                   const size_t *places, double *work)
{
    double *levels = work + ((size_t)n_max + 4) * (size_t)v->entries * L, p[MOST * L];
    for (size_t start = 0; start < count; start += L) {
        size_t here[L];
        block(start, count, places, here);
        gather(v->rates, of, here, p);
        downwards(v, p, n_max, work);
        upwards(v, n_max, work, levels);
        measure(v, levels, n_max, here, of);
    }
}
