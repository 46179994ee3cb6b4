    !> Unlike min, this hands a NaN on.
    elemental function smaller(a, b)
        real(dp), intent(in) :: a, b
        real(dp) :: smaller

        smaller = merge(a, merge(b, a + b, a >= b), a < b)
    end function smaller
