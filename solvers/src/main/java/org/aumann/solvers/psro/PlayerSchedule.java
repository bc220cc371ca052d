package org.aumann.solvers.psro;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Which players add best responses in an iteration. */
public enum PlayerSchedule {
    /** Every player. */
    ALL,
    /** One player after the other. */
    CYCLE,
    /** One player, drawn uniformly. */
    RANDOM;

    /** Those of an iteration, counted from 0. */
    int[] players(int iteration, int count, RandomGenerator random) {
        return switch (this) {
            case ALL -> IntStream.range(0, count).toArray();
            case CYCLE -> new int[] {iteration % count};
            case RANDOM -> new int[] {random.nextInt(count)};
        };
    }
}
