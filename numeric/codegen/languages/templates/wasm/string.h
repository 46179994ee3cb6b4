/* What the C library's header would declare: WebAssembly has none. */
#ifndef «guard»_STRING_H
#define «guard»_STRING_H

#define memcpy __builtin_memcpy

#endif
