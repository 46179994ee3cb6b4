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

enum { COPIES = 11, RATES = «rates», MOST = 4 };

typedef double real;

«within»
static int bench(size_t count)
{
    double *x[RATES], *r = malloc(count * sizeof(double)), best = 1e300;
    for (int k = 0; k < RATES; ++k) {
        x[k] = malloc(count * sizeof(double));
        if (x[k] == NULL || r == NULL)
            return 1;
        for (size_t i = 0; i < count; ++i)
            x[k][i] = k == 0 ? 1.0 + 9.0 * rand() / RAND_MAX : 0.01 + 0.1 * rand() / RAND_MAX;
    }
    for (int k = 0; k < 3; ++k) {
        const clock_t start = clock();
        «module»_cavity_concurrence_array(«columns», 15, r, count);
        const double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        best = seconds < best ? seconds : best;
    }
    for (int k = 0; k < RATES; ++k)
        free(x[k]);
    free(r);
    printf("%.3f\n", 1e9 * best / (double)count);
    return 0;
}

int main(int argc, char **argv)
{
    char line[4096];
    int points = 0, wrong = 0;
    const int check = argc == 3 && strcmp(argv[1], "check") == 0;
    if (argc == 3 && strcmp(argv[1], "bench") == 0)
        return bench((size_t)strtoul(argv[2], NULL, 10));
    if (check && freopen(argv[2], "r", stdin) == NULL) {
        perror(argv[2]);
        return 1;
    }
    while (fgets(line, sizeof line, stdin) != NULL) {
        double x[RATES + 1][COPIES], r[MOST], s[MOST * COPIES];
        const char *name = strtok(line, " \n");
        for (int k = 0; k <= RATES; ++k) {
            const char *token = strtok(NULL, " \n");
            for (int i = 0; i < COPIES; ++i)
                x[k][i] = token == NULL ? 0.0 : strtod(token, NULL);
        }
        const int n_max = (int)x[RATES][0];
        const int n = name != NULL && strcmp(name, "cavity_populations") == 0 ? MOST : 1;
        if (n == 1) {
            r[0] = «module»_cavity_concurrence(«elements», n_max);
            «module»_cavity_concurrence_array(«columns», n_max, s, COPIES);
        } else {
            «module»_cavity_populations(«elements», n_max, r);
            «module»_cavity_populations_array(«columns», n_max, s, COPIES);
        }
        for (int i = 0; i < n * COPIES; ++i)
            if (s[i] != r[i % n] && (s[i] == s[i] || r[i % n] == r[i % n])) {
                fprintf(stderr, "error: %s of an array differs from that of a point\n", name);
                return 1;
            }
        if (check) {
            const char *colon = strtok(NULL, " \n");
            ++points;
            if (colon == NULL || !within(s, n))
                fprintf(stderr, "error: point %d is wrong\n", points), ++wrong;
            continue;
        }
        for (int i = 0; i < n; ++i)
            printf("%a%c", s[i], i + 1 < n ? ' ' : '\n');
    }
    if (check)
        printf("%d points, %d wrong\n", points, wrong);
    return wrong > 0 || (check && points == 0);
}
