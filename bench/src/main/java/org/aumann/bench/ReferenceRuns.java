package org.aumann.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.equilibrium.SolutionConcept;
import org.aumann.core.game.GameTree;
import org.aumann.core.game.NormalFormGame;
import org.aumann.core.payoff.MetaGame;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;
import org.aumann.kernels.Workload;
import org.aumann.solvers.MetaSolvers;
import org.aumann.solvers.loop.LoopListener;
import org.aumann.solvers.meta.SolveOptions;
import org.aumann.solvers.meta.SolveOutcome;
import org.aumann.solvers.psro.JointPsro;
import org.aumann.solvers.psro.JointPsroOptions;
import org.aumann.solvers.psro.JointPsroResult;

/**
 * Whole runs, timed from a cold JVM: every case runs in processes of its own, and the median of the runs is
 * written as one line of CSV.
 */
public final class ReferenceRuns {
    private static final int FORKS = 3;

    private ReferenceRuns() {}

    /** One case: prints {@code seconds,solveSeconds,iterations,gap,value}. */
    private enum Case {
        KUHN_3P {
            @Override
            String run() {
                return jpsro("kuhn_poker(players=3)", JointPsroOptions.defaults());
            }
        },
        SHERIFF_GABRIELE {
            @Override
            String run() {
                return jpsro("sheriff(instance=gabriele)", JointPsroOptions.defaults());
            }
        },
        TRADE_COMM_3 {
            @Override
            String run() {
                return jpsro("trade_comm(num_items=3)", JointPsroOptions.defaults());
            }
        },
        TRADE_COMM_4 {
            @Override
            String run() {
                return jpsro("trade_comm(num_items=4)", JointPsroOptions.defaults());
            }
        },
        LEDUC_2P_100 {
            @Override
            String run() {
                return jpsro(
                        "leduc_poker(players=2)", JointPsroOptions.defaults().withLimits(5, 100));
            }
        },
        MECCE_6X10 {
            @Override
            String run() {
                return solve("mecce", 0);
            }
        },
        MGCCE_6X10 {
            @Override
            String run() {
                return solve("mgcce", 0);
            }
        },
        MECE_6X10 {
            @Override
            String run() {
                return solve("mece", 1e-3);
            }
        },
        MGCE_6X10 {
            @Override
            String run() {
                return solve("mgce", 1e-3);
            }
        };

        abstract String run();
    }

    private static String jpsro(String game, JointPsroOptions options) {
        long start = System.nanoTime();
        GameTree tree = GameTree.of(GameCatalogue.game(game));
        try (ComputeBackend backend = Backends.best(Workload.any());
                JointPsro run = new JointPsro(tree, backend, options, LoopListener.silent())) {
            JointPsroResult result = run.run();
            long solve = result.history().stream()
                    .mapToLong(i -> i.solve().toNanos())
                    .sum();
            double welfare =
                    result.certificate().values().stream().mapToDouble(v -> v).sum();
            int iterations = result.history().size();
            return line(start, solve, iterations, result.certificate().gap().sum(), welfare);
        }
    }

    /** To a gap of 1e-6 of the payoff range. */
    private static final double TOLERANCE = 1e-6;

    /** The second solve in the process, so that the compiler has seen the kernels, on a game of another seed. */
    private static String solve(String solver, double relativeEpsilon) {
        try (ComputeBackend backend = Backends.best(Workload.any());
                NormalFormGame warm = (NormalFormGame) GameCatalogue.game("rank(players=6,actions=10,seed=2)");
                NormalFormGame game = (NormalFormGame) GameCatalogue.game("rank(players=6,actions=10,seed=1)")) {
            double range = game.payoffs().range(0).width();
            SolveOptions options = SolveOptions.defaults().withTolerance(TOLERANCE);
            MetaSolvers.named(solver, relativeEpsilon * range).solve(MetaGame.of(warm.payoffs()), backend, options);
            long start = System.nanoTime();
            SolveOutcome outcome = MetaSolvers.named(solver, relativeEpsilon * range)
                    .solve(MetaGame.of(game.payoffs()), backend, options);
            SolutionConcept concept = solver.endsWith("cce") ? SolutionConcept.CCE : SolutionConcept.CE;
            double excess = outcome.report().certificate().gap(concept).largestGain()
                    - outcome.report().epsilon();
            return line(
                    start,
                    outcome.report().elapsed().toNanos(),
                    outcome.report().evaluations(),
                    excess / range,
                    outcome.report().objective().value());
        }
    }

    private static String line(long start, long solveNanos, long iterations, double gap, double value) {
        return String.format(
                Locale.ROOT,
                "%.3f,%.3f,%d,%.3g,%.8f",
                (System.nanoTime() - start) * 1e-9,
                solveNanos * 1e-9,
                iterations,
                gap,
                value);
    }

    /**
     * Runs all cases, or the ones named, in fresh processes.
     *
     * @param arguments {@code FILE.csv [CASE…]}, or {@code --one CASE} inside a process
     */
    public static void main(String... arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (arguments.length == 2 && arguments[0].equals("--one")) {
            out.println(Case.valueOf(arguments[1]).run());
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add("case,forks,seconds,solve_seconds,solve_seconds_min,solve_seconds_max,iterations,gap,value");
        List<Case> cases = arguments.length > 1
                ? Arrays.stream(arguments).skip(1).map(Case::valueOf).toList()
                : List.of(Case.values());
        for (Case one : cases) {
            String line = median(one);
            lines.add(line);
            out.println(line);
        }
        try {
            Files.write(Path.of(arguments[0]), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String median(Case one) {
        List<String[]> runs = new ArrayList<>();
        for (int fork = 0; fork < FORKS; fork++) {
            runs.add(fork(one).split(",", -1));
        }
        runs.sort((x, y) -> Double.compare(Double.parseDouble(x[1]), Double.parseDouble(y[1])));
        String[] middle = runs.get(FORKS / 2);
        return String.join(
                ",",
                one.name(),
                Integer.toString(FORKS),
                middle[0],
                middle[1],
                runs.getFirst()[1],
                runs.getLast()[1],
                middle[2],
                middle[3],
                middle[4]);
    }

    private static String fork(Case one) {
        List<String> command = Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:MaxDirectMemorySize=64g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReferenceRuns.class.getName(),
                        "--one",
                        one.name())
                .toList();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(one + " failed; run it with --one " + one);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
