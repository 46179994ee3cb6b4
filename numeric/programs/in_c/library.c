/* The functions as Python calls them. */
#include "formulas.c"

/* Python's linkers export this name; the library is loaded by ctypes and never imported. */
void *PyInit__formulas(void);
void *PyInit__formulas(void)
{
    return NULL;
}
