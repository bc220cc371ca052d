package org.aumann.bench.compare;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is compared, and where things go.
 *
 * @param folder for temporary files
 * @param script {@code peers.py}
 * @param csv results
 * @param machine lines on machine, commit and versions
 * @param games in the order of their runs
 * @param problems in the order of their runs
 * @param timeLimitSeconds of a solve
 * @param memoryLimitGib of a process
 * @param isDrawing whether nothing is run
 */
record CompareOptions(
        Path folder,
        Path script,
        Path csv,
        String machine,
        List<GameCase> games,
        List<Problem> problems,
        int timeLimitSeconds,
        int memoryLimitGib,
        boolean isDrawing) {
    private static final int TIME_LIMIT = 60;
    private static final int MEMORY_LIMIT = 8;
    private static final int FIXED = 4;
    private static final Set<String> FLAGS = Set.of("--all", "--large");
    private static final Set<String> VALUES = Set.of(
            "--name", "--families", "--problems", "--sizes", "--time-limit", "--memory-limit", "--append", "--draw");

    CompareOptions {
        games = List.copyOf(games);
        problems = List.copyOf(problems);
    }

    /** The options of a command line, empty if it makes no sense. */
    static Optional<CompareOptions> parse(List<String> words) {
        try {
            return parsed(words);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<CompareOptions> parsed(List<String> words) {
        Map<String, String> given = new HashMap<>();
        for (int k = FIXED; k < words.size(); k++) {
            String word = words.get(k);
            if (FLAGS.contains(word)) {
                given.put(word, "");
            } else if (VALUES.contains(word) && k + 1 < words.size()) {
                given.put(word, words.get(++k));
            } else {
                return Optional.empty();
            }
        }
        String name = given.getOrDefault("--name", "");
        String csv = words.get(2).replace("NAME", name.isEmpty() ? "here" : name);
        csv = given.getOrDefault("--append", given.getOrDefault("--draw", csv));
        List<GameCase> games = GameCase.of(given.containsKey("--all"), given.containsKey("--large")).stream()
                .filter(game -> isWanted(given, "--families", game.family()))
                .filter(game -> isWanted(given, "--sizes", game.shape()))
                .toList();
        List<Problem> problems = Arrays.stream(Problem.values())
                .filter(problem -> isWanted(given, "--problems", problem.id()))
                .toList();
        return Optional.of(new CompareOptions(
                Path.of(words.get(0)),
                Path.of(words.get(1)),
                Path.of(csv),
                words.get(3),
                games,
                problems,
                Integer.parseInt(given.getOrDefault("--time-limit", Integer.toString(TIME_LIMIT))),
                Integer.parseInt(given.getOrDefault("--memory-limit", Integer.toString(MEMORY_LIMIT))),
                given.containsKey("--draw")));
    }

    private static boolean isWanted(Map<String, String> given, String option, String name) {
        String names = given.get(option);
        return names == null || Arrays.asList(names.split(",", -1)).contains(name);
    }
}
