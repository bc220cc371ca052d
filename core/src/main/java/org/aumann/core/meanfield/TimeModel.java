package org.aumann.core.meanfield;

import org.aumann.core.InvalidInputException;

/** How long a mean-field game lasts, and with it what an occupancy is. */
public sealed interface TimeModel permits TimeModel.FiniteHorizon, TimeModel.Discounted {
    /**
     * Number of times that are told apart: a policy has one rule per time and state.
     *
     * @return at least 1
     */
    int timeCount();

    /**
     * A number of decisions, with the time in the state:
     *
     * <pre>{@code µ_0 = initial,   µ_{t+1}(x) = Σ_{x',a} p(x | x', a) π_t(x', a) µ_t(x')}</pre>
     *
     * <p>A reward belongs to every decision, none to what comes after the last.
     *
     * @param decisionCount number of decisions, at least 1
     */
    record FiniteHorizon(int decisionCount) implements TimeModel {
        /** Checks the number. */
        public FiniteHorizon {
            if (decisionCount < 1) {
                throw new InvalidInputException("horizon (" + decisionCount + ") must be at least 1");
            }
        }

        @Override
        public int timeCount() {
            return decisionCount;
        }
    }

    /**
     * No end, stationary policies, and an occupancy that sums to {@code 1 / (1 − γ)}:
     *
     * <pre>{@code µ(x) = initial(x) + γ Σ_{x',a} p(x | x', a) π(x', a) µ(x')}</pre>
     *
     * @param discount γ, in [0, 1)
     */
    record Discounted(double discount) implements TimeModel {
        /** Checks the number. */
        public Discounted {
            if (!(discount >= 0 && discount < 1)) {
                throw new InvalidInputException("discount (" + discount + ") must be at least 0 and below 1");
            }
        }

        @Override
        public int timeCount() {
            return 1;
        }
    }
}
