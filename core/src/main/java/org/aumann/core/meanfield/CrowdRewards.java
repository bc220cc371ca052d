package org.aumann.core.meanfield;

import java.util.Arrays;

/**
 * Rewards by who else is in the same state at the same time, and by nothing else.
 *
 * <pre>{@code r_p(t, x, µ) = −c_p log(µ_p(t, x) + 1e-25) + Σ_q M_pq µ_q(t, x)}</pre>
 *
 * <p>A game that has no other rewards than these and fixed ones says so with {@link MeanFieldGame#crowdRewards}; kernels then
 * compute them with whole vectors. Immutable and safe for use by several threads.
 */
public final class CrowdRewards {
    /** Keeps the logarithm of an empty state finite, 57.56; the constant is OpenSpiel's. */
    public static final double EMPTY = 1e-25;

    private final double[] aversion;
    private final double[][] meeting;

    private CrowdRewards(double[] aversion, double[][] meeting) {
        this.aversion = aversion;
        this.meeting = meeting;
    }

    /**
     * One population that avoids itself.
     *
     * @param aversion c, the weight of the logarithm
     * @return its rewards
     */
    public static CrowdRewards avoiding(double aversion) {
        return new CrowdRewards(new double[] {aversion}, new double[1][1]);
    }

    /**
     * Populations that avoid themselves and seek or avoid each other.
     *
     * @param aversion c, the weight of the logarithm, one per population. Not modified.
     * @param meeting M, a square matrix: what the row's population earns where all of the column's is. Not modified.
     * @return their rewards
     */
    public static CrowdRewards of(double[] aversion, double[][] meeting) {
        for (double[] row : meeting) {
            if (row.length != aversion.length || meeting.length != aversion.length) {
                throw new IllegalArgumentException(
                        "meeting must be a square matrix of " + aversion.length + " populations");
            }
        }
        return new CrowdRewards(
                aversion.clone(), Arrays.stream(meeting).map(double[]::clone).toArray(double[][]::new));
    }

    /**
     * Number of populations.
     *
     * @return at least 1
     */
    public int populationCount() {
        return aversion.length;
    }

    /**
     * The weight c of a population's logarithm.
     *
     * @param population from 0
     * @return reward units
     */
    public double aversion(int population) {
        return aversion[population];
    }

    /**
     * What a population earns where all of another one is.
     *
     * @param population from 0
     * @param other from 0
     * @return reward units
     */
    public double meeting(int population, int other) {
        return meeting[population][other];
    }

    /**
     * The rewards by definition: what {@link MeanFieldGame#rewards} is for such a game.
     *
     * @param fieldSize times · states
     * @param meanField holds {@code [population][time][state]}. Not modified.
     * @param from where the mean field begins
     * @param rewards receives the rewards, in the same layout. Modified.
     * @param to where they begin
     */
    public void fill(int fieldSize, double[] meanField, int from, double[] rewards, int to) {
        for (int p = 0; p < aversion.length; p++) {
            for (int i = 0; i < fieldSize; i++) {
                int own = p * fieldSize + i;
                double reward = -aversion[p] * Math.log(meanField[from + own] + EMPTY);
                for (int q = 0; q < aversion.length; q++) {
                    reward += meeting[p][q] * meanField[from + q * fieldSize + i];
                }
                rewards[to + own] = reward;
            }
        }
    }
}
