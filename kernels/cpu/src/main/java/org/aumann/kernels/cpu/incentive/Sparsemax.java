package org.aumann.kernels.cpu.incentive;

import static org.aumann.kernels.cpu.base.Runs.D;
import static org.aumann.kernels.cpu.base.Runs.LANES;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.Function;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.cpu.base.Runs;
import org.jspecify.annotations.Nullable;

/**
 * Projection of logits onto the simplex, {@code σ = w max(0, ℓ − τ)}, on all cores.
 *
 * <p>τ is the root of the convex, decreasing {@code Σ w max(0, ℓ − τ) − 1} by Newton's method: from the left
 * the steps are monotone and end after finitely many. Logits that fall below the threshold stay there, so
 * that a chunk with few above it keeps a copy of those, and later passes read only them.
 */
final class Sparsemax {
    /** Chunks of the passes; their sums are added in order, whatever the number of threads. */
    private static final int CHUNKS = 64;

    /** Joint actions that are staged at a time: they stay in the first-level cache. */
    private static final int RUN = 1_024;

    /** A chunk copies what is above the threshold when that is less than this part of it. */
    private static final double FEW = 1.0 / 16;

    private final MetaGame game;
    private final MemorySegment logits;
    private final double greatest;
    private final Chunk[] chunks;

    Sparsemax(MetaGame game, MemorySegment logits, double greatest) {
        this.game = game;
        this.logits = logits;
        this.greatest = greatest;
        long size = game.outcomes().jointActionCount();
        this.chunks = new Chunk[CHUNKS];
        Arrays.setAll(chunks, k -> new Chunk(size * k / CHUNKS, size * (k + 1) / CHUNKS));
    }

    /** Sums over the joint actions above a threshold. */
    private record Sums(double mass, double weight, double squares) {
        static final Sums ZERO = new Sums(0, 0, 0);

        Sums plus(Sums other) {
            return new Sums(mass + other.mass, weight + other.weight, squares + other.squares);
        }
    }

    /**
     * Replaces the logits by the projection, up to rounding of its sum.
     *
     * @param sum receives the sum of the projection in its first element. Modified.
     * @return the conjugate {@code min_τ τ + ½ Σ w max(0, ℓ − τ)²}, at whose minimum the rounding of τ is of no
     *     consequence
     */
    double project(double[] sum) {
        double threshold = -1; // relative to the greatest logit, so that large multipliers lose no digits
        while (true) {
            double left = threshold;
            Sums sums = overChunks(chunk -> chunk.sumAbove(left));
            double next = threshold + (sums.mass - 1) / sums.weight;
            if (!(next > threshold)) {
                break;
            }
            threshold = next;
        }
        double root = threshold;
        Sums last = overChunks(chunk -> chunk.project(root));
        sum[0] = last.mass;
        return greatest + threshold + 0.5 * last.squares;
    }

    private Sums overChunks(Function<Chunk, Sums> pass) {
        return Arrays.stream(chunks).parallel().map(pass).reduce(Sums.ZERO, Sums::plus);
    }

    /** Consecutive joint actions. */
    private final class Chunk {
        private final long first;
        private final long end;
        private @Nullable Run few;

        Chunk(long first, long end) {
            this.first = first;
            this.end = end;
        }

        /** The sums above a threshold that never falls. */
        Sums sumAbove(double threshold) {
            if (few != null) {
                return few.above(threshold);
            }
            Sums sums = Sums.ZERO;
            Run run = new Run(RUN);
            for (long at = first; at < end; at += RUN) {
                run.load(at, length(at));
                sums = sums.plus(run.above(threshold));
            }
            if (sums.weight < FEW * (end - first)) {
                few = keepAbove(threshold, (int) sums.weight);
            }
            return sums;
        }

        /** What is above the threshold; weights are at least 1, so that their sum is no less than the count. */
        private Run keepAbove(double threshold, int capacity) {
            Run kept = new Run(capacity);
            Run run = new Run(RUN);
            for (long at = first; at < end; at += RUN) {
                run.load(at, length(at));
                kept.addAbove(threshold, run);
            }
            return kept;
        }

        /** Replaces the logits. */
        Sums project(double threshold) {
            Sums sums = Sums.ZERO;
            Run run = new Run(RUN);
            for (long at = first; at < end; at += RUN) {
                run.load(at, length(at));
                sums = sums.plus(run.above(threshold));
                run.project(threshold);
                Runs.store(run.logit, 0, length(at), logits, at);
            }
            return sums;
        }

        private int length(long at) {
            return (int) Math.min(RUN, end - at);
        }
    }

    /** Logits, less the greatest of all, and their weights; padded with logits that are never above. */
    private final class Run {
        private final double[] logit;
        private final double[] weight;
        private int length;

        Run(int capacity) {
            logit = new double[Runs.padded(capacity)];
            weight = new double[logit.length];
            Arrays.fill(logit, Double.NEGATIVE_INFINITY);
            Arrays.fill(weight, 1);
        }

        void load(long at, int count) {
            Runs.load(logits, at, count, logit, 0);
            length = Runs.padded(count);
            Arrays.fill(logit, count, length, Double.NEGATIVE_INFINITY);
            for (int i = 0; i < length; i += LANES) {
                DoubleVector.fromArray(D, logit, i).sub(greatest).intoArray(logit, i);
            }
            for (int i = 0; !game.isUnweighted() && i < count; i++) {
                weight[i] = game.multiplicity(at + i);
            }
        }

        void addAbove(double threshold, Run run) {
            for (int i = 0; i < run.length; i++) {
                if (run.logit[i] > threshold) {
                    logit[length] = run.logit[i];
                    weight[length++] = run.weight[i];
                }
            }
        }

        Sums above(double threshold) {
            DoubleVector mass = DoubleVector.zero(D);
            DoubleVector count = DoubleVector.zero(D);
            DoubleVector squares = DoubleVector.zero(D);
            for (int i = 0; i < Runs.padded(length); i += LANES) {
                DoubleVector above =
                        DoubleVector.fromArray(D, logit, i).sub(threshold).max(0);
                DoubleVector w = DoubleVector.fromArray(D, weight, i);
                DoubleVector projected = above.mul(w);
                mass = mass.add(projected);
                count = count.add(w, above.compare(VectorOperators.GT, 0));
                squares = above.fma(projected, squares);
            }
            return new Sums(Runs.sum(mass), Runs.sum(count), Runs.sum(squares));
        }

        void project(double threshold) {
            for (int i = 0; i < length; i += LANES) {
                DoubleVector above =
                        DoubleVector.fromArray(D, logit, i).sub(threshold).max(0);
                above.mul(DoubleVector.fromArray(D, weight, i)).intoArray(logit, i);
            }
        }
    }
}
