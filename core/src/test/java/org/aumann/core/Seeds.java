package org.aumann.core;

/**
 * The seed of the randomised tests: {@code -Dtests.seed}, which the build sets to a fixed value.
 *
 * <p>A test that uses it says so in its assertion messages with {@link #replay}, so that a failure can be
 * repeated.
 */
public final class Seeds {
    private Seeds() {}

    /**
     * The seed of this run.
     *
     * @return the value of {@code tests.seed}, 20261122 where the build did not set it (in an IDE)
     */
    public static long seed() {
        return Long.getLong("tests.seed", 20261122L);
    }

    /**
     * What to run to see a failure again.
     *
     * @return a line for assertion messages
     */
    public static String replay() {
        return "replay with -Dtests.seed=" + seed();
    }
}
