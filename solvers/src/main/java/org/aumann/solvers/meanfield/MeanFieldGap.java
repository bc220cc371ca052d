package org.aumann.solvers.meanfield;

import java.util.ArrayList;
import java.util.List;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldSweeps;

/**
 * What the players of one population could gain by leaving a mediator, over all policies of the game; signed,
 * in reward units. Recomputed in float64 from the policies by the reference sweeps.
 *
 * <pre>{@code
 * Δ(π, π_k)   = Σ_ν ρ(ν | π_k) (J(π, µ(ν)) − J(π_k, µ(ν)))
 * nash          max_π J(π, µ(ν̄)) − J(ν̄, µ(ν̄)),   ν̄ the average mixture
 * cce           max_π Σ_ν ρ(ν) (J(π, µ(ν)) − J(ν, µ(ν)))
 * ce            max_k max_π ρ(π_k) Δ(π, π_k)                  definition 3
 * ceWeightedSum Σ_k ρ(π_k) max_π Δ(π, π_k)                    what a player gains by leaving every recommendation best
 * ceConditional max_k max_π Δ(π, π_k)                         section 6.1
 * }</pre>
 *
 * <p>Muller et al. 2021.
 *
 * @param value what a player earns, {@code Σ_ν ρ(ν) J(ν, µ(ν))}
 * @param nash of the average mixture
 * @param cce before a recommendation
 * @param ce after one, weighted with how likely it is
 * @param ceWeightedSum after any
 * @param ceConditional after the one that is worst
 */
public record MeanFieldGap(
        double value, double nash, double cce, double ce, double ceWeightedSum, double ceConditional) {
    /**
     * The gap of every population.
     *
     * @param policies per population its policies
     * @param mediator over mixtures of them
     * @return one per population
     */
    public static List<MeanFieldGap> of(List<List<MeanFieldPolicy>> policies, Mediator mediator) {
        return new Measurement(policies, mediator).gaps();
    }

    /**
     * The gap that a concept is about.
     *
     * @param concept Nash, CE (definition 3) or CCE
     * @return signed, reward units
     */
    public double of(MeanFieldConcept concept) {
        return switch (concept) {
            case NASH -> nash;
            case CE -> ce;
            case CCE -> cce;
        };
    }

    /** Occupancies of all policies, and rewards against all mixtures of a mediator. */
    private static final class Measurement {
        private final List<List<MeanFieldPolicy>> policies;
        private final Mediator mediator;
        private final MeanFieldModel model;
        private final List<double[]> occupancies = new ArrayList<>();
        private final List<double[]> rewards = new ArrayList<>();
        private final double[] recommendations;

        Measurement(List<List<MeanFieldPolicy>> policies, Mediator mediator) {
            this.policies = policies;
            this.mediator = mediator;
            this.model = policies.getFirst().getFirst().model();
            this.recommendations = mediator.recommendations();
            policies.stream()
                    .flatMap(List::stream)
                    .map(MeanFieldSweeps::occupancy)
                    .forEach(occupancies::add);
            for (int t = 0; t < mediator.size(); t++) {
                rewards.add(model.rewards(meanField(mediator.mixture(t))));
            }
        }

        private double[] meanField(double[] mixture) {
            double[] meanField = new double[model.populationCount() * model.fieldSize()];
            for (int p = 0, k = 0; p < policies.size(); p++) {
                for (int i = 0; i < policies.get(p).size(); i++, k++) {
                    for (int x = 0; x < model.fieldSize() && mixture[k] != 0; x++) {
                        meanField[p * model.fieldSize() + x] +=
                                mixture[k] * occupancies.get(k)[x];
                    }
                }
            }
            return meanField;
        }

        List<MeanFieldGap> gaps() {
            double[] ofAverage = model.rewards(meanField(recommendations));
            List<MeanFieldGap> gaps = new ArrayList<>();
            for (int p = 0, first = 0;
                    p < policies.size();
                    first += policies.get(p).size(), p++) {
                gaps.add(gap(p, first, model.table(p, ofAverage, p * model.rewardSize())));
            }
            return gaps;
        }

        private MeanFieldGap gap(int population, int first, double[] tableOfAverage) {
            List<MeanFieldPolicy> own = policies.get(population);
            double cce = best(population, table(population, mediator.probabilities()));
            double nash = best(population, tableOfAverage);
            double value = 0;
            double ce = Double.NEGATIVE_INFINITY;
            double weightedSum = 0;
            double conditional = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < own.size(); k++) {
                double share = recommendations[first + k];
                if (share == 0) {
                    continue;
                }
                nash -= share * MeanFieldSweeps.value(own.get(k), tableOfAverage);
                double[] given = mediator.probabilities();
                for (int t = 0; t < given.length; t++) {
                    given[t] *= mediator.weight(t, first + k) / share;
                }
                double[] table = table(population, given);
                double earned = MeanFieldSweeps.value(own.get(k), table);
                double gain = best(population, table) - earned;
                value += share * earned;
                ce = Math.max(ce, share * gain);
                weightedSum += share * gain;
                conditional = Math.max(conditional, gain);
            }
            return new MeanFieldGap(value, nash, cce - value, ce, weightedSum, conditional);
        }

        private double best(int population, double[] table) {
            return MeanFieldSweeps.bestResponse(model, population, table).value();
        }

        /** The rewards of a population, averaged over the mixtures. */
        private double[] table(int population, double[] weights) {
            double[] average = new double[model.rewardSize()];
            int from = population * model.rewardSize();
            for (int t = 0; t < weights.length; t++) {
                for (int i = 0; i < average.length && weights[t] != 0; i++) {
                    average[i] += weights[t] * rewards.get(t)[from + i];
                }
            }
            return model.table(population, average, 0);
        }
    }
}
