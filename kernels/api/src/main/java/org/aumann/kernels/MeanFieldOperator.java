package org.aumann.kernels;

import java.util.List;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldResponse;

/**
 * K5: the sweeps of a mean-field game over a growing set of policies, batched over policies, mixtures and reward tables.
 *
 * <p>The occupancies Ω of the policies stay in the back end. A <em>mixture</em> ν has one weight per policy, those of
 * population 0 first; {@code mixtures} hold several, one after the other. For each
 *
 * <pre>{@code
 * µ_p(ν) = Σ_k ν_k Ω_k                        a matrix product over the mixtures
 * r      = game.rewards(µ(ν))                 the user's function, a whole mean field at a time
 * J_p(π_k, µ(ν)) = ⟨Ω_k, r_p⟩ + fixed_k       a matrix product, Ω_k by states, or by states and actions if r is
 * }</pre>
 *
 * <p>What is earned for one mixture does not depend on the others, bit for bit. Muller et al. 2021, algorithms 2 to 6.
 */
public interface MeanFieldOperator extends AutoCloseable {
    /**
     * The game.
     *
     * @return the compiled game
     */
    MeanFieldModel model();

    /**
     * Adds policies, each to its population behind those that are there, and sweeps their occupancies.
     *
     * @param policies policies of this model
     */
    void add(List<MeanFieldPolicy> policies);

    /**
     * Number of policies of a population.
     *
     * @param population from 0
     * @return at least 0
     */
    int policyCount(int population);

    /**
     * Number of policies of all populations: the length of a mixture.
     *
     * @return at least 0
     */
    int mixtureSize();

    /**
     * The occupancy of a policy.
     *
     * @param population from 0
     * @param policy from 0
     * @return a copy, {@code [time][state]}
     */
    double[] occupancy(int population, int policy);

    /**
     * The mean fields of mixtures.
     *
     * @param mixtureCount number of mixtures
     * @param mixtures {@code [mixture][policy]}; the weights of each population sum to 1. Not modified.
     * @return {@code [mixture][population][time][state]}
     */
    double[] meanFields(int mixtureCount, double[] mixtures);

    /**
     * The payoffs of the restricted game: what every policy earns against the mean field of every mixture.
     *
     * @param mixtureCount number of mixtures
     * @param mixtures {@code [mixture][policy]}. Not modified.
     * @param payoffs receives {@code J(π_k, µ(ν))}, in the order of the mixtures, reward units. Modified.
     * @throws org.aumann.core.InvalidInputException if the game's rewards are not finite
     */
    void payoffs(int mixtureCount, double[] mixtures, double[] payoffs);

    /**
     * A population's rewards against mixtures, averaged with several weightings: those against which best responses are
     * sought.
     *
     * <pre>{@code r̄_i = Σ_b weight[i][b] r_p(µ(ν_b))}</pre>
     *
     * @param population from 0
     * @param mixtureCount number of mixtures
     * @param mixtures {@code [mixture][policy]}. Not modified.
     * @param tableCount number of weightings
     * @param weights {@code [table][mixture]}, sums of 1. Not modified.
     * @return {@code [table]} and the layout of {@link org.aumann.core.meanfield.MeanFieldGame#rewards}, without the fixed rewards
     */
    double[] averageRewards(int population, int mixtureCount, double[] mixtures, int tableCount, double[] weights);

    /**
     * Best responses to reward tables, fixed rewards added to each.
     *
     * @param population who responds
     * @param tableCount number of tables
     * @param rewards tables as {@link #averageRewards} gives them. Not modified.
     * @return one response per table, as {@link org.aumann.core.meanfield.MeanFieldSweeps#bestResponse} gives it
     */
    List<MeanFieldResponse> bestResponses(int population, int tableCount, double[] rewards);

    /** Frees what the operator holds on the device. */
    @Override
    void close();
}
