package org.aumann.bench.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares us with NumPy and SciPy and with explicit linear programs, and writes a table, a plot and a CSV file, which
 * grows with every row. {@code bench/compare --help} says how.
 */
public final class Compare {
    /** What {@code bench/compare --help} prints. */
    private static final String USAGE = """
            usage: bench/compare [--all] [--large] [--name NAME] [--families A,B] [--problems A,B] [--sizes 3x10,...]
                                 [--time-limit SECONDS] [--memory-limit GIB] [--append FILE.csv]
                   bench/compare --draw FILE.csv
              --all           every family at 1e3 to 1e6 joint actions, not only rank
              --large         mecce of rank also at 1e7 and 1e8 joint actions (10 GB of memory, 4 GB of disk)
              --name          part of the file name; say the machine
              --families, --problems, --sizes    only these
              --time-limit    of one solve, 60 s unless told
              --memory-limit  of one process, 8 GiB unless told
              --append        rows go to the end of a file that is there
              --draw          only the table and the plot of a file""";

    private static final String MISSING =
            "SciPy rows are not run: install the Debian packages python3-numpy and python3-scipy";

    private final PrintStream out;
    private final CompareOptions options;
    private final Contest contest;
    private final List<String> skipped = new ArrayList<>();

    private Compare(PrintStream out, CompareOptions options) {
        this.out = out;
        this.options = options;
        contest = new Contest(
                options.folder(),
                options.script(),
                Duration.ofSeconds(options.timeLimitSeconds()),
                options.memoryLimitGib());
    }

    /**
     * Runs the comparison.
     *
     * @param arguments FOLDER SCRIPT RESULT.csv MACHINE, then options
     * @throws IOException if the results cannot be written
     */
    public static void main(String... arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> words = Arrays.asList(arguments);
        if (words.contains("--help")) {
            out.println(USAGE);
            return;
        }
        Optional<CompareOptions> options = CompareOptions.parse(words);
        if (options.isEmpty()) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Compare compare = new Compare(out, options.orElseThrow());
        if (!options.orElseThrow().isDrawing()) {
            compare.run();
        }
        compare.draw();
    }

    private void run() throws IOException {
        String python = contest.pythonVersions();
        if (python.isEmpty()) {
            out.println(MISSING);
        }
        if (!Files.exists(options.csv())) {
            List<String> head = new ArrayList<>();
            options.machine().lines().forEach(line -> head.add("# " + line));
            head.add("# " + (python.isEmpty() ? MISSING : python));
            head.add("# limits: " + options.timeLimitSeconds() + " s a solve, " + options.memoryLimitGib()
                    + " GiB resident a process");
            head.add(Row.HEADER);
            Files.write(options.csv(), head);
        }
        for (Problem problem : options.problems()) {
            Map<Contender, List<String>> ended = new EnumMap<>(Contender.class);
            for (GameCase game : options.games()) {
                if (game.isLarge() && problem != Problem.MECCE) {
                    continue;
                }
                for (Contender contender : Contender.values()) {
                    if (!contender.solves(problem)) {
                        continue;
                    }
                    List<String> lines = ended.computeIfAbsent(contender, _ -> new ArrayList<>());
                    if (lines.contains(game.family())) {
                        skipped.add(problem.id() + " " + game.name() + " by " + contender.title());
                        continue;
                    }
                    Row.Outcome outcome = contender == Contender.SCIPY && python.isEmpty()
                            ? Row.Outcome.none(Status.NOT_RUN, Timing.NONE, MISSING)
                            : contest.run(contender, game, problem);
                    if (!outcome.status().goesOn()) {
                        lines.add(game.family());
                    }
                    Row row = Row.of(game, problem, contender, outcome);
                    Files.write(options.csv(), List.of(row.csv()), StandardOpenOption.APPEND);
                    out.println(CompareTable.line(row));
                }
            }
        }
        if (!skipped.isEmpty()) {
            out.println("not tried, a smaller game of the family was already too much: " + skipped.size() + " runs");
        }
    }

    private void draw() throws IOException {
        List<Row> rows;
        try (Stream<String> lines = Files.lines(options.csv())) {
            rows = lines.filter(line -> !line.startsWith("#") && !line.equals(Row.HEADER))
                    .map(Row::parse)
                    .toList();
        }
        out.println();
        CompareTable.lines(rows).forEach(out::println);
        String name = options.csv().getFileName().toString();
        Path svg = options.csv().resolveSibling(name.replaceAll("\\.csv$", "") + ".svg");
        Files.writeString(svg, ComparePlot.svg(rows, options.timeLimitSeconds()));
        out.println(String.format(Locale.ROOT, "%nwritten: %s and %s", options.csv(), svg));
    }
}
