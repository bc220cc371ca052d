package org.aumann.bench;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.aumann.core.random.Philox;
import org.aumann.core.regret.LearningRate;
import org.aumann.core.regret.RegretMinimiser;
import org.aumann.core.regret.RegretRule;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.RegretOperator;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * K2: a round of many learners, in bytes a second: state read and written, utilities read, strategies written,
 * 32 bytes an action. {@link CopyBenchmark} measures the copy bandwidth in the same run.
 *
 * <p>10 000 learners of 32 actions need 7.7 MB, which a last-level cache can hold; a million do not fit.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:MaxDirectMemorySize=64g"})
public class RegretBenchmark {
    private static final int BYTES_PER_ACTION = 32;

    /** Rules with vector code. */
    public enum Rule {
        /** Regret matching. */
        MATCHING,
        /** Predictive regret matching⁺. */
        PREDICTIVE,
        /** Hedge. */
        HEDGE;

        RegretRule rule() {
            return switch (this) {
                case MATCHING -> new RegretRule.Matching();
                case PREDICTIVE -> new RegretRule.PredictiveMatchingPlus();
                case HEDGE -> new RegretRule.Hedge(LearningRate.anytime(32, 2));
            };
        }
    }

    /** Back end. */
    @Param("cpu")
    public String backend = "";

    /** What the learners do. */
    @Param({"MATCHING", "PREDICTIVE", "HEDGE"})
    public Rule rule = Rule.MATCHING;

    /** Number of learners. */
    @Param({"10000", "1000000"})
    public int learners;

    /** Number of actions. */
    @Param("32")
    public int actions;

    private ComputeBackend runs;
    private RegretOperator operator;
    private JointBuffer utilities;

    /** Makes random utilities and checks a round of some learners against single ones. */
    @Setup
    public void setUp() {
        runs = Backends.named(backend);
        operator = runs.regrets(rule.rule(), learners, actions);
        double[] drawn = new Philox(1).doubles((long) learners * actions, -1, 1).toArray();
        utilities = runs.allocate(drawn.length);
        utilities.write(MemorySegment.ofArray(drawn));
        round();
        double[] strategies = new double[drawn.length];
        operator.strategies().read(MemorySegment.ofArray(strategies));
        for (int i = 0; i < learners; i += 997) {
            RegretMinimiser single = rule.rule().minimiser(actions);
            single.observe(Arrays.copyOfRange(drawn, i * actions, (i + 1) * actions));
            double[] strategy = single.strategy();
            for (int a = 0; a < actions; a++) {
                if (!(Math.abs(strategies[i * actions + a] - strategy[a]) <= 1e-12)) {
                    throw new IllegalStateException("learner " + i + " plays action " + a + " with "
                            + strategies[i * actions + a] + ", a single one with " + strategy[a]);
                }
            }
        }
    }

    /** Frees everything. */
    @TearDown
    public void tearDown() {
        utilities.close();
        operator.close();
        runs.close();
    }

    /**
     * One round.
     *
     * @param traffic counts the bytes
     * @return the strategies, so that nothing is optimised away
     */
    @Benchmark
    public JointBuffer round(IncentiveBenchmark.Traffic traffic) {
        traffic.bytes += (double) BYTES_PER_ACTION * learners * actions;
        return round();
    }

    private JointBuffer round() {
        operator.observe(utilities);
        return operator.strategies();
    }
}
