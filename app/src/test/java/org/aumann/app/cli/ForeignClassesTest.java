package org.aumann.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.aumann.app.Compilation;
import org.aumann.core.catalogue.GameProvider;
import org.aumann.solvers.MetaSolverProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Games and meta-solvers of others by {@code --classpath}: the examples, and some that do what they should not. */
class ForeignClassesTest {
    @TempDir
    private static Path examples = Path.of("");

    /** Its provider is whatever a test names. */
    @TempDir
    private static Path others = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void compile() throws IOException {
        Compilation.compileExamples(examples);
        Path source = others.resolve("Others.java");
        Files.writeString(source, OTHERS);
        Compilation.compile(others, List.of(source));
        Files.writeString(others.resolve("Damaged.class"), "no class");
    }

    private static final String OTHERS = """
            import java.util.List;
            import org.aumann.core.catalogue.*;
            import org.aumann.core.distribution.JointDistribution;
            import org.aumann.core.equilibrium.SolutionConcept;
            import org.aumann.core.game.*;
            import org.aumann.core.payoff.*;
            import org.aumann.kernels.ComputeBackend;
            import org.aumann.solvers.*;
            import org.aumann.solvers.meta.*;

            final class Others {
                static class Named implements GameProvider {
                    private final String id;
                    Named(String id) { this.id = id; }
                    public String id() { return id; }
                    public String description() { return "a game"; }
                    public Game game(GameArguments arguments) { throw new IllegalStateException("no\\nboard"); }
                }
                static class Endless implements Game, GameState {
                    public String name() { return "endless"; }
                    public int playerCount() { return 1; }
                    public GameState root() { return this; }
                    public NodeKind kind() { return new NodeKind.Decision(0); }
                    public int actionCount() { return 1; }
                    public String actionLabel(int action) { return "go"; }
                    public double chanceProbability(int outcome) { return 1; }
                    public GameState child(int action) { return List.<GameState>of().getFirst(); }
                    public String infostateKey() { return ""; }
                    public double payoff(int player) { return 0; }
                }
                public static class Kuhn extends Named { public Kuhn() { super("kuhn_poker"); } }
                public static class Crowd extends Named { public Crowd() { super("mfg_crowd_modelling"); } }
                public static class Turns extends Named { public Turns() { super("nosde"); } }
                public static class Spaced extends Named { public Spaced() { super("a game"); } }
                public static class Broken extends Named { public Broken() { super("broken"); } }
                public static class Thrower extends Named { public Thrower() { super("x"); throw new IllegalStateException("boom"); } }
                static class Hidden extends Named { Hidden() { super("hidden"); } }
                public static class NoId extends Named {
                    public NoId() { super("x"); }
                    public String id() { throw new UnsupportedOperationException(); }
                }
                public static class Stuck extends Named {
                    public Stuck() { super("stuck"); }
                    public Game game(GameArguments arguments) { return new Endless(); }
                }
                public static class Infinite extends Named {
                    public Infinite() { super("infinite"); }
                    public Game game(GameArguments arguments) {
                        return NormalFormGame.numbered("i", PayoffTensor.of(JointActionIndex.of(2), new double[] {0, 1.0 / 0}));
                    }
                }
                /** Its terminals say that they have actions. */
                public static class Talkative extends Named {
                    public Talkative() { super("talkative"); }
                    public Game game(GameArguments arguments) {
                        return new Endless() {
                            public GameState child(int action) {
                                return new Endless() {
                                    public NodeKind kind() { return new NodeKind.Terminal(); }
                                };
                            }
                        };
                    }
                }
                /** Remembers nothing but that it is to move; wins by saying the same twice. */
                record Forgetful(int moves, int same) implements Game, GameState {
                    public String name() { return "forgetful"; }
                    public int playerCount() { return 1; }
                    public GameState root() { return this; }
                    public NodeKind kind() { return moves == 2 ? new NodeKind.Terminal() : new NodeKind.Decision(0); }
                    public int actionCount() { return moves == 2 ? 0 : 2; }
                    public String actionLabel(int action) { return "say " + action; }
                    public double chanceProbability(int outcome) { return 1; }
                    public GameState child(int action) { return new Forgetful(moves + 1, moves == 0 ? action : 1 - Math.abs(same - action)); }
                    public String infostateKey() { return "to move"; }
                    public double payoff(int player) { return same; }
                }
                public static class Forgets extends Named {
                    public Forgets() { super("forgetful"); }
                    public Game game(GameArguments arguments) { return new Forgetful(0, 0); }
                }

                static class Solver implements MetaSolver, MetaSolverProvider {
                    private final String id;
                    Solver(String id) { this.id = id; }
                    public String id() { return id; }
                    public SolutionConcept concept() { return SolutionConcept.CE; }
                    public List<MetaSolver> solvers() { return List.of(this); }
                    public double defaultTolerance() { return 1e9; }
                    public SolveOutcome solve(MetaGame game, ComputeBackend backend, Multipliers start, SolveOptions options, SolveListener listener) {
                        throw new ArithmeticException("no digits");
                    }
                }
                public static class Taken extends Solver { public Taken() { super("mgce"); } }
                public static class Failing extends Solver { public Failing() { super("failing"); } }
                /** Says that everything is an optimum with a great ε. */
                public static class Liar extends Solver {
                    public Liar() { super("liar"); }
                    public SolveOutcome solve(MetaGame game, ComputeBackend backend, Multipliers start, SolveOptions options, SolveListener listener) {
                        SolveContext context = new SolveContext(this, game, backend, options, listener);
                        double[] epsilon = {9, 9};
                        return new SolveOutcome.Optimal(context.report(
                                JointDistribution.uniform(game.outcomes()), ObjectiveBounds.unknown(0), epsilon, start, 1, 0));
                    }
                }
                public static class Misshapen extends Solver {
                    public Misshapen() { super("misshapen"); }
                    public SolveOutcome solve(MetaGame game, ComputeBackend backend, Multipliers start, SolveOptions options, SolveListener listener) {
                        try (PayoffTensor other = PayoffTensor.allocate(JointActionIndex.of(2, 3), Precision.FLOAT64)) {
                            return MetaSolvers.named("uni", 0).solve(MetaGame.of(other), backend, options);
                        }
                    }
                }
            }
            """;

    private static Invocation own(String... arguments) {
        return Invocation.of(
                Stream.concat(Stream.of(arguments), Stream.of("--classpath", examples.toString(), "--quiet"))
                        .toArray(String[]::new));
    }

    @Test
    void gamesAndSolversAreListed() {
        assertThat(own("games").out())
                .contains("pennies_or_pass (extensive) matching pennies, the first player may pass")
                .contains("fee=0.1  0.0..1.0  what passing costs")
                .contains("kuhn_poker");
        assertThat(own("solvers").out()).contains("the joint action of greatest welfare");
        assertThat(Invocation.of("solvers").out()).doesNotContain("greedy");
    }

    @Test
    void gamesAreSolvedByName() {
        JsonNode solved = own("solve", "pennies_or_pass(fee=.25)", "--solver", "mgce", "--json")
                .json();
        assertThat(solved.get("status").asString()).isEqualTo("optimal");
        assertThat(solved.get("game").get("name").asString()).isEqualTo("pennies_or_pass(fee=0.25)");
        assertThat(solved.get("jointActions").asInt()).isEqualTo(6);

        JsonNode grown = own("jpsro", "pennies_or_pass", "--json").json();
        assertThat(grown.get("status").asString()).isEqualTo("converged");

        Invocation unknown = Invocation.of("solve", "pennies_or_pass");
        assertThat(unknown.err()).contains("game pennies_or_pass does not exist");
        Invocation refused = own("solve", "pennies_or_pass(fee=2)");
        assertThat(refused.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(refused.err()).contains("fee (2) of game pennies_or_pass must be a number in 0.0..1.0");
    }

    /** Where welfare is greatest is an equilibrium of the stag hunt, and none of chicken. */
    @ParameterizedTest
    @CsvSource({"matrix_sh, 0, optimal", "matrix_chicken, 1, iteration_limit"})
    void solversAreChosenById(String game, int status, String word) {
        Invocation invocation = own("solve", game, "--solver", "greedy", "--json");
        assertThat(invocation.status()).isEqualTo(status);
        assertThat(invocation.json().get("status").asString()).isEqualTo(word);
    }

    @Test
    void aJarIsAsGoodAsAFolder() throws IOException {
        Path jar = folder.resolve("own.jar");
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"));
                Stream<Path> files = Files.walk(examples)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path entry = zip.getPath(examples.relativize(file).toString().replace(File.separatorChar, '/'));
                if (entry.getParent() != null) {
                    Files.createDirectories(entry.getParent());
                }
                Files.copy(file, entry);
            }
        }
        String places = folder + File.pathSeparator + jar;
        Invocation invocation = Invocation.of("solve", "matrix_sh", "--classpath=" + places, "--solver", "greedy");
        assertThat(invocation.status()).as(invocation.err()).isEqualTo(ExitStatus.OK);
    }

    @Test
    void anExperimentNamesItsClassPath() throws IOException {
        Path file = folder.resolve("own.yaml");
        Files.writeString(
                file, "command: solve\ngame: pennies_or_pass\nsolver: greedy\nclasspath: '" + examples + "'\n");
        Invocation invocation = Invocation.of("run", file.toString(), "--json");
        assertThat(invocation.json().get("status").asString()).isEqualTo("iteration_limit");
    }

    private static Invocation others(Class<?> service, String provider, String... arguments) throws IOException {
        Compilation.provide(others, GameProvider.class, "");
        Compilation.provide(others, MetaSolverProvider.class, "");
        Compilation.provide(others, service, provider);
        return Invocation.of(Stream.concat(Stream.of(arguments), Stream.of("--classpath", others.toString(), "--quiet"))
                .toArray(String[]::new));
    }

    private static void assertRefused(Invocation invocation, String message) {
        assertThat(invocation.err()).startsWith("aumann: ").contains(message).hasLineCount(1);
        assertThat(invocation.out()).isEmpty();
        assertThat(invocation.status()).isEqualTo(ExitStatus.BAD_INPUT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Kuhn     | kuhn_poker | game kuhn_poker of class Others$Kuhn: found another game of that id",
                "Crowd    | matrix_pd  | game mfg_crowd_modelling of class Others$Crowd: found another game of that id",
                "Turns    | matrix_pd  | game nosde of class Others$Turns: found another game of that id",
                "Spaced   | matrix_pd  | game a game of class Others$Spaced: found that id, expected letters",
                "Broken   | broken     | class Others$Named of --classpath, method game, has thrown java.lang.IllegalStateException: no",
                "Thrower  | matrix_pd  | Others$Thrower could not be instantiated: java.lang.IllegalStateException: boom",
                "Hidden   | matrix_pd  | Others$Hidden Unable to get public no-arg constructor",
                "Missing  | matrix_pd  | Provider Others$Missing not found",
                "NoId     | matrix_pd  | class Others$NoId of --classpath, method id, has thrown java.lang.Unsupported",
                "Stuck    | stuck      | class Others$Endless of --classpath, method child, has thrown java.util.NoSuchElement",
                "Infinite | infinite   | payoff (Infinity) of player 0 at joint action [1] must be finite",
            })
    void gamesThatCannotBeUsedAreRefused(String provider, String game, String message) throws IOException {
        assertRefused(others(GameProvider.class, "Others$" + provider, "solve", game), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Taken     | mgce      | solver mgce of class Others$Taken: found another solver of that id",
                "Failing   | failing   | class Others$Solver of --classpath, method solve, has thrown java.lang.ArithmeticException",
                "Misshapen | misshapen | solver misshapen of class Others$Misshapen: found a distribution over",
            })
    void solversThatCannotBeUsedAreRefused(String provider, String solver, String message) throws IOException {
        String[] arguments = {"solve", "matrix_chicken", "--solver", solver};
        assertRefused(others(MetaSolverProvider.class, "Others$" + provider, arguments), message);
    }

    @Test
    void aDamagedClassIsRefused() throws IOException {
        assertRefused(others(GameProvider.class, "Damaged", "games"), "Damaged");
    }

    @Test
    void aForgetfulGameIsSolvedOverPureStrategies() throws IOException {
        Invocation solved = others(GameProvider.class, "Others$Forgets", "solve", "forgetful", "--json");
        assertThat(solved.json().get("jointActions").asInt()).isEqualTo(2);
        assertThat(solved.json().get("values").get(0).asDouble()).isEqualTo(1);
        assertRefused(others(GameProvider.class, "Others$Forgets", "jpsro", "forgetful"), "a player forgets");
    }

    @Test
    void actionsOfTerminalsDoNotCount() throws IOException {
        Invocation solved = others(GameProvider.class, "Others$Talkative", "solve", "talkative");
        assertThat(solved.status()).as(solved.err()).isEqualTo(ExitStatus.OK);
    }

    /** An optimum is what our certificate says, at ε = 0 and our tolerance. */
    @Test
    void theGateBelievesNoOtherSolver() throws IOException {
        Invocation liar = others(
                MetaSolverProvider.class, "Others$Liar", "solve", "matrix_chicken", "--solver", "liar", "--json");
        assertThat(liar.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(liar.json().get("status").asString()).isEqualTo("numerical_failure");
        assertThat(liar.json().get("certifiedEpsilon").get("ce").asDouble()).isEqualTo(0.25);
        assertThat(liar.json().get("epsilon").asDouble()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "../README.md"})
    void placesWithoutClassesAreRefused(String place) {
        assertRefused(Invocation.of("games", "--classpath", place), "expected a jar or a folder");
    }

    @Test
    void aFolderWithoutProvidersIsRefused() {
        assertRefused(Invocation.of("games", "--classpath", folder.toString()), "neither games nor meta-solvers");
    }
}
