"""Whether a model's steady state is the only one, in words."""

from beyondthermal.symbolic.decision.proof import all_of
from beyondthermal.symbolic.master_equation.uniqueness import unique_by_enclosures

from .model import Model

__all__ = ["uniqueness"]

# In blocks of more unknowns a determinant takes longer than the steady state itself.
_PROVABLE = 16


def uniqueness(model: Model) -> str:
    """Whether the steady state is unique for all parameters, as far as that is decided."""
    state = model.unique
    if state is None:
        count = model.family.dimension
        return f"{count} independent ones, whatever the parameters"
    dressing = model.dressing
    if seen := unique_by_enclosures(dressing.lindbladian, dressing.where, dressing.reduced):
        return f"unique for all parameters, proved: {seen.method}"
    # A determinant in symbols that hang on each other may vanish where they never are.
    if not dressing.is_free or max(map(len, state.blocks)) > _PROVABLE:
        return "unique for generic parameters"
    where = dressing.where
    proof = all_of(state.uniqueness_proof(where), *state.block_proofs(where).values())
    if proof:
        return "unique for all parameters, proved"
    meanings = {each.symbol.name: each.meaning for each in dressing.replacements}
    found = {k: v for k, v in (proof.counterexample or {}).items() if k != "value"}
    point = ", ".join(f"{meanings.get(name, name)} = {value}" for name, value in found.items())
    return f"unique for generic parameters; {f'not at {point}' * bool(point)}"
