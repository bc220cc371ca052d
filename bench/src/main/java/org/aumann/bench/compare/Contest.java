package org.aumann.bench.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.aumann.core.catalogue.GameCatalogue;
import org.aumann.core.distribution.JointDistribution;
import org.aumann.core.format.DistributionFiles;
import org.aumann.core.format.TensorFiles;
import org.aumann.core.game.NormalFormGame;
import org.aumann.solvers.meta.Certificate;

/** Starts the contenders, each run in a process of its own, and certifies what Python answers. */
final class Contest {
    private static final int REPEATS = 5;

    /** No further repeat when so many seconds are spent. */
    private static final int REPEAT_SECONDS = 5;

    private static final long GIB = 1L << 30;

    private final Path folder;
    private final Path script;
    private final Duration limit;
    private final long memoryBytes;

    /**
     * @param folder for temporary files, exists
     * @param script {@code peers.py}
     * @param limit time limit of a solve
     * @param memoryGib most resident memory of a process
     */
    Contest(Path folder, Path script, Duration limit, int memoryGib) {
        this.folder = folder;
        this.script = script;
        this.limit = limit;
        this.memoryBytes = memoryGib * GIB;
    }

    /** Versions of Python, NumPy and SciPy in one line, or empty where one of them is missing. */
    String pythonVersions() {
        String program = "import sys, numpy, scipy\n"
                + "print('Python', sys.version.split()[0], 'NumPy', numpy.__version__, 'SciPy', scipy.__version__)";
        try {
            WatchedProcess.Ending ending =
                    WatchedProcess.run(List.of("python3", "-c", program), limit, memoryBytes, errors());
            return ending.status() == Status.OPTIMAL ? String.join(" ", ending.lines()) : "";
        } catch (UncheckedIOException e) {
            return ""; // there is no python3
        }
    }

    private Path errors() {
        return folder.resolve("stderr.txt");
    }

    Row.Outcome run(Contender contender, GameCase game, Problem problem) {
        return switch (contender) {
            case AUMANN, OR_TOOLS -> outcome(start(java(contender, game, problem)));
            case SCIPY -> python(game, problem);
        };
    }

    private WatchedProcess.Ending start(List<String> command) {
        return WatchedProcess.run(command, limit, memoryBytes, errors());
    }

    private List<String> java(Contender contender, GameCase game, Problem problem) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseParallelGC",
                "-XX:MaxDirectMemorySize=" + memoryBytes,
                "-Xmx" + memoryBytes,
                "-cp",
                System.getProperty("java.class.path"),
                Worker.class.getName(),
                contender.name(),
                game.name(),
                problem.id()));
        command.addAll(limits());
        return command;
    }

    private List<String> limits() {
        return List.of(
                String.format(Locale.ROOT, "%.3f", limit.toMillis() / 1000.0),
                Integer.toString(REPEAT_SECONDS),
                Integer.toString(REPEATS));
    }

    private Row.Outcome python(GameCase game, Problem problem) {
        Path payoffs = folder.resolve("game.npy");
        Path sigma = folder.resolve("sigma.npy");
        try {
            Files.deleteIfExists(sigma);
            try (NormalFormGame generated = (NormalFormGame) GameCatalogue.game(game.name())) {
                TensorFiles.write(generated, payoffs);
            }
            List<String> command = new ArrayList<>(List.of("python3", script.toString(), payoffs.toString()));
            command.add(problem.id());
            command.add(Double.toString(problem.relativeEpsilon()));
            command.addAll(limits());
            command.add(sigma.toString());
            WatchedProcess.Ending ending = start(command);
            Row.Outcome outcome = outcome(ending);
            return Files.exists(sigma) ? certified(outcome, payoffs, sigma, problem) : outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the same code as our own answers. */
    private static Row.Outcome certified(Row.Outcome outcome, Path payoffs, Path sigma, Problem problem) {
        try (NormalFormGame game = TensorFiles.read(payoffs)) {
            JointDistribution distribution = DistributionFiles.read(sigma, game);
            Certificate certificate = Certificate.of(game.payoffs(), distribution);
            double gain = certificate.gap(problem.concept()).largestGain();
            return new Row.Outcome(
                    outcome.status(),
                    outcome.timing(),
                    gain / Worker.range(game.payoffs()) - problem.relativeEpsilon(),
                    problem.objective(certificate),
                    outcome.evaluations(),
                    outcome.note());
        }
    }

    private Row.Outcome outcome(WatchedProcess.Ending ending) {
        Timing timing = Timing.of(ending.seconds());
        String note = ending.word("note").replace('_', ' ');
        if (ending.status() != Status.OPTIMAL) {
            return Row.Outcome.none(ending.status(), timing, ending.status() == Status.FAILED ? lastError() : note);
        }
        Status status = Status.of(ending.word("status"));
        boolean isLate = timing.median() > limit.toNanos() * 1e-9;
        return new Row.Outcome(
                isLate ? Status.TIME_LIMIT : status,
                timing,
                number(ending.word("excess")),
                number(ending.word("objective")),
                Math.round(ending.word("evaluations").isEmpty() ? 0 : number(ending.word("evaluations"))),
                note);
    }

    private String lastError() {
        try {
            List<String> lines = Files.readAllLines(errors());
            return lines.isEmpty() ? "" : lines.getLast();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double number(String text) {
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }
}
