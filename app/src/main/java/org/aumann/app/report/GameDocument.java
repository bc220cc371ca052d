package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.stream.Collectors;
import org.aumann.solvers.batch.BatchSolution;
import org.aumann.solvers.batch.GameAnswer;
import org.aumann.solvers.batch.GameStatus;
import org.aumann.solvers.meta.ObjectiveBounds;
import org.jspecify.annotations.Nullable;

/**
 * The result of one game of a batch.
 *
 * @param game its number, from 0
 * @param status how the solve ended: optimal, infeasible, iteration_limit, time_limit or numerical_failure
 * @param values expected payoff of each player
 * @param entropy Shannon entropy, nats
 * @param largestGain largest gain of any single deviation of the solver's concept, certified, with its sign; payoff units
 * @param largestGainRelative the same, relative to the differences that the player's deviations make
 * @param objective the objective with its bracket
 * @param iterations steps of the solver
 * @param residual largest violation of the optimality conditions, where the solve did not end optimal
 * @param plays the joint actions with a probability
 */
public record GameDocument(
        int game,
        String status,
        List<Double> values,
        double entropy,
        double largestGain,
        double largestGainRelative,
        ObjectiveSummary objective,
        long iterations,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double residual,
        @JsonUnwrapped Plays plays) {
    /** Values in a table. */
    private static final int SHOWN_VALUES = 6;

    /** Copies the list. */
    public GameDocument {
        values = List.copyOf(values);
    }

    /**
     * The document of a game.
     *
     * @param solution of the batch
     * @param game its number
     * @return the document
     */
    public static GameDocument of(BatchSolution solution, int game) {
        GameAnswer answer = solution.answer(game);
        boolean isUnfinished = answer.status() != GameStatus.OPTIMAL && answer.status() != GameStatus.INFEASIBLE;
        return new GameDocument(
                game,
                answer.status().id(),
                answer.values(),
                answer.entropy(),
                answer.largestGain(),
                answer.relativeGain(),
                ObjectiveSummary.of(new ObjectiveBounds(answer.objective(), Double.NEGATIVE_INFINITY, answer.bound())),
                answer.iterations(),
                isUnfinished ? answer.residual() : null,
                Plays.of(solution.distribution(game)));
    }

    /** The header of {@link #row}. */
    static List<String> header() {
        return List.of("game", "status", "relative gain", "objective", "iterations", "values");
    }

    /** How the columns of {@link #row} are aligned. */
    static String alignment() {
        return "rlrrrl";
    }

    /** The game in a table for people. */
    List<String> row() {
        String shown = values.stream().limit(SHOWN_VALUES).map(Numbers::value).collect(Collectors.joining("  "));
        return List.of(
                Integer.toString(game),
                status,
                Numbers.gap(largestGainRelative),
                Numbers.bound(objective.value()),
                Numbers.count(iterations),
                values.size() > SHOWN_VALUES ? shown + "  …" : shown);
    }
}
