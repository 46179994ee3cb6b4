/* Whether the results lie within the bounds that come next; NaN is within NaN. */
static int within(const real *r, int n)
{
    int right = 1;
    for (int i = 0; i < n; ++i) {
        const char *low = strtok(NULL, " \n"), *high = strtok(NULL, " \n");
        if (low == NULL || high == NULL)
            return 0;
        const double a = strtod(low, NULL), b = strtod(high, NULL), c = (double)r[i];
        right = right && ((a <= c && c <= b) || (a != a && c != c));
    }
    return right;
}
