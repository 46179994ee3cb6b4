«head»
module «module»
    use, intrinsic :: iso_fortran_env, only: «kinds»
    implicit none
    private
«public»

contains

«functions»
«helpers»
end module «module»
