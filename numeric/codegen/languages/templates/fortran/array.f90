    !> The same for many points; column i of the results belongs to point i.
«array_head», values)
«array_intent»
        «real», intent(out) :: values(:, :)
        integer :: i

        do i = 1, size(values, 2)
«call»)
        end do
    end subroutine «name»_array
