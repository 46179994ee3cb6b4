"""The lecture: the paper's results, step by step, one file for each chapter."""

from . import (
    bounds,
    cavity,
    closed_form,
    concurrence,
    limits,
    model,
    robustness,
    steady_state,
    superoperator,
    thermodynamics,
)
from .chapter import Chapter

__all__ = ["LECTURE"]

LECTURE: tuple[Chapter, ...] = (
    model.CHAPTER,
    superoperator.CHAPTER,
    steady_state.CHAPTER,
    concurrence.CHAPTER,
    closed_form.CHAPTER,
    limits.CHAPTER,
    bounds.CHAPTER,
    *thermodynamics.CHAPTERS,
    cavity.CHAPTER,
    robustness.CHAPTER,
)
