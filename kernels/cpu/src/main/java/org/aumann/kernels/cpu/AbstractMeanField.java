package org.aumann.kernels.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.InvalidInputException;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.RewardDependence;
import org.aumann.kernels.MeanFieldOperator;

/** Keeps the policies' occupancies in rows, padded with zeros to whole vectors. */
abstract class AbstractMeanField implements MeanFieldOperator {
    private final MeanFieldModel model;
    private final List<List<Row>> rows = new ArrayList<>();

    /**
     * What is kept of a policy.
     *
     * <p>{@code occupancy} is {@code [time][state]}; {@code rewarded} is what rewards are multiplied with: the same, or
     * {@code [time][action][state]} if they depend on the action; {@code fixed} is the value of the fixed rewards.
     */
    static final class Row {
        private final double[] occupancy;
        private final double[] rewarded;
        private final double fixed;

        private Row(double[] occupancy, double[] rewarded, double fixed) {
            this.occupancy = occupancy;
            this.rewarded = rewarded;
            this.fixed = fixed;
        }

        /** Of rewards that do not depend on the action; the occupancy is padded. */
        static Row byState(double[] occupancy, double fixed) {
            return new Row(occupancy, occupancy, fixed);
        }

        static Row of(MeanFieldPolicy policy, double[] occupancy) {
            MeanFieldModel model = policy.model();
            double[] padded = Arrays.copyOf(occupancy, Runs.padded(model.fieldSize()));
            boolean isByState = model.game().dependence() == RewardDependence.STATE;
            double[] rewarded = isByState ? padded : new double[Runs.padded(model.tableSize())];
            double value = 0;
            for (int t = 0; t < model.timeCount(); t++) {
                for (int a = 0; a < model.actionCount(); a++) {
                    for (int x = 0; x < model.stateCount(); x++) {
                        int i = model.index(t, x, a);
                        double flow = occupancy[t * model.stateCount() + x] * policy.probability(t, x, a);
                        value += flow * model.fixedReward(policy.population(), i);
                        if (!isByState) {
                            rewarded[i] = flow;
                        }
                    }
                }
            }
            return new Row(padded, rewarded, value);
        }

        double[] occupancy() {
            return occupancy;
        }

        double[] rewarded() {
            return rewarded;
        }

        double fixed() {
            return fixed;
        }
    }

    AbstractMeanField(MeanFieldModel model) {
        this.model = model;
        for (int p = 0; p < model.populationCount(); p++) {
            rows.add(new ArrayList<>());
        }
    }

    @Override
    public final MeanFieldModel model() {
        return model;
    }

    @Override
    public final int policyCount(int population) {
        return rows.get(population).size();
    }

    @Override
    public final int mixtureSize() {
        return rows.stream().mapToInt(List::size).sum();
    }

    @Override
    public final double[] occupancy(int population, int policy) {
        return Arrays.copyOf(rows.get(population).get(policy).occupancy(), model.fieldSize());
    }

    @Override
    public final void add(List<MeanFieldPolicy> policies) {
        for (MeanFieldPolicy policy : policies) {
            if (policy.model() != model) {
                throw new IllegalArgumentException("policies must be of the operator's model");
            }
        }
        List<Row> swept = sweep(policies);
        for (int k = 0; k < swept.size(); k++) {
            rows.get(policies.get(k).population()).add(swept.get(k));
        }
    }

    /** The occupancies of some policies, in their order. */
    abstract List<Row> sweep(List<MeanFieldPolicy> policies);

    final List<Row> rows(int population) {
        return rows.get(population);
    }

    /** Number of the first policy of a population in a mixture. */
    final int first(int population) {
        int first = 0;
        for (int p = 0; p < population; p++) {
            first += policyCount(p);
        }
        return first;
    }

    final void requireLength(String what, int length, long expected) {
        if (length != expected) {
            throw new IllegalArgumentException(what + ".length (" + length + ") must be " + expected);
        }
    }

    final void requireMixtures(int mixtureCount, double[] mixtures) {
        requireLength("mixtures", mixtures.length, (long) mixtureCount * mixtureSize());
    }

    /** A sum over rewards that are finite is. */
    final double requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new InvalidInputException("rewards of game " + model.game().name() + " must be finite, their sum is "
                    + value + " against a mixture of policies");
        }
        return value;
    }

    @Override
    public final void close() {}
}
