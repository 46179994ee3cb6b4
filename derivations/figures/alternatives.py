"""What is seen in each figure, in words, for those who don't see it; numbers are of its data.

What is largest, or begins, at the edge of a frame goes on beyond it, and isn't told as a result.
"""

import numpy as np
import numpy.typing as npt
import sympy as sp

from beyondthermal.derivations.printing import unicode_maths
from beyondthermal.symbolic.machine.elimination import eliminated
from beyondthermal.symbolic.machine.machine import MACHINE
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian

from .axes import Array, Data, matrices, number
from .colours import THIRD
from .curves import COUNTS, inverted, zero
from .maps import largest
from .schemes import bonds

__all__ = [
    "alt_1a", "alt_1b", "alt_1c", "alt_2", "alt_2a", "alt_3", "alt_4", "alt_bounds",
    "alt_elimination", "alt_entropy",
]  # fmt: skip

Mask = npt.NDArray[np.bool_]


def _rates(model: Lindbladian) -> str:
    """The rates on both sides of the diamond."""

    def said(rate: sp.Expr) -> str:
        return unicode_maths(rate).replace("⋅", "")

    found = bonds(model)
    return "; ".join(
        f"between G and {k}, and between {k} and E, up at the rate {said(found['G', k])} and down "
        f"at {said(found[k, 'G'])}" for k in "SA"
    )  # fmt: skip


def alt_1a(_: Data) -> str:
    """Fig. 1a."""
    return (
        "Four levels in a diamond: G at the bottom, S left and A right at the height ω₀, E on top "
        f"at 2ω₀. Arrows: {_rates(MACHINE)}. Reservoir S acts from the left, reservoir A from the "
        "right."
    )


def alt_2a(_: Data) -> str:
    """Fig. 2a."""
    return (
        "Left: two mirrors with a mode of light between them and two two-level systems in it, each "
        "coupled to the mode (g), pumped (p) and relaxing (γ); photons leave through the right "
        f"mirror (κ). Right: the diamond of G, S, A and E; arrows {_rates(eliminated())}."
    )


def _share(where: Mask) -> str:
    return f"{100 * float(where.mean()):.0f} % of the square" if where.any() else "none of it"


def _thermal(data: Data) -> Mask:
    return (data["beta_A"] >= 0) & (data["beta_S"] >= 0)


def alt_1b(data: Data) -> str:
    """Fig. 1b."""
    C = data["concurrence"]
    beyond = C > THIRD
    return (
        "Map of the concurrence for both inverse temperatures from −6 to 6, symmetric about the "
        f"diagonal. Separable around the diagonal: {_share(C == 0)}. Blue rises to 1/3 towards "
        "the upper left and the lower right; orange, beyond 1/3, fills both of these corners, "
        f"{_share(beyond)}, {_share(beyond & _thermal(data))} within the thermal quadrant at the "
        "upper right."
    )


def alt_1c(data: Data) -> str:
    """Fig. 1c."""
    sigma = data["entropy"]
    return (
        "Map of the entropy production for both inverse temperatures from −6 to 6: zero on the "
        "diagonal, rising on both sides of it as far as the frame reaches, at the upper left and "
        f"the lower right. It exceeds 1 in {_share(sigma > 1)}, 10 in {_share(sigma > 10)} and 20 "
        f"in {_share(sigma > 20)}."
    )


def _span(x: Array, above: Mask) -> str:
    """Where a curve is above a level; an end at the frame is none."""
    inside = x[above]
    ends = ("from", inside[0] > x[0], inside[0]), ("to", inside[-1] < x[-1], inside[-1])
    return " ".join(f"{word} {number(end)}" for word, told, end in ends if told)


def alt_2(data: Data) -> str:
    """Figs. 2b and c."""
    kappa, *_ = data.values()
    told = []
    for name in list(data)[1:]:
        model, _, pump = name.partition(", p = ")
        C, best = data[name], int(data[name].argmax())
        if model == "effective":
            continue
        line = f"At p = {number(float(pump))} g the full model has a hump"
        if 0 < best < len(C) - 1:
            line += f", at most {number(C[best])} at κ = {number(kappa[best])} g"
        above = C > THIRD
        told.append(f"{line}, above 1/3 for κ/g {_span(kappa, above)}" if above.any() else
                    f"{line}, never above 1/3")  # fmt: skip
    return (
        f"Concurrence against κ/g on a logarithmic axis. {'. '.join(told)}. The effective model, "
        "dashed, joins it at large κ and stays up on a plateau towards small κ."
    )


def alt_3(data: Data) -> str:
    """Figs. 3a and b."""
    x, y, C = matrices(data, "concurrence")
    edge = max(float(side.max()) for side in (C[0], C[-1], C[:, 0], C[:, -1]))
    best = largest(data)
    peak = (
        f"Its highest point, {number(best[2])}, is at p = {number(best[0])} g and "
        f"κ = {number(best[1])} g"
        if best else "It rises on beyond the frame"
    )  # fmt: skip
    region = "reaches the edge of the frame" if edge > THIRD else "is closed within the frame"
    return (
        f"Map of the concurrence over p/g from {number(x.min())} to {number(x.max())} and κ/g "
        f"from {number(y.min())} to {number(y.max())}, both logarithmic: a hill. {peak}; the "
        f"orange region around it, above 1/3, {region}."
    )


def alt_4(data: Data) -> str:
    """Fig. 4."""
    strength, C, _ = data.values()
    parts = ["Concurrence against the strength of the noise, over g, on a logarithmic axis: flat, "
             "then falling"]  # fmt: skip
    if (crossing := _span(strength, C > THIRD)) and C[-1] < THIRD:
        parts.append(f"above 1/3 {crossing.replace('to', 'up to')}")
    if (end := zero(data)) is not None:
        parts.append(f"zero from {number(end)} on")
    return f"{', '.join(parts)}."


def alt_bounds(data: Data) -> str:
    """The regions of the proved bounds."""
    C = data["concurrence"]
    return (
        f"The plane of both inverse temperatures in three colours: separable ({_share(C == 0)}), "
        "a band along the diagonal and all of the lower left quadrant; blue, below "
        f"1/3 ({_share((C > 0) & (C < THIRD))}); orange, from 1/3 to 1/2 ({_share(C >= THIRD)}), "
        "in the upper left and the lower right corner, outside the thermal quadrant."
    )


def alt_entropy(data: Data) -> str:
    """Concurrence against entropy production."""
    groups = inverted(data)
    told = [
        f"{label}, {(groups == count).sum()} dots, the highest at "
        f"C = {number(data['concurrence'][groups == count].max())}"
        for count, label in COUNTS.items()
    ]
    return (
        f"Scatter plot of {len(groups)} machines: {'; '.join(told)}. The upper border of the cloud "
        "rises with the entropy production, and flattens."
    )


def alt_elimination(data: Data) -> str:
    """The error of the elimination."""
    ratio, error = data.values()
    at = len(ratio) * 2 // 3
    return (
        "Error against κ/g on logarithmic axes: beyond a kink at the left a falling line, which "
        f"soon runs along the dashed one of slope −2; at κ = {number(ratio[at])} g it is "
        f"{number(error[at])}."
    )
