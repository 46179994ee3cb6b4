"""Names: Greek letters spelt out, and what stands nearest to one that is none of a table's."""

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

__all__ = ["GREEK", "expect_known", "hint", "spelt"]

_SMALL = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi",
    "ο": "omicron", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi",
    "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
# Each letter with its name; some have two shapes.
GREEK: Mapping[str, str] = {
    **_SMALL,
    **{letter.upper(): name.capitalize() for letter, name in _SMALL.items()},
    "ϵ": "epsilon", "ϑ": "theta", "ϕ": "phi", "ϰ": "kappa", "ϱ": "rho", "ς": "sigma",
}  # fmt: skip

# A list of more names is no help; nor is it to compare more letters.
_LISTED, _LONGEST = 24, 60


def expect_known(
    argument: str, given: Iterable[str], known: Collection[str], kind: str = "one of them"
) -> None:
    """Complain of a name that is none of those known, and name the nearest.

    Raises
    ------
    ValueError
        If there is one.

    Examples
    --------
    >>> expect_known("engine", ["typs"], ["typst", "latexmk"])
    Traceback (most recent call last):
    ValueError: Argument `engine` must be one of typst, latexmk, but got 'typs', did you mean typst?
    """
    for name in given:
        if name not in known:
            listed = f"{'one of ' * (len(known) > 1)}{', '.join(known)}"
            form = listed if len(known) <= _LISTED else f"the name of {kind}"
            near = _nearest(name, known)
            asked = f", did you mean {near}?" if near else "."
            raise ValueError(f"Argument `{argument}` must be {form}, but got {name!r}{asked}")


def spelt(name: str) -> str:
    """A name with its Greek letters spelt out: β and beta are one.

    Examples
    --------
    >>> spelt("β_A")
    'beta_A'
    """
    return "".join(GREEK.get(letter, letter) for letter in name)


def hint(name: str, known: Collection[str]) -> str:
    """What to say of an unknown name: the nearest, or else all that are known.

    Examples
    --------
    >>> hint("sine", ["sin", "cos"]), hint("gamma", ["x", "y"])
    ('did you mean sin?', 'known are x, y')
    """
    near = _nearest(name, known)
    return f"did you mean {near}?" if near else f"known are {_listed(known) or 'none'}"


def _listed(known: Collection[str]) -> str:
    listed = ", ".join(list(known)[:_LONGEST])
    return listed if len(known) <= _LONGEST else f"{listed}, and others"


def _nearest(name: str, known: Iterable[str]) -> str:
    """The name that is most like it, capitals aside; empty if none is."""
    plain = {spelt(text).casefold(): text for text in known}
    near = get_close_matches(spelt(name[:_LONGEST]).casefold(), plain, n=1)
    return plain[near[0]] if near else ""
