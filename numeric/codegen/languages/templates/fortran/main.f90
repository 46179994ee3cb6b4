! Reads lines of a function's name and its arguments, prints the results; or takes the time; or
! checks a file of such lines, with a colon and two bounds for each result at their ends.
! Numbers are written as the 16 hexadecimal digits of a double.
! Names of its own end in an underscore, as no function's does.
program evaluate
    use, intrinsic :: ieee_arithmetic, only: is_nan_ => ieee_is_nan
    use, intrinsic :: iso_fortran_env, only: error_ => error_unit, input_ => input_unit, &
        int64, «kinds»
«only»
    implicit none

    character(len=65536) :: line_
    character(len=1024) :: name_, path_
    character(len=16) :: text_
    integer(int64) :: bits_
    integer :: at_, end_, k_, n_, from_, points_, wrong_, status_
    logical :: checked_
    «real» :: x_(«arguments»)
    real(dp) :: r_(«most»)

    call get_command_argument(1, name_)
    if (name_ == "bench") then
        call get_command_argument(2, text_)
        read (text_, *) n_
        call bench(n_)
        stop
    end if
    checked_ = name_ == "check"
    from_ = input_
    points_ = 0
    wrong_ = 0
    if (checked_) then
        call get_command_argument(2, path_)
        open (newunit=from_, file=path_, status="old", action="read")
    end if
    do
        read (from_, "(a)", iostat=status_) line_
        if (status_ /= 0) exit
        at_ = index(line_, " ")
        name_ = line_(:at_ - 1)
        end_ = index(line_, ":") - 2
        if (end_ < 0) end_ = len_trim(line_)
        do k_ = 1, (end_ - at_ + 1) / 17
            read (line_(at_ + 1:at_ + 16), "(z16)") bits_
            x_(k_) = real(transfer(bits_, 1.0_dp), «kind»)
            at_ = at_ + 17
        end do
        select case (name_)
«cases»
        case default
            error stop "no such function"
        end select
        if (checked_) then
            points_ = points_ + 1
            if (.not. within_(line_(end_ + 4:), r_(:n_))) then
                wrong_ = wrong_ + 1
                write (error_, "(a, i0, a)") "error: point ", points_, " is wrong"
            end if
            cycle
        end if
        write (*, "(*(z16.16, :, 1x))") (transfer(r_(k_), bits_), k_=1, n_)
    end do
    if (checked_) then
        write (*, "(i0, a, i0, a)") points_, " points, ", wrong_, " wrong"
        if (wrong_ > 0 .or. points_ == 0) error stop
    end if

contains

    !> Whether results lie within the bounds of a line; NaN is within NaN.
    logical function within_(ends_, found_)
        character(len=*), intent(in) :: ends_
        real(dp), intent(in) :: found_(:)
        integer(int64) :: bits_(2)
        real(dp) :: bound_(2)
        integer :: k_

        within_ = .true.
        do k_ = 1, size(found_)
            read (ends_(34 * k_ - 33:34 * k_ - 1), "(z16, 1x, z16)") bits_
            bound_ = transfer(bits_, bound_)
            within_ = within_ .and. ((bound_(1) <= found_(k_) .and. found_(k_) <= bound_(2)) &
                .or. (is_nan_(bound_(1)) .and. is_nan_(found_(k_))))
        end do
    end function within_

    subroutine bench(count_)
        integer, intent(in) :: count_
        «real», allocatable :: x_(:, :), r_(:, :)
        real(dp) :: start_, finish_, best_
        integer :: round_

        allocate (x_(count_, «bench_arguments»), r_(«outputs», count_))
        call random_number(x_)
        x_ = «bench_width» * x_«bench_shift»
        best_ = huge(best_)
        do round_ = 1, 5
            call cpu_time(start_)
«bench»
            call cpu_time(finish_)
            best_ = min(best_, finish_ - start_)
        end do
        write (*, "(f0.3)") 1e9_dp * best_ / count_
    end subroutine bench
end program evaluate
