package org.aumann.bench;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.aumann.core.random.Philox;
import org.aumann.core.stochastic.LearningOptions;
import org.aumann.core.stochastic.LearningSelection;
import org.aumann.core.stochastic.QLearner;
import org.aumann.core.stochastic.StageGames;
import org.aumann.core.stochastic.StepSize;
import org.aumann.core.stochastic.StochasticModel;
import org.aumann.kernels.BackUpOperator;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.LearningOperator;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * K8: back-ups of a random game in bytes a second, and steps a second of thousands of learners in a grid game, beside single learners
 * by definition.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector"})
public class StochasticBenchmark {
    /** 12 bytes a successor, 4 a row, 16 a cell. */
    static double bytes(StochasticModel model) {
        return 12.0 * model.successorCount() + 4.0 * model.rowCount() + 16.0 * model.cellCount();
    }

    /** Counts steps. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Steps {
        /** Made so far, by all copies. */
        public double steps;
    }

    /** Back-ups. */
    @State(Scope.Benchmark)
    public static class BackUps {
        /** Back end. */
        @Param("cpu")
        public String backend = "";

        /** Number of states. */
        @Param("100000")
        public int states;

        private ComputeBackend runs;
        private BackUpOperator operator;

        /** Makes the game, and requires what the definition says of it. */
        @Setup
        public void setUp() {
            StochasticModel model = BenchedGames.garnet(states);
            runs = Backends.named(backend);
            operator = runs.backUps(model);
            double[][] values = {
                new Philox(2).doubles(states).toArray(),
                new Philox(3).doubles(states).toArray()
            };
            operator.values()
                    .write(MemorySegment.ofArray(Arrays.stream(values)
                            .flatMapToDouble(DoubleStream::of)
                            .toArray()));
            operator.backUp();
            double[] payoffs = new double[model.cellCount()];
            operator.payoffs().read(MemorySegment.ofArray(payoffs));
            if (!Arrays.equals(payoffs, StageGames.payoffs(model, values))) {
                throw new IllegalStateException("payoffs are not those of the definition");
            }
        }

        /** Frees everything. */
        @TearDown
        public void tearDown() {
            operator.close();
            runs.close();
        }
    }

    /** Learners. */
    @State(Scope.Benchmark)
    public static class Learners {
        /** Back end. */
        @Param("cpu")
        public String backend = "";

        /** What is made of a stage game. */
        @Param({"CENTRAL", "FRIEND", "INDEPENDENT"})
        public LearningSelection selection = LearningSelection.CENTRAL;

        /** Number of copies. */
        @Param("4096")
        public int copies;

        /** Steps of every copy in a call. */
        @Param("500")
        public int steps;

        private LearningOptions options;
        private ComputeBackend runs;
        private LearningOperator operator;
        private QLearner single;

        /** Makes the learners, and requires that the last one learns as a single one does. */
        @Setup
        public void setUp() {
            StochasticModel model = BenchedGames.grid();
            options = LearningOptions.of(selection)
                    .withStepSize(new StepSize.Constant(0.1))
                    .withExploration(0.2);
            runs = Backends.named(backend);
            operator = runs.learning(model, copies, 1);
            operator.run(steps, options);
            single = new QLearner(model, 1, copies - 1);
            for (int k = 0; k < steps; k++) {
                single.step(options);
            }
            double[] payoffs = new double[Math.toIntExact(operator.payoffs().size())];
            operator.payoffs().read(MemorySegment.ofArray(payoffs));
            int from = payoffs.length - model.cellCount();
            if (!Arrays.equals(Arrays.copyOfRange(payoffs, from, payoffs.length), single.payoffs())) {
                throw new IllegalStateException("the last copy has not learnt what a single learner has");
            }
        }

        /** Frees everything. */
        @TearDown
        public void tearDown() {
            operator.close();
            runs.close();
        }
    }

    /**
     * One sweep.
     *
     * @param backUps the operator
     * @param traffic counts the bytes
     * @return the payoffs, so that nothing is optimised away
     */
    @Benchmark
    public JointBuffer backUp(BackUps backUps, IncentiveBenchmark.Traffic traffic) {
        traffic.bytes += bytes(backUps.operator.model());
        backUps.operator.backUp();
        return backUps.operator.payoffs();
    }

    /**
     * Some steps of all copies.
     *
     * @param learners the operator
     * @param counter counts the steps
     * @return the payoffs, so that nothing is optimised away
     */
    @Benchmark
    public JointBuffer learning(Learners learners, Steps counter) {
        counter.steps += (double) learners.copies * learners.steps;
        learners.operator.run(learners.steps, learners.options);
        return learners.operator.payoffs();
    }

    /**
     * The baseline: as many steps of one copy by definition, on one thread.
     *
     * @param learners the options
     * @param counter counts the steps
     * @return the payoffs, so that nothing is optimised away
     */
    @Benchmark
    public double[] single(Learners learners, Steps counter) {
        counter.steps += learners.steps;
        for (int k = 0; k < learners.steps; k++) {
            learners.single.step(learners.options);
        }
        return learners.single.payoffs();
    }
}
