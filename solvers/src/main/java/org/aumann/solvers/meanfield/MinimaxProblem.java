package org.aumann.solvers.meanfield;

import java.util.List;

/**
 * A function on a product of simplices that {@link SimplexDescent} minimises:
 *
 * <pre>{@code F(x) = f(x) + Σ_groups weight · max(least, max_{d in group} g_d(x))}</pre>
 */
interface MinimaxProblem {
    /** Where the simplices begin, and last the number of variables. */
    int[] blocks();

    /** The least value of a variable. */
    double floor(int variable);

    List<Group> groups();

    /** The functions at a point. */
    Point at(double[] x);

    /** f and g at a point. */
    interface Point {
        double smooth();

        /** All g. */
        double[] terms();

        Slopes slopes();
    }

    /**
     * Terms of which the greatest counts.
     *
     * @param terms which g: from this one
     * @param termEnd to before this one
     * @param weight at least 0
     * @param least what counts if all are less; −∞ if nothing
     */
    record Group(int terms, int termEnd, double weight, double least) {
        double value(double[] g) {
            double greatest = least;
            for (int d = terms; d < termEnd; d++) {
                greatest = Math.max(greatest, g[d]);
            }
            return greatest;
        }
    }

    /** Derivatives at a point, for steps that stay on the simplices. Owns its arrays. */
    final class Slopes {
        private final double[] smooth;
        private final double[][] terms;
        private final double[] entropyWeights;

        /**
         * @param smooth of f without the terms of the entropy
         * @param terms of each g
         * @param entropyWeights c, where f has terms {@code c_v x_v log x_v}: they are convex, and modelled by secants
         */
        Slopes(double[] smooth, double[][] terms, double[] entropyWeights) {
            this.smooth = smooth;
            this.terms = terms;
            this.entropyWeights = entropyWeights;
        }

        double smooth(int variable) {
            return smooth[variable];
        }

        double[] term(int d) {
            return terms[d];
        }

        double entropyWeight(int variable) {
            return entropyWeights[variable];
        }

        /** The greatest slope of any function. */
        double steepness() {
            double greatest = 0;
            for (double slope : smooth) {
                greatest = Math.max(greatest, Math.abs(slope));
            }
            for (double[] term : terms) {
                for (double slope : term) {
                    greatest = Math.max(greatest, Math.abs(slope));
                }
            }
            return greatest;
        }
    }

    /** F. */
    static double value(MinimaxProblem problem, Point point) {
        double value = point.smooth();
        for (Group group : problem.groups()) {
            value += group.weight() * group.value(point.terms());
        }
        return value;
    }
}
