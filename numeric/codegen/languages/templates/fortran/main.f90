! Reads lines of a function's name and its arguments, prints the results; or takes the time.
! Numbers are written as the 16 hexadecimal digits of a double.
! Names of its own end in an underscore, as no function's does.
program evaluate
    use, intrinsic :: iso_fortran_env, only: int64, «kinds»
«only»
    implicit none

    character(len=1024) :: line_, name_
    character(len=16) :: text_
    integer(int64) :: bits_
    integer :: at_, k_, n_, status_
    «real» :: x_(«arguments»)
    real(dp) :: r_(«most»)

    call get_command_argument(1, name_)
    if (name_ == "bench") then
        call get_command_argument(2, text_)
        read (text_, *) n_
        call bench(n_)
        stop
    end if
    do
        read (*, "(a)", iostat=status_) line_
        if (status_ /= 0) exit
        at_ = index(line_, " ")
        name_ = line_(:at_ - 1)
        do k_ = 1, (len_trim(line_) - at_ + 1) / 17
            read (line_(at_ + 1:at_ + 16), "(z16)") bits_
            x_(k_) = real(transfer(bits_, 1.0_dp), «kind»)
            at_ = at_ + 17
        end do
        select case (name_)
«cases»
        case default
            error stop "no such function"
        end select
        write (*, "(*(z16.16, :, 1x))") (transfer(r_(k_), bits_), k_=1, n_)
    end do

contains

    subroutine bench(count_)
        integer, intent(in) :: count_
        «real», allocatable :: x_(:, :), r_(:, :)
        real(dp) :: start_, finish_, best_
        integer :: round_

        allocate (x_(count_, «bench_arguments»), r_(«outputs», count_))
        call random_number(x_)
        x_ = 12 * x_ - 6
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
