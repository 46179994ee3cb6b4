! Reads lines of a function's name and its arguments, prints the results; or takes the time.
! Numbers are written as the 16 hexadecimal digits of a double.
program evaluate
    use, intrinsic :: iso_fortran_env, only: int64, «kinds»
«only»
    implicit none

    character(len=1024) :: line, name
    character(len=16) :: text
    integer(int64) :: bits
    integer :: at, k, n, status
    «real» :: x(«arguments»)
    real(dp) :: r(«most»)

    call get_command_argument(1, name)
    if (name == "bench") then
        call get_command_argument(2, text)
        read (text, *) n
        call bench(n)
        stop
    end if
    do
        read (*, "(a)", iostat=status) line
        if (status /= 0) exit
        at = index(line, " ")
        name = line(:at - 1)
        do k = 1, (len_trim(line) - at + 1) / 17
            read (line(at + 1:at + 16), "(z16)") bits
            x(k) = real(transfer(bits, 1.0_dp), «kind»)
            at = at + 17
        end do
        select case (name)
«cases»
        case default
            error stop "no such function"
        end select
        write (*, "(*(z16.16, :, 1x))") (transfer(r(k), bits), k=1, n)
    end do

contains

    subroutine bench(count)
        integer, intent(in) :: count
        «real», allocatable :: x(:, :), r(:, :)
        real(dp) :: start, finish, best
        integer :: round

        allocate (x(count, «bench_arguments»), r(«outputs», count))
        call random_number(x)
        x = 12 * x - 6
        best = huge(best)
        do round = 1, 5
            call cpu_time(start)
            «bench»
            call cpu_time(finish)
            best = min(best, finish - start)
        end do
        write (*, "(f0.3)") 1e9_dp * best / count
    end subroutine bench
end program evaluate
