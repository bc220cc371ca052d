package org.aumann.core.equilibrium;

import java.util.Arrays;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.distribution.ProductMixture;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.core.payoff.TensorGame;

/**
 * How far a joint distribution is from an equilibrium.
 *
 * <pre>{@code
 * cceGap_p = max(0, max_d gain[p][d])      ceGap_p = Σ_r max(0, max_d gain[p][r][d])
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class EquilibriumGap {
    private final double[] perPlayer;
    private final double[] largestGainPerPlayer;

    private EquilibriumGap(double[] perPlayer, double[] largestGainPerPlayer) {
        this.perPlayer = perPlayer;
        this.largestGainPerPlayer = largestGainPerPlayer;
    }

    /**
     * A gap that was measured elsewhere, such as in the full game by best responses.
     *
     * @param perPlayer gap of every player, clamped at 0, payoff units. Not modified.
     * @param largestGainPerPlayer largest signed gain of every player, payoff units. Not modified.
     * @return the gap
     */
    public static EquilibriumGap measured(double[] perPlayer, double[] largestGainPerPlayer) {
        return new EquilibriumGap(perPlayer.clone(), largestGainPerPlayer.clone());
    }

    /**
     * The gap of a distribution, from the reference.
     *
     * @param payoffs the payoff tensor
     * @param sigma a distribution over its joint actions
     * @param concept CE or CCE
     * @return the gap
     */
    public static EquilibriumGap of(PayoffTensor payoffs, JointDistribution sigma, SolutionConcept concept) {
        return of(payoffs.index(), DeviationGains.gains(payoffs, sigma, concept), concept);
    }

    /**
     * The gap of a distribution over the outcomes of a game, from the reference.
     *
     * @param game the game
     * @param sigma a distribution over its outcomes
     * @param concept CE or CCE
     * @return the gap of every player of its index: of players that are alike, one for all
     */
    public static EquilibriumGap of(MetaGame game, JointDistribution sigma, SolutionConcept concept) {
        return switch (game) {
            case TensorGame tensor -> of(tensor.payoffs(), sigma, concept);
            case SymmetricGame symmetric ->
                of(
                        JointActionIndex.of(symmetric.profiles().actions()),
                        new double[][] {DeviationGains.gains(symmetric, sigma, concept)},
                        concept);
        };
    }

    /**
     * The gap of a mixture of product profiles, from the reference, without the vector of its joint actions.
     *
     * @param payoffs the payoff tensor
     * @param mixture a mixture over its joint actions, with at least one term
     * @param concept CE or CCE
     * @return the gap
     */
    public static EquilibriumGap of(PayoffTensor payoffs, ProductMixture mixture, SolutionConcept concept) {
        return of(payoffs.index(), DeviationGains.gains(payoffs, mixture, concept), concept);
    }

    /**
     * The gap that deviation gains amount to.
     *
     * @param index the joint actions
     * @param gains payoff units; per player the rows of {@link SolutionConcept}. Not modified.
     * @param concept CE or CCE
     * @return the gap
     */
    public static EquilibriumGap of(JointActionIndex index, double[][] gains, SolutionConcept concept) {
        int players = index.playerCount();
        double[] perPlayer = new double[players];
        double[] largest = new double[players];
        for (int p = 0; p < players; p++) {
            int actions = index.actionCount(p);
            largest[p] = Double.NEGATIVE_INFINITY;
            for (int row = 0; row < gains[p].length; row += actions) {
                double best = Double.NEGATIVE_INFINITY;
                for (int d = 0; d < actions; d++) {
                    if (concept == SolutionConcept.CCE || row / actions != d) {
                        best = Math.max(best, gains[p][row + d]);
                    }
                }
                largest[p] = Math.max(largest[p], best);
                perPlayer[p] += Math.max(0, best);
            }
            if (largest[p] == Double.NEGATIVE_INFINITY) {
                largest[p] = 0; // one action: there is no deviation, and nothing to gain
            }
        }
        return new EquilibriumGap(perPlayer, largest);
    }

    /**
     * The gap of every player, clamped at 0.
     *
     * @return a copy, payoff units
     */
    public double[] perPlayer() {
        return perPlayer.clone();
    }

    /**
     * The sum of the players' gaps.
     *
     * @return payoff units, at least 0
     */
    public double sum() {
        return Arrays.stream(perPlayer).sum();
    }

    /**
     * The largest of the players' gaps.
     *
     * @return payoff units, at least 0
     */
    public double max() {
        return Arrays.stream(perPlayer).max().orElse(0);
    }

    /**
     * The largest gain of any single deviation, with its sign: the smallest ε for which the distribution is
     * an ε-equilibrium. Negative for a strict one.
     *
     * @return payoff units
     */
    public double largestGain() {
        return Arrays.stream(largestGainPerPlayer).max().orElse(0);
    }

    /**
     * The largest signed gain of every player.
     *
     * @return a copy, payoff units
     */
    public double[] largestGainPerPlayer() {
        return largestGainPerPlayer.clone();
    }
}
