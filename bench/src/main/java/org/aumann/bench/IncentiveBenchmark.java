package org.aumann.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.equilibrium.DeviationGains;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.IncentiveOperator;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.Regulariser;
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
 * K3: one evaluation of the dual (respond and gains), in bytes a second by the count of spec/09.
 *
 * <pre>{@code
 * CCE  J (3 n b + 8 + 16 n / A)      CE  J (2 n b + 8 + 8 n / A)      b = bytes of a payoff
 * }</pre>
 *
 * <p>{@link CopyBenchmark} measures the copy bandwidth in the same run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:MaxDirectMemorySize=64g"})
public class IncentiveBenchmark {
    /** Back end. */
    @Param("cpu")
    public String backend = "";

    /** Solution concept. */
    @Param({"CCE", "CE"})
    public SolutionConcept concept = SolutionConcept.CCE;

    /** Game: the tensor of 7×10 in float32 has 280 MB. */
    @Param("rank(players=7,actions=10,seed=1,precision=float32)")
    public String game = "";

    /** Ω. */
    @Param("ENTROPY")
    public Regulariser regulariser = Regulariser.ENTROPY;

    private NormalFormGame normalForm;
    private ComputeBackend runs;
    private IncentiveOperator operator;
    private JointBuffer sigma;
    private double[] alpha;
    private double[] gains;
    private double[] weights;
    private long bytesPerEvaluation;

    /** Bytes moved, by the count of the specification. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Traffic {
        /** Bytes so far. */
        public double bytes;
    }

    /** Loads the game and checks the operator against the reference. */
    @Setup
    public void setUp() {
        normalForm = (NormalFormGame) GameCatalogue.game(game);
        PayoffTensor payoffs = normalForm.payoffs();
        runs = Backends.named(backend);
        operator = runs.incentives(MetaGame.of(payoffs), concept);
        long jointActions = payoffs.index().jointActionCount();
        sigma = runs.allocate(jointActions);
        RandomGenerator random = new Philox(1);
        alpha = new double[operator.rowCount()];
        Arrays.setAll(alpha, i -> random.nextDouble() * 0.01);
        gains = new double[alpha.length];
        weights = new double[payoffs.playerCount()];
        bytesPerEvaluation = bytes(payoffs, concept);
        evaluate();
        check(payoffs);
    }

    static long bytes(PayoffTensor payoffs, SolutionConcept concept) {
        int n = payoffs.playerCount();
        double reads = concept == SolutionConcept.CCE ? 3 : 2;
        double marginals = concept == SolutionConcept.CCE ? 16 : 8;
        double perJointAction = reads * n * payoffs.precision().byteSize() + 8;
        for (int p = 0; p < n; p++) {
            perJointAction += marginals / payoffs.index().actionCount(p);
        }
        return (long) (perJointAction * payoffs.index().jointActionCount());
    }

    private void check(PayoffTensor payoffs) {
        MemorySegment memory = Arena.ofAuto().allocate(8 * sigma.size(), 64);
        sigma.read(memory);
        JointDistribution distribution = JointDistribution.over(payoffs.index(), memory);
        double[] reference = Arrays.stream(DeviationGains.gains(payoffs, distribution, concept))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        for (int i = 0; i < gains.length; i++) {
            if (!(Math.abs(gains[i] - reference[i]) <= 1e-9 * payoffs.range(0).width())) {
                throw new IllegalStateException("gain " + i + " is " + gains[i] + ", the reference is " + reference[i]);
            }
        }
    }

    /** Frees everything. */
    @TearDown
    public void tearDown() {
        sigma.close();
        operator.close();
        runs.close();
        normalForm.close();
    }

    /**
     * One evaluation.
     *
     * @param traffic counts the bytes
     * @return the conjugate, so that nothing is optimised away
     */
    @Benchmark
    public double evaluation(Traffic traffic) {
        traffic.bytes += bytesPerEvaluation;
        return evaluate();
    }

    private double evaluate() {
        return operator.evaluate(regulariser, alpha, weights, sigma, gains);
    }
}
