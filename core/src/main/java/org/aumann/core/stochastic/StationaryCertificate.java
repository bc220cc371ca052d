package org.aumann.core.stochastic;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.aumann.core.equilibrium.SolutionConcept;

/**
 * What a stationary joint policy is worth, and how much each player could gain by deviating from it for ever.
 *
 * <pre>{@code
 * gain_p(s) = V*_p(s) − V_p^π(s)
 * }</pre>
 *
 * <p>where V* is the best that player p can make against {@code π_{−p}}: knowing the state alone (CCE), or his recommendation too
 * (CE). A product of strategies is a Nash equilibrium if no CCE gain is positive. By definition, in float64, from the model and the policy
 * alone: shares nothing with any solver.
 */
public final class StationaryCertificate {
    private final StochasticModel model;
    private final double[][] values;
    private final Map<SolutionConcept, double[][]> gains;
    private final double error;

    private StationaryCertificate(
            StochasticModel model, double[][] values, Map<SolutionConcept, double[][]> gains, double error) {
        this.model = model;
        this.values = values;
        this.gains = gains;
        this.error = error;
    }

    /**
     * Certifies a policy.
     *
     * @param policy a stationary joint policy
     * @return its values and gains
     */
    public static StationaryCertificate of(StationaryPolicy policy) {
        StochasticModel model = policy.model();
        return of(policy, new double[model.playerCount()][model.stateCount()]);
    }

    /**
     * Certifies a policy whose values are about known, which is faster; what comes out is the same up to {@link #error}.
     *
     * @param policy a stationary joint policy
     * @param guess about what it is worth, {@code [player][state]}. Not modified.
     * @return its values and gains
     */
    public static StationaryCertificate of(StationaryPolicy policy, double[][] guess) {
        StochasticModel model = policy.model();
        int n = model.playerCount();
        double[][] values = new double[n][];
        Map<SolutionConcept, double[][]> gains = new EnumMap<>(SolutionConcept.class);
        for (SolutionConcept concept : SolutionConcept.values()) {
            gains.put(concept, new double[n][]);
        }
        double[] errors = new double[n];
        IntStream.range(0, n).parallel().forEach(p -> {
            PlayValues followed = new PlayValues(policy, p, null, guess[p]);
            values[p] = followed.values();
            for (SolutionConcept concept : SolutionConcept.values()) {
                PlayValues best = new PlayValues(policy, p, concept, followed.values());
                double[] gain = best.values().clone();
                for (int s = 0; s < gain.length; s++) {
                    gain[s] -= followed.values()[s];
                }
                Objects.requireNonNull(gains.get(concept))[p] = gain;
                errors[p] = Math.max(errors[p], best.error() + followed.error());
            }
        });
        return new StationaryCertificate(
                model, values, gains, Arrays.stream(errors).max().orElse(0));
    }

    /**
     * What a player earns from a state on if all follow the policy.
     *
     * @param player player from 0
     * @return a copy, one number a state
     */
    public double[] values(int player) {
        return values[player].clone();
    }

    /**
     * What every player earns from the start.
     *
     * @return one number a player
     */
    public List<Double> startValues() {
        return Arrays.stream(values).map(model::atStart).toList();
    }

    /**
     * What a player gains from a state on by the best deviation.
     *
     * @param concept what he knows when he deviates
     * @param player player from 0
     * @return a copy, one number a state. With CE at least 0 but for {@link #error}; with CCE below 0 where his recommendations
     *     are worth more to him than any play without them
     */
    public double[] gains(SolutionConcept concept, int player) {
        return Objects.requireNonNull(gains.get(concept))[player].clone();
    }

    /**
     * What every player gains from the start.
     *
     * @param concept what they know
     * @return one number a player
     */
    public List<Double> startGains(SolutionConcept concept) {
        return Arrays.stream(gains.get(concept)).map(model::atStart).toList();
    }

    /**
     * The largest gain of anybody from the start.
     *
     * @param concept what they know
     * @return the gap, at least 0
     */
    public double gap(SolutionConcept concept) {
        return startGains(concept).stream().reduce(0.0, Math::max);
    }

    /**
     * The largest gain of anybody from any state.
     *
     * @param concept what they know
     * @return the gap over all states, also those that are not reached; at least 0
     */
    public double gapOverStates(SolutionConcept concept) {
        return Arrays.stream(gains.get(concept)).flatMapToDouble(Arrays::stream).reduce(0, Math::max);
    }

    /**
     * What the values and gains may be wrong by.
     *
     * @return at least 0, of the order of rounding
     */
    public double error() {
        return error;
    }

    /**
     * What gains are compared with: the range of a player's rewards over the whole of play.
     *
     * @param player player from 0
     * @return range times horizon
     */
    public double unit(int player) {
        return model.rewardRange(player) * model.horizon();
    }

    /**
     * The largest gain from any state relative to {@link #unit}.
     *
     * @param concept what they know
     * @return 0 at an equilibrium; players who can earn nothing do not count
     */
    public double relativeGap(SolutionConcept concept) {
        double largest = 0;
        for (int p = 0; p < values.length; p++) {
            double unit = unit(p);
            double gain = Arrays.stream(Objects.requireNonNull(gains.get(concept))[p])
                    .max()
                    .orElse(0);
            largest = Math.max(largest, unit > 0 ? gain / unit : 0);
        }
        return largest;
    }
}
