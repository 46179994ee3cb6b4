program example
    use «module», only: «first»
    implicit none

    print *, «call»
end program example
