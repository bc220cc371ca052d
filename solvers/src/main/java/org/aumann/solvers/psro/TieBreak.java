package org.aumann.solvers.psro;

import java.util.random.RandomGenerator;

/** What a best response does at an infostate where several actions are best. */
public enum TieBreak {
    /** The action with the lowest index. */
    FIRST,
    /** One of the best, drawn uniformly. */
    RANDOM,
    /** All of the best with equal probability. */
    MAX_ENTROPY;

    /**
     * Plays one or all of the best sequences.
     *
     * @param tied the best, in ascending order, at least one. Not modified.
     * @param probability by sequence, 0 for these so far. Modified.
     */
    void play(int[] tied, double[] probability, RandomGenerator random) {
        switch (this) {
            case FIRST -> probability[tied[0]] = 1;
            case RANDOM -> probability[tied[random.nextInt(tied.length)]] = 1;
            case MAX_ENTROPY -> {
                for (int sequence : tied) {
                    probability[sequence] = 1.0 / tied.length;
                }
            }
        }
    }
}
