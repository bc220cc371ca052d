package org.aumann.core.regret;

import java.util.Arrays;

/**
 * How a regret minimiser turns utilities {@code u_t} into the next strategy {@code p_{t+1}}.
 *
 * <p>{@code r_t = u_t − ⟨p_t, u_t⟩} are the instantaneous regrets; sums and products start at 0 and 1, so that
 * the first strategy is uniform unless another one is given.
 */
public sealed interface RegretRule {
    /**
     * A learner that plays a given strategy first.
     *
     * @param first the first strategy; its length is the number of actions. Not modified.
     * @return a new learner
     */
    RegretMinimiser minimiser(double... first);

    /**
     * A learner that begins with the uniform strategy.
     *
     * @param actionCount number of actions, at least 1
     * @return a new learner
     */
    default RegretMinimiser minimiser(int actionCount) {
        double[] uniform = new double[actionCount];
        Arrays.fill(uniform, 1.0 / actionCount);
        return minimiser(uniform);
    }

    /**
     * Weight of a round in the average that the rule's guarantee is about.
     *
     * @param round round from 1
     * @return 1, or {@code round} where the average is linear
     */
    default double averagingWeight(long round) {
        return 1;
    }

    /** Regret matching: {@code R += r}, {@code p ∝ max(R, 0)}, uniform if nothing is positive. Hart, Mas-Colell 2000. */
    record Matching() implements RegretRule {
        @Override
        public RegretMinimiser minimiser(double... first) {
            return new RegretMatching(first);
        }
    }

    /** Regret matching⁺: {@code R = max(R + r, 0)}, {@code p ∝ R}; linear averaging. Tammelin 2014. */
    record MatchingPlus() implements RegretRule {
        @Override
        public RegretMinimiser minimiser(double... first) {
            return new RegretMatchingPlus(first);
        }

        @Override
        public double averagingWeight(long round) {
            return round;
        }
    }

    /**
     * Predictive regret matching⁺: {@code R = max(R + r, 0)}, {@code p ∝ max(R + r, 0)}, as if the last regrets
     * came again; linear averaging. Farina, Kroer and Sandholm 2021.
     */
    record PredictiveMatchingPlus() implements RegretRule {
        @Override
        public RegretMinimiser minimiser(double... first) {
            return new PredictiveRegretMatchingPlus(first);
        }

        @Override
        public double averagingWeight(long round) {
            return round;
        }
    }

    /**
     * Hedge: {@code U += u}, {@code p ∝ exp(η_t U)}. Freund and Schapire 1997.
     *
     * @param rate η
     */
    record Hedge(LearningRate rate) implements RegretRule {
        @Override
        public RegretMinimiser minimiser(double... first) {
            return new ExponentialWeights(rate, 0, first);
        }
    }

    /**
     * Optimistic Hedge: {@code U += u}, {@code p ∝ exp(η_t (U + u))}. Syrgkanis, Agarwal, Luo and Schapire 2015.
     *
     * @param rate η
     */
    record OptimisticHedge(LearningRate rate) implements RegretRule {
        @Override
        public RegretMinimiser minimiser(double... first) {
            return new ExponentialWeights(rate, 1, first);
        }
    }

    /**
     * Polynomial weights: {@code w *= 1 + η_t u}, {@code p ∝ w}; {@code η |u| < 1}. Cesa-Bianchi, Mansour and
     * Stoltz 2007.
     *
     * @param rate η
     */
    record PolynomialWeights(LearningRate rate) implements RegretRule {
        @Override
        public RegretMinimiser minimiser(double... first) {
            return new MultiplicativeWeights(rate, first);
        }
    }

    /**
     * Internal regret matching: {@code R_ij += p_i (u_j − u_i)}, {@code p = pQ} with {@code Q_ij ∝ max(R_ij, 0)},
     * uniform if nothing is positive. Hart and Mas-Colell 2000; Stoltz and Lugosi 2005.
     */
    record Internal() implements RegretRule {
        @Override
        public RegretMinimiser minimiser(double... first) {
            return new InternalRegretMatching(first);
        }
    }

    /**
     * Swap regret: one external learner per action, learner {@code i} is told {@code p_i u} and plays row
     * {@code q_i}; {@code p = pQ}; averaged as the learners are. Blum and Mansour 2007.
     *
     * @param external the rule of the learners
     */
    record Swap(RegretRule external) implements RegretRule {
        @Override
        public RegretMinimiser minimiser(double... first) {
            return new SwapRegretMinimiser(external, first);
        }

        @Override
        public double averagingWeight(long round) {
            return external.averagingWeight(round);
        }
    }
}
