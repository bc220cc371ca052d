package org.aumann.kernels;

/**
 * K3: the incentive operator {@code A} of a meta-game and a solution concept, never formed as a matrix.
 *
 * <p>Rows are the deviations, numbered as in {@link org.aumann.core.equilibrium.SolutionConcept}; columns
 * are the joint actions. For CE the rows of the diagonal (follow the recommendation) are present and zero;
 * multipliers given for them are ignored. All arithmetic is float64 whatever the payoffs are stored in.
 *
 * <p>An operator may have a tilt, one number per outcome, which weights and {@link #values} treat like the payoffs of one
 * more player: it is the last of them.
 *
 * <p>Cost of an evaluation ({@link #respond} and {@link #gains}): at most three reads of the tensor for CCE,
 * two for CE with {@code 4 A n} flops per joint action.
 */
public interface IncentiveOperator extends AutoCloseable {
    /** Consecutive joint actions that {@link #sample} draws together: a cache line of float64 payoffs. */
    int SAMPLE_RUN = 8;

    /** Orders of magnitude, in powers of 8, that {@link #sample} tells apart. */
    int SAMPLE_STRATA = 20;

    /**
     * Number of rows.
     *
     * @return {@code Σ A_p} for CCE, {@code Σ A_p²} for CE
     */
    int rowCount();

    /**
     * The logits of given multipliers.
     *
     * <pre>{@code ℓ(a) = Σ_p weight_p · G_p(a) + weight_n · tilt(a) − (Aᵀα)(a)}</pre>
     *
     * @param alpha one multiplier per row. Not modified.
     * @param payoffWeights weight of each player's payoff, and of the tilt if there is one. Not modified.
     * @param logits receives ℓ. Modified.
     */
    void logits(double[] alpha, double[] payoffWeights, JointBuffer logits);

    /**
     * The distribution that answers given multipliers, {@code σ = ∇Ω*(ℓ)} with the logits of
     * {@link #logits}.
     *
     * @param regulariser Ω
     * @param alpha one multiplier per row. Not modified.
     * @param payoffWeights as for {@link #logits}. Not modified.
     * @param sigma receives the distribution. Modified.
     * @return the conjugate {@code Ω*(ℓ)}
     */
    double respond(Regulariser regulariser, double[] alpha, double[] payoffWeights, JointBuffer sigma);

    /**
     * The gains of all deviations, {@code Aσ}.
     *
     * @param sigma a distribution. Not modified.
     * @param gains receives one gain per row, payoff units. Modified.
     */
    void gains(JointBuffer sigma, double[] gains);

    /**
     * {@link #respond} and {@link #gains} of its answer in one go: a back end may share the reads of the
     * payoffs between them.
     *
     * @param regulariser Ω
     * @param alpha one multiplier per row. Not modified.
     * @param payoffWeights as for {@link #logits}. Not modified.
     * @param sigma receives the distribution. Modified.
     * @param gains receives one gain per row, payoff units. Modified.
     * @return the conjugate {@code Ω*(ℓ)}
     */
    default double evaluate(
            Regulariser regulariser, double[] alpha, double[] payoffWeights, JointBuffer sigma, double[] gains) {
        double conjugate = respond(regulariser, alpha, payoffWeights, sigma);
        gains(sigma, gains);
        return conjugate;
    }

    /**
     * Expected payoffs.
     *
     * @param sigma a distribution. Not modified.
     * @return {@code Σ_a σ(a) G_p(a)} per player, and {@code Σ_a σ(a) tilt(a)} if there is a tilt
     */
    double[] values(JointBuffer sigma);

    /**
     * What every deviation would change at given joint actions: the non-zero entries of these columns of
     * {@code A}.
     *
     * <pre>{@code difference[k][(p, d)] = G_p(d, a^k_{-p}) − G_p(a^k)}</pre>
     *
     * @param jointActions indices of joint actions. Not modified.
     * @return {@code k} rows of {@code Σ A_p} entries, player-major
     */
    double[] differences(long[] jointActions);

    /**
     * Joint actions in proportion to the curvature {@code ∂σ/∂ℓ} of the response: σ for
     * {@link Regulariser#ENTROPY}, the multiplicity of the support for {@link Regulariser#GINI}.
     *
     * <p>If no more than {@code count} joint actions have any, all of them with their exact curvature; else
     * a systematic sample of runs of {@link #SAMPLE_RUN} joint actions, whose payoffs and those of whose
     * deviations lie together in memory. A few joint actions can have nearly all of the curvature, so that the
     * runs are sorted into strata by its order of magnitude, {@code ⌊(log₂ (√2 c) + 1023) / 3⌋} (√2 keeps powers
     * of two, as uniform responses have them, away from the edges): the greatest order is a stratum, and each of
     * the next ones, the last of {@link #SAMPLE_STRATA} with all the rest. With the same number of draws for
     * each, {@code ⌊count / run / strata⌋} but at least one, a run is drawn in proportion to its part of the
     * stratum, rounded up or down; its joint actions share the weight in proportion to theirs.
     *
     * @param regulariser Ω
     * @param sigma a distribution that {@link #respond} made. Not modified.
     * @param count largest size of the sample, if not less than a run for every stratum
     * @param offset position of the sample between the quantiles, in [0, 1)
     * @return joint actions in ascending order with their weights
     */
    JointSample sample(Regulariser regulariser, JointBuffer sigma, int count, double offset);

    /** Frees what the operator holds on the device. */
    @Override
    void close();
}
