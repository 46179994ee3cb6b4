
/* JavaScript's own. */
#define «name» imported_«name»
__attribute__((import_module("Math"), import_name("«name»"))) double imported_«name»(«given»);
