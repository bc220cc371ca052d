package org.aumann.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.aumann.core.Deadline;
import org.aumann.core.random.Philox;
import org.aumann.solvers.loop.Status;
import org.aumann.solvers.regret.BanditCompression;
import org.aumann.solvers.regret.RegretHistory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Bandit compression of long histories, in seconds. The bare minimum, {@link #pass}, is one sum over all regrets, of
 * which every program needs one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class CompressionBenchmark {
    private static final double TOLERANCE = 1e-9;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** What the regrets of successive rounds are like. */
    public enum Kind {
        /** Independent N(0, 1). */
        INDEPENDENT,
        /** Large at first, falling as those of learners do: the rounds to keep are early ones. */
        FALLING,
        /** Each deviation wanders, as in play that circles: neighbours are alike. */
        WANDERING
    }

    /** What the regrets are like. */
    @Param({"INDEPENDENT", "FALLING", "WANDERING"})
    public Kind kind = Kind.INDEPENDENT;

    /** Number of rounds. */
    @Param("100000")
    public int rounds;

    /** Number of deviations. */
    @Param("100")
    public int deviations;

    private RegretHistory history = new RegretHistory(1);
    private double[] uniform = new double[0];

    /** Makes a history and checks that its compression is exact. */
    @Setup
    public void setUp() {
        history = new RegretHistory(deviations);
        Philox random = new Philox(1);
        double[] regrets = new double[deviations];
        for (int t = 0; t < rounds; t++) {
            for (int d = 0; d < deviations; d++) {
                double draw = random.nextGaussian();
                regrets[d] = switch (kind) {
                    case INDEPENDENT -> draw;
                    case FALLING -> (draw + 0.1 * (d % 7 - 3)) / Math.sqrt(1 + 0.01 * t);
                    case WANDERING -> 0.995 * regrets[d] + 0.1 * draw;
                };
            }
            history.add(regrets);
        }
        uniform = new double[deviations];
        Arrays.fill(uniform, 1.0 / deviations);
        BanditCompression compression = compress();
        if (compression.status() != Status.CONVERGED) {
            throw new IllegalStateException("compression ended " + compression.status());
        }
    }

    /**
     * Compresses the history.
     *
     * @return the weights with their bounds
     */
    @Benchmark
    public BanditCompression compress() {
        return BanditCompression.of(history, TOLERANCE, Deadline.in(LIMIT));
    }

    /**
     * One pass over the history.
     *
     * @return a number per round
     */
    @Benchmark
    public double[] pass() {
        return history.combined(uniform);
    }
}
