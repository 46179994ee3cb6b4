#if defined __FAST_MATH__ || defined __ASSOCIATIVE_MATH__ || defined _M_FP_FAST || \
    (defined __FINITE_MATH_ONLY__ && __FINITE_MATH_ONLY__ > 0) || \
    FLT_EVAL_METHOD < 0 || FLT_EVAL_METHOD == 2
#error "not with -ffast-math, nor with the x87 unit: each operation has to round to a double"
#endif
