package org.aumann.kernels.cpu.meanfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.RewardDependence;
import org.aumann.kernels.cpu.base.Runs;
import org.aumann.kernels.host.AbstractMeanFieldOperator;

/** Keeps the policies' occupancies in rows, padded with zeros to whole vectors. */
abstract class AbstractMeanField extends AbstractMeanFieldOperator {
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
        super(model);
        for (int p = 0; p < model.populationCount(); p++) {
            rows.add(new ArrayList<>());
        }
    }

    @Override
    public final double[] occupancy(int population, int policy) {
        return Arrays.copyOf(rows.get(population).get(policy).occupancy(), model().fieldSize());
    }

    @Override
    protected final void append(List<MeanFieldPolicy> policies) {
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

    @Override
    public final void close() {}
}
