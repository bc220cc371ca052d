package org.aumann.core.meanfield;

import java.util.Optional;

/**
 * A mean-field game: one or several populations of players who meet only through their distributions.
 *
 * <p>A player of population {@code p} in state {@code x} who takes action {@code a} at time {@code t} earns
 *
 * <pre>{@code r_p(t, x, a, µ) = fixed_p(t, x, a) + reward_p(t, x [, a], µ)}</pre>
 *
 * <p>and moves as the action says; moves do not depend on the mean field µ, and are the same for all populations and
 * times (populations that move differently have states of their own). Muller et al. 2021, "Learning Equilibria in
 * Mean-Field Games: Introducing Mean-Field PSRO", section 2 (arXiv 2111.08350).
 *
 * <p>Numbers that belong together lie in one flat array, the state fastest, so that loops over states can be
 * vectorised:
 *
 * <pre>{@code
 * mean field      [population][time][state]
 * fixed rewards   [population][time][action][state]
 * rewards         [population][time][state], or [population][time][action][state] if they depend on the action
 * }</pre>
 *
 * <p>{@link MeanFieldModel#of} checks a game and compiles it. Implementations are immutable: kernels call
 * {@link #rewards} from several threads at once.
 */
public interface MeanFieldGame {
    /**
     * The game's name.
     *
     * @return one line
     */
    String name();

    /**
     * Number of populations.
     *
     * @return at least 1
     */
    int populationCount();

    /**
     * Number of states, without the time.
     *
     * @return at least 1
     */
    int stateCount();

    /**
     * Number of actions; not all need be legal everywhere.
     *
     * @return at least 1
     */
    int actionCount();

    /**
     * How long it lasts.
     *
     * @return a number of decisions, or a discount
     */
    TimeModel time();

    /**
     * The distribution of a population at the start.
     *
     * @param population from 0
     * @param state from 0
     * @return a number in [0, 1]; over the states they sum to 1
     */
    double initialProbability(int population, int state);

    /**
     * Where an action leads. An action that leads nowhere is illegal at the state.
     *
     * @param state from 0
     * @param action from 0
     * @param successors receives the next states
     */
    void successors(int state, int action, Successors successors);

    /**
     * The part of the rewards that does not depend on the mean field; none unless overridden.
     *
     * @param rewards receives {@code [population][time][action][state]}, zero when called. Modified.
     */
    default void fixedRewards(double[] rewards) {}

    /**
     * What {@link #rewards} depends on besides the mean field.
     *
     * @return {@code STATE} unless overridden
     */
    default RewardDependence dependence() {
        return RewardDependence.STATE;
    }

    /**
     * The rewards that depend on the mean field, if they are of the usual form: kernels then compute them faster than by
     * {@link #rewards}, which gives the same up to rounding.
     *
     * @return nothing unless overridden
     */
    default Optional<CrowdRewards> crowdRewards() {
        return Optional.empty();
    }

    /**
     * The part of the rewards that depends on the mean field, for all populations, times and states (and actions) at once.
     * Everything is written, states that nobody is in included; nothing is read or written beyond the ranges.
     *
     * @param meanField holds {@code [population][time][state]}: a distribution for every time of a finite horizon, an
     *     occupancy that sums to {@code 1 / (1 − γ)} with a discount. Not modified.
     * @param from where the mean field begins
     * @param rewards receives the rewards, finite. Modified.
     * @param to where they begin
     */
    void rewards(double[] meanField, int from, double[] rewards, int to);
}
