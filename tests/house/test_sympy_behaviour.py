"""What we lean on in SymPy, NumPy and mpmath, pinned: a change there is seen here first."""

import numpy as np
import sympy as sp
from mpmath import mp
from sympy.polys.matrices import DomainMatrix
from sympy.utilities.iterables import connected_components

from beyondthermal.symbolic.symbols import symbols

x, y, S, P = symbols("x y S P")


def test_domain_matrix_nullspace_has_the_kernel_as_rows() -> None:
    ring = sp.QQ[x, y]
    matrix = DomainMatrix([[ring.from_sympy(x), ring.from_sympy(-y)]], (1, 2), ring).to_field()
    kernel = matrix.nullspace()
    assert kernel.shape == (1, 2)
    assert (matrix * kernel.transpose()).to_Matrix() == sp.zeros(1, 1)


def test_domain_matrix_charpoly_ends_with_the_determinant_up_to_sign() -> None:
    # Even size: no sign. Odd size: (-1)^n det.
    for rows, expected in (([[2, 3], [5, 11]], 7), ([[2, 0, 0], [0, 3, 0], [0, 0, 5]], -30)):
        matrix = DomainMatrix(rows, (len(rows), len(rows)), sp.ZZ)
        assert matrix.charpoly()[-1] == expected


def test_domain_matrix_from_dok_keeps_only_what_it_is_given() -> None:
    matrix = DomainMatrix.from_dok({(0, 1): sp.QQ(2)}, (2, 2), sp.QQ)
    assert matrix.to_dok() == {(0, 1): sp.QQ(2)}
    assert matrix.extract((0,), (1,)).to_Matrix() == sp.Matrix([[2]])


def test_a_gaussian_domain_gives_up_its_imaginary_part_only_if_there_is_none() -> None:
    ring = sp.QQ_I[x]
    real = DomainMatrix([[ring.from_sympy(x)]], (1, 1), ring)
    assert real.convert_to(sp.QQ[x]).to_Matrix() == sp.Matrix([[x]])
    try:
        DomainMatrix([[ring.from_sympy(sp.I * x)]], (1, 1), ring).convert_to(sp.QQ[x])
    except sp.CoercionFailed:
        return
    raise AssertionError("i x was accepted as real")


def test_connected_components_include_the_lonely_ones() -> None:
    components = connected_components((range(4), [(0, 2)]))
    assert sorted(map(sorted, components)) == [[0, 2], [1], [3]]


def test_symmetrize_writes_in_the_symbols_it_is_given() -> None:
    in_S_P, remainder, _ = sp.symmetrize(x**2 + y**2, [x, y], formal=True, symbols=[S, P])
    assert (sp.expand(in_S_P - (S**2 - 2 * P)), remainder) == (0, 0)
    assert sp.symmetrize(x - y, [x, y], formal=True, symbols=[S, P])[1] != 0


def test_real_roots_are_real_and_ascending() -> None:
    roots = sp.real_roots(sp.Poly((y**2 - 2) * (y - 1) * (y**2 + 1), y))
    assert roots == [-sp.sqrt(2), 1, sp.sqrt(2)]


def test_factor_list_over_several_generators_is_complete() -> None:
    _, factors = sp.factor_list((x - y**2) * (x - (y + 1) ** 2))
    assert {sp.expand(factor) for factor, power in factors if power == 1} == {
        x - y**2,
        sp.expand(x - (y + 1) ** 2),
    }


def test_div_returns_a_zero_remainder_only_for_a_divisor() -> None:
    assert sp.div(x**2 - y**2, x + y, x, y) == (x - y, 0)
    assert sp.div(x**2 + y**2, x + y, x, y)[1] != 0


def test_degree_of_the_zero_polynomial_is_minus_infinity() -> None:
    assert sp.Poly(0, x).degree_list() == (-sp.oo,)


def test_a_closed_interval_is_open_at_infinity() -> None:
    half = sp.Interval(1, sp.oo)
    assert (half.left_open, half.right_open) == (False, True)


def test_cse_takes_several_expressions_at_once() -> None:
    shared, reduced = sp.cse([(x + y) ** 2, sp.sqrt((x + y) ** 2 + 1)])
    for name, body in reversed(shared):
        reduced = [expression.subs(name, body) for expression in reduced]
    assert reduced == [(x + y) ** 2, sp.sqrt((x + y) ** 2 + 1)]


def test_subs_at_once_does_not_chain() -> None:
    assert (x - y).subs({x: y, y: x}, simultaneous=True) == y - x


def test_nditer_walks_a_broadcast_argument_with_stride_zero() -> None:
    flags, ops = ["external_loop", "buffered", "zerosize_ok"], [["readonly"], ["writeonly"]]
    out = np.empty((3, 4))
    with np.nditer([np.float64(7), out], flags=flags, op_flags=ops, buffersize=64) as pieces:
        for value, target in pieces:
            assert value.strides == (0,)
            target[...] = value
    assert (out == 7).all()


def test_nditer_pieces_may_grow_again() -> None:
    # Since NumPy 2.3 a piece ends with the inner axis: registers are cut to size for every piece.
    rows, columns = np.zeros((2, 1)), np.zeros((1, 7))
    sizes = [
        piece[0].size
        for piece in np.nditer([rows, columns], flags=["external_loop", "buffered"], buffersize=5)
    ]
    assert sum(sizes) == 14
    assert max(sizes) <= 5


def test_maximum_and_minimum_hand_a_nan_on() -> None:
    assert np.isnan(np.maximum(0.0, np.nan))
    assert np.isnan(np.minimum(np.nan, 0.0))


def test_a_ufunc_may_write_over_its_operand() -> None:
    a, b = np.array([1.0, 2.0]), np.array([3.0, 5.0])
    assert np.subtract(a, b, b) is b
    assert b.tolist() == [-2.0, -3.0]


def test_mpmath_has_no_largest_number() -> None:
    huge = mp.exp(mp.mpf("1.7e308"))
    assert mp.isfinite(huge)
    assert huge * mp.exp(mp.mpf("-1.7e308")) == 1
    assert (huge + 2) / huge == 1
