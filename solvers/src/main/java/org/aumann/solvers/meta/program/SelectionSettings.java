package org.aumann.solvers.meta.program;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.aumann.core.InvalidInputException;
import org.aumann.core.distribution.JointDistribution;
import org.jspecify.annotations.Nullable;

/**
 * What a user may say about the equilibrium to select, besides the id of the solver.
 *
 * @param epsilons what a deviation may gain: one number for all players or one for each; in {@code unit}
 * @param unit what ε counts
 * @param weights weight of each player's payoff in the welfare: one for each, or none for 1 each
 * @param tilt β ≥ 0: the solvers of greatest impurity or entropy maximise {@code Ω + β · welfare}
 * @param prior the distribution that relative entropy is taken to; null for the uniform one
 */
public record SelectionSettings(
        List<Double> epsilons,
        GainUnit unit,
        List<Double> weights,
        double tilt,
        @Nullable JointDistribution prior) {
    /** Checks what can be checked without a game. */
    public SelectionSettings {
        epsilons = List.copyOf(epsilons);
        weights = List.copyOf(weights);
        if (epsilons.isEmpty() || !epsilons.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("epsilons (" + epsilons + ") must be finite, at least one");
        }
        if (!weights.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("weights (" + weights + ") must be finite");
        }
        if (!(tilt >= 0 && Double.isFinite(tilt))) {
            throw new IllegalArgumentException("tilt (" + tilt + ") must be finite and not negative");
        }
    }

    /**
     * ε = 0 in payoff units, the sum of the payoffs as welfare, no tilt, no prior.
     *
     * @return the defaults
     */
    public static SelectionSettings defaults() {
        return new SelectionSettings(List.of(0.0), GainUnit.PAYOFF, List.of(), 0, null);
    }

    /**
     * The same with another ε for all players.
     *
     * @param epsilon what a deviation may gain
     * @return a copy
     */
    public SelectionSettings withEpsilon(double epsilon) {
        return withEpsilons(List.of(epsilon));
    }

    /**
     * The same with other ε.
     *
     * @param epsilons one for all players or one for each
     * @return a copy
     */
    public SelectionSettings withEpsilons(List<Double> epsilons) {
        return new SelectionSettings(epsilons, unit, weights, tilt, prior);
    }

    /**
     * The same with ε in another unit.
     *
     * @param unit what ε counts
     * @return a copy
     */
    public SelectionSettings withUnit(GainUnit unit) {
        return new SelectionSettings(epsilons, unit, weights, tilt, prior);
    }

    /**
     * The same with another welfare.
     *
     * @param weights one for each player, or none for 1 each
     * @return a copy
     */
    public SelectionSettings withWeights(List<Double> weights) {
        return new SelectionSettings(epsilons, unit, weights, tilt, prior);
    }

    /**
     * The same with another tilt.
     *
     * @param tilt β, per payoff unit
     * @return a copy
     */
    public SelectionSettings withTilt(double tilt) {
        return new SelectionSettings(epsilons, unit, weights, tilt, prior);
    }

    /**
     * The same with another prior of the relative entropy.
     *
     * @param prior positive everywhere
     * @return a copy
     */
    public SelectionSettings withPrior(JointDistribution prior) {
        return new SelectionSettings(epsilons, unit, weights, tilt, prior);
    }

    /**
     * Checks that there is an ε and a weight for every player.
     *
     * @param playerCount number of players of the game
     * @throws InvalidInputException if there is another number of them
     */
    public void requirePlayers(int playerCount) {
        epsilonOf(playerCount);
        weightOf(playerCount);
    }

    /**
     * ε of every player, in its unit.
     *
     * @param playerCount number of players
     * @return one ε a player
     */
    public double[] epsilonOf(int playerCount) {
        return perPlayer(
                "epsilon",
                epsilons.size() == 1 ? Collections.nCopies(playerCount, epsilons.get(0)) : epsilons,
                playerCount);
    }

    /**
     * Weight of every player.
     *
     * @param playerCount number of players
     * @return one weight a player
     */
    public double[] weightOf(int playerCount) {
        return perPlayer("weights", weights.isEmpty() ? Collections.nCopies(playerCount, 1.0) : weights, playerCount);
    }

    private static double[] perPlayer(String name, List<Double> numbers, int playerCount) {
        if (numbers.size() != playerCount) {
            throw new InvalidInputException(name + " has " + numbers.size() + " numbers, expected one for each of the "
                    + playerCount + " players");
        }
        double[] array = new double[playerCount];
        Arrays.setAll(array, numbers::get);
        return array;
    }
}
