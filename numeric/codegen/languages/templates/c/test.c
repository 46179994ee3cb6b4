/* Reads lines of a function's name and its arguments, prints the results; or takes the time; or
 * checks a file of such lines, with a colon and two bounds for each result at their ends.
 *
 * What is printed comes from the function of whole arrays; the other one has to agree.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "«module».h"

#define TOLERANCE «tolerance»

enum { COPIES = 19, ARGUMENTS = «arguments», RESULTS = «results» };

typedef «real» real;

static int agree(double a, double b)
{
    const double size = b < -1 ? -b : b > 1 ? b : 1;
    const double error = a > b ? a - b : b - a;
    return a == b || error <= TOLERANCE * size || (a != a && b != b);
}

«within»
static int bench(size_t count)
{
    real *x[ARGUMENTS], *r = malloc(«bench_results» * count * sizeof(real));
    double best = 1e300;
    for (int k = 0; k < «bench_arguments»; ++k) {
        x[k] = malloc(count * sizeof(real));
        if (x[k] == NULL || r == NULL)
            return 1;
        for (size_t i = 0; i < count; ++i)
            x[k][i] = (real)(«bench_width» * rand() / RAND_MAX«bench_shift»);
    }
    for (int k = 0; k < 5; ++k) {
        const clock_t start = clock();
        «bench»
        const double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        best = seconds < best ? seconds : best;
    }
    for (int k = 0; k < «bench_arguments»; ++k)
        free(x[k]);
    free(r);
    printf("%.3f\n", 1e9 * best / (double)count);
    return 0;
}

int main(int argc, char **argv)
{
    static char line[1 << 16];
    int points = 0, wrong = 0;
    const int check = argc == 3 && strcmp(argv[1], "check") == 0;
    if (argc == 3 && strcmp(argv[1], "bench") == 0)
        return bench((size_t)strtoul(argv[2], NULL, 10));
    if (check && freopen(argv[2], "r", stdin) == NULL) {
        perror(argv[2]);
        return 1;
    }
    while (fgets(line, sizeof line, stdin) != NULL) {
        real x[ARGUMENTS][COPIES], r[RESULTS], s[RESULTS * COPIES];
        int n = 0, k = 0;
        const char *name = strtok(line, " \n");
        char *token = strtok(NULL, " \n");
        for (; token != NULL && *token != ':' && k < ARGUMENTS; token = strtok(NULL, " \n"), ++k)
            for (int i = 0; i < COPIES; ++i)
                x[k][i] = (real)strtod(token, NULL);
        if (name == NULL)
            continue;
«cases»
        for (int i = 0; i < n * COPIES; ++i)
            if (!agree((double)s[i], (double)r[i % n])) {
                fprintf(stderr, "error: %s of an array differs from that of a point\n", name);
                return 1;
            }
        if (check) {
            ++points;
            if (n == 0 || !within(s, n))
                fprintf(stderr, "error: point %d is wrong\n", points), ++wrong;
            continue;
        }
        for (int i = 0; i < n; ++i)
            printf("%a%c", (double)s[i], i + 1 < n ? ' ' : '\n');
    }
    if (check)
        printf("%d points, %d wrong\n", points, wrong);
    return wrong > 0 || (check && points == 0);
}
