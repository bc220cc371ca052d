package org.aumann.solvers.meanfield;

import org.aumann.core.InvalidInputException;

/**
 * What a {@link MediatorProgram} minimises over the (C)CE of a restricted game that draw one of K mixtures ν_k, with
 * probability ρ_k. Muller et al. 2021, appendix C.2.2 and C.2.3.
 */
public sealed interface MediatorObjective {
    /**
     * How far inside the (C)CE the mediator is.
     *
     * <pre>{@code
     * CCE   max_l Σ_k ρ_k (J_l(ν_k) − J(ν_k))
     * CE    Σ_i max_{j ≠ i} Σ_k ρ_k ν_k(i) (J_j(ν_k) − J_i(ν_k))
     * }</pre>
     *
     * <p>In payoff units; for CE within the constraints, since a sum of maxima can be negative where one of them is not, and
     * without {@code j = i}, which the paper allows and which would make the sum 0 for every CE.
     */
    record Margin() implements MediatorObjective {}

    /** {@code Σ_k ρ_k ν_k · log ν_k}, in nats: the negative entropy of what is drawn. The paper's (10) has the sign wrong. */
    record Entropy() implements MediatorObjective {}

    /**
     * The same with mixtures kept apart, in nats:
     *
     * <pre>{@code Σ_k ρ_k (ν_k · log ν_k − λ Σ_k' ν_k · log(ν_k / ν_k'))}</pre>
     *
     * <p>This has no minimum as published, for λ > 0 and more than one mixture: a divergence grows without limit while a
     * weight goes to 0. So that it has one, every weight is at least {@code floor / (number of policies)}. Where a policy
     * must not be played, the constraints are then missed by about the floor times what it loses; the violation is reported.
     *
     * @param weight λ, from 0 to 1
     * @param floor in (0, 1)
     */
    record KullbackLeibler(double weight, double floor) implements MediatorObjective {
        /** A floor that costs little where a policy must not be played. */
        public static final double USUAL_FLOOR = 1e-6;

        /** Checks the numbers. */
        public KullbackLeibler {
            if (!(weight >= 0 && weight <= 1)) {
                throw new InvalidInputException("KL weight (" + weight + ") must be from 0 to 1");
            }
            if (!(floor > 0 && floor < 1)) {
                throw new InvalidInputException("KL floor (" + floor + ") must be above 0 and below 1");
            }
        }
    }
}
