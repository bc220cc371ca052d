package org.aumann.bench;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.equilibrium.ExtensiveReference;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.SequenceForm;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.SampledPayoffs;
import org.aumann.core.policy.TabularPolicy;
import org.aumann.core.random.Philox;
import org.aumann.core.rollout.EpisodePlan;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.RolloutOperator;
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
 * K1: episodes of all joint policies of small populations, in node visits a second. A visit is a node that takes
 * a draw, chance or decision; terminals are not counted.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class RolloutBenchmark {
    /** Policies of each player. */
    private static final int POLICIES = 8;

    private static final long SEED = 1;

    /** What the policies are. */
    public enum Policies {
        /** Uniform at every infostate. */
        UNIFORM,
        /** One action at every infostate. */
        PURE
    }

    /** Back end. */
    @Param("cpu")
    public String backend = "";

    /** Game. */
    @Param("leduc_poker(players=2)")
    public String game = "";

    /** Policies of all players. */
    @Param({"UNIFORM", "PURE"})
    public Policies policies = Policies.UNIFORM;

    /** Threads of the pool. */
    @Param({"1", "2"})
    public int threads = 1;

    /** Episodes of each joint policy. */
    @Param("20000")
    public long episodes;

    private ForkJoinPool pool;
    private ComputeBackend runs;
    private RolloutOperator operator;
    private List<List<TabularPolicy>> populations;
    private JointActionIndex index;
    private double[] centres;
    private double visitsPerCall;

    /** Nodes visited. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Visits {
        /** Visits so far. */
        public double nodes;
    }

    /** Compiles the game and checks the means against the exact payoffs. */
    @Setup
    public void setUp() {
        pool = new ForkJoinPool(threads);
        GameTree tree = GameTree.of(GameCatalogue.game(game));
        runs = Backends.named(backend);
        operator = runs.rollouts(tree);
        Philox random = new Philox(SEED);
        populations = IntStream.range(0, tree.playerCount())
                .mapToObj(p -> policies(tree.sequenceForm(p), random))
                .toList();
        index = JointActionIndex.of(Collections.nCopies(tree.playerCount(), POLICIES).stream()
                .mapToInt(Integer::intValue)
                .toArray());
        centres = IntStream.range(0, tree.playerCount())
                .mapToDouble(tree::payoffCentre)
                .toArray();
        try (SampledPayoffs samples = play()) {
            for (long a = 0; a < index.jointActionCount(); a++) {
                List<TabularPolicy> profile = profile(a);
                visitsPerCall += episodes * visits(tree, profile, 0);
                double[] values = ExtensiveReference.values(tree, profile);
                for (int p = 0; p < values.length; p++) {
                    if (!(Math.abs(samples.mean(p, a) - values[p]) <= 6 * samples.standardError(p, a) + 1e-6)) {
                        throw new IllegalStateException("mean of player " + p + " at joint policy " + a + " is "
                                + samples.mean(p, a) + ", the payoff is " + values[p]);
                    }
                }
            }
        }
    }

    private List<TabularPolicy> policies(SequenceForm form, Philox random) {
        return IntStream.range(0, POLICIES)
                .mapToObj(_ -> switch (policies) {
                    case UNIFORM -> TabularPolicy.uniform(form);
                    case PURE -> TabularPolicy.randomDeterministic(form, random);
                })
                .toList();
    }

    private List<TabularPolicy> profile(long jointAction) {
        return IntStream.range(0, populations.size())
                .mapToObj(p -> populations.get(p).get(index.action(jointAction, p)))
                .toList();
    }

    /** Expected number of draws of an episode from a node on. */
    private static double visits(GameTree tree, List<TabularPolicy> profile, int node) {
        int actor = tree.actor(node);
        double visits = actor == GameTree.TERMINAL ? 0 : 1;
        for (int a = 0; a < tree.childCount(node); a++) {
            int child = tree.firstChild(node) + a;
            double probability = actor == GameTree.CHANCE
                    ? tree.edgeProbability(child)
                    : profile.get(actor).probability(tree.sequenceForm(actor).firstSequence(tree.infostate(node)) + a);
            visits += probability > 0 ? probability * visits(tree, profile, child) : 0;
        }
        return visits;
    }

    /** Frees everything. */
    @TearDown
    public void tearDown() {
        operator.close();
        runs.close();
        pool.close();
    }

    /**
     * Episodes of every joint policy.
     *
     * @param visits counts the nodes
     * @return the number of episodes, so that nothing is optimised away
     */
    @Benchmark
    public long rollouts(Visits visits) {
        visits.nodes += visitsPerCall;
        try (SampledPayoffs samples = play()) {
            return samples.count(0);
        }
    }

    private SampledPayoffs play() {
        SampledPayoffs samples = SampledPayoffs.allocate(index, centres);
        EpisodePlan plan = EpisodePlan.upTo(samples, episodes);
        pool.submit(() -> operator.play(populations, SEED, plan, samples)).join();
        return samples;
    }
}
