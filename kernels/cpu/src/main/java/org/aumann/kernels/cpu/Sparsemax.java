package org.aumann.kernels.cpu;

import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import org.aumann.core.payoff.JointActionIndex;
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

    private final MetaGame game;
    private final MemorySegment logits;
    private final int rowLength;
    private final long rows;
    private final boolean weighted;

    Sparsemax(MetaGame game, MemorySegment logits) {
        JointActionIndex index = game.index();
        this.game = game;
        this.logits = logits;
        this.rowLength = index.actionCount(index.playerCount() - 1);
        this.rows = index.jointActionCount() / rowLength;
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
        double mass = 0;
        double weight = 0;
        double squares = 0;
        for (long row = rows * chunk / CHUNKS; row < rows * (chunk + 1) / CHUNKS; row++) {
            long first = row * rowLength;
            double rowWeight = weighted ? game.multiplicity(first) / game.repeats(last(), 0) : 1;
            for (int a = 0; a < rowLength; a++) {
                double above = Math.max(0, HostBuffer.get(logits, first + a) - greatest - threshold);
                double w = weighted ? rowWeight * game.repeats(last(), a) : 1;
                mass += w * above;
                weight += above > 0 ? w : 0;
                if (replace) {
                    squares += w * above * above;
                    HostBuffer.set(logits, first + a, w * above);
                }
            }
        }
        return new Sums(mass, weight, squares);
    }

    private int last() {
        return game.index().playerCount() - 1;
    }
}
