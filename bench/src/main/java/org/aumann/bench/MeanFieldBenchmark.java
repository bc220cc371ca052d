package org.aumann.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * K5 on a torus: occupancies, payoffs of the restricted game and best responses of a batch of policies.
 *
 * <p>An update is one time, state and action of one policy or reward table, with its five successors. {@code sweep} is what
 * {@code mean_field.py} does in NumPy. Bytes are those that have to move when nothing stays in a cache;
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

    /** Back end; {@code cuda} where there is a GPU. */
    @Param({"cpu", "reference"})
    public String backend = "";

    /** Cells along a side of the torus. */
    @Param({"10", "100"})
    public int size;

    /** Number of decisions. */
    @Param({"10", "100"})
    public int horizon;

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

    /** Makes the uniform and random policies and checks a sweep against the reference. */
    @Setup
    public void setUp() {
        runs = Backends.named(backend);
        model = MeanFieldModel.of(
                MeanFieldCatalogue.game("mfg_crowd_modelling_2d(size=" + size + ",horizon=" + horizon + ")"));
        Philox random = new Philox(1);
        batch = new ArrayList<>(MeanFieldPolicy.uniform(model));
        while (batch.size() < policies) {
            batch.add(MeanFieldPolicy.of(model, 0, probabilities(random)));
        }
        operator = runs.meanField(model);
        operator.add(batch);
        pure = new double[policies * policies];
        mixed = new double[policies * policies];
        Arrays.fill(mixed, 1.0 / policies);
        for (int k = 0; k < policies; k++) {
            pure[k * policies + k] = 1;
        }
        rewards = operator.averageRewards(0, policies, pure, policies, pure);
        if (kind.equals("deterministic")) {
            batch = operator.bestResponses(0, policies, rewards).stream()
                    .map(MeanFieldResponse::policy)
                    .toList();
        }
        List<MeanFieldResponse> responses = swept();
        for (int k = 0; k < policies; k += 7) {
            double[] table = model.tableAgainst(0, MeanFieldSweeps.meanField(List.of(batch.get(k))));
            double value = MeanFieldSweeps.bestResponse(model, 0, table).value();
            if (!(Math.abs(responses.get(k).value() - value) <= ROUNDING * Math.abs(value))) {
                throw new IllegalStateException(
                        "best response " + k + " is worth " + responses.get(k).value() + ", by the reference " + value);
            }
        }
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
     * @param work counts
     * @return number of policies
     */
    @Benchmark
    public int occupancies(Work work) {
        countOccupancies(work);
        try (MeanFieldOperator fresh = runs.meanField(model)) {
            fresh.add(batch);
            return fresh.mixtureSize();
        }
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
     * @param work counts
     * @return the responses
     */
    @Benchmark
    public List<MeanFieldResponse> sweep(Work work) {
        countOccupancies(work);
        countResponses(work);
        work.bytes += 16.0 * policies * model.fieldSize();
        return swept();
    }

    private List<MeanFieldResponse> swept() {
        try (MeanFieldOperator fresh = runs.meanField(model)) {
            fresh.add(batch);
            double[] against = fresh.averageRewards(0, policies, pure, policies, pure);
            return fresh.bestResponses(0, policies, against);
        }
    }
}
