package org.aumann.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.equilibrium.ProfileValues;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.ProfileOperator;
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
 * K2: action values of a product profile, in bytes of payoffs a second. {@link CopyBenchmark} measures the copy
 * bandwidth in the same run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:MaxDirectMemorySize=64g"})
public class ProfileBenchmark {
    /** Back end. */
    @Param("cpu")
    public String backend = "";

    /** Game: the tensor of 7×10 in float32 has 280 MB. */
    @Param("rank(players=7,actions=10,seed=1,precision=float32)")
    public String game = "";

    private NormalFormGame normalForm;
    private ComputeBackend runs;
    private ProfileOperator operator;
    private double[] profile;
    private double[] values;

    /** Loads the game and checks the operator against the reference. */
    @Setup
    public void setUp() {
        normalForm = (NormalFormGame) GameCatalogue.game(game);
        PayoffTensor payoffs = normalForm.payoffs();
        runs = Backends.named(backend);
        operator = runs.profiles(payoffs);
        profile = profile(payoffs.index(), new Philox(1));
        values = new double[profile.length];
        operator.actionValues(profile, values);
        double[] reference = ProfileValues.actionValues(payoffs, profile);
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i] - reference[i]) <= 1e-9 * payoffs.range(0).width())) {
                throw new IllegalStateException(
                        "value " + i + " is " + values[i] + ", the reference is " + reference[i]);
            }
        }
    }

    /** Random strategies without zeros. */
    private static double[] profile(JointActionIndex index, RandomGenerator random) {
        double[] profile = random.doubles(index.actionCountSum(), 0.1, 1).toArray();
        int first = 0;
        for (int p = 0; p < index.playerCount(); p++) {
            int end = first + index.actionCount(p);
            double sum = Arrays.stream(profile, first, end).sum();
            for (int a = first; a < end; a++) {
                profile[a] /= sum;
            }
            first = end;
        }
        return profile;
    }

    /** Frees everything. */
    @TearDown
    public void tearDown() {
        operator.close();
        runs.close();
        normalForm.close();
    }

    /**
     * The values of all actions.
     *
     * @param traffic counts the bytes
     * @return the values, so that nothing is optimised away
     */
    @Benchmark
    public double[] actionValues(IncentiveBenchmark.Traffic traffic) {
        traffic.bytes += normalForm.payoffs().segment().byteSize();
        operator.actionValues(profile, values);
        return values;
    }
}
