/* What the C library's header would declare: WebAssembly has none. */
#ifndef «guard»_MATH_H
#define «guard»_MATH_H

#define fabs __builtin_fabs
#define sqrt __builtin_sqrt
«log»
#endif
