package org.aumann.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.aumann.core.catalogue.MeanFieldCatalogue;
import org.aumann.core.meanfield.MeanFieldModel;
import org.aumann.core.meanfield.MeanFieldPolicy;
import org.aumann.core.meanfield.MeanFieldResponse;
import org.aumann.core.meanfield.MeanFieldSweeps;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.MeanFieldOperator;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * K5 on a ring and on tori: occupancies, payoffs of the restricted game and best responses of a batch of policies.
 *
 * <p>An update is one time, state and action of one policy or reward table, with its three or five successors. {@code sweep} is
 * what {@code mean_field.py} does in NumPy; operators are made outside of what is measured. Bytes are those that have to move when nothing stays in a cache;
 * {@link CopyBenchmark} measures the copy bandwidth in the same run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx8g"})
public class MeanFieldBenchmark {
    private static final double ROUNDING = 1e-9;

    /** Bytes of occupancies that an operator is filled with: more would measure how long it takes to collect them. */
    private static final long MOST_BYTES = 4L << 20;

    /** Back end; {@code cuda} where there is a GPU. */
    @Param({"cpu", "reference"})
    public String backend = "";

    /** The game. */
    @Param({
        "mfg_crowd_modelling",
        "mfg_crowd_modelling_2d(size=10,horizon=10)",
        "mfg_crowd_modelling_2d(size=100,horizon=10)"
    })
    public String game = "";

    /** Number of policies, mixtures and reward tables. */
    @Param("16")
    public int policies;

    /** Policies that randomise, or the best responses to them, as MF-PSRO has them. */
    @Param({"mixed", "deterministic"})
    public String kind = "";

    private ComputeBackend runs;
    private MeanFieldModel model;
    private List<MeanFieldPolicy> batch;
    private MeanFieldOperator operator;
    private double[] pure;
    private double[] mixed;
    private double[] rewards;

    /** State-action updates and bytes. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        /** Updates so far. */
        public double updates;

        /** Bytes so far. */
        public double bytes;
    }

    /** An operator that policies are added to. */
    @State(Scope.Thread)
    public static class Growing {
        private @Nullable MeanFieldOperator operator;

        /**
         * Another one when it has many, which takes longer than to add some.
         *
         * @param benchmark whose back end and game
         */
        @Setup(Level.Invocation)
        public void open(MeanFieldBenchmark benchmark) {
            if (operator == null || 8L * operator.mixtureSize() * benchmark.model.fieldSize() >= MOST_BYTES) {
                close();
                operator = benchmark.runs.meanField(benchmark.model);
            }
        }

        /** Frees it. */
        @TearDown
        public void close() {
            if (operator != null) {
                operator.close();
            }
        }

        private int add(List<MeanFieldPolicy> policies) {
            MeanFieldOperator open = Objects.requireNonNull(operator);
            open.add(policies);
            return open.mixtureSize();
        }
    }

    /** Makes the uniform and random policies and checks a sweep against the reference. */
    @Setup
    public void setUp() {
        runs = Backends.named(backend);
        model = MeanFieldModel.of(MeanFieldCatalogue.game(game));
        Philox random = new Philox(1);
        batch = new ArrayList<>(MeanFieldPolicy.uniform(model));
        while (batch.size() < policies) {
            batch.add(MeanFieldPolicy.of(model, 0, probabilities(random)));
        }
        pure = new double[policies * policies];
        mixed = new double[policies * policies];
        Arrays.fill(mixed, 1.0 / policies);
        for (int k = 0; k < policies; k++) {
            pure[k * policies + k] = 1;
        }
        open();
        if (kind.equals("deterministic")) {
            batch = responses().stream().map(MeanFieldResponse::policy).toList();
            operator.close();
            open();
        }
        rewards = operator.averageRewards(0, policies, pure, policies, pure);
        List<MeanFieldResponse> responses = responses();
        for (int k = 0; k < policies; k += 7) {
            double[] table = model.tableAgainst(0, MeanFieldSweeps.meanField(List.of(batch.get(k))));
            double value = MeanFieldSweeps.bestResponse(model, 0, table).value();
            if (!(Math.abs(responses.get(k).value() - value) <= ROUNDING * Math.abs(value))) {
                throw new IllegalStateException(
                        "best response " + k + " is worth " + responses.get(k).value() + ", by the reference " + value);
            }
        }
    }

    private void open() {
        operator = runs.meanField(model);
        operator.add(batch);
    }

    private double[] probabilities(Philox random) {
        double[] probabilities = random.doubles(model.tableSize(), 0.01, 1).toArray();
        for (int t = 0; t < model.timeCount(); t++) {
            for (int x = 0; x < model.stateCount(); x++) {
                double sum = 0;
                for (int a = 0; a < model.actionCount(); a++) {
                    sum += probabilities[model.index(t, x, a)];
                }
                for (int a = 0; a < model.actionCount(); a++) {
                    probabilities[model.index(t, x, a)] /= sum;
                }
            }
        }
        return probabilities;
    }

    /** Frees everything. */
    @TearDown
    public void tearDown() {
        operator.close();
        runs.close();
    }

    /** Probabilities or actions read, occupancies written. */
    private void countOccupancies(Work work) {
        work.updates += (double) policies * model.tableSize();
        double read = kind.equals("mixed") ? 8.0 * model.tableSize() : 4.0 * model.fieldSize();
        work.bytes += policies * (read + 8.0 * model.fieldSize());
    }

    /** Rewards read, actions written. */
    private void countResponses(Work work) {
        work.updates += (double) policies * model.tableSize();
        work.bytes += 12.0 * policies * model.fieldSize();
    }

    /**
     * Occupancies of all policies.
     *
     * @param growing where they are added
     * @param work counts
     * @return number of policies
     */
    @Benchmark
    public int occupancies(Growing growing, Work work) {
        countOccupancies(work);
        return growing.add(batch);
    }

    /**
     * Payoffs of all policies against mixtures: Ω read twice by four mixtures. An update is a policy's time and state.
     *
     * @param work counts
     * @return the payoffs
     */
    @Benchmark
    public double[] payoffs(Work work) {
        double updates = (double) policies * policies * model.fieldSize();
        work.updates += updates;
        work.bytes += 4 * updates;
        double[] payoffs = new double[mixed.length];
        operator.payoffs(policies, mixed, payoffs);
        return payoffs;
    }

    /**
     * Best responses to all reward tables.
     *
     * @param work counts
     * @return the responses
     */
    @Benchmark
    public List<MeanFieldResponse> bestResponses(Work work) {
        countResponses(work);
        return operator.bestResponses(0, policies, rewards);
    }

    /**
     * Occupancy, reward and best response of every policy.
     *
     * @param growing where they are added
     * @param work counts
     * @return the responses
     */
    @Benchmark
    public List<MeanFieldResponse> sweep(Growing growing, Work work) {
        countOccupancies(work);
        countResponses(work);
        work.bytes += 16.0 * policies * model.fieldSize();
        growing.add(batch);
        return responses();
    }

    /** Against the mean field of every policy of the batch. */
    private List<MeanFieldResponse> responses() {
        return operator.bestResponses(0, policies, operator.averageRewards(0, policies, pure, policies, pure));
    }
}
