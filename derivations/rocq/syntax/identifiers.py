"""Names of ours, and of claims, as identifiers of Rocq."""

import re

from beyondthermal.symbolic.names import spelt

__all__ = ["comment", "name_of", "theorem_name"]

# What a name may not be: words of the language, and names that the library and we write.
_RESERVED = """
    at as cofix do else end exists fix for forall fun if in let match mod of return then using
    where with IF Prop Set SProp Type R Rabs Rmax Rmin sqrt exp ln pow fst snd nil cons list
    Axiom CoFixpoint Definition Fixpoint Hypothesis Parameter Theorem Variable exists2 by
    nat IZR INR PI eq eq_sym eq_refl f_equal conj I True False not and or iff ex ex_intro
    Rules Definitions above continuous tends above_2 matrix Cplx re ci conjugate rows real zeros
    eye zip transpose dagger diagonal trace vec tensor width direct_sum dissipator liouvillian entry
    cos sin cis modulus det det_of without on_diagonal exponential inverse conjugates cbrt
"""
_TAKEN = frozenset(_RESERVED.split())
# What lemmas on real numbers, and ours, begin with.
_BEGINNINGS = (
    "rule_", "mat_", "cplx_", "tends_", "above_", "ln_", "modulus_", "Rm", "Rp", "Rl", "Rg", "Re",
)  # fmt: skip


def name_of(name: str) -> str:
    """A name of ours as an identifier, other names as others.

    None of them has a prime; those of hypotheses and of lemmas for parts do.
    """
    taken = name.rstrip("_") in _TAKEN or name.startswith(_BEGINNINGS)
    return f"{name}_" if taken else name


def theorem_name(name: str, taken: frozenset[str] = frozenset()) -> str:
    """What the theorem of a claim is called.

    Examples
    --------
    >>> theorem_name("bound-thermal"), theorem_name("5"), theorem_name("corner--inf,inf")
    ('bound_thermal', 'eq_5', 'corner_minus_inf_inf')
    >>> theorem_name("for"), theorem_name("Re-C"), theorem_name("C", frozenset("C"))
    ('for_claim', 'claim_Re_C', 'C_claim')
    """
    signed = re.sub("(?<=[^0-9A-Za-z])-", "_minus_", spelt(name))
    plain = re.sub(r"[^0-9A-Za-z]+", "_", signed).strip("_")
    plain = plain if plain[:1].isalpha() else f"eq_{plain}"
    while plain in taken or name_of(plain) != plain:
        plain = f"claim_{plain}" if plain.startswith(_BEGINNINGS) else f"{plain}_claim"
    return plain


def comment(line: str) -> str:
    """Text that can stand in a comment, where quotes and asterisks mean something."""
    return line.replace("(*", "( *").replace("*)", "* )").replace('"', "'")
