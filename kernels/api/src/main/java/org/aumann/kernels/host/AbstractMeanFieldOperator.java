package org.aumann.kernels.host;

import java.util.Arrays;
import java.util.List;
import org.aumann.core.InvalidInputException;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldResponse;
import org.aumann.core.meanfield.MeanFieldSweeps;
import org.aumann.kernels.MeanFieldOperator;

/** What the back ends' mean-field operators share: how many policies there are, and what arguments must be like. */
public abstract class AbstractMeanFieldOperator implements MeanFieldOperator {
    private final MeanFieldModel model;
    private final int[] policyCounts;

    /**
     * An operator without policies.
     *
     * @param model the game
     */
    protected AbstractMeanFieldOperator(MeanFieldModel model) {
        this.model = model;
        this.policyCounts = new int[model.populationCount()];
    }

    @Override
    public final MeanFieldModel model() {
        return model;
    }

    @Override
    public final int policyCount(int population) {
        return policyCounts[population];
    }

    @Override
    public final int mixtureSize() {
        return Arrays.stream(policyCounts).sum();
    }

    @Override
    public final void add(List<MeanFieldPolicy> policies) {
        for (MeanFieldPolicy policy : policies) {
            if (policy.model() != model) {
                throw new IllegalArgumentException("policies must be of the operator's model");
            }
        }
        append(policies);
        for (MeanFieldPolicy policy : policies) {
            policyCounts[policy.population()]++;
        }
    }

    /**
     * Sweeps policies and keeps them behind those that are there, or throws and keeps none.
     *
     * @param policies policies of the model
     */
    protected abstract void append(List<MeanFieldPolicy> policies);

    /**
     * Checks the length of an array.
     *
     * @param what its name
     * @param length the length that it has
     * @param expected the length that it must have
     */
    protected static void requireLength(String what, int length, long expected) {
        if (length != expected) {
            throw new IllegalArgumentException(what + ".length (" + length + ") must be " + expected);
        }
    }

    /**
     * Checks the length of mixtures.
     *
     * @param mixtureCount number of mixtures
     * @param mixtures {@code [mixture][policy]}. Not modified.
     */
    protected final void requireMixtures(int mixtureCount, double[] mixtures) {
        requireLength("mixtures", mixtures.length, (long) mixtureCount * mixtureSize());
    }

    /**
     * Refuses what rewards that are not finite lead to.
     *
     * @param sum a sum over rewards: finite if all of them are
     * @return the sum
     * @throws InvalidInputException if it is not finite; one line
     */
    protected final double requireFinite(double sum) {
        if (!Double.isFinite(sum)) {
            throw new InvalidInputException("rewards of game " + model.game().name() + " must be finite, their sum is "
                    + sum + " against a mixture of policies");
        }
        return sum;
    }

    /**
     * A best response by the reference, for games that have no sweeps over times.
     *
     * @param population who responds
     * @param rewards reward tables without the fixed rewards. Not modified.
     * @param table which of them
     * @return value and policy
     */
    protected final MeanFieldResponse referenceResponse(int population, double[] rewards, int table) {
        double[] whole = model.table(population, rewards, table * model.rewardSize());
        return MeanFieldSweeps.bestResponse(model, population, whole);
    }
}
