package org.aumann.solvers.meanfield;

import java.util.Arrays;
import java.util.List;
import org.aumann.core.random.Philox;
import org.aumann.kernels.MeanFieldOperator;

/**
 * The restricted game: every player chooses one of the known policies and keeps to it.
 *
 * <p>The payoffs {@code J(π_k, µ(ν))} come from a back end, perhaps with noise on top. Muller et al. 2021, section 2.1.
 */
final class RestrictedGame {
    private final MeanFieldOperator operator;
    private final double noise;
    private final Philox random;
    private final int[] first;
    private double greatestError;
    private long evaluations;

    /**
     * The game over the policies that an operator knows now.
     *
     * @param operator not owned
     */
    RestrictedGame(MeanFieldOperator operator, PayoffNoise noise, Philox random) {
        this.operator = operator;
        this.noise = noise.ofAverage();
        this.random = random;
        int populations = operator.model().populationCount();
        this.first = new int[populations + 1];
        for (int p = 0; p < populations; p++) {
            first[p + 1] = first[p] + operator.policyCount(p);
        }
    }

    int populationCount() {
        return first.length - 1;
    }

    /** Length of a mixture. */
    int size() {
        return first[first.length - 1];
    }

    /** Where the policies of a population begin in a mixture. */
    int first(int population) {
        return first[population];
    }

    int policyCount(int population) {
        return first[population + 1] - first[population];
    }

    /** Mixtures looked at so far. */
    long evaluations() {
        return evaluations;
    }

    /** ‖ε‖∞ of all noise so far. */
    double greatestError() {
        return greatestError;
    }

    double[] uniform() {
        double[] mixture = new double[size()];
        for (int p = 0; p < populationCount(); p++) {
            Arrays.fill(mixture, first[p], first[p + 1], 1.0 / policyCount(p));
        }
        return mixture;
    }

    /** A mixture of fewer policies, with weight 0 for those that came since. */
    double[] widened(double[] mixture, int[] policyCounts) {
        double[] wide = new double[size()];
        for (int p = 0, from = 0; p < populationCount(); from += policyCounts[p], p++) {
            System.arraycopy(mixture, from, wide, first[p], policyCounts[p]);
        }
        return wide;
    }

    int[] policyCounts() {
        int[] counts = new int[populationCount()];
        Arrays.setAll(counts, this::policyCount);
        return counts;
    }

    /** {@code J(π_k, µ(ν))} of every policy, as it is observed. */
    double[] payoffs(double[] mixture) {
        return payoffs(List.of(mixture))[0];
    }

    /** The same for several mixtures in one go. */
    double[][] payoffs(List<double[]> mixtures) {
        double[] flat = new double[mixtures.size() * size()];
        for (int b = 0; b < mixtures.size(); b++) {
            System.arraycopy(mixtures.get(b), 0, flat, b * size(), size());
        }
        double[] payoffs = new double[flat.length];
        operator.payoffs(mixtures.size(), flat, payoffs);
        evaluations += mixtures.size();
        for (int i = 0; i < payoffs.length && noise > 0; i++) {
            double error = noise * random.nextGaussian();
            greatestError = Math.max(greatestError, Math.abs(error));
            payoffs[i] += error;
        }
        double[][] rows = new double[mixtures.size()][];
        Arrays.setAll(rows, b -> Arrays.copyOfRange(payoffs, b * size(), (b + 1) * size()));
        return rows;
    }

    /** What a population earns, {@code J(ν, µ(ν))}. */
    double value(int population, double[] mixture, double[] payoffs) {
        double value = 0;
        for (int k = first[population]; k < first[population + 1]; k++) {
            value += mixture[k] * payoffs[k];
        }
        return value;
    }

    /** The most that a player of any population gains by another policy, within the restricted game. */
    double exploitability(double[] mixture, double[] payoffs) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int p = 0; p < populationCount(); p++) {
            double best = Arrays.stream(payoffs, first[p], first[p + 1]).max().orElseThrow();
            greatest = Math.max(greatest, best - value(p, mixture, payoffs));
        }
        return greatest;
    }

    /** Number of {@link #regrets}; 0 for CE if no population has a choice. */
    int deviationCount(MeanFieldConcept concept) {
        return switch (concept) {
            case NASH, CCE -> size();
            case CE ->
                Arrays.stream(policyCounts()).map(count -> count * (count - 1)).sum();
        };
    }

    /** CCE: {@code J_k − J(ν)} of every policy. CE: {@code ν_i (J_j − J_i)} of every pair of a population. */
    double[] regrets(MeanFieldConcept concept, double[] mixture, double[] payoffs) {
        double[] regrets = new double[deviationCount(concept)];
        int d = 0;
        for (int p = 0; p < populationCount(); p++) {
            double value = value(p, mixture, payoffs);
            for (int i = first[p]; i < first[p + 1]; i++) {
                if (concept != MeanFieldConcept.CE) {
                    regrets[d++] = payoffs[i] - value;
                    continue;
                }
                for (int j = first[p]; j < first[p + 1]; j++) {
                    if (j != i) {
                        regrets[d++] = mixture[i] * (payoffs[j] - payoffs[i]);
                    }
                }
            }
        }
        return regrets;
    }

    /**
     * How {@link #regrets} change with the mixture.
     *
     * @param slopes of the payoffs, as {@link PayoffSlopes} gives them. Not modified.
     * @return {@code [regret][policy]}; for steps whose sum is 0 in every population
     */
    double[][] regretSlopes(MeanFieldConcept concept, double[] mixture, double[] payoffs, double[][] slopes) {
        double[][] changes = new double[deviationCount(concept)][size()];
        int d = 0;
        for (int p = 0; p < populationCount(); p++) {
            double[] own = new double[size()];
            System.arraycopy(payoffs, first[p], own, first[p], policyCount(p));
            double[] values = new double[size()];
            for (int m = 0; m < values.length; m++) {
                values[m] = value(p, mixture, slopes[m]);
            }
            for (int i = first[p]; i < first[p + 1]; i++) {
                if (concept != MeanFieldConcept.CE) {
                    for (int m = 0; m < values.length; m++) {
                        changes[d][m] = slopes[m][i] - own[m] - values[m];
                    }
                    d++;
                    continue;
                }
                for (int j = first[p]; j < first[p + 1]; j++) {
                    if (j != i) {
                        for (int m = 0; m < values.length; m++) {
                            changes[d][m] = mixture[i] * (slopes[m][j] - slopes[m][i]);
                        }
                        changes[d++][i] += payoffs[j] - payoffs[i];
                    }
                }
            }
        }
        return changes;
    }
}
