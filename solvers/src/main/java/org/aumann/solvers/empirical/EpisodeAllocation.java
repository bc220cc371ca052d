package org.aumann.solvers.empirical;

import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.DeviationCoefficients;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.rollout.EpisodePlan;

/**
 * Which joint actions to play so that the largest upper bound of all rows becomes small.
 *
 * <p>For one row the error is least with counts in proportion to {@code |c(a)| s(a)} (Neyman 1934). For the largest
 * of many: start with counts in proportion to what any row needs, and in each of some turns give to the row that is
 * predicted to be the largest, {@code q(a) += c_i(a)² s_p²(a)}, counts in proportion to {@code √q}. The spread of
 * payoffs of few episodes is not trusted: s² is {@code M2 / (count − 1) + R² / count}.
 */
final class EpisodeAllocation {
    /** Enough for a handful of rows that compete. */
    private static final int TURNS = 6;

    private final SampledPayoffs known;
    private final JointDistribution sigma;
    private final SolutionConcept concept;
    private final EpisodeSource source;
    private final double logarithm;
    private final int size;
    private final double[] need;

    EpisodeAllocation(
            SampledPayoffs known,
            JointDistribution sigma,
            SolutionConcept concept,
            EpisodeSource source,
            double logarithm) {
        this.known = known;
        this.sigma = sigma;
        this.concept = concept;
        this.source = source;
        this.logarithm = logarithm;
        this.size = Math.toIntExact(known.index().jointActionCount());
        this.need = new double[size];
        for (int p = 0; p < players(); p++) {
            int player = p;
            DeviationCoefficients.forEach(sigma, concept, p, (_, jointAction, coefficient) -> {
                int a = (int) jointAction;
                double square = coefficient * coefficient * variance(player, jointAction);
                // A game without any spread needs its episodes somewhere too.
                need[a] = Math.max(need[a], Math.max(square, Double.MIN_NORMAL));
            });
        }
    }

    private int players() {
        return known.index().playerCount();
    }

    private double variance(int player, long jointAction) {
        double count = known.count(jointAction);
        double range = source.returnRange(player);
        double spread = count < 2 ? 0 : known.m2(player, jointAction) / (count - 1);
        return spread + range * range / Math.max(1, count);
    }

    /** The plan of a budget with at least {@code least} episodes of every joint action that any row needs. */
    EpisodePlan plan(long budget, int least) {
        double[] square = need.clone();
        for (int turn = 0; turn < TURNS; turn++) {
            double[] weights = roots(square);
            int[] row = widest(weights, budget);
            DeviationCoefficients.forEach(sigma, concept, row[0], (i, jointAction, coefficient) -> {
                if (i == row[1]) {
                    square[(int) jointAction] += coefficient * coefficient * variance(row[0], jointAction);
                }
            });
        }
        return EpisodePlan.proportional(roots(square), budget, least);
    }

    private static double[] roots(double[] square) {
        double[] roots = new double[square.length];
        for (int a = 0; a < roots.length; a++) {
            roots[a] = Math.sqrt(square[a]);
        }
        return roots;
    }

    /** Player and row of the largest upper bound if episodes were in proportion to the weights. */
    private int[] widest(double[] weights, long budget) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double episodesPerWeight = budget / total;
        int[] widest = {0, 0};
        double largest = Double.NEGATIVE_INFINITY;
        JointActionIndex index = known.index();
        for (int p = 0; p < players(); p++) {
            int player = p;
            double[] gain = new double[concept.rowCount(index, p)];
            double[] square = new double[gain.length];
            DeviationCoefficients.forEach(sigma, concept, p, (i, jointAction, coefficient) -> {
                gain[i] += known.count(jointAction) > 0 ? coefficient * known.mean(player, jointAction) : 0;
                square[i] += coefficient
                        * coefficient
                        * variance(player, jointAction)
                        / (episodesPerWeight * weights[(int) jointAction]);
            });
            for (int i = 0; i < gain.length; i++) {
                double bound = gain[i] + Math.sqrt(2 * logarithm * square[i]);
                if (square[i] > 0 && bound > largest) {
                    largest = bound;
                    widest = new int[] {p, i};
                }
            }
        }
        return widest;
    }
}
