package org.aumann.bench.stochastic;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aumann.kernels.Backends;
import org.aumann.kernels.ComputeBackend;

/** Makes the tables and the figure of docs/stochastic-games.md. */
public final class StochasticRuns {
    private StochasticRuns() {}

    /**
     * Runs what is asked for and prints tables in Markdown.
     *
     * @param arguments folder of the figure, then any of {@code planning}, {@code learning}, {@code stationary} and {@code sweeps}; all if none is given
     * @throws IOException if the figure cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        List<String> asked = List.of(arguments).subList(1, arguments.length);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (ComputeBackend backend = Backends.named("cpu")) {
            if (asked.isEmpty() || asked.contains("planning")) {
                String figure = new PlanningRuns(backend, out).run();
                Files.writeString(folder.resolve("stochastic-planning.svg"), figure);
            }
            if (asked.isEmpty() || asked.contains("learning")) {
                new LearningRuns(backend, out).run();
            }
            if (asked.isEmpty() || asked.contains("stationary")) {
                new StationaryRuns(out).run();
            }
            if (asked.isEmpty() || asked.contains("sweeps")) {
                new SweepRuns(backend, out).run();
            }
        }
    }
}
