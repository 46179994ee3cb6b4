/*
«head»
 *
 * The full cavity model, cut to n_max photons. Functions of whole arrays take one array for each
 * rate, and `count` points; the results of a point follow each other. They work on several points
 * at once, those of one cutoff together, and no result depends on the other points.
 *
 * Only + - * / and square roots occur, each rounded once: build with -ffp-contract=off, as
 * CMakeLists.txt does, and all machines have the same bits. -ffast-math is refused.
 */
#ifndef «upper»_H
#define «upper»_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

«prototypes»
#ifdef __cplusplus
}
#endif

#endif
