    !> The same for many points; column i of the results belongs to point i.
    pure subroutine «name»_array(«names», values)
        «real», intent(in) :: «arrays»
        «real», intent(out) :: values(:, :)
        integer :: i

        do i = 1, size(values, 2)
            values(:, i) = «name»(«elements»)
        end do
    end subroutine «name»_array
