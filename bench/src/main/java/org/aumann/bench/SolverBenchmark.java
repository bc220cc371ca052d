package org.aumann.bench;

import java.util.concurrent.TimeUnit;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
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
 * Whole solves, certificate included, to a gain of 1e-6 of the payoff range; the CE at an ε of 1e-3 of it.
 *
 * <p>{@code solver = uni} is the baseline: the certificate of the uniform distribution and nothing else.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:MaxDirectMemorySize=64g"})
public class SolverBenchmark {
    private static final double TOLERANCE = 1e-6;
    private static final double CE_EPSILON = 1e-3;

    /** Back end. */
    @Param("cpu")
    public String backend = "";

    /** Id of the meta-solver. */
    @Param({"uni", "mecce", "mece", "mgcce", "mgce", "mwcce", "mwce"})
    public String solver = "";

    /** Number of players with ten actions each. */
    @Param({"4", "6"})
    public int players;

    private NormalFormGame game;
    private ComputeBackend runs;
    private double epsilon;

    /** Loads the game and checks the answer against the certificate. */
    @Setup
    public void setUp() {
        game = (NormalFormGame) GameCatalogue.game("rank(players=" + players + ",actions=10,seed=1)");
        runs = Backends.named(backend);
        boolean isCoarse = solver.endsWith("cce");
        double range = game.payoffs().range(0).width();
        epsilon = isCoarse ? 0 : CE_EPSILON * range;
        if (solver.equals("uni")) {
            return;
        }
        SolutionConcept concept = isCoarse ? SolutionConcept.CCE : SolutionConcept.CE;
        double gain = solve().report().certificate().gap(concept).largestGain();
        if (!(gain - epsilon <= 10 * TOLERANCE * range)) {
            throw new IllegalStateException("largest gain (" + gain + ") must be at most epsilon, " + epsilon);
        }
    }

    /** Frees everything. */
    @TearDown
    public void tearDown() {
        runs.close();
        game.close();
    }

    /**
     * One solve.
     *
     * @return its outcome
     */
    @Benchmark
    public SolveOutcome solve() {
        SolveOptions options = SolveOptions.defaults().withTolerance(TOLERANCE);
        return MetaSolvers.named(solver, epsilon).solve(MetaGame.of(game.payoffs()), runs, options);
    }
}
