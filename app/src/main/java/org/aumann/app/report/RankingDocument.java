package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import org.aumann.solvers.evolution.AlphaRank;
import org.aumann.solvers.evolution.SelectionIntensity;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code aumann solve --solver alpharank --one-population}.
 *
 * @param status optimal
 * @param solver id of the solver
 * @param game the game that was asked for
 * @param agents how many there are
 * @param alpha intensity of selection; absent if it is infinite
 * @param populationSize individuals; absent if the intensity is infinite
 * @param ranking the agents with the time that the population spends at each
 * @param seconds wall-clock time of the solve
 */
public record RankingDocument(
        String status,
        String solver,
        GameSummary game,
        int agents,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double alpha,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer populationSize,
        List<Rank> ranking,
        double seconds)
        implements Document {
    /** Copies the list. */
    public RankingDocument {
        ranking = List.copyOf(ranking);
    }

    /**
     * The document of a ranking.
     *
     * @param game the game that was asked for
     * @param solver what ranked its agents
     * @param agents their names
     * @param masses how much of the time each is played. Not modified.
     * @param elapsed wall-clock time of the solve
     * @return the document
     */
    public static RankingDocument of(
            GameSummary game, AlphaRank solver, List<String> agents, double[] masses, Duration elapsed) {
        SelectionIntensity.Finite finite =
                solver.selection() instanceof SelectionIntensity.Finite selection ? selection : null;
        return new RankingDocument(
                "optimal",
                solver.id(),
                game,
                agents.size(),
                finite == null ? null : finite.alpha(),
                finite == null ? null : finite.populationSize(),
                Rank.of(agents, masses),
                Durations.seconds(elapsed));
    }

    @Override
    public void writeTo(TextReport text) {
        game.writeTo(text);
        text.line("size", Numbers.count(agents, "agent") + " of one population");
        text.line(
                "solver",
                solver + ", "
                        + (alpha == null || populationSize == null
                                ? "infinite intensity, perturbed by " + AlphaRank.DEFAULT_EPSILON
                                : "alpha " + Numbers.value(alpha) + ", population of " + populationSize));
        text.line("status", status);
        Rank.writeTo(text, ranking);
        text.line("time", Numbers.seconds(seconds));
    }
}
