package org.aumann.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.aumann.core.Deadline;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.payoff.GameBatch;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.core.random.Philox;
import org.aumann.kernels.Backends;
import org.aumann.kernels.BatchObjective;
import org.aumann.kernels.BatchOptions;
import org.aumann.kernels.ComputeBackend;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.batch.BatchSolution;
import org.aumann.solvers.batch.BatchSolver;
import org.aumann.solvers.batch.GameStatus;
import org.aumann.solvers.meta.SolveOptions;
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
 * K6: games a second of N(0, 1) stage games from nothing, and by the solver of single games one after the other.
 *
 * <p>Entropy: 5 × 5 for CE has 40 rows: per step a Cholesky of {@code 40³/6 + 40²} = 12 300 multiply-adds, 1 700 for the Hessian,
 * and 800 with 25 exponentials for each of 1.5 trials. With eight games in the lanes of a 512-bit vector and one
 * multiply-add a cycle, 20 steps are 340 000 cycles for eight games: 85 000 games a second at 3.6 GHz on a core.
 *
 * <p>The others have 25 columns: per step a Cholesky of {@code 25³/6} and two solves, 3 900 multiply-adds, 600 for the matrix and
 * 2 000 for the products; ten steps are 65 000 cycles for eight games, 440 000 games a second. {@code bench/src/main/python/batch.py} is the
 * same by SciPy, game by game.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector"})
public class BatchBenchmark {
    /** Games of the baseline. */
    private static final int FEW = 200;

    /** About one CE in a thousand is so degenerate that it ends at the iteration limit. */
    private static final double LEAST_SOLVED = 0.99;

    /** Back end. */
    @Param("cpu")
    public String backend = "";

    /** CE or CCE. */
    @Param({"CE", "CCE"})
    public SolutionConcept concept = SolutionConcept.CE;

    /** Actions of the players, such as 5x5. */
    @Param({"5x5", "3x3x3"})
    public String shape = "";

    /** What is selected: entropy, gini, welfare or egalitarian. */
    @Param({"entropy", "welfare"})
    public String objective = "";

    /** Number of games. */
    @Param("10000")
    public int games;

    private GameBatch batch;
    private ComputeBackend runs;
    private BatchSolver solver;

    /** Counts games. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Games {
        /** Solved so far. */
        public double games;
    }

    /** Makes the games, and requires that they are solved, as the certificate of the reference sees it. */
    @Setup
    public void setUp() {
        JointActionIndex index = JointActionIndex.of(
                Arrays.stream(shape.split("x", -1)).mapToInt(Integer::parseInt).toArray());
        batch = GameBatch.allocate(index, games);
        Philox random = new Philox(1);
        for (int game = 0; game < games; game++) {
            for (int p = 0; p < index.playerCount(); p++) {
                for (long a = 0; a < index.jointActionCount(); a++) {
                    batch.set(game, p, a, random.nextGaussian());
                }
            }
        }
        runs = Backends.named(backend);
        solver = new BatchSolver(runs, index, concept, objectiveOf(index.playerCount()), games);
        int optimal = solve().count(GameStatus.OPTIMAL);
        if (optimal < LEAST_SOLVED * games) {
            throw new IllegalStateException("only " + optimal + " of " + games + " games were solved");
        }
    }

    /** Frees everything. */
    @TearDown
    public void tearDown() {
        solver.close();
        runs.close();
        batch.close();
    }

    private BatchObjective objectiveOf(int players) {
        return switch (objective) {
            case "entropy" -> BatchObjective.entropy();
            case "gini" -> BatchObjective.gini();
            case "welfare" -> BatchObjective.welfare(players);
            case "egalitarian" -> BatchObjective.egalitarian();
            default -> throw new IllegalArgumentException("objective (" + objective + ") must be a known one");
        };
    }

    /** The middle part of the id of the solver of single games; there is none for the egalitarian objective. */
    private String idOf() {
        return switch (objective) {
            case "entropy" -> "me";
            case "gini" -> "mg";
            case "welfare" -> "mw";
            default -> throw new IllegalStateException("no solver of single games has objective " + objective);
        };
    }

    private BatchSolution solve() {
        solver.forget();
        return solver.solve(batch, BatchOptions.defaults(), Deadline.never());
    }

    /**
     * All games, with what crosses a bus, and certified.
     *
     * @param counter counts the games
     * @return the solution
     */
    @Benchmark
    public BatchSolution batch(Games counter) {
        counter.games += games;
        return solve();
    }

    /**
     * The baseline: some of the games by the solver of single games, one after the other.
     *
     * @param counter counts the games
     * @return an entropy, so that nothing is optimised away
     */
    @Benchmark
    public double single(Games counter) {
        double entropy = 0;
        for (int game = 0; game < FEW; game++) {
            try (PayoffTensor tensor = batch.tensor(game)) {
                entropy += MetaSolvers.named(idOf() + concept.id(), 0)
                        .solve(MetaGame.of(tensor), runs, SolveOptions.defaults())
                        .report()
                        .certificate()
                        .entropy();
            }
        }
        counter.games += FEW;
        return entropy;
    }
}
