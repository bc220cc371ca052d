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
import org.aumann.core.payoff.SymmetricGame;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.IncentiveOperator;
import org.aumann.kernels.JointBuffer;
import org.aumann.kernels.Regulariser;
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
 * K3 over count profiles: one evaluation of the dual (respond and gains), in bytes a second. What must be moved if every
 * neighbour is found in a cache:
 *
 * <pre>{@code
 * 2 · 8 A K' + 3 · 8 K      K' and K = profiles of the others and of all
 * }</pre>
 *
 * <p>The payoffs for the logits and for the gains, the multiplicities, and x written and read. Nothing of that depends on
 * the concept. {@link CopyBenchmark} measures the copy bandwidth in the same run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:MaxDirectMemorySize=64g"})
public class SymmetricBenchmark {
    /** Back end. */
    @Param("cpu")
    public String backend = "";

    /** Solution concept. */
    @Param({"CCE", "CE"})
    public SolutionConcept concept = SolutionConcept.CCE;

    /** Number of players with ten actions each: 92 378 profiles and 10 015 005. */
    @Param({"10", "20"})
    public int players;

    /** Ω. */
    @Param("ENTROPY")
    public Regulariser regulariser = Regulariser.ENTROPY;

    private ComputeBackend runs;
    private IncentiveOperator operator;
    private JointBuffer x;
    private double[] alpha;
    private double[] gains;
    private double[] weights;
    private long bytesPerEvaluation;

    /** Makes the game and checks the operator against the reference. */
    @Setup
    public void setUp() {
        SymmetricGame game = GameCatalogue.symmetricGame("symmetric(players=" + players + ",actions=10,seed=1)")
                .orElseThrow();
        runs = Backends.named(backend);
        operator = runs.incentives(game, concept);
        x = runs.allocate(game.outcomes().jointActionCount());
        RandomGenerator random = new Philox(1);
        alpha = new double[operator.rowCount()];
        Arrays.setAll(alpha, _ -> random.nextDouble() * 0.01);
        gains = new double[alpha.length];
        weights = new double[game.index().playerCount()];
        bytesPerEvaluation = 2 * game.payoffs().byteSize() + 3 * 8 * x.size();
        evaluate();
        check(game);
    }

    private void check(SymmetricGame game) {
        MemorySegment memory = Arena.ofAuto().allocate(8 * x.size(), 64);
        x.read(memory);
        double[] reference = DeviationGains.gains(game, JointDistribution.over(game.outcomes(), memory), concept);
        for (int i = 0; i < gains.length; i++) {
            if (!(Math.abs(gains[i] - reference[i]) <= 1e-9 * game.range(0).width())) {
                throw new IllegalStateException("gain " + i + " is " + gains[i] + ", the reference is " + reference[i]);
            }
        }
    }

    /** Frees everything. */
    @TearDown
    public void tearDown() {
        x.close();
        operator.close();
        runs.close();
    }

    /**
     * One evaluation.
     *
     * @param traffic counts the bytes
     * @return the conjugate, so that nothing is optimised away
     */
    @Benchmark
    public double evaluation(IncentiveBenchmark.Traffic traffic) {
        traffic.bytes += bytesPerEvaluation;
        return evaluate();
    }

    private double evaluate() {
        return operator.evaluate(regulariser, alpha, weights, x, gains);
    }
}
