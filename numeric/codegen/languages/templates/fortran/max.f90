    !> Unlike max, this hands a NaN on.
    elemental function larger(a, b)
        real(dp), intent(in) :: a, b
        real(dp) :: larger

        larger = merge(a, merge(b, a + b, a <= b), a > b)
    end function larger
