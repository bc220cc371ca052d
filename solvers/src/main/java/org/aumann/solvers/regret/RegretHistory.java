package org.aumann.solvers.regret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The regrets of repeated play: {@code regret(t, d)} is what deviation {@code d} would have gained in round
 * {@code t}. Where they come from does not matter: rounds of a normal-form game, or populations of a mean-field game.
 *
 * <p>Memory {@code 8 T D} bytes, in chunks of rounds that hold one deviation after the other, so that sums over
 * deviations and sums over rounds both run along memory. Not safe for use by several threads while it grows.
 */
public final class RegretHistory {
    /** Elements of a chunk: half a megabyte. */
    private static final int CHUNK_ELEMENTS = 1 << 16;

    private static final int MIN_CHUNK_ROUNDS = 16;
    private static final int MAX_CHUNK_ROUNDS = 4096;

    private final int deviationCount;
    private final int chunkRounds;
    private final List<double[]> chunks = new ArrayList<>();
    private int roundCount;

    /**
     * A history without rounds.
     *
     * @param deviationCount number of deviations D, at least 1
     */
    public RegretHistory(int deviationCount) {
        if (deviationCount < 1) {
            throw new IllegalArgumentException("deviationCount (" + deviationCount + ") must be at least 1");
        }
        this.deviationCount = deviationCount;
        this.chunkRounds = Math.clamp(CHUNK_ELEMENTS / deviationCount, MIN_CHUNK_ROUNDS, MAX_CHUNK_ROUNDS);
    }

    /**
     * Adds a round.
     *
     * @param regrets one finite number per deviation. Not modified.
     */
    public void add(double... regrets) {
        if (regrets.length != deviationCount) {
            throw new IllegalArgumentException(
                    "regrets.length (" + regrets.length + ") must be " + deviationCount + " deviations");
        }
        int row = roundCount % chunkRounds;
        if (row == 0) {
            chunks.add(new double[Math.multiplyExact(deviationCount, chunkRounds)]);
        }
        double[] chunk = chunks.getLast();
        for (int d = 0; d < deviationCount; d++) {
            if (!Double.isFinite(regrets[d])) {
                throw new IllegalArgumentException("regret (" + regrets[d] + ") of deviation " + d + " must be finite");
            }
            chunk[d * chunkRounds + row] = regrets[d];
        }
        roundCount++;
    }

    /**
     * Number of rounds.
     *
     * @return T, at least 0
     */
    public int roundCount() {
        return roundCount;
    }

    /**
     * Number of deviations.
     *
     * @return D, at least 1
     */
    public int deviationCount() {
        return deviationCount;
    }

    /**
     * One regret.
     *
     * @param round round from 0
     * @param deviation deviation from 0
     * @return what the deviation would have gained
     */
    public double regret(int round, int deviation) {
        return chunks.get(round / chunkRounds)[deviation * chunkRounds + round % chunkRounds];
    }

    /**
     * Regrets of all rounds against a mixture of deviations.
     *
     * <pre>{@code combined_t = Σ_d weight_d · regret(t, d)}</pre>
     *
     * <p>Time {@code O(T · support of the weights)}.
     *
     * @param weights one per deviation. Not modified.
     * @return one number per round
     */
    public double[] combined(double[] weights) {
        double[] combined = new double[roundCount];
        for (int c = 0; c < chunks.size(); c++) {
            int first = c * chunkRounds;
            int rounds = Math.min(chunkRounds, roundCount - first);
            for (int d = 0; d < deviationCount; d++) {
                if (weights[d] != 0) {
                    addScaled(weights[d], chunks.get(c), d * chunkRounds, rounds, combined, first);
                }
            }
        }
        return combined;
    }

    private static void addScaled(double weight, double[] from, int first, int count, double[] to, int toFirst) {
        for (int i = 0; i < count; i++) {
            to[toFirst + i] += weight * from[first + i];
        }
    }

    /**
     * Regrets of all deviations under a mixture of rounds.
     *
     * <pre>{@code mean_d = Σ_t weight_t · regret(t, d)}</pre>
     *
     * <p>Time {@code O(D · support of the weights)}.
     *
     * @param weights one per round. Not modified.
     * @return one number per deviation
     */
    public double[] mean(double[] weights) {
        double[] mean = new double[deviationCount];
        for (int t = 0; t < roundCount; t++) {
            if (weights[t] != 0) {
                for (int d = 0; d < deviationCount; d++) {
                    mean[d] += weights[t] * regret(t, d);
                }
            }
        }
        return mean;
    }

    /** Largest absolute regret. */
    double magnitude() {
        double magnitude = 0;
        for (double[] chunk : chunks) {
            magnitude = Math.max(
                    magnitude, Arrays.stream(chunk).map(Math::abs).max().orElse(0));
        }
        return magnitude;
    }

    /** The rounds in which some deviation gained least, one for every deviation. */
    int[] leastRounds() {
        int[] least = new int[deviationCount];
        for (int c = 0; c < chunks.size(); c++) {
            int first = c * chunkRounds;
            int rounds = Math.min(chunkRounds, roundCount - first);
            double[] chunk = chunks.get(c);
            for (int d = 0; d < deviationCount; d++) {
                double best = regret(least[d], d);
                for (int i = 0; i < rounds; i++) {
                    if (chunk[d * chunkRounds + i] < best) {
                        best = chunk[d * chunkRounds + i];
                        least[d] = first + i;
                    }
                }
            }
        }
        return least;
    }
}
