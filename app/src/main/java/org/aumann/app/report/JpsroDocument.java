package org.aumann.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.aumann.core.equilibrium.EquilibriumGap;
import org.aumann.solvers.meta.SolveReport;
import org.aumann.solvers.psro.JointPsroOptions;
import org.aumann.solvers.psro.JointPsroResult;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code aumann jpsro}.
 *
 * <p>What is said of the distribution (shape, quality, objective) is about the meta-game over the policies
 * found; values and {@code gap} are certified in the full game, by the reference.
 *
 * @param status how the run ended: converged, iteration_limit, time_limit or solver_failure
 * @param solver id of the evaluation meta-solver, whose distribution is reported
 * @param train id of the training meta-solver
 * @param target the concept that best responses answer
 * @param backend id of the back end
 * @param game the game
 * @param shape players, policies and joint policies
 * @param quality values and welfare in the full game; entropy, Gini impurity, support and certified ε of the meta-game
 * @param epsilon the ε that was asked for
 * @param gap what the players could still gain by any policy of the full game, certified
 * @param largestGain the largest of these gains, with its sign
 * @param measured the same gap as the loop measured it
 * @param episodes of every joint policy, whose means the payoffs of the meta-game are; absent where these are exact
 * @param iteration the iteration of the distribution, from 1
 * @param objective the objective of the evaluation meta-solver with its bracket
 * @param iterations iterations done
 * @param evaluations passes over the payoff tensor of the last evaluation solve
 * @param seconds wall-clock time of the run
 * @param notes retries and anything else worth knowing of the last evaluation solve
 * @param history one entry an iteration
 */
public record JpsroDocument(
        String status,
        String solver,
        String train,
        String target,
        String backend,
        GameSummary game,
        @JsonUnwrapped Shape shape,
        @JsonUnwrapped Quality quality,
        double epsilon,
        GapSummary gap,
        double largestGain,
        GapSummary measured,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long episodes,
        int iteration,
        ObjectiveSummary objective,
        int iterations,
        long evaluations,
        double seconds,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notes,
        List<IterationDocument> history)
        implements Document {
    /** Copies the lists. */
    public JpsroDocument {
        notes = List.copyOf(notes);
        history = List.copyOf(history);
    }

    /**
     * The document of a run.
     *
     * @param result how it ended
     * @param options how it went
     * @param episodes of every joint policy; null for exact payoffs
     * @param game the game
     * @param backend id of the back end
     * @param elapsed wall-clock time of the run
     * @return the document
     */
    public static JpsroDocument of(
            JointPsroResult result,
            JointPsroOptions options,
            @Nullable Long episodes,
            GameSummary game,
            String backend,
            Duration elapsed) {
        SolveReport report = result.evaluation();
        EquilibriumGap certified = result.certificate().gap();
        return new JpsroDocument(
                result.status().id(),
                report.solver(),
                options.train().id(),
                options.target().id(),
                backend,
                game,
                Shape.of(report.sigma().index()),
                Quality.of(report.certificate()).withValues(result.certificate().values()),
                report.epsilon(),
                GapSummary.of(certified),
                certified.largestGain(),
                GapSummary.of(result.best().eval().gap()),
                episodes,
                result.iteration(),
                ObjectiveSummary.of(report.objective()),
                result.history().size(),
                report.evaluations(),
                Durations.seconds(elapsed),
                report.notes(),
                result.history().stream().map(IterationDocument::of).toList());
    }

    @Override
    public void writeTo(TextReport text) {
        game.writeTo(text);
        text.line(
                "solvers",
                "train " + train + ", eval " + solver + ", target " + target + ", epsilon " + Numbers.value(epsilon)
                        + ", back end " + backend);
        String ofIteration = iteration == iterations ? "" : ", best after " + iteration;
        text.line("status", status + " after " + Numbers.count(iterations, "iteration") + ofIteration);
        text.line("meta-game", shape.describe("policies"));
        if (episodes != null) {
            text.line("payoffs", "means of " + Numbers.count(episodes) + " episodes of every joint policy");
        }
        quality.writeTo(text);
        objective.writeTo(text);
        text.table(
                "lrrrl",
                List.of(
                        List.of("certificate", "largest gain", "gap sum", "gap max", "gap per player"),
                        List.of(
                                "  full game",
                                Numbers.gap(largestGain),
                                Numbers.gap(gap.sum()),
                                Numbers.gap(gap.max()),
                                Numbers.gaps(gap.perPlayer()) + "  (" + target.toUpperCase(Locale.ROOT) + ")"),
                        List.of(
                                "  meta CE",
                                Numbers.gap(quality.certifiedEpsilon().ce()),
                                "",
                                "",
                                ""),
                        List.of(
                                "  meta CCE",
                                Numbers.gap(quality.certifiedEpsilon().cce()),
                                "",
                                "",
                                "")));
        text.line("time", Numbers.seconds(seconds));
        notes.forEach(note -> text.line("note", note));
    }
}
