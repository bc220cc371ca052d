package org.aumann.kernels.host;

import static org.aumann.kernels.IncentiveOperator.SAMPLE_RUN;
import static org.aumann.kernels.IncentiveOperator.SAMPLE_STRATA;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.JointSample;
import org.aumann.kernels.Regulariser;

/**
 * The joint actions that have any curvature, or a systematic sample of runs of them from every order of
 * magnitude.
 *
 * <p>A response that is nearly pure has most of its curvature in a few joint actions, but what the
 * multipliers still have to learn is in the others: without strata these would hardly be drawn.
 */
public final class CurvatureSample {
    /** Parts of the joint actions; their sums are added in order, whatever the number of threads. */
    private static final int CHUNKS = 64;

    private static final int ORDERS = order(Double.MAX_VALUE / 2) + 1;

    private final MetaGame game;
    private final Regulariser regulariser;
    private final MemorySegment sigma;
    private final long jointActions;
    private final List<Chunk> chunks;

    /**
     * A sample of a response.
     *
     * @param game tells how often an outcome counts
     * @param regulariser Ω
     * @param sigma the response, one float64 per outcome of the game. Not modified.
     */
    public CurvatureSample(MetaGame game, Regulariser regulariser, MemorySegment sigma) {
        this.game = game;
        this.regulariser = regulariser;
        this.sigma = sigma;
        this.jointActions = game.outcomes().jointActionCount();
        long runs = (jointActions + SAMPLE_RUN - 1) / SAMPLE_RUN;
        this.chunks = Stream.iterate(0, c -> c < CHUNKS, c -> c + 1)
                .map(c -> new Chunk(runs * c / CHUNKS * SAMPLE_RUN, runs * (c + 1) / CHUNKS * SAMPLE_RUN))
                .toList();
    }

    /**
     * Draws.
     *
     * @param count largest size, if not less than a run for every stratum
     * @param offset position between the quantiles, in [0, 1)
     * @return what {@link org.aumann.kernels.IncentiveOperator#sample} says
     */
    public JointSample draw(int count, double offset) {
        chunks.parallelStream().forEach(Chunk::measure);
        long curved = chunks.stream().mapToLong(chunk -> chunk.curved).sum();
        if (curved <= count) {
            return collect(Chunk::takeAll);
        }
        int greatest = chunks.stream().mapToInt(chunk -> chunk.greatest).max().orElseThrow();
        double[] mass = new double[SAMPLE_STRATA];
        for (Chunk chunk : chunks) {
            System.arraycopy(mass, 0, chunk.before, 0, mass.length);
            for (int order = 0; order <= greatest; order++) {
                mass[stratum(order, greatest)] += chunk.mass[order];
            }
        }
        int strata = (int) Arrays.stream(mass).filter(m -> m > 0).count();
        int draws = Math.max(1, count / SAMPLE_RUN / strata);
        return collect(chunk -> chunk.draw(greatest, mass, draws, offset));
    }

    private JointSample collect(ToIntFunction<Chunk> draw) {
        int size = chunks.parallelStream().mapToInt(draw).sum();
        long[] sample = new long[size];
        double[] weights = new double[size];
        int at = 0;
        for (Chunk chunk : chunks) {
            System.arraycopy(chunk.sample, 0, sample, at, chunk.size);
            System.arraycopy(chunk.weights, 0, weights, at, chunk.size);
            at += chunk.size;
        }
        return new JointSample(sample, weights);
    }

    /** {@code ⌊log₈ (√2 · curvature)⌋}, counted from that of the least positive number. */
    private static int order(double curvature) {
        return (Math.getExponent(Math.sqrt(2) * curvature) - Double.MIN_EXPONENT + 1) / 3;
    }

    private static int stratum(int order, int greatest) {
        return Math.min(SAMPLE_STRATA - 1, greatest - order);
    }

    /** Consecutive runs. */
    private final class Chunk {
        private final long first;
        private final long end;
        private final double[] curvature = new double[SAMPLE_RUN];

        /** Per order of magnitude of a run the curvature in this chunk. */
        private final double[] mass = new double[ORDERS];

        /** Per stratum the curvature in the chunks before. */
        private final double[] before = new double[SAMPLE_STRATA];

        private int greatest;
        private long curved;
        private long[] sample = new long[SAMPLE_RUN];
        private double[] weights = new double[SAMPLE_RUN];
        private int size;

        Chunk(long first, long end) {
            this.first = first;
            this.end = Math.min(end, jointActions);
        }

        /** Loads a run; returns its curvature. */
        private double load(long run) {
            double sum = 0;
            for (int i = 0; i < SAMPLE_RUN; i++) {
                curvature[i] = run + i < end ? curvature(run + i) : 0;
                sum += curvature[i];
            }
            return sum;
        }

        private double curvature(long a) {
            double probability = sigma.getAtIndex(ValueLayout.JAVA_DOUBLE, a);
            return switch (regulariser) {
                case ENTROPY -> probability;
                case GINI -> probability > 0 ? game.multiplicity(a) : 0;
            };
        }

        void measure() {
            for (long run = first; run < end; run += SAMPLE_RUN) {
                double sum = load(run);
                if (sum > 0) {
                    int order = order(sum);
                    greatest = Math.max(greatest, order);
                    mass[order] += sum;
                    for (double c : curvature) {
                        curved += c > 0 ? 1 : 0;
                    }
                }
            }
        }

        int takeAll() {
            for (long run = first; run < end && curved > size; run += SAMPLE_RUN) {
                if (load(run) > 0) {
                    add(run, 1);
                }
            }
            return size;
        }

        /** Draws where the cumulative curvature of a stratum passes a quantile. */
        int draw(int greatestOfAll, double[] totals, int draws, double offset) {
            double[] cumulative = new double[SAMPLE_STRATA];
            for (long run = first; run < end; run += SAMPLE_RUN) {
                double sum = load(run);
                if (!(sum > 0)) {
                    continue;
                }
                int s = stratum(order(sum), greatestOfAll);
                double quantum = totals[s] / draws;
                long passed = quantiles(before[s] + cumulative[s], quantum, offset, draws);
                cumulative[s] += sum;
                long times = quantiles(before[s] + cumulative[s], quantum, offset, draws) - passed;
                if (times > 0) {
                    add(run, times * quantum / sum);
                }
            }
            return size;
        }

        private void add(long run, double factor) {
            if (size + SAMPLE_RUN > sample.length) {
                sample = Arrays.copyOf(sample, 2 * sample.length);
                weights = Arrays.copyOf(weights, 2 * weights.length);
            }
            for (int i = 0; i < SAMPLE_RUN; i++) {
                if (curvature[i] > 0) {
                    sample[size] = run + i;
                    weights[size++] = curvature[i] * factor;
                }
            }
        }
    }

    /** Quantiles {@code (k + offset) · quantum} below a cumulative sum, no more than there are. */
    private static long quantiles(double cumulative, double quantum, double offset, int draws) {
        return Math.clamp((long) Math.ceil(cumulative / quantum - offset), 0, draws);
    }
}
