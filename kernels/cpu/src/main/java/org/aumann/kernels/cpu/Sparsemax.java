package org.aumann.kernels.cpu;

import static org.aumann.kernels.cpu.Runs.D;
import static org.aumann.kernels.cpu.Runs.LANES;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.aumann.core.payoff.MetaGame;

/**
 * Projection of logits onto the simplex, {@code σ = w max(0, ℓ − τ)}, on all cores.
 *
 * <p>τ is the root of the convex, decreasing {@code Σ w max(0, ℓ − τ) − 1} by Newton's method: from the left
 * the steps are monotone and end after finitely many. Every pass reads the logits once.
 */
final class Sparsemax {
    /** Chunks of the passes; their sums are added in order, whatever the number of threads. */
    private static final int CHUNKS = 64;

    /** Joint actions that are staged at a time: they stay in the first-level cache. */
    private static final int RUN = 1_024;

    private final MetaGame game;
    private final MemorySegment logits;
    private final long size;
    private final boolean weighted;

    Sparsemax(MetaGame game, MemorySegment logits) {
        this.game = game;
        this.logits = logits;
        this.size = game.index().jointActionCount();
        this.weighted = !game.isUnweighted();
    }

    /** Sums over the joint actions above a threshold. */
    private record Sums(double mass, double weight, double squares) {
        Sums plus(Sums other) {
            return new Sums(mass + other.mass, weight + other.weight, squares + other.squares);
        }
    }

    /**
     * Replaces the logits by the projection, up to rounding of its sum.
     *
     * @param greatest the greatest logit
     * @param sum receives the sum of the projection in its first element. Modified.
     * @return the conjugate {@code min_τ τ + ½ Σ w max(0, ℓ − τ)²}, at whose minimum the rounding of τ is of no
     *     consequence
     */
    double project(double greatest, double[] sum) {
        double threshold = -1; // relative to the greatest logit, so that large multipliers lose no digits
        while (true) {
            Sums sums = sumAbove(greatest, threshold, false);
            double next = threshold + (sums.mass - 1) / sums.weight;
            if (!(next > threshold)) {
                break;
            }
            threshold = next;
        }
        Sums last = sumAbove(greatest, threshold, true);
        sum[0] = last.mass;
        return greatest + threshold + 0.5 * last.squares;
    }

    private Sums sumAbove(double greatest, double threshold, boolean replace) {
        return IntStream.range(0, CHUNKS)
                .parallel()
                .mapToObj(chunk -> chunkAbove(greatest, threshold, chunk, replace))
                .reduce(new Sums(0, 0, 0), Sums::plus);
    }

    private Sums chunkAbove(double greatest, double threshold, int chunk, boolean replace) {
        double[] logit = new double[RUN];
        double[] weight = new double[RUN];
        Arrays.fill(weight, 1);
        Sums sums = new Sums(0, 0, 0);
        long end = size * (chunk + 1) / CHUNKS;
        for (long first = size * chunk / CHUNKS; first < end; first += RUN) {
            int length = (int) Math.min(RUN, end - first);
            Runs.load(logits, first, length, logit, 0);
            Arrays.fill(logit, length, Runs.padded(length), Double.NEGATIVE_INFINITY);
            for (int i = 0; weighted && i < length; i++) {
                weight[i] = game.multiplicity(first + i);
            }
            sums = sums.plus(runAbove(greatest, threshold, logit, weight, Runs.padded(length)));
            if (replace) {
                Runs.store(logit, 0, length, logits, first);
            }
        }
        return sums;
    }

    /** The sums of a run, and its projection in place of the logits. */
    private static Sums runAbove(double greatest, double threshold, double[] logit, double[] weight, int padded) {
        DoubleVector mass = DoubleVector.zero(D);
        DoubleVector count = DoubleVector.zero(D);
        DoubleVector squares = DoubleVector.zero(D);
        for (int i = 0; i < padded; i += LANES) {
            DoubleVector above = DoubleVector.fromArray(D, logit, i)
                    .sub(greatest)
                    .sub(threshold)
                    .max(0);
            DoubleVector w = DoubleVector.fromArray(D, weight, i);
            DoubleVector projected = above.mul(w);
            mass = mass.add(projected);
            count = count.add(w, above.compare(VectorOperators.GT, 0));
            squares = above.fma(projected, squares);
            projected.intoArray(logit, i);
        }
        return new Sums(Runs.sum(mass), Runs.sum(count), Runs.sum(squares));
    }
}
