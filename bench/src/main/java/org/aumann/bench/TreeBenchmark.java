package org.aumann.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.equilibrium.ExtensiveReference;
import org.aumann.core.game.GameTree;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.payoff.Precision;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.SequenceValues;
import org.aumann.kernels.TreeOperator;
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
 * K1x and K4: exact payoffs of all joint policies, in flops a second as a matrix product would have them, {@code 2 n} per
 * joint policy and terminal; and a best response of player 0 to a joint mixture of all co-players' policies, with its
 * terminal weights, {@code 2} per joint policy of the co-players and terminal.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class TreeBenchmark {
    private static final long SEED = 1;

    /** Back end. */
    @Param("cpu")
    public String backend = "";

    /** Game. */
    @Param({"leduc_poker(players=2)", "kuhn_poker(players=3)"})
    public String game = "";

    /** Policies of each player. */
    @Param("64")
    public int policies;

    private ComputeBackend runs;
    private TreeOperator operator;
    private List<List<TabularPolicy>> populations;
    private PayoffTensor payoffs;
    private int[] known;
    private double[] mixture;
    private double payoffFlops;
    private double responseFlops;

    /** Flops by the count above. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        /** Flops so far. */
        public double flops;
    }

    /** Compiles the game and checks both operations against the definitions. */
    @Setup
    public void setUp() {
        GameTree tree = GameTree.of(GameCatalogue.game(game));
        int players = tree.playerCount();
        runs = Backends.named(backend);
        operator = runs.tree(tree);
        Philox random = new Philox(SEED);
        populations = IntStream.range(0, players)
                .mapToObj(p -> Stream.generate(() -> TabularPolicy.randomDeterministic(tree.sequenceForm(p), random))
                        .limit(policies)
                        .toList())
                .toList();
        int[] shape = new int[players];
        Arrays.fill(shape, policies);
        payoffs = PayoffTensor.allocate(JointActionIndex.of(shape), Precision.FLOAT64);
        known = new int[players];
        long jointPolicies = payoffs.index().jointActionCount();
        mixture = new double[Math.toIntExact(jointPolicies / policies)];
        mixture[mixture.length - 1] = 1;
        payoffFlops = 2.0 * players * jointPolicies * tree.terminalCount();
        responseFlops = 2.0 * mixture.length * tree.terminalCount();
        check(tree);
        Arrays.setAll(mixture, _ -> random.nextDouble());
    }

    /** At the last joint policy, to which the mixture is pure. */
    private void check(GameTree tree) {
        operator.payoffs(populations, known, payoffs);
        List<TabularPolicy> last = populations.stream().map(List::getLast).toList();
        double[] values = ExtensiveReference.values(tree, last);
        for (int p = 0; p < values.length; p++) {
            requireClose(payoffs.get(p, payoffs.index().jointActionCount() - 1), values[p]);
        }
        requireClose(bestResponse().gameValue(), ExtensiveReference.bestResponseValue(tree, 0, last));
    }

    private static void requireClose(double value, double reference) {
        if (!(Math.abs(value - reference) <= 1e-12 * (1 + Math.abs(reference)))) {
            throw new IllegalStateException("value is " + value + ", the reference is " + reference);
        }
    }

    /** Frees everything. */
    @TearDown
    public void tearDown() {
        payoffs.close();
        operator.close();
        runs.close();
    }

    /**
     * All payoffs.
     *
     * @param work counts the flops
     * @return the number of joint policies
     */
    @Benchmark
    public long payoffs(Work work) {
        work.flops += payoffFlops;
        return operator.payoffs(populations, known, payoffs);
    }

    /**
     * One best response.
     *
     * @param work counts the flops
     * @return its values
     */
    @Benchmark
    public SequenceValues bestResponse(Work work) {
        work.flops += responseFlops;
        return bestResponse();
    }

    private SequenceValues bestResponse() {
        return operator.bestResponse(0, operator.terminalWeights(populations, 0, mixture));
    }
}
