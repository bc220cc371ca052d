package org.aumann.solvers.regret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.distribution.ProductMixture;
import org.aumann.core.equilibrium.DeviationGains;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.regret.RegretMinimiser;
import org.aumann.core.regret.RegretRule;
import org.aumann.kernels.ProfileOperator;
import org.jspecify.annotations.Nullable;

/**
 * Repeated play of a normal-form game, one regret minimiser per player, all at the same time.
 *
 * <p>The average of joint play is kept as one product profile a round. Without external regret it tends to a
 * CCE, without internal regret to a CE (Hart and Mas-Colell 2000). Its gains are added up as it is played, so
 * that a gap costs nothing. Time of a round: one {@link ProfileOperator#actionValues} and
 * {@code O(Σ A_p²)}. Not safe for use by several threads.
 */
public final class RegretDynamics {
    private final JointActionIndex index;
    private final ProfileOperator operator;
    private final RegretRule rule;
    private final List<RegretMinimiser> learners = new ArrayList<>();
    private final @Nullable ProductMixture averagePlay;
    private final double[][] coarseGains;
    private final double[][] gains;
    private double weightSum;
    private long rounds;

    /**
     * Play that begins with the uniform strategies.
     *
     * @param index the joint actions
     * @param operator the payoffs, not owned
     * @param rule what all players do
     */
    public RegretDynamics(JointActionIndex index, ProfileOperator operator, RegretRule rule) {
        this(index, operator, rule, uniform(index));
    }

    /**
     * Play that begins with given strategies.
     *
     * @param index the joint actions
     * @param operator the payoffs, not owned
     * @param rule what all players do
     * @param first the strategies of the first round one after the other, {@code Σ A_p} probabilities. Not
     *     modified.
     */
    public RegretDynamics(JointActionIndex index, ProfileOperator operator, RegretRule rule, double[] first) {
        this(index, operator, rule, first, new ProductMixture(index));
    }

    private RegretDynamics(
            JointActionIndex index,
            ProfileOperator operator,
            RegretRule rule,
            double[] first,
            @Nullable ProductMixture averagePlay) {
        this.index = index;
        this.operator = operator;
        this.rule = rule;
        this.averagePlay = averagePlay;
        this.coarseGains = new double[index.playerCount()][];
        this.gains = new double[index.playerCount()][];
        for (int p = 0; p < index.playerCount(); p++) {
            coarseGains[p] = new double[SolutionConcept.CCE.rowCount(index, p)];
            gains[p] = new double[SolutionConcept.CE.rowCount(index, p)];
            learners.add(rule.minimiser(part(first, p)));
        }
    }

    /**
     * Play that begins with the uniform strategies and keeps no profile of a past round: for long runs whose rounds a
     * {@link RoundListener} takes in.
     *
     * @param index the joint actions
     * @param operator the payoffs, not owned
     * @param rule what all players do
     * @return dynamics without {@link #averagePlay}
     */
    public static RegretDynamics withoutHistory(JointActionIndex index, ProfileOperator operator, RegretRule rule) {
        return new RegretDynamics(index, operator, rule, uniform(index), null);
    }

    private static double[] uniform(JointActionIndex index) {
        double[] profile = new double[index.actionCountSum()];
        for (int p = 0; p < index.playerCount(); p++) {
            int first = SolutionConcept.CCE.firstRow(index, p);
            Arrays.fill(profile, first, first + index.actionCount(p), 1.0 / index.actionCount(p));
        }
        return profile;
    }

    /** One player's entries of an array of {@code Σ A_p}. */
    private double[] part(double[] all, int player) {
        int first = SolutionConcept.CCE.firstRow(index, player);
        return Arrays.copyOfRange(all, first, first + index.actionCount(player));
    }

    /** Hears of every round. */
    @FunctionalInterface
    public interface RoundListener {
        /** Does nothing. */
        RoundListener SILENT = (weight, profile, values) -> {};

        /**
         * A round has been played.
         *
         * @param weight its weight in the average
         * @param profile the strategies that were played, one after the other. Not to be modified.
         * @param values what every action would have earned, in the same order. Not to be modified.
         */
        void onRound(double weight, double[] profile, double[] values);
    }

    /** Plays one round. */
    public void step() {
        step(RoundListener.SILENT);
    }

    /**
     * Plays one round.
     *
     * @param listener hears of it
     */
    public void step(RoundListener listener) {
        double weight = rule.averagingWeight(++rounds);
        double[] profile = profile();
        double[] values = new double[profile.length];
        operator.actionValues(profile, values);
        if (averagePlay != null) {
            averagePlay.add(weight, profile);
        }
        DeviationGains.addGains(index, weight, profile, values, SolutionConcept.CCE, coarseGains);
        DeviationGains.addGains(index, weight, profile, values, SolutionConcept.CE, gains);
        weightSum += weight;
        for (int p = 0; p < learners.size(); p++) {
            learners.get(p).observe(part(values, p));
        }
        listener.onRound(weight, profile, values);
    }

    /**
     * Plays some rounds.
     *
     * @param count number of rounds
     */
    public void run(long count) {
        for (long t = 0; t < count; t++) {
            step();
        }
    }

    /**
     * Number of rounds played.
     *
     * @return at least 0
     */
    public long rounds() {
        return rounds;
    }

    /**
     * What is played in the coming round.
     *
     * @return the strategies one after the other
     */
    public double[] profile() {
        return learners.stream()
                .flatMapToDouble(learner -> Arrays.stream(learner.strategy()))
                .toArray();
    }

    /**
     * The average of joint play, weighted as the rule asks for.
     *
     * @return a mixture with a term for every round, which grows with further rounds
     * @throws IllegalStateException if no history is kept
     */
    public ProductMixture averagePlay() {
        if (averagePlay == null) {
            throw new IllegalStateException("these dynamics keep no history of play");
        }
        return averagePlay;
    }

    /**
     * How far the average of joint play is from an equilibrium, by the gains of its rounds.
     *
     * @param concept CE or CCE
     * @return the gap, after at least one round
     */
    public EquilibriumGap gap(SolutionConcept concept) {
        double[][] sums = switch (concept) {
            case CCE -> coarseGains;
            case CE -> gains;
        };
        double[][] means = new double[sums.length][];
        Arrays.setAll(
                means, p -> Arrays.stream(sums[p]).map(sum -> sum / weightSum).toArray());
        return EquilibriumGap.of(index, means, concept);
    }
}
