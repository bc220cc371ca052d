package org.aumann.kernels;

/**
 * The strictly convex function Ω that makes a (coarse) correlated equilibrium unique, and with it the map
 * from logits to the distribution {@code σ = ∇Ω*(ℓ)}.
 *
 * <p>{@code w(a)} is the multiplicity of a joint action (its repeat counts), 1 where nothing repeats.
 */
public enum Regulariser {
    /**
     * Shannon: {@code Ω(σ) = Σ σ log(σ / w)}, {@code σ ∝ w exp(ℓ)}, {@code Ω*(ℓ) = log Σ w exp(ℓ)}.
     */
    ENTROPY,
    /**
     * Gini: {@code Ω(σ) = ½ Σ σ² / w}, {@code σ = w max(0, ℓ − τ)} with τ such that σ sums to 1: the
     * projection onto the simplex (sparsemax).
     */
    GINI
}
