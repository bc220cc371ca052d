package org.aumann.solvers;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.aumann.core.InvalidInputException;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.format.GameFiles;
import org.aumann.core.format.GameReading;
import org.aumann.core.game.Game;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.game.PerfectRecall;
import org.aumann.core.game.strategic.ReducedNormalForm;
import org.aumann.core.game.strategic.UnreducedNormalForm;
import org.aumann.core.payoff.JointActionIndex;
import org.aumann.core.payoff.MetaGame;
import org.aumann.core.payoff.PayoffTensor;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.Workload;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.meta.MetaSolver;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.psro.JointPsro;
import org.aumann.solvers.psro.JointPsroOptions;
import org.aumann.solvers.psro.JointPsroResult;

/**
 * The library in one expression: from an array, a file, a name or a game of one's own to a certified equilibrium, or to a
 * run of JPSRO.
 *
 * <pre>{@code
 * Equilibrium equilibrium = Aumann.game(rowPayoffs, columnPayoffs).solve("mgce");
 * JointPsroResult run = Aumann.game("kuhn_poker(players=3)").jointPsro(options -> options.withSeed(1));
 * }</pre>
 *
 * <p>Memory and back ends are opened and freed within every call; what is returned owns what it needs. Whoever solves the same
 * payoffs many times uses {@link MetaSolver}, {@link Backends} and {@link PayoffTensor} themselves. Immutable.
 */
public final class Aumann {
    /** Opens the game, afresh for every call. */
    private final Supplier<Game> source;

    private final Function<Workload, ComputeBackend> backend;

    private Aumann(Supplier<Game> source, Function<Workload, ComputeBackend> backend) {
        this.source = source;
        this.backend = backend;
    }

    /**
     * A game of two players by their payoff matrices.
     *
     * @param rows what the row player gets, {@code [row][column]}. Copied.
     * @param columns what the column player gets, of the same shape. Copied.
     * @return the game
     * @throws InvalidInputException if the matrices are empty or of different shapes
     */
    public static Aumann game(double[][] rows, double[][] columns) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        boolean isMatrix = width > 0
                && columns.length == rows.length
                && Arrays.stream(rows).allMatch(row -> row.length == width)
                && Arrays.stream(columns).allMatch(row -> row.length == width);
        if (!isMatrix) {
            throw new InvalidInputException(
                    "found payoff matrices of different or no sizes, expected two of one shape");
        }
        return game(new int[] {rows.length, width}, flat(rows), flat(columns));
    }

    private static double[] flat(double[][] matrix) {
        return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
    }

    /**
     * A game by the payoffs of all joint actions.
     *
     * @param actions number of actions of every player. Copied.
     * @param payoffs per player one number a joint action, the last player's action fastest. Copied.
     * @return the game
     */
    public static Aumann game(int[] actions, double[]... payoffs) {
        int[] counts = actions.clone();
        double[][] copies = Arrays.stream(payoffs).map(double[]::clone).toArray(double[][]::new);
        return opened(() -> NormalFormGame.numbered("payoffs", PayoffTensor.of(JointActionIndex.of(counts), copies)));
    }

    /**
     * A game of the catalogue.
     *
     * @param specification such as {@code kuhn_poker(players=3)}, as {@code aumann games} lists them
     * @return the game
     */
    public static Aumann game(String specification) {
        return opened(() -> GameCatalogue.game(specification));
    }

    /**
     * A game in a file.
     *
     * @param path {@code .npy}, {@code .npz}, {@code .nfg}, {@code .gam}, {@code .csv} or {@code .efg}
     * @return the game
     */
    public static Aumann game(Path path) {
        return opened(() -> GameFiles.read(path, GameReading.plain()));
    }

    /**
     * An extensive game of one's own.
     *
     * @param game the game
     * @return the same
     */
    public static Aumann game(Game game) {
        return opened(() -> game);
    }

    private static Aumann opened(Supplier<Game> source) {
        return new Aumann(source, Backends::best);
    }

    /**
     * The same on a certain back end.
     *
     * @param id of the back end
     * @return a copy
     */
    public Aumann on(String id) {
        return new Aumann(source, work -> Backends.named(id, work));
    }

    /**
     * Finds an equilibrium, of an extensive game over its pure strategies.
     *
     * @param id of the meta-solver, such as {@code mgce}
     * @return what was found, with its certificate
     * @throws InvalidInputException if there is no such solver, or it cannot solve this game
     */
    public Equilibrium solve(String id) {
        return solve(MetaSolvers.named(id, 0), options -> options);
    }

    /**
     * Finds an equilibrium by a solver of one's own, or with options.
     *
     * @param solver the meta-solver
     * @param how changes the default options
     * @return what was found, with its certificate
     */
    public Equilibrium solve(MetaSolver solver, UnaryOperator<SolveOptions> how) {
        SolveOptions options = how.apply(SolveOptions.defaults().withTolerance(solver.defaultTolerance()));
        try (NormalFormGame strategic = strategic()) {
            strategic.payoffs().requireFinite();
            MetaGame game = MetaGame.of(strategic.payoffs());
            try (ComputeBackend runs = backend.apply(Workload.on(game, solver.needs()))) {
                return new Equilibrium(solver.solve(game, runs, options), solver.concept());
            }
        }
    }

    private NormalFormGame strategic() {
        Game game = source.get();
        if (game instanceof NormalFormGame strategic) {
            return strategic;
        }
        return PerfectRecall.holds(game)
                ? ReducedNormalForm.of(GameTree.of(game)).game()
                : UnreducedNormalForm.of(game).game();
    }

    /**
     * Runs JPSRO.
     *
     * @param how changes the default options
     * @return how it ended, with the certificate of the full game
     */
    public JointPsroResult jointPsro(UnaryOperator<JointPsroOptions> how) {
        JointPsroOptions options = how.apply(JointPsroOptions.defaults());
        GameTree tree = tree();
        try (ComputeBackend runs = backend.apply(Workload.on(tree, options.needs()));
                JointPsro psro = new JointPsro(tree, runs, options, LoopListener.silent())) {
            return psro.run();
        }
    }

    private GameTree tree() {
        Game game = source.get();
        if (game instanceof NormalFormGame strategic) {
            try (strategic) {
                return GameTree.of(strategic);
            }
        }
        return GameTree.of(game);
    }
}
