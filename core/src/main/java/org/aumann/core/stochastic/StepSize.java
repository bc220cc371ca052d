package org.aumann.core.stochastic;

/** How far a learner's estimates go towards what it has just seen: α of tabular Q-learning. */
public sealed interface StepSize {
    /**
     * The step size of a step.
     *
     * @param step number of the step, from 0
     * @param visits how often the estimate has been updated, this time included
     * @return α in (0, 1]
     */
    double at(long step, double visits);

    /**
     * The same in every step.
     *
     * @param rate α in (0, 1]
     */
    record Constant(double rate) implements StepSize {
        /** Checks the range. */
        public Constant {
            requireFraction("rate", rate);
        }

        @Override
        public double at(long step, double visits) {
            return rate;
        }
    }

    /**
     * Falls with time: {@code α_t = max(least, first · decay^t)}.
     *
     * @param first α_0 in (0, 1]
     * @param decay in (0, 1]
     * @param least where it stops, in (0, first]
     */
    record Decayed(double first, double decay, double least) implements StepSize {
        /** Checks the ranges. */
        public Decayed {
            requireFraction("first", first);
            requireFraction("decay", decay);
            if (!(least > 0 && least <= first)) {
                throw new IllegalArgumentException("least (" + least + ") must be above 0 and at most " + first);
            }
        }

        @Override
        public double at(long step, double visits) {
            return Math.max(least, first * StrictMath.pow(decay, (double) step));
        }
    }

    /**
     * Falls with what has been seen: {@code α = 1 / n^exponent} with the number n of updates of the estimate. Estimates of
     * exponent 1 are averages.
     *
     * @param exponent ω in (0, 1]
     */
    record ByVisits(double exponent) implements StepSize {
        /** Checks the range. */
        public ByVisits {
            requireFraction("exponent", exponent);
        }

        @Override
        public double at(long step, double visits) {
            return exponent == 1 ? 1 / visits : StrictMath.pow(visits, -exponent);
        }
    }

    private static void requireFraction(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " (" + value + ") must be above 0 and at most 1");
        }
    }
}
