package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aumann.solvers.batch.BatchSolution;
import org.aumann.solvers.batch.GameStatus;

/**
 * The result of {@code aumann solve} of a batch, besides those of its games.
 *
 * @param batch its name
 * @param games number of games
 * @param statuses how many games ended how, those with none left out
 * @param solver id of the solver
 * @param concept whose deviations the gains are of
 * @param backend id of the back end
 * @param method {@code batch} for the kernel that solves many games at once, or {@code game_by_game}
 * @param shape players, actions and joint actions of every game
 * @param seconds wall-clock time of the solve, certificates included
 * @param gamesPerSecond games over that time, without those that time ran out on
 * @param shown the games of the table for people
 */
public record BatchDocument(
        String batch,
        int games,
        Map<String, Integer> statuses,
        String solver,
        String concept,
        String backend,
        String method,
        @JsonUnwrapped Shape shape,
        double seconds,
        double gamesPerSecond,
        @JsonIgnore List<GameDocument> shown)
        implements Document {
    /** Games in a table with all of them. */
    private static final int MANY = 1_000;

    /** Of more games, the first ones are shown. */
    private static final int FIRST = 10;

    /** Of more games, so many are shown in all: the first ones, and those that are not solved. */
    private static final int SHOWN = 100;

    private static final String KERNEL = "batch";

    /** Copies the collections. */
    public BatchDocument {
        statuses = Collections.unmodifiableMap(new LinkedHashMap<>(statuses));
        shown = List.copyOf(shown);
    }

    /**
     * The document of a solution.
     *
     * @param solution how the games ended
     * @param name of the batch
     * @param solver id of the solver
     * @param backend id of the back end
     * @param isByKernel whether a kernel has solved many games at once
     * @param elapsed wall-clock time
     * @return the document
     */
    public static BatchDocument of(
            BatchSolution solution, String name, String solver, String backend, boolean isByKernel, Duration elapsed) {
        Map<String, Integer> statuses = new LinkedHashMap<>();
        for (GameStatus status : GameStatus.values()) {
            int count = solution.count(status);
            if (count > 0) {
                statuses.put(status.id(), count);
            }
        }
        int games = solution.gameCount();
        double seconds = Durations.seconds(elapsed);
        return new BatchDocument(
                name,
                games,
                statuses,
                solver,
                solution.concept().id(),
                backend,
                isByKernel ? KERNEL : "game_by_game",
                Shape.of(solution.index()),
                seconds,
                (games - solution.count(GameStatus.TIME_LIMIT)) / seconds,
                shown(solution));
    }

    private static List<GameDocument> shown(BatchSolution solution) {
        int games = solution.gameCount();
        return IntStream.range(0, games)
                .filter(game -> games <= MANY || game < FIRST || solution.status(game) != GameStatus.OPTIMAL)
                .limit(games <= MANY ? MANY : SHOWN)
                .mapToObj(game -> GameDocument.of(solution, game))
                .toList();
    }

    @Override
    public void writeTo(TextReport text) {
        List<List<String>> rows = new ArrayList<>(List.of(GameDocument.header()));
        shown.forEach(game -> rows.add(game.row()));
        text.table(GameDocument.alignment(), rows);
        if (games > shown.size()) {
            text.line("", "and " + Numbers.count(games - shown.size()) + " more, with --json and --out");
        }
        text.blank();
        text.line("batch", batch + ", " + Numbers.count(games, "game"));
        text.line("size", shape.describe("actions"));
        String how = method.equals(KERNEL) ? "all at once" : "game by game";
        text.line("solver", solver + ", " + how + ", back end " + backend);
        text.line("concept", concept.toUpperCase(Locale.ROOT));
        text.line(
                "status",
                statuses.entrySet().stream()
                        .map(status -> Numbers.count(status.getValue()) + " " + status.getKey())
                        .collect(Collectors.joining(", ")));
        text.line("time", Numbers.seconds(seconds) + ", " + Numbers.rate(gamesPerSecond) + " games a second");
    }
}
