package org.aumann.solvers.evolution;

/** How strongly a population prefers the better of two actions: the model of {@link AlphaRank}. */
public sealed interface SelectionIntensity {
    /** Gains this small are none, relative to the largest difference: payoffs that differ by rounding are the same. */
    double TIE = 1e-12;

    /**
     * The rate at which an action replaces another.
     *
     * @param gain what the new action earns more, payoff units
     * @param payoffRange width of the player's payoff range
     * @return a positive number, at most 1
     */
    double rate(double gain, double payoffRange);

    /**
     * The limit of infinite intensity, perturbed: {@code 1 − ε} for a better action, {@code ε} for a worse one and
     * {@code 1/2} for one that is as good.
     *
     * @param epsilon ε, in (0, 1/2)
     */
    record Infinite(double epsilon) implements SelectionIntensity {
        /** Checks ε. */
        public Infinite {
            if (!(epsilon > 0 && epsilon < 0.5)) {
                throw new IllegalArgumentException("epsilon (" + epsilon + ") must be in (0, 0.5)");
            }
        }

        @Override
        public double rate(double gain, double payoffRange) {
            if (Math.abs(gain) <= TIE * payoffRange) {
                return 0.5;
            }
            return gain > 0 ? 1 - epsilon : epsilon;
        }
    }

    /**
     * Finite intensity: the probability that a mutant takes over a population, {@code (1 − e^{−α g}) / (1 − e^{−m
     * α g})}, and {@code 1/m} for gain 0. Below {@value #LEAST_RATE} it is that much, so that every joint action
     * can be left.
     *
     * @param alpha α, one over payoff units, positive
     * @param populationSize m, at least 2
     */
    record Finite(double alpha, int populationSize) implements SelectionIntensity {
        /** Keeps the chain irreducible where the formula underflows. */
        private static final double LEAST_RATE = 1e-100;

        /** Checks both. */
        public Finite {
            if (!(alpha > 0 && Double.isFinite(alpha))) {
                throw new IllegalArgumentException("alpha (" + alpha + ") must be positive");
            }
            if (populationSize < 2) {
                throw new IllegalArgumentException("populationSize (" + populationSize + ") must be at least 2");
            }
        }

        @Override
        public double rate(double gain, double payoffRange) {
            if (Math.abs(gain) <= TIE * payoffRange) {
                return 1.0 / populationSize;
            }
            double u = alpha * gain;
            if (u > 0) {
                return Math.expm1(-u) / Math.expm1(-populationSize * u);
            }
            // Both exponentials grow: e^{(m−1)u} (1 − e^u) / (1 − e^{mu}).
            double rate = Math.exp((populationSize - 1) * u) * (Math.expm1(u) / Math.expm1(populationSize * u));
            return Math.max(rate, LEAST_RATE);
        }
    }
}
