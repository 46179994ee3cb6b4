"""The rows of the table of symbols that stand for matrices, kets and maps on matrices.

Only data: `symbols.py` makes the symbols of them. A row is name, LaTeX, Unicode, unit, meaning.
"""

__all__ = ["ROWS"]

Row = tuple[str, str, str, str, str]


def _with_dagger(
    name: str, latex: str, text: str, meaning: str, unit: str = "1", *, above: str = ""
) -> tuple[Row, Row]:
    """An operator and its adjoint; in LaTeX both may have something above the line."""
    plain, dagger = f"{latex}^{{{above}}}" if above else latex, rf"{latex}^{{{above}\dagger}}"
    return (
        (name, plain, text, unit, meaning),
        (f"{name}_dagger", dagger, f"{text}†", unit, f"adjoint of ${text}$"),
    )


def _jump(bath: str, sign: str, done: str) -> tuple[Row, ...]:
    """The Kraus operator of a jump, the one of the reversed trajectory, and their adjoints."""
    above, raised = {"plus": ("+", "⁺"), "minus": ("-", "⁻")}[sign]
    return tuple(
        row
        for letter, head, text, what in (
            ("K", r"\mathcal{K}", "K", "Kraus operator"),
            ("Kt", r"\tilde{\mathcal{K}}", "K̃", "reversed"),
        )
        for row in _with_dagger(
            f"{letter}_{bath}_{sign}", f"{head}_{bath}", f"{text}_{bath}{raised}",
            f"{what}: {done} reservoir ${bath}$", above=above,
        )
    )  # fmt: skip


ROWS: tuple[Row, ...] = (
    # Density matrices
    *_with_dagger("rho", r"\rho", "ρ", "density matrix"),
    *_with_dagger("rho_dot", r"\dot\rho", "ρ̇", "time derivative of $ρ$", "rate"),
    ("rho_conjugate", r"\rho^{*}", "ρ*", "1", "complex conjugate of $ρ$"),
    ("rho_tilde", r"\tilde\rho", "ρ̃", "1", "spin-flipped density matrix"),
    ("rho_q", r"\rho_{q_1,q_2}", "ρ_q", "1", "density matrix of the two qubits"),
    ("rho_qC", r"\rho_{q_1,q_2,C}", "ρ_qC", "1", "density matrix of qubits and cavity"),
    *(
        row
        for k in "AS"
        for row in (
            (f"rho_{k}", rf"\rho_{k}^{{\infty}}", f"ρ_{k}", "1", f"equilibrium of reservoir ${k}$"),
            (f"root_{k}", rf"\sqrt{{\rho_{k}^{{\infty}}}}", f"√ρ_{k}", "1", f"root of $ρ_{k}$"),
        )
    ),
    *(
        (
            f"Psi_{k}", rf"|\psi_{k}\rangle\langle\psi_{k}|", f"|ψ{'₀₁₂₃₄'[k]}⟩⟨ψ{'₀₁₂₃₄'[k]}|",
            "1", f"projector on eigenvector {k} of $ρρ̃$",
        )
        for k in range(1, 5)
    ),
    *((f"ket_{k}", rf"|{k}\rangle", f"|{k}⟩", "1", "basis state") for k in "01GSAE"),
    *((f"ket_{k}", rf"|{k}\rangle", f"|{k}⟩", "1", "two qubits") for k in ("00", "01", "10", "11")),
    *((f"bra_{k}", rf"\langle {k}|", f"⟨{k}|", "1", f"adjoint of $|{k}⟩$") for k in "01GSAE"),
    # Hamiltonians, modes, any matrices
    ("H_0", r"\hat H_0", "Ĥ₀", "frequency", "Hamiltonian of the qubits"),
    ("H_TC", r"\hat H_{\mathrm{TC}}", "Ĥ_TC", "frequency", "Hamiltonian with the cavity"),
    ("N_total", r"\hat N", "N̂", "1", "number of excitations, as an operator"),
    *_with_dagger("c_1", r"\hat c_1", "ĉ₁", "destroys the excitation of qubit 1"),
    *_with_dagger("c_2", r"\hat c_2", "ĉ₂", "destroys the excitation of qubit 2"),
    *_with_dagger("J_S", r"\hat J_S", "Ĵ_S", "symmetric collective mode"),
    *_with_dagger("J_A", r"\hat J_A", "Ĵ_A", "antisymmetric collective mode"),
    *_with_dagger("a", r"\hat a", "â", "destroys a photon of the cavity"),
    *_with_dagger("sigma_1z", r"\hat\sigma_{1,z}", "σ₁", "Pauli matrix $σ_z$ of qubit 1"),
    *_with_dagger("sigma_2z", r"\hat\sigma_{2,z}", "σ₂", "Pauli matrix $σ_z$ of qubit 2"),
    *_with_dagger("o", r"\hat o", "ô", "any operator"),
    ("sigma_y", r"\sigma_y", "σ_y", "1", "Pauli matrix"),
    ("A_matrix", "A", "A", "1", "any matrix"),
    ("B_matrix", "B", "B", "1", "any matrix"),
    # Maps on density matrices
    ("L_rho", r"\mathcal{L}(\rho)", "ℒ(ρ)", "rate", "Liouvillian, acting on $ρ$"),
    *(
        (f"L_{k}", rf"\mathcal{{L}}_{k}(\rho_{k}^{{\infty}})", f"ℒ_{k}(ρ_{k})", "rate",
         f"Liouvillian of reservoir ${k}$, acting on $ρ_{k}$")
        for k in "AS"
    ),
    ("L_eff", r"\mathcal{L}_{\mathrm{eff}}(\rho)", "ℒ_eff(ρ)", "rate", "ℒ with no cavity left"),
    ("superoperator", r"\mathcal{F}", "ℱ", "rate", "superoperator: $|ρ̇⟩⟩ = ℱ|ρ⟩⟩$"),
    *(
        (f"F_{k}", rf"\mathcal{{F}}_{k}", f"ℱ{'₀₁₂₃₄₅'[k]}", "rate", f"invariant block {k} of ℱ")
        for k in range(1, 6)
    ),
    # Trajectories
    *_with_dagger("K_0", r"\mathcal{K}_0", "K₀", "Kraus operator: no jump"),
    *_with_dagger("Kt_0", r"\tilde{\mathcal{K}}_0", "K̃₀", "reversed: no jump"),
    *(
        row
        for bath in "AS"
        for sign, done in (("plus", "absorption from"), ("minus", "emission into"))
        for row in _jump(bath, sign, done)
    ),
    ("W", "W(s)", "W(s)", "$Γ⁺$", "tilted generator of the jumps"),
    ("W_transposed", "W(s)^{T}", "W(s)ᵀ", "$Γ⁺$", "$W(s)$ transposed"),
    ("W_mirrored", "W(1-s)", "W(1−s)", "$Γ⁺$", "tilted generator at $1 − s$"),
)  # fmt: skip
